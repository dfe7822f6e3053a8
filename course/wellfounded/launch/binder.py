"""Starts the course on Binder: lays out a copy of the lessons, then runs Binder's command in a learner's environment.

`binder/start` runs `python -m wellfounded.launch.binder COMMAND...` in the root of the course.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

from wellfounded.launch.jupyterlab import first_lesson
from wellfounded.launch.server import environment
from wellfounded.learner.layout import lay_out

COPY = "my-course"


def main(command: list[str]) -> None:
    """Lay out the copy, and replace this process by `command`; JupyterLab serves the folder in which it starts."""
    course = Path.cwd()
    lay_out(course, course / COPY, "binder", root=course)
    lesson = first_lesson(course / COPY)
    first_page = {"WELLFOUNDED_FIRST": f"/doc/tree/{COPY}/{quote(lesson)}"}  # see jupyter_server_config.py
    os.execvpe(command[0], command, environment(course, course / COPY) | first_page)  # noqa: S606 (Binder's own command)


if __name__ == "__main__":
    main(sys.argv[1:])
