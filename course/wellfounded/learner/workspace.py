"""A learner's own copy of the lessons: laid out, refreshed, and what kind of copy it is."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from wellfounded.content import release as release
from wellfounded.content.release import KIT
from wellfounded.i18n import messages
from wellfounded.i18n.messages import later, phrase
from wellfounded.learner import lessons
from wellfounded.learner.lessons import ASIDE, notebook_of

RECORD = lessons.RECORD  # in the workspace
HIDDEN = ".well-founded"  # in the workspace: what hand-ins at home leave, a gradebook among it
REVIEW = "review.html"  # in there, a folder a module: the review of the last hand-in
HAND_INS = "hand-in"  # in a cohort's workspace: the files to give to the instructor
PRINTS = "print"  # in the workspace: lessons and answers as pages to print
LOG = ".jupyterlab.log"  # in the workspace: what JupyterLab said this time
PAGE = ".open.html"  # in the workspace, while it is open: leads a browser to it
SCRATCH = ".new"  # ends the name of a file while it is written
RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds to wait for a program that holds a file, a virus scanner for instance
ABOVE = lessons.DEPTH + 1  # folders above a lesson in which its workspace is looked for
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
    language: str = messages.ENGLISH

    @property
    def lessons(self) -> list[str]:
        """Return the modules whose lessons lie here, `NN-slug`, whatever their folders are called."""
        return list(lessons.find_lessons(self.folder))

    def folders(self, module: str) -> list[Path]:
        """Return the folders that hold a module's lesson: the first is the lesson, others are copies by hand."""
        return lessons.find_lessons(self.folder).get(module, [])

    def home(self, module: str) -> Path:
        """Return the folder of a module's lesson; where it would lie, if it does not lie here."""
        return next(iter(self.folders(module)), self.folder / module)

    def notebook(self, module: str) -> Path:
        """Return a module's notebook, whatever it is called."""
        return notebook_of(self.home(module), module)

    def hidden(self, module: str) -> Path:
        """Return the folder, perhaps not yet there, of what belongs to a module's hand-ins."""
        return self.folder / HIDDEN / module

    def lesson(self, module: str) -> str:
        """Return the path of a module's notebook on JupyterLab's server."""
        return self._served(self.notebook(module))

    def address(self, path: Path) -> str:
        """Return where the browser finds a file of the workspace, relative to its own server."""
        prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")
        return f"{prefix}files/{quote(self._served(path))}"

    def _served(self, path: Path) -> str:
        """Return a path from the server's root; from the workspace, if that was moved since it was laid out."""
        whole = path.resolve()
        root = self.root if whole.is_relative_to(self.root) else self.folder.resolve()
        return whole.relative_to(root).as_posix()


def find_workspace(folder: Path) -> Workspace | None:
    """Return the workspace that a lesson's folder lies in, perhaps in a folder of the learner's own, or that it is.

    None where nothing was laid out, or the record is damaged. Who has found a learner's copy speaks that learner's
    language from then on.
    """
    whole = folder.absolute()
    above = next((each for each in [whole, *whole.parents][: ABOVE + 1] if (each / RECORD).exists()), None)
    return open_workspace(above) if above else None


def open_workspace(folder: Path) -> Workspace | None:
    """Return the workspace that was laid out in this very folder; None as `find_workspace`."""
    try:
        if not (folder / RECORD).is_file():  # a pipe would be waited for
            return None
        written = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        course, root = Path(written["course"]), Path(written["root"])
        language = str(written.get("language", messages.ENGLISH))
        found = Workspace(folder, written["kind"], course, root, written["shipped"], language)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    messages.use(language)
    return found


def choose_language(workspace: Workspace, language: str) -> None:
    """Write down which language a learner chose, and speak it; OSError where that cannot be written."""
    workspace.language = language
    _record(workspace)
    messages.use(language)


@dataclass
class Changes:
    """What a learner should hear of a copy that was laid out again."""

    kept: list[Path] = field(default_factory=list)  # lessons that the learner had changed, under their new names
    renamed: dict[str, Path] = field(default_factory=dict)  # by module: notebooks that lie elsewhere than released
    links: list[Path] = field(default_factory=list)  # nothing was written through these

    def said(self) -> Iterator[str]:
        """Yield a sentence for each."""
        for path in self.kept:
            yield phrase("You had changed this lesson. Yours is kept as {path}; the new one took its place.", path=path)
        for module, path in self.renamed.items():
            told = later("You moved or renamed lesson {module}. It was brought up to date as {path}.")
            yield phrase(told, module=module, path=path)
        for path in self.links:
            told = phrase("{path} is a link, so it was left alone: the lessons do not write through links.", path=path)
            yield f"{told} {phrase('Put the folder itself there, then start again.')}"


