"""Counts days as rules do: n days, working days, weeks, months or years from a day, or before it.

The day itself is not counted unless the rule says so. What a month is, `dateutil` knows: a month from 31 January ends
with February. Which days are holidays, `holidays` knows, for a country (`CA`) or a part of one (`CA-ON`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from dateutil.relativedelta import relativedelta

Unit = Literal["days", "working days", "weeks", "months", "years"]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """How long a clock runs. A negative length counts back: a day so long before another."""

    length: int
    unit: Unit
    counts_first_day: bool = False
    moves_to_working_day: bool = False
    holidays: str = ""


def end_of(period: Period, start: date) -> tuple[date, date]:
    """Return the last day by counting alone, and the last day after it was moved to a working day, if it is."""
    end = _counted(period, start)
    if not period.moves_to_working_day or is_working_day(end, period.holidays):
        return end, end
    return end, _working_days_from(end, 1, period.holidays)


def is_working_day(day: date, holidays: str) -> bool:
    """Return whether a day is neither Saturday nor Sunday nor one of the holidays; "" has none."""
    return day.weekday() < 5 and not (holidays and day in calendar_of(holidays))


def _counted(period: Period, start: date) -> date:
    if period.unit == "working days":
        before = start - DAY if period.counts_first_day else start
        return _working_days_from(before, period.length, period.holidays)
    if period.unit in ("days", "weeks"):
        days = period.length * (7 if period.unit == "weeks" else 1)
        return start + timedelta(days=days - period.counts_first_day)
    months = relativedelta(months=period.length * (12 if period.unit == "years" else 1))
    # A month that begins on the 1st ends with its last day; any other, on the day before its number comes again.
    counts_from_first = period.counts_first_day and start.day == 1
    end: date = (start - DAY if period.counts_first_day and not counts_from_first else start) + months
    return end - DAY if counts_from_first else end


def _working_days_from(start: date, length: int, holidays: str) -> date:
    """Return the working day that is the `length`th after a day, or before it."""
    day, step = start, DAY if length > 0 else -DAY
    for _ in range(abs(length)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    return day


@cache
def calendar_of(place: str) -> Any:
    """Return the public holidays of a country or a part of one, for any year; NotImplementedError if it is unknown."""
    from holidays import country_holidays  # slow to import, and few rules need it

    country, _, part = place.partition("-")
    return country_holidays(country, subdiv=part or None)


def holidays_of(place: str, year: int) -> list[date]:
    """Return the public holidays of one year, as `calendar_of` has them."""
    days = (date(year, 1, 1) + n * DAY for n in range(366))
    return [day for day in days if day.year == year and day in calendar_of(place)]
