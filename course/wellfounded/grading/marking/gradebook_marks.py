"""Reads and writes the marks that persons give, in nbgrader's gradebook; a mark that somebody else gave stays.

A mark is changed in one statement that says what it was before. So of two programs that write at once, formgrader
among them, none overwrites what the other has just written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import create_engine, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellfounded.i18n.errors import UserError


class GradebookError(UserError):
    """The gradebook cannot be read or written; the message says why, and what to do."""


@dataclass
class CellMark:
    """What the gradebook has of one written answer: ids of its rows, the mark, and whether it waits for a person."""

    grade_id: str
    manual: float | None
    waits: bool
    comment_id: str = ""
    comment: str = ""


@dataclass(frozen=True)
class NewMark:
    """A mark to write, with its comment; `before` and `comment_before` are what it may replace besides nothing."""

    cell: CellMark
    points: float
    comment: str = ""
    before: float | None = None
    comment_before: str = ""


@dataclass
class GradebookMarks:
    """The gradebook that a course's configuration names. Close it."""

    course: Path
    url: str
    _engine: Any = field(init=False)

    def __post_init__(self) -> None:
        """Connect; GradebookError where there is none."""
        address = make_url(self.url)
        if address.get_backend_name() == "sqlite" and address.database:
            path = self.course.absolute() / address.database
            if not path.is_file():
                raise GradebookError(f"{path}: there is no gradebook yet. Grade first: wellfounded grade.")
            address = address.set(database=str(path))
        try:
            self._engine = create_engine(address)
        except ImportError as error:
            raise GradebookError(f"The gradebook cannot be opened: {error}") from error

    def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()

    def modules(self) -> list[str]:
        """Return the modules that the gradebook knows."""
        with self._session() as session:
            return sorted(session.scalars(select(Assignment.name)))

    def names(self) -> dict[str, str]:
        """Return learners' names by id: the id itself where the gradebook has no name."""
        with self._session() as session:
            rows = session.execute(select(Student.id, Student.first_name, Student.last_name)).all()
        return {learner: " ".join(filter(None, names)) or learner for learner, *names in rows}

    def cells(self, module: str) -> dict[str, dict[str, CellMark]]:
        """Return, by learner and name of the cell, what the gradebook has of each written answer."""
        columns = (SubmittedAssignment.student_id, BaseCell.name, Grade.id, Grade.manual_score)
        grades = _of_module(select(*columns, Grade.needs_manual_grade), Grade, module)
        comments = _of_module(
            select(SubmittedAssignment.student_id, BaseCell.name, Comment.id, Comment.manual_comment), Comment, module
        )
        marks: dict[str, dict[str, CellMark]] = {}
        with self._session() as session:
            for learner, name, *row in session.execute(grades):
                marks.setdefault(learner, {})[name] = CellMark(*row)
            for learner, name, comment_id, comment in session.execute(comments):
                if mark := marks.get(learner, {}).get(name):
                    mark.comment_id, mark.comment = comment_id, comment or ""
        return marks

    def write(self, marks: list[NewMark]) -> list[bool]:
        """Write marks, all or none; return of each whether it could be: the gradebook had nothing else meanwhile."""
        with self._session() as session:
            written = [_write(session, mark) for mark in marks]
            session.commit()
        return written

    @contextmanager
    def _session(self) -> Iterator[Session]:
        try:
            with Session(self._engine) as session:
                yield session
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error).partition("\n")[0]
            remedy = "Close what else writes to it, then run this again" if "locked" in cause else "Mend this first"
            raise GradebookError(f"The gradebook cannot be read or written ({cause}). {remedy}.") from error


def _of_module(query: Any, table: Any, module: str) -> Any:
    """Return a query of grades or comments, of the cells of a module that a person marks."""
    joined = query.select_from(SubmittedAssignment).join(Assignment).join(SubmittedNotebook)
    joined = joined.join(table, table.notebook_id == SubmittedNotebook.id)
    joined = joined.join(BaseCell, table.cell_id == BaseCell.id)
    return joined.where(Assignment.name == module, BaseCell.name.contains("--"))


def _write(session: Session, mark: NewMark) -> bool:
    """Write one mark where the gradebook has none, the same, or the one before; its comment likewise."""
    manual = Grade.manual_score
    free = manual.is_(None) | (manual == mark.points) | (manual == mark.before)
    values = {"manual_score": mark.points, "needs_manual_grade": False}
    if not _changed(session, update(Grade).where(Grade.id == mark.cell.grade_id, free).values(values)):
        return False
    said = Comment.manual_comment
    if mark.comment or mark.comment_before:
        free = said.is_(None) | said.in_(["", mark.comment_before])
        _changed(
            session, update(Comment).where(Comment.id == mark.cell.comment_id, free).values(manual_comment=mark.comment)
        )
    return True


def _changed(session: Session, statement: Any) -> bool:
    result: Any = session.execute(statement, execution_options={"synchronize_session": False})
    return bool(result.rowcount)
