"""Reads and scores a submission, in a worker, and returns small, plain rows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from wellfounded.grading.batch.autograded_folder import AutogradedNotebook
from wellfounded.grading.batch.graded_files import marked_notebook
from wellfounded.grading.batch.module_template import ModuleTemplate
from wellfounded.grading.batch.submission_files import read_submission, sha, submission_files
from wellfounded.grading.nbgrader.scored_cells import automatic, automatic_comment, waits
from wellfounded.grading.submission import UntrustedError, read_end, read_plain

CRASHED = "it took down the process that read it, perhaps for want of memory"
MAX_NOTEBOOK_BYTES = 4 * 2**20  # bytes; a released notebook is about 0.1 MiB
NOTEBOOK_END = re.compile(rb'"nbformat": ?4,\s*"nbformat_minor": ?\d+\s*}\s*$')
END = 100  # bytes, in which this stands


@dataclass(frozen=True)
class GradingTask:
    """A submission to grade, and its entry in the ledger: `journal` and `setting` are digests."""

    module: str
    learner: str
    journal: str = ""
    setting: str = ""
    mtime: int = 0  # of the graded notebook, in ns, when we wrote it; 0 where none was stored
    untouched: bool = False  # whether that is still the time of the graded notebook that is there
    late: str = ""  # what lateness depends on besides the time of submission
    store: bool = True  # its graded notebook; a dry run stores none
    refused: str = ""  # why it is not even read


@dataclass(frozen=True)
class MarkedSubmission:
    """What a submission earned. Each entry of `grades` is (cell, automatic score), of `comments` (cell, comment)."""

    task: GradingTask
    journal: str = ""  # digests of the journal and, after a colon, of the time of submission
    timestamp: datetime | None = None
    grades: tuple[tuple[str, float | None], ...] = ()
    comments: tuple[tuple[str, str | None], ...] = ()
    remarks: tuple[str, ...] = ()
    refused: str = ""
    written: str = ""  # the name of the graded folder, beside its place
    same: bool = False  # nothing has changed since it was last graded


def prepare_notebooks(templates: list[ModuleTemplate]) -> dict[str, AutogradedNotebook]:
    """Return every module's notebook, which a worker keeps."""
    return {template.module: AutogradedNotebook(template) for template in templates}


def mark_submission(notebooks: dict[str, AutogradedNotebook], task: GradingTask) -> MarkedSubmission:
    """Mark a submission. Whatever it does, the others are marked."""
    if task.refused:
        return MarkedSubmission(task, refused=task.refused)
    try:
        return _read_and_score(task, notebooks[task.module])
    except UntrustedError as error:
        return MarkedSubmission(task, refused=str(error))
    except Exception as error:  # noqa: BLE001 (whatever a submission does, it must not stop the others)
        return MarkedSubmission(task, refused=f"could not be graded ({type(error).__name__}: {error})")


def crashed(task: GradingTask) -> MarkedSubmission:
    """Return what stands for a submission that took down its worker."""
    return MarkedSubmission(task, refused=CRASHED)


def _read_and_score(task: GradingTask, copy: AutogradedNotebook) -> MarkedSubmission:
    submission = read_submission(copy.template.submitted / task.learner / task.module)
    digest = f"{submission.digest}:{sha(submission.timestamp + task.late.encode())}"
    base = MarkedSubmission(task, digest, submission.time)
    as_before = (task.journal, task.setting) == (digest, copy.digest) and task.untouched
    if as_before and (task.mtime or not task.store):
        return replace(base, same=True)
    nb, trouble = marked_notebook(copy, submission, feedback=task.store)
    grades, comments = _rows(nb, copy)
    files = copy.files(nb, submission.timestamp, submission.secret()) if task.store else {}
    written = copy.write(task.learner, files) if files else ""
    notebook_problem = _notebook_problem(submission.folder, task.module)
    remarks = tuple(filter(None, (trouble, submission.time_problem, notebook_problem, _left_out_remark(nb, copy))))
    return replace(base, grades=grades, comments=comments, remarks=remarks, written=written)


def task_files(templates: dict[str, ModuleTemplate], task: GradingTask) -> dict[Path, bytes] | None:
    """Return the files that are read for a task, for a machine that lacks them; None where it must be done here."""
    if task.refused:
        return {}
    folder = templates[task.module].submitted / task.learner / task.module
    files, notebook = submission_files(folder), folder / f"{task.module}.ipynb"
    if files is None:
        return None
    try:
        end = read_end(notebook, END, MAX_NOTEBOOK_BYTES)
        # Where the end tells that it is a notebook, nothing else of it is read.
        return {**files, notebook: end if NOTEBOOK_END.search(end) else read_plain(notebook, MAX_NOTEBOOK_BYTES)}
    except FileNotFoundError:
        return files
    except UntrustedError:
        return None


def _notebook_problem(folder: Path, module: str) -> str:
    """Return what is wrong with the submitted notebook. It is not graded, but nbgrader alone would stop at it."""
    name = f"{module}.ipynb"
    try:
        if NOTEBOOK_END.search(read_end(folder / name, END, MAX_NOTEBOOK_BYTES)):
            return ""  # as Jupyter writes it; to read 200 kB of every submission takes longer than to mark it
        notebook = json.loads(read_plain(folder / name, MAX_NOTEBOOK_BYTES))
        return "" if notebook["nbformat"] == 4 and notebook["cells"] is not None else f"{name} is of another format"
    except FileNotFoundError:
        return f"{name} is missing; marked from the answers all the same"
    except UntrustedError as error:
        return f"{error}; marked from the answers all the same"
    except (ValueError, LookupError, TypeError, RecursionError):
        return f"{name} is no notebook; marked from the answers all the same"


def _left_out_remark(nb: Any, copy: AutogradedNotebook) -> str:
    """Return which cases were left out beyond the limit; "" for none."""
    names = [name for i, name in copy.graded.items() if waits(nb.cells[i])]
    remark = "left out beyond a third of the points, and to be marked in formgrader"
    return f"{', '.join(names)}: {remark}" if names else ""


def _rows(
    nb: Any, copy: AutogradedNotebook
) -> tuple[tuple[tuple[str, float | None], ...], tuple[tuple[str, str | None], ...]]:
    """Return grades and comments, by nbgrader's own rules."""
    grades = [(name, automatic(nb.cells[i])) for i, name in copy.graded.items()]
    comments = {name: automatic_comment(nb.cells[i]) for i, name in copy.answered.items()}
    return tuple(grades), tuple({**copy.comments, **comments}.items())
