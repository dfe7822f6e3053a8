"""A course with a cohort's submissions, and a copy of it with some of them."""

from __future__ import annotations

import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.grading.large_cohort import LINKS, hand_in_crowd, learner
from tests.places import COURSE
from wellfounded.grading.demo_class import nbgrader

PART = LINKS  # submissions that a process makes at once


def released_course(course: Path, module: str) -> None:
    """Copy this course and release a module; `empty.db` beside it is the gradebook before anything was graded."""
    for name in ("source", "release"):
        shutil.copytree(COURSE / name, course / name)
    shutil.copy(COURSE / "nbgrader_config.py", course)
    generate(course, module)
    shutil.copy(course / "gradebook.db", course.with_name("empty.db"))


def generate(course: Path, module: str) -> None:
    done = nbgrader(course, "generate_assignment", module, "--force")
    if done.returncode:
        raise SystemExit(done.stderr)


def hand_in(course: Path, module: str, learners: int, *, linked: bool) -> None:
    """Make the submissions, part by part, on every core; no process holds more than one submission."""
    one_part = partial(hand_in_crowd, course, module, linked=linked)
    firsts = range(0, learners, PART)
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(one_part, (min(PART, learners - first) for first in firsts), firsts):
            pass


def changed(course: Path, module: str, learners: int) -> list[Path]:
    """Return the shared notebooks that are no longer the released one: somebody wrote to a submission."""
    released = (course / "release" / module / f"{module}.ipynb").read_bytes()
    shared = (course / "submitted" / learner(first) / module / f"{module}.ipynb" for first in range(0, learners, PART))
    return [path for path in shared if path.read_bytes() != released]


def part(course: Path, root: Path, module: str, sample: int) -> Path:
    """Copy a course with some of its submissions."""
    for name in ("source", "release"):
        shutil.copytree(course / name, root / name)
    shutil.copy(course / "nbgrader_config.py", root)
    for number in range(sample):  # copied without their modes: nbgrader writes to what it copied
        name = learner(number)
        shutil.copytree(course / "submitted" / name, root / "submitted" / name, copy_function=shutil.copyfile)
    generate(root, module)
    return root
