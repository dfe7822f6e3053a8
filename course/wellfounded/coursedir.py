"""The course's own `nbgrader_config.py`, for nbgrader in this process and in another folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CONFIG = "nbgrader_config.py"


def settings(course: Path, root: Path, module: str) -> Any:
    """Return traitlets' Config of `course`, to be used on one module of the course laid out in `root`."""
    from traitlets.config import PyFileConfigLoader

    loaded = PyFileConfigLoader(CONFIG, path=str(course)).load_config()
    loaded.CourseDirectory.root = str(root)
    loaded.CourseDirectory.assignment_id = module
    return loaded
