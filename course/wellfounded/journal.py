"""A learner's journal, `answers.jsonl`: appended to, replayed, merged; never rewritten.

One event a line:

    {"v": 1, "id": "<uuid4>", "at": "2026-11-23T09:15:02.123456Z", "event": "answer",
     "case": "thirty-days", "question": "q1", "wording": "3fa9c1d27b40", "response": ["b"]}

`event` is answer, try, hint, sure, selfmark, skip or handin; others are kept and ignored. An event is on
disk, synced, before `append` returns. A line that is torn, foreign or not UTF-8 is skipped and counted.
"""

from __future__ import annotations

import errno
import json
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from filelock import FileLock

JOURNAL = "answers.jsonl"
Event = dict[str, Any]

_TAIL = 64 * 1024  # bytes read back to find the last event
_PATIENCE = 20.0  # seconds
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP}  # some network file systems
_CLOCK = "%Y-%m-%dT%H:%M:%S.%fZ"


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


def append(path: Path, event: Event) -> Event:
    """Write an event to disk, synced, and return it as written; OSError when that fails.

    One process at a time: the system frees the lock of one that dies. Where a file system knows no locks,
    lines are appended whole all the same.
    """
    with _locked(path.with_name(f".{path.name}.lock")):
        fresh = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
        try:
            tail = _tail(descriptor)
            written = {**event, "at": _after(tail)}
            line = json.dumps(written, ensure_ascii=False, allow_nan=False).encode()
            torn = b"\n" if tail and not tail.endswith(b"\n") else b""
            _write(descriptor, torn + line + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if fresh:
            _sync_folder(path.parent)
    return written


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = FileLock(path, timeout=_PATIENCE, poll_interval=0.005)
    try:
        lock.acquire()
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    try:
        yield
    finally:
        lock.release()


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
    lines = [line for line in data.split(b"\n") if line.strip()]
    read = [_event(line) for line in lines]
    return merge([each for each in read if each is not None], skipped=read.count(None))


def merge(*journals: Iterable[Event], skipped: int = 0) -> Journal:
    """Return the union of journals by event id; the first to name an id keeps it."""
    union: dict[str, Event] = {}
    for events in journals:
        for event in events:
            union.setdefault(event["id"], event)
    return Journal(sorted(union.values(), key=lambda event: (event["at"], event["id"])), skipped)


def _event(line: bytes) -> Event | None:
    # ValueError: not UTF-8, not JSON, NaN, a number of thousands of digits, or half a character.
    # An editor may have put a mark of byte order before the first line.
    with suppress(ValueError, RecursionError, MemoryError):
        event = json.loads(line.decode("utf-8-sig"), parse_constant=_refuse)
        if b"\\u" in line:
            json.dumps(event, ensure_ascii=False).encode("utf-8")
        if isinstance(event, dict) and all(isinstance(event.get(key), str) for key in ("id", "at", "event")):
            return event
    return None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _tail(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    os.lseek(descriptor, max(0, size - _TAIL), os.SEEK_SET)
    return os.read(descriptor, _TAIL)


def _after(tail: bytes) -> str:
    """Return the time now, or just after the last event's if the clock stands behind it.

    The order of a learner's answers must not hang on a clock that was set back, nor on two
    answers within one tick.
    """
    now = datetime.now(UTC)
    for last in _times(reversed(tail.split(b"\n"))):
        now = max(now, last + timedelta(microseconds=1))
        break
    return now.strftime(_CLOCK)


def _times(lines: Iterator[bytes]) -> Iterator[datetime]:
    for line in lines:
        event = _event(line) if line else None
        with suppress(ValueError):
            if event:
                yield datetime.strptime(event["at"], _CLOCK).replace(tzinfo=UTC)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _sync_folder(folder: Path) -> None:
    with suppress(OSError, AttributeError):  # Windows opens no folders, and needs no such sync
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
