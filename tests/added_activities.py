"""Gives the small course the gallery's activities."""

import shutil
from pathlib import Path

from tests.places import GALLERY
from wellfounded.authoring.lesson import LESSON
from wellfounded.content.activity_file import FOLDER

WRITTEN = GALLERY / "source/01-gallery" / FOLDER
MODULE = Path("source/01-sample")
CELL = "```{code-cell} ipython3\n"
SHOWN = {
    "desks": "predict",
    "doors": "path",
    "likely": "explore",
    "turns": "explore",
    "two-calendars": "timeline",
    "week": "deadlines",
}


def add_activities(course: Path) -> None:
    """Give the course's lesson the gallery's activities."""
    shutil.copytree(WRITTEN, course / MODULE / FOLDER)
    lesson = course / MODULE / LESSON
    before, end, after = lesson.read_text().rpartition(f"{CELL}hand_in()")
    cells = "".join(f'{CELL}{kind}("{name}")\n```\n\n' for name, kind in SHOWN.items())
    lesson.write_text(f"{before}{cells}{end}{after}")
