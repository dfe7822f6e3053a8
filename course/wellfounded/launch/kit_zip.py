"""The learner's kit for a cohort: one zip with wheel, lock, lessons and start scripts, and no key."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import fill
from typing import Any

from wellfounded.authoring import glossary_lesson, review_lesson
from wellfounded.content import release
from wellfounded.content.release import KIT, LOCK, READ_ME, STARTS
from wellfounded.i18n.errors import UserError
from wellfounded.launch.kit_check import kit_leaks

NAME = "well-founded"  # the folder that the zip unpacks to
START = Path(__file__).parent / "start"  # scripts for Linux, macOS and Windows, and a page to read first
EXECUTABLE = 0o100755
PLAIN = 0o100644


class KitError(UserError):
    """Why no kit could be made, and what to do."""


def kit(course: Path, target: Path, due: str = "", marks: str = "") -> Path:
    """Write the kit of `course` to the zip file `target`, and return it; KitError when something is missing or leaks.

    `due` says when to hand in, `marks` where marks will come, in the instructor's words; both are shown as they are.
    """
    lessons = release.lessons(course)
    if not lessons or not (course / LOCK).is_file():
        raise KitError(f"{course.resolve()} holds no release/ or no {LOCK}. Run this in the root of the course.")

    if changed := list(not_built(course, lessons)):
        raise KitError("\n".join([*changed, "No kit was written."]))
    with tempfile.TemporaryDirectory(prefix="wellfounded-kit-") as scratch:
        wheel = _wheel(course, Path(scratch))
        about = {"kind": "cohort", "wheel": wheel.name, "lessons": [path.name for path in lessons]}
        said = {name: " ".join(words.split()) for name, words in (("due", due), ("marks", marks)) if words.split()}
        made = Path(scratch) / "kit.zip"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in (lesson / name for lesson in lessons for name in release.files(lesson)):
                _add(archive, path.relative_to(course).as_posix(), path.read_bytes())
            _add(archive, LOCK, (course / LOCK).read_bytes())
            _add(archive, wheel.name, wheel.read_bytes())
            _add(archive, KIT, json.dumps(about | said).encode())
            for name in STARTS:
                _add(archive, name, (START / name).read_bytes())
            _add(archive, READ_ME, _read_me(**said).encode())
        if found := kit_leaks(made, course):
            raise KitError("\n".join([*found, "No kit was written."]))
        shutil.move(made, target)
    return target


def not_built(course: Path, lessons: Iterable[Path]) -> Iterator[str]:
    """Yield each released lesson that the build did not make as it is: an author may have opened and changed it."""
    for lesson in lessons:
        notebook = f"{lesson.name}.ipynb"
        source = course / "source" / lesson.name / notebook
        if not source.is_file() and lesson.name not in (glossary_lesson.NAME, review_lesson.NAME):
            yield f"{lesson}: no lesson in source/ has this name. Move it away, and make the kit again."
        elif source.is_file() and _cells(source) != _cells(lesson / notebook):
            yield f"{lesson / notebook}: is not as it was built. Run 'wellfounded build', and make the kit again."


def _cells(notebook: Path) -> list[tuple[Any, ...]]:
    """Return what a notebook shows. nbgrader changes only what it notes of a cell."""
    cells = json.loads(notebook.read_bytes())["cells"]
    return [(cell["cell_type"], cell["source"], cell.get("outputs")) for cell in cells]


def _read_me(due: str = "", marks: str = "") -> str:
    """Return the page to read first, with what the instructor said."""
    lines = [f"When to hand in: {due}" if due else "", f"Your marks: {marks}" if marks else ""]
    said = "".join(f"\n{fill(line, 118)}\n" for line in lines if line)
    return (START / READ_ME).read_text(encoding="utf-8") + said


def _wheel(course: Path, scratch: Path) -> Path:
    """Build the wheel with hatchling, which is in the lock: nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(scratch)]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)  # noqa: S603
    found = list(scratch.glob("*.whl"))
    if done.returncode or not found:
        raise KitError(f"The wheel could not be built: {done.stderr.strip()[-500:]}")
    return found[0]


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file with a fixed date, so that the same course makes the same kit; scripts may be run."""
    about = zipfile.ZipInfo(f"{NAME}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = (EXECUTABLE if name.endswith((".sh", ".command")) else PLAIN) << 16
    archive.writestr(about, data)
