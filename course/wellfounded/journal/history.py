"""A journal in memory: its events in order, each id once, and the part of the journal up to each hand-in."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from wellfounded.journal import clock
from wellfounded.journal.events import Event
from wellfounded.journal.lines import JOURNAL, ParsedLines, parse_lines


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
