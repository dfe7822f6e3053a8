"""The events of a journal: their names, their fields, and how a line of the file is read as one.

Each line is one event:

    {"v": 1, "id": "<uuid4>", "at": "2026-11-23T09:15:02.123456Z", "event": "answer",
     "case": "thirty-days", "question": "q1", "wording": "3fa9c1d27b40", "response": ["b"]}

`FIELDS` holds the known names, and a check for each field. Unknown fields stay in an event and are not checked. When a
clock was wrong, `clock` is what it showed and `at` is the corrected time; clock.py also corrects an `at` that is no
time. A response is checked by its question; here it may be any JSON value that is not nested too deeply.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from contextlib import suppress
from math import isfinite
from sys import intern
from typing import Any

Event = dict[str, Any]
Check = Callable[[Any], bool]

VERSION = 1
MAX_LINE_BYTES = 256 * 2**10  # the longest text that a question takes has 20,000 characters
MAX_DEPTH = 20  # of nested lists and objects; no response has more than three
MAX_POINTS = 1_000_000  # no lesson has so many
MAX_REASON = 2000  # characters
MAX_ROWS = 1000  # of a table, and of a rubric
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # an editor may have put it before a line


def new_event(event: str, case: str = "", question: str = "", **fields: Any) -> Event:
    """Return an event with a new id; `journal.append` adds its time. A hand-in has neither case nor question."""
    subject = {key: value for key, value in (("case", case), ("question", question)) if value}
    return {"v": VERSION, "id": str(uuid.uuid4()), "event": event, **subject, **fields}


def read_line(text: bytes) -> Event | None:
    """Return the event on a line, of this release or a later one; `is_valid` checks its fields.

    None for a line that is torn, foreign, not UTF-8, too long or too deep, or that could not be written again.
    """
    if len(text) > MAX_LINE_BYTES:
        return None
    # ValueError: not UTF-8, not JSON, NaN, infinite, a number of thousands of digits, or half a character.
    with suppress(ValueError, RecursionError):
        event = _STRICT_DECODER.decode(text.removeprefix(_BYTE_ORDER_MARK).decode())
        if b"\\u" in text:
            json.dumps(event, ensure_ascii=False).encode()
        if isinstance(event, dict) and all(isinstance(event.get(key), str) for key in ("id", "at", "event")):
            return None if _is_too_deep(event, text) else _intern_names(event)
    return None


def is_known(event: Event) -> bool:
    """Return whether this release knows such events; an unknown event comes from a later release."""
    return event["event"] in FIELDS and event.get("v", VERSION) == VERSION


def is_valid(event: Event) -> bool:
    """Return whether the fields of a known event pass their checks; later readers need not check them again."""
    checks = _CHECKS[event["event"]]
    for name, value in event.items():
        check = checks.get(name)
        if check and not check(value):
            return False
    return event.keys() >= _REQUIRED[event["event"]]


def to_line(event: Event) -> bytes:
    """Return an event as a line of a journal; ValueError or RecursionError if JSON in UTF-8 cannot express it."""
    return json.dumps(event, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _finite_number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is too large")
    return number


_STRICT_DECODER = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite_number)


def _is_too_deep(value: Any, text: bytes) -> bool:
    """Return whether a value is nested too deeply. For most values, counting brackets in the text is enough."""
    if text.count(b"[") + text.count(b"{") <= MAX_DEPTH:
        return False
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level if isinstance(parent, dict | list) for child in _children(parent)]
    return bool(level)


def _children(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


def _intern_names(event: Event) -> Event:
    """Return the event with repeated strings stored once, which halves the memory of a long journal."""
    return {intern(k): intern(v) if k in _REPEATED and isinstance(v, str) else v for k, v in event.items()}


_REPEATED = {"event", "case", "question", "wording", "module"}


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200


def _is_short_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 64


def _is_response(_value: Any) -> bool:
    return True


def _is_reason(value: Any) -> bool:
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= MAX_REASON


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_sureness(value: Any) -> bool:
    return value is None or (type(value) is int and 1 <= value <= 3)


def _is_points(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= MAX_POINTS


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MAX_POINTS


def _are_points(value: Any) -> bool:
    return isinstance(value, dict) and len(value) <= MAX_ROWS and all(map(_is_points, value.values()))


def _are_choices(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_ROWS and all(map(_is_count, value))


def _is_table(width: int) -> Check:
    """Return a check of rows by name, each a list of `width` numbers."""

    def check(value: Any) -> bool:
        rows = value.values() if isinstance(value, dict) and len(value) <= MAX_ROWS else (None,)
        return all(isinstance(row, list) and len(row) == width and all(map(_is_points, row)) for row in rows)

    return check


_SUBJECT: dict[str, Check] = {"case": _is_name, "question": _is_name, "wording": _is_short_text}
FIELDS: dict[str, dict[str, Check]] = {
    "answer": {**_SUBJECT, "response": _is_response},
    "try": {**_SUBJECT, "response": _is_response},
    "hint": _SUBJECT,
    "sure": {**_SUBJECT, "response": _is_sureness},
    "selfmark": {**_SUBJECT, "response": _are_points},
    "predict": {"activity": _is_name, "row": _is_name, "wording": _is_short_text, "response": _is_name},
    "play": {"activity": _is_name, "wording": _is_short_text, "response": _are_choices},
    "skip": {"case": _is_name, "response": _is_flag},
    "seed": {"response": _is_name},  # what decides which variant of a graded case is this learner's
    "variant": {"case": _is_name, "response": _is_name},  # the letter of one that the learner went on to
    "regrade": {**_SUBJECT, "response": _is_reason},  # a wish that a mark be looked at again, and why
    "handin": {},
    "marked": {"handin": _is_name, "points": _is_points, "most": _is_points},  # see assessment/
}
OPTIONAL: dict[str, Check] = {
    **_SUBJECT,
    "clock": _is_short_text,
    "module": _is_name,
    "number": _is_count,
    "uncounted": _is_points,
    "questions": _is_table(2),
    "objectives": _is_table(3),
}
_REQUIRED = {name: {"id", "at", *required} for name, required in FIELDS.items()}
_CHECKS = {name: {**OPTIONAL, "id": _is_name, "at": _is_short_text, **required} for name, required in FIELDS.items()}