class UnfinishedError(Exception):
    """Why a copy could not be laid out whole, and what was done before."""

    def __init__(self, changes: Changes, cause: OSError) -> None:
        """Keep both."""
        super().__init__(str(cause))
        self.changes, self.cause = changes, cause


def lay_out(course: Path, folder: Path, kind: Kind, root: Path | None = None, language: str = "") -> Changes:
    """Copy each released lesson of `course` into `folder`, or refresh it where the learner has put it.

    Answers are not touched. A lesson in which the learner changed a cell is kept under another name, and
    the new one takes its place; outputs, counts and metadata are no change. Without a `language`, the one that was
    chosen before stays. UnfinishedError where something could not be written; what could be, was.
    """
    changes = Changes()
    trouble: OSError | None = None
    before = open_workspace(folder)
    shipped = before.shipped if before else {}
    here = lessons.find_lessons(folder)
    for lesson in release.lessons(course):
        known = set(shipped.get(lesson.name, []))
        target = next(iter(here.get(lesson.name, [])), None) or _unused(folder, lesson.name, here)
        try:
            _refresh(lesson, target, known, changes)
            shipped[lesson.name] = sorted(known | sources(lesson / f"{lesson.name}.ipynb"))
        except OSError as error:
            trouble = trouble or error
        if notebook_of(target, lesson.name) != folder / lesson.name / f"{lesson.name}.ipynb":
            changes.renamed[lesson.name] = notebook_of(target, lesson.name)
    language = language or (before.language if before else messages.ENGLISH)
    laid_out = Workspace(folder.resolve(), kind, course.resolve(), (root or folder).resolve(), shipped, language)
    try:
        choose_language(laid_out, language)
    except OSError as error:
        trouble = trouble or error
    if trouble:
        raise UnfinishedError(changes, trouble)
    return changes


def _record(workspace: Workspace) -> None:
    record = {key: str(value) if isinstance(value, Path) else value for key, value in asdict(workspace).items()}
    _replace(workspace.folder / RECORD, json.dumps(record, indent=1).encode())


def released(workspace: Workspace) -> dict[Path, Path]:
    """Return where each file of the lessons belongs in the workspace, with the released one; none if they are gone."""
    found: dict[Path, Path] = {}
    for lesson in release.lessons(workspace.course):
        found |= _places(lesson, workspace.home(lesson.name))
    return found


def restore(workspace: Workspace) -> list[Path]:
    """Make each lesson what it was when released, without following links; return the files that were not."""
    changed = []
    for target, lesson in released(workspace).items():
        data = lesson.read_bytes()
        if linked(target, workspace.folder):
            continue
        if target.is_symlink() or not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, data)
            changed.append(target)
    return changed


def linked(path: Path, workspace: Path) -> Path | None:
    """Return the outermost folder between the workspace and a path in it that is a link; None where none is."""
    inside = [each for each in reversed(path.parents) if workspace in each.parents]
    return next((each for each in inside if each.is_symlink()), None)


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


def _refresh(lesson: Path, target: Path, known: set[str], changes: Changes) -> None:
    places = _places(lesson, target)
    notebook = next(copy for copy, path in places.items() if path.name == f"{lesson.name}.ipynb")
    links = {link for copy in places if (link := linked(copy, target.parent))}
    there = not linked(notebook, target.parent) and notebook.exists()
    touched = there and not sources(notebook) <= known | sources(lesson / f"{lesson.name}.ipynb")
    aside = _free(target, lesson.name) if touched else None
    for copy, path in places.items():
        if not linked(copy, target.parent):
            copy.parent.mkdir(parents=True, exist_ok=True)
            _replace(copy, path.read_bytes(), aside if copy == notebook else None)
    changes.kept += [aside] if aside else []
    changes.links += sorted(links)


def _places(lesson: Path, target: Path) -> dict[Path, Path]:
    """Return where each file of a released lesson belongs in a learner's folder: the notebook may have another name."""
    notebook = Path(f"{lesson.name}.ipynb")
    return {
        notebook_of(target, lesson.name) if path == notebook else target / path: lesson / path
        for path in release.files(lesson)
    }


def _unused(folder: Path, module: str, here: dict[str, list[Path]]) -> Path:
    """Return where a lesson that is not here is laid out: the folder of its name, unless another lesson is in that."""
    taken = {path for folders in here.values() for path in folders}
    names = (folder / f"{module}{number}" for number in _numbers())
    return next(path for path in names if path not in taken)


def _free(folder: Path, name: str) -> Path:
    """Return a name that nothing has yet: `NN-slug (mine, DATE).ipynb`."""
    today = datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()
    # Named in English in every language: `forget` knows such files by their name.
    names = (folder / f"{name}{ASIDE}{today}{number}).ipynb" for number in _numbers())
    return next(path for path in names if not path.exists())


def _numbers() -> list[str]:
    return ["", *(f" {number}" for number in range(2, 1000))]


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
