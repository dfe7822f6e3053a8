"""Options to choose among: what `choice` and `choices` share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from wellfounded.content.questions.question import Block, Inline, Pick, Question, public
from wellfounded.i18n.messages import course, phrase


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option. A wrong one may name the misconception it stands for."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    text: Inline = public()
    correct: bool = False
    feedback: Block = ""
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class OptionsQuestion(Question):
    """A question answered by a list of option ids."""

    options: list[Option] = public()

    def right(self) -> set[str]:
        """Return the ids of the right options."""
        return {option.id for option in self.options if option.correct}

    def key(self) -> list[str]:
        """Return the ids of the right options, in their order."""
        return [option.id for option in self.options if option.correct]

    def chosen(self, response: Any) -> set[str] | None:
        """Return the chosen ids, or None when the response is not a list of ids of this question."""
        ids = {option.id for option in self.options}
        if not isinstance(response, list) or not all(isinstance(each, str) for each in response):
            return None
        return set(response) if set(response) <= ids else None

    def pickable(self) -> list[Pick]:
        """Return every option."""
        return [Pick(each.id, each.text, each.correct, each.misconception) for each in self.options]

    def picked(self, response: Any) -> list[Pick]:
        """Return the chosen options."""
        chosen = self.chosen(response) or set()
        return [each for each in self.pickable() if each.id in chosen]

    def mistakes(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is wrong with the options: too few, no feedback, ids twice."""
        if len(self.options) < 2:
            yield "options", "fewer than two options", "add another option"
        seen: set[str] = set()
        for number, option in enumerate(self.options):
            place = f"options.{number}"
            if option.id in seen:
                yield f"{place}.id", f"the id '{option.id}' stands twice", "give each option its own letter"
            seen.add(option.id)
            if not option.feedback.strip():
                yield place, f"option '{option.id}' has no feedback", "say why it tempts and what it misses"
            if option.correct and option.misconception:
                yield f"{place}.misconception", "a right option names a misconception", "remove one of the two"

    def static(self) -> str:
        """Return the options as a lettered list."""
        items = "".join(f"<li>{course(option.text)}</li>" for option in self.options)
        return f'<p><strong>{self.heading()}</strong></p><ol type="a">{items}</ol>'

    def given(self, response: Any) -> str:
        """Return the chosen options, in the order in which they stand."""
        chosen = self.chosen(response) or set()
        items = "".join(f"<li>{course(option.text)}</li>" for option in self.options if option.id in chosen)
        return f"<ul>{items}</ul>" if items else ""

    def review(self, response: Any) -> str:
        """Return every option, what was chosen, what is right, and feedback for both."""
        chosen = self.chosen(response) or set()
        return f"<ul>{''.join(self._row(option, option.id in chosen) for option in self.options)}</ul>"

    def feedback(self, response: Any) -> str:
        """Return the feedback of each chosen option."""
        chosen = self.chosen(response) or set()
        return "".join(_spoken(option) for option in self.options if option.id in chosen)

    @staticmethod
    def _row(option: Option, chosen: bool) -> str:
        words = (phrase("your answer"), chosen), (phrase("right answer"), option.correct)
        marks = [word for word, holds in words if holds]
        label = f" <strong>({', '.join(marks)})</strong>" if marks else ""
        told = f"<div>{course(option.feedback, 'div')}</div>" if marks else ""
        return f"<li>{course(option.text)}{label}{told}</li>"


def _spoken(option: Option) -> str:
    verdict = phrase("Right.") if option.correct else phrase("Not this one.")
    told = course(option.feedback, "div")
    return f"<div><p><strong>{verdict}</strong> <em>{course(option.text)}</em></p>{told}</div>"


def sample_options(right: Iterable[str], letters: str = "abcd") -> list[Option]:
    """Return short options for samples, with the letters in `right` correct."""
    return [
        Option(id=each, text=f"Option {each}", correct=each in right, feedback=f"About {each}.") for each in letters
    ]
