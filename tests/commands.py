"""`nbgrader` and `wellfounded` as a shell runs them, out of a process that has imported what they import.

Each run is a process with a folder, an environment and an output of its own. It is forked by a server that did nothing
but import: what a command does is the same, and only the seconds are spared that Python takes to start.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import runpy
import sys
import tempfile
from pathlib import Path
from subprocess import CompletedProcess

from nbgrader import api

IMPORTED = [
    *("nbgrader.apps.nbgraderapp", "nbgrader.apps.api", "nbgrader.converters", "nbgrader.plugins"),
    *("nbconvert.exporters", "wellfounded.grading.nbgrader.config", "wellfounded.grading.nbgrader.steps"),
    *("wellfounded.launch.commands", "wellfounded.authoring.course_build", "wellfounded.grading.at_home"),
    *(
        "wellfounded.grading.batch.grade",
        "wellfounded.grading.collect.collection",
        "wellfounded.grading.reports.report",
    ),
]
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__, *IMPORTED])
# nbgrader asks a program for this whenever it makes a gradebook: seconds, each time, for the same answer.
api.get_alembic_version = functools.cache(api.get_alembic_version)


def nbgrader(course: Path, *arguments: str, **env: str) -> CompletedProcess[str]:
    """Run nbgrader in the root of a course, and return what it said."""
    return command("nbgrader", course, *arguments, **env)


def wellfounded(folder: Path, *arguments: str, **env: str) -> CompletedProcess[str]:
    """Run a command of ours in a folder, and return what it said."""
    return command("wellfounded", folder, *arguments, **env)


def command(module: str, folder: Path, *arguments: str, **env: str) -> CompletedProcess[str]:
    """Run `python -m module` in a folder, with `env` beside our own environment."""
    os.environ["PATH"] = _with_ours_first(os.environ["PATH"])
    with tempfile.TemporaryDirectory() as scratch:
        said = [Path(scratch) / name for name in ("out", "err")]
        about = ([module, *arguments], folder, {**os.environ, **env}, said, api.get_alembic_version())
        process = FORKS.Process(target=_run, args=about)
        process.start()
        process.join()
        out, err = (each.read_text("utf-8") for each in said)
    assert process.exitcode is not None
    return CompletedProcess([module, *arguments], process.exitcode, out, err)


def _with_ours_first(path: str) -> str:
    """Return a PATH in which the programs of this environment come first: nbgrader calls `alembic` by name."""
    ours = str(Path(sys.executable).parent)
    return path if path.startswith(ours) else f"{ours}{os.pathsep}{path}"


def _run(words: list[str], folder: Path, env: dict[str, str], said: list[Path], version: str) -> None:
    """Be `python -m`, in a process that was just forked."""
    api.get_alembic_version = lambda: version
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    for number, path in enumerate(said, 1):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    streams = (os.fdopen(number, "w", buffering=1, encoding="utf-8", closefd=False) for number in (1, 2))
    sys.stdout, sys.stderr = streams
    sys.argv, sys.path = words, [str(folder), *sys.path]
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)
