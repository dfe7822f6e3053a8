"""Writes what workers marked into nbgrader's gradebook, batch by batch, each batch whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Any
from uuid import uuid4

from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import create_engine, insert, inspect, update
from sqlalchemy.orm import Session

from wellfounded.grading.batch import gradebook_queries
from wellfounded.grading.batch.gradebook_queries import CellGrade, GradebookEntry, ModuleCells
from wellfounded.grading.batch.gradebook_statements import Rows, write_rows
from wellfounded.grading.batch.late_penalty import LatePenalties, seconds_late
from wellfounded.grading.batch.module_template import UngradableError
from wellfounded.grading.batch.worker import MarkedSubmission

WRITERS = 3  # batches that PostgreSQL is sent at once


@dataclass(frozen=True)
class SubmissionChange:
    """A submission in the gradebook before and after; `before` is None if the gradebook did not have it."""

    marked: MarkedSubmission
    before: GradebookEntry | None = None
    after: GradebookEntry | None = None


class GradebookWriter:
    """Writes into the gradebook that `db_url` names: on PostgreSQL several batches at once, on SQLite one by one."""

    def __init__(self, autograde: Any) -> None:
        """Connect; UngradableError when there is no gradebook."""
        self._create, self._penalties = autograde.create_student, LatePenalties(autograde)
        self._cells: dict[str, ModuleCells] = {}
        self._threads: ThreadPoolExecutor | None = None
        self._one_at_a_time = Lock()  # a plugin may be an instructor's own
        try:
            self._engine = create_engine(autograde.coursedir.db_url)
            self.sqlite = self._engine.dialect.name == "sqlite"
            self.writers = WRITERS if self._engine.dialect.name == "postgresql" else 1
            empty = "assignment" not in inspect(self._engine).get_table_names()
        except ImportError as error:
            raise UngradableError(f"The gradebook cannot be opened: {error}") from error
        if empty:
            raise UngradableError("There is no gradebook yet. Run 'nbgrader generate_assignment MODULE --force' first.")

    def cells(self, module: str) -> ModuleCells:
        """Return a module's cells for grades and comments; UngradableError if the gradebook has none."""
        if module not in self._cells:
            with Session(self._engine) as session:
                self._cells[module] = gradebook_queries.module_cells(session, module)
        return self._cells[module]

    def due_dates(self, module: str, learners: Collection[str]) -> dict[str, str]:
        """Return due date and extension, in one text, of each learner with a submission in the gradebook."""
        cells = self.cells(module)
        with Session(self._engine) as session:
            extensions = gradebook_queries.extensions(session, cells, learners)
        return {learner: f"{cells.due} {extension}" for learner, extension in extensions.items()}

    def start(self, module: str, batch: list[MarkedSubmission], *, dry: bool) -> Callable[[], list[SubmissionChange]]:
        """Begin to write a batch; the function that is returned waits for the end, and returns what changed."""
        if self.writers == 1:
            return partial(self.write, module, batch, dry=dry)
        self._threads = self._threads or ThreadPoolExecutor(self.writers)
        return self._threads.submit(self.write, module, batch, dry=dry).result

    def write(self, module: str, batch: list[MarkedSubmission], *, dry: bool) -> list[SubmissionChange]:
        """Write a batch and return what changed; a dry run works it out and writes nothing."""
        cells, learners = self.cells(module), [marked.task.learner for marked in batch]
        with Session(self._engine) as session:
            known = gradebook_queries.known_learners(session, learners)
            entries = gradebook_queries.gradebook_entries(session, cells, learners)
            rows: Rows = defaultdict(list)
            with self._one_at_a_time:
                changes = [self._change(cells, marked, entries, known, rows) for marked in batch]
            if not dry:
                write_rows(session, rows)
                session.commit()
        return changes

    def _change(
        self,
        cells: ModuleCells,
        marked: MarkedSubmission,
        entries: dict[str, GradebookEntry],
        known: set[str],
        rows: Rows,
    ) -> SubmissionChange:
        """Return what changes for a submission, and add its rows to `rows`."""
        learner, before = marked.task.learner, entries.get(marked.task.learner)
        missing = [name for name, _ in marked.grades if name not in (before.grades if before else cells.grades)]
        missing += [name for name, _ in marked.comments if name not in (before.comments if before else cells.comments)]
        if missing:
            return SubmissionChange(replace(marked, refused=f"the gradebook has no place for {', '.join(missing)}"))
        if learner not in known and not self._create:
            return SubmissionChange(replace(marked, refused="the gradebook does not know this student"))
        after = _entry_after(cells, marked, before)
        score = sum(grade.score for grade in after.grades.values())
        try:
            late = seconds_late(after.timestamp, cells.due, after.extension)
            after.penalty = self._penalties.penalty(learner, score, late)
        except Exception as error:  # noqa: BLE001 (the plugin may be an instructor's own)
            return SubmissionChange(replace(marked, refused=f"the late penalty could not be worked out ({error})"))
        if learner not in known:
            rows[insert, Student].append({"id": learner})
        _add_submission_rows(cells, marked, before, after, rows)
        _add_cell_rows(cells, marked, before, after, rows)
        return SubmissionChange(marked, before, after)

    def close(self) -> None:
        """Wait for what is being written, and close the connections; they open again when they are used."""
        if self._threads:
            self._threads.shutdown()
            self._threads = None
        self._engine.dispose()


