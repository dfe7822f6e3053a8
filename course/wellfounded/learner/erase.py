"""Forgets a learner: finds every trace in a copy of the lessons, deletes it, and says what it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from wellfounded.i18n import messages
from wellfounded.i18n.messages import ENGLISH, later, phrase, phrase_many
from wellfounded.journal import durable_append
from wellfounded.journal.file import JOURNAL, replay
from wellfounded.learner.export import NAME
from wellfounded.learner.lessons import MODULE
from wellfounded.learner.printed_pages import is_printed_page
from wellfounded.learner.sync_copies import is_copy, is_set_aside
from wellfounded.learner.workspace import (
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
LOCK = durable_append.lock_path(Path(JOURNAL)).name
AT_THE_TOP = {
    f"{RECORD}.new": later("a file half written"),
    LOG: later("what JupyterLab said while you worked"),
}
SHARED = (HAND_INS, PRINTS)  # folders that a learner's own files may lie in, too
LANGUAGE = later("which language you chose for the buttons")
SAVED = re.compile(re.escape(NAME).replace(re.escape("{date}"), ".*"))
ZIP = re.compile(rf"{MODULE.pattern}-\d{{8}}-\d{{6}}-\d{{6}}\.(zip|part)")
PRINT = re.compile(rf"({MODULE.pattern}|completion-record)\.html")
ASIDE = re.compile(rf"{MODULE.pattern} \(mine, \d{{4}}-\d\d-\d\d( \d+)?\)\.ipynb")
Lessons = Mapping[PurePath, str]  # the folders of lessons in a workspace, and the module of each


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
    known = {path: module for module in workspace.lessons for path in workspace.folders(module)}
    lessons = {PurePath(path.relative_to(workspace.folder)): module for path, module in known.items()}
    for path in sorted(workspace.folder.rglob("*")):
        relative = PurePath(path.relative_to(workspace.folder))
        if path.is_dir() and not path.is_symlink() and path.name not in (CHECKPOINTS, HIDDEN):
            continue
        trace = _trace(path, relative, lessons)
        if trace:
            found.traces.setdefault(*trace)
        elif path not in ours:
            top = _top(relative, lessons)
            own[top] = own.get(top, 0) + 1
    found.own = [_in_words(workspace.folder, top, n) for top, n in own.items()]
    renamed = ((folder, module) for folder, module in lessons.items() if folder.name != module)
    told = later("{folder}: the name that you gave to lesson {module}")
    found.own += [phrase(told, folder=folder, module=module) for folder, module in renamed]
    return found


def _in_words(workspace: Path, top: PurePath, files: int) -> str:
    if (workspace / top).is_symlink():
        return phrase("{name}: a link, and whatever lies behind it", name=top)
    if (workspace / top).is_file():
        return f"{top}"
    return phrase_many("{folder}: {n} file", "{folder}: {n} files", files, folder=top)


def forget(workspace: Workspace) -> Forgotten:
    """Delete every trace of a learner, and make the lessons as they were released; what fails is named."""
    found, done = look(workspace), Forgotten()
    for path, what in found.traces.items():
        trouble = _delete(workspace.folder / path)
        (done.failed if trouble else done.deleted).append(f"{path}: {trouble or phrase(what)}")
    if found.language != ENGLISH:
        _to_english(workspace, done)
    for folder in (workspace.folder / name for name in SHARED):
        with suppress(OSError):  # it is not empty, or not a folder
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
        messages.use(language)
        done.deleted.append(phrase(LANGUAGE))
    except OSError as error:
        done.failed.append(f"{phrase(LANGUAGE)}: {error.strerror}")


def _trace(path: Path, relative: PurePath, lessons: Lessons) -> tuple[PurePath, str] | None:
    """Return what is to be deleted for the sake of a file, perhaps a folder that holds it, and what it is.

    A learner's own files may have any name anywhere: ours is what lies where we alone write under a name that we alone
    give, and elsewhere what holds answers.
    """
    if CHECKPOINTS in relative.parts:
        depth = relative.parts.index(CHECKPOINTS)
        return _checkpoints(relative, depth, lessons)
    if relative.parts[0] == HIDDEN:
        return PurePath(HIDDEN), later("your reviews and your gradebook")
    module = lessons.get(relative.parent, "")
    what = AT_THE_TOP.get(str(relative), "") or _in_shared(path, relative) or _by_name(path, module)
    return (relative, what) if what else None


def _checkpoints(relative: PurePath, depth: int, lessons: Lessons) -> tuple[PurePath, str] | None:
    """Return what JupyterLab keeps of a lesson, or beside the lessons; in a learner's own folder it is their own."""
    if depth and PurePath(*relative.parts[:depth]) not in lessons:
        return None
    return PurePath(*relative.parts[: depth + 1]), later("what JupyterLab kept of files that you had open")


def _in_shared(path: Path, relative: PurePath) -> str:
    """Return what a file in a folder that we share with the learner is; "" for one of theirs."""
    if relative.parent == PurePath(HAND_INS) and ZIP.fullmatch(path.name):
        return later("what you handed in")
    if relative.parent == PurePath(PRINTS) and (PRINT.fullmatch(path.name) or is_printed_page(path)):
        return later("a lesson with your answers, to print")
    return ""


def _by_name(path: Path, module: str) -> str:
    """Return what a file is that may lie anywhere; `module` is the lesson whose folder holds it, "" for none."""
    if path.name == JOURNAL and (module or _holds_answers(path)):
        return later("your answers")
    if path.name == LOCK and (module or not path.stat().st_size):
        return later("the lock of your answers")
    if SAVED.fullmatch(path.name) and _holds_answers(path):
        return later("your answers, saved as one file")
    if (is_copy(path) or is_set_aside(path)) and _holds_answers(path):
        return later("a copy of your answers")
    if module and ASIDE.fullmatch(path.name) and path.name.startswith(module):
        return later("a lesson that you had changed")
    return ""


def _holds_answers(path: Path) -> bool:
    """Return whether a file is a journal and nothing else. Links are not followed."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        kept = replay(path)
    except (OSError, ValueError):
        return False
    return bool(kept.events) and not kept.skipped


def _top(path: PurePath, lessons: Lessons) -> PurePath:
    """Return a file by itself, or the folder of the learner's own that it lies in."""
    holders = [*(PurePath(name) for name in SHARED), *lessons]
    depth = max((len(each.parts) for each in holders if each in path.parents), default=0)
    return PurePath(*path.parts[: depth + 1])


def _delete(path: Path) -> str:
    """Delete a file, or a folder and all in it, without following links; return what is in the way, or ""."""
    inside = sorted(path.rglob("*"), reverse=True) if path.is_dir() and not path.is_symlink() else []
    for each in (*inside, path):
        try:
            each.rmdir() if each.is_dir() and not each.is_symlink() else each.unlink()
        except OSError as error:
            return phrase("{why}. Close JupyterLab, then run 'wellfounded forget'", why=error.strerror)
    return ""
