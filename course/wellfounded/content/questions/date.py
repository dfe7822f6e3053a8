"""The kind `date`: a day, right within a tolerance of days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from markupsafe import Markup, escape

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import Problems, Sample, public
from wellfounded.content.questions.typed import Foreseen, TypedQuestion, without_feedback
from wellfounded.i18n.messages import long_date, phrase_html, phrase_many_html

YEAR = 365  # days; a wider tolerance asks for less than a date


@dataclass(frozen=True, kw_only=True)
class WrongDate(Foreseen):
    """A date that tempts, written as 2025-03-04."""

    value: str


@dataclass(frozen=True, kw_only=True)
class Date(TypedQuestion):
    """A date is asked for. A response is a string, "2025-03-04"; the view has made sure which day was meant.

    It earns the points if |response - right| <= tolerance, in days, and otherwise nothing: `equal` with an absolute
    tolerance, both bounds included, in IMS Question and Test Interoperability 2.1 (2012).
    """

    thinking: ClassVar[int] = 60
    kind: Literal["date"] = public()
    right: str = ""
    tolerance: int = 0
    wrong: list[WrongDate] = field(default_factory=list)

    def read(self, response: Any) -> datetime.date | None:
        """Return the date that is written as 2025-03-04; None for anything else, also for 2025-02-31."""
        try:
            date = datetime.date.fromisoformat(response)
        except (TypeError, ValueError):
            return None
        return date if date.isoformat() == response else None  # Python also reads 20250304 and 2025-W10-2

    def is_right(self, answer: datetime.date) -> bool:
        """Tell whether a date lies within the tolerance."""
        right = self.read(self.right)
        return right is not None and abs((answer - right).days) <= self.tolerance

    def foreseen(self, answer: datetime.date) -> WrongDate | None:
        """Return the tempting date of that day."""
        return next((mistake for mistake in self.wrong if self.read(mistake.value) == answer), None)

    def shown(self, answer: datetime.date) -> Markup:
        """Return a date as 4 March 2025."""
        return escape(long_date(answer))

    def expected(self) -> Markup:
        """Return the right date, and how far from it one may be."""
        right = self.read(self.right)
        if right is None:
            return phrase_html("none is known")
        named = fill_html("<strong>{}</strong>", self.shown(right))
        around = phrase_many_html(
            "{answer}; up to {n} day before or after is accepted",
            "{answer}; up to {n} days before or after is accepted",
            self.tolerance,
            answer=named,
        )
        return around if self.tolerance else named

    def key(self) -> str:
        """Return the right date."""
        return self.right

    def static(self) -> Markup:
        """Return the prompt, and how a date can be written."""
        how = phrase_html("Answer with a date, for example {date}.", date=long_date(datetime.date(2024, 1, 31)))
        return fill_html("<p><strong>{}</strong></p><p>{}</p>", self.heading(), how)

    def mistakes(self) -> Problems:
        """Yield a key that is no date or hardly one, and wrong dates that are none, are right, or stand twice."""
        yield from super().mistakes()
        yield from without_feedback(self.wrong)
        if self.read(self.right) is None:
            yield "right", f"'{self.right}' is no date", "write it as 2025-03-04, year first"
        if not 0 <= self.tolerance <= YEAR:
            yield "tolerance", f"{self.tolerance} is no number of days from 0 to {YEAR}", "write 0, or a few days"
        for number, mistake in enumerate(self.wrong):
            place, date = f"wrong.{number}.value", self.read(mistake.value)
            if date is None:
                yield place, f"'{mistake.value}' is no date", "write it as 2025-03-04, year first"
            elif self.is_right(date):
                yield place, f"{mistake.value} counts as right", "write another date, or a smaller tolerance"
            elif mistake.value in [earlier.value for earlier in self.wrong[:number]]:
                yield place, f"{mistake.value} stands twice", "keep one of the two"

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question and responses to it."""
        wrong = [WrongDate(value="2025-04-03", feedback=Markup("<p>Day first.</p>"))]
        about: dict[str, Any] = {
            "why": Markup("<p>Month first.</p>"),
            "otherwise": Markup("<p>Read the stamp again.</p>"),
        }
        question = cls(
            id="q1",
            kind="date",
            prompt=Markup("When?"),
            points=2,
            right="2025-03-04",
            tolerance=1,
            wrong=wrong,
            **about,
        )
        return [
            Sample("perfect", question, "2025-03-04", 2),
            Sample("perfect", question, "2025-03-05", 2),
            Sample("empty", question, None, 0),
            Sample("wrong", question, "2025-04-03", 0),
            Sample("partial", question, "2025-03-06", 0),  # near is not within
            Sample("malformed", question, "2025-02-31", 0),
            Sample("malformed", question, "2025-W10-2", 0),
            Sample("malformed", question, "20250304", 0),
            Sample("malformed", question, 20250304, 0),
        ]
