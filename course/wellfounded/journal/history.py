"""A journal as it was read: its lines as events, put in order, each once; and what stood there at each hand-in.

A line that is torn, foreign, not UTF-8 or no sound event is skipped and counted; an event of a newer release is kept
apart. A file too large to be a journal is refused by name.
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
from wellfounded.journal.events import Event, is_known, is_sound, read_line

JOURNAL = "answers.jsonl"
LIMIT = 64 * 2**20  # bytes of a journal; a year of answers is well under one MiB
LINES = 100_000  # of a journal; a thousand answers a lesson are many
TOO_LARGE = later(
    "{name} is larger than any file of answers: more than {size} MiB, or more than {n} lines. Move it out of its "
    "folder, keep it, and ask whoever looks after the course to look into it"
)
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class TooLargeError(OSError):
    """Why a journal was not read, or not written to: it is larger, or would be, than any can be."""

    def __init__(self, problem: str) -> None:
        """Say, in words, what is too large, and what to do."""
        super().__init__(errno.EFBIG, problem)

    def __str__(self) -> str:
        """Return the words alone."""
        return str(self.strerror)


class Read(NamedTuple):
    """The lines of a file in their order: sound events, how many could not be read, events of a newer release."""

    events: list[Event]
    skipped: int
    newer: list[Event]


class _Index:
    """Where in a journal's events those of each sort stand; a journal and its parts share one."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Go through all events once."""
        self.ids = {event["id"]: place for place, event in enumerate(events)}
        self.handins = [place for place, event in enumerate(events) if event["event"] == "handin"]
        self.about: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for place, event in enumerate(events):
            self.about[event["event"], event.get("case", ""), event.get("question", "")].append(place)


@dataclass(frozen=True, eq=False)
class Journal:
    """Events in the order (`at`, `id`), each id once, with checked fields; how many lines could not be read.

    `newer` are events of a newer release. `_end` is how many of the events a part holds; see `handins`.
    """

    _every: list[Event] = field(default_factory=list)
    skipped: int = 0
    newer: list[Event] = field(default_factory=list)
    _end: int | None = None
    _shared: _Index | None = None

    @cached_property
    def events(self) -> list[Event]:
        """Return the events."""
        return self._every if self._end is None else self._every[: self._end]

    def __eq__(self, other: object) -> bool:
        """Compare what two journals hold."""
        return isinstance(other, Journal) and (self.events, self.skipped) == (other.events, other.skipped)

    __hash__ = None  # type: ignore[assignment]

    def latest(self, event: str, case: str, question: str) -> Event | None:
        """Return the last such event about a question, or None."""
        places = self._index.about.get((event, case, question), ())
        found = bisect_left(places, self._size)
        return self._every[places[found - 1]] if found else None

    def about(self, event: str, case: str, question: str) -> Iterator[Event]:
        """Yield such events about a question, in order."""
        places = self._index.about.get((event, case, question), ())
        return (self._every[place] for place in places[: bisect_left(places, self._size)])

    def find(self, event_id: str) -> Event | None:
        """Return the event of that id, or None."""
        place = self._index.ids.get(event_id, self._size)
        return self._every[place] if place < self._size else None

    def before(self, event: Event) -> Journal:
        """Return the journal up to one of its events, and without it."""
        return self._part(self._index.ids[event["id"]])

    def handins(self) -> list[Journal]:
        """Return, for each hand-in, the journal up to it; its `last` event is the hand-in. They share their events."""
        return [self._part(place + 1) for place in self._handins]

    def counted(self) -> Journal:
        """Return the journal up to the last hand-in; all of it where nothing was handed in."""
        return self._part(self._handins[-1] + 1) if self._handins else self

    @property
    def last(self) -> Event | None:
        """Return the last event, if there is one."""
        return self._every[self._size - 1] if self._size else None

    @property
    def righted(self) -> int:
        """Return how many events a clock wrote that was far ahead; their times are put right."""
        return sum("clock" in event for event in self.events)

    @property
    def _size(self) -> int:
        return len(self._every) if self._end is None else self._end

    @cached_property
    def _index(self) -> _Index:
        return self._shared or _Index(self._every)

    @property
    def _handins(self) -> Sequence[int]:
        return self._index.handins[: bisect_left(self._index.handins, self._size)]

    def _part(self, end: int) -> Journal:
        return self if end == self._size else Journal(self._every, self.skipped, self.newer, end, self._index)


def parse(data: bytes, name: str = JOURNAL) -> Journal:
    """Return the journal that these bytes hold, whatever they are; TooLargeError, naming it, for too many."""
    found = read(data, name)
    return in_order(union(found.events), found)


def read(data: bytes, name: str = JOURNAL) -> Read:
    """Return what each line holds; TooLargeError, naming the file, for more lines or bytes than a journal has."""
    check_size(data, name)
    events, newer, skipped = list[Event](), list[Event](), 0
    for text in utf8(data).split(b"\n"):
        if not text or text.isspace():
            continue
        event = read_line(text)
        if event and not is_known(event):
            newer.append(event)
        elif event and is_sound(event):
            events.append(event)
        else:
            skipped += 1
    return Read(events, skipped, newer)


def check_size(data: bytes, name: str = JOURNAL) -> None:
    """Raise TooLargeError, naming the file, for more lines or bytes than a journal has."""
    if len(data) > LIMIT or data.count(b"\n") > LINES:
        raise too_large(name)


def utf8(data: bytes) -> bytes:
    """Return the bytes as UTF-8: an editor may have saved a journal in UTF-16, to which we append in UTF-8 then."""
    encoding = _UTF16.get(data[:2])
    if not encoding:
        return data
    start = data.find(b'\n{"')  # as it is in UTF-8 alone
    end = len(data) if start < 0 else start + start % 2  # the second half of a big-endian end of line
    return data[2:end].decode(encoding, "replace").encode() + data[end:]


def merge(*journals: Iterable[Event], skipped: int = 0, newer: Iterable[Event] = ()) -> Journal:
    """Return the union of journals by event id; the first to name an id keeps it."""
    return in_order(union(*journals), Read([], skipped, list(newer)))


def union(*journals: Iterable[Event]) -> dict[str, Event]:
    """Return events by id, in the order of their lines.

    The first to name an id keeps it, unless the other is the same event with its time put right.
    """
    found: dict[str, Event] = {}
    for events in journals:
        for event in events:
            before = found.setdefault(event["id"], event)
            if before is not event and clock.rights(before, event):
                found[event["id"]] = event
    return found


def in_order(events: dict[str, Event], read_of: Read, present: datetime | None = None) -> Journal:
    """Return the journal of these events, their times put right, and of what else was read."""
    right = {**events, **clock.righted(events.values(), present)}
    return Journal(sorted(right.values(), key=order), read_of.skipped, read_of.newer)


def order(event: Event) -> tuple[str, str]:
    """Return what events are put in order by."""
    return event["at"], event["id"]


def too_large(name: str) -> TooLargeError:
    """Return why a file of this name is not read."""
    return TooLargeError(phrase(TOO_LARGE, name=name, size=LIMIT // 2**20, n=LINES))
