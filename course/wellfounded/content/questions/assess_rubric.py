"""The rubric of an `assess`: its criteria with their levels, the texts, and the marks that a marker gave them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import UNWRITTEN, Block, Inline, Pick, Problems, public

FEWEST_LEVELS = 3  # of two, each is next to the other


@dataclass(frozen=True, kw_only=True)
class Level:
    """How well a text may meet a criterion, in words that a marker can find again in a text."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    text: Inline = public()


@dataclass(frozen=True, kw_only=True)
class RubricLine:
    """A criterion, and its levels from the lowest to the highest. All criteria have the same letters for them."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    text: Inline = public()
    levels: list[Level] = public()

    def letters(self) -> list[str]:
        """Return the ids of the levels, from the lowest."""
        return [level.id for level in self.levels]

    def words(self, level: str) -> Markup:
        """Return what a level says; "" where there is no such level."""
        return next((entry.text for entry in self.levels if entry.id == level), Markup(""))


@dataclass(frozen=True, kw_only=True)
class Misjudged:
    """What to say to somebody who marked this level, which is not the marker's."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    level: str
    feedback: Block = UNWRITTEN
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class MarkerMark:
    """The level that the marker gave a text for one criterion, and why; what each other level overlooks."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    criterion: str
    level: str
    feedback: Block = UNWRITTEN
    misjudged: list[Misjudged] = field(default_factory=list)

    def judged(self, level: str) -> Misjudged | None:
        """Return what the author says to those who marked this level; None where it is the marker's."""
        return next((misjudged for misjudged in self.misjudged if misjudged.level == level), None)

    def mistakes(self, letters: list[str]) -> Problems:
        """Yield what is wrong with the mark, given the letters of the levels."""
        if self.level not in letters:
            yield "level", f"'{self.level}' is no level", f"write one of {', '.join(letters)}"
        if not self.feedback.strip():
            yield "feedback", "nothing says why the marker gave this level", "say where in the text one sees it"
        others = [misjudged.level for misjudged in self.misjudged]
        for number, misjudged in enumerate(self.misjudged):
            if misjudged.level not in letters or misjudged.level == self.level or misjudged.level in others[:number]:
                remedy = "name each level that the marker did not give, once"
                yield f"misjudged.{number}.level", f"'{misjudged.level}' does not belong here", remedy
            if not misjudged.feedback.strip():
                yield f"misjudged.{number}.feedback", "there is no feedback", "say why it tempts and what it misses"
        if left := [letter for letter in letters if letter not in (*others, self.level)]:
            remedy = "add it to 'misjudged', with 'feedback' for those who mark it"
            yield "misjudged", f"nothing is said to those who mark '{left[0]}'", remedy


@dataclass(frozen=True, kw_only=True)
class SampleText:
    """A text that is marked against the rubric, and the marker's marks, one for each criterion."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    title: Inline = public()
    body: Block = public()
    marks: list[MarkerMark] = field(default_factory=list)

    def mark(self, criterion: str) -> MarkerMark | None:
        """Return the marker's mark for a criterion; None where the key was held back."""
        return next((mark for mark in self.marks if mark.criterion == criterion), None)

    def mistakes(self, criteria: list[RubricLine]) -> Problems:
        """Yield criteria without a mark, marks without a criterion, and what is wrong with each mark."""
        known = [line.id for line in criteria]
        named = [mark.criterion for mark in self.marks]
        if missing := [criterion_id for criterion_id in known if criterion_id not in named]:
            yield "marks", f"the marker gave no mark for criterion '{missing[0]}'", "add one, with level and feedback"
        for number, mark in enumerate(self.marks):
            if mark.criterion not in known or mark.criterion in named[:number]:
                remedy = f"write each of {', '.join(known)} once"
                yield f"marks.{number}.criterion", f"'{mark.criterion}' does not belong here", remedy
            for place, problem, remedy in mark.mistakes(criteria[0].letters() if criteria else []):
                yield f"marks.{number}.{place}", problem, remedy


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line to be marked: a text, a criterion, and the mark that the marker gave, where the key is at hand."""

    text: SampleText
    criterion: RubricLine

    @property
    def id(self) -> str:
        """Return how a response names the line."""
        return f"{self.text.id}-{self.criterion.id}"

    @property
    def mark(self) -> MarkerMark | None:
        """Return the marker's mark; None where the key was held back."""
        return self.text.mark(self.criterion.id)

    @property
    def right(self) -> str:
        """Return the marker's level; "" where the key was held back."""
        return self.mark.level if self.mark else ""

    def agreement(self, level: str | None, near: Fraction) -> Fraction:
        """Return 1 for the marker's level, `near` for the one below or above it, and 0 for all others and for none."""
        if level is None or not self.right:
            return Fraction(0)
        if level == self.right:
            return Fraction(1)
        return near if self.is_next(level) else Fraction(0)

    def is_next(self, level: str) -> bool:
        """Return whether a level is the one below or above the marker's."""
        letters = self.criterion.letters()
        return self.right in letters and abs(letters.index(level) - letters.index(self.right)) == 1

    def pick(self, level: Level) -> Pick:
        """Return what it says to mark the line so."""
        judged = self.mark.judged(level.id) if self.mark else None
        text = fill_html("{}, {}: {}", self.text.title, self.criterion.text, level.text)
        misconception = judged.misconception if judged else ""
        return Pick(f"{self.id}-{level.id}", text, level.id == self.right, misconception, self.id)


def rubric_mistakes(criteria: list[RubricLine]) -> Problems:
    """Yield what is wrong with the criteria of a rubric: ids that stand twice, too few levels, levels that differ."""
    if len(criteria) < 2:
        yield "criteria", "fewer than two criteria", "add another, with its levels"
    for number, line in enumerate(criteria):
        place = f"criteria.{number}"
        if line.id in [other.id for other in criteria[:number]]:
            yield f"{place}.id", f"the id '{line.id}' stands twice", "give each criterion its own: c1, c2"
        letters = line.letters()
        if len(letters) < FEWEST_LEVELS or len(set(letters)) < len(letters):
            remedy = "write three levels or more, from the lowest to the highest: a, b, c"
            yield f"{place}.levels", "these are not three different levels", remedy
        elif letters != criteria[0].letters():
            remedy = f"write {', '.join(criteria[0].letters())}, from the lowest to the highest"
            yield f"{place}.levels", f"the levels are other than those of criterion '{criteria[0].id}'", remedy
