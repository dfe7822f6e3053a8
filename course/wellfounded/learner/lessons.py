"""Which lesson a folder holds, by what lies in it: learners rename, move and copy folders and notebooks."""

from __future__ import annotations

import errno
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from wellfounded.content.case import CASES
from wellfounded.journal.file import JOURNAL, Journal, merge, replay

RECORD = ".well-founded.json"  # in a workspace, see workspace.py
MODULE = re.compile(r"[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*")
STATED = "module"  # in `cases.json`, and in the metadata of a released notebook
ASIDE = " (mine, "  # in the name of a lesson that was set aside, see workspace.py
COPY = re.compile(r"[ -](copy|kopie|copia)|\(|-copy\d", re.IGNORECASE)  # how programs name a copy
OF_A_COURSE = ("nbgrader_config.py", "kit.json")  # whose own folders are no learner's copy
NO_COPY = ("source", "release", "submitted", "autograded", "feedback")
DEPTH = 3  # folders below the workspace in which a lesson is looked for


def module_of(folder: Path) -> str:
    """Return the module, `NN-slug`, whose lesson a folder holds; "" where it holds none.

    Its `cases.json` says so. Where that is missing or damaged its notebooks do, if they all name one module, and then
    the folder's own name.
    """
    if stated := _stated(folder / CASES):
        return stated
    named = {stated for path in _notebooks(folder) if (stated := _stated(path))}
    if len(named) == 1:
        return named.pop()
    released = folder / f"{folder.name}.ipynb", folder / CASES
    return folder.name if MODULE.fullmatch(folder.name) and any(path.is_file() for path in released) else ""


def notebook_of(folder: Path, module: str) -> Path:
    """Return the notebook of a lesson, whatever it is called now; where none is there, the path it was released at."""
    released = folder / f"{module}.ipynb"
    if released.is_file():
        return released
    folders = [path for path in _notebooks(folder) if ASIDE not in path.name and _is_of(path, folder, module)]
    return min(folders, key=lambda path: (bool(COPY.search(path.stem)), path.name), default=released)


def find_lessons(workspace: Path) -> dict[str, list[Path]]:
    """Return, by module and in the order of the course, the folders of a workspace that hold its lesson.

    Where there are several, the first is the lesson: the one that still has its name, if there is one. Links are not
    followed; copies of a whole workspace, and a course's own folders, are passed over. A folder with the notebook
    alone counts where no other has the cases.
    """
    folders = defaultdict(list)
    for folder in _folders(workspace, DEPTH):
        if module := module_of(folder):
            folders[module].append(folder)
    return {module: _in_order(module, folders[module]) for module in sorted(folders)}


def case_ids(folder: Path) -> frozenset[str]:
    """Return the ids of the cases of the lesson in a folder; none where they cannot be read."""
    return _read(folder / CASES)[1]


def with_cases(workspace: Path) -> dict[str, list[Path]]:
    """Return the folders of those lessons that have cases, as `find_lessons`."""
    return {name: homes for name, homes in find_lessons(workspace).items() if (homes[0] / CASES).exists()}


def read_together(folders: list[Path]) -> Journal:
    """Return what the journals of all these folders hold, which are of one lesson; OSError as `replay`."""
    kept = [replay(folder / JOURNAL) for folder in folders]
    newer = [event for journal in kept for event in journal.newer]
    return merge(*(journal.events for journal in kept), skipped=sum(journal.skipped for journal in kept), newer=newer)


def place(folder: Path) -> str:
    """Return a name for a lesson's folder, for the browser to keep things under; renaming the folder leaves it."""
    whole = folder.resolve()
    return f"{whole.parent}/{module_of(folder) or whole.name}"