def _entry_after(cells: ModuleCells, marked: MarkedSubmission, before: GradebookEntry | None) -> GradebookEntry:
    """Return a submission's new entry: automatic scores are new, and what a person gave stays."""
    old = before or GradebookEntry(_new_id(), _new_id())
    scores = dict(marked.grades)
    old_grades = old.grades or {name: CellGrade(_new_id()) for name in cells.grades}
    grades = {name: replace(grade, auto=scores.get(name, grade.auto)) for name, grade in old_grades.items()}
    time = marked.timestamp or old.timestamp
    comments = old.comments or {name: _new_id() for name in cells.comments}
    return GradebookEntry(old.id, old.notebook, time, old.extension, None, grades, comments)


def _add_submission_rows(
    cells: ModuleCells, marked: MarkedSubmission, before: GradebookEntry | None, after: GradebookEntry, rows: Rows
) -> None:
    """Add the rows of a submission and its notebook, as nbgrader's `add_submission` would leave them."""
    submission = {"id": after.id, "timestamp": after.timestamp}
    notebook = {"id": after.notebook, "late_submission_penalty": after.penalty}
    if before is None:
        of_assignment = {"assignment_id": cells.assignment, "student_id": marked.task.learner}
        rows[insert, SubmittedAssignment].append({**submission, **of_assignment})
        of_submission = {"assignment_id": after.id, "notebook_id": cells.notebook, "flagged": False}
        rows[insert, SubmittedNotebook].append({**notebook, **of_submission})
    else:
        rows[update, SubmittedAssignment].append(submission)
        rows[update, SubmittedNotebook].append(notebook)


def _add_cell_rows(
    cells: ModuleCells, marked: MarkedSubmission, before: GradebookEntry | None, after: GradebookEntry, rows: Rows
) -> None:
    """Add the rows of a submission's grades and comments, as nbgrader's `SaveAutoGrades` would leave them."""
    scores, comments = dict(marked.grades), dict(marked.comments)
    for name, grade in after.grades.items():
        needs_person = name not in scores or grade.manual is not None or grade.auto is None
        row = {"id": grade.id, "auto_score": grade.auto, "needs_manual_grade": needs_person}
        if before is None:
            rows[insert, Grade].append({**row, "notebook_id": after.notebook, "cell_id": cells.grades[name]})
        elif name in scores:
            rows[update, Grade].append(row)
    for name, comment_id in after.comments.items():
        row = {"id": comment_id, "auto_comment": comments.get(name)}
        if before is None:
            rows[insert, Comment].append({**row, "notebook_id": after.notebook, "cell_id": cells.comments[name]})
        elif name in comments:
            rows[update, Comment].append(row)


def _new_id() -> str:
    return uuid4().hex
