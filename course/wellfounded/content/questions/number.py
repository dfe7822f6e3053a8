"""The kind `number`: a number, right within a tolerance."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import Inline, Problems, Sample, public
from wellfounded.content.questions.typed import Foreseen, TypedQuestion, without_feedback
from wellfounded.i18n.messages import course_text, phrase_html

LIMIT = 1e15  # beyond it, browsers no longer tell every whole number from the next; typed.js knows it too


@dataclass(frozen=True, kw_only=True)
class WrongNumber(Foreseen):
    """A number that tempts, and those around it."""

    value: float
    tolerance: float = 0


@dataclass(frozen=True, kw_only=True)
class Number(TypedQuestion):
    """A number is asked for. A response is a JSON number, `30` or `2.5`.

    It earns the points if |response - right| <= tolerance, and otherwise nothing: `equal` with an absolute tolerance,
    both bounds included, in IMS Question and Test Interoperability 2.1 (2012). Reckoned in decimals, as written.
    """

    thinking: ClassVar[int] = 60
    kind: Literal["number"] = public()
    unit: Inline = public("")
    right: float | None = None
    tolerance: float = 0
    wrong: list[WrongNumber] = field(default_factory=list)

    def read(self, response: Any) -> Decimal | None:
        """Return the number; None for what is none, and for one beyond `LIMIT`."""
        if isinstance(response, bool) or not isinstance(response, int | float) or not abs(response) <= LIMIT:
            return None
        return Decimal(str(response))

    def is_right(self, answer: Decimal) -> bool:
        """Tell whether a number lies within the tolerance."""
        return self.right is not None and _apart(answer, self.right) <= _exact(self.tolerance)

    def foreseen(self, answer: Decimal) -> WrongNumber | None:
        """Return the first tempting number near enough."""
        return next(
            (mistake for mistake in self.wrong if _apart(answer, mistake.value) <= _exact(mistake.tolerance)), None
        )

    def shown(self, answer: Decimal) -> Markup:
        """Return a number with its unit."""
        return Markup("{:f} {}").format(answer.normalize(), course_text(self.unit)).strip()

    def expected(self) -> Markup:
        """Return the right number, and how far from it one may be."""
        if self.right is None:
            return phrase_html("none is known")
        right, tolerance = _exact(self.right), _exact(self.tolerance)
        named = fill_html("<strong>{}</strong>", self.shown(right))
        least, most = self.shown(right - tolerance), self.shown(right + tolerance)
        around = phrase_html(
            "{answer}; anything from {least} to {most} is accepted", answer=named, least=least, most=most
        )
        return around if tolerance else named

    def key(self) -> float | None:
        """Return the right number."""
        return self.right

    def static(self) -> Markup:
        """Return the prompt, and in what the answer is counted."""
        plain, unit = phrase_html("Answer with a number."), course_text(self.unit)
        how = phrase_html("Answer with a number, in {unit}.", unit=unit) if unit else plain
        return fill_html("<p><strong>{}</strong></p><p>{}</p>", self.heading(), how)

    def mistakes(self) -> Problems:
        """Yield a key without a number or without a limit, and wrong numbers that are right or stand twice."""
        yield from super().mistakes()
        yield from without_feedback(self.wrong)
        if self.right is None or self.read(self.right) is None:
            yield "right", "there is no right number", "write one, for instance 'right: 30'"
        elif not 0 <= self.tolerance < (abs(self.right) or LIMIT):
            problem = f"with a tolerance of {self.tolerance:g} the number is no key"
            yield "tolerance", problem, "write 0 or more, and less than the right number: zero must not be right"
        else:
            yield from self._overlaps(self.right)

    def _overlaps(self, right: float) -> Problems:
        taken = [(right, self.tolerance, "right")]
        for number, mistake in enumerate(self.wrong):
            if self.read(mistake.value) is None or not 0 <= mistake.tolerance <= LIMIT:
                yield f"wrong.{number}", "this is no number with a tolerance", "write 'value: 12', 'tolerance: 0'"
                continue
            for value, tolerance, name in taken:
                if _apart(_exact(mistake.value), value) <= _exact(tolerance) + _exact(mistake.tolerance):
                    problem = f"{self.shown(_exact(mistake.value))} is {name} already, within a tolerance"
                    yield f"wrong.{number}", problem, "move it away, or make a tolerance smaller"
            taken.append((mistake.value, mistake.tolerance, "foreseen"))

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question and responses to it."""
        wrong = [WrongNumber(value=60, tolerance=5, feedback=Markup("<p>Twice.</p>"))]
        about: dict[str, Any] = {
            "unit": "days",
            "why": Markup("<p>Thirty.</p>"),
            "otherwise": Markup("<p>Count again.</p>"),
        }
        question = cls(
            id="q1", kind="number", prompt=Markup("How many?"), points=2, right=30, tolerance=1.5, wrong=wrong, **about
        )
        return [
            Sample("perfect", question, 30, 2),
            Sample("perfect", question, 31.5, 2),
            Sample("empty", question, None, 0),
            Sample("wrong", question, 60, 0),
            Sample("wrong", question, -30, 0),
            Sample("partial", question, 31.51, 0),  # near is not within
            Sample("malformed", question, "30", 0),
            Sample("malformed", question, True, 0),
            Sample("malformed", question, [30], 0),
            Sample("malformed", question, 10**400, 0),
        ]


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _apart(answer: Decimal, value: float) -> Decimal:
    return abs(answer - _exact(value))
