"""Two copies of one course with a cohort of good, odd and hostile submissions: one for nbgrader, one for ours."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from subprocess import CompletedProcess

from nbgrader.api import Gradebook

from tests.commands import nbgrader, wellfounded
from tests.grading.gradebook_contents import sqlite_url
from tests.grading.large_cohort import hand_in_crowd
from tests.grading.submissions import ANSWERS, MODULE, SUBMISSIONS, Cohort, Handed
from tests.places import COURSE, GALLERY, SAMPLE
from wellfounded.authoring.course_build import build

DUE = datetime(2026, 11, 15, 12)
ZERO = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
CROWD = 8
GALLERY_MODULE = "01-gallery"


def timed(text: str) -> Callable[[Handed], None]:
    def make(handed: Handed) -> None:
        handed.answer(ANSWERS)
        (handed.folder / "timestamp.txt").write_text(text)
        (handed.folder / "submission_secret.txt").write_text(text * 2)  # as after an exchange

    return make


def no_notebook(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.notebook.unlink()


def renamed_notebook(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.notebook.rename(handed.folder / "my lesson.ipynb")


def another_notebook(handed: Handed) -> None:
    handed.answer(ANSWERS)
    shutil.copy(handed.notebook, handed.folder / "Untitled.ipynb")


def half_character(handed: Handed) -> None:
    handed.answer(ANSWERS | {"q1": ["half"]})
    handed.journal.write_text(handed.journal.read_text().replace("half", "\\ud800"))


def linked_time(handed: Handed) -> None:
    handed.answer(ANSWERS)
    (handed.folder / "timestamp.txt").symlink_to(handed.folder / "nothing")


def thousand_hand_ins(handed: Handed) -> None:
    handed.answer(ANSWERS)
    line = '{"v":1,"id":"%d","at":"2026-11-25T00:00:00.%06dZ","event":"handin","case":["x"],"question":{}}\n'
    with handed.journal.open("a") as file:
        file.writelines(line % (i, i) for i in range(5000))


MORE: dict[str, Callable[[Handed], None]] = {
    "in time": timed("2026-11-15 06:59:59.25 America/New_York"),
    "late": timed("2026-11-15 12:00:01 UTC"),
    "late-elsewhere": timed("2026-11-15 07:30:00 America/New_York"),
    "empty-time": timed("\n"),
    "no-time": timed("soon"),
    "long-time": timed("2026-11-15 12:00:00 UTC" + " " * 200),
    "linked-time": linked_time,
    "no-notebook": no_notebook,
    "renamed-notebook": renamed_notebook,
    "another-notebook": another_notebook,
    "half-character": half_character,
    "thousand-hand-ins": thousand_hand_ins,
    "Zoë O'Brien-1 ني": timed("2026-11-10 10:00:00 UTC"),
    "x" * 128: timed("2026-11-10 10:00:00 UTC"),
}
UNFIT = {"two\nlines", "\x1b[31mred\u202egnp", "=cmd"}  # names that both refuse; nbgrader's copy has none
OTHERS = {"no-time", "no-notebook", "renamed-notebook", "linked-time", "long-time"}
NBGRADER_FAILS = {"not_json", "future_format", "pipe_journal", *OTHERS}


def made(root: Path, db_url: str = "") -> Path:
    """Build a course of two modules, with a due date and a late penalty, and release it."""
    for course in (SAMPLE, GALLERY):
        shutil.copytree(course, root, dirs_exist_ok=True)
    config = (COURSE / "nbgrader_config.py").read_text()
    (root / "nbgrader_config.py").write_text(
        config + ZERO + (f"c.CourseDirectory.db_url = {db_url!r}\n" if db_url else "")
    )
    build(root)
    for module in (MODULE, GALLERY_MODULE):
        done = nbgrader(root, "generate_assignment", module, "--force")
        assert done.returncode == 0, done.stderr
        with Gradebook(db_url or sqlite_url(root)) as book:
            book.update_or_create_assignment(module, duedate=DUE)
    return root


def hand_in(root: Path) -> Cohort:
    """Hand in every oddity for the one module, a small crowd for the other."""
    cohort = Cohort(root, root.parent / f"{root.name}-marks")
    cohort.marks.mkdir()
    for learner, make in {**SUBMISSIONS, **MORE}.items():
        folder = cohort.folder("submitted", learner)
        shutil.copytree(root / "release" / MODULE, folder)
        make(Handed(folder, cohort))
    hand_in_crowd(root, GALLERY_MODULE, CROWD)
    return cohort


def grade(root: Path, *arguments: str) -> CompletedProcess[str]:
    """Run `wellfounded grade` as an instructor does."""
    return wellfounded(root, "grade", "--jobs", "2", *arguments)
