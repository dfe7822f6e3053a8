"""Checks a finished kit for files and keys that learners must not get, whatever put them there."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from wellfounded.authoring.templates import CASE_TEMPLATE
from wellfounded.content import release
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.release import KIT, LOCK, READ_ME, RELEASE, STARTS
from wellfounded.grading.nbgrader.release_leaks import secret_texts

PACKAGE = "wellfounded"
# Of files in the package. Lessons, notebooks, journals and editors' files are not among them.
WEB, WORDS = {".js", ".mjs", ".wasm", ".css", ".svg", ".j2", ".jinja"}, {".po", ".pot", ".mo"}
SUFFIXES = {".py", ".json", ".yaml", ".sh", ".bat", ".command"} | WEB | WORDS
FORBIDDEN_FOLDERS = {"source", "cases", ".ipynb_checkpoints", "__pycache__"}
REMEDY = "is not for learners; take it out, and make the kit again."


def kit_leaks(kit: Path, course: Path) -> list[str]:
    """Return a line for each file of a kit that learners must not get: its name, the reason, and what to do."""
    # Single words, such as names of misconceptions, are in practice cases too; whole sentences are in one key only.
    texts = {" ".join(text.split()) for case in _cases(course) for text in secret_texts(case) if " " in text.strip()}
    texts = {text for text in texts if text not in CASE_TEMPLATE}  # the author has not replaced these yet
    searched_texts = sorted(texts | set(map(_in_json, texts)))  # as in a case file, and as in a notebook
    with zipfile.ZipFile(kit) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    wheel = str(json.loads(files.get(KIT, b"{}")).get("wheel"))
    allowed = {KIT, LOCK, READ_ME, *STARTS, wheel, *_allowed_in_release(files)}
    wheel_files = _wheel_files(files[wheel]) if wheel in files else {}
    return [
        *(f"{name}: {REMEDY}" for name in sorted(files) if name not in allowed),
        *(f"{wheel}: {name}: {REMEDY}" for name in sorted(wheel_files) if not _belongs_in_wheel(name)),
        *_key_leaks(
            {name: data for name, data in files.items() if name.startswith(RELEASE)} | wheel_files, searched_texts
        ),
    ]


def _allowed_in_release(files: dict[str, bytes]) -> Iterator[str]:
    """Yield the paths that each lesson in the kit may hold, according to its notebook."""
    lessons = {PurePosixPath(path).parts[1] for path in files if path.startswith(f"{RELEASE}/") and path.count("/") > 1}
    for lesson in lessons:
        cells = release.cells_of(files.get(f"{RELEASE}/{lesson}/{lesson}.ipynb", b""))
        yield from (f"{RELEASE}/{lesson}/{path}" for path in release.allowed(lesson, cells))


def _wheel_files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _belongs_in_wheel(name: str) -> bool:
    """Return whether a file in a wheel is part of the package, or is its metadata for pip."""
    path = PurePosixPath(name)
    if path.parts[0].endswith(".dist-info"):
        return True
    in_package = path.parts[0] == PACKAGE and (path.suffix in SUFFIXES or path.name == READ_ME)
    return in_package and not FORBIDDEN_FOLDERS & {*path.parts} and not any(part.startswith(".") for part in path.parts)


def _cases(course: Path) -> Iterator[Case]:
    for folder in sorted(path.parent for path in (course / "source").glob("*/lesson.md")):
        for case in read_module(folder).values():
            yield from (case, rendered(case))


def _key_leaks(files: dict[str, bytes], secrets: list[str]) -> Iterator[str]:
    """Yield a line for each file that holds a text of a graded key."""
    inner_words = {secret: {*secret.split(" ")[1:-1]} for secret in secrets}
    for name, data in sorted(files.items()):
        words = data.decode("utf-8", "replace").split()  # YAML may break lines anywhere
        text, known = " ".join(words), {*words}
        # Comparing words first is much faster than searching hundreds of files for each of thousands of keys.
        if leak := next((secret for secret in secrets if inner_words[secret] <= known and secret in text), None):
            yield f"{name}: holds “{leak[:40]}…” of a graded key; take it out of the lesson, and build again."


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
