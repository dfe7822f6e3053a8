"""Makes a module's release with nbgrader, in a scratch course and without a gradebook."""

from __future__ import annotations

import logging
from pathlib import Path

from wellfounded.content.mistakes import Mistake, MistakesError
from wellfounded.grading.nbgrader.config import load_config


def release(course: Path, scratch: Path, name: str) -> dict[Path, bytes]:
    """Return the files of `release/NN-slug` by path; `scratch/source/NN-slug` is what is released.

    nbgrader works with the course's own `nbgrader_config.py`; MistakesError when it refuses.
    """
    from nbgrader.converters.base import NbGraderException
    from nbgrader.converters.generate_assignment import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    config = load_config(course, scratch, name)
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    log = logging.getLogger("wellfounded.release")
    refused = _Refusals()
    log.handlers, log.propagate = [refused], False
    directory = CourseDirectory(config=config)
    converter = GenerateAssignment(coursedir=directory, config=config, log=log)
    try:
        converter.start()
    except (NbGraderException, SystemExit) as error:
        why = "\n".join(refused.lines) or str(error)
        raise MistakesError([Mistake(course / "source" / name, "release", why, "mend it and build again")]) from error
    made = scratch / "release" / name
    return {path.relative_to(made): path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()}


class _Refusals(logging.Handler):
    """Keeps what nbgrader says when it refuses: its exception names only a log file."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
