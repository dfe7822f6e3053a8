"""Reads marks out of nbgrader's gradebook, wherever `nbgrader_config.py` says it is, and writes nothing to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, case, create_engine, func, or_, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from wellfounded.grading.nbgrader.config import CONFIG, ConfigError, load_config
from wellfounded.i18n.errors import UserError

SUBMISSION_KEY = ["module", "learner"]


class ReportError(UserError):
    """A report cannot be made; the message says why, and what to do."""


@dataclass(frozen=True)
class Gradebook:
    """What nbgrader holds: learners, modules and their maximum, submissions, and the cells that a person marks."""

    learners: pd.DataFrame
    modules: pd.DataFrame
    submissions: pd.DataFrame
    written: pd.DataFrame

    def only(self, counts: Callable[[str], bool]) -> Gradebook:
        """Return the rows of the learners who count."""
        frames = {name: getattr(self, name) for name in ("learners", "submissions", "written")}
        kept = {name: frame[frame["learner"].map(counts).astype(bool)] for name, frame in frames.items()}
        return replace(self, **kept)


def course_directory(course: Path) -> Any:
    """Return nbgrader's CourseDirectory for the course; ReportError where there is no course."""
    if not (course / CONFIG).is_file():
        raise ReportError(f"{course / CONFIG}: is not there. Run this in the root of the course, or name it: --course.")
    from nbgrader.coursedir import CourseDirectory

    try:
        return CourseDirectory(config=load_config(course, course.absolute(), ""))
    except ConfigError as error:
        raise ReportError(str(error)) from error


def read_gradebook(course: Path, url: str) -> Gradebook:
    """Read the gradebook at nbgrader's `db_url`; ReportError where there is none, or it cannot be read."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and address.database:
        path = course.absolute() / address.database
        if not path.is_file():
            raise ReportError(f"{path}: there is no gradebook yet. Grade first: nbgrader autograde MODULE.")
        address = address.set(database=str(path))
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            return _read(connection)
    except (SQLAlchemyError, pd.errors.DatabaseError) as error:
        message = str(error.__cause__ or error).partition("\n")[0][:200]
        place = address.render_as_string(hide_password=True)
        raise ReportError(
            f"{place}: the gradebook cannot be read ({message}). See c.CourseDirectory.db_url."
        ) from error
    finally:
        engine.dispose()


def _read(connection: Connection) -> Gradebook:
    from nbgrader import api

    learners = select(api.Student.id, api.Student.first_name, api.Student.last_name, api.Student.email)
    learners = learners.add_columns(api.Student.lms_user_id).order_by(api.Student.id)
    modules = select(api.Assignment.name.label("module"), api.Assignment.max_score.label("max"))
    return Gradebook(
        pd.read_sql(learners, connection).rename(columns={"id": "learner"}),
        pd.read_sql(modules.order_by(api.Assignment.name), connection),
        _submissions(connection, api),
        _written(connection, api),
    )


def _submissions(connection: Connection, api: Any) -> pd.DataFrame:
    """Return one row a submission. Grades and notebooks are summed apart, since one join of both would multiply rows.

    A row without a time and without any score is left out: nbgrader makes it for an extension before the hand-in.
    """
    submitted = api.SubmittedAssignment
    key = (api.Assignment.name.label("module"), submitted.student_id.label("learner"))
    times = (api.Assignment.duedate, submitted.timestamp, submitted.extension)
    waiting = func.sum(case((api.Grade.needs_manual_grade, 1), else_=0)).label("waiting")
    base = select(*key).select_from(submitted).join(api.Assignment).join(api.SubmittedNotebook)
    scores = base.add_columns(*times, func.sum(api.Grade.score).label("score"), waiting).outerjoin(api.Grade)
    scored = func.count(api.Grade.auto_score) + func.count(api.Grade.manual_score)
    scores = scores.having(or_(submitted.timestamp.is_not(None), scored > 0))
    penalties = base.add_columns(func.sum(api.SubmittedNotebook.late_submission_penalty).label("penalty"))
    return pd.merge(
        pd.read_sql(scores.group_by(api.Assignment.name, submitted.student_id, *times), connection),
        pd.read_sql(penalties.group_by(api.Assignment.name, submitted.student_id), connection),
        on=SUBMISSION_KEY,
    )


def _written(connection: Connection, api: Any) -> pd.DataFrame:
    submitted = api.SubmittedAssignment
    key: Sequence[Any] = (api.Assignment.name.label("module"), submitted.student_id.label("learner"))
    query = select(*key, api.BaseCell.name.label("cell"), api.Grade.score.label("score"), api.Grade.needs_manual_grade)
    query = query.select_from(submitted).join(api.Assignment).join(api.SubmittedNotebook).join(api.Grade)
    query = query.join(api.BaseCell, api.Grade.cell_id == api.BaseCell.id).where(api.BaseCell.name.contains("--"))
    return pd.read_sql(query, connection)
