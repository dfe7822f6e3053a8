"""A case: facts and questions; and the public copy of a module's cases, `cases.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Literal

from dacite import Config, DaciteError, from_dict

from wellfounded.content import documents as papers
from wellfounded.content.documents import Document
from wellfounded.content.questions import Question, kinds
from wellfounded.content.questions.question import Block, Inline, projection, public
from wellfounded.i18n.messages import attributes, course, later, phrase, phrase_many

CASES = "cases.json"
TOP = ("module", "title", "minutes", "objectives", "cases")  # its fields
COMPARISON = "comparison"  # one more, where the lesson compares countries
START = later("To answer, choose Run in JupyterLab's menu, then Run All Cells.")


@dataclass(frozen=True, kw_only=True)
class Case:
    """One scenario. `id` is the stem of its file, and the `grade_id` of its cell."""

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

    @property
    def points(self) -> float:
        """Return the points of the case's cell: the sum over its questions; practice has none.

        What a person marks is not among them: it has a cell of its own.
        """
        return sum(question.scored for question in self.questions) if self.use == "graded" else 0.0

    @property
    def written(self) -> list[Question]:
        """Return the questions that a person marks, each in a cell of its own; practice has none."""
        return [each for each in self.questions if each.by_hand] if self.use == "graded" else []


def public_part(case: Case) -> dict[str, Any]:
    """Return what may lie where learners can read it: all of a practice case, no graded key."""
    return asdict(case) if case.use == "practice" else projection(case)


def from_public(data: dict[str, Any]) -> Case:
    """Return a case from its public part. Fields that were held back have their defaults."""
    asked = [from_dict(kinds()[each["kind"]], each, Config(strict=True)) for each in data["questions"]]
    return from_dict(Case, {**data, "questions": asked}, Config(strict=True))


@dataclass(frozen=True)
class Outline:
    """What `cases.json` says of the lesson itself: title, minutes, and each objective's sentence by its id.

    Which graded case tests which objective is part of the key, and not in it.
    """

    title: str
    minutes: int
    objectives: dict[str, str]


def read_outline(path: Path) -> Outline:
    """Read what a `cases.json` says of its lesson; an older one says nothing. OSError or ValueError as `read_cases`."""
    document = _document(path)
    title = document.get("title") or path.parent.name[3:].replace("-", " ").capitalize()
    return Outline(title, document.get("minutes", 0), document.get("objectives", {}))


def read_cases(path: Path) -> dict[str, Case]:
    """Read a `cases.json`; OSError or ValueError when it is missing or damaged."""
    try:
        return {each["id"]: from_public(each) for each in _document(path)["cases"]}
    except (DaciteError, KeyError, TypeError) as error:
        raise ValueError(f"{path} is damaged: {error}. Run 'make learn' again.") from error


def cases_in(folder: Path) -> dict[str, Case]:
    """Return the cases of a folder; none where `cases.json` is missing or damaged."""
    path = folder / CASES
    try:
        return _cases(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return {}


@cache
def _cases(path: Path, _changed: int) -> dict[str, Case]:
    return read_cases(path)


def _document(path: Path) -> dict[str, Any]:
    document = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(document, dict):
        raise ValueError(f"{path} is damaged: it holds no fields. Run 'make learn' again.")
    return document


def plain(case: Case) -> str:
    """Return the one line that stands for a case where no HTML is shown."""
    use = phrase("practice") if case.use == "practice" else phrase("graded")
    values = {"title": case.title, "use": use}
    return phrase_many(
        "Case: {title} ({use}, {n} question).", "Case: {title} ({use}, {n} questions).", len(case.questions), **values
    )


def written_cell(case: str, question: Question) -> str:
    """Return the `grade_id` of the cell in which a person marks a question."""
    return f"{case}--{question.id}"


def static(case: Case) -> str:
    """Return the case as HTML that needs no kernel: facts and questions, no answers, no key."""
    asked = "".join(question.static() for question in case.questions)
    told = f"{course(case.facts, 'div')}{papers.static(case.documents)}{asked}"
    if case.content_note:
        told = f"<details><summary>{phrase('Read the case')}</summary>{told}</details>"
    head, start = f"<h3>{course(escape(case.title))}</h3>{about(case)}", f"<p><em>{phrase(START)}</em></p>"
    return f"<section{attributes()}>{head}{told}{start}</section>"


def about(case: Case) -> str:
    """Return the line under the title: use, whose law and as of when, and a content note."""
    written = sum(question.points for question in case.written)
    use = phrase_many("Graded, {n} point", "Graded, {n} points", case.points)
    if written:
        use = phrase("{points}, and {written} for what you write", points=use, written=f"{written:g}")
    if case.use == "practice":
        use = phrase("Practice")
    law = phrase("{law}, as of {date}", law=course(escape(case.jurisdiction)), date=escape(case.law_as_of))
    return f"<p><em>{use} · {law}</em></p>{warning(case)}"


def warning(case: Case) -> str:
    """Return a case's content note as HTML; "" where it has none."""
    if not case.content_note:
        return ""
    return f"<p><strong>{phrase('Before you read:')}</strong> {course(case.content_note)}</p>"
