"""The course's own `nbgrader_config.py`: loads it for nbgrader in another folder, and tells it what a hub says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from wellfounded.i18n.errors import UserError
from wellfounded.learner.dates import COURSE_ID, EXCHANGE

CONFIG = "nbgrader_config.py"


class ConfigError(UserError):
    """A course's nbgrader_config.py cannot be used; the message says why, and what to do."""


def load_config(course: Path, root: Path, module: str) -> Any:
    """Return the traitlets Config of `course`, for one module of the course whose folders are in `root`.

    ConfigError where it cannot be read: an instructor may have changed it, or kept that of an earlier release.
    """
    from traitlets.config import PyFileConfigLoader

    try:
        config = PyFileConfigLoader(CONFIG, path=str(course)).load_config()
    except Exception as error:
        problem = f"{course / CONFIG}: cannot be read ({error}). Compare it with the one that this release came with."
        raise ConfigError(problem) from error
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = module
    return config


def use_exchange(config: Any) -> None:
    """Let nbgrader use the course's id and the exchange that a hub names; without a hub, change nothing."""
    if COURSE_ID in os.environ:
        config.CourseDirectory.course_id = os.environ[COURSE_ID]
    if EXCHANGE in os.environ:
        config.Exchange.root = os.environ[EXCHANGE]
