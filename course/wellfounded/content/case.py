"""A case: facts and questions; and the public copy of a module's cases, `cases.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar, Literal

from dacite import Config, DaciteError, from_dict
from markupsafe import Markup

from wellfounded.content.documents import Document
from wellfounded.content.path_place import PathPlace
from wellfounded.content.questions import Question, kind
from wellfounded.content.questions.question import Block, Inline, projection, public
from wellfounded.content.sittings import SITTINGS, Sitting, read_sittings

CASES = "cases.json"
TOP = ("module", "title", "minutes", SITTINGS, "objectives", "cases")  # its fields
COMPARISON = "comparison"  # one more, where the lesson compares countries


@dataclass(frozen=True, kw_only=True)
class Case:
    """One scenario. `id` is the stem of its file, and the `grade_id` of its cell.

    `variants` are others like it, with facts, questions and keys of their own, and its id. The ids of their questions
    begin with the variant's letter, so that a journal tells them apart; what a person marks keeps the id of its cell.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    title: str = public()
    use: Literal["practice", "graded"] = public()
    jurisdiction: str = public()
    law_as_of: str = public()
    content_note: Inline = public("")
    facts: Block = public()
    documents: list[Document] = public(factory=list)
    questions: list[Question] = public()
    objectives: list[str] = field(default_factory=list)
    path_place: PathPlace | None = public(None)  # filled in by the build, from the section in which the case stands
    variant: str = public("")  # its letter, "b" for the second; "" for the first
    turn: str = public("")  # its question on what turned the answer, which only who has met another variant is asked
    variants: list[Case] = public(factory=list)

    @cached_property
    def points(self) -> float:
        """Return the points of the case's cell: the sum over its questions; practice has none.

        What a person marks is not among them: it has a cell of its own.
        """
        return sum(question.scored for question in self.questions) if self.use == "graded" else 0.0

    @cached_property
    def written(self) -> list[Question]:
        """Return the questions that a person marks, each in a cell of its own; practice has none."""
        return [question for question in self.questions if question.by_hand] if self.use == "graded" else []

    @property
    def file_name(self) -> str:
        """Return the name of the file that its author wrote."""
        return f"{self.id}.{self.variant}.yaml" if self.variant else f"{self.id}.yaml"

    @cached_property
    def every_variant(self) -> list[Case]:
        """Return the case itself, and after it the others like it, at the same place of the lesson."""
        return [self, *(replace(variant, path_place=self.path_place) for variant in self.variants)]


def _html(value: Any) -> Any:
    """Return a text that the build rendered as the HTML that it is."""
    return Markup(value) if isinstance(value, str) else value  # noqa: S704 (a release is as safe as its notebooks)


CHECKED = Config(strict=True, type_hooks={Markup: _html})


def public_part(case: Case) -> dict[str, Any]:
    """Return what may lie where learners can read it: all of a practice case, no graded key."""
    part = asdict(case) if case.use == "practice" else projection(case)
    if case.path_place is None:
        del part["path_place"]
    for name in ("variant", "turn", "variants"):
        if not part[name]:
            del part[name]
    if case.variants:
        part["variants"] = [*map(public_part, case.variants)]
    return part


def objective_places(cases: Iterable[Case]) -> dict[str, PathPlace]:
    """Return, by objective, the place on a path in whose section it is practised; of several places the first."""
    placed = [(case.path_place, case.objectives) for case in cases if case.path_place]
    return {name: place for place, objectives in reversed(placed) for name in objectives}


def with_practised_places(graded: Iterable[Case], lesson: Iterable[Case]) -> list[Case]:
    """Return graded cases with their places on a path: of their own section, else where an objective is practised.

    Only a review says the latter: before an answer it would be a hint.
    """
    lesson = [*lesson]
    own, practised = {case.id: case.path_place for case in lesson}, objective_places(lesson)
    return [
        replace(case, path_place=next(filter(None, [own.get(case.id), *map(practised.get, case.objectives)]), None))
        for case in graded
    ]


def from_public(data: dict[str, Any]) -> Case:
    """Return a case from its public part. Fields that were held back have their defaults."""
    questions = [from_dict(kind(question["kind"]), question, CHECKED) for question in data["questions"]]
    variants = [*map(from_public, data.get("variants", []))]
    return from_dict(Case, {**data, "questions": questions, "variants": variants}, CHECKED)


@dataclass(frozen=True)
class Outline:
    """What `cases.json` says of the lesson itself: title, minutes, sittings, and each objective's sentence by its id.

    Which graded case tests which objective is part of the key, and not in it.
    """

    title: str
    minutes: int
    sittings: list[Sitting]
    objectives: dict[str, str]


def read_outline(path: Path) -> Outline:
    """Read what a `cases.json` says of its lesson; an older one says nothing. OSError or ValueError as `read_cases`."""
    document = _document(path)
    title = document.get("title") or path.parent.name[3:].replace("-", " ").capitalize()
    try:
        sittings = read_sittings(document.get(SITTINGS, []))
    except TypeError as error:
        raise ValueError(f"{path} is damaged: {error}. Run 'make learn' again.") from error
    return Outline(title, document.get("minutes", 0), sittings, document.get("objectives", {}))


def read_cases(path: Path) -> dict[str, Case]:
    """Read a `cases.json`; OSError or ValueError when it is missing or damaged."""
    try:
        return {case["id"]: from_public(case) for case in _document(path)["cases"]}
    except (DaciteError, KeyError, TypeError) as error:
        raise ValueError(f"{path} is damaged: {error}. Run 'make learn' again.") from error


def cases_in(folder: Path) -> dict[str, Case]:
    """Return the cases of a folder; none where `cases.json` is missing or damaged."""
    path = folder / CASES
    try:
        return _cases(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def case_in(folder: Path, case_id: str) -> Case | None:
    """Return one case of a folder; None where it is missing or damaged. To make all of them takes long."""
    path = folder / CASES
    try:
        return _case(path, path.stat().st_mtime_ns, case_id)
    except (OSError, ValueError, KeyError, TypeError, DaciteError):
        return None


def ids_in(folder: Path) -> list[str]:
    """Return the ids of the cases of a folder, in their order; none where `cases.json` is missing or damaged."""
    path = folder / CASES
    try:
        return list(_parts(path, path.stat().st_mtime_ns))
    except (OSError, ValueError, KeyError, TypeError):
        return []


@cache
def _case(path: Path, changed: int, case_id: str) -> Case:
    return from_public(_parts(path, changed)[case_id])


@cache
def _parts(path: Path, _changed: int) -> dict[str, dict[str, Any]]:
    """Return the public part of each case, by its id."""
    return {case["id"]: case for case in _document(path)["cases"]}


@cache
def _cases(path: Path, _changed: int) -> dict[str, Case]:
    return read_cases(path)


def _document(path: Path) -> dict[str, Any]:
    document = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(document, dict):
        raise ValueError(f"{path} is damaged: it holds no fields. Run 'make learn' again.")
    return document


def written_cell(case: str, question: Question) -> str:
    """Return the `grade_id` of the cell in which a person marks a question."""
    return f"{case}--{question.id}"
