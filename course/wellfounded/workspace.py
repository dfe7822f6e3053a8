"""A learner's own copy of the lessons: laid out, refreshed, and what kind of copy it is."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from wellfounded import released as release
from wellfounded import words
from wellfounded.released import KIT

RECORD = ".well-founded.json"  # in the workspace
HIDDEN = ".well-founded"  # in the workspace: what hand-ins at home leave, a gradebook among it
REVIEW = "review.html"  # in there, a folder a module: the review of the last hand-in
HAND_INS = "hand-in"  # in a cohort's workspace: the files to give to the instructor
PRINTS = "print"  # in the workspace: lessons and answers as pages to print
LOG = ".jupyterlab.log"  # in the workspace: what JupyterLab said this time
PAGE = ".open.html"  # in the workspace, while it is open: leads a browser to it
SCRATCH = ".new"  # ends the name of a file while it is written
RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds to wait for a program that holds a file, a virus scanner for instance
Kind = Literal["home", "cohort", "binder"]


@dataclass
class Workspace:
    """What `learn`, a kit or Binder wrote down when it laid a copy out.

    `course` is the folder of `release/` (and, but for a kit, of `source/`); `root` is what JupyterLab serves.
    `shipped` maps each lesson to the digests of every cell source that we ever laid out there. `language` is what the
    learner chose for buttons and messages.
    """

    folder: Path
    kind: Kind
    course: Path
    root: Path
    shipped: dict[str, list[str]] = field(default_factory=dict)
    language: str = words.ENGLISH

    @property
    def lessons(self) -> list[str]:
        """Return the names of the lessons that lie here, `NN-slug`."""
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir() and path.name in self.shipped)

    def hidden(self, module: str) -> Path:
        """Return the folder, perhaps not yet there, of what belongs to a module's hand-ins."""
        return self.folder / HIDDEN / module

    def lesson(self, module: str) -> str:
        """Return the path of a module's notebook on JupyterLab's server."""
        path = self.folder / module / f"{module}.ipynb"
        return path.resolve().relative_to(self.root).as_posix()

    def address(self, path: Path) -> str:
        """Return where the browser finds a file of the workspace, relative to its own server."""
        prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")
        return f"{prefix}files/{quote(path.resolve().relative_to(self.root).as_posix())}"


class UnfinishedError(Exception):
    """Why a copy could not be laid out whole, and the lessons of the learner's that were set aside."""

    def __init__(self, kept: list[Path], cause: OSError) -> None:
        """Keep both."""
        super().__init__(str(cause))
        self.kept, self.cause = kept, cause


def find_workspace(folder: Path) -> Workspace | None:
    """Return the workspace that a lesson's folder lies in; None where nothing was laid out, or it is damaged.

    Who has found a learner's copy speaks that learner's language from then on.
    """
    record = folder.parent / RECORD
    try:
        if not record.is_file():  # a pipe would be waited for
            return None
        written = json.loads(record.read_text(encoding="utf-8"))
        course, root = Path(written["course"]), Path(written["root"])
        language = str(written.get("language", words.ENGLISH))
        found = Workspace(folder.parent, written["kind"], course, root, written["shipped"], language)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    words.use(language)
    return found


def choose_language(workspace: Workspace, language: str) -> None:
    """Write down which language a learner chose, and speak it; OSError where that cannot be written."""
    workspace.language = language
    _record(workspace)
    words.use(language)


