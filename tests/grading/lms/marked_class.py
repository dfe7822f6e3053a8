"""A course whose gradebook holds marks, without anything graded: a class of any size, in some hundred milliseconds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader import api
from nbgrader.api import Gradebook
from sqlalchemy import insert

from tests.places import COURSE

MODULE = "01-sample"
MAXIMUM = 10.0
DUE = datetime(2026, 11, 20, 12)


@dataclass(frozen=True)
class Marked:
    """A learner. `points` None: handed in nothing; `waits`: a person has still to mark."""

    id: str
    user: str = ""
    points: float | None = None
    waits: bool = False
    email: str = ""
    name: str = ""
    hours_late: float = 0
    penalty: float = 0


def marked_course(folder: Path, learners: Iterable[Marked], module: str = MODULE) -> Path:
    """Make a course with these marks in one module, and return its root."""
    folder.mkdir(exist_ok=True)
    (folder / "nbgrader_config.py").write_text((COURSE / "nbgrader_config.py").read_text())
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        book.add_assignment(module, duedate=DUE)
        notebook = book.add_notebook(module, module)
        for name, points in (("a--q1", MAXIMUM - 2), ("a--q2", 2)):
            book.add_grade_cell(name, module, module, max_score=points, cell_type="markdown")
        book.db.commit()
        cells = {cell.name: cell.id for cell in notebook.grade_cells}
        _insert(book, notebook.assignment_id, notebook.id, cells, list(learners))
        book.db.commit()
    return folder


def _insert(book: Gradebook, assignment: str, notebook: str, cells: dict[str, str], learners: list[Marked]) -> None:
    names = [learner.name.partition(" ") for learner in learners]
    students = [
        {"id": one.id, "first_name": first, "last_name": last, "email": one.email, "lms_user_id": one.user or None}
        for one, (first, _, last) in zip(learners, names, strict=True)
    ]
    if students:
        book.db.execute(insert(api.Student), students)
    handed = [(one, uuid.uuid4().hex, uuid.uuid4().hex) for one in learners if one.points is not None]
    if not handed:
        return
    times = {one.id: DUE + timedelta(hours=one.hours_late or -1) for one, _, _ in handed}
    book.db.execute(
        insert(api.SubmittedAssignment),
        [
            {"id": key, "assignment_id": assignment, "student_id": one.id, "timestamp": times[one.id]}
            for one, key, _ in handed
        ],
    )
    book.db.execute(
        insert(api.SubmittedNotebook),
        [
            {"id": inner, "assignment_id": key, "notebook_id": notebook, "late_submission_penalty": one.penalty}
            for one, key, inner in handed
        ],
    )
    grades = []
    for one, _, inner in handed:
        grades.append(
            {"id": uuid.uuid4().hex, "cell_id": cells["a--q1"], "notebook_id": inner, "auto_score": one.points}
        )
        grades.append({"id": uuid.uuid4().hex, "cell_id": cells["a--q2"], "notebook_id": inner, "auto_score": None})
        grades[-1]["auto_score"] = None if one.waits else 0.0
    for grade, (one, _, _) in zip(grades[1::2], handed, strict=True):
        grade["needs_manual_grade"] = one.waits
    for grade in grades[::2]:
        grade["needs_manual_grade"] = False
    book.db.execute(insert(api.Grade), grades)


def mark_again(course: Path, learner: str, points: float, module: str = MODULE) -> None:
    """Give a learner other points, as a later grading or a person would."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        for name, score in (("a--q1", points), ("a--q2", 0.0)):
            grade = book.find_grade(name, module, module, learner)
            grade.auto_score, grade.needs_manual_grade = score, False
        book.db.commit()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
