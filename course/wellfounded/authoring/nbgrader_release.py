"""Makes the release of a module with nbgrader, in a temporary course without a gradebook."""

from __future__ import annotations

import logging
from pathlib import Path

from wellfounded.content.mistakes import Mistake, MistakesError
from wellfounded.grading.nbgrader.config import load_config


def release_files(course: Path, scratch: Path, name: str) -> dict[Path, bytes]:
    """Return the files of `release/NN-slug` by path, made from `scratch/source/NN-slug`.

    nbgrader uses the course's own `nbgrader_config.py`; MistakesError if it refuses.
    """
    from nbgrader.converters.base import NbGraderException
    from nbgrader.converters.generate_assignment import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    config = load_config(course, scratch, name)
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    log = logging.getLogger("wellfounded.release")
    errors = _ErrorMessages()
    log.handlers, log.propagate = [errors], False
    directory = CourseDirectory(config=config)
    converter = GenerateAssignment(coursedir=directory, config=config, log=log)
    try:
        converter.start()
    except (NbGraderException, SystemExit) as error:
        problem = "\n".join(errors.messages) or str(error)
        raise MistakesError(
            [Mistake(course / "source" / name, "release", problem, "mend it and build again")]
        ) from error
    folder = scratch / "release" / name
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class _ErrorMessages(logging.Handler):
    """Collects nbgrader's error messages, since its exception names only a log file."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
