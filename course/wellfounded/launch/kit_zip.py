"""Makes the learner's kit for a cohort: one zip file with wheel, lock, lessons and start scripts, and no key."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from textwrap import fill
from typing import Any

from wellfounded.authoring import glossary_lesson, review_lesson
from wellfounded.content import release
from wellfounded.content.release import KIT, LOCK, READ_ME, STARTS
from wellfounded.grading.dates.moments import in_full, local_zone
from wellfounded.grading.nbgrader.config import CONFIG
from wellfounded.i18n.errors import UserError
from wellfounded.launch.kit_check import kit_leaks
from wellfounded.learner.dates import KIT_DATES

NAME = "well-founded"  # the folder in the zip file
START_FILES = Path(__file__).parent / "start"  # scripts for Linux, macOS and Windows, and a page to read first
EXECUTABLE = 0o100755
READABLE = 0o100644


class KitError(UserError):
    """A kit could not be made; the message says why, and what to do."""


def kit(course: Path, target: Path, due: str = "", marks: str = "") -> Path:
    """Write the kit of `course` to the zip file `target`, and return it; KitError if something is missing or leaks.

    `due` says when to hand in, and `marks` where marks will be published. Both are the instructor's words, shown
    unchanged. The due dates in the gradebook go into the kit too.
    """
    lessons = release.lessons(course)
    if not lessons or not (course / LOCK).is_file():
        raise KitError(f"{course.resolve()} holds no release/ or no {LOCK}. Run this in the root of the course.")

    if changed := list(changed_lessons(course, lessons)):
        raise KitError("\n".join([*changed, "No kit was written."]))
    with tempfile.TemporaryDirectory(prefix="wellfounded-kit-") as scratch:
        wheel = _wheel(course, Path(scratch))
        kit_facts: dict[str, Any] = {"kind": "cohort", "wheel": wheel.name, "lessons": [path.name for path in lessons]}
        dates = gradebook_dates(course)
        kit_facts |= {KIT_DATES: dates} if dates else {}
        notes = {name: " ".join(text.split()) for name, text in (("due", due), ("marks", marks)) if text.split()}
        unchecked = Path(scratch) / "kit.zip"
        with zipfile.ZipFile(unchecked, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in (lesson / name for lesson in lessons for name in release.files(lesson)):
                _add(archive, path.relative_to(course).as_posix(), path.read_bytes())
            _add(archive, LOCK, (course / LOCK).read_bytes())
            _add(archive, wheel.name, wheel.read_bytes())
            _add(archive, KIT, json.dumps(kit_facts | notes).encode())
            for name in STARTS:
                _add(archive, name, (START_FILES / name).read_bytes())
            _add(archive, READ_ME, _read_me(dates, **notes).encode())
        if leaks := kit_leaks(unchecked, course):
            raise KitError("\n".join([*leaks, "No kit was written."]))
        shutil.move(unchecked, target)
    return target


def gradebook_dates(course: Path) -> dict[str, Any]:
    """Return the due dates in the gradebook as learners get them; {} where there are none."""
    from wellfounded.grading.dates.course_settings import read_settings  # loads nbgrader
    from wellfounded.grading.dates.due_dates import read_due_dates
    from wellfounded.grading.dates.for_learners import dates_for_learners

    if not (course / CONFIG).is_file():
        return {}
    settings = read_settings(course)
    return dates_for_learners(settings, read_due_dates(settings.db_url)) if settings.has_gradebook() else {}


def due_lines(dates: dict[str, Any]) -> list[str]:
    """Return the due dates in words, in this machine's zone and in UTC."""
    return [
        f"Lesson {module[:2]}: hand in by {in_full(datetime.fromisoformat(at).astimezone(local_zone()))}."
        for module, at in dates.get("modules", {}).items()
    ]


def changed_lessons(course: Path, lessons: Iterable[Path]) -> Iterator[str]:
    """Yield a line for each released lesson that is not as the build made it: an author may have changed it."""
    for lesson in lessons:
        notebook = f"{lesson.name}.ipynb"
        source = course / "source" / lesson.name / notebook
        if not source.is_file() and lesson.name not in (glossary_lesson.NAME, review_lesson.NAME):
            yield f"{lesson}: no lesson in source/ has this name. Move it away, and make the kit again."
        elif source.is_file() and _cells(source) != _cells(lesson / notebook):
            yield f"{lesson / notebook}: is not as it was built. Run 'wellfounded build', and make the kit again."


def _cells(notebook: Path) -> list[tuple[Any, ...]]:
    """Return the contents of a notebook's cells, without the metadata that nbgrader changes."""
    cells = json.loads(notebook.read_bytes())["cells"]
    return [(cell["cell_type"], cell["source"], cell.get("outputs")) for cell in cells]


def _read_me(dates: dict[str, Any], due: str = "", marks: str = "") -> str:
    """Return the text of the read-me file, with the due dates and the instructor's notes."""
    lines = due_lines(dates)
    lines += [f"When to hand in: {due}" if due else "", f"Your marks: {marks}" if marks else ""]
    notes = "".join(f"\n{fill(line, 118)}\n" for line in lines if line)
    return (START_FILES / READ_ME).read_text(encoding="utf-8") + notes


def _wheel(course: Path, scratch: Path) -> Path:
    """Build the wheel with hatchling, which is in the lock, so nothing is downloaded."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(scratch)]
    process = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)  # noqa: S603
    wheels = list(scratch.glob("*.whl"))
    if process.returncode or not wheels:
        raise KitError(f"The wheel could not be built: {process.stderr.strip()[-500:]}")
    return wheels[0]


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file with a fixed date, so that the same course makes the same kit; scripts are executable."""
    entry = zipfile.ZipInfo(f"{NAME}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (EXECUTABLE if name.endswith((".sh", ".command")) else READABLE) << 16
    archive.writestr(entry, data)
