"""A case: facts and questions; and the public copy of a module's cases, `cases.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path
from typing import Any, ClassVar, Literal

from dacite import Config, from_dict

from wellfounded import documents as papers
from wellfounded.documents import Document
from wellfounded.questions import Question, kinds
from wellfounded.questions.question import Block, Inline, projection, public

CASES = "cases.json"
START = "<p><em>To answer, choose Run in JupyterLab's menu, then Run All Cells.</em></p>"


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


def read_cases(path: Path) -> dict[str, Case]:
    """Read a `cases.json`; OSError or ValueError when it is missing or damaged."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return {each["id"]: from_public(each) for each in document["cases"]}


def plain(case: Case) -> str:
    """Return the one line that stands for a case where no HTML is shown."""
    count = len(case.questions)
    return f"Case: {case.title} ({case.use}, {count} question{'s' if count > 1 else ''})."


def written_cell(case: str, question: Question) -> str:
    """Return the `grade_id` of the cell in which a person marks a question."""
    return f"{case}--{question.id}"


def static(case: Case) -> str:
    """Return the case as HTML that needs no kernel: facts and questions, no answers, no key."""
    asked = "".join(question.static() for question in case.questions)
    told = f"{case.facts}{papers.static(case.documents)}{asked}"
    if case.content_note:
        told = f"<details><summary>Read the case</summary>{told}</details>"
    return f"<section><h3>{escape(case.title)}</h3>{about(case)}{told}{START}</section>"


def about(case: Case) -> str:
    """Return the line under the title: use, whose law and as of when, and a content note."""
    written = sum(question.points for question in case.written)
    also = f", and {written:g} for what you write" if written else ""
    use = (
        "Practice"
        if case.use == "practice"
        else f"Graded, {case.points:g} point{'s' if case.points != 1 else ''}{also}"
    )
    law = f"{escape(case.jurisdiction)}, as of {escape(case.law_as_of)}"
    return f"<p><em>{use} · {law}</em></p>{warning(case)}"


def warning(case: Case) -> str:
    """Return a case's content note as HTML; "" where it has none."""
    return f"<p><strong>Before you read:</strong> {case.content_note}</p>" if case.content_note else ""
