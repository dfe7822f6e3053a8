"""A learner's journal, `answers.jsonl`: appended to, replayed, merged; never rewritten.

One event a line:

    {"v": 1, "id": "<uuid4>", "at": "2026-11-23T09:15:02.123456Z", "event": "answer",
     "case": "thirty-days", "question": "q1", "wording": "3fa9c1d27b40", "response": ["b"]}

`event` is answer, try, hint, sure, selfmark, skip, handin or marked (see marks.py); others are kept and ignored. An
event is on disk, synced, before `append` returns. A line that is torn, foreign or not UTF-8 is skipped and counted.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from wellfounded import appending

JOURNAL = "answers.jsonl"
LIMIT = 64 * 2**20  # bytes of a journal that is read once handed in; a year of answers is well under one MiB
Event = dict[str, Any]

_CLOCK = "%Y-%m-%dT%H:%M:%S.%fZ"


class TooLargeError(ValueError):
    """Why another journal's events were not written."""


@dataclass(frozen=True)
class Journal:
    """Events in the order (`at`, `id`), each id once, and how many lines could not be read."""

    events: list[Event] = field(default_factory=list)
    skipped: int = 0

    def latest(self, event: str, case: str, question: str) -> Event | None:
        """Return the last such event about a question, or None."""
        return self._last.get((event, case, question))

    @cached_property
    def _last(self) -> dict[tuple[str, str, str], Event]:
        """A review asks for the latest a hundred times: the events are gone through once."""
        about = ((each["event"], each.get("case"), each.get("question", ""), each) for each in self.events)
        return {(e, c, q): each for e, c, q, each in about if isinstance(c, str) and isinstance(q, str)}

    def find(self, event_id: str) -> Event | None:
        """Return the event of that id, or None."""
        return next((each for each in reversed(self.events) if each["id"] == event_id), None)

    def before(self, event: Event) -> Journal:
        """Return the journal up to one of its events, and without it."""
        return Journal(self.events[: self.events.index(event)], self.skipped)

    def handins(self) -> list[Journal]:
        """Return, for each hand-in, the journal up to it."""
        ends = [i for i, each in enumerate(self.events, 1) if each["event"] == "handin"]
        return [Journal(self.events[:end], self.skipped) for end in ends]

    def counted(self) -> Journal:
        """Return the journal up to the last hand-in; all of it where nothing was handed in."""
        end = next((i for i in range(len(self.events), 0, -1) if self.events[i - 1]["event"] == "handin"), None)
        return self if end in (None, len(self.events)) else Journal(self.events[:end], self.skipped)


def new_event(event: str, case: str = "", question: str = "", **fields: Any) -> Event:
    """Return an event with an id of its own; `append` gives it its time. A hand-in is about no case."""
    about = {key: value for key, value in (("case", case), ("question", question)) if value}
    return {"v": 1, "id": str(uuid.uuid4()), "event": event, **about, **fields}


def append(path: Path, event: Event, before: Callable[[bytes, Event], None] | None = None) -> Event:
    """Write an event to disk, synced, and return it as written; OSError when that fails.

    `before` gets the journal as it will be, and the event as it will be written. If it raises, nothing is written.
    """
    with appending.opened(path) as descriptor:
        written = {**event, "at": _after(appending.tail(descriptor))}
        if before:
            before(appending.joined(path.read_bytes(), line(written)), written)
        appending.add(descriptor, line(written))
    return written


def merge_into(path: Path, events: Iterable[Event]) -> list[Event]:
    """Write those of `events`, of another journal, that this one lacks, each as it is; return them.

    OSError as `append`; TooLargeError where the journal would be. The last line is then the last event, since
    `append` looks no further back for the time of the next: if that was here before, it is said again, and counts once.
    """
    theirs = merge(events).events
    if not theirs:
        return []
    with appending.opened(path) as descriptor:
        ours = replay(path).events
        known = {each["id"] for each in ours}
        missing = [each for each in theirs if each["id"] not in known]
        if not missing:
            return []
        again = [each for each in ours[-1:] if merge([each], missing[-1:]).events[-1] is each]
        lines = b"".join(line(each) for each in (*missing, *again))
        if path.stat().st_size + len(lines) > LIMIT:
            raise TooLargeError(f"With these answers {path} would be larger than {LIMIT // 2**20} MiB.")
        appending.add(descriptor, lines)
    return missing


def replay(path: Path) -> Journal:
    """Read a journal; an absent file is an empty one. OSError when it cannot be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Journal()
    return parse(data)


def recent(path: Path) -> Journal:
    """Read a journal that is asked for many times while a lesson is drawn; read anew when it has grown."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return Journal()
    return _replayed(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=4)
def _replayed(path: Path, _changed: int, _size: int) -> Journal:
    return replay(path)


def parse(data: bytes) -> Journal:
    """Return the journal that these bytes hold, whatever they are."""
    events, skipped = read(data)
    return merge(events, skipped=skipped)


def read(data: bytes) -> tuple[list[Event], int]:
    """Return the event of each line, in the order of the lines, and how many lines could not be read."""
    found = [_event(line) for line in data.split(b"\n") if line.strip()]
    return [each for each in found if each is not None], found.count(None)


def merge(*journals: Iterable[Event], skipped: int = 0) -> Journal:
    """Return the union of journals by event id; the first to name an id keeps it."""
    union: dict[str, Event] = {}
    for events in journals:
        for event in events:
            union.setdefault(event["id"], event)
    return Journal(sorted(union.values(), key=lambda event: (event["at"], event["id"])), skipped)


def line(event: Event) -> bytes:
    """Return an event as its line; ValueError or RecursionError where JSON and UTF-8 have none for it."""
    return json.dumps(event, ensure_ascii=False, allow_nan=False).encode() + b"\n"


def _event(text: bytes) -> Event | None:
    # ValueError: not UTF-8, not JSON, NaN, a number of thousands of digits, or half a character.
    # An editor may have put a mark of byte order before the first line.
    with suppress(ValueError, RecursionError, MemoryError):
        event = _STRICT.decode(text.decode("utf-8-sig"))
        if b"\\u" in text:
            json.dumps(event, ensure_ascii=False).encode("utf-8")
        if isinstance(event, dict) and all(isinstance(event.get(key), str) for key in ("id", "at", "event")):
            return event
    return None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_STRICT = json.JSONDecoder(parse_constant=_refuse)


def _after(tail: bytes) -> str:
    """Return the time now, or just after the last event's if the clock stands behind it.

    The order of a learner's answers must not hang on a clock that was set back, nor on two
    answers within one tick.
    """
    now = datetime.now(UTC)
    for after in _afters(reversed(tail.split(b"\n"))):
        now = max(now, after)
        break
    return now.strftime(_CLOCK)


def _afters(lines: Iterator[bytes]) -> Iterator[datetime]:
    """Yield the moment after each event; a time that has none, or is none, is passed over."""
    for each in lines:
        event = _event(each) if each else None
        with suppress(ValueError, OverflowError):
            if event:
                yield datetime.strptime(event["at"], _CLOCK).replace(tzinfo=UTC) + timedelta(microseconds=1)
