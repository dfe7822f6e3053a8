"""What nbgrader's gradebook holds of some submissions of a module, read in a few queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nbgrader.api import Assignment, Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select
from sqlalchemy.orm import Session

from wellfounded.grading.batch.module_template import UngradableError


@dataclass(frozen=True)
class Cells:
    """A module's places for marks, in the gradebook's order: ids by name."""

    assignment: str
    notebook: str
    due: datetime | None
    grades: dict[str, str]
    comments: dict[str, str]


@dataclass
class Points:
    """One grade: its row, and what it holds."""

    id: str = ""
    auto: float | None = None
    manual: float | None = None
    extra: float | None = None

    @property
    def score(self) -> float:
        """Return the points that count, as nbgrader's `Grade.score`."""
        base = self.auto if self.manual is None else self.manual
        return 0.0 if base is None else base + (self.extra or 0.0)


@dataclass
class Standing:
    """One submission in the gradebook."""

    id: str
    notebook: str = ""
    timestamp: datetime | None = None
    extension: timedelta | None = None
    penalty: float | None = None
    grades: dict[str, Points] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> float:
        """Return the mark as nbgrader exports it: late penalty taken off, never below zero."""
        return max(0.0, sum(each.score for each in self.grades.values()) - (self.penalty or 0.0))


def cells(session: Session, module: str) -> Cells:
    """Return a module's places for marks; UngradableError where nbgrader knows no such module."""
    found = session.scalars(select(Assignment).where(Assignment.name == module)).one_or_none()
    notebooks: Any = found.notebooks if found is not None else []
    if [each.name for each in notebooks] != [module]:
        raise UngradableError(
            f"{module} is not in the gradebook. Run 'nbgrader generate_assignment {module} --force' first."
        )
    (book,) = notebooks
    graded, spoken = [*book.grade_cells, *book.task_cells], [*book.solution_cells, *book.task_cells]
    by_name = [{cell.name: cell.id for cell in each} for each in (graded, spoken)]
    return Cells(book.assignment_id, book.id, book.assignment.duedate, *by_name)


def students(session: Session, learners: Collection[str]) -> set[str]:
    """Return which learners the gradebook knows."""
    return set(session.scalars(select(Student.id).where(Student.id.in_(learners))))


def extensions(session: Session, where: Cells, learners: Collection[str]) -> dict[str, timedelta | None]:
    """Return the extension of each learner whose submission is in the gradebook."""
    found = select(SubmittedAssignment.student_id, SubmittedAssignment.extension).where(
        SubmittedAssignment.assignment_id == where.assignment, SubmittedAssignment.student_id.in_(learners)
    )
    return dict(session.execute(found).tuples().all())


def standings(session: Session, where: Cells, learners: Collection[str]) -> dict[str, Standing]:
    """Return the submissions of these learners, with their grades and comments; none for who has none."""
    one, many = SubmittedAssignment, SubmittedNotebook
    about = (one.student_id, one.id, one.timestamp, one.extension, many.id, many.late_submission_penalty)
    mine = (one.assignment_id == where.assignment, one.student_id.in_(learners))
    joined = (many.assignment_id == one.id) & (many.notebook_id == where.notebook)
    found, books = {}, {}
    for name, key, time, extension, book, penalty in session.execute(
        select(*about).outerjoin(many, joined).where(*mine)
    ):
        found[name] = Standing(key, book or "", time, extension, penalty)
        books[book] = found[name]
    if found:
        _fill(session, where, books)
    return found


def _fill(session: Session, where: Cells, books: dict[str, Standing]) -> None:
    names = {key: name for name, key in where.grades.items()}
    about = (Grade.notebook_id, Grade.cell_id, Grade.id, Grade.auto_score, Grade.manual_score, Grade.extra_credit)
    # The cells are named, too: with them the table's unique index is used, without them all of it is read.
    mine = (Grade.cell_id.in_(names), Grade.notebook_id.in_(books))
    for book, cell, *points in session.execute(select(*about).where(*mine)):
        books[book].grades[names[cell]] = Points(*points)
    for each in books.values():
        each.grades = {name: each.grades[name] for name in where.grades if name in each.grades}
    said = {key: name for name, key in where.comments.items()}
    spoken = select(Comment.notebook_id, Comment.cell_id, Comment.id)
    for book, cell, key in session.execute(spoken.where(Comment.cell_id.in_(said), Comment.notebook_id.in_(books))):
        books[book].comments[said[cell]] = key
