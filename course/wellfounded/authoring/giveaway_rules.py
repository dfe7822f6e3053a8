"""What would let a reader find right answers without reading the facts, counted over a course's graded questions.

A module has too few of them for these shares to say anything; rules.py counts what a module alone can show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from wellfounded.authoring.module import Module
from wellfounded.authoring.rules import Asked, options, plain, questions
from wellfounded.content.mistakes import Mistake
from wellfounded.content.questions.options import Option
from wellfounded.content.questions.paths import by_form, extremes
from wellfounded.content.questions.script import Scripted

MANY = {"choice": 40, "choices": 20}  # questions of a kind from which on a share is judged
ALIKE = 0.35  # the share of choices whose right option may be the one most like the others; chance is a quarter
PLACE = 0.6  # the share of `choices` in which the option in one place may be right
FORM = 0.6  # the share of the best path's conduct that may be earned in an interview by looking at form alone
REMEDY = "even the options out: see CONTRIBUTING"


def give_aways(modules: Sequence[Module]) -> Iterator[Mistake]:
    """Yield what gives keys away in graded questions."""
    every = [each for module in modules for each in questions(module)]
    graded = [each for each in every if each.case.use == "graded"]
    where = modules[0].folder.parent
    for kind, judge in (("choice", _most_alike), ("choices", _one_place)):
        of_kind = [options(each) for each in graded if each.question.kind == kind]
        if len(of_kind) >= MANY[kind]:
            yield from (Mistake(where, "cases", problem, REMEDY) for problem in judge(of_kind))
    for each in every:
        if isinstance(each.question, Scripted):
            yield from _form(each, each.question)


def _most_alike(choices: list[list[Option]]) -> Iterator[str]:
    right = sum(_most_like_the_others(each).correct for each in choices)
    if right / len(choices) > ALIKE:
        yield f"the right option shares most words with the others in {right} of {len(choices)} graded choices"


def _most_like_the_others(every: list[Option]) -> Option:
    return max(every, key=lambda option: _likeness(option, every))


def _likeness(option: Option, every: list[Option]) -> float:
    """Return how many of its words an option shares with the others: the sum of Jaccard's index with each."""
    words = {each.id: set(re.findall(r"[a-z]{4,}", plain(each.text).lower())) for each in every}
    mine = words.pop(option.id)
    return sum(len(mine & theirs) / max(1, len(mine | theirs)) for theirs in words.values())


def _one_place(choices: list[list[Option]]) -> Iterator[str]:
    places = Counter(place for each in choices for place, option in enumerate(each, 1) if option.correct)
    for place, right in sorted(places.items()):
        if right / len(choices) > PLACE:
            yield f"option {place} is right in {right} of {len(choices)} graded questions with several right options"


def _form(asked: Asked, script: Scripted) -> Iterator[Mistake]:
    best = extremes(script)[0].conduct
    for what, points in by_form(script).items():
        if points > FORM * best:
            problem = f"always taking {what} earns {points:g} of {best:g} conduct points"
            yield asked.mistake(problem, "even the ways and replies out")
