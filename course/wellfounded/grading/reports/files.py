"""Writes a report's CSV files: our own tables, and the two shapes in which Canvas and Moodle import marks."""

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
from wellfounded.grading.reports.spreadsheet_text import cell

BOM = "\ufeff"


def table(frame: pd.DataFrame) -> str:
    """Return a table as CSV: text is quoted, formulas are neutralised, numbers stay numbers, missing is empty.

    A mark of byte order stands first: without it Excel takes names for another encoding. Files for import have none:
    Canvas's importer would find its first heading wrongly quoted.
    """
    return BOM + _csv([list(frame.columns), *frame.itertuples(index=False)])


def canvas(marks: pd.DataFrame) -> str:
    """Return finished marks as Canvas's gradebook imports them.

    The columns are Student, ID, SIS User ID, SIS Login ID and Section, then one a module; the second row holds the
    points possible (Canvas's own importer, `lib/gradebook_importer.rb`, read in November 2026). Canvas looks for a
    person by ID, here `lms_user_id`; then by login, here the learner's name in the gradebook; then by name. Whoever is
    missing, not graded, or waits for a person's mark has no mark here: an empty cell.
    """
    modules, finished = _finished(marks)
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *modules]
    possible = marks.groupby("module")["max"].first()
    rows = [
        [_name(each), each["lms_user_id"], None, each["learner"], None, *_marks_of(each, modules, finished)]
        for each in _learners(marks)
    ]
    return _csv([head, ["Points Possible", None, None, None, None, *(possible.get(each) for each in modules)], *rows])


def moodle(marks: pd.DataFrame) -> str:
    """Return finished marks as Moodle's *Import > CSV file* reads them: who it is, then one column a grade item.

    At import choose one of Username, ID number and Email address as what identifies a user, and a grade item for each
    module (Moodle's documentation, "Grade import", read in November 2026). Empty cells as for Canvas.
    """
    modules, finished = _finished(marks)
    head = ["Username", "ID number", "Email address", "First name", "Last name", *modules]
    names = ("learner", "lms_user_id", "email", "first_name", "last_name")
    rows = [[*(each[name] for name in names), *_marks_of(each, modules, finished)] for each in _learners(marks)]
    return _csv([head, *rows])


def _finished(marks: pd.DataFrame) -> tuple[list[str], dict[tuple[str, str], float]]:
    graded = marks[marks["state"].eq("graded")]
    found = zip(graded["learner"], graded["module"], graded["mark"], strict=True)
    return list(dict.fromkeys(marks["module"])), {(learner, module): mark for learner, module, mark in found}


def _marks_of(learner: dict[str, Any], modules: list[str], finished: dict[tuple[str, str], float]) -> Iterator[Any]:
    yield from (finished.get((learner["learner"], module)) for module in modules)


def _learners(marks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield from marks.drop_duplicates("learner").sort_values("learner").to_dict("records")


def _name(learner: dict[str, Any]) -> str:
    known = [each for each in (learner["last_name"], learner["first_name"]) if isinstance(each, str) and each]
    return ", ".join(known) or learner["learner"]


def _csv(rows: Iterable[Iterable[Any]]) -> str:
    """Quote every text, so that a spreadsheet that parts cells at semicolons finds none."""
    file = StringIO()
    csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerows([cell(each) for each in row] for row in rows)
    return file.getvalue()


def output(folder: Path) -> Path:
    """Make the folder of a report, readable by its owner alone; ReportError where git would take it up.

    Learners' records do not enter git. Where git is not installed or the folder is in no repository, all is well.
    """
    parent = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())
    command = ["git", "-C", str(parent), "check-ignore", "-q", str(folder.absolute() / "report.html")]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (git, and a path after it)
    except FileNotFoundError:
        done = None
    if done is not None and done.returncode == 1:
        remedy = "Choose another with --output, or name it in .gitignore"
        raise ReportError(
            f"{folder}: git does not ignore this folder, and learners' records must not enter it. {remedy}."
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"{folder}: cannot be made ({error.strerror}). Choose another with --output.") from error
    return folder


def replace(path: Path, text: str) -> Path:
    """Write a file whole, or leave the old one as it was; ReportError where that fails."""
    made = None
    try:
        descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(made).replace(path)
    except OSError as error:
        remedy = "Close it where it is open, or choose another folder with --output"
        raise ReportError(f"{path}: cannot be written ({error.strerror}). {remedy}.") from error
    finally:
        if made:
            Path(made).unlink(missing_ok=True)
    return path
