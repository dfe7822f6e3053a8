"""The live view of a timeline: its line as drawn, pairs that are compared and kept, and dates turned into others."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import traitlets

from wellfounded.content.activities.calendars import (
    MONTHS,
    NAMES,
    Calendar,
    date_of,
    day_of,
    in_words,
    shifted_by_leap_day,
)
from wellfounded.content.activities.timeline import Entry, Timeline, calendar_notes, paper_of
from wellfounded.i18n.messages import WEEKDAYS, later, phrase
from wellfounded.notebook.widgets.prediction import PredictionView

NO_DATE = later("There is no such date in this calendar.")
MANY_MONTHS = 24
APART, LAST_NAME = 24, 78  # parts of the line, of 100: between two names, and where the last may begin


class TimelineView(PredictionView):
    """Draws a timeline whose pairs are predicted.

    A message of the event "convert" holds `calendar`, `year`, `month` and `day`. The reply has `words`; where there
    is no such date, `refused`.
    """

    entries = traitlets.List().tag(sync=True)  # in order; `at` and `long` are parts of the line, of 100
    ticks = traitlets.List().tag(sync=True)  # for each calendar, where on the line its months or years begin
    rows = traitlets.List().tag(sync=True)  # the pairs, as rows of a prediction
    calendars = traitlets.List().tag(sync=True)
    notes = traitlets.Unicode().tag(sync=True)  # HTML

    def __init__(self, timeline: Timeline, name: str, path: Path | None) -> None:
        """Draw `timeline`, with what was said of its pairs before."""
        self._timeline = timeline
        prediction = timeline.prediction()
        super().__init__(prediction, name, path, timeline)
        first, last = _ends(timeline)
        self.entries = [_drawn(entry, timeline.calendars, first, last) for entry in timeline.in_order()]
        self.ticks = [_ticks(calendar, first, last) for calendar in timeline.calendars]
        self.rows = [
            {**asdict(row), "between": pair.between} for row, pair in zip(prediction.rows, timeline.pairs, strict=True)
        ]
        self.calendars = [_calendar(calendar, timeline.in_order()[0]) for calendar in timeline.calendars]
        self.notes = calendar_notes(timeline.calendars)

    def _receive(self, widget: object, message: dict[str, Any], buffers: object) -> None:
        if message.get("event") == "convert":
            self.send({"id": message["id"], "event": "convert", **self._converted(message)})
        else:
            super()._receive(widget, message, buffers)

    def _converted(self, message: dict[str, Any]) -> dict[str, str]:
        calendar = message.get("calendar")
        if calendar not in self._timeline.calendars:
            return {"refused": phrase(NO_DATE)}
        try:
            day = day_of(calendar, *(int(message[part]) for part in ("year", "month", "day")))
            return {"words": _said(calendar, day, self._timeline.calendars)}
        except (KeyError, TypeError, ValueError, OverflowError):
            return {"refused": phrase(NO_DATE)}


def _said(calendar: Calendar, day: date, calendars: list[Calendar]) -> str:
    """Return a day in every other calendar, and how far that is in doubt."""
    others = [other for other in calendars if other != calendar] or [calendar]
    words = [
        phrase("{calendar} calendar: {date}.", calendar=phrase(NAMES[other]), date=in_words(other, day))
        for other in others
    ]
    if calendar == "hijri":
        words.append(phrase("Where the moon was looked for, it may be a day earlier or later."))
    if "ethiopian" in calendars and shifted_by_leap_day(day):
        words.append(phrase("A table that forgets the leap day is one day out here."))
    return " ".join([*words, phrase("It was a {weekday}.", weekday=phrase(WEEKDAYS[day.isoweekday() % 7]))])


def _ends(timeline: Timeline) -> tuple[date, date]:
    """Return the days at which the line begins and ends: a little before and after what is drawn."""
    first, last = timeline.drawn_days()
    room = timedelta(days=max(3, (last - first).days // 20))
    return first - room, last + room


def _part(day: date, first: date, last: date) -> float:
    return round(100 * (day - first).days / (last - first).days, 2)


def _drawn(entry: Entry, calendars: list[Calendar], first: date, last: date) -> dict[str, Any]:
    when = entry.when()
    earliest, latest = (_part(day, first, last) for day in when.drawn_days())
    return {
        "id": entry.id,
        "name": entry.name,
        "what": entry.what,
        "paper": paper_of(entry),
        "dates": [when.in_words_of(calendar) for calendar in calendars],
        "at": earliest,
        "long": round(latest - earliest, 2),
        "exact": when.is_exact(),
    }


def _ticks(calendar: Calendar, first: date, last: date) -> list[dict[str, Any]]:
    """Return where months begin, or years if there are many months, with their names where there is room."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    months = [(day, parts) for day in days if (parts := date_of(calendar, day))[2] == 1]
    many = len(months) > MANY_MONTHS
    ticks: list[dict[str, Any]] = []
    named = float(-APART)
    for day, (year, month, _) in months:
        if many and month > 1:
            continue
        at = _part(day, first, last)
        has_room = named + APART <= at <= LAST_NAME and month <= 12  # the thirteenth has five days, or six
        name = str(year) if many else f"{phrase(MONTHS[calendar][month - 1])} {year}"
        label = name if has_room else ""
        ticks.append({"at": at, "label": label, "transliterated": calendar != "gregorian" and not many})
        named = at if has_room else named
    return ticks


def _calendar(calendar: Calendar, entry: Entry) -> dict[str, Any]:
    """Return what the view needs to ask for a date, beginning with an entry's."""
    year, month, day = date_of(calendar, entry.when().days()[0])
    months = [phrase(month) for month in MONTHS[calendar]]
    return {"id": calendar, "name": phrase(NAMES[calendar]), "months": months, "start": [year, month, day]}
