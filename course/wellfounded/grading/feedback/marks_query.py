"""Reads what feedback shows of the gradebook, for some learners of a module at once, by nbgrader's own rules."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

from nbgrader.api import Comment, Grade, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from wellfounded.grading.batch import gradebook_queries
from wellfounded.grading.batch.gradebook_queries import ModuleCells
from wellfounded.grading.feedback.feedback_page import LearnerMarks, ModulePoints

DECIMALS = 100  # scores are shown in hundredths
NEAR = 1e-6  # of a hundredth: what an order of addition may change
EXACT = 2**20  # numbers that are whole in this part of one add up to the same in any order


class MarksQuery:
    """One module of a gradebook; UngradableError where nbgrader knows no such module."""

    def __init__(self, engine: Engine, module: str) -> None:
        """Read which cells the module has, and what they are worth."""
        self._engine = engine
        with Session(engine) as session:
            self._cells: ModuleCells = gradebook_queries.module_cells(session, module)
            notebook = session.scalars(select(Notebook).where(Notebook.id == self._cells.notebook)).one()
            worth = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
            self.points = ModulePoints(notebook.max_score, worth)

    def marks(self, learners: Collection[str]) -> dict[str, LearnerMarks]:
        """Return the marks of each of these learners whose submission is in the gradebook."""
        submitted, notebook, cells = SubmittedAssignment, SubmittedNotebook, self._cells
        query = select(submitted.student_id, notebook.id, notebook.late_submission_penalty).join(notebook)
        query = query.where(submitted.assignment_id == cells.assignment, notebook.notebook_id == cells.notebook)
        with Session(self._engine) as session:
            rows = session.execute(query.where(submitted.student_id.in_(learners))).all()
            found = [row[1] for row in rows]
            # The cells are named, too: with them the tables' unique indexes are used.
            grades = _by_notebook(session, Grade, Grade.score, cells.grades, found)
            comments = _by_notebook(session, Comment, Comment.comment, cells.comments, found)
            return {
                learner: LearnerMarks(
                    self._whole(session, entry, list(grades[entry].values()), penalty),
                    penalty,
                    grades[entry],
                    comments[entry],
                )
                for learner, entry, penalty in rows
            }

    def _whole(self, session: Session, notebook: str, scores: Sequence[float], penalty: float | None) -> float:
        """Return the sum of scores. Where its last digit may depend on the order, the database adds them up."""
        whole = math.fsum(scores)
        hundredths = (whole - (penalty or 0)) * DECIMALS
        near_a_half = abs(hundredths - math.floor(hundredths) - 0.5) < NEAR
        if near_a_half and any(score * EXACT % 1 for score in scores):
            return float(session.scalars(select(SubmittedNotebook.score).where(SubmittedNotebook.id == notebook)).one())
        return whole


def _by_notebook(
    session: Session, table: Any, value: Any, cells: dict[str, str], notebooks: list[str]
) -> dict[str, dict[str, Any]]:
    """Return the values of a table of grades or comments: by submitted notebook, then by the name of the cell."""
    names = {cell: name for name, cell in cells.items()}
    query = select(table.notebook_id, table.cell_id, value)
    query = query.where(table.cell_id.in_(names), table.notebook_id.in_(notebooks))
    found: dict[str, dict[str, Any]] = {notebook: {} for notebook in notebooks}
    for notebook, cell, shown in session.execute(query):
        found[notebook][names[cell]] = shown
    return found
