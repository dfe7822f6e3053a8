"""The kind `written`: reasons in prose, marked by a person against a rubric."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from markupsafe import Markup, escape

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import UNWRITTEN, Block, Inline, Problems, Question, Sample, Score, public
from wellfounded.i18n.messages import course_text, learner_text, phrase, phrase_html, phrase_many_html

COMPOSED = 19  # words a minute that people compose at a keyboard (C.-M. Karat et al., CHI 1999)
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
    model: Block = UNWRITTEN
    rubric: list[Criterion] = field(default_factory=list)

    def mistakes(self) -> Problems:
        """Yield a rubric that does not add up, a model that is missing, a guide that cannot be met."""
        total = sum(criterion.points for criterion in self.rubric)
        if not self.rubric or min(criterion.points for criterion in self.rubric) <= 0:
            yield "rubric", "the rubric cannot be marked by", "write criteria, each with 'points' above zero"
        elif self.points and total != self.points:
            yield "points", f"the rubric adds up to {total:g}", f"write 'points: {total:g}', or change the rubric"
        if len({criterion.id for criterion in self.rubric}) < len(self.rubric):
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

    def seconds(self) -> float:
        """Return how long it takes to write an answer of middling length."""
        return 60 * (self.least + self.most) / 2 / COMPOSED

    def unfinished(self, response: Any) -> str:
        """Say that nothing is written, where nothing is."""
        return "" if _text(response).strip() else phrase("Nothing is written yet.")

    def static(self) -> Markup:
        """Return the prompt and the guide."""
        return fill_html("<p><strong>{}</strong></p><p>{}</p>", self.heading(), self.guide())

    def guide(self) -> Markup:
        """Return how long an answer may be, in words."""
        return phrase_html("Write {least} to {most} words.", least=self.least, most=self.most)

    def format_response(self, response: Any) -> Markup:
        """Return what was written, in its paragraphs."""
        paragraphs = join_html(
            fill_html("<p>{}</p>", _broken(paragraph))
            for paragraph in _text(response).split("\n\n")
            if paragraph.strip()
        )
        return learner_text(paragraphs, "blockquote")

    def review(self, response: Any) -> Markup:
        """Return the text beside the rubric and the model answer."""
        text = self.format_response(response)
        nothing, count = phrase_html("You wrote nothing."), len(_text(response).split())
        wrote = phrase_many_html("What you wrote, {n} word:", "What you wrote, {n} words:", count)
        return fill_html("<p>{}</p>{}{}", wrote if text else nothing, text, self._rubric())

    def feedback(self, response: Any) -> Markup:  # noqa: ARG002 (a person judges what was written, here the learner)
        """Return the rubric and the model answer, by which learners weigh what they wrote."""
        return self._rubric()

    def _rubric(self) -> Markup:
        """Return the rubric, its lines named so that a view can let a learner mark against them."""
        lines = join_html(
            Markup('<li data-criterion="{}" data-most="{:g}">{} {}</li>').format(
                criterion.id,
                criterion.points,
                course_text(criterion.text),
                phrase_many_html("({n} point)", "({n} points)", criterion.points),
            )
            for criterion in self.rubric
        )
        return fill_html(
            "<p><strong>{}</strong></p><ul>{}</ul><details><summary>{}</summary>{}</details>",
            phrase_html("What it is weighed by"),
            lines,
            phrase_html("A model answer"),
            course_text(self.model, "div"),
        )

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question and responses to it; whatever is written, no machine gives points."""
        rubric = [
            Criterion(id="a", text=Markup("Names the issue"), points=1),
            Criterion(id="b", text=Markup("Applies"), points=2),
        ]
        question = cls(
            id="q1",
            kind="written",
            prompt=Markup("Why?"),
            points=3,
            least=50,
            most=90,
            model=Markup("<p>Because.</p>"),
            rubric=rubric,
        )
        return [
            Sample("perfect", question, "Because.", 0),
            Sample("empty", question, "", 0),
            Sample("wrong", question, "No.", 0),
            Sample("partial", question, "Because\n\nperhaps.", 0),
            Sample("malformed", question, ["Because."], 0),
            Sample("malformed", question, "x" * (LIMIT + 1), 0),
        ]


def _text(response: Any) -> str:
    r"""Return what was typed, with `\n` for whatever ends a line; half of a character is shown as a question mark."""
    text = response[:LIMIT].encode("utf-8", "replace").decode() if isinstance(response, str) else ""
    return "\n".join(text.splitlines())  # \r, a form feed and Unicode's own ends of lines among them


def _broken(paragraph: str) -> Markup:
    """Escape a paragraph, for HTML and for the mathematics that a notebook would make of dollar signs."""
    return escape(paragraph.strip()).replace("$", Markup("&#36;")).replace("\n", Markup("<br>"))
