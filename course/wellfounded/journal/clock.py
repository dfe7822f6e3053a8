"""The times of events: which are invalid or come from a wrong clock, and the times that replace them.

A time more than a day in the future comes from a wrong clock. Such an event keeps its place among the lines of its
journal: its time becomes the moment just after the latest time before it, and its field `clock` keeps what the clock
showed. A reader corrects times in memory alone. `journal.append` and `merge_into` also write each corrected event, as
a second line with the same id, so that the file itself holds the correction.

The score of a hand-in does not depend on the day on which it is graded: grading replaces only invalid times, and
otherwise relies on the corrections that the learner's own machine has written.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from wellfounded.i18n.messages import phrase_many
from wellfounded.journal.events import Event

# From 1970, where clocks begin, to the year 8999: a later time can then still be written.
TIME_PATTERN = re.compile(r"(19[7-9]\d|[2-8]\d{3})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
MAX_CLOCK_ERROR = timedelta(days=1)  # a time zone that was never set is no wrong clock
TICK = timedelta(microseconds=1)
LAST_YEAR = "8999"  # sorts before every time of that year, so none of those is accepted
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BEFORE_ALL_LESSONS = datetime(2000, 1, 1, tzinfo=UTC)
_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> datetime:
    """Return the present."""
    return datetime.now(UTC)


def is_valid_time(text: str) -> bool:
    """Return whether a text is a time in the format of events."""
    with suppress(ValueError):
        return bool(TIME_PATTERN.fullmatch(text) and datetime.fromisoformat(text))
    return False


def is_plausible_time(text: str, present: datetime) -> bool:
    """Return whether a text is a valid time that does not come from a wrong clock."""
    return is_valid_time(text) and text <= _format(present + MAX_CLOCK_ERROR)


def next_time(times: Collection[str], present: datetime) -> str:
    """Return the present, or the moment after the latest of these times if the clock is behind it.

    The order of a learner's answers must not depend on a clock that was set back, or on two answers within one tick.
    """
    return max([_format(present), *map(_tick_after, times)])


def corrections(events: Collection[Event], present: datetime | None = None) -> dict[str, Event]:
    """Return, by id, a corrected copy of each event whose time is invalid or comes from a wrong clock.

    `events` are in the order of their lines. Without a `present`, only invalid times are corrected.
    """
    latest = _format(present + MAX_CLOCK_ERROR) if present else LAST_YEAR
    trusted = {event["id"] for event in events if event["at"] <= latest and is_valid_time(event["at"])}
    if len(trusted) == len(events):
        return {}
    previous, corrected = _time_before_all(events, trusted, present), dict[str, Event]()
    for event in events:
        if event["id"] not in trusted:
            corrected[event["id"]] = {**event, "at": _tick_after(previous), "clock": event["at"]}
        previous = max(previous, corrected.get(event["id"], event)["at"])
    return corrected


def _time_before_all(events: Collection[Event], trusted: set[str], present: datetime | None) -> str:
    """Return a time that leaves room for all events before the first trusted one."""
    first = min((event["at"] for event in events if event["id"] in trusted), default="")
    start = present - MAX_CLOCK_ERROR if present else BEFORE_ALL_LESSONS
    if first:
        start = datetime.fromisoformat(first)
    return _format(max(EPOCH, start - TICK * (len(events) + 1)))


def is_correction(original: Event, event: Event) -> bool:
    """Return whether `event` is `original` with its time corrected."""
    if event.get("clock") != original["at"]:
        return False
    same = {**event, "at": "", "clock": ""} == {**original, "at": "", "clock": ""}
    return same and is_valid_time(event["at"]) and (event["at"] < original["at"] or not is_valid_time(original["at"]))


def correction_message(count: int) -> str:
    """Return a sentence for the learner: so many of their entries have a corrected time."""
    return phrase_many(
        "The clock of your computer was wrong when {n} entry of yours was written. It now has the time of the entry "
        "before it, and nothing was lost. Please check that the clock is right now.",
        "The clock of your computer was wrong when {n} entries of yours were written. Each now has the time of the "
        "entry before it, and nothing was lost. Please check that the clock is right now.",
        count,
    )


def _format(moment: datetime) -> str:
    return moment.strftime(_FORMAT)


def _tick_after(time: str) -> str:
    return _format(datetime.fromisoformat(time) + TICK)
