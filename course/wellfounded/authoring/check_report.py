"""Reports on a course: broken content rules, outdated law, and how easy each lesson is to read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyphen

from wellfounded.authoring import glossary_lesson, prose_stretches, rules, sittings, source_addresses, training
from wellfounded.authoring.form_guesses import Guesses, classifier_guesses, form_mistakes
from wellfounded.authoring.giveaway_rules import giveaways
from wellfounded.authoring.interview_rules import interview_mistakes
from wellfounded.authoring.lesson import Lesson
from wellfounded.authoring.module import Module, read_modules
from wellfounded.content.mistakes import Mistake

NOT_PROSE = re.compile(r"^(\||#|!\[|- <|>).*$|\]\([^)]*\)|[*_`\[]", re.MULTILINE)


NOT_GUESSED = (
    "How far options can be guessed by their form was not measured: that needs scikit-learn (make .venv/tests)"
)


@dataclass(frozen=True)
class CheckReport:
    """Mistakes that fail a check, law and sources that fail a release, and lines for an author to read."""

    mistakes: list[Mistake]
    stale: list[Mistake]
    lines: list[str]


def report(course: Path, today: datetime.date | None = None) -> CheckReport:
    """Check every module of a course; MistakesError if it cannot be read."""
    modules = read_modules(course)
    today = today or datetime.datetime.now(datetime.UTC).date()
    guesses = _guesses(modules)
    return CheckReport(
        [
            *(mistake for module in modules for mistake in rules.mistakes(module)),
            *(mistake for module in modules for mistake in sittings.mistakes(module)),
            *(mistake for module in modules for mistake in prose_stretches.mistakes(module)),
            *source_addresses.mistakes(),
            *training.mistakes(course, modules),
            *glossary_lesson.repeated_terms(modules),
            *giveaways(modules),
            *form_mistakes(modules, guesses or []),
            *interview_mistakes(modules),
        ],
        [mistake for module in modules for mistake in rules.stale(module, today)],
        [
            *(line for module in modules for line in (_summary(module), *remarks(module))),
            *([NOT_GUESSED] if guesses is None else (guess.line() for guess in guesses)),
        ],
    )


def _guesses(modules: list[Module]) -> list[Guesses] | None:
    """Return what is guessed by form alone; None where scikit-learn, which only tests need, is not installed."""
    try:
        return classifier_guesses(modules)
    except ModuleNotFoundError:
        return None


def _summary(module: Module) -> str:
    questions = [*rules.questions(module)]
    graded = sum(question.case.use == "graded" for question in questions)
    readability = reading_ease(module.lesson)
    prose = "no prose"
    if readability:
        ease, sentence_length = readability
        prose = f"reading ease {ease:.0f}, {sentence_length:.0f} words a sentence"
    more = len(module.every_case()) - len(module.cases)
    variants = f" and {more} variants of them" if more else ""
    asked = f"{len(module.cases)} cases{variants}, {len(questions)} questions ({graded} graded)"
    return f"{module.name}: {asked}; {prose}; {prose_stretches.line(module)}"


def remarks(module: Module) -> Iterator[str]:
    """Yield the remarks of each kind on a module's questions."""
    for placed in rules.questions(module):
        for remark in placed.question.remarks():
            yield f"{module.name}: {placed.case.id}, {placed.question.id}: {remark}"


def reading_ease(lesson: Lesson) -> tuple[float, float] | None:
    """Return Flesch's reading ease of a lesson's prose, and the words in a sentence; None if there is no prose.

    206.835 - 1.015 x words a sentence - 84.6 x syllables a word (R. Flesch, "A new readability yardstick", Journal
    of Applied Psychology 32, 1948). 60 to 70 is plain English; most legal writing is below 30. Syllables are
    counted from the places where a word may be hyphenated, which misses a few.
    """
    prose = "\n".join(cell.source for cell in lesson.cells if cell.kind == "markdown")
    sentences = [text for text in re.split(r"[.!?:;]\s|\n\n", NOT_PROSE.sub("", prose)) if re.search(r"[A-Za-z]", text)]
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z’']+", sentence)]
    if not words:
        return None
    syllables = sum(len(_hyphenation().positions(word)) + 1 for word in words)
    sentence_length = len(words) / len(sentences)
    return 206.835 - 1.015 * sentence_length - 84.6 * syllables / len(words), sentence_length


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB", left=1, right=1)
