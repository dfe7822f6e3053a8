"""The file of a learner's journal, `answers.jsonl`: appended to, replayed and merged, but never rewritten.

An event is on disk, synced, before `append` returns. events.py defines events, lines.py reads them from lines,
history.py puts them in order, and clock.py corrects what a wrong clock wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from wellfounded.i18n.messages import later, phrase
from wellfounded.journal import clock, durable_append
from wellfounded.journal.events import Event, is_known, is_valid, new_event, read_line, to_line
from wellfounded.journal.history import Journal, build, events_by_id, merge, parse, sort_key
from wellfounded.journal.lines import JOURNAL, MAX_BYTES, MAX_LINES, TooLargeError, parse_lines, too_large_error

__all__ = [
    "JOURNAL",
    "MAX_BYTES",
    "MAX_LINES",
    "Event",
    "Journal",
    "TooLargeError",
    "append",
    "merge",
    "merge_into",
    "new_event",
    "parse",
    "parse_lines",
    "replay",
    "replay_cached",
    "to_line",
]

FULL = later(
    "With these answers {path} would be larger than {size} MiB, or longer than {n} lines. Nothing was written to it"
)


def append(path: Path, event: Event, before: Callable[[bytes, Event], None] | None = None) -> Event:
    """Write an event to disk, synced, and return it as written, with its time.

    `before` gets the bytes of the journal as it will be, and the event as it will be written; if it raises, nothing is
    written. OSError if writing fails; ValueError for an event that `replay` would not read again.
    """
    with durable_append.open_locked(path) as descriptor:
        present = clock.now()
        events = list(events_by_id(parse_lines(durable_append.read_tail(descriptor)).events).values())
        corrections = clock.corrections(events, present)
        if corrections:
            events, corrections = _read_corrected(path, present)
        written = {**event, "at": clock.next_time([event["at"] for event in events], present)}
        lines = b"".join(map(to_line, [*corrections.values(), written]))
        if not (is_known(written) and is_valid(written) and read_line(to_line(written))):
            raise ValueError(f"{written['event']!r} is not a valid event of a journal")
        _check_room(descriptor, lines, path, MAX_BYTES, MAX_LINES)
        if before:
            before(durable_append.with_lines(path.read_bytes(), lines), written)
        durable_append.append_lines(descriptor, lines)
    return written


def merge_into(path: Path, events: Iterable[Event]) -> list[Event]:
    """Write those of another journal's events that this one lacks, with their own times; return them.

    OSError as `append`; TooLargeError if the merge would leave too little room for further answers. `append` looks only
    at the end of the file for the latest time. So if the latest event was here before, its line is written once more,
    at the end; a reader counts it once.
    """
    theirs = merge(events).events
    if not theirs:
        return []
    with durable_append.open_locked(path) as descriptor:
        ours, corrections = _read_corrected(path, clock.now())
        known_ids = {event["id"] for event in ours}
        missing = [event for event in theirs if event["id"] not in known_ids]
        if not missing:
            return []
        latest = max(ours, key=sort_key, default=None)
        repeated = [latest] if latest and sort_key(latest) > sort_key(missing[-1]) else []
        lines = b"".join(map(to_line, [*corrections.values(), *missing, *repeated]))
        _check_room(descriptor, lines, path, MAX_BYTES // 2, MAX_LINES // 2)
        durable_append.append_lines(descriptor, lines)
    return missing


def _read_corrected(path: Path, present: datetime) -> tuple[list[Event], dict[str, Event]]:
    """Return the events of a journal in the order of their lines, with corrected times; and the corrections by id."""
    events = events_by_id(parse_lines(_read_bytes(path), str(path)).events)
    corrections = clock.corrections(events.values(), present)
    return list({**events, **corrections}.values()), corrections


def _check_room(descriptor: int, lines: bytes, path: Path, max_bytes: int, max_lines: int) -> None:
    size = durable_append.file_size(descriptor) + len(lines)
    # A file of few bytes cannot hold too many lines, so it need not be read.
    count = lines.count(b"\n") + (durable_append.count_lines(descriptor) if size > max_lines else 0)
    if size > max_bytes or count > max_lines:
        raise TooLargeError(phrase(FULL, path=path, size=max_bytes // 2**20, n=max_lines))


def replay(path: Path) -> Journal:
    """Read a journal, with the times of a wrong clock corrected; a missing file is an empty journal.

    OSError if it cannot be read; TooLargeError is one.
    """
    lines = parse_lines(_read_bytes(path), str(path))
    return build(events_by_id(lines.events), lines, clock.now())


def replay_cached(path: Path) -> Journal:
    """Return a journal that is needed many times while a lesson is drawn; it is read again when it has changed."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return Journal()
    return _replay_version(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _replay_version(path: Path, _changed: int, _size: int) -> Journal:
    return replay(path)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise too_large_error(str(path))
        return path.read_bytes()
    except FileNotFoundError:
        return b""
