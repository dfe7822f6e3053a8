"""Days are counted as numpy counts them, from any day, in any unit; a rule's edges are as people count them by hand."""

from datetime import date, timedelta
from typing import Literal

import numpy as np
import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.content.activities.day_count import Period, Unit, end_of, is_working_day

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
LENGTHS = st.integers(-400, 400).filter(bool)
PLACES = ("", "CA-ON", "US", "GB-ENG", "FR")


def months_by_numpy(start: date, months: int) -> date:
    """Add months, and take the month's last day where it has none of that number."""
    month = np.datetime64(start, "M") + months
    last = (month + 1).astype("datetime64[D]") - 1
    return min(month.astype("datetime64[D]") + start.day - 1, last).item()  # type: ignore[no-any-return]


def closed_days(place: str) -> list[np.datetime64]:
    country, _, part = place.partition("-")
    years = range(1975, 2076)  # 400 months before and after
    return [np.datetime64(day) for day in country_holidays(country, subdiv=part or None, years=years)] if place else []


def working_day(start: date, offset: int, roll: Literal["backward", "forward"], place: str) -> date:
    """Move to a working day if it is none, and then on by an offset."""
    moved = np.busday_offset(np.datetime64(start), offset, roll=roll, holidays=CLOSED[place])
    return date.fromisoformat(str(moved))


CLOSED = {place: closed_days(place) for place in PLACES}


@given(DAYS, LENGTHS, st.sampled_from(["days", "weeks", "months", "years"]))
def test_days_weeks_months_and_years_are_as_numpy_has_them(start: date, length: int, unit: Unit) -> None:
    length = max(-10, min(10, length)) if unit == "years" else length
    expected = {
        "days": lambda: (np.datetime64(start) + length).item(),
        "weeks": lambda: (np.datetime64(start) + np.timedelta64(length, "W")).item(),
        "months": lambda: months_by_numpy(start, length),
        "years": lambda: months_by_numpy(start, 12 * length),
    }[unit]()
    assert end_of(Period(length, unit), start) == (expected, expected)


@given(DAYS, LENGTHS, st.sampled_from(PLACES))
def test_working_days_are_as_numpy_has_them(start: date, length: int, place: str) -> None:
    expected = working_day(start, length, "backward" if length > 0 else "forward", place)
    assert end_of(Period(length, "working days", holidays=place), start)[1] == expected


@given(DAYS, LENGTHS, st.sampled_from(["days", "months"]), st.sampled_from(PLACES))
def test_a_last_day_moves_to_the_next_working_day_and_no_further(
    start: date, length: int, unit: Unit, place: str
) -> None:
    counted, last = end_of(Period(length, unit, moves_to_working_day=True, holidays=place), start)
    assert counted == end_of(Period(length, unit), start)[1]
    assert last == working_day(counted, 0, "forward", place)
    assert is_working_day(last, place)


@given(DAYS, st.integers(1, 400), st.sampled_from(["days", "working days", "weeks", "months"]))
def test_a_later_start_never_ends_sooner(start: date, length: int, unit: Unit) -> None:
    for counts_first_day in (False, True):
        period = Period(length, unit, counts_first_day=counts_first_day)
        assert end_of(period, start) <= end_of(period, start + timedelta(days=1))


# By hand: what one counts from, how, and the last day.
EDGES = {
    "29 February, a year on": ("2024-02-29", Period(1, "years"), "2025-02-28"),
    "28 February, a year on, into a leap year": ("2023-02-28", Period(1, "years"), "2024-02-28"),
    "29 February, four years on": ("2024-02-29", Period(4, "years"), "2028-02-29"),
    "31 January, a month on": ("2025-01-31", Period(1, "months"), "2025-02-28"),
    "the year's end": ("2025-12-31", Period(1, "days"), "2026-01-01"),
    "over 29 February": ("2024-01-16", Period(45, "days"), "2024-03-01"),
    "and without one": ("2025-01-16", Period(45, "days"), "2025-03-02"),
    "the first day counted": ("2026-06-01", Period(30, "days", counts_first_day=True), "2026-06-30"),
    "the first day not counted": ("2026-06-01", Period(30, "days"), "2026-07-01"),
    "a whole month from its 1st": ("2026-03-01", Period(1, "months", counts_first_day=True), "2026-03-31"),
    "February from its 1st": ("2024-02-01", Period(1, "months", counts_first_day=True), "2024-02-29"),
    "a month that counts the 31st": ("2026-01-31", Period(1, "months", counts_first_day=True), "2026-02-28"),
    "a year that counts its first day": ("2026-06-25", Period(1, "years", counts_first_day=True), "2027-06-24"),
    "a year that counts 1 March": ("2023-03-01", Period(1, "years", counts_first_day=True), "2024-02-29"),
    "a Saturday that moves": ("2026-06-18", Period(2, "days", moves_to_working_day=True), "2026-06-22"),
    "a Saturday that stays": ("2026-06-18", Period(2, "days"), "2026-06-20"),
    "Canada Day moves": ("2026-06-30", Period(1, "days", moves_to_working_day=True, holidays="CA"), "2026-07-02"),
    "Canada Day is a working day elsewhere": (
        "2026-06-30",
        Period(1, "days", moves_to_working_day=True, holidays="US"),
        "2026-07-01",
    ),
    "a holiday on a Saturday is kept on the Friday": (
        "2026-07-02",
        Period(1, "working days", holidays="US"),
        "2026-07-06",
    ),
    "three working days before a Monday": ("2026-07-20", Period(-3, "working days", holidays="CA-ON"), "2026-07-15"),
    "working days before, over a holiday": ("2026-07-03", Period(-3, "working days", holidays="CA"), "2026-06-29"),
    "ten days before": ("2026-07-25", Period(-10, "days"), "2026-07-15"),
    "the first day counted is a working day": (
        "2026-06-19",
        Period(2, "working days", counts_first_day=True),
        "2026-06-22",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("start", "period", "expected"), EDGES.values(), ids=EDGES)
def test_edges_are_as_one_counts_by_hand(start: str, period: Period, expected: str) -> None:
    assert end_of(period, date.fromisoformat(start))[1].isoformat() == expected


def test_a_place_of_which_no_holidays_are_known_is_refused() -> None:
    with pytest.raises(NotImplementedError):
        is_working_day(date(2026, 6, 25), "CA-ATLANTIS")
