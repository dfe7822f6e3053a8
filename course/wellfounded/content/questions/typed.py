"""An answer that a learner types into one field: what `number`, `date` and `short` share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from wellfounded.content.questions.question import Block, Pick, Question, Score
from wellfounded.i18n.messages import course, phrase


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """A wrong answer that the author saw coming: why it tempts, and what it misses."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    feedback: Block = ""
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class TypedQuestion(Question):
    """A question whose answer is typed, and is right or wrong as a whole.

    `why` says why the right answer is right; `otherwise` is told of a wrong one that nobody foresaw.
    """

    why: Block = ""
    otherwise: Block = ""

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
    def shown(self, answer: Any) -> str:
        """Return an answer that was read, for people, as HTML."""

    @abstractmethod
    def expected(self) -> str:
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

    def picked(self, response: Any) -> list[Pick]:
        """Return what was typed, and the misconception that was foreseen in it; nothing for a blank."""
        answer = self.read(response)
        if _is_blank(answer):
            return []
        right, shown = self.is_right(answer), self.shown(answer)
        known = None if right else self.foreseen(answer)
        return [Pick(shown, shown, right, known.misconception if known else "")]

    def unfinished(self, response: Any) -> str:
        """Say that nothing is answered, where nothing is."""
        answer = self.read(response)
        return phrase("Nothing is answered yet.") if answer is None or _is_blank(answer) else ""

    def mistakes(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is not said of the right answer, and of the wrong ones that nobody foresaw."""
        if not self.why.strip():
            yield "why", "nothing says why the right answer is right", "add 'why:' with a sentence or two"
        if not self.otherwise.strip():
            yield "otherwise", "an answer that nobody foresaw has no feedback", "add 'otherwise:' and say how to go on"

    def given(self, response: Any) -> str:
        """Return the answer that was typed."""
        return "" if self.unfinished(response) else f"<p>{self.shown(self.read(response))}</p>"

    def review(self, response: Any) -> str:
        """Return the answer that was given, what is right, and feedback for both."""
        right = f"<p>{phrase('Right answer: {answer}', answer=self.expected())}</p>{course(self.why, 'div')}"
        if self.unfinished(response):
            return right
        answer = self.read(response)
        shown = self.shown(answer)
        if self.is_right(answer):
            given = phrase("Your answer: <strong>{answer}</strong>. It is right.", answer=shown)
            return f"<p>{given}</p>{right}"
        given = phrase("Your answer: <strong>{answer}</strong>. It is not right.", answer=shown)
        return f"<p>{given}</p>{course(self._told(answer), 'div')}{right}"

    def feedback(self, response: Any) -> str:
        """Return feedback on the answer that was given; only a right one is told why it is right."""
        if lacking := self.unfinished(response):
            return f"<p>{lacking}</p>"
        answer = self.read(response)
        is_right = self.is_right(answer)
        verdict, told = (phrase("Right."), self.why) if is_right else (phrase("Not right."), self._told(answer))
        return f"<p><strong>{verdict}</strong> <em>{self.shown(answer)}</em></p>{course(told, 'div')}"

    def _told(self, answer: Any) -> str:
        known = self.foreseen(answer)
        return known.feedback if known else self.otherwise


def without_feedback(wrong: Sequence[Foreseen]) -> Iterator[tuple[str, str, str]]:
    """Yield the mistake of each foreseen wrong answer that has no feedback."""
    for number, each in enumerate(wrong):
        if not each.feedback.strip():
            yield f"wrong.{number}", "this wrong answer has no feedback", "say why it tempts and what it misses"


def _is_blank(answer: Any) -> bool:
    return isinstance(answer, str) and not answer.strip()
