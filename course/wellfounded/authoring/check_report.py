"""Reports on a course: content rules that are broken, law that has grown old, and how each lesson reads."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyphen

from wellfounded.authoring import glossary_lesson, rules
from wellfounded.authoring.giveaway_rules import give_aways
from wellfounded.authoring.lesson import Lesson
from wellfounded.authoring.module import Module, read_modules
from wellfounded.content.mistakes import Mistake

NOT_PROSE = re.compile(r"^(\||#|!\[|- <|>).*$|\]\([^)]*\)|[*_`\[]", re.MULTILINE)


@dataclass(frozen=True)
class Report:
    """Mistakes that fail a check, mistakes that fail a release, and lines for an author to read."""

    broken: list[Mistake]
    stale: list[Mistake]
    lines: list[str]


def report(course: Path, today: datetime.date | None = None) -> Report:
    """Check every module of a course; MistakesError where it cannot be read."""
    modules = read_modules(course)
    today = today or datetime.datetime.now(datetime.UTC).date()
    return Report(
        [
            *(mistake for module in modules for mistake in rules.broken(module)),
            *glossary_lesson.twice(modules),
            *give_aways(modules),
        ],
        [mistake for module in modules for mistake in rules.stale(module, today)],
        [line for module in modules for line in (_line(module), *remarks(module))],
    )


def _line(module: Module) -> str:
    asked = [*rules.questions(module)]
    graded = sum(each.case.use == "graded" for each in asked)
    read = reading_ease(module.lesson)
    prose = f"reading ease {read[0]:.0f}, {read[1]:.0f} words a sentence" if read else "no prose"
    return f"{module.name}: {len(module.cases)} cases, {len(asked)} questions ({graded} graded); {prose}"


def remarks(module: Module) -> Iterator[str]:
    """Yield what the kinds remark on a module's questions."""
    for each in rules.questions(module):
        for remark in each.question.remarks():
            yield f"{module.name}: {each.case.id}, {each.question.id}: {remark}"


def reading_ease(lesson: Lesson) -> tuple[float, float] | None:
    """Return Flesch's reading ease of a lesson's prose, and its words a sentence; None where there is no prose.

    206.835 - 1.015 x words a sentence - 84.6 x syllables a word (R. Flesch, "A new readability yardstick", Journal
    of Applied Psychology 32, 1948). 60 to 70 is plain English; most legal writing lies below 30. Syllables are
    counted by where a word may be hyphenated, which finds a few too few.
    """
    prose = "\n".join(cell.source for cell in lesson.cells if cell.kind == "markdown")
    sentences = [part for part in re.split(r"[.!?:;]\s|\n\n", NOT_PROSE.sub("", prose)) if re.search(r"[A-Za-z]", part)]
    words = [word for part in sentences for word in re.findall(r"[A-Za-z’']+", part)]
    if not words:
        return None
    syllables = sum(len(_hyphens().positions(word)) + 1 for word in words)
    long = len(words) / len(sentences)
    return 206.835 - 1.015 * long - 84.6 * syllables / len(words), long


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB", left=1, right=1)
