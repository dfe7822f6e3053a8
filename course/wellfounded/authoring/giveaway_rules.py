"""Finds what lets a reader guess right answers without reading the facts, counted over a course's graded questions.

One module has too few questions for these shares; rules.py holds the rules that one module is enough for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from wellfounded.authoring.module import Module
from wellfounded.authoring.rules import options, questions, without_links
from wellfounded.content.mistakes import Mistake
from wellfounded.content.questions.options import Option

MIN_QUESTIONS = {"choice": 40, "choices": 20}  # of a kind; fewer are not judged
MAX_MOST_ALIKE = 0.35  # the share of `choice` whose right option is the one most like the others; chance is a quarter
MAX_ONE_PLACE = 0.6  # the share of `choices` in which the option at one place is right
REMEDY = "even the options out: see CONTRIBUTING"


def giveaways(modules: Sequence[Module]) -> Iterator[Mistake]:
    """Yield a mistake for each sign by which a reader could guess the keys of graded questions."""
    all_questions = [placed for module in modules for placed in questions(module)]
    graded = [placed for placed in all_questions if placed.case.use == "graded"]
    source = modules[0].folder.parent
    for kind, find_problems in (("choice", _most_alike), ("choices", _one_place)):
        of_kind = [options(placed) for placed in graded if placed.question.kind == kind]
        if len(of_kind) >= MIN_QUESTIONS[kind]:
            yield from (Mistake(source, "cases", problem, REMEDY) for problem in find_problems(of_kind))


def _most_alike(questions: list[list[Option]]) -> Iterator[str]:
    count = sum(_most_like_the_others(options).correct for options in questions)
    if count / len(questions) > MAX_MOST_ALIKE:
        yield f"the right option shares most words with the others in {count} of {len(questions)} graded choices"


def _most_like_the_others(options: list[Option]) -> Option:
    return max(options, key=lambda option: _similarity(option, options))


def _similarity(option: Option, options: list[Option]) -> float:
    """Return how similar the words of an option are to the others': the sum of the Jaccard index with each."""
    words = {other.id: set(re.findall(r"[a-z]{4,}", without_links(other.text).lower())) for other in options}
    own_words = words.pop(option.id)
    return sum(len(own_words & others) / max(1, len(own_words | others)) for others in words.values())


def _one_place(questions: list[list[Option]]) -> Iterator[str]:
    places = Counter(place for options in questions for place, option in enumerate(options, 1) if option.correct)
    for place, count in sorted(places.items()):
        if count / len(questions) > MAX_ONE_PLACE:
            yield f"option {place} is right in {count} of {len(questions)} graded questions with several right options"
