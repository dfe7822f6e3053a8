"""The table of the course's objectives, for authors and instructors: where each is taught, practised and graded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from wellfounded.authoring.module import Module
from wellfounded.content.case import Case

PATH = Path("docs/objectives.md")
OPENING = """\
# What each lesson teaches, practises and grades

Made by `wellfounded build` from the lessons that are handed in, and their cases. An empty cell would fail
`wellfounded check`.

| lesson | objective | practised in | graded in |
|---|---|---|---|
"""


def table(modules: Sequence[Module]) -> str:
    """Return the table as Markdown: a row for each objective, and its cases with their numbers of questions."""
    return OPENING + "".join(f"{row}\n" for module in modules if module.graded for row in _rows(module))


def _rows(module: Module) -> Iterator[str]:
    for name, sentence in module.lesson.objectives.items():
        cells = [_cases(module, name, use) for use in ("practice", "graded")]
        yield f"| {module.name} | {sentence} | {' | '.join(cells)} |"


def _cases(module: Module, objective: str, use: str) -> str:
    cases = [case for case in module.cases.values() if case.use == use and objective in case.objectives]
    return ", ".join(f"{case.id} ({_size(case)})" for case in cases)


def _size(case: Case) -> str:
    questions = len(case.questions)
    return f"{questions} in each of {len(case.variants) + 1} variants" if case.variants else f"{questions}"
