"""Marks a hand-in at home and records it through nbgrader, for learner `me`; says each step on stdout, as JSON.

Run as `python -m wellfounded.grading.home WORKSPACE MODULE`. A step is one line: `says`, what is being done;
`share`, how much of it is done; `html`, the review; on the last line `done`, and `refused` if it failed.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from wellfounded.cases import CASES, Case, read_cases
from wellfounded.coursedir import settings
from wellfounded.grading.submission import read_journal
from wellfounded.journal import JOURNAL, Journal, append
from wellfounded.keys import read_case, rendered
from wellfounded.marks import unmarked
from wellfounded.review import by_hand, calibration, reviews
from wellfounded.words import english, phrase
from wellfounded.workspace import REVIEW, Workspace, open_workspace

ME = "me"
Step = dict[str, Any]


class UnrecordedError(Exception):
    """What nbgrader said when it refused to record."""


def steps(workspace: Workspace, module: str) -> Iterator[Step]:
    """Mark, then record; yield each step."""
    hidden = workspace.hidden(module)
    hidden.mkdir(parents=True, exist_ok=True)
    html, points = module_review(workspace, module)
    (hidden / REVIEW).write_text(html, encoding="utf-8")
    note(workspace, module)
    yield {"html": html, "share": 0.1, "says": phrase("Marked: {points}. Now nbgrader records it…", points=points)}
    got, most = yield from record(workspace, module)
    told = phrase("Handed in. The gradebook says {n} of {all} points.", n=f"{got:g}", all=f"{most:g}")
    yield {"done": True, "says": told}


def module_review(workspace: Workspace, module: str) -> tuple[str, str]:
    """Return the review of a module's graded cases as HTML, and its points in words."""
    journal, trouble = read_journal(workspace.home(module))
    cases = graded(workspace, module)
    handed = [list(reviews(cases, each, trouble).values()) for each in journal.handins() or [journal]]
    most = sum(case.points for case in cases)
    points = [f"{sum(each.points for each in reviews):g}" for reviews in handed]
    scores = [phrase("{n} of {all} points", n=each, all=f"{most:g}") for each in points]
    body = "".join(each.html for each in handed[-1])
    written = "".join(by_hand(case, each, journal) for case in cases for each in case.written)
    told = calibration(cases, journal)
    return f"<section>{_history(journal, scores)}{told}{body}{written}</section>", scores[-1]


def note(workspace: Workspace, module: str) -> None:
    """Let the journal say what each hand-in earned. One that could not be noted is noted with the next."""
    path = workspace.home(module) / JOURNAL
    try:
        for event in unmarked(module, graded(workspace, module), read_journal(path.parent)[0]):
            append(path, event)
    except OSError as error:  # the review stands all the same
        sys.stderr.write(f"{path}: the marks could not be noted: {error}\n")


def graded(workspace: Workspace, module: str) -> list[Case]:
    """Return the graded cases of a lesson with their keys, in the lesson's order."""
    public = read_cases(workspace.home(module) / CASES).values()
    folder = workspace.course / "source" / module / "cases"
    return [rendered(read_case(folder / f"{case.id}.yaml")) for case in public if case.use == "graded"]


def _history(journal: Journal, scores: list[str]) -> str:
    """Return how each hand-in did. From the second on, the key had been shown."""
    events = [event for event in journal.events if event["event"] == "handin"]
    if len(events) < 2:
        return f"<h3>{phrase('Your review: {points}', points=scores[-1])}</h3>"
    first, *more = scores
    told = [first, *(phrase("{points}, after the answers had been shown", points=each) for each in more)]
    items = [f"<li>{escape(event['at'][:10])}: {each}</li>" for event, each in zip(events, told, strict=True)]
    return f"<h3>{phrase('Your review: {points}', points=told[-1])}</h3><ol>{''.join(items)}</ol>"


def record(workspace: Workspace, module: str) -> Generator[Step, None, tuple[float, float]]:
    """Grade the hand-in with nbgrader, in this process; return points and maximum from its gradebook.

    The gradebook lies in the workspace, hidden, one for each set of grade cells: nbgrader refuses cells
    added or removed once there are submissions.
    """
    source = workspace.course / "source" / module
    root = workspace.hidden(module) / _cells(source / f"{module}.ipynb")
    first = not (root / "gradebook.db").exists()
    same = not first and filecmp.cmp(source / f"{module}.ipynb", root / "source" / module / f"{module}.ipynb")
    shutil.copytree(source, root / "source" / module, dirs_exist_ok=True)
    api = _api(workspace.course, root, module)
    if first:
        yield {"share": 0.4, "says": phrase("Setting up nbgrader's gradebook, this first time…")}
    if not same:
        with english():
            _succeeded(api.generate_assignment(module))
    yield {"share": 0.7, "says": phrase("nbgrader records your points…")}
    _submit(workspace.home(module), root, module)
    with english():
        _succeeded(api.autograde(module, ME))
    with api.gradebook as book:
        found = book.find_submission(module, ME)
        return found.code_score, found.max_code_score  # what is written nobody marks at home


def _api(course: Path, root: Path, module: str) -> Any:
    """Return nbgrader's API. It calls alembic by name, so our own environment leads the PATH."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    config = settings(course, root, module)
    config.Exchange.root = str(root / "exchange")  # an exchange belongs to a cohort; this one stays empty
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def _submit(folder: Path, root: Path, module: str) -> None:
    """Lay the journal where nbgrader looks for a submission, with the time of handing in."""
    target = root / "submitted" / ME / module
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(root / "release" / module / f"{module}.ipynb", target / f"{module}.ipynb")
    shutil.copyfile(folder / JOURNAL, target / JOURNAL)
    (target / "timestamp.txt").write_text(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC")


def _cells(notebook: Path) -> str:
    """Return a digest of the ids and points of a notebook's nbgrader cells."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    about = [cell["metadata"].get("nbgrader") for cell in cells]
    return hashlib.sha256(json.dumps([each for each in about if each]).encode()).hexdigest()[:12]


def _succeeded(result: dict[str, Any]) -> None:
    if not result["success"]:
        raise UnrecordedError(f"{result.get('log', '')}\n{result.get('error', '')}")


def main(folder: str, module: str) -> None:
    """Say each step; whatever fails is said in words, and what is known of it goes to stderr."""
    workspace = open_workspace(Path(folder))
    try:
        if workspace is None:
            raise FileNotFoundError(f"{folder} holds no record of a learner's copy")
        for step in steps(workspace, module):
            _say(step)
    except Exception as error:  # noqa: BLE001 (whatever it is, the learner is told in words)
        sys.stderr.write(f"{error}\n")
        _say({"done": True, "refused": _trouble(error)})


def _trouble(error: Exception) -> str:
    if isinstance(error, UnrecordedError):
        return phrase("nbgrader could not record the points; the review stands all the same.")
    why = " ".join(str(error).split())[:200]
    return phrase("The lesson could not be marked ({why}). Run 'make learn' again.", why=why)


def _say(step: Step) -> None:
    sys.stdout.write(f"{json.dumps(step)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
