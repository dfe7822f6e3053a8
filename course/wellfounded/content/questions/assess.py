"""The kind `assess`: sample texts are marked against a rubric, line by line, as a marker would mark them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.assess_feedback import compared, explained
from wellfounded.content.questions.assess_rubric import (
    Level,
    Line,
    MarkerMark,
    Misjudged,
    RubricLine,
    SampleText,
    rubric_mistakes,
)
from wellfounded.content.questions.question import Pick, Problems, Question, Sample, Score, public
from wellfounded.i18n.messages import course_text, phrase_html, phrase_many

MOST_BY_ONE_LEVEL = Fraction(3, 4)  # above it, one slip would cost more than its share of the points


@dataclass(frozen=True, kw_only=True)
class Assess(Question):
    """Each text gets a level for each criterion. A response maps lines to levels, `{"t1-c2": "b"}`.

    `near` is what a level next to the marker's is worth, of 1.
    """

    thinking: ClassVar[int] = 15

    kind: Literal["assess"] = public()
    criteria: list[RubricLine] = public()
    texts: list[SampleText] = public()
    near: float = 0.5

    def lines(self) -> list[Line]:
        """Return every line that is to be marked, text by text."""
        return [Line(text=text, criterion=criterion) for text in self.texts for criterion in self.criteria]

    def mistakes(self) -> Problems:
        """Yield what is wrong with the rubric and the marks; if nothing is, a key that one level for all satisfies."""
        yield from list(self._part_mistakes()) or self._key_mistakes()

    def _part_mistakes(self) -> Problems:
        yield from rubric_mistakes(self.criteria)
        if len(self.texts) < 2:
            yield "texts", "fewer than two texts", "add another: a rubric is learnt by what sets two texts apart"
        if not 0 <= self.near < 1:
            yield "near", f"a level next to the marker's cannot be worth {self.near:g}", "write 0.5, or 0 for nothing"
        for number, text in enumerate(self.texts):
            if text.id in [other.id for other in self.texts[:number]]:
                yield f"texts.{number}.id", f"the id '{text.id}' stands twice", "give each text its own: t1, t2"
            for place, problem, remedy in text.mistakes(self.criteria):
                yield f"texts.{number}.{place}", problem, remedy

    def _key_mistakes(self) -> Problems:
        if self.chance() > MOST_BY_ONE_LEVEL:
            problem = f"one level for all lines would agree with the marker by {float(self.chance()):.0%}"
            yield "texts", problem, "let the texts differ more: at most 75 % must come by one level for all"

    def marked(self, response: Any) -> dict[str, str] | None:
        """Return the level of each marked line, or None when the response does not fit this question."""
        levels = {line.id: line.criterion.letters() for line in self.lines()}
        if not isinstance(response, dict):
            return None
        fits = all(isinstance(level, str) and level in levels.get(line, ()) for line, level in response.items())
        return response if fits else None

    def score(self, response: Any) -> Score:
        """Give points x (agreement - chance) / (1 - chance), never below zero.

        Agreement is the mean over all lines: 1 for the marker's level, `near` for the next one, else 0. It is corrected
        for chance as weighted kappa is (J. Cohen, "Weighted kappa: nominal scale agreement with provision for scaled
        disagreement or partial credit", Psychological Bulletin 70, 1968). Chance is here the agreement of the one level
        that, marked everywhere, agrees best. So one level for all earns nothing, and neither do guesses that do not go
        by the texts, on average before the floor: they are mixtures of such levels.
        """
        marked = self.marked(response)
        if marked is None:
            return Score(0.0, readable=False)
        parts = {line.id: line.right != "" and marked.get(line.id) == line.right for line in self.lines()}
        chance = self.chance()
        share = (self._agreement(marked) - chance) / (1 - chance) if chance < 1 else Fraction(0)
        return Score(self.points * float(max(Fraction(0), share)), parts)

    def _agreement(self, marked: dict[str, str]) -> Fraction:
        lines, near = self.lines(), Fraction(self.near)
        total = sum((line.agreement(marked.get(line.id), near) for line in lines), Fraction(0))
        return total / len(lines) if lines else Fraction(0)

    def chance(self) -> Fraction:
        """Return how far the one level that agrees best with the marker does so, marked everywhere."""
        letters = self.criteria[0].letters() if self.criteria else []
        return max(
            (self._agreement({line.id: letter for line in self.lines()}) for letter in letters), default=Fraction(1)
        )

    def marks(self, response: Any) -> dict[str, bool]:
        """Return for each marked line whether the level that was marked is the marker's, and which one is."""
        marks: dict[str, bool] = {}
        for line, level in self._marked_lines(response):
            marks |= {f"{line.id}-{level}": level == line.right, f"{line.id}-{line.right}": True}
        return marks

    def _marked_lines(self, response: Any) -> list[tuple[Line, str]]:
        marked = self.marked(response) or {}
        return [(line, marked[line.id]) for line in self.lines() if line.id in marked]

    def choices(self) -> list[Pick]:
        """Return every level of every line."""
        return [line.pick(level) for line in self.lines() for level in line.criterion.levels]

    def chosen(self, response: Any) -> list[Pick]:
        """Return each marked line with its level."""
        marked = self.marked(response) or {}
        return [
            line.pick(level)
            for line in self.lines()
            for level in line.criterion.levels
            if marked.get(line.id) == level.id
        ]

    def key(self) -> dict[str, str]:
        """Return the marker's level of each line."""
        return {line.id: line.right for line in self.lines()}

    def unfinished(self, response: Any) -> str:
        """Say how many lines are not marked yet."""
        left = len(self.lines()) - len(self.marked(response) or {})
        return phrase_many("{n} line is not marked yet.", "{n} lines are not marked yet.", left) if left else ""

    def static(self) -> Markup:
        """Return the rubric, then the texts."""
        rubric = join_html(
            fill_html(
                "<li>{}<ul>{}</ul></li>",
                course_text(line.text),
                join_html(fill_html("<li>{}</li>", course_text(level.text)) for level in line.levels),
            )
            for line in self.criteria
        )
        head = fill_html(
            "<p><strong>{}</strong></p><p>{}</p>", self.heading(), phrase_html("The rubric, from low to high:")
        )
        return fill_html("{}<ol>{}</ol>{}", head, rubric, self._texts())

    def _texts(self) -> Markup:
        return join_html(
            fill_html(
                "<p><strong>{}</strong></p><blockquote>{}</blockquote>",
                course_text(text.title),
                course_text(text.body, "div"),
            )
            for text in self.texts
        )

    def format_response(self, response: Any) -> Markup:
        """Return each marked line and its level, text by text."""
        marked = self._marked_lines(response)
        return join_html(
            fill_html(
                "<p><strong>{}</strong></p><ul>{}</ul>",
                course_text(text.title),
                join_html(
                    fill_html(
                        "<li>{}<br><strong>{}</strong></li>",
                        course_text(line.criterion.text),
                        course_text(line.criterion.words(level)),
                    )
                    for line, level in marked
                    if line.text is text
                ),
            )
            for text in self.texts
            if any(line.text is text for line, _ in marked)
        )

    def review(self, response: Any) -> Markup:
        """Return, text by text, how each line was marked, how the marker marked it, and feedback for both."""
        marked = self.marked(response) or {}
        rows = join_html(
            fill_html(
                "<p><strong>{}</strong></p><ul>{}</ul>",
                course_text(text.title),
                join_html(compared(line, marked.get(line.id)) for line in self.lines() if line.text is text),
            )
            for text in self.texts
        )
        return fill_html(
            "{}<details><summary>{}</summary>{}</details>", rows, phrase_html("The texts again"), self._texts()
        )

    def feedback(self, response: Any) -> Markup:
        """Return, for each marked line, how the marker marked it and why: this kind is there to show it."""
        marked = self._marked_lines(response)
        if not marked:
            return fill_html("<p>{}</p>", phrase_html("No line is marked yet."))
        lacking = self.unfinished(response)
        head = fill_html("<p>{}</p>", lacking) if lacking else Markup("")
        return fill_html("{}<ul>{}</ul>", head, join_html(explained(line, level) for line, level in marked))

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question, whose two texts are marked c, b and a, a, of three levels, and responses to it."""
        criteria = [
            RubricLine(
                id=f"c{n}",
                text=fill_html("Criterion {}", n),
                levels=[Level(id=letter, text=fill_html("Level {}", letter)) for letter in "abc"],
            )
            for n in (1, 2)
        ]
        texts = [_sample_text("t1", "cb"), _sample_text("t2", "aa")]
        prompt = Markup("How good?")
        question = cls(id="q1", kind="assess", prompt=prompt, points=4, criteria=criteria, texts=texts)
        lines = ("t1-c1", "t1-c2", "t2-c1", "t2-c2")
        return [
            Sample("perfect", question, dict(zip(lines, "cbaa", strict=True)), 4),
            Sample("empty", question, {}, 0),
            Sample("wrong", question, dict(zip(lines, "aacc", strict=True)), 0),
            Sample("wrong", question, dict.fromkeys(lines, "a"), 0),  # one level for all
            Sample("partial", question, dict(zip(lines, "bbaa", strict=True)), 8 / 3),
            Sample("partial", question, dict(zip(lines[1:], "baa", strict=True)), 4 / 3),
            Sample("malformed", question, ["t1-c1", "c"], 0),
            Sample("malformed", question, {"t1-c1": "z"}, 0),
            Sample("malformed", question, {"t9-c1": "a"}, 0),
            Sample("malformed", question, {"t1-c1": ["a"]}, 0),
        ]


def _sample_text(name: str, levels: str) -> SampleText:
    """Return a text whose criteria c1, c2, … got these levels, a letter each."""
    marks = [
        MarkerMark(
            criterion=f"c{n}",
            level=right,
            feedback=fill_html("About {}.", right),
            misjudged=[
                Misjudged(level=letter, feedback=fill_html("About {}.", letter)) for letter in "abc" if letter != right
            ],
        )
        for n, right in enumerate(levels, start=1)
    ]
    return SampleText(id=name, title=fill_html("Text {}", name), body=fill_html("<p>{}</p>", name), marks=marks)
