"""Marks a hand-in at home and records it through nbgrader, for learner `me`; writes each step to stdout, as JSON.

Run as `python -m wellfounded.grading.at_home WORKSPACE [FOLDER]`. Without the lesson's folder it waits for a line on
stdin that names it, and reads no key before: who waits for marks need not wait for imports. A step is one line. The
first comes once the lesson is marked: `html`, the review, and `at`, when it was handed in. nbgrader records after that,
and the last line says `done`: with what was `recorded`, points and maximum; or with words for the learner, `refused`
where nothing was handed in, `unrecorded` where the hand-in stands and its record failed.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wellfounded.content.case import CASES, Case, read_cases, with_practised_places
from wellfounded.content.case_file import adapter, read_case, rendered
from wellfounded.grading.marked_lesson import NotHandedInError, mark_lesson, note_marks
from wellfounded.grading.nbgrader.config import load_config
from wellfounded.grading.submission import TIMESTAMP
from wellfounded.i18n.messages import english, later, phrase
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.language import speak_language
from wellfounded.learner.lessons import module_of
from wellfounded.learner.workspace import Workspace, open_workspace

ME = "me"
Step = dict[str, Any]


UNRECORDED = later(
    "One thing went wrong afterwards: the record of your points could not be written. Your answers are safe, and this "
    "result stands. To try once more, hand in again."
)
UNMARKED = later(
    "The lesson could not be marked. Close the course, start it again, then hand in once more. If that does not help, "
    "ask whoever gave you the course: a file that it is marked by is missing or damaged."
)


class UnrecordedError(Exception):
    """nbgrader refused to record the hand-in; the message is nbgrader's."""


def steps(workspace: Workspace, folder: Path) -> Iterator[Step]:
    """Hand in the lesson in `folder`: mark, then record; yield each step."""
    module = module_of(folder)
    cases = graded(workspace, folder, module)
    html, handed_in = mark_lesson(workspace, folder, cases, "home")
    note_marks(folder, module, cases)
    yield {"html": html, "at": handed_in["at"]}
    try:
        yield {"done": True, "recorded": record(workspace, folder, module)}
    except Exception as error:  # noqa: BLE001 (nbgrader may fail in any way: the hand-in stands)
        sys.stderr.write(f"{error}\n")
        yield {"done": True, "unrecorded": phrase(UNRECORDED)}


def graded(workspace: Workspace, folder: Path, module: str) -> list[Case]:
    """Return the graded cases of the lesson in `folder` with their keys, in the lesson's order."""
    public = read_cases(folder / CASES).values()
    keys = workspace.course / "source" / module / "cases"
    cases = [rendered(read_case(keys / f"{case.id}.yaml")) for case in public if case.use == "graded"]
    return with_practised_places(cases, public)


def record(workspace: Workspace, folder: Path, module: str) -> tuple[float, float]:
    """Grade the hand-in with nbgrader, in this process; return points and maximum from its gradebook.

    The gradebook lies in the workspace, hidden, one for each set of grade cells: nbgrader refuses cells
    added or removed once there are submissions.
    """
    source = workspace.course / "source" / module
    root = workspace.hidden(module) / _cells_digest(source / f"{module}.ipynb")
    first = not (root / "gradebook.db").exists()
    unchanged = not first and filecmp.cmp(source / f"{module}.ipynb", root / "source" / module / f"{module}.ipynb")
    shutil.copytree(source, root / "source" / module, dirs_exist_ok=True)
    api = _api(workspace.course, root, module)
    if not unchanged:
        with english():
            _check_success(api.generate_assignment(module))
    _submit(folder, root, module)
    with english():
        _check_success(api.autograde(module, ME))
    with api.gradebook as book:
        submission = book.find_submission(module, ME)
        return submission.code_score, submission.max_code_score  # nobody marks written answers at home


def _api(course: Path, root: Path, module: str) -> Any:
    """Return nbgrader's API. It calls alembic by name, so our own environment leads the PATH."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    config = load_config(course, root, module)
    config.Exchange.root = str(root / "exchange")  # an exchange belongs to a cohort; this one stays empty
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def _submit(folder: Path, root: Path, module: str) -> None:
    """Copy the journal to where nbgrader looks for a submission, with the time of handing in."""
    submitted = root / "submitted" / ME / module
    submitted.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(root / "release" / module / f"{module}.ipynb", submitted / f"{module}.ipynb")
    shutil.copyfile(folder / JOURNAL, submitted / JOURNAL)
    (submitted / TIMESTAMP).write_text(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC")


def _cells_digest(notebook: Path) -> str:
    """Return a digest of the ids and points of a notebook's nbgrader cells."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    metadata = [cell["metadata"].get("nbgrader") for cell in cells]
    return hashlib.sha256(json.dumps(list(filter(None, metadata))).encode()).hexdigest()[:12]


def _check_success(result: dict[str, Any]) -> None:
    if not result["success"]:
        raise UnrecordedError(f"{result.get('log', '')}\n{result.get('error', '')}")


def main(copy: str, folder: str) -> None:
    """Write each step; a failure becomes a message for the learner, and its details go to stderr."""
    workspace = open_workspace(Path(copy))
    speak_language(workspace)
    try:
        if workspace is None:
            raise FileNotFoundError(f"{copy} holds no record of a learner's copy")
        for step in steps(workspace, Path(folder)):
            _write_step(step)
    except Exception as error:  # noqa: BLE001 (whatever it is, the learner gets a message)
        sys.stderr.write(f"{error}\n")
        _write_step({"done": True, "refused": _failure_message(error)})


def _failure_message(error: Exception) -> str:
    if isinstance(error, NotHandedInError):
        return str(error)
    return phrase(UNMARKED)


def _write_step(step: Step) -> None:
    sys.stdout.write(f"{json.dumps(step)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.umask(0o077)  # answers and points are for the learner alone
    adapter()
    lesson = sys.argv[2] if len(sys.argv) > 2 else sys.stdin.readline().strip()
    if lesson:  # none comes where the learner goes away
        main(sys.argv[1], lesson)
