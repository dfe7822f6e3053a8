"""The times of events: which of them a clock showed that was far ahead, and the times that those get instead.

A time more than a day after the present is a wrong clock's. Such an event keeps its place among the lines of its
journal: it gets the time just after the latest before it, and keeps as `clock` what the clock showed. Who only reads a
journal sees it so; `journal.append` and `merge_into` write it down, as the same event once more with its time put
right. From then on the journal says so by itself. So what a hand-in earns does not change with the day on which it is
marked: there nothing is put right but what the learner's own machine has written down.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from wellfounded.events import Event

DAY = timedelta(days=1)  # by how much a clock may be off: a time zone that was never set
TICK = timedelta(microseconds=1)
_WRITTEN = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> datetime:
    """Return the present."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """Return a moment as an event's `at` has it."""
    return moment.strftime(_WRITTEN)


def bound(present: datetime) -> str:
    """Return the latest time that is believed, as an event's `at` has it: such times sort as they follow."""
    return written(present + DAY)


def after(times: Collection[str], present: datetime) -> str:
    """Return the present, or the moment after the latest of these times where the clock stands behind it.

    The order of a learner's answers must not hang on a clock that was set back, nor on two answers within one tick.
    """
    return max([written(present), *map(_next, times)])


def righted(events: Collection[Event], present: datetime) -> dict[str, Event]:
    """Return, by id, the events of a wrong clock, in the order of the lines, with their times put right."""
    latest = bound(present)
    wrong = [event for event in events if event["at"] > latest]
    honest = [event["at"] for event in events if event["at"] <= latest] if wrong else []
    first = datetime.fromisoformat(min(honest)) if honest else present - DAY
    last, found = written(first - TICK * (len(wrong) + 1)), dict[str, Event]()
    for event in events if wrong else ():
        if event["at"] > latest:
            found[event["id"]] = {**event, "at": _next(last), "clock": event["at"]}
        last = max(last, found.get(event["id"], event)["at"])
    return found


def rights(before: Event, event: Event) -> bool:
    """Return whether `event` is `before` with its time put right."""
    if event.get("clock") != before["at"] or "clock" in before or event["at"] >= before["at"]:
        return False
    return {**event, "at": before["at"]} == {**before, "clock": before["at"]}


def _next(time: str) -> str:
    return written(datetime.fromisoformat(time) + TICK)
