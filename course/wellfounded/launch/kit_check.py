"""Opens a finished kit, and finds what no learner may be given: by name, whatever put it there."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from wellfounded.authoring.templates import CASE_TEXT
from wellfounded.content import release
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.release import KIT, LOCK, READ_ME, RELEASE, STARTS
from wellfounded.grading.nbgrader.release_leaks import secret_texts

PACKAGE = "wellfounded"
# What the machinery is made of. Lessons, notebooks, journals and what editors leave are none of it.
KINDS = {".py", ".js", ".css", ".json", ".yaml", ".j2", ".jinja", ".po", ".pot", ".mo", ".sh", ".bat", ".command"}
NEVER = {"source", "cases", ".ipynb_checkpoints", "__pycache__"}  # folders
REMEDY = "is not for learners; take it out, and make the kit again."


def kit_leaks(kit: Path, course: Path) -> list[str]:
    """Return, for each file of a kit that is not for learners, its name, why, and what to do."""
    # Names of misconceptions, single words, are in practice cases too; sentences are in one key alone.
    texts = {" ".join(text.split()) for case in _cases(course) for text in secret_texts(case) if " " in text.strip()}
    texts = {text for text in texts if text not in CASE_TEXT}  # an author has still to write these over
    secret = sorted(texts | set(map(_in_json, texts)))  # as a case file has them, and as a notebook does
    with zipfile.ZipFile(kit) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    wheel = str(json.loads(files.get(KIT, b"{}")).get("wheel"))
    allowed = {KIT, LOCK, READ_ME, *STARTS, wheel, *_released(files)}
    inside = _wheel(files[wheel]) if wheel in files else {}
    return [
        *(f"{name}: {REMEDY}" for name in sorted(files) if name not in allowed),
        *(f"{wheel}: {name}: {REMEDY}" for name in sorted(inside) if not _machinery(name)),
        *_told({name: data for name, data in files.items() if name.startswith(RELEASE)} | inside, secret),
    ]


def _released(files: dict[str, bytes]) -> Iterator[str]:
    """Yield what each lesson in the kit may hold, going by its own notebook."""
    for name in {
        PurePosixPath(path).parts[1] for path in files if path.startswith(f"{RELEASE}/") and path.count("/") > 1
    }:
        written = release.cells_of(files.get(f"{RELEASE}/{name}/{name}.ipynb", b""))
        yield from (f"{RELEASE}/{name}/{each}" for each in release.allowed(name, written))


def _wheel(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _machinery(name: str) -> bool:
    """Return whether a file in a wheel is the machinery's, or tells pip about it."""
    path = PurePosixPath(name)
    if path.parts[0].endswith(".dist-info"):
        return True
    ours = path.parts[0] == PACKAGE and (path.suffix in KINDS or path.name == READ_ME)
    return ours and not NEVER & {*path.parts} and not any(part.startswith(".") for part in path.parts)


def _cases(course: Path) -> Iterator[Case]:
    for folder in sorted(path.parent for path in (course / "source").glob("*/lesson.md")):
        for case in read_module(folder).values():
            yield from (case, rendered(case))


def _told(files: dict[str, bytes], secret: list[str]) -> Iterator[str]:
    """Yield each file that holds a text of a graded key."""
    inner = {each: {*each.split(" ")[1:-1]} for each in secret}
    for name, data in sorted(files.items()):
        words = data.decode("utf-8", "replace").split()  # YAML breaks its lines where it likes
        text, known = " ".join(words), {*words}
        # A key is not where one of its words is not: that spares seeking thousands of keys in hundreds of files.
        if found := next((each for each in secret if inner[each] <= known and each in text), None):
            yield f"{name}: holds “{found[:40]}…” of a graded key; take it out of the lesson, and build again."


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
