"""What learners are given of a release: one allow-list for kits, copies, and the check of a release."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from wellfounded.content.case import CASES

ACTIVITIES = "activities.json"  # beside the notebook: what a lesson lets a learner try
RELEASE = "release"  # in the course, and in a kit
KIT = "kit.json"  # beside it, in a kit for a cohort
LOCK = "requirements.lock"  # beside it, in both
READ_ME = "READ-ME-FIRST.txt"  # in a kit
STARTS = ("start.py", "start.sh", "start.command", "start.bat")  # in a kit: what starts the course
PICTURES = {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"}
COURSE = "nbgrader_config.py"  # beside it, where the course is written


def lessons(course: Path) -> list[Path]:
    """Return the folders of the released lessons, in order.

    A kit names its own: those of an older one, into which it was unpacked, are passed over.
    """
    named = about_kit(course).get("lessons")
    lessons = sorted(path for path in (course / RELEASE).glob("*") if path.is_dir() and not path.is_symlink())
    return [path for path in lessons if path.name in named] if isinstance(named, list) else lessons


def files(lesson: Path) -> list[Path]:
    """Return the files of a released lesson that learners are given, relative to it; no link is among them."""
    real = lesson.resolve()
    names = sorted(allowed(lesson.name, cells(lesson / f"{lesson.name}.ipynb")))
    return [Path(name) for name in names if (real / name).is_file() and (real / name).resolve() == real / name]


def allowed(name: str, written: Iterable[Any]) -> set[str]:
    """Return the paths that a lesson may hold: notebook, `cases.json`, `activities.json`, and pictures in its cells."""
    texts = ["".join(cell["source"]) for cell in written if cell["cell_type"] == "markdown"]
    shown = {path for text in texts if "![" in text for path in _pictures(text)}
    return {f"{name}.ipynb", CASES, ACTIVITIES, *(path for path in shown if _is_picture(path))}


def _pictures(text: str) -> list[str]:
    from wellfounded.content.markdown import pictures  # slow to import, and seldom needed where learners work

    return [path for path, _ in pictures(text)]


def cells(notebook: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook; none where it cannot be read."""
    try:
        return cells_of(notebook.read_bytes())
    except OSError:
        return []


def cells_of(notebook: bytes) -> list[dict[str, Any]]:
    """Return the cells of a notebook's text; none where that is no notebook."""
    try:
        loaded = json.loads(notebook)["cells"]
        return [{"cell_type": cell["cell_type"], "source": "".join(cell["source"])} for cell in loaded]
    except (ValueError, KeyError, TypeError):
        return []


def is_release(folder: Path) -> bool:
    """Return whether a folder is a released lesson, and nobody's copy of it: what is answered there reaches nobody."""
    root = folder.parent.parent
    return folder.parent.name == RELEASE and any((root / name).is_file() for name in (COURSE, KIT))


def about_kit(course: Path) -> dict[str, Any]:
    """Return what a kit says of itself: `lessons`, `wheel`, `due` and `marks`; nothing where `course` is no kit."""
    try:
        about = json.loads((course / KIT).read_bytes())
    except (OSError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}


def _is_picture(path: str) -> bool:
    """Return whether a path is that of a picture within the lesson's folder."""
    place = PurePosixPath(path)
    plain = not place.is_absolute() and ".." not in place.parts and not {":", "\\"} & set(path)
    return plain and place.suffix.lower() in PICTURES
