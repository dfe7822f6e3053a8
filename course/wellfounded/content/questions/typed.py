"""An answer that a learner types into one field: what `number`, `date` and `short` share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import UNWRITTEN, Block, Pick, Problems, Question, Score
from wellfounded.i18n.messages import course_text, phrase, phrase_html


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """A wrong answer that the author saw coming: why it tempts, and what it misses."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    feedback: Block = UNWRITTEN
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class TypedQuestion(Question):
    """A question whose answer is typed, and is right or wrong as a whole.

    `why` says why the right answer is right; `otherwise` is told of a wrong one that nobody foresaw.
    """

    why: Block = UNWRITTEN
    otherwise: Block = UNWRITTEN

    @abstractmethod
    def read(self, response: Any) -> Any:
        """Return what a response says; None when it is not one that this kind can give."""

    @abstractmethod
    def is_right(self, answer: Any) -> bool:
        """Tell whether an answer that was read is right."""

    @abstractmethod
    def foreseen(self, answer: Any) -> Foreseen | None:
        """Return what the author foresaw of an answer that is not right, if anything."""

    @abstractmethod
    def shown(self, answer: Any) -> Markup:
        """Return an answer that was read, for people, as HTML."""

    @abstractmethod
    def expected(self) -> Markup:
        """Return what is right, for people, as HTML."""

    def score(self, response: Any) -> Score:
        """Give all the points for a right answer, and none for anything else.

        There is nothing to pick from, so a blind guess earns next to nothing, and there is no part to get right.
        """
        answer = self.read(response)
        if answer is None:
            return Score(0.0, readable=False)
        if self.is_right(answer):
            return Score(float(self.points))
        other = "" if self.foreseen(answer) or _is_blank(answer) else str(answer)
        return Score(0.0, other=other)

    def chosen(self, response: Any) -> list[Pick]:
        """Return what was typed, and the misconception that was foreseen in it; nothing for a blank."""
        answer = self.read(response)
        if _is_blank(answer):
            return []
        right, shown = self.is_right(answer), self.shown(answer)
        known = None if right else self.foreseen(answer)
        return [Pick(str(shown), shown, right, known.misconception if known else "")]

    def unfinished(self, response: Any) -> str:
        """Say that nothing is answered, where nothing is."""
        answer = self.read(response)
        return phrase("Nothing is answered yet.") if answer is None or _is_blank(answer) else ""

    def mistakes(self) -> Problems:
        """Yield what is not said of the right answer, and of the wrong ones that nobody foresaw."""
        if not self.why.strip():
            yield "why", "nothing says why the right answer is right", "add 'why:' with a sentence or two"
        if not self.otherwise.strip():
            yield "otherwise", "an answer that nobody foresaw has no feedback", "add 'otherwise:' and say how to go on"

    def format_response(self, response: Any) -> Markup:
        """Return the answer that was typed."""
        return Markup("") if self.unfinished(response) else fill_html("<p>{}</p>", self.shown(self.read(response)))

    def review(self, response: Any) -> Markup:
        """Return the answer that was given, what is right, and feedback for both."""
        right = fill_html(
            "<p>{}</p>{}", phrase_html("Right answer: {answer}", answer=self.expected()), course_text(self.why, "div")
        )
        if self.unfinished(response):
            return right
        answer = self.read(response)
        shown = self.shown(answer)
        if self.is_right(answer):
            verdict = phrase_html("Your answer: <strong>{answer}</strong>. It is right.", answer=shown)
            return fill_html("<p>{}</p>{}", verdict, right)
        verdict = phrase_html("Your answer: <strong>{answer}</strong>. It is not right.", answer=shown)
        return fill_html("<p>{}</p>{}{}", verdict, course_text(self._feedback_for(answer), "div"), right)

    def feedback(self, response: Any) -> Markup:
        """Return feedback on the answer that was given; only a right one is told why it is right."""
        if lacking := self.unfinished(response):
            return fill_html("<p>{}</p>", lacking)
        answer = self.read(response)
        return course_text(self.why if self.is_right(answer) else self._feedback_for(answer), "div")

    def _feedback_for(self, answer: Any) -> Markup:
        known = self.foreseen(answer)
        return known.feedback if known else self.otherwise


def without_feedback(wrong: Sequence[Foreseen]) -> Problems:
    """Yield the mistake of each foreseen wrong answer that has no feedback."""
    for number, mistake in enumerate(wrong):
        if not mistake.feedback.strip():
            yield f"wrong.{number}", "this wrong answer has no feedback", "say why it tempts and what it misses"


def _is_blank(answer: Any) -> bool:
    return isinstance(answer, str) and not answer.strip()
