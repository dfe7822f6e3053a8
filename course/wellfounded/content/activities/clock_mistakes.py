"""What types alone cannot forbid in the events and clocks of deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wellfounded.content.activities.clocks import Clock, Event
from wellfounded.content.activities.day_count import calendar_of
from wellfounded.content.activities.last_days import possible_starts
from wellfounded.content.questions.question import Problems
from wellfounded.content.questions.repeated_ids import repeated_id_mistakes

MAX_DAYS = 4000  # to which a clock's start can be moved: the view holds the last day of each
DATES = "write dates as 2026-06-25, in quotes or not"


def is_date(text: str) -> bool:
    """Return whether a text is a date as authors write it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def mistakes_of(events: Sequence[Event], clocks: Sequence[Clock]) -> Problems:
    """Yield what is wrong with events and clocks; which clocks cannot start, if nothing else is."""
    ids = [event.id for event in events]
    yield from repeated_id_mistakes("events", ids)
    yield from repeated_id_mistakes("clocks", [clock.id for clock in clocks])
    if not events or not clocks:
        yield "events", "nothing can be moved, or nothing comes of it", "write 'events' and 'clocks'"
    wrong = [*_event_mistakes(events), *_clock_mistakes(ids, clocks)]
    yield from wrong or _start_mistakes(events, clocks)


def _event_mistakes(events: Sequence[Event]) -> Problems:
    for number, event in enumerate(events):
        days = [event.earliest, *([event.date] if event.date else []), event.latest]
        if not all(map(is_date, days)):
            yield f"events.{number}", "a date that is none", DATES
        elif days != sorted(days) or event.earliest == event.latest:
            yield f"events.{number}", "its dates are out of order", "'date' lies between 'earliest' and 'latest'"


def _clock_mistakes(events: list[str], clocks: Sequence[Clock]) -> Problems:
    for number, clock in enumerate(clocks):
        place, above = f"clocks.{number}", [earlier.id for earlier in clocks[:number]]
        if clock.id in events:
            yield f"{place}.id", f"'{clock.id}' is an event, too", "give each its own id"
        if not clock.starts:
            yield f"{place}.starts", "it counts from nothing", "name an event: 'starts: [arrival]'"
        for name in clock.starts:
            if name not in [*events, *above]:
                known = f"known are: {', '.join([*events, *above])}"
                yield f"{place}.starts", f"no event '{name}', and no clock above this one", known
        if clock.met_by and clock.met_by not in events:
            yield f"{place}.met_by", f"no event '{clock.met_by}'", f"known are: {', '.join(events)}"
        if clock.only_after and not is_date(clock.only_after):
            yield f"{place}.only_after", f"'{clock.only_after}' is no date", DATES
        yield from _length_mistakes(f"{place}.length", clock)
        yield from _credit_mistakes(f"{place}.credit", clock)
        if clock.holidays and not _is_known(clock.holidays):
            remedy = "write a country as CA, or a part of it as CA-ON"
            yield f"{place}.holidays", f"no holidays are known of '{clock.holidays}'", remedy


def _length_mistakes(place: str, clock: Clock) -> Problems:
    if clock.length == 0:
        yield place, "it counts no days", "write how many; fewer than none count back"
    elif clock.length < 0 and (clock.counts_first_day or len(clock.starts) > 1):
        remedy = "remove 'counts_first_day', and count from one event"
        yield place, "one that counts back leaves the day itself out", remedy


def _credit_mistakes(place: str, clock: Clock) -> Problems:
    if not clock.credit:
        return
    if not is_date(clock.credit.since):
        yield f"{place}.since", f"'{clock.credit.since}' is no date", DATES
    if clock.unit != "days" or clock.counts_first_day or not 0 < clock.credit.most < clock.length:
        remedy = "count days, without 'counts_first_day', and let 'most' be fewer than 'length'"
        yield place, "days before the start can make only a clock of days shorter", remedy
    if clock.credit.days < 1:
        yield f"{place}.days", "fewer than one", "write how many days count as one"


def _is_known(place: str) -> bool:
    try:
        calendar_of(place)
    except NotImplementedError:
        return False
    return True


def _start_mistakes(events: Sequence[Event], clocks: Sequence[Clock]) -> Problems:
    starts = possible_starts(events, clocks)
    for number, clock in enumerate(clocks):
        span = starts[clock.id]
        if span is None:
            remedy = "move 'latest' of an event, or mend 'only_after'"
            yield f"clocks.{number}.starts", "no date of its events can start it", remedy
        elif (span[1] - span[0]).days > MAX_DAYS:
            remedy = f"at most {MAX_DAYS} days may lie between 'earliest' and 'latest'"
            yield f"clocks.{number}.starts", "its events can be moved too far", remedy
