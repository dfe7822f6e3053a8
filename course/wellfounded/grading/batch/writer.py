"""The one writer: puts what workers marked into nbgrader's gradebook, batch by batch, each whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import create_engine, insert, inspect, update
from sqlalchemy.orm import Session

from wellfounded.grading.batch import gradebook
from wellfounded.grading.batch.gradebook import Cells, Points, Standing
from wellfounded.grading.batch.late_penalty import Penalties, seconds_late
from wellfounded.grading.batch.module_template import UngradableError
from wellfounded.grading.batch.worker import Marked

Rows = dict[Any, list[dict[str, Any]]]


@dataclass(frozen=True)
class Written:
    """One submission before and after; `before` is None if the gradebook had none."""

    marked: Marked
    before: Standing | None = None
    after: Standing | None = None


class Writer:
    """A connection to the gradebook that `db_url` names."""

    def __init__(self, autograde: Any) -> None:
        """Connect; UngradableError when there is no gradebook."""
        self._create, self._penalties = autograde.create_student, Penalties(autograde)
        self._cells: dict[str, Cells] = {}
        try:
            self._engine = create_engine(autograde.coursedir.db_url)
            self.sqlite = self._engine.dialect.name == "sqlite"
            empty = "assignment" not in inspect(self._engine).get_table_names()
        except ImportError as error:
            raise UngradableError(f"The gradebook cannot be opened: {error}") from error
        if empty:
            raise UngradableError("There is no gradebook yet. Run 'nbgrader generate_assignment MODULE --force' first.")

    def cells(self, module: str) -> Cells:
        """Return a module's places for marks; UngradableError if the gradebook has none."""
        if module not in self._cells:
            with Session(self._engine) as session:
                self._cells[module] = gradebook.cells(session, module)
        return self._cells[module]

    def late(self, module: str, learners: Collection[str]) -> dict[str, str]:
        """Return, for each learner with a submission in the gradebook, the due date and extension it hangs on."""
        where = self.cells(module)
        with Session(self._engine) as session:
            found = gradebook.extensions(session, where, learners)
        return {learner: f"{where.due} {extension}" for learner, extension in found.items()}

    def write(self, module: str, batch: list[Marked], *, dry: bool) -> list[Written]:
        """Write a batch and return what changed; a dry run works it out and writes nothing."""
        where, learners = self.cells(module), [each.task.learner for each in batch]
        with Session(self._engine) as session:
            known = gradebook.students(session, learners)
            before = gradebook.standings(session, where, learners)
            rows: Rows = defaultdict(list)
            done = [self._one(where, each, before.get(each.task.learner), known, rows) for each in batch]
            if not dry:
                for (act, model), values in rows.items():
                    session.execute(act(model), values)
                session.commit()
        return done

    def _one(self, where: Cells, marked: Marked, before: Standing | None, known: set[str], rows: Rows) -> Written:
        learner = marked.task.learner
        lacking = [name for name, _ in marked.grades if name not in (before.grades if before else where.grades)]
        lacking += [name for name, _ in marked.comments if name not in (before.comments if before else where.comments)]
        if lacking:
            return Written(replace(marked, refused=f"the gradebook has no place for {', '.join(lacking)}"))
        if learner not in known and not self._create:
            return Written(replace(marked, refused="the gradebook does not know this student"))
        after = _after(where, marked, before)
        score = sum(each.score for each in after.grades.values())
        try:
            late = seconds_late(after.timestamp, where.due, after.extension)
            after.penalty = self._penalties.penalty(learner, score, late)
        except Exception as error:  # noqa: BLE001 (the plugin may be an instructor's own)
            return Written(replace(marked, refused=f"the late penalty could not be worked out ({error})"))
        if learner not in known:
            rows[insert, Student].append({"id": learner})
        _rows(where, marked, before, after, rows)
        return Written(marked, before, after)

    def close(self) -> None:
        """Let go of the gradebook."""
        self._engine.dispose()


def _after(where: Cells, marked: Marked, before: Standing | None) -> Standing:
    """Return a submission as it will stand: automatic scores new, whatever a person gave as it was."""
    old = before or Standing(_new(), _new())
    scores = dict(marked.grades)
    were = old.grades or {name: Points(_new()) for name in where.grades}
    now = {name: replace(each, auto=scores.get(name, each.auto)) for name, each in were.items()}
    time = marked.timestamp or old.timestamp
    comments = old.comments or {name: _new() for name in where.comments}
    return Standing(old.id, old.notebook, time, old.extension, None, now, comments)


def _rows(where: Cells, marked: Marked, before: Standing | None, after: Standing, rows: Rows) -> None:
    """Add the rows of a submission, as nbgrader's `add_submission` and `SaveAutoGrades` would leave them."""
    scored, said = dict(marked.grades), dict(marked.comments)
    book = {"id": after.notebook, "late_submission_penalty": after.penalty}
    if before is None:
        about = {"assignment_id": where.assignment, "student_id": marked.task.learner, "timestamp": after.timestamp}
        rows[insert, SubmittedAssignment].append({"id": after.id, **about})
        new = {"assignment_id": after.id, "notebook_id": where.notebook, "flagged": False}
        rows[insert, SubmittedNotebook].append({**book, **new})
    else:
        rows[update, SubmittedAssignment].append({"id": after.id, "timestamp": after.timestamp})
        rows[update, SubmittedNotebook].append(book)
    for name, each in after.grades.items():
        doubt = name not in scored or each.manual is not None or each.auto is None
        row = {"id": each.id, "auto_score": each.auto, "needs_manual_grade": doubt}
        if before is None:
            rows[insert, Grade].append({**row, "notebook_id": after.notebook, "cell_id": where.grades[name]})
        elif name in scored:
            rows[update, Grade].append(row)
    for name, key in after.comments.items():
        row = {"id": key, "auto_comment": said.get(name)}
        if before is None:
            rows[insert, Comment].append({**row, "notebook_id": after.notebook, "cell_id": where.comments[name]})
        elif name in said:
            rows[update, Comment].append(row)


def _new() -> str:
    return uuid4().hex
