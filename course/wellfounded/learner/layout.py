"""Lays out a learner's own copy of the lessons, brings it up to date, or makes it what it was when released."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wellfounded.content import release
from wellfounded.i18n.messages import ENGLISH, later, phrase
from wellfounded.learner.lessons import ASIDE, find_lessons, notebook_of
from wellfounded.learner.whole_file import replace_file
from wellfounded.learner.workspace import Kind, Workspace, open_workspace, write_record


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
            message = later("You moved or renamed lesson {module}. It was brought up to date as {path}.")
            yield phrase(message, module=module, path=path)
        for path in self.links:
            message = phrase(
                "{path} is a link, so it was left alone: the lessons do not write through links.", path=path
            )
            yield f"{message} {phrase('Put the folder itself there, then start again.')}"


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
    here = find_lessons(folder)
    for lesson in release.lessons(course):
        known = set(shipped.get(lesson.name, []))
        target = next(iter(here.get(lesson.name, [])), None) or _unused(folder, lesson.name, here)
        try:
            _refresh(lesson, target, known, changes)
            shipped[lesson.name] = sorted(known | cell_digests(lesson / f"{lesson.name}.ipynb"))
        except OSError as error:
            trouble = trouble or error
        if notebook_of(target, lesson.name) != folder / lesson.name / f"{lesson.name}.ipynb":
            changes.renamed[lesson.name] = notebook_of(target, lesson.name)
    language = language or (before.language if before else ENGLISH)
    laid_out = Workspace(folder.resolve(), kind, course.resolve(), (root or folder).resolve(), shipped, language)
    laid_out.asks_sure = before is None or before.asks_sure
    try:
        write_record(laid_out)
    except OSError as error:
        trouble = trouble or error
    if trouble:
        raise UnfinishedError(changes, trouble)
    return changes


def released(workspace: Workspace) -> dict[Path, Path]:
    """Return where each file of the lessons belongs in the workspace, with the released one; none if they are gone."""
    places: dict[Path, Path] = {}
    for lesson in release.lessons(workspace.course):
        places |= _places(lesson, workspace.home(lesson.name))
    return places


def restore(workspace: Workspace) -> list[Path]:
    """Make each lesson what it was when released, without following links; return the files that were not."""
    changed = []
    for target, lesson in released(workspace).items():
        data = lesson.read_bytes()
        if link_above(target, workspace.folder):
            continue
        if target.is_symlink() or not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(target, data)
            changed.append(target)
    return changed


def link_above(path: Path, workspace: Path) -> Path | None:
    """Return the outermost folder between the workspace and a path in it that is a link; None where none is."""
    inside = [folder for folder in reversed(path.parents) if workspace in folder.parents]
    return next((folder for folder in inside if folder.is_symlink()), None)


def cell_digests(notebook: Path) -> set[str]:
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
    links = {link for copy in places if (link := link_above(copy, target.parent))}
    there = not link_above(notebook, target.parent) and notebook.exists()
    touched = there and not cell_digests(notebook) <= known | cell_digests(lesson / f"{lesson.name}.ipynb")
    aside = _free(target, lesson.name) if touched else None
    for copy, path in places.items():
        if not link_above(copy, target.parent):
            copy.parent.mkdir(parents=True, exist_ok=True)
            replace_file(copy, path.read_bytes(), aside if copy == notebook else None)
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
