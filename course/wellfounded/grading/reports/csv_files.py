"""Writes a report's files: our own tables as CSV, and the two CSV formats in which Canvas and Moodle import marks."""

from __future__ import annotations

import csv
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from wellfounded.grading.reports.gradebook import ReportError
from wellfounded.grading.reports.spreadsheet_text import csv_value

BOM = "\ufeff"


def table_csv(frame: pd.DataFrame) -> str:
    """Return a table as CSV: text is quoted, formulas are neutralised, numbers stay numbers, missing is empty.

    A byte order mark comes first: without it Excel takes names for another encoding. Files for import have none:
    Canvas's importer would find its first heading wrongly quoted.
    """
    return BOM + _to_csv([list(frame.columns), *frame.itertuples(index=False)])


def canvas_csv(marks: pd.DataFrame) -> str:
    """Return finished marks as Canvas's gradebook imports them.

    The columns are Student, ID, SIS User ID, SIS Login ID and Section, then one a module; the second row holds the
    points possible (Canvas's own importer, `lib/gradebook_importer.rb`, read in November 2026). Canvas looks for a
    person by ID, here `lms_user_id` where it is a number of Canvas; then by login, here the learner's name in the
    gradebook; then by name. A learner who is missing, not graded, or waits for a person's mark has an empty cell.
    """
    modules, finished = _finished_marks(marks)
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *modules]
    possible = marks.groupby("module")["max"].first()
    rows = [
        [
            _name(learner),
            _canvas_number(learner),
            None,
            learner["learner"],
            None,
            *_marks_of(learner, modules, finished),
        ]
        for learner in _learners(marks)
    ]
    maxima = ["Points Possible", None, None, None, None, *(possible.get(module) for module in modules)]
    return _to_csv([head, maxima, *rows])


def moodle_csv(marks: pd.DataFrame) -> str:
    """Return finished marks as Moodle's *Import > CSV file* reads them: the learner, then one column a grade item.

    At import choose one of Username, ID number and Email address as what identifies a user, and a grade item for each
    module (Moodle's documentation, "Grade import", read in November 2026). Empty cells as for Canvas.
    """
    modules, finished = _finished_marks(marks)
    head = ["Username", "ID number", "Email address", "First name", "Last name", *modules]
    names = ("learner", "lms_user_id", "email", "first_name", "last_name")
    rows = [
        [*(learner[name] for name in names), *_marks_of(learner, modules, finished)] for learner in _learners(marks)
    ]
    return _to_csv([head, *rows])


def _finished_marks(marks: pd.DataFrame) -> tuple[list[str], dict[tuple[str, str], float]]:
    graded = marks[marks["state"].eq("graded")]
    rows = zip(graded["learner"], graded["module"], graded["mark"], strict=True)
    return list(dict.fromkeys(marks["module"])), {(learner, module): mark for learner, module, mark in rows}


def _marks_of(learner: dict[str, Any], modules: list[str], finished: dict[tuple[str, str], float]) -> Iterator[Any]:
    yield from (finished.get((learner["learner"], module)) for module in modules)


def _learners(marks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield from marks.drop_duplicates("learner").sort_values("learner").to_dict("records")


def _canvas_number(learner: dict[str, Any]) -> str | None:
    """Return Canvas's number of a learner; by LTI it gives another, of letters and digits, which it cannot import."""
    number = learner["lms_user_id"]
    return number if isinstance(number, str) and number.isdecimal() else None


def _name(learner: dict[str, Any]) -> str:
    names = [name for name in (learner["last_name"], learner["first_name"]) if isinstance(name, str) and name]
    return ", ".join(names) or learner["learner"]


def _to_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Return CSV with every text quoted: a spreadsheet that divides cells at semicolons then finds none."""
    file = StringIO()
    csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerows([csv_value(value) for value in row] for row in rows)
    return file.getvalue()


def make_output_folder(folder: Path) -> Path:
    """Make the folder of a report, readable by its owner alone; ReportError where git would track it.

    Learners' records must not enter git. A folder outside any repository is fine, and so is any without git installed.
    """
    parent = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())
    command = ["git", "-C", str(parent), "check-ignore", "-q", str(folder.absolute() / "report.html")]
    try:
        process = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (git, and a path after it)
    except FileNotFoundError:
        process = None
    if process is not None and process.returncode == 1:
        remedy = "Choose another with --output, or name it in .gitignore"
        raise ReportError(
            f"{folder}: git does not ignore this folder, and learners' records must not enter it. {remedy}."
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"{folder}: cannot be made ({error.strerror}). Choose another with --output.") from error
    return folder


def write_whole(path: Path, text: str) -> Path:
    """Write a file whole, or leave the old one as it was; ReportError where that fails."""
    scratch = None
    try:
        descriptor, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(scratch).replace(path)
    except OSError as error:
        remedy = "Close it where it is open, or choose another folder with --output"
        raise ReportError(f"{path}: cannot be written ({error.strerror}). {remedy}.") from error
    finally:
        if scratch:
            Path(scratch).unlink(missing_ok=True)
    return path
