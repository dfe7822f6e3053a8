"""Keeps from nbgrader's autograde what would end it, hang it or fill the disk for everybody: by name, before it starts.

nbgrader fails one submission at a time, as a rule. But a pipe in place of a notebook is waited for without end, a link
at a device is copied until the disk is full, a line break in a learner's name ends the whole run, and a name that is a
pattern, `*`, is taken for all learners. Where it would fail alone on a time that is no time, here the reason is said.

`Autograde.exporter_class` is where nbgrader lets a course stand between finding the submissions and the first of them.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, NotebookExporter
from nbgrader.converters.base import NbGraderException

from wellfounded.grading.names import escape_controls
from wellfounded.grading.nbgrader.grade_cells import changed_cells
from wellfounded.grading.nbgrader.steps import TIMESTAMP
from wellfounded.grading.submission import UntrustedError, check_names, check_tree, read_plain

NOTEBOOK_LIMIT = 16 * 2**20  # bytes; our longest lesson, answered, is under one MiB


class GuardedExporter(NotebookExporter):  # type: ignore[misc]  # nbconvert is untyped here
    """Writes notebooks as nbgrader's own does; when it is made, submissions that nobody may read are set aside."""

    def __init__(self, *, parent: Any = None, **settings: Any) -> None:
        """Look at what `parent`, nbgrader's converter, has found."""
        super().__init__(parent=parent, **settings)
        found = getattr(parent, "assignments", {})
        self.log.addFilter(_Plain())
        if found:
            refuse_changed_cells(parent, parent.coursedir.release_directory)
        for folder in unseen(parent) if found else []:
            self._refuses(folder, [])
        refused = [folder for folder in found if self._refuses(Path(folder), found[folder])]
        for folder in refused:
            del found[folder]
        if refused and not found:
            raise NbGraderException("No submission was left to grade; see the lines above")

    def _refuses(self, folder: Path, notebooks: list[str]) -> bool:
        try:
            check(folder, [Path(each) for each in notebooks])
        except (UntrustedError, OSError) as error:
            self.log.error("Not graded, and nobody else is affected: %s: %s", folder, error)
            return True
        return False


class GuardedRelease(NotebookExporter):  # type: ignore[misc]  # nbconvert is untyped here
    """Writes notebooks as nbgrader's own does; when it is made, the release that is there was not removed yet."""

    def __init__(self, *, parent: Any = None, **settings: Any) -> None:
        """Look at the module that `parent`, nbgrader's converter, is to release."""
        super().__init__(parent=parent, **settings)
        if not getattr(parent, "no_database", True):
            refuse_changed_cells(parent, parent.coursedir.source_directory)


class GuardedFeedback(HTMLExporter):  # type: ignore[misc]  # nbconvert is untyped here
    """Writes feedback as nbgrader's own does; when it is made, it names the learners whom nbgrader would pass over."""

    def __init__(self, *, parent: Any = None, **settings: Any) -> None:
        """Look for folders in which something lies, so that nbgrader skips them, but no page of feedback."""
        super().__init__(parent=parent, **settings)
        for folder in getattr(parent, "assignments", {}):
            module, learner = Path(folder).name, Path(folder).parent.name
            made = Path(parent.coursedir.format_path(parent.coursedir.feedback_directory, learner, module))
            if made.is_dir() and not parent.force and not (made / f"{module}.html").is_file():
                self.log.error("No feedback is made: %s holds other files. Move them away, or add --force.", made)


def refuse_changed_cells(converter: Any, stage: str) -> None:
    """Raise NbGraderException, and say why, where the gradebook has no place for the cells of a module's notebook."""
    course = converter.coursedir
    module = course.assignment_id
    notebook = Path(course.format_path(stage, ".", module)) / f"{module}.ipynb"
    if problem := changed_cells(course.db_url, notebook):
        converter.log.error("%s.", problem)
        raise NbGraderException(problem)


class _Plain(logging.Filter):
    """Shows in a terminal what is written there, and lets it do nothing: names may hold escape sequences."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                each if isinstance(each, int | float) else escape_controls(str(each)) for each in record.args
            )
        record.msg = "\n".join(escape_controls(line) for line in str(record.msg).split("\n"))
        return True


def unseen(converter: Any) -> list[Path]:
    """Return the submissions that nbgrader passes over in silence, of `.ada` for instance, when all are graded."""
    course = converter.coursedir
    every = Path(course.format_path(course.submitted_directory, ".", course.assignment_id)).parent
    found = {Path(folder).parent.name for folder in converter.assignments}
    others = sorted(path for path in every.iterdir() if path.name not in found) if course.student_id == "*" else []
    closed = [path for path in others if path.is_dir() and not os.access(path, os.R_OK | os.X_OK)]
    return [path / course.assignment_id for path in others if path in closed or (path / course.assignment_id).is_dir()]


def check(folder: Path, notebooks: list[Path]) -> None:
    """Raise UntrustedError, with the file and the remedy, for a submission that nbgrader cannot take as it is."""
    check_names(folder)
    for path in notebooks:
        if not path.is_file() or path.stat().st_size > NOTEBOOK_LIMIT:
            raise UntrustedError(f"{path.name} is no file, or over {NOTEBOOK_LIMIT // 2**20} MiB; remove it")
    check_tree(folder)
    _check_time(folder)


def _check_time(folder: Path) -> None:
    from nbgrader.utils import parse_utc

    try:
        text = read_plain(folder / TIMESTAMP, limit=100).decode().strip()
        if text:
            parse_utc(text)
    except FileNotFoundError:
        return
    except UntrustedError as error:
        raise UntrustedError(f"{error}; remove it, or write the time of submission into it") from error
    except Exception as error:  # whatever dateutil raises
        raise UntrustedError(f"{TIMESTAMP} holds no time; write one, as 2026-01-31 12:00:00 UTC") from error
