"""Events that a learner moves on a calendar, and the clocks that they start, each by a rule with its sources."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from wellfounded.content.activities.day_count import Period, Unit, end_of
from wellfounded.content.questions.question import UNWRITTEN, Citation, Inline

Dates = Mapping[str, datetime.date | None]  # by the ids of events, and of clocks: their last days; None is not yet


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happens on a day, which the learner moves between two others. Without a `date` it has not happened yet."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    name: str
    earliest: str
    latest: str
    date: str = ""

    def day(self) -> datetime.date | None:
        """Return when it happens, before the learner moves it."""
        return datetime.date.fromisoformat(self.date) if self.date else None


@dataclass(frozen=True, kw_only=True)
class Credit:
    """Days before a clock's start that count in part: from `since` on, every `days` of them as one, `most` at most."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    since: str
    days: int
    most: int

    def before(self, start: datetime.date) -> int:
        """Return how many days count before the start, which is not one of them."""
        return min(self.most, max(0, (start - datetime.date.fromisoformat(self.since)).days // self.days))


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A rule that counts from an event to a day: what binds the person or the office, or keeps a gate shut.

    `starts` are events, or clocks that stand above, whose last day starts this one; of several the first counts, or the
    last, as `takes` says, and none that is not after `only_after`. `met_by` is the event that had to come in time. A
    `credit` makes the clock shorter by what counts of the days before its start.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    name: str
    binds: Literal["person", "office", "gate"]
    starts: list[str]
    length: int
    unit: Unit
    says: Inline
    missed: Inline
    takes: Literal["first", "last"] = "first"
    only_after: str = ""
    counts_first_day: bool = False
    moves_to_working_day: bool = False
    holidays: str = ""
    met_by: str = ""
    credit: Credit | None = None
    extended: Inline = UNWRITTEN
    sources: list[Citation] = field(default_factory=list)

    def end_of(self, start: datetime.date) -> tuple[datetime.date, datetime.date]:
        """Return the last day by counting alone, and the last day after it was moved to a working day, if it is."""
        length = self.length - (self.credit.before(start) if self.credit else 0)
        return end_of(Period(length, self.unit, self.counts_first_day, self.moves_to_working_day, self.holidays), start)

    def counts(self, day: datetime.date) -> bool:
        """Return whether an event on this day can start the clock."""
        return not self.only_after or day > datetime.date.fromisoformat(self.only_after)

    def start(self, dates: Dates) -> datetime.date | None:
        """Return the day from which the clock counts; None while it does not run."""
        days = [day for name in self.starts if (day := dates[name]) and self.counts(day)]
        return (min if self.takes == "first" else max)(days, default=None)
