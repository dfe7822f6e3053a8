"""Forgets a learner: finds every trace in a copy of the lessons, deletes it, and says what it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from glob import escape
from pathlib import Path, PurePath

from wellfounded import appending, words
from wellfounded.journal import JOURNAL
from wellfounded.travel import NAME
from wellfounded.words import ENGLISH, later, phrase, phrase_many
from wellfounded.workspace import (
    HAND_INS,
    HIDDEN,
    LOG,
    PAGE,
    PRINTS,
    RECORD,
    Workspace,
    choose_language,
    released,
    restore,
)

ELSEWHERE = later(
    "What lies elsewhere stays: files in your downloads folder, prints, your browser's history, what you gave to an "
    "instructor. Delete those yourself."
)
CHECKPOINTS = ".ipynb_checkpoints"
ANYWHERE = {
    JOURNAL: later("your answers"),
    appending.lock_of(Path(JOURNAL)).name: later("the lock of your answers"),
    NAME.format(date="*"): later("your answers, saved as one file"),
    f"{RECORD}.new": later("a file half written"),
}
SHARED = (HAND_INS, PRINTS)  # folders that a learner's own files may lie in, too
LANGUAGE = later("which language you chose for the buttons")
ZIP = re.compile(r".*-\d{8}-\d{6}-\d{6}\.(zip|part)")


@dataclass
class Found:
    """What lies in a copy: traces with what each is, and what we did not make; paths relative to the workspace."""

    traces: dict[PurePath, str] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)  # in words: a file, or a folder with how much is in it
    language: str = ENGLISH

    def named(self) -> list[str]:
        """Return each trace in words."""
        traces = [f"{path}: {phrase(what)}" for path, what in self.traces.items()]
        return traces + ([] if self.language == ENGLISH else [phrase(LANGUAGE)])


@dataclass
class Forgotten:
    """What was deleted, what could not be, what was left as the learner's own, which lessons are as released again."""

    deleted: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)


def look(workspace: Workspace) -> Found:
    """Find the traces of a learner, and the files that are neither such nor ours."""
    found, own = Found(language=workspace.language), dict[PurePath, int]()
    ours = {workspace.folder / RECORD, workspace.folder / PAGE, *released(workspace)}
    for path in sorted(workspace.folder.rglob("*")):
        relative = PurePath(path.relative_to(workspace.folder))
        if path.is_dir() and not path.is_symlink() and path.name not in (CHECKPOINTS, HIDDEN):
            continue
        trace = _trace(relative, workspace.lessons)
        if trace:
            found.traces.setdefault(*trace)
        elif path not in ours:
            top = _top(relative, workspace.lessons)
            own[top] = own.get(top, 0) + 1
    found.own = [f"{top}" if (workspace.folder / top).is_file() else _counted(top, n) for top, n in own.items()]
    return found


def _counted(folder: PurePath, files: int) -> str:
    return phrase_many("{folder}: {n} file", "{folder}: {n} files", files, folder=folder)


def forget(workspace: Workspace) -> Forgotten:
    """Delete every trace of a learner, and make the lessons as they were released; what fails is named."""
    found, done = look(workspace), Forgotten()
    for path, what in found.traces.items():
        trouble = _delete(workspace.folder / path)
        (done.failed if trouble else done.deleted).append(f"{path}: {trouble or phrase(what)}")
    if found.language != ENGLISH:
        _to_english(workspace, done)
    for folder in (workspace.folder / name for name in SHARED):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    try:
        done.restored = sorted({path.relative_to(workspace.folder).parts[0] for path in restore(workspace)})
    except OSError as error:
        done.failed.append(phrase("The lessons could not be made as they were: {why}", why=error.strerror))
    if not released(workspace):
        gone = workspace.course / "release"
        done.failed.append(phrase("The lessons are as you left them: {folder} is gone", folder=gone))
    done.own = found.own
    return done


def _to_english(workspace: Workspace, done: Forgotten) -> None:
    """Forget which language was chosen; what is said of it is still said in that language."""
    language = workspace.language
    try:
        choose_language(workspace, ENGLISH)
        words.use(language)
        done.deleted.append(phrase(LANGUAGE))
    except OSError as error:
        done.failed.append(f"{phrase(LANGUAGE)}: {error.strerror}")


def _trace(path: PurePath, lessons: list[str]) -> tuple[PurePath, str] | None:
    """Return what is to be deleted for the sake of a file, perhaps a folder that holds it, and what it is."""
    if CHECKPOINTS in path.parts:
        depth = path.parts.index(CHECKPOINTS) + 1
        return PurePath(*path.parts[:depth]), later("what JupyterLab kept of files that you had open")
    if path.parts[0] == HIDDEN:
        return PurePath(HIDDEN), later("your reviews and your gradebook")
    if path == PurePath(LOG):
        return path, later("what JupyterLab said while you worked")
    if path.parts[0] == HAND_INS and ZIP.fullmatch(path.name):
        return path, later("what you handed in")
    if path.parts[0] == PRINTS and path.suffix == ".html":
        return path, later("a lesson with your answers, to print")
    if path.parts[0] in lessons and fnmatchcase(path.name, f"{escape(path.parts[0])} (mine, *).ipynb"):
        return path, later("a lesson that you had changed")
    return next(((path, what) for name, what in ANYWHERE.items() if fnmatchcase(path.name, name)), None)


def _top(path: PurePath, lessons: list[str]) -> PurePath:
    """Return a file by itself, or the folder of the learner's own that it lies in."""
    depth = 2 if path.parts[0] in (*lessons, *SHARED) else 1
    return PurePath(*path.parts[:depth])


def _delete(path: Path) -> str:
    """Delete a file, or a folder and all in it, without following links; return what is in the way, or ""."""
    inside = sorted(path.rglob("*"), reverse=True) if path.is_dir() and not path.is_symlink() else []
    for each in (*inside, path):
        try:
            each.rmdir() if each.is_dir() and not each.is_symlink() else each.unlink()
        except OSError as error:
            return phrase("{why}. Close JupyterLab, then run 'wellfounded forget'", why=error.strerror)
    return ""
