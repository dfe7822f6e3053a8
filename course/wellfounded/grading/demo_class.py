"""Puts four made-up learners through the whole nbgrader pipeline, in a scratch folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module
from wellfounded.content.questions import Question
from wellfounded.journal.file import JOURNAL, append, new_event

LEARNERS = ("perfect", "partial", "blank", "damaged")
COPIED = ("source", "release", "nbgrader_config.py")


def run_demo(scratch: Path, course: Path) -> None:
    """Make a course in `scratch`, hand in, grade, write feedback; print marks and where the pages are."""
    console = Console(highlight=False, soft_wrap=True)
    _copy_course(course, scratch)
    modules = sorted(path.parent.name for path in scratch.glob("source/*/lesson.md") if graded_cases(path.parent))
    for module in modules:
        hand_in_four(scratch, module)
    with console.status("") as status:
        for module in modules:
            for step in ("generate_assignment", "autograde", "generate_feedback"):
                status.update(f"nbgrader {step} {module}")
                process = nbgrader(scratch, step, module, "--force")
                if process.returncode:
                    raise SystemExit(f"nbgrader {step} {module} failed:\n{process.stderr[-2000:]}")
    console.print(_table(scratch, modules))
    console.print(f"Feedback pages: {scratch / 'feedback'}/<learner>/<module>/<module>.html")


def nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader in the root of a course, and return the finished process.

    nbgrader calls `alembic` by name when it makes a gradebook, so our own environment leads the PATH.
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(  # noqa: S603 (our own arguments)
        command, cwd=course, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )


def graded_cases(folder: Path) -> list[Case]:
    """Return the graded cases of `source/NN-slug`; a module without any has nothing to hand in."""
    return [case for case in read_module(folder).values() if case.use == "graded"]


def hand_in_four(course: Path, module: str) -> None:
    """Hand in a module for each of `LEARNERS`."""
    questions = [(case, question) for case in graded_cases(course / "source" / module) for question in case.questions]
    hand_in(course, module, "perfect", questions)
    hand_in(course, module, "partial", questions[: max(1, len(questions) // 2)])
    hand_in(course, module, "blank", [])
    hand_in(course, module, "damaged", questions)
    (course / "submitted" / "damaged" / module / JOURNAL).write_bytes(b"\x00\xff damaged \n" * 9)


def hand_in(course: Path, module: str, learner: str, right: Iterable[tuple[Case, Question]]) -> Path:
    """Hand in the released module for a learner who answered only the questions in `right`, and those correctly."""
    folder = course / "submitted" / learner / module
    shutil.copytree(course / "release" / module, folder)
    for case, question in right:
        answer = {"wording": question.wording, "response": question.key()}
        append(folder / JOURNAL, new_event("answer", case.id, question.id, **answer))
    return folder


def marks(course: Path, module: str) -> dict[str, tuple[float, float]]:
    """Return each learner's points and the maximum, from nbgrader's gradebook, without what a person marks."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        submissions = book.assignment_submissions(module)
        return {s.student.id: (s.code_score, s.max_code_score) for s in submissions}


def _copy_course(course: Path, scratch: Path) -> None:
    for name in COPIED:
        copy = shutil.copytree if (course / name).is_dir() else shutil.copy
        copy(course / name, scratch / name)


def _table(course: Path, modules: list[str]) -> Table:
    table = Table("Module", *LEARNERS)
    for module in modules:
        points = {name: f"{score:g} of {maximum:g}" for name, (score, maximum) in marks(course, module).items()}
        table.add_row(module, *(points.get(name, "–") for name in LEARNERS))
    return table
