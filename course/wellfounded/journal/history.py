"""A journal in memory: its events in order, each id once, and the part of the journal up to each hand-in.

A line that is torn, foreign, not UTF-8 or no valid event is skipped and counted. An event of a newer release is kept
apart. A file too large to be a journal is refused with its name.
"""

from __future__ import annotations

import errno
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from wellfounded.i18n.messages import later, phrase
from wellfounded.journal import clock
from wellfounded.journal.events import Event, is_known, is_valid, read_line

JOURNAL = "answers.jsonl"
MAX_BYTES = 64 * 2**20  # of a journal; a year of answers is well under one MiB
MAX_LINES = 100_000  # of a journal; a thousand answers a lesson are many
TOO_LARGE = later(
    "{name} is larger than any file of answers: more than {size} MiB, or more than {n} lines. Move it out of its "
    "folder, keep it, and ask whoever looks after the course to look into it"
)
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class TooLargeError(OSError):
    """A journal is too large to be read, or would be after a write."""

    def __init__(self, problem: str) -> None:
        """Hold a sentence that says what is too large, and what to do."""
        super().__init__(errno.EFBIG, problem)

    def __str__(self) -> str:
        """Return the sentence without the error number."""
        return str(self.strerror)


class ParsedLines(NamedTuple):
    """The lines of a file: valid events in order, the number of unreadable lines, and events of a newer release."""

    events: list[Event]
    skipped: int
    newer: list[Event]


class _Index:
    """The positions of a journal's events by id, name and question; a journal and its parts share one index."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Go through all events once."""
        self.ids = {event["id"]: position for position, event in enumerate(events)}
        self.handins = [position for position, event in enumerate(events) if event["event"] == "handin"]
        self.about: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for position, event in enumerate(events):
            self.about[event["event"], event.get("case", ""), event.get("question", "")].append(position)


@dataclass(frozen=True, eq=False)
class Journal:
    """Valid events in the order (`at`, `id`), each id once.

    `skipped` is the number of unreadable lines, and `newer` holds events of a newer release. A part of a journal, such
    as `handins` returns, shares the list of all events with it; `_end` is the number of events in the part.
    """

    _all_events: list[Event] = field(default_factory=list)
    skipped: int = 0
    newer: list[Event] = field(default_factory=list)
    _end: int | None = None
    _shared_index: _Index | None = None

    @cached_property
    def events(self) -> list[Event]:
        """Return the events."""
        return self._all_events if self._end is None else self._all_events[: self._end]

    def __eq__(self, other: object) -> bool:
        """Compare the events, and the numbers of skipped lines."""
        return isinstance(other, Journal) and (self.events, self.skipped) == (other.events, other.skipped)

    __hash__ = None  # type: ignore[assignment]

    def latest(self, event: str, case: str, question: str) -> Event | None:
        """Return the last event of this name about a question, or None."""
        positions = self._index.about.get((event, case, question), ())
        count = bisect_left(positions, self._size)
        return self._all_events[positions[count - 1]] if count else None

    def about(self, event: str, case: str, question: str) -> Iterator[Event]:
        """Yield the events of this name about a question, in order."""
        positions = self._index.about.get((event, case, question), ())
        return (self._all_events[position] for position in positions[: bisect_left(positions, self._size)])

    def find(self, event_id: str) -> Event | None:
        """Return the event of that id, or None."""
        position = self._index.ids.get(event_id, self._size)
        return self._all_events[position] if position < self._size else None

    def before(self, event: Event) -> Journal:
        """Return the part of the journal before one of its events."""
        return self._part(self._index.ids[event["id"]])

    def handins(self) -> list[Journal]:
        """Return, for each hand-in, the part of the journal that ends with it."""
        return [self._part(position + 1) for position in self._handins]

    def counted(self) -> Journal:
        """Return the part up to the last hand-in, which grading counts; the whole journal if nothing was handed in."""
        return self._part(self._handins[-1] + 1) if self._handins else self

    @property
    def last(self) -> Event | None:
        """Return the last event, or None."""
        return self._all_events[self._size - 1] if self._size else None

    @property
    def clock_errors(self) -> int:
        """Return how many events have a corrected time, because a clock was far ahead."""
        return sum("clock" in event for event in self.events)

    @property
    def _size(self) -> int:
        return len(self._all_events) if self._end is None else self._end

    @cached_property
    def _index(self) -> _Index:
        return self._shared_index or _Index(self._all_events)

    @property
    def _handins(self) -> Sequence[int]:
        return self._index.handins[: bisect_left(self._index.handins, self._size)]

    def _part(self, end: int) -> Journal:
        return self if end == self._size else Journal(self._all_events, self.skipped, self.newer, end, self._index)


def parse(data: bytes, name: str = JOURNAL) -> Journal:
    """Return the journal in these bytes, whatever they are; TooLargeError, with the file's name, for too many."""
    lines = parse_lines(data, name)
    return build(events_by_id(lines.events), lines)


def parse_lines(data: bytes, name: str = JOURNAL) -> ParsedLines:
    """Return the events on the lines of a file; TooLargeError, with its name, for too many lines or bytes."""
    check_size(data, name)
    events, newer, skipped = list[Event](), list[Event](), 0
    for text in to_utf8(data).split(b"\n"):
        if not text or text.isspace():
            continue
        event = read_line(text)
        if event and not is_known(event):
            newer.append(event)
        elif event and is_valid(event):
            events.append(event)
        else:
            skipped += 1
    return ParsedLines(events, skipped, newer)


def check_size(data: bytes, name: str = JOURNAL) -> None:
    """Raise TooLargeError, with the file's name, for more lines or bytes than a journal may have."""
    if len(data) > MAX_BYTES or data.count(b"\n") > MAX_LINES:
        raise too_large_error(name)


def to_utf8(data: bytes) -> bytes:
    """Return a journal as UTF-8: an editor may have saved it in UTF-16, and later events were appended in UTF-8."""
    encoding = _UTF16.get(data[:2])
    if not encoding:
        return data
    start = data.find(b'\n{"')  # found in UTF-8 only
    end = len(data) if start < 0 else start + start % 2  # the second half of a big-endian end of line
    return data[2:end].decode(encoding, "replace").encode() + data[end:]


def merge(*journals: Iterable[Event], skipped: int = 0, newer: Iterable[Event] = ()) -> Journal:
    """Return the union of journals by event id; of two events with one id, the first counts."""
    return build(events_by_id(*journals), ParsedLines([], skipped, list(newer)))


def events_by_id(*journals: Iterable[Event]) -> dict[str, Event]:
    """Return events by id, in the order of their lines.

    Of two events with one id the first counts, unless the second is its correction (see clock.py).
    """
    by_id: dict[str, Event] = {}
    for events in journals:
        for event in events:
            first = by_id.setdefault(event["id"], event)
            if first is not event and clock.is_correction(first, event):
                by_id[event["id"]] = event
    return by_id


def build(events: dict[str, Event], lines: ParsedLines, present: datetime | None = None) -> Journal:
    """Return the journal of these events with corrected times, and with what else the lines held."""
    corrected = {**events, **clock.corrections(events.values(), present)}
    return Journal(sorted(corrected.values(), key=sort_key), lines.skipped, lines.newer)


def sort_key(event: Event) -> tuple[str, str]:
    """Return the key that puts events in order: time, then id."""
    return event["at"], event["id"]


def too_large_error(name: str) -> TooLargeError:
    """Return the error for a file that is too large to be a journal."""
    return TooLargeError(phrase(TOO_LARGE, name=name, size=MAX_BYTES // 2**20, n=MAX_LINES))
