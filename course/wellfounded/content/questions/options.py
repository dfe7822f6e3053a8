"""Options to choose among: what `choice` and `choices` share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import UNWRITTEN, Block, Inline, Pick, Problems, Question, public
from wellfounded.i18n.messages import course_text, phrase_html


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option. A wrong one may name the misconception it stands for."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    text: Inline = public()
    correct: bool = False
    feedback: Block = UNWRITTEN
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

    def chosen_ids(self, response: Any) -> set[str] | None:
        """Return the chosen ids, or None when the response is not a list of ids of this question."""
        ids = {option.id for option in self.options}
        if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
            return None
        return set(response) if set(response) <= ids else None

    def choices(self) -> list[Pick]:
        """Return every option."""
        return [Pick(option.id, option.text, option.correct, option.misconception) for option in self.options]

    def chosen(self, response: Any) -> list[Pick]:
        """Return the chosen options."""
        chosen = self.chosen_ids(response) or set()
        return [pick for pick in self.choices() if pick.id in chosen]

    def mistakes(self) -> Problems:
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

    def parts_right(self, response: Any) -> tuple[int, int]:
        """Return how many right options are chosen, of all that are right or chosen."""
        chosen = self.chosen_ids(response) or set()
        return len(chosen & self.right()), len(chosen | self.right())

    def marks(self, response: Any) -> dict[str, bool]:
        """Return whether each chosen option is right."""
        chosen = self.chosen_ids(response) or set()
        return {option.id: option.correct for option in self.options if option.id in chosen}

    def static(self) -> Markup:
        """Return the options as a lettered list."""
        items = join_html(fill_html("<li>{}</li>", course_text(option.text)) for option in self.options)
        return fill_html('<p><strong>{}</strong></p><ol type="a">{}</ol>', self.heading(), items)

    def format_response(self, response: Any) -> Markup:
        """Return the chosen options, in the order in which they stand."""
        chosen = self.chosen_ids(response) or set()
        items = join_html(
            fill_html("<li>{}</li>", course_text(option.text)) for option in self.options if option.id in chosen
        )
        return fill_html("<ul>{}</ul>", items) if items else Markup("")

    def review(self, response: Any) -> Markup:
        """Return every option, what was chosen, what is right, and feedback for both."""
        chosen = self.chosen_ids(response) or set()
        return fill_html("<ul>{}</ul>", join_html(self._row(option, option.id in chosen) for option in self.options))

    def feedback(self, response: Any) -> Markup:
        """Return the feedback of each chosen option."""
        chosen = self.chosen_ids(response)
        if not chosen:
            return fill_html("<p>{}</p>", phrase_html("Nothing is chosen yet."))
        return join_html(_spoken(option) for option in self.options if option.id in chosen)

    @staticmethod
    def _row(option: Option, chosen: bool) -> Markup:
        if not chosen and not option.correct:
            return fill_html("<li>{}</li>", course_text(option.text))
        if not chosen:
            mark, words = "missed", phrase_html("right answer")
        elif option.correct:
            mark, words = "right", phrase_html("✓ your answer, right answer")
        else:
            mark, words = "wrong", phrase_html("✗ your answer, not right")
        return fill_html(
            '<li data-verdict="{}">{} <strong>({})</strong><div>{}</div></li>',
            mark,
            course_text(option.text),
            words,
            course_text(option.feedback, "div"),
        )


def _spoken(option: Option) -> Markup:
    verdict = phrase_html("Right.") if option.correct else phrase_html("Not this one.")
    feedback = course_text(option.feedback, "div")
    return fill_html("<div><p><strong>{}</strong> <em>{}</em></p>{}</div>", verdict, course_text(option.text), feedback)


def sample_options(right: Iterable[str], letters: str = "abcd") -> list[Option]:
    """Return short options for samples, with the letters in `right` correct."""
    return [
        Option(
            id=letter,
            text=fill_html("Option {}", letter),
            correct=letter in right,
            feedback=fill_html("About {}.", letter),
        )
        for letter in letters
    ]
