"""The last day of each clock: for the dates in the file, and as a table for all to which they can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wellfounded.content.activities.clocks import Clock, Event
from wellfounded.content.activities.day_count import is_working_day


@dataclass(frozen=True)
class Run:
    """A clock that runs: from when, its last day by counting alone, and the last day."""

    start: date
    counted: date
    last: date


@dataclass(frozen=True)
class Table:
    """A clock's last days, for each day in a row that can start it.

    A last day is told by how many days it is from its start: `counted` by counting alone, `last` after it was moved to
    a working day. `closed` are those of the last days that are no working days, as YYYY-MM-DD.
    """

    first: str
    counted: list[int]
    last: list[int]
    closed: list[str]


def runs(events: Sequence[Event], clocks: Sequence[Clock]) -> dict[str, Run | None]:
    """Return each clock's run by its id, with the events where the file has them; None of one that does not run."""
    dates: dict[str, date | None] = {event.id: event.day() for event in events}
    by_clock: dict[str, Run | None] = {}
    for clock in clocks:
        start = clock.start(dates)
        run = Run(start, *clock.end_of(start)) if start else None
        by_clock[clock.id], dates[clock.id] = run, run.last if run else None
    return by_clock


def possible_starts(events: Sequence[Event], clocks: Sequence[Clock]) -> dict[str, tuple[date, date] | None]:
    """Return between which days each clock can start; None of one that cannot."""
    ranges: dict[str, tuple[date, date] | None] = {
        event.id: (date.fromisoformat(event.earliest), date.fromisoformat(event.latest)) for event in events
    }
    starts: dict[str, tuple[date, date] | None] = {}
    for clock in clocks:
        known = [span for name in clock.starts if (span := ranges[name]) and clock.counts(span[1])]
        floor = date.fromisoformat(clock.only_after) + timedelta(days=1) if clock.only_after else date.min
        span = (max(floor, min(low for low, _ in known)), max(high for _, high in known)) if known else None
        starts[clock.id] = span
        ranges[clock.id] = (clock.end_of(span[0])[1], clock.end_of(span[1])[1]) if span else None
    return starts


def tables(events: Sequence[Event], clocks: Sequence[Clock]) -> dict[str, Table]:
    """Return each clock's table by its id; the build has refused clocks that cannot start."""
    starts = possible_starts(events, clocks)
    return {clock.id: _table(clock, *span) for clock in clocks if (span := starts[clock.id])}


def _table(clock: Clock, first: date, latest: date) -> Table:
    days = [first + timedelta(days=number) for number in range((latest - first).days + 1)]
    ends = [clock.end_of(day) for day in days]
    closed = {last for _, last in ends if not is_working_day(last, clock.holidays)}
    return Table(
        first.isoformat(),
        [(counted - day).days for day, (counted, _) in zip(days, ends, strict=True)],
        [(last - day).days for day, (_, last) in zip(days, ends, strict=True)],
        sorted(day.isoformat() for day in closed),
    )
