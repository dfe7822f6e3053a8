"""The kind `written`: reasons in prose, marked by a person against a rubric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any, ClassVar, Literal

from wellfounded.content.questions.question import Block, Inline, Question, Sample, Score, public
from wellfounded.i18n.messages import course, phrase, phrase_many, typed

LIMIT = 20_000  # characters: some ten times the longest answer that anyone is asked for


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of the rubric: what a good answer does, and what that earns."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    text: Inline
    points: float


@dataclass(frozen=True, kw_only=True)
class Written(Question):
    """A text, for instance issue, rule, application and conclusion. A response is a string.

    `least` and `most` are a guide in words, for the learner; nothing is cut and nothing is marked by length. The
    rubric's points are the question's. In practice there are no marks, and learners weigh themselves by the rubric.
    """

    by_hand: ClassVar[bool] = True

    kind: Literal["written"] = public()
    least: int = public(0)
    most: int = public(0)
    model: Block = ""
    rubric: list[Criterion] = field(default_factory=list)

    def mistakes(self) -> Iterator[tuple[str, str, str]]:
        """Yield a rubric that does not add up, a model that is missing, a guide that cannot be met."""
        total = sum(each.points for each in self.rubric)
        if not self.rubric or min(each.points for each in self.rubric) <= 0:
            yield "rubric", "the rubric cannot be marked by", "write criteria, each with 'points' above zero"
        elif self.points and total != self.points:
            yield "points", f"the rubric adds up to {total:g}", f"write 'points: {total:g}', or change the rubric"
        if len({each.id for each in self.rubric}) < len(self.rubric):
            yield "rubric", "two criteria have the same id", "give each its own: a, b, c"
        if not self.model.strip():
            yield "model", "there is no model answer", "write one: learners compare theirs with it"
        if not 0 < self.least <= self.most:
            yield "least", f"{self.least} to {self.most} words is no guide", "write 'least: 120' and 'most: 200'"

    def score(self, response: Any) -> Score:
        """Give no points: a person does. A text of more than 20,000 characters is not readable."""
        return Score(0.0, readable=isinstance(response, str) and len(response) <= LIMIT)

    def key(self) -> str:
        """Return the model answer."""
        return self.model

    def unfinished(self, response: Any) -> str:
        """Say that nothing is written, where nothing is."""
        return "" if _text(response).strip() else phrase("Nothing is written yet.")

    def static(self) -> str:
        """Return the prompt and the guide."""
        return f"<p><strong>{self.heading()}</strong></p><p>{self.guide()}</p>"

    def guide(self) -> str:
        """Return how long an answer may be, in words."""
        return phrase("Write {least} to {most} words.", least=self.least, most=self.most)

    def given(self, response: Any) -> str:
        """Return what was written, in its paragraphs."""
        paragraphs = "".join(f"<p>{_broken(each)}</p>" for each in _text(response).split("\n\n") if each.strip())
        return typed(paragraphs, "blockquote")

    def review(self, response: Any) -> str:
        """Return the text beside the rubric and the model answer."""
        given = self.given(response)
        nothing, count = phrase("You wrote nothing."), len(_text(response).split())
        wrote = phrase_many("What you wrote, {n} word:", "What you wrote, {n} words:", count)
        return f"<p>{wrote if given else nothing}</p>{given}{self._rubric()}"

    def feedback(self, response: Any) -> str:  # noqa: ARG002 (a person judges what was written, here the learner)
        """Return the rubric and the model answer, by which learners weigh what they wrote."""
        return self._rubric()

    def _rubric(self) -> str:
        """Return the rubric, its lines named so that a view can let a learner mark against them."""
        lines = "".join(
            f'<li data-criterion="{each.id}" data-most="{each.points:g}">{course(each.text)} '
            f"{phrase_many('({n} point)', '({n} points)', each.points)}</li>"
            for each in self.rubric
        )
        return (
            f"<p><strong>{phrase('What it is weighed by')}</strong></p><ul>{lines}</ul>"
            f"<details><summary>{phrase('A model answer')}</summary>{course(self.model, 'div')}</details>"
        )

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question and responses to it; whatever is written, no machine gives points."""
        rubric = [Criterion(id="a", text="Names the issue", points=1), Criterion(id="b", text="Applies", points=2)]
        asked = cls(
            id="q1", kind="written", prompt="Why?", points=3, least=50, most=90, model="<p>Because.</p>", rubric=rubric
        )
        return [
            Sample("perfect", asked, "Because.", 0),
            Sample("empty", asked, "", 0),
            Sample("wrong", asked, "No.", 0),
            Sample("partial", asked, "Because\n\nperhaps.", 0),
            Sample("malformed", asked, ["Because."], 0),
            Sample("malformed", asked, "x" * (LIMIT + 1), 0),
        ]


def _text(response: Any) -> str:
    r"""Return what was typed, with `\n` for whatever ends a line; half of a character is shown as a question mark."""
    text = response[:LIMIT].encode("utf-8", "replace").decode() if isinstance(response, str) else ""
    return "\n".join(text.splitlines())  # \r, a form feed and Unicode's own ends of lines among them


def _broken(paragraph: str) -> str:
    """Escape a paragraph, for HTML and for the mathematics that a notebook would make of dollar signs."""
    return escape(paragraph.strip()).replace("$", "&#36;").replace("\n", "<br>")
