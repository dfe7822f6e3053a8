"""Reads from the gradebook which mark each learner has, and whether it may leave the course."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from wellfounded.grading.reports.cohort import chosen_modules, submission_folders
from wellfounded.grading.reports.gradebook import SUBMISSION_KEY, course_directory, read_gradebook
from wellfounded.grading.reports.tables import gradebook_marks
from wellfounded.i18n.messages import phrase, phrase_many


@dataclass(frozen=True)
class Student:
    """A learner in the gradebook; `user` is the platform's name for them, "" where nobody has said it."""

    id: str
    user: str = ""
    email: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class LearnerMark:
    """A learner's mark in a module. `state` is that of `reports.tables.marks`; only `graded` is a mark to send."""

    module: str
    student: Student
    state: str
    points: float
    maximum: float
    comment: str = ""


def read_students(course: Path) -> list[Student]:
    """Return the learners of the gradebook who count; ReportError where it cannot be read."""
    directory = course_directory(course)
    rows = read_gradebook(course, directory.db_url).learners.to_dict("records")
    excluded = directory.student_id_exclude.split(",")
    return [_student(row) for row in rows if row["learner"] not in excluded]


def read_marks(course: Path, modules: list[str]) -> list[LearnerMark]:
    """Return the marks of all learners in these modules, or in all that somebody handed in; in order of modules.

    ReportError where the gradebook cannot be read, or has no such module.
    """
    directory = course_directory(course)
    excluded = set(directory.student_id_exclude.split(","))
    book = read_gradebook(course, directory.db_url).only(lambda learner: learner not in excluded)
    chosen = chosen_modules(modules, sorted(set(book.submissions["module"])))
    folders = submission_folders(Path(directory.root, directory.submitted_directory))
    table = gradebook_marks(book, chosen, _submissions(folders, chosen, excluded))
    return [_mark(row) for row in table.to_dict("records")]


def _submissions(folders: Any, chosen: Collection[str], excluded: Collection[str]) -> pd.DataFrame:
    rows = [(module, learner, "") for module, learner, _ in folders if module in chosen and learner not in excluded]
    return pd.DataFrame(rows, columns=[*SUBMISSION_KEY, "trouble"])


def _student(row: dict[str, Any]) -> Student:
    columns = ("lms_user_id", "email", "first_name", "last_name")
    return Student(row["learner"], *(_text(row[column]) for column in columns))


def _mark(row: dict[str, Any]) -> LearnerMark:
    graded = row["state"] == "graded"
    points, maximum = (float(row[column]) if graded else 0.0 for column in ("mark", "max"))
    return LearnerMark(row["module"], _student(row), row["state"], points, maximum, _comment(row) if graded else "")


def _comment(row: dict[str, Any]) -> str:
    """Return what the learner should know of a late hand-in; "" where it was in time."""
    if not row["late"]:
        return ""
    hours = math.ceil(row["hours_late"])
    late = phrase_many("Handed in {n} hour late.", "Handed in {n} hours late.", hours)
    if hours > 48:
        late = phrase("Handed in {n} days late.", n=math.ceil(hours / 24))
    taken = phrase("Points taken off for that: {points}.", points=f"{row['penalty']:g}") if row["penalty"] else ""
    return f"{late} {taken}".strip()


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
