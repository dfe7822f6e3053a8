"""Reads and writes due dates and extensions in nbgrader's gradebook, and says whose lateness that changes."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from nbgrader.api import Assignment, Gradebook, Student, SubmittedAssignment
from sqlalchemy import create_engine, inspect, select, update
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from sqlalchemy.orm import Session

from wellfounded.content.mistakes import nearest
from wellfounded.grading.batch.late_penalty import seconds_late
from wellfounded.grading.dates.moments import local_zone
from wellfounded.grading.names import escape_controls
from wellfounded.i18n.errors import UserError

MAX_DAYS = 366
NO_GRADEBOOK = "There is no gradebook yet. Run 'nbgrader generate_assignment MODULE --force' first."


class DueDateError(UserError):
    """A date cannot be read or kept; the message says why, and what to do."""


@dataclass
class ModuleDates:
    """A module's due date, if it has one, and what is known of its submissions, by learner; all times are in UTC."""

    module: str
    due: datetime | None
    extensions: dict[str, timedelta] = field(default_factory=dict)
    handed_in: dict[str, datetime] = field(default_factory=dict)

    def until(self, learner: str) -> datetime | None:
        """Return until when a learner may hand in; None where there is no due date."""
        return self.due + self.extensions.get(learner, timedelta()) if self.due else None

    def late(self, learner: str) -> float:
        """Return by how many seconds a learner's submission is late, as nbgrader reckons."""
        due = self.due.replace(tzinfo=None) if self.due else None
        return seconds_late(self.handed_in[learner].replace(tzinfo=None), due, self.extensions.get(learner))


def read_due_dates(url: str) -> list[ModuleDates]:
    """Return the dates of all modules in the gradebook, in their order; DueDateError where it cannot be read."""
    with _session(url) as session:
        assignments = session.scalars(select(Assignment).order_by(Assignment.name)).all()
        modules = {each.id: ModuleDates(each.name, _utc(each.duedate)) for each in assignments}
        submitted = SubmittedAssignment
        columns = (submitted.assignment_id, submitted.student_id, submitted.timestamp, submitted.extension)
        for assignment, learner, timestamp, extension in session.execute(
            select(*columns).order_by(submitted.student_id)
        ):
            if extension:
                modules[assignment].extensions[learner] = extension
            if timestamp:
                modules[assignment].handed_in[learner] = timestamp.replace(tzinfo=UTC)
        return list(modules.values())


def set_due_date(url: str, name: str, due: datetime | None) -> tuple[ModuleDates, ModuleDates]:
    """Write a module's due date, or take it away; return its dates before and after."""
    before = find_module(read_due_dates(url), name)
    with _session(url) as session:
        statement = update(Assignment).where(Assignment.name == before.module).values(duedate=_naive(due))
        session.execute(statement)
        session.commit()
    return before, find_module(read_due_dates(url), before.module)


def extend(url: str, course_id: str, learner: str, name: str, days: int) -> tuple[ModuleDates, ModuleDates]:
    """Give a learner some days more for a module, by the calendar of this machine's zone; 0 takes them away.

    Extensions do not add up. Return the module's dates before and after.
    """
    if not 0 <= days <= MAX_DAYS:
        raise DueDateError(f"{days} days: give a whole number from 0, which takes an extension away, to {MAX_DAYS}.")
    before = find_module(read_due_dates(url), name)
    if before.due is None:
        raise DueDateError(f"{before.module} has no due date to extend. First: wellfounded due {before.module} DATE")
    _check_learner(url, learner)
    extension = _later(before.due, days) - before.due
    with Gradebook(url, course_id) as book, warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, on every submission that it adds
        if not book.find_assignment(before.module).notebooks:
            raise DueDateError(f"{before.module}: run 'nbgrader generate_assignment {before.module} --force' first.")
        book.update_or_create_submission(before.module, learner, extension=extension or None)
    return before, find_module(read_due_dates(url), before.module)


def find_module(modules: list[ModuleDates], name: str) -> ModuleDates:
    """Return the module of this name or number; DueDateError if there is none."""
    found = [each for each in modules if name == each.module or name.zfill(2) == each.module.partition("-")[0]]
    if len(found) != 1:
        known = [each.module for each in modules]
        remedy = nearest(name, known) if known else NO_GRADEBOOK
        raise DueDateError(
            f"“{escape_controls(name)}” is not in the gradebook; {remedy}. A module that is new comes in by "
            "'nbgrader generate_assignment MODULE --force'."
        )
    return found[0]


def changed_lateness(before: ModuleDates, after: ModuleDates) -> Iterator[str]:
    """Yield a line for each learner who was late and is not, is late and was not, or is late by another time."""
    for learner in after.handed_in:
        was, now = before.late(learner), after.late(learner)
        if was != now:
            yield f"{escape_controls(learner)}: {_in_words(was)} → {_in_words(now)}"


def _in_words(late: float) -> str:
    if not late:
        return "in time"
    days, rest = divmod(round(late), 86400)
    hours, minutes = rest // 3600, rest % 3600 // 60
    parts = [(days, "day"), (hours, "hour"), (minutes if not days else 0, "minute")]
    words = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return f"late by {' and '.join(words) or 'less than a minute'}"


def _check_learner(url: str, learner: str) -> None:
    with _session(url) as session:
        known = list(session.scalars(select(Student.id).order_by(Student.id)))
    if learner not in known:
        remedy = nearest(learner, known) if known else "it has no learners yet"
        raise DueDateError(
            f"The gradebook knows no learner “{escape_controls(learner)}”; {remedy}. Learners come in with your class "
            "list: wellfounded roster, then nbgrader db student import."
        )


def _later(moment: datetime, days: int) -> datetime:
    """Return the same time of day some days later, on clocks of this machine's zone."""
    there = moment.astimezone(local_zone())
    plain = there.replace(tzinfo=None) + timedelta(days=days)
    return plain.replace(tzinfo=there.tzinfo).astimezone(UTC)


@contextmanager
def _session(url: str) -> Iterator[Session]:
    """Open the gradebook; DueDateError where there is none, or it cannot be read or written."""
    engine = create_engine(url)
    try:
        if "assignment" not in inspect(engine).get_table_names():
            raise DueDateError(NO_GRADEBOOK)
        with Session(engine) as session:
            yield session
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise DueDateError(
            f"The gradebook cannot be read or written ({cause}). Mend this, then run it again."
        ) from error
    finally:
        engine.dispose()


def _utc(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None


def _naive(moment: datetime | None) -> datetime | None:
    """Return a moment as nbgrader keeps it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None
