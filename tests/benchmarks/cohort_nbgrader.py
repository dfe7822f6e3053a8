"""How long nbgrader itself takes to grade and to give feedback, with our configuration and without, by its own log."""

from __future__ import annotations

import re
import shutil
import statistics
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from tests.benchmarks.cohort_course import generate, part
from tests.benchmarks.cohort_measures import Figures, spent
from wellfounded.grading.demo_class import nbgrader


def step(course: Path, module: str, sample: int) -> Figures:
    """Time `nbgrader autograde` with our steps on some of the submissions."""
    return graded(part(course, course.with_name("step"), module, sample), module, sample)


def stock(course: Path, module: str, sample: int) -> Figures:
    """Time `nbgrader autograde` as it comes on the same."""
    root = part(course, course.with_name("stock"), module, sample)
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'stock'\n")
    generate(root, module)
    return graded(root, module, sample)


def graded(root: Path, module: str, sample: int) -> Figures:
    """Time `nbgrader autograde` on the submissions of a course."""
    return timed(root, ["autograde", module], "Creating/updating student", sample)


def stock_feedback(course: Path, module: str, sample: int) -> Figures:
    """Time `nbgrader generate_feedback` with our configuration on some of the graded submissions."""
    root = part(course, course.with_name("stock-feedback"), module, sample)
    shutil.copy(course / "gradebook.db", root)
    for folder in (root / "submitted").iterdir():
        shutil.copytree(course / "autograded" / folder.name, root / "autograded" / folder.name)
    return timed(root, ["generate_feedback", module], "Converting notebook", sample)


def timed(
    root: Path,
    command: list[str],
    begins: str,
    sample: int,
    nbgrader: Callable[..., CompletedProcess[str]] = nbgrader,
) -> Figures:
    """Run nbgrader and read from its log how long each submission took, its own start aside."""
    log = ("--log-level=INFO", "--NbGrader.log_format=%(created)f|%(message)s")
    used = [spent()]
    nbgrader(root, *command, "--student", min(each.name for each in (root / "submitted").iterdir()))
    used.append(spent())
    said = nbgrader(root, *command, "--force", *log).stderr
    cpu = 1000 * (spent() - 2 * used[1] + used[0]) / max(1, sample - 1)
    start, end = (
        [float(each) for each in re.findall(rf"^([0-9.]+)\|{words}", said, re.MULTILINE)]
        for words in (begins, "Setting destination file permissions")
    )
    if not len(start) == len(end) == sample:
        raise SystemExit(f"nbgrader's log reads otherwise than expected:\n{said[-1500:]}")
    each = [1000 * (b - a) for a, b in zip(start, end, strict=True)]
    return {"ms": statistics.mean(each), "cpu ms": cpu, "median": statistics.median(each), "of": sample}
