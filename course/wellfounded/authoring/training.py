"""The tables for training officers: hours and points of each lesson, and what its objectives answer to elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import TypeAdapter

from wellfounded.assessment.pass_mark import PASS_MARK
from wellfounded.authoring.module import Module
from wellfounded.authoring.source_addresses import is_front_page
from wellfounded.content.author_yaml import check_types, read_yaml
from wellfounded.content.case import CASES, read_outline
from wellfounded.content.law import MARKS
from wellfounded.content.mistakes import Mistake, nearest

SOURCE, PATH = Path("source/training.yaml"), Path("docs/training.md")
OPENING = f"""\
# What training officers ask

Made by `wellfounded build` from the lessons that are handed in and from `source/training.yaml`. `wellfounded check`
fails where an objective is missing there.

The pass mark of a module is {PASS_MARK:.0%} of its points. It is the course's own, and no authority's. In self-study
what is written in prose has no points; with a class, a teacher's marks count too. The completion record (`wellfounded
print --record`) names the hours, the pass mark and the objectives. It is no certificate.

## Hours and points

Hours are those that each lesson states: worked out from its words and questions, and not yet measured with learners.

| lesson | hours | sittings | points | of them for writing | law as of |
|---|---|---|---|---|---|
"""
MAPPING = """
## What the objectives answer to

Which lesson of the two curricula answers to which objective is our own reading of what is public of them. Neither
authority has looked at it. The European Union Agency for Asylum says that the modules of its [European Asylum
Curriculum](https://euaa.europa.eu/de/node/21625) are aligned with the European Sectoral Qualifications Framework for
asylum and reception officials (ESQF). The occupational standards of that framework are not mapped one by one: we have
read [how they are built](https://www.scribd.com/document/665995052/Esqf-in-Practice-BZ0922177ENN), and not the
standards. “RAIO” is the directorate of US Citizenship and Immigration Services that trains asylum and refugee officers.

"""
NONE = "–"  # where no public lesson answers


@dataclass(frozen=True, kw_only=True)
class PublicLesson:
    """A lesson of another curriculum: what it is called, in which edition, and where and how its name was read."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    of: str
    name: str
    edition: str
    address: str
    checked_on: str
    checked: Literal["official", "copy", "quoted", "summary"]


@dataclass(frozen=True, kw_only=True)
class Training:
    """What `training.yaml` says: the curricula, their lessons, and by module and objective which of them answer."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    curricula: dict[str, str]
    lessons: dict[str, PublicLesson]
    objectives: dict[str, dict[str, list[str]]]


def read_training(course: Path) -> Training | None:
    """Read `training.yaml`; None where a course has none. MistakesError."""
    path = course / SOURCE
    if not path.exists():
        return None
    values, places = read_yaml(path, "file on training")
    training: Training = check_types(TypeAdapter(Training), values, places)
    return training


def table(course: Path, modules: Sequence[Module], training: Training) -> str:
    """Return the page as Markdown. Hours are those of each lesson's `cases.json`, which the build wrote before."""
    handed_in = [module for module in modules if module.graded]
    minutes = [_minutes(course, module) for module in handed_in]
    hours = [f"| in all | {_hours(sum(minutes))} | | | | |"]
    rows = [_hours_row(course, module) for module in handed_in]
    head = " | ".join(training.curricula.values())
    mapped = [f"| lesson | objective | {head} |", "|---|---|" + "---|" * len(training.curricula)]
    mapped += [row for module in handed_in for row in _objective_rows(module, training)]
    lessons = ["", "## The lessons named", "", "| curriculum | lesson | edition | read |", "|---|---|---|---|"]
    lessons += [_lesson_row(lesson, training) for lesson in training.lessons.values()]
    return OPENING + _lines([*rows, *hours]) + MAPPING + _lines([*mapped, *lessons])


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _hours_row(course: Path, module: Module) -> str:
    graded = [case for case in module.cases.values() if case.use == "graded"]
    written = sum(question.points for case in graded for question in case.written)
    points = sum(case.points for case in graded) + written
    sittings = len(read_outline(course / "source" / module.name / CASES).sittings)
    cells = (_hours(_minutes(course, module)), sittings, f"{points:g}", f"{written:g}", module.lesson.law_as_of)
    return f"| {module.name} | {' | '.join(map(str, cells))} |"


def _minutes(course: Path, module: Module) -> int:
    return read_outline(course / "source" / module.name / CASES).minutes


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02} min"


def _objective_rows(module: Module, training: Training) -> Iterator[str]:
    answers = training.objectives.get(module.name, {})
    for name, sentence in module.lesson.objectives.items():
        lessons = [training.lessons[key] for key in answers.get(name, []) if key in training.lessons]
        cells = ["; ".join(lesson.name for lesson in lessons if lesson.of == key) for key in training.curricula]
        yield f"| {module.name} | {sentence} | {' | '.join(cell or NONE for cell in cells)} |"


def _lesson_row(lesson: PublicLesson, training: Training) -> str:
    of, read = training.curricula.get(lesson.of, lesson.of), f"{MARKS[lesson.checked]}, {lesson.checked_on}"
    return f"| {of} | [{lesson.name}]({lesson.address}) | {lesson.edition} | {read} |"


def mistakes(course: Path, modules: Sequence[Module]) -> Iterator[Mistake]:
    """Yield a mistake for each objective and lesson that is missing or unknown, and for each address that is bare."""
    training = read_training(course)
    if training is None:
        return
    for key, lesson in training.lessons.items():
        if lesson.of not in training.curricula:
            yield Mistake(SOURCE, f"lessons.{key}", f"unknown curriculum '{lesson.of}'", "name it under 'curricula'")
        if is_front_page(lesson.address):
            yield Mistake(SOURCE, f"lessons.{key}", "the address is a front page", "give that of the document")
    handed_in = {module.name: module.lesson.objectives for module in modules if module.graded}
    for name in training.objectives.keys() - handed_in.keys():
        yield Mistake(SOURCE, f"objectives.{name}", "no such lesson is handed in", nearest(name, list(handed_in)))
    for name, objectives in handed_in.items():
        yield from _objective_mistakes(name, objectives, training)


def _objective_mistakes(name: str, objectives: dict[str, str], training: Training) -> Iterator[Mistake]:
    answers = training.objectives.get(name, {})
    for objective in objectives:
        if objective not in answers:
            yield Mistake(
                SOURCE, f"objectives.{name}", f"'{objective}' is missing", f"write '{objective}: []' or name lessons"
            )
    for objective, keys in answers.items():
        place = f"objectives.{name}.{objective}"
        if objective not in objectives:
            yield Mistake(SOURCE, place, "the lesson has no such objective", nearest(objective, list(objectives)))
        for key in keys:
            if key not in training.lessons:
                yield Mistake(SOURCE, place, f"unknown lesson '{key}'", nearest(key, list(training.lessons)))
