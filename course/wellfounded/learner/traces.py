"""Tells the traces of a learner in their copy of the lessons from files of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePath

from wellfounded.i18n.messages import later
from wellfounded.journal import durable_append
from wellfounded.journal.file import JOURNAL, replay
from wellfounded.learner.lessons import MODULE
from wellfounded.learner.printed_pages import is_printed_page
from wellfounded.learner.sync_copies import is_copy, is_set_aside
from wellfounded.learner.workspace import ALL_ANSWERS, FEEDBACK, HAND_INS, HIDDEN, LOG, PRINTS, RECORD

CHECKPOINTS = ".ipynb_checkpoints"
LOCK = durable_append.lock_path(Path(JOURNAL)).name
ANSWERS = later("your answers")
SMALL = later("small files that the course kept while you worked")
AT_THE_TOP = {f"{RECORD}.new": SMALL, LOG: SMALL}
SAVED = re.compile(re.escape(ALL_ANSWERS).replace(re.escape("{date}"), ".*"))
ZIP = re.compile(rf"{MODULE.pattern}-\d{{8}}-\d{{6}}-\d{{6}}\.(zip|part)")
RECEIPT = re.compile(rf"{MODULE.pattern}-\d{{8}}-\d{{6}}-\d{{6}}-receipt\.(txt|part)")
PRINT = re.compile(rf"({MODULE.pattern}|completion-record)\.html")
ASIDE = re.compile(rf"{MODULE.pattern} \(mine, \d{{4}}-\d\d-\d\d( \d+)?\)\.ipynb")
SHARED = (HAND_INS, FEEDBACK, PRINTS)  # folders that a learner's own files may lie in, too
LessonFolders = Mapping[PurePath, str]  # the folders of lessons in a workspace, and the module of each


def trace_in(path: Path, relative: PurePath, lessons: LessonFolders) -> tuple[PurePath, str] | None:
    """Return what is to be deleted for the sake of a file, perhaps a folder that holds it, and what it is.

    A learner's own files may have any name anywhere: ours is what lies where we alone write under a name that we alone
    give, and elsewhere what holds answers.
    """
    if CHECKPOINTS in relative.parts:
        depth = relative.parts.index(CHECKPOINTS)
        return _checkpoints(relative, depth, lessons)
    if relative.parts[0] == HIDDEN:
        return PurePath(HIDDEN), later("your reviews and your points")
    module = lessons.get(relative.parent, "")
    what = AT_THE_TOP.get(str(relative), "") or _in_shared(path, relative) or _by_name(path, module)
    return (relative, what) if what else None


def _checkpoints(relative: PurePath, depth: int, lessons: LessonFolders) -> tuple[PurePath, str] | None:
    """Return what JupyterLab keeps of a lesson, or beside the lessons; in a learner's own folder it is their own."""
    if depth and PurePath(*relative.parts[:depth]) not in lessons:
        return None
    return PurePath(*relative.parts[: depth + 1]), later("earlier states of files that you had open")


def _in_shared(path: Path, relative: PurePath) -> str:
    """Return what a file in a folder that we share with the learner is; "" for one of theirs."""
    if relative.parent == PurePath(HAND_INS) and ZIP.fullmatch(path.name):
        return later("what you handed in")
    if relative.parent == PurePath(HAND_INS) and RECEIPT.fullmatch(path.name):
        return later("receipts of what you handed in")
    if relative.parent == PurePath(FEEDBACK) and PRINT.fullmatch(path.name):
        return later("marks and feedback from your course")
    if relative.parent == PurePath(PRINTS) and (PRINT.fullmatch(path.name) or is_printed_page(path)):
        return later("a lesson with your answers, to print")
    return ""


def _by_name(path: Path, module: str) -> str:
    """Return what a file is that may lie anywhere; `module` is the lesson whose folder holds it, "" for none."""
    if path.name == JOURNAL and (module or _holds_answers(path)):
        return ANSWERS
    if path.name == LOCK and (module or not path.stat().st_size):
        return SMALL
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
