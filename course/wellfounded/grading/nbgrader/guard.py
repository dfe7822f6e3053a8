"""Sets aside, before autograde starts, each submission that would end it, hang it or fill the disk, and says why.

As a rule, nbgrader fails one submission at a time. But it waits for ever on a pipe in place of a notebook, copies a
link to a device until the disk is full, ends the whole run at a line break in a learner's name, and takes a name that
is a pattern, `*`, for all learners. It also fails, without a reason, on a timestamp that is no time.

nbgrader makes `Autograde.exporter_class` after it has found the submissions and before it grades the first.
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
from wellfounded.grading.submission import TIMESTAMP, UntrustedError, check_names, check_tree, read_plain

MAX_NOTEBOOK_BYTES = 16 * 2**20  # bytes; our longest lesson, answered, is under one MiB


class GuardedExporter(NotebookExporter):  # type: ignore[misc]  # nbconvert is untyped here
    """Writes notebooks as nbgrader's own exporter does; when it is made, it sets bad submissions aside."""

    def __init__(self, *, parent: Any = None, **settings: Any) -> None:
        """Check the submissions that `parent`, nbgrader's converter, has found."""
        super().__init__(parent=parent, **settings)
        submissions = getattr(parent, "assignments", {})
        self.log.addFilter(_EscapeControls())
        if submissions:
            refuse_changed_cells(parent, parent.coursedir.release_directory)
        for folder in skipped_submissions(parent) if submissions else []:
            self._refuses(folder, [])
        refused = [folder for folder in submissions if self._refuses(Path(folder), submissions[folder])]
        for folder in refused:
            del submissions[folder]
        if refused and not submissions:
            raise NbGraderException("No submission was left to grade; see the lines above")

    def _refuses(self, folder: Path, notebooks: list[str]) -> bool:
        try:
            check_submission(folder, [Path(notebook) for notebook in notebooks])
        except (UntrustedError, OSError) as error:
            self.log.error("Not graded, and nobody else is affected: %s: %s", folder, error)
            return True
        return False


class GuardedRelease(NotebookExporter):  # type: ignore[misc]  # nbconvert is untyped here
    """Writes notebooks as nbgrader's own exporter does; it is made before nbgrader removes the earlier release."""

    def __init__(self, *, parent: Any = None, **settings: Any) -> None:
        """Check the module that `parent`, nbgrader's converter, is to release."""
        super().__init__(parent=parent, **settings)
        if not getattr(parent, "no_database", True):
            refuse_changed_cells(parent, parent.coursedir.source_directory)


class GuardedFeedback(HTMLExporter):  # type: ignore[misc]  # nbconvert is untyped here
    """Writes feedback as nbgrader's own exporter does; when it is made, it names learners whom nbgrader would skip."""

    def __init__(self, *, parent: Any = None, **settings: Any) -> None:
        """Look for feedback folders with other files in them: nbgrader skips them, though they hold no feedback."""
        super().__init__(parent=parent, **settings)
        for submission in getattr(parent, "assignments", {}):
            module, learner = Path(submission).name, Path(submission).parent.name
            folder = Path(parent.coursedir.format_path(parent.coursedir.feedback_directory, learner, module))
            if folder.is_dir() and not parent.force and not (folder / f"{module}.html").is_file():
                self.log.error("No feedback is made: %s holds other files. Move them away, or add --force.", folder)


def refuse_changed_cells(converter: Any, stage: str) -> None:
    """Raise NbGraderException, and log why, if the gradebook has no place for the cells of a module's notebook."""
    course = converter.coursedir
    module = course.assignment_id
    notebook = Path(course.format_path(stage, ".", module)) / f"{module}.ipynb"
    if problem := changed_cells(course.db_url, notebook):
        converter.log.error("%s.", problem)
        raise NbGraderException(problem)


class _EscapeControls(logging.Filter):
    """Escapes control characters in log lines: names may hold escape sequences, which a terminal would obey."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                arg if isinstance(arg, int | float) else escape_controls(str(arg)) for arg in record.args
            )
        record.msg = "\n".join(escape_controls(line) for line in str(record.msg).split("\n"))
        return True


def skipped_submissions(converter: Any) -> list[Path]:
    """Return the submissions that nbgrader skips without a word when it grades all, such as those of `.ada`."""
    course = converter.coursedir
    if course.student_id != "*":
        return []
    submitted = Path(course.format_path(course.submitted_directory, ".", course.assignment_id)).parent
    seen = {Path(folder).parent.name for folder in converter.assignments}
    others = sorted(path for path in submitted.iterdir() if path.name not in seen)
    closed = [path for path in others if path.is_dir() and not os.access(path, os.R_OK | os.X_OK)]
    return [path / course.assignment_id for path in others if path in closed or (path / course.assignment_id).is_dir()]


def check_submission(folder: Path, notebooks: list[Path]) -> None:
    """Raise UntrustedError, with the file and the remedy, for a submission that would stop nbgrader."""
    check_names(folder)
    for path in notebooks:
        if not path.is_file() or path.stat().st_size > MAX_NOTEBOOK_BYTES:
            raise UntrustedError(f"{path.name} is no file, or over {MAX_NOTEBOOK_BYTES // 2**20} MiB; remove it")
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
