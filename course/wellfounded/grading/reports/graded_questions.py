"""The graded questions of a module, as rows of a report's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from wellfounded.assessment.own_variant import letter
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.questions import Question
from wellfounded.grading.reports.spreadsheet_text import text_of_html

QUESTION_KEY = ["module", "case", "question"]
QUESTION_COLUMNS = [*QUESTION_KEY, "kind", "prompt", "points", "by_hand", "chosen_from"]
OPTION_COLUMNS = [*QUESTION_KEY, "part", "option", "text", "right", "misconception"]
MISCONCEPTION_COLUMNS = [*QUESTION_KEY, "misconception"]
VARIANT_COLUMNS = [*QUESTION_KEY, "variant", "together"]


@dataclass(frozen=True)
class GradedQuestion:
    """A graded question with its case and module; its case may be one of the variants of `first`."""

    module: str
    case: Case
    question: Question
    first: Case

    @cached_property
    def place(self) -> tuple[str, str, str]:
        """Return the ids of module, case and question."""
        return self.module, self.case.id, self.question.id


def read_graded_questions(folder: Path) -> list[GradedQuestion]:
    """Return the graded questions of `source/NN-slug`, of every variant; what a person marks is in all of them one."""
    cases = [rendered(case) for case in read_module(folder).values() if case.use == "graded"]
    return [
        GradedQuestion(folder.name, variant, question, case)
        for case in cases
        for variant in case.every_variant
        for question in variant.questions
        if not (variant.variant and question.by_hand)
    ]


def variant_rows(graded: GradedQuestion) -> Iterator[tuple[str, ...]]:
    """Yield a row of VARIANT_COLUMNS for a question with variants: its variant, and the id that all share."""
    if graded.first.variants and not graded.question.by_hand:
        shared = graded.question.id.removeprefix(graded.case.variant)
        yield (*graded.place, letter(graded.case), shared)


def question_row(graded: GradedQuestion) -> tuple[Any, ...]:
    """Return a row of QUESTION_COLUMNS."""
    question = graded.question
    chosen_from = hasattr(question, "options")  # whether an option that nobody chooses is worth a remark
    prompt = text_of_html(question.prompt)
    return (*graded.place, question.kind, prompt, question.points, question.by_hand, chosen_from)


def option_rows(graded: GradedQuestion, options: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield a row of OPTION_COLUMNS for each of these options of a question."""
    for option in options:
        text = text_of_html(option.text)
        yield (*graded.place, option.part, option.id, text, option.right, option.misconception)


def offered_options(questions: Iterable[GradedQuestion]) -> dict[tuple[Any, ...], int]:
    """Return a number for each row of OPTION_COLUMNS that questions offer; the same wherever they are in this order."""
    rows = (row for graded in questions for row in option_rows(graded, graded.question.choices()))
    return {row: number for number, row in enumerate(dict.fromkeys(rows))}


def misconception_rows(graded: GradedQuestion) -> Iterator[tuple[str, ...]]:
    """Yield a row of MISCONCEPTION_COLUMNS for each misconception that a question's author named."""
    for misconception in sorted(set(_misconceptions(graded.question))):
        yield (*graded.place, misconception)


def _misconceptions(value: Any) -> Iterator[str]:
    """Yield the misconceptions in a question or a part of one, at any depth."""
    if is_dataclass(value):
        yield from filter(None, [getattr(value, "misconception", "")])
        for f in fields(value):
            yield from _misconceptions(getattr(value, f.name))
    elif isinstance(value, list):
        for item in value:
            yield from _misconceptions(item)
