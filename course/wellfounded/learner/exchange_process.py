"""The process that speaks to nbgrader's exchange on a hub; see grading/exchange.py. It may be started ahead."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from wellfounded.i18n.messages import later, phrase
from wellfounded.journal.durable_append import make_private_folder
from wellfounded.learner.workspace import HIDDEN

TIMEOUT = 120.0  # seconds
LOG = "exchange.log"  # in the workspace's hidden folder: what nbgrader says, for a report of trouble
PROBLEMS = {
    "not open": later(
        "your course does not take this lesson yet. Your answers are safe here. Ask your instructor when it opens."
    ),
    "closed": later(
        "your course cannot be reached to take it in. Your answers are safe here. Tell your instructor, and try again."
    ),
    "full": later(
        "there is no room left where your course takes lessons in. Your answers are safe here. Tell your instructor."
    ),
    "unknown": later(
        "it did not arrive. Your answers are safe here. Try again, and if that does not help, tell your instructor."
    ),
}

_prepared: dict[Path, subprocess.Popen[str]] = {}


class ExchangeProblemError(Exception):
    """Nothing was given or fetched; the message tells the learner why."""


def prepare(workspace: Path) -> None:
    """Start the process, while the learner comes near the button: nbgrader takes seconds to load."""
    if workspace not in _prepared:
        _prepared[workspace] = _process(workspace)


def ask(workspace: Path, wish: dict[str, Any]) -> None:
    """Have something done; ExchangeProblemError where it was not."""
    process = _prepared.pop(workspace, None)
    if process is None or process.poll() is not None:
        process = _process(workspace)
    try:
        output, _ = process.communicate(f"{json.dumps(wish)}\n", timeout=TIMEOUT)
        answer = json.loads(output)
    except (subprocess.TimeoutExpired, OSError, ValueError):
        process.kill()
        process.communicate()
        answer = {}
    if answer.get("done") is not True:
        raise ExchangeProblemError(phrase(PROBLEMS.get(answer.get("problem", ""), PROBLEMS["unknown"])))


def _process(workspace: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", "-m", "wellfounded.grading.exchange"]
    hidden = workspace / HIDDEN
    make_private_folder(hidden)
    with (hidden / LOG).open("ab") as log:
        return subprocess.Popen(  # noqa: S603 (our own arguments)
            command, cwd=hidden, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, encoding="utf-8"
        )
