"""The events of a journal: their names, the fields that each has, and a line of the file read as one.

One event a line:

    {"v": 1, "id": "<uuid4>", "at": "2026-11-23T09:15:02.123456Z", "event": "answer",
     "case": "thirty-days", "question": "q1", "wording": "3fa9c1d27b40", "response": ["b"]}

`FIELDS` holds the names that are known, and what each field must be. Fields that are not known stay in an event and are
not looked at. `clock` is what a clock showed that was far ahead; `at` was then put right, see clock.py. What
a response must be is for its question to say; here it is any JSON value that is not deep. What no time is, as `at`, is
for clock.py to mend.
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
LINE = 256 * 2**10  # bytes of a line; the longest text that a question takes has 20,000 characters
DEEPEST = 20  # lists and objects in one another; no response has more than three
HIGHEST = 1_000_000  # points; no lesson has so many
MOST = 1000  # rows of a table, and lines of a rubric
_MARK = b"\xef\xbb\xbf"  # of byte order: an editor may have put it before a line


def new_event(event: str, case: str = "", question: str = "", **fields: Any) -> Event:
    """Return an event with an id of its own; `journal.append` gives it its time. A hand-in is about no case."""
    about = {key: value for key, value in (("case", case), ("question", question)) if value}
    return {"v": VERSION, "id": str(uuid.uuid4()), "event": event, **about, **fields}


def read_line(text: bytes) -> Event | None:
    """Return the event that a line holds, of this release or a later one, whose fields nobody has checked yet.

    None for a line that is torn, foreign, not UTF-8, too long or too deep, or that could not be written again.
    """
    if len(text) > LINE:
        return None
    # ValueError: not UTF-8, not JSON, NaN, infinite, a number of thousands of digits, or half a character.
    with suppress(ValueError, RecursionError):
        found = _STRICT.decode(text.removeprefix(_MARK).decode())
        if b"\\u" in text:
            json.dumps(found, ensure_ascii=False).encode()
        if isinstance(found, dict) and all(isinstance(found.get(key), str) for key in ("id", "at", "event")):
            return None if _is_deep(found, text) else _shared(found)
    return None


def is_known(event: Event) -> bool:
    """Return whether this release knows such an event; one that it does not is of a later release, and no mistake."""
    return event["event"] in FIELDS and event.get("v", VERSION) == VERSION


def is_sound(event: Event) -> bool:
    """Return whether the fields of a known event are what they must be; whoever reads them then need not ask again."""
    must, may = FIELDS[event["event"]], OPTIONAL
    return (
        _is_name(event.get("id"))
        and _is_clock(event.get("at"))
        and all(name in event and check(event[name]) for name, check in must.items())
        and all(check(event[name]) for name, check in may.items() if name in event and name not in must)
    )


def line(event: Event) -> bytes:
    """Return an event as its line; ValueError or RecursionError where JSON and UTF-8 have none for it."""
    return json.dumps(event, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is too large")
    return number


_STRICT = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)


def _is_deep(value: Any, text: bytes) -> bool:
    """Return whether a value is nested too deeply. The signs in its text say soon that most are not."""
    if text.count(b"[") + text.count(b"{") <= DEEPEST:
        return False
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for each in level if isinstance(each, dict | list) for inner in _inside(each)]
    return bool(level)


def _inside(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


def _shared(event: Event) -> Event:
    """Return the event with the words that many events have kept once, which halves the memory of a long journal."""
    return {intern(k): intern(v) if k in _REPEATED and isinstance(v, str) else v for k, v in event.items()}


_REPEATED = {"event", "case", "question", "wording", "module"}


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200


def _is_wording(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 64


def _is_clock(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 64


def _is_response(_value: Any) -> bool:
    return True


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_sureness(value: Any) -> bool:
    return value is None or (type(value) is int and 1 <= value <= 3)


def _is_points(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= HIGHEST


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= HIGHEST


def _are_points(value: Any) -> bool:
    return isinstance(value, dict) and len(value) <= MOST and all(map(_is_points, value.values()))


def _is_table(width: int) -> Check:
    """Return a check of rows, by name, that are as many numbers as they should be."""

    def check(value: Any) -> bool:
        rows = value.values() if isinstance(value, dict) and len(value) <= MOST else (None,)
        return all(isinstance(row, list) and len(row) == width and all(map(_is_points, row)) for row in rows)

    return check


_ABOUT: dict[str, Check] = {"case": _is_name, "question": _is_name, "wording": _is_wording}
FIELDS: dict[str, dict[str, Check]] = {
    "answer": {**_ABOUT, "response": _is_response},
    "try": {**_ABOUT, "response": _is_response},
    "hint": _ABOUT,
    "sure": {**_ABOUT, "response": _is_sureness},
    "selfmark": {**_ABOUT, "response": _are_points},
    "skip": {"case": _is_name, "response": _is_flag},
    "handin": {},
    "marked": {"handin": _is_name, "points": _is_points, "most": _is_points},  # see marks.py
}
OPTIONAL: dict[str, Check] = {
    **_ABOUT,
    "clock": _is_clock,
    "module": _is_name,
    "number": _is_count,
    "uncounted": _is_points,
    "questions": _is_table(2),
    "objectives": _is_table(3),
}
