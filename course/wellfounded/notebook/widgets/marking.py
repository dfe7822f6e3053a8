"""Marks lessons that are handed in at home, each in a process of its own: the kernel stays free to keep answers."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wellfounded.i18n.messages import later, phrase
from wellfounded.journal.durable_append import make_private_folder
from wellfounded.learner.receipt import Way
from wellfounded.learner.workspace import HIDDEN

Step = dict[str, Any]
Listener = Callable[[Step], None]  # gets each step of a marking; grading/at_home.py says what is in one
WAY: Way = "home"  # in which what is marked is handed in, see receipts
STOPPED = later("The marking stopped early. Your answers are safe, and you can hand in again.")
UNRECORDED = later("The result stands, but its record was not finished. Hand in again to finish it.")

_LOCK = threading.Lock()


@dataclass
class _Marking:
    """Who hears of a marking, and who handed in once its marks were out: their answers are marked next."""

    listeners: list[Listener]
    next: list[Listener] = field(default_factory=list)
    marked: bool = False


_prepared: dict[Path, subprocess.Popen[str]] = {}  # a process that waits for a hand-in, by workspace
_markings: dict[Path, _Marking] = {}  # what is being marked, by the lesson's folder


def mark(workspace: Path, folder: Path, listener: Listener) -> None:
    """Mark a lesson without waiting for it. Two windows that hand in at once are one hand-in, and both hear of it."""
    with _LOCK:
        running = _markings.get(folder)
        if running:
            (running.next if running.marked else running.listeners).append(listener)
            return
        _markings[folder] = _Marking([listener])
    threading.Thread(target=_mark_all, args=(workspace, folder), daemon=True).start()


def _mark_all(workspace: Path, folder: Path) -> None:
    while folder in _markings:
        try:
            _mark_once(workspace, folder)
        finally:
            with _LOCK:
                waiting = _markings.pop(folder).next
                if waiting:
                    _markings[folder] = _Marking(waiting)


def _mark_once(workspace: Path, folder: Path) -> None:
    step: Step = {}
    try:
        for step in marked(workspace, folder):
            _tell(folder, step)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
    if not step.get("done"):
        ended = {"unrecorded": phrase(UNRECORDED)} if _markings[folder].marked else {"refused": phrase(STOPPED)}
        _tell(folder, {"done": True, **ended})


def _tell(folder: Path, step: Step) -> None:
    with _LOCK:
        marking = _markings[folder]
        marking.marked = marking.marked or "html" in step
        listeners = list(marking.listeners)
    for listener in listeners:
        listener(step)


def prepare(workspace: Path) -> None:
    """Start the process that will mark, while the learner comes near the button: it reads no key until then."""
    if workspace not in _prepared:
        _prepared[workspace] = _process(workspace)


def marked(workspace: Path, folder: Path) -> Iterator[Step]:
    """Hand in, mark and record a lesson in a process of its own; yield each step as it comes."""
    process = _prepared.pop(workspace, None)
    if process is None or process.poll() is not None:
        process = _process(workspace)
    with process:
        if process.stdin:
            process.stdin.write(f"{folder}\n")
            process.stdin.close()
        yield from map(json.loads, process.stdout or ())


def _process(workspace: Path) -> subprocess.Popen[str]:
    """Start a process that marks the lesson whose folder it is told; it ends with this one."""
    command = [sys.executable, "-P", "-m", "wellfounded.grading.at_home", str(workspace)]
    make_private_folder(workspace / HIDDEN)
    with (workspace / HIDDEN / "marking.log").open("wb") as log:  # what nbgrader says, for a report of trouble
        return subprocess.Popen(  # noqa: S603 (our own arguments)
            command, cwd=workspace, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, encoding="utf-8"
        )
