"""What a question of the course becomes on another platform: a plain item, which each format writes in its own way.

Text is HTML. A share is a part of the item's points, exact; one below zero is taken off. Ids are the course's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from markupsafe import Markup

ALL, NOTHING = Fraction(1), Fraction(0)  # shares


@dataclass(frozen=True, kw_only=True)
class Item:
    """What all items have.

    `text` holds the case's content note, facts, papers and the prompt: elsewhere a question stands alone. `feedback` is
    shown to all once they have answered: reasons that belong to no single option, then the sources. `note` says what
    was done where a platform has no such kind of question; "" where it has.
    """

    module: str
    case: str
    case_title: str
    question: str  # in a case's second variant its id begins with b
    kind: str  # the course's
    graded: bool
    points: float  # at least 1: practice has none in the course, and some platforms know no question without
    text: Markup
    feedback: Markup
    hint: Markup = Markup("")
    note: str = ""
    variant: str = ""  # the letter of the case's variant; "" of the first

    @property
    def id(self) -> str:
        """Return what names the question in the course, and stays when it is exported again."""
        return f"{self.case}-{self.question}"

    @property
    def name(self) -> str:
        """Return how teachers find it in a list."""
        return f"{self.case_title}: {self.question}"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One of several answers to choose from."""

    id: str
    text: Markup
    share: Fraction
    feedback: Markup

    @property
    def right(self) -> bool:
        """Return whether it is to be chosen."""
        return self.share > 0


@dataclass(frozen=True, kw_only=True)
class ChoiceItem(Item):
    """Options, one of which is right: its share is 1, that of all others 0."""

    options: list[Option]


@dataclass(frozen=True, kw_only=True)
class SeveralItem(Item):
    """Options, several of which may be right. An answer earns the sum of what was chosen, and never less than zero.

    Where passages of a text are chosen, `marked` is that text, with each passage as `[[p3: its words]]`.
    """

    options: list[Option]
    marked: Markup = Markup("")


@dataclass(frozen=True, kw_only=True)
class Stem:
    """What is matched: its text, the id of the right answer, and why."""

    id: str
    text: Markup
    answer: str
    feedback: Markup


@dataclass(frozen=True, kw_only=True)
class MatchingItem(Item):
    """Stems, each matched with one of `answers`, texts by their ids; an answer may fit several stems, or none.

    In the course a response earns the sum of `credits` of its pairs (stem, answer), less `chance`, which one answer for
    all stems would earn; and never less than zero.
    """

    stems: list[Stem]
    answers: dict[str, Markup]
    credits: dict[tuple[str, str], Fraction]
    chance: Fraction


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is put in order, and its place, counted from 1. Of equal places either may come first."""

    id: str
    text: Markup
    place: int
    feedback: Markup


@dataclass(frozen=True, kw_only=True)
class OrderItem(Item):
    """Steps in the right order; `shown` are their ids as learners first see them."""

    steps: list[Step]
    shown: list[str]


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One answer as it may be typed, what it earns, and what is said of it."""

    text: str
    share: Fraction
    feedback: Markup


@dataclass(frozen=True, kw_only=True)
class ShortItem(Item):
    """A word, a short phrase or a date is typed. What is on no line of `answers` is wrong, and told `otherwise`."""

    answers: list[Typed]
    otherwise: Markup


@dataclass(frozen=True, kw_only=True)
class Near:
    """A number, how far from it one may be, what it earns, and what is said of it."""

    value: float
    tolerance: float
    share: Fraction
    feedback: Markup


@dataclass(frozen=True, kw_only=True)
class NumberItem(Item):
    """A number is typed, counted in `unit`; the first of `answers` that is near enough counts."""

    answers: list[Near]
    otherwise: Markup
    unit: Markup


@dataclass(frozen=True, kw_only=True)
class EssayItem(Item):
    """A text is written, and marked by a person. `grader` is for that person alone: rubric and model answer."""

    grader: Markup
    least: int  # words
    most: int


@dataclass(frozen=True, kw_only=True)
class PageItem(Item):
    """What no question of another platform can hold, and what goes there as a page of its own."""


@dataclass(frozen=True)
class ModuleItems:
    """The items of one module, in the order of its lesson."""

    module: str
    title: str
    items: list[Item] = field(default_factory=list)


def alternatives(items: list[Item]) -> list[list[Item]]:
    """Return items in groups, in order: the same question in all variants of a case, as far as it earns the same.

    Of a group each learner answers one question; of the others in it, whatever earns other points is left out.
    """
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        groups.setdefault((item.case, item.question.removeprefix(item.variant)), []).append(item)
    return [[item for item in group if item.points == group[0].points] for group in groups.values()]
