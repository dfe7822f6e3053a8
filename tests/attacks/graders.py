"""The programs that grade, each behind one function: given the root of a course, grade all of it."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.attacks.attack import MODULE

GIB = 2**30
PATIENCE = 600  # seconds; whoever waits longer, waits for a pipe


@dataclass(frozen=True)
class Said:
    """What a program wrote to both streams, and its exit status: None when it had to be stopped."""

    text: str
    status: int | None


def run(course: Path, *command: str, patience: float | None = None, largest: int = GIB, **env: str) -> Said:
    """Run a program of ours in a course, with a limit to its time, to its memory and to any file it writes."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (8 * GIB, 8 * GIB))
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    told = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=course,
        env={**os.environ, "PATH": path, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=limit,
        start_new_session=True,
    )
    try:
        said, _ = told.communicate(timeout=patience or PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(told.pid, 9)
        said, _ = told.communicate()
        return Said(said.decode("utf-8", "backslashreplace"), None)
    return Said(said.decode("utf-8", "backslashreplace"), told.returncode)


def nbgrader_autograde(course: Path) -> Said:
    """Run nbgrader's own autograde, with our configuration."""
    return run(course, "nbgrader", "autograde", MODULE)


def wellfounded_grade(course: Path) -> Said:
    """Run our own grader."""
    return run(course, "wellfounded", "grade", MODULE)


GRADERS: dict[str, Callable[[Path], Said]] = {"nbgrader": nbgrader_autograde, "wellfounded": wellfounded_grade}
