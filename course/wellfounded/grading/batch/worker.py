"""Reads and scores a submission, in a worker, and returns small, plain rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from wellfounded.grading.batch.autograded_folder import AutogradedNotebook
from wellfounded.grading.batch.graded_files import marked_notebook
from wellfounded.grading.batch.module_template import ModuleTemplate
from wellfounded.grading.batch.submission_files import read_submission, sha
from wellfounded.grading.nbgrader.scored_cells import automatic, automatic_comment, waits
from wellfounded.grading.submission import UntrustedError, read_plain

CRASHED = "it took down the process that read it, perhaps for want of memory"
MAX_NOTEBOOK_BYTES = 4 * 2**20  # bytes; a released notebook is about 0.1 MiB


@dataclass(frozen=True)
class GradingTask:
    """A submission to grade, and its entry in the ledger: `journal` and `setting` are digests."""

    module: str
    learner: str
    journal: str = ""
    setting: str = ""
    mtime: int = 0  # of the graded notebook, in ns, when we wrote it; 0 where none was stored
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
    as_before = (task.journal, task.setting) == (digest, copy.digest) and copy.mtime(task.learner) == task.mtime
    if as_before and (task.mtime or not task.store):
        return replace(base, same=True)
    nb, trouble = marked_notebook(copy, submission, feedback=task.store)
    grades, comments = _rows(nb, copy)
    files = copy.files(nb, submission.timestamp, submission.secret()) if task.store else {}
    written = copy.write(task.learner, files) if files else ""
    notebook_problem = _notebook_problem(submission.folder, task.module, copy.released)
    remarks = tuple(filter(None, (trouble, submission.time_problem, notebook_problem, _left_out_remark(nb, copy))))
    return replace(base, grades=grades, comments=comments, remarks=remarks, written=written)


def _notebook_problem(folder: Path, module: str, released: bytes) -> str:
    """Return what is wrong with the submitted notebook. It is not graded, but nbgrader alone would stop at it."""
    name = f"{module}.ipynb"
    try:
        data = read_plain(folder / name, MAX_NOTEBOOK_BYTES)
        if data == released:
            return ""
        notebook = json.loads(data)
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