def lay_out(course: Path, folder: Path, kind: Kind, root: Path | None = None, language: str = "") -> list[Path]:
    """Copy each released lesson of `course` into `folder`; return the lessons of the learner's that were set aside.

    Answers are not touched. A lesson in which the learner changed a cell is kept under another name, and
    the new one takes its place; outputs, counts and metadata are no change. Without a `language`, the one that was
    chosen before stays. UnfinishedError where something could not be written; what could be, was.
    """
    kept: list[Path] = []
    trouble: OSError | None = None
    before = find_workspace(folder / "lesson")
    shipped = before.shipped if before else {}
    language = language or (before.language if before else words.ENGLISH)
    laid_out = Workspace(folder.resolve(), kind, course.resolve(), (root or folder).resolve(), shipped, language)
    for lesson in release.lessons(course):
        try:
            known = set(shipped.get(lesson.name, []))
            kept += _refresh(lesson, folder / lesson.name, known)
            shipped[lesson.name] = sorted(known | sources(lesson / f"{lesson.name}.ipynb"))
        except OSError as error:
            trouble = trouble or error
    try:
        choose_language(laid_out, language)
    except OSError as error:
        trouble = trouble or error
    if trouble:
        raise UnfinishedError(kept, trouble)
    return kept


def _record(workspace: Workspace) -> None:
    record = {key: str(value) if isinstance(value, Path) else value for key, value in asdict(workspace).items()}
    _replace(workspace.folder / RECORD, json.dumps(record, indent=1).encode())


def released(workspace: Workspace) -> list[Path]:
    """Return the files of all lessons as they were released, relative to the workspace; none where they are gone."""
    return [lesson.name / path for lesson in release.lessons(workspace.course) for path in release.files(lesson)]


def restore(workspace: Workspace) -> list[Path]:
    """Make each lesson what it was when released; return the files that were not, relative to the workspace."""
    changed = []
    for path in released(workspace):
        data, target = (workspace.course / "release" / path).read_bytes(), workspace.folder / path
        if not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, data)
            changed.append(path)
    return changed


def kind_of(course: Path) -> Kind:
    """Return what a copy laid out from `course` is: a kit says so itself."""
    return "cohort" if (course / KIT).exists() else "home"


def sources(notebook: Path) -> set[str]:
    """Return a digest of each cell that is not empty; of the whole file where it is no notebook."""
    data = notebook.read_bytes()
    try:
        cells = ["".join(cell["source"]) for cell in json.loads(data)["cells"]]
    except (ValueError, KeyError, TypeError):
        return {digest(data)}
    return {digest(cell.strip().encode()) for cell in cells if cell.strip()}


def digest(data: bytes) -> str:
    """Return the digest by which a cell's source is known."""
    return hashlib.sha256(data).hexdigest()[:16]


def _refresh(lesson: Path, target: Path, known: set[str]) -> list[Path]:
    notebook, kept = target / f"{lesson.name}.ipynb", []
    if notebook.exists() and not sources(notebook) <= known | sources(lesson / notebook.name):
        kept.append(_free(target, lesson.name))
    for path in release.files(lesson):
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        _replace(copy, (lesson / path).read_bytes(), kept[0] if kept and copy == notebook else None)
    return kept


def _free(folder: Path, name: str) -> Path:
    """Return a name that nothing has yet: `NN-slug (mine, DATE).ipynb`."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    numbers = ["", *(f" {number}" for number in range(2, 1000))]
    # Named in English in every language: `forget` knows such files by their name.
    names = (folder / f"{name} (mine, {today}{number}).ipynb" for number in numbers)
    return next(path for path in names if not path.exists())


def _replace(target: Path, data: bytes, aside: Path | None = None) -> None:
    """Write a file whole or not at all, unless it is that already; what was there goes `aside`, if that is named.

    No link is followed: a scratch file that somebody left or laid there is removed first.
    """
    if not aside and not target.is_symlink() and target.is_file() and target.read_bytes() == data:
        return
    scratch = target.with_name(f"{target.name}{SCRATCH}")
    scratch.unlink(missing_ok=True)
    with scratch.open("xb") as file:
        file.write(data)
    if aside:
        _rename(target, aside)
    _rename(scratch, target)


def _rename(path: Path, target: Path) -> None:
    """Rename a file, more than once if another program holds it for a moment."""
    for wait in RETRIES:
        try:
            path.replace(target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    path.replace(target)
