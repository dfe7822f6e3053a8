"""How far a lesson goes on in prose before its reader does something: answers, predicts, or uses a tool.

Counted are the words of a lesson's own text: paragraphs, headings, lists and quotations. Not counted are tables, which
are looked up, the addresses of links, what pictures tell the blind, comments, and what is folded into `<details>`.
Whatever a learner can try begins the count anew: a case, an activity, a comparison of countries, a tool of the course.
What stands after the last of them, the farewell and the places that help, is not counted: no question could follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellfounded.authoring.lesson import HAND_IN, Lesson
from wellfounded.authoring.module import Module
from wellfounded.content.mistakes import Mistake
from wellfounded.notebook.cells import CELLS

MOST_WORDS = 250
MOST_DAGGERS = 3
DAGGER = "†"  # marks what is commonly stated, and not checked
LEFT_OUT = re.compile(
    r"<details\b.*?</details>|<!--.*?-->|!\[.*?\]\([^)]*\)|\]\([^)]*\)|^[%|].*?$", re.DOTALL | re.MULTILINE
)
TOOLS = CELLS.keys() - {HAND_IN, "desk()"}  # those two end a lesson
WORD = re.compile(r"[^\W_][\w’'-]*")


@dataclass(frozen=True)
class Stretch:
    """Words of prose in a row, and the line of the lesson where they begin."""

    words: int
    line: int


def longest(lesson: Lesson) -> Stretch:
    """Return the longest stretch of prose without a question, a prediction or a tool."""
    return max(_stretches(lesson), key=lambda stretch: stretch.words, default=Stretch(0, 1))


def _stretches(lesson: Lesson) -> Iterator[Stretch]:
    """Yield the prose before each thing that a learner can use."""
    words, line = 0, 0
    for cell in lesson.cells:
        if cell.kind == "markdown":
            line = line or cell.line
            words += len(WORD.findall(LEFT_OUT.sub(" ", cell.source)))
        elif cell.case or cell.activity or cell.compared_countries or cell.source in TOOLS:
            yield Stretch(words, line or cell.line)
            words, line = 0, 0


def daggers(module: Module) -> int:
    """Return how many daggers stand in a lesson's text."""
    return sum(cell.source.count(DAGGER) for cell in module.lesson.cells)


def line(module: Module) -> str:
    """Return both measures, for an author to read."""
    stretch = longest(module.lesson)
    return f"at most {stretch.words} words without a question (line {stretch.line}); {daggers(module)} daggers"


def mistakes(module: Module) -> Iterator[Mistake]:
    """Yield a mistake where a module goes beyond a limit."""
    path, stretch = module.lesson.path, longest(module.lesson)
    if stretch.words > MOST_WORDS:
        problem = f"{stretch.words} words without a question, a prediction or a tool"
        yield Mistake(path, f"line {stretch.line}", problem, f"put one in, or cut to {MOST_WORDS} words")
    if daggers(module) > MOST_DAGGERS:
        problem = f"{daggers(module)} daggers"
        yield Mistake(path, "text", problem, f"check the source, or cut what was not checked: {MOST_DAGGERS} at most")