class Home:
    """A lesson's folder, found again after it was renamed or moved, also while the lesson is open."""

    def __init__(self, folder: Path) -> None:
        """Take note of a folder as it lies now."""
        self.folder = folder.absolute()  # where it lay when it was last looked for
        self._module, self._id = module_of(folder), _id_on_disk(folder)

    def find(self) -> Path:
        """Return where the folder lies now; FileNotFoundError where it is gone."""
        if self._is_same(self.folder):
            return self.folder
        here = Path.cwd() if _is_folder(Path()) else self.folder  # a running kernel's own folder is renamed with it
        roots = list(dict.fromkeys(filter(None, (_root(self.folder), _root(here)))))
        every = [here, *(folder for root in roots for folder in _folders(root, DEPTH))]
        folder = next(filter(self._is_same, every), None) or self._replaced(roots)
        if folder is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.folder))
        self.folder, self._id = folder, _id_on_disk(folder)
        return folder

    def _is_same(self, folder: Path) -> bool:
        """Return whether this is the folder itself. A new one may get the number of one that was deleted."""
        if not self._id or _id_on_disk(folder) != self._id:
            return False
        return module_of(folder) == self._module or (folder / JOURNAL).exists()

    def _replaced(self, roots: list[Path]) -> Path | None:
        """Return a folder with the same lesson: a sync client puts another folder in the place of one."""
        if _is_folder(self.folder) and module_of(self.folder) == self._module:
            return self.folder
        homes = (find_lessons(root).get(self._module, []) for root in roots) if self._module else ()
        return next((home[0] for home in homes if home), None)


def _root(folder: Path) -> Path | None:
    """Return the workspace above a folder that need not be there any more."""
    return next((parent for parent in [*folder.parents][: DEPTH + 1] if (parent / RECORD).exists()), None)


def _id_on_disk(folder: Path) -> tuple[int, int] | None:
    """Return what stays the same of a folder when it is renamed; None where it is gone, or the disk knows no such."""
    try:
        about = folder.stat()
    except OSError:
        return None
    return (about.st_dev, about.st_ino) if about.st_ino else None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # the working directory was deleted
        return False


def _in_order(module: str, folders: list[Path]) -> list[Path]:
    with_cases = [folder for folder in folders if (folder / CASES).is_file()]
    return sorted(
        with_cases or folders,
        key=lambda folder: (folder.name != module, bool(COPY.search(folder.name)), len(folder.parts), folder),
    )


def _folders(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    passed_over = NO_COPY if any(entry.name in OF_A_COURSE for entry in entries) else ()
    for entry in entries:
        if entry.name.startswith(".") or entry.name in passed_over or not entry.is_dir(follow_symlinks=False):
            continue
        path = Path(entry)
        if depth and not (path / RECORD).exists():
            yield path
            yield from _folders(path, depth - 1)


def _notebooks(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.ipynb")) if path.is_file() and not path.is_symlink()]


def _is_of(notebook: Path, folder: Path, module: str) -> bool:
    """Return whether a notebook says that it is the module's; one of an early release shows the module's cases."""
    if stated := _stated(notebook):
        return stated == module
    shown, cases = _read(notebook)[1], _read(folder / CASES)[1]
    return bool(shown & cases)


def _stated(path: Path) -> str:
    return _read(path)[0]


def _read(path: Path) -> tuple[str, frozenset[str]]:
    """Return which module a `cases.json` or a notebook names, "" for none, and the ids of the cases in it."""
    try:
        about = path.lstat()
        return _parsed(path, about.st_mtime_ns, about.st_size) if path.is_file() else ("", frozenset())
    except OSError:
        return "", frozenset()


@lru_cache(maxsize=256)
def _parsed(path: Path, _changed: int, _size: int) -> tuple[str, frozenset[str]]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        stated = str(document.get(STATED) or document.get("metadata", {}).get(STATED, ""))
        ids = frozenset(filter(None, map(_id, [*document.get("cases", []), *document.get("cells", [])])))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return "", frozenset()
    return stated if MODULE.fullmatch(stated) else "", ids


def _id(item: dict[str, Any]) -> str:
    """Return the id of a case, or of the case that a cell shows."""
    about = item.get("metadata", {}).get("nbgrader", {}) if "cell_type" in item else item
    return str(about.get("grade_id" if "cell_type" in item else "id", ""))
