"""The command line, `wellfounded …`: each command is a few lines that call the package that does the work."""

from wellfounded.launch.commands import (  # noqa: F401 (each adds its commands)
    author,
    dates,
    exchange,
    instructor,
    learner,
    lms,
    marking,
    notebooks,
)
from wellfounded.launch.commands.app import app

__all__ = ["app"]
