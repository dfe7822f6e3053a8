"""Deadlines: events on a calendar, the clocks that they start and the last day of each; perhaps days to be played.

How days are counted is in day_count.py, and nowhere else: a view looks the last day up in a table.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.activities.activity import Activity
from wellfounded.content.activities.clock_mistakes import DATES, is_date, mistakes_of
from wellfounded.content.activities.clock_words import static_clocks
from wellfounded.content.activities.clocks import Clock, Event
from wellfounded.content.activities.paths import End, Way, longest_way, path_mistakes, static_path
from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import Inline, Problems
from wellfounded.i18n.messages import phrase_html


@dataclass(frozen=True, kw_only=True)
class Choice(Way):
    """What one may do on a day; it sets the dates of events, by their ids."""

    sets: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day that is played: what happens, and what one may do."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    name: str
    date: str
    question: Inline
    answers: list[Choice]


@dataclass(frozen=True, kw_only=True)
class Deadlines(Activity):
    """Events and clocks. `days` are played, beginning with the first, until one of the `outcomes`."""

    kind: Literal["deadlines"]
    events: list[Event]
    clocks: list[Clock]
    days: list[Day] = field(default_factory=list)
    outcomes: list[End] = field(default_factory=list)

    def mistakes(self) -> Problems:
        """Yield what is wrong with events and clocks, and with the days if there are any."""
        yield from mistakes_of(self.events, self.clocks)
        if self.days or self.outcomes:
            yield from path_mistakes("days", self.days, self.outcomes)
            yield from self._day_mistakes()

    def _day_mistakes(self) -> Problems:
        dates = {day.id: day.date for day in self.days}
        for number, day in enumerate(self.days):
            if not is_date(day.date):
                yield f"days.{number}.date", f"'{day.date}' is no date", DATES
            for position, choice in enumerate(day.answers):
                place = f"days.{number}.answers.{position}"
                if dates.get(choice.to, day.date) < day.date:
                    yield f"{place}.to", f"'{choice.to}' is an earlier day", "let time go forward"
                yield from ((f"{place}.sets.{name}", *rest) for name, *rest in self._set_mistakes(choice))  # type: ignore[misc]

    def _set_mistakes(self, choice: Choice) -> Iterator[tuple[str, str, str]]:
        events = {event.id: event for event in self.events}
        for name, day in choice.sets.items():
            if name not in events:
                yield name, "no event has this id", f"known are: {', '.join(events)}"
            elif not is_date(day):
                yield name, f"'{day}' is no date", DATES
            elif not events[name].earliest <= day <= events[name].latest:
                yield name, f"{day} is not between its 'earliest' and 'latest'", "mend one of them"

    def can_be_played(self, choices: Any) -> bool:
        """Return whether these are choices that one can make, one after another, each by its place among the day's."""
        days = {day.id: day for day in self.days}
        day = self.days[0] if self.days else None
        for choice in choices if isinstance(choices, list) else [None]:
            if day is None or type(choice) is not int or not 0 <= choice < len(day.answers):
                return False
            day = days.get(day.answers[choice].to)
        return True

    def wording(self) -> str:
        """Return 12 hex digits over what the days ask: each day's text, and its choices."""
        texts = [(day.id, day.question, [(choice.text, choice.to) for choice in day.answers]) for day in self.days]
        return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()[:12]

    def gone_through(self) -> Markup:
        """Return events and clocks, and what is read on the longest way through the days."""
        return static_clocks(self.events, self.clocks) + longest_way(self.days, self.outcomes)

    def static_body(self) -> Markup:
        """Return events, clocks and their last days; then the days that are played, with what each choice leads to."""
        clocks = static_clocks(self.events, self.clocks)
        if not self.days:
            return clocks
        return fill_html("{}<h4>{}</h4>{}", clocks, phrase_html("Day by day"), static_path(self.days, self.outcomes))
