"""A learner's journal, `answers.jsonl`: appended to, replayed, merged; never rewritten.

events.py says what an event is, history.py how a journal is read, and clock.py what becomes of a clock that was wrong.
An event is on disk, synced, before `append` returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from wellfounded.i18n.messages import later, phrase
from wellfounded.journal import clock, durable_append
from wellfounded.journal.events import Event, is_known, is_sound, line, new_event, read_line
from wellfounded.journal.history import (
    JOURNAL,
    LIMIT,
    LINES,
    Journal,
    TooLargeError,
    in_order,
    merge,
    order,
    parse,
    read,
    too_large,
    union,
)

__all__ = [
    "JOURNAL",
    "LIMIT",
    "LINES",
    "Event",
    "Journal",
    "TooLargeError",
    "append",
    "line",
    "merge",
    "merge_into",
    "new_event",
    "parse",
    "read",
    "recent",
    "replay",
]

FULL = later(
    "With these answers {path} would be larger than {size} MiB, or longer than {n} lines. Nothing was written to it"
)


def append(path: Path, event: Event, before: Callable[[bytes, Event], None] | None = None) -> Event:
    """Write an event to disk, synced, and return it as written.

    `before` gets the journal as it will be, and the event as it will be written. If it raises, nothing is written.
    OSError when that fails; ValueError for an event that `replay` would not read again.
    """
    with durable_append.opened(path) as descriptor:
        present = clock.now()
        recent_ones = list(union(read(durable_append.tail(descriptor)).events).values())
        righted = clock.righted(recent_ones, present)
        if righted:
            recent_ones, righted = _put_right(path, present)
        written = {**event, "at": clock.after([each["at"] for each in recent_ones], present)}
        lines = b"".join(map(line, [*righted.values(), written]))
        if not (is_known(written) and is_sound(written) and read_line(line(written))):
            raise ValueError(f"{written['event']!r} is no event that a journal keeps")
        _check_room(descriptor, lines, path, LIMIT, LINES)
        if before:
            before(durable_append.joined(path.read_bytes(), lines), written)
        durable_append.add(descriptor, lines)
    return written


def merge_into(path: Path, events: Iterable[Event]) -> list[Event]:
    """Write those of `events`, of another journal, that this one lacks, each as it is; return them.

    OSError as `append`; TooLargeError where what is merged would leave no room for what is answered. The last line is
    then the last event, since `append` looks no further back for the time of the next: if that was here before, it is
    said again, and counts once.
    """
    theirs = merge(events).events
    if not theirs:
        return []
    with durable_append.opened(path) as descriptor:
        ours, righted = _put_right(path, clock.now())
        known = {each["id"] for each in ours}
        missing = [each for each in theirs if each["id"] not in known]
        if not missing:
            return []
        last = max(ours, key=order, default=None)
        again = [last] if last and order(last) > order(missing[-1]) else []
        lines = b"".join(map(line, [*righted.values(), *missing, *again]))
        _check_room(descriptor, lines, path, LIMIT // 2, LINES // 2)
        durable_append.add(descriptor, lines)
    return missing


def _put_right(path: Path, present: datetime) -> tuple[list[Event], dict[str, Event]]:
    """Return the events of a journal as its lines stand, the times of a wrong clock put right; and those that were."""
    events = union(read(_bytes(path), str(path)).events)
    righted = clock.righted(events.values(), present)
    return list({**events, **righted}.values()), righted


def _check_room(descriptor: int, lines: bytes, path: Path, limit: int, most: int) -> None:
    size = durable_append.size(descriptor) + len(lines)
    count = lines.count(b"\n") + (durable_append.count_lines(descriptor) if size > most else 0)
    if size > limit or count > most:
        raise TooLargeError(phrase(FULL, path=path, size=limit // 2**20, n=most))


def replay(path: Path) -> Journal:
    """Read a journal, and put right what a wrong clock wrote; an absent file is an empty one.

    OSError when it cannot be read, TooLargeError among them.
    """
    found = read(_bytes(path), str(path))
    return in_order(union(found.events), found, clock.now())


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


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMIT:
            raise too_large(str(path))
        return path.read_bytes()
    except FileNotFoundError:
        return b""
