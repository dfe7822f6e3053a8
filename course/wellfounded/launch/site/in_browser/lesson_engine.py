"""What the page asks of Python: lays the lessons out in memory, draws the parts of one, and hears what is answered.

All that goes to and fro is JSON text, and the bytes of files. The worker keeps in the browser what `changed_files`
names before the page hears of it, so that *Saved* is true.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import traceback
from pathlib import Path
from typing import Any

import wellfounded
from wellfounded.i18n import messages
from wellfounded.journal.file import JOURNAL
from wellfounded.launch.site.in_browser.page_link import VIEW, drawn, outbox, output
from wellfounded.launch.site.in_browser.rest_of_python import find_the_rest
from wellfounded.learner.language import choose_language, speak_language
from wellfounded.learner.lessons import MODULE, STATED
from wellfounded.learner.seed import READER
from wellfounded.learner.workspace import RECORD, Workspace, kind_of, open_workspace, write_record

WORDS = Path(__file__).with_name("page_words.js")  # what the page and all its views say
COURSE = Path("/course")  # what was released, as far as Python needs it
COPY = Path("/my-course")  # the learner's, as on any computer

_refusal: list[int] = []  # the number of the error that writing fails with; none while it does not
find_the_rest()
_kept: dict[str, bytes] = {}  # what the browser holds, by path in the copy


def lay_out(kept: dict[str, bytes]) -> None:
    """Lay the released lessons out as a learner's copy, and on them what the browser has kept of that learner."""
    random.seed()  # where Python started from a picture of its memory, every learner's would be the same
    os.fsync = _sync  # type: ignore[assignment]  # the browser keeps what is written here
    for path in kept:
        _remember_lesson(Path(path))
    shutil.copytree(COURSE / "release", COPY, dirs_exist_ok=True)
    bring(kept)
    if not (COPY / RECORD).exists():
        write_record(_workspace())


def _remember_lesson(path: Path) -> None:
    """Let a lesson that is no longer released, but was answered, be one of the learner's copy, as on any computer."""
    lesson = COURSE / "release" / path.parent
    if path.name == JOURNAL and MODULE.fullmatch(str(path.parent)) and not lesson.exists():
        lesson.mkdir()
        notebook = {"metadata": {STATED: lesson.name}, "cells": []}
        (lesson / f"{lesson.name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def open_lesson(module: str, calls: str, reader: str) -> str:
    """Run each of a lesson's calls, a list of (cell, name, arguments); return what each shows, and the language.

    `reader` names whoever uses this browser, see `learner.seed`: what is written here is kept with the first answer.
    """
    os.environ[READER] = reader
    os.chdir(COPY / module)
    speak_language(_workspace())
    parts = {}
    for cell, name, arguments in json.loads(calls):
        output.clear()
        try:
            getattr(wellfounded, name)(*arguments)
        except Exception:  # noqa: BLE001 (whatever it is: this part stays as it is read, and the others come alive)
            traceback.print_exc()
        view = output.get(VIEW)
        if view is not None:
            views = view if isinstance(view, list) else [view]
            parts[cell] = [{"view": each.name_on_page, "state": each.state()} for each in views]
    return json.dumps({"parts": parts, "spoken": _spoken()})


def hear(view: str, content: str, buffers: list[bytes]) -> list[tuple[str, list[bytes]]]:
    """Let a view hear what the page says; return what the page is told: JSON, and its buffers."""
    outbox.clear()
    if view in drawn:
        drawn[view].hear(json.loads(content), buffers)
    said = [(json.dumps({**item, "buffers": []}), list(map(bytes, item.get("buffers", ())))) for item in outbox]
    outbox.clear()
    return said


def take_along() -> tuple[str, str, bytes]:
    """Return all answers as one file: its name, what is said of it, and its bytes."""
    from wellfounded.learner.export import export_answers, export_in_words  # no question waits for it

    taken = export_answers(_workspace())
    return taken.name, export_in_words(taken), taken.data


def read_file(path: str) -> bytes:
    """Return the bytes of a file in the copy, by its path there."""
    return (COPY / path).read_bytes()


def speak(language: str) -> str:
    """Speak another language from now on; return it, as `open_lesson` does."""
    choose_language(_workspace(), language)
    return json.dumps({**_spoken(), "languages": messages.languages()})


def languages() -> str:
    """Return the name of each language by its code. To find them takes long: no question waits for it."""
    return json.dumps(messages.languages())


def _workspace() -> Workspace:
    return open_workspace(COPY) or Workspace(COPY, kind_of(COURSE), COURSE, COPY)


def _spoken() -> dict[str, Any]:
    words = messages.javascript(WORDS.read_text("utf-8"))
    return {"words": words, "language": messages.chosen()}


def changed_files() -> list[tuple[str, int, bytes | None]]:
    """Return which of the learner's files changed since the browser kept them: (path, start, bytes).

    What was added to the end of a file begins at `start`; a file that is another now begins at 0; one that is gone has
    None.
    """
    now = _own_files()
    changes: list[tuple[str, int, bytes | None]] = [(path, 0, None) for path in _kept if path not in now]
    for path, data in now.items():
        before = _kept.get(path)
        if before == data:
            continue
        start = len(before) if before is not None and data.startswith(before) else 0
        changes.append((path, start, data[start:]))
    return changes


def kept() -> None:
    """Take note that the browser holds all that is here now."""
    _kept.clear()
    _kept.update(_own_files())


def take_back() -> None:
    """Make the learner's files what the browser holds: it refused what was new."""
    for path in _own_files():
        if path not in _kept:
            (COPY / path).unlink()
    for path, data in _kept.items():
        _write(path, data)


def refuse_writing(number: int) -> None:
    """Let every attempt to write a learner's file fail with this error number; with 0, let none fail any more."""
    _refusal[:] = [number] if number else []


def _sync(_descriptor: object) -> None:
    """Sync a file to disk: that is the browser's to do, and what it refuses fails as on any disk."""
    if _refusal:
        raise OSError(_refusal[0], os.strerror(_refusal[0]))


def bring(files: dict[str, bytes]) -> None:
    """Take what the browser holds, by path, into the copy: another window has written it."""
    for path, data in files.items():
        _write(path, data)
        _kept[path] = data


def _write(path: str, data: bytes) -> None:
    place = COPY / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _own_files() -> dict[str, bytes]:
    """Return what in the copy is the learner's: all that was not released, but for locks and the record's like."""
    files = {}
    for path in sorted(COPY.rglob("*")):
        name = path.relative_to(COPY).as_posix()
        if path.is_file() and not path.name.endswith((".lock", ".new")) and not (COURSE / "release" / name).exists():
            files[name] = path.read_bytes()
    return files
