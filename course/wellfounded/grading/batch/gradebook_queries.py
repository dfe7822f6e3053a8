"""Reads some submissions of a module from nbgrader's gradebook, in a few queries."""

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
class ModuleCells:
    """A module's cells for grades and comments, in the gradebook's order: ids by name."""

    assignment: str
    notebook: str
    due: datetime | None
    grades: dict[str, str]
    comments: dict[str, str]


@dataclass
class CellGrade:
    """One grade: the id of its row, and its points."""

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
class GradebookEntry:
    """One submission in the gradebook."""

    id: str
    notebook: str = ""
    timestamp: datetime | None = None
    extension: timedelta | None = None
    penalty: float | None = None
    grades: dict[str, CellGrade] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> float:
        """Return the mark as nbgrader exports it: late penalty taken off, never below zero."""
        return max(0.0, sum(grade.score for grade in self.grades.values()) - (self.penalty or 0.0))


def module_cells(session: Session, module: str) -> ModuleCells:
    """Return a module's cells for grades and comments; UngradableError where nbgrader knows no such module."""
    assignment = session.scalars(select(Assignment).where(Assignment.name == module)).one_or_none()
    notebooks: Any = assignment.notebooks if assignment is not None else []
    if [notebook.name for notebook in notebooks] != [module]:
        raise UngradableError(
            f"{module} is not in the gradebook. Run 'nbgrader generate_assignment {module} --force' first."
        )
    (notebook,) = notebooks
    grades = {cell.name: cell.id for cell in [*notebook.grade_cells, *notebook.task_cells]}
    comments = {cell.name: cell.id for cell in [*notebook.solution_cells, *notebook.task_cells]}
    return ModuleCells(notebook.assignment_id, notebook.id, notebook.assignment.duedate, grades, comments)


def known_learners(session: Session, learners: Collection[str]) -> set[str]:
    """Return which of these learners the gradebook knows."""
    return set(session.scalars(select(Student.id).where(Student.id.in_(learners))))


def extensions(session: Session, cells: ModuleCells, learners: Collection[str]) -> dict[str, timedelta | None]:
    """Return the extension of each learner whose submission is in the gradebook."""
    query = select(SubmittedAssignment.student_id, SubmittedAssignment.extension).where(
        SubmittedAssignment.assignment_id == cells.assignment, SubmittedAssignment.student_id.in_(learners)
    )
    return {row.student_id: row.extension for row in session.execute(query)}


def gradebook_entries(session: Session, cells: ModuleCells, learners: Collection[str]) -> dict[str, GradebookEntry]:
    """Return the submissions of these learners that the gradebook has, with their grades and comments."""
    submitted, notebook = SubmittedAssignment, SubmittedNotebook
    in_submission = (submitted.student_id, submitted.id, submitted.timestamp, submitted.extension)
    columns = (*in_submission, notebook.id, notebook.late_submission_penalty)
    of_module = (submitted.assignment_id == cells.assignment, submitted.student_id.in_(learners))
    joined = (notebook.assignment_id == submitted.id) & (notebook.notebook_id == cells.notebook)
    by_learner, by_notebook = {}, {}
    for learner, entry_id, time, extension, notebook_id, penalty in session.execute(
        select(*columns).outerjoin(notebook, joined).where(*of_module)
    ):
        by_learner[learner] = GradebookEntry(entry_id, notebook_id or "", time, extension, penalty)
        by_notebook[notebook_id] = by_learner[learner]
    if by_learner:
        _fill_grades(session, cells, by_notebook)
        _fill_comments(session, cells, by_notebook)
    return by_learner


def _fill_grades(session: Session, cells: ModuleCells, entries: dict[str, GradebookEntry]) -> None:
    names = {cell_id: name for name, cell_id in cells.grades.items()}
    columns = (Grade.notebook_id, Grade.cell_id, Grade.id, Grade.auto_score, Grade.manual_score, Grade.extra_credit)
    # The cells are named, too: with them the table's unique index is used, without them all of it is read.
    query = select(*columns).where(Grade.cell_id.in_(names), Grade.notebook_id.in_(entries))
    for notebook_id, cell_id, *grade in session.execute(query):
        entries[notebook_id].grades[names[cell_id]] = CellGrade(*grade)
    for entry in entries.values():
        entry.grades = {name: entry.grades[name] for name in cells.grades if name in entry.grades}


def _fill_comments(session: Session, cells: ModuleCells, entries: dict[str, GradebookEntry]) -> None:
    names = {cell_id: name for name, cell_id in cells.comments.items()}
    query = select(Comment.notebook_id, Comment.cell_id, Comment.id)
    query = query.where(Comment.cell_id.in_(names), Comment.notebook_id.in_(entries))
    for notebook_id, cell_id, comment_id in session.execute(query):
        entries[notebook_id].comments[names[cell_id]] = comment_id
