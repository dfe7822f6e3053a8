"""The times of events: which of them are no times, or a wrong clock's, and the times that those get instead.

A time more than a day after the present is a wrong clock's. Such an event keeps its place among the lines of its
journal: it gets the time just after the latest before it, and keeps as `clock` what the clock showed. Who only reads a
journal sees it so; `journal.append` and `merge_into` write it down, as the same event once more with its time put
right. From then on the journal says so by itself. So what a hand-in earns does not change with the day on which it is
marked: there nothing is put right but what is no time at all, and what the learner's own machine has written down.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from wellfounded.i18n.messages import phrase_many
from wellfounded.journal.events import Event

# From 1970, where clocks begin, to the year 8999, after which there are moments that can be written.
TIME = re.compile(r"(19[7-9]\d|[2-8]\d{3})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
DAY = timedelta(days=1)  # by how much a clock may be off: a time zone that was never set
TICK = timedelta(microseconds=1)
LAST = "8999"  # so that there is a time after each that is believed
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # before all lessons
_WRITTEN = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> datetime:
    """Return the present."""
    return datetime.now(UTC)


def is_time(text: str) -> bool:
    """Return whether this is a time as events have it."""
    with suppress(ValueError):
        return bool(TIME.fullmatch(text) and datetime.fromisoformat(text))
    return False


def is_believed(text: str, present: datetime) -> bool:
    """Return whether this is a time, and no wrong clock's."""
    return is_time(text) and text <= _written(present + DAY)


def after(times: Collection[str], present: datetime) -> str:
    """Return the present, or the moment after the latest of these times where the clock stands behind it.

    The order of a learner's answers must not hang on a clock that was set back, nor on two answers within one tick.
    """
    return max([_written(present), *map(_next, times)])


def righted(events: Collection[Event], present: datetime | None = None) -> dict[str, Event]:
    """Return, by id, the events whose times must be put right, with their times put right, as their lines stand.

    Without a `present` those are the times that are none.
    """
    latest = _written(present + DAY) if present else LAST
    believed = {event["id"] for event in events if event["at"] <= latest and is_time(event["at"])}
    if len(believed) == len(events):
        return {}
    first = min((event["at"] for event in events if event["id"] in believed), default="")
    start = datetime.fromisoformat(first) if first else (present or LONG_AGO + DAY) - DAY
    last, found = _written(max(EPOCH, start - TICK * (len(events) + 1))), dict[str, Event]()
    for event in events:
        if event["id"] not in believed:
            found[event["id"]] = {**event, "at": _next(last), "clock": event["at"]}
        last = max(last, found.get(event["id"], event)["at"])
    return found


def rights(before: Event, event: Event) -> bool:
    """Return whether `event` is `before` with its time put right."""
    if event.get("clock") != before["at"]:
        return False
    same = {**event, "at": "", "clock": ""} == {**before, "at": "", "clock": ""}
    return same and is_time(event["at"]) and (event["at"] < before["at"] or not is_time(before["at"]))


def in_words(count: int) -> str:
    """Say, to the learner, of how many entries the time was put right."""
    return phrase_many(
        "The clock of your computer was wrong when {n} entry of yours was written. It now has the time of the entry "
        "before it, and nothing was lost. Please check that the clock is right now.",
        "The clock of your computer was wrong when {n} entries of yours were written. Each now has the time of the "
        "entry before it, and nothing was lost. Please check that the clock is right now.",
        count,
    )


def _written(moment: datetime) -> str:
    return moment.strftime(_WRITTEN)


def _next(time: str) -> str:
    return _written(datetime.fromisoformat(time) + TICK)
