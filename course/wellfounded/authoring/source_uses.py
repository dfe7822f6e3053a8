"""What in the course rests on a source: each question, cell of a table, activity and paragraph, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from wellfounded.authoring.lesson import Lesson
from wellfounded.authoring.module import Module
from wellfounded.content import law, markdown
from wellfounded.content.activities import Activity
from wellfounded.content.activity_file import FOLDER as ACTIVITY_FILES
from wellfounded.content.case import Case
from wellfounded.content.law import ROWS, comparison, jurisdictions

WEIGHTS = ("graded question", "table cell", "practice question", "activity", "prose")  # the weightiest first
JURISDICTIONS = Path(law.__file__).with_name("jurisdictions.yaml")
HEADLINES = ("text", "prompt", "says", "means", "why", "rule", "title", "name")  # fields that tell what an item is


@dataclass(frozen=True)
class Use:
    """One thing that rests on sources: what it is, a key of `WEIGHTS`, where it stands, its words, and the keys."""

    weight: str
    file: Path
    place: str
    words: str
    keys: list[str]


def course_uses(modules: Iterable[Module]) -> Iterator[Use]:
    """Yield all that rests on sources: in every module, and in the comparison of countries."""
    for module in modules:
        yield from module_uses(module)
    yield from cell_uses(comparison())


def module_uses(module: Module) -> Iterator[Use]:
    """Yield what rests on sources in a lesson, its cases and its activities."""
    yield from _lesson_uses(module.lesson)
    for case in module.every_case():
        yield from _case_uses(case, module.folder / "cases" / case.file_name)
    for name, activity in module.activities.items():
        yield from _activity_uses(activity, module.folder / ACTIVITY_FILES / f"{name}.yaml")


def cell_uses(codes: Iterable[str]) -> Iterator[Use]:
    """Yield the cells of these countries in the comparison, and of those whose law they follow."""
    codes = dict.fromkeys(codes)
    followed = [cell.taken_from for code in codes for cell in comparison()[code].values() if cell.taken_from]
    for code in dict.fromkeys([*codes, *followed]):
        for row, cell in comparison()[code].items():
            place = f"{jurisdictions()[code]}, {ROWS[row]}"
            if not cell.taken_from:  # it is a use of the jurisdiction that is followed
                yield Use("table cell", JURISDICTIONS, place, cell.text, cell.sources)


def _lesson_uses(lesson: Lesson) -> Iterator[Use]:
    written = lesson.path.read_text(encoding="utf-8").splitlines()
    for cell in lesson.cells:
        begins = next(i for i in range(cell.line - 1, len(written)) if written[i].strip())  # blank lines come first
        for passage in markdown.passages(cell.source) if cell.kind == "markdown" else ():
            weight = "table cell" if passage.is_cell else "prose"
            yield Use(weight, lesson.path, f"line {begins + 1 + passage.line}", passage.text, passage.keys)


def _case_uses(case: Case, file: Path) -> Iterator[Use]:
    weight = f"{case.use} question"
    yield from _text_uses("facts", case.facts, weight, file)
    for document in case.documents:
        yield from _item_uses(document, f"document {document.id}", weight, file)
    for question in case.questions:
        yield Use(weight, file, f"{question.id}, its key", question.prompt, [*map(str, question.authorities)])
        yield from _item_uses(question, question.id, weight, file)


def _activity_uses(activity: Activity, file: Path) -> Iterator[Use]:
    yield from _item_uses(activity, "", "activity", file)


def _item_uses(item: Any, place: str, weight: str, file: Path) -> Iterator[Use]:
    """Yield what rests on sources in an item, at every depth: the `sources` that it names, and what its texts cite."""
    for f in fields(item):
        value, where = getattr(item, f.name), f"{place}, {f.name}".removeprefix(", ")
        if f.name == "sources" and value:
            yield Use(weight, file, place or "whole", _headline(item), [*map(str, value)])
        elif isinstance(value, str):
            yield from _text_uses(where, value, weight, file)
        for number, part in enumerate(value if isinstance(value, list) else (), start=1):
            if is_dataclass(part):
                yield from _item_uses(part, f"{where} {getattr(part, 'id', '') or number}", weight, file)


def _text_uses(place: str, text: str, weight: str, file: Path) -> Iterator[Use]:
    if keys := markdown.cited(text):
        yield Use(weight, file, place, text, keys)


def _headline(item: Any) -> str:
    return next((str(getattr(item, name)) for name in HEADLINES if getattr(item, name, "")), "")
