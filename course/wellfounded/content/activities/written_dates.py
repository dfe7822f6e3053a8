"""Dates as papers give them: a day, a month or a year, between two of these, or about one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from wellfounded.content.activities.calendars import MONTHS, Calendar, day_of, in_words, possible_days
from wellfounded.i18n.messages import phrase

POINT = r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"
WRITTEN = re.compile(f"(about )?{POINT}(?: to {POINT})?")
AROUND = {3: 7, 2: 15, 1: 90}  # days on each side that "about" a day, a month and a year is drawn wider

Point = tuple[int, ...]  # a year; with a month; with a day


@dataclass(frozen=True)
class WrittenDate:
    """A date in a calendar; `last` is the same as `first` unless it is between two."""

    calendar: Calendar
    first: Point
    last: Point
    about: bool

    def days(self) -> tuple[date, date]:
        """Return the first and the last day that may be meant, as the calendar itself has them."""
        return _ends(self.calendar, self.first)[0], _ends(self.calendar, self.last)[1]

    def drawn_days(self) -> tuple[date, date]:
        """Return the same with what is in doubt: what "about" may take in, and a day where the moon decides."""
        first, last = self.days()
        around = timedelta(days=AROUND[len(self.first)] if self.about else 0)
        return possible_days(self.calendar, first)[0] - around, possible_days(self.calendar, last)[1] + around

    def is_exact(self) -> bool:
        """Return whether one day and no other is meant."""
        first, last = self.drawn_days()
        return first == last

    def in_words(self) -> str:
        """Return the date in its own calendar."""
        first, last = _words(self.calendar, self.first), _words(self.calendar, self.last)
        words = first if self.first == self.last else phrase("between {first} and {last}", first=first, last=last)
        return phrase("about {date}", date=words) if self.about else words

    def in_words_of(self, calendar: Calendar) -> str:
        """Return the date in another calendar."""
        if calendar == self.calendar:
            return self.in_words()
        first, last = (in_words(calendar, day) for day in self.days())
        words = first if first == last else phrase("{first} to {last}", first=first, last=last)
        if self.calendar == "hijri" and first == last:
            words = phrase("{date}, or a day earlier or later", date=words)
        return phrase("about {date}", date=words) if self.about else words


def read_date(text: str, calendar: Calendar) -> WrittenDate:
    """Read `2017-01-02`, `2017-01`, `2017`, `2017-01 to 2017-03` or `about 2017-01`; ValueError if it is none such."""
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is no date")
    about, *numbers = match.groups()
    first, last = (tuple(int(number) for number in part if number) for part in (numbers[:3], numbers[3:]))
    written = WrittenDate(calendar, first, last or first, bool(about))
    if written.days()[0] > written.days()[1]:
        raise ValueError(f"'{text}' ends before it begins")
    return written


def _ends(calendar: Calendar, point: Point) -> tuple[date, date]:
    """Return the first and the last day of a day, a month or a year."""
    if len(point) == 3:
        day = day_of(calendar, *point)
        return day, day
    year, month = point if len(point) == 2 else (point[0], 1)
    following = (year, month + 1) if len(point) == 2 and month < len(MONTHS[calendar]) else (year + 1, 1)
    return day_of(calendar, year, month, 1), day_of(calendar, *following, 1) - timedelta(days=1)


def _words(calendar: Calendar, point: Point) -> str:
    if len(point) == 3:
        month = MONTHS[calendar][point[1] - 1]
        return phrase("{day} {month} {year}", day=point[2], month=phrase(month), year=point[0])
    if len(point) == 2:
        return phrase("{month} {year}", month=phrase(MONTHS[calendar][point[1] - 1]), year=point[0])
    return str(point[0])
