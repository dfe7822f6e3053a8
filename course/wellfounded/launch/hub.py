"""Serves a course to a learner on a JupyterHub: lays out their copy in their home, then starts their server in it.

The hub runs `python -m wellfounded.launch.hub` as the learner, in place of `jupyterhub-singleuser`. Its environment
names the folder of the lessons, the course's id and nbgrader's exchange; see deploy/jupyterhub/courses.py.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

from wellfounded.journal.durable_append import make_private_folder
from wellfounded.launch.jupyterlab import first_lesson
from wellfounded.launch.server import COURSE, environment
from wellfounded.learner.dates import COURSE_ID
from wellfounded.learner.layout import UnfinishedError, lay_out
from wellfounded.learner.workspace import open_workspace

FIRST = "WELLFOUNDED_FIRST"  # see jupyter_server_config.py: it also lets pages come over a network in a tenth


def main(options: list[str]) -> None:
    """Lay out the copy, in a folder named after the course, and replace this process by the server; SystemExit if none.

    A learner whose home is full finds the copy as it was: answers are saved only where they can be written.
    """
    os.umask(0o077)  # answers are for the learner alone, and homes may be open to others
    course, copy = Path(os.environ[COURSE]), Path.home() / os.environ[COURSE_ID]
    make_private_folder(copy)
    try:
        lay_out(course, copy, "hub")
    except UnfinishedError as error:
        sys.stderr.write(f"{copy}: not laid out whole: {error.cause}\n")
    lesson = first_lesson(copy)
    if not lesson or open_workspace(copy) is None:
        raise SystemExit(f"{copy}: holds no lessons. Is {course} the kit, unpacked, and readable by everybody?")
    page = f"/doc/tree/{quote(lesson)}"
    served = {"JUPYTERHUB_ROOT_DIR": str(copy), "JUPYTERHUB_DEFAULT_URL": page, FIRST: page}
    os.chdir(copy)
    command = [sys.executable, "-P", "-m", "jupyterhub.singleuser", *options]
    os.execve(command[0], command, environment(course, copy) | served)  # noqa: S606 (the hub's own server)


if __name__ == "__main__":
    main(sys.argv[1:])
