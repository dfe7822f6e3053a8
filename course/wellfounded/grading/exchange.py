"""Gives a lesson to nbgrader's exchange, or fetches feedback from it, as a line of JSON on stdin wishes.

Run as `python -m wellfounded.grading.exchange`, in a process of its own: a lesson never imports nbgrader. The wish is
{"do": "submit", "folder": …, "module": …} or {"do": "fetch", …}. `folder` holds a folder named after the module: what
is to be given, or where feedback is put. The answer is one line, {"done": true} or {"problem": a key of PROBLEMS}.
What nbgrader says of it goes to stderr.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import traceback
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGrader
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory, default

from wellfounded.journal.file import JOURNAL
from wellfounded.learner.receipt import USER

OPEN_TO_TWO = 0o770  # of a submission's folder: for its learner and, by the exchange's group, for the grader
NEVER_COLLECTED = "."  # begins the name of a submission that is not whole yet: no pattern of nbgrader's finds it


class NotArrivedError(Exception):
    """What was given to the exchange is not what lies there."""


class WholeSubmit(default.ExchangeSubmit):  # type: ignore[misc]  # nbgrader has no types
    """Submits as nbgrader does, but whole or not at all: until it was read back, under a name that nobody collects.

    Killed midway, or on a full disk, nbgrader's own leaves a part, which would then be collected as the latest. And it
    lets everybody read a submission who learns its name.
    """

    assignment_filename: str

    def copy_files(self) -> None:
        """Copy, read back, and only then rename."""
        name = self.assignment_filename
        self.assignment_filename = NEVER_COLLECTED + name
        hidden, whole = (Path(self.inbound_path, each) for each in (self.assignment_filename, name))
        kept, cached = (Path(self.cache_path, path.name.rsplit("+", 1)[0]) for path in (hidden, whole))
        try:
            super().copy_files()
            if (hidden / JOURNAL).read_bytes() != Path(self.src_path, JOURNAL).read_bytes():
                raise NotArrivedError(f"{hidden} holds other answers than were given")
            _close(hidden)
            kept.rename(cached)
            hidden.rename(whole)
        finally:
            for path in (hidden, kept):
                shutil.rmtree(path, ignore_errors=True)


def _close(submission: Path) -> None:
    """Let the learner and the exchange's group alone open a submission; without such a group, it stays as it was.

    nbgrader gives `inbound` to the grader's group, and a folder that is made in it belongs to that too. Files that it
    writes later may not: they stay readable, and nobody else comes to them.
    """
    if submission.stat().st_gid == submission.parent.stat().st_gid:
        submission.chmod(OPEN_TO_TWO)


def submit(config: Any, folder: Path, module: str) -> None:
    """Give the lesson in `folder`/`module` to the course."""
    exchange = _exchange(config, "submit", folder, module, WholeSubmit)
    exchange.start()


def fetch(config: Any, folder: Path, module: str) -> None:
    """Put what feedback there is into `folder`/`module`/feedback, a folder for each time of handing in."""
    exchange = _exchange(config, "fetch_feedback", folder, module, None)
    given_back = Path(exchange.root, exchange.coursedir.course_id, "feedback")
    if type(exchange) is not default.ExchangeFetchFeedback or given_back.is_dir():  # else nothing was ever given back
        exchange.start()


def _exchange(config: Any, what: str, folder: Path, module: str, ours: Any) -> Any:
    directory = CourseDirectory(config=config)
    directory.assignment_id = module
    if learner := os.environ.get(USER):  # where all work under one name of the system, the hub's tells them apart
        directory.student_id = learner
    kind = getattr(ExchangeFactory(config=config), what)
    if ours and kind is ours.__mro__[1]:  # an instructor may have chosen another exchange
        kind = ours
    exchange = kind(coursedir=directory, authenticator=Authenticator(config=config), config=config)
    exchange.assignment_dir = str(folder)
    exchange.path_includes_course = False
    return exchange


def _problem(error: Exception, config: Any, module: str) -> str:
    """Return a key of PROBLEMS: what kept a lesson from arriving."""
    directory = CourseDirectory(config=config)
    course = Path(default.Exchange(coursedir=directory, config=config).root, directory.course_id)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "full"
    if not (course / "outbound" / module).is_dir() and os.access(course.parent, os.W_OK | os.X_OK):
        return "not open"
    if isinstance(error, ExchangeError | PermissionError):
        return "closed"
    return "unknown"


def main() -> None:
    """Do what a line on stdin wishes. None comes where the learner goes away."""
    app = NbGrader()
    app.load_config_file()
    line = sys.stdin.readline()
    if not line.strip():
        return
    wish = json.loads(line)
    answer: dict[str, Any] = {"done": True}
    try:
        {"submit": submit, "fetch": fetch}[wish["do"]](app.config, Path(wish["folder"]), wish["module"])
    except Exception as error:  # noqa: BLE001 (whatever it is, the learner gets a message)
        traceback.print_exc()
        answer = {"problem": _problem(error, app.config, wish["module"])}
    sys.stdout.write(f"{json.dumps(answer)}\n")


if __name__ == "__main__":
    os.umask(0o077)
    main()
