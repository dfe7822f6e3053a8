"""An instructor who collects: a course of their own, a folder of downloads, and what the command says."""

import shutil
from pathlib import Path

from typer.testing import CliRunner

from tests.grading.downloads import FIRST, ROSTER, tree
from tests.places import COURSE
from wellfounded.journal.file import parse
from wellfounded.launch.commands import app

REGISTER = ".senders.json"


class Desk:
    """An instructor at a course of their own."""

    def __init__(self, root: Path) -> None:
        self.course, self.downloads = root / "course", root / "downloads"
        self.downloads.mkdir()
        self.course.mkdir()
        (self.course / "release").symlink_to(COURSE / "release")
        shutil.copy(COURSE / "nbgrader_config.py", self.course)
        self.roster(ROSTER)

    def roster(self, text: str) -> None:
        (self.course / "roster.csv").write_text(text, "utf-8")

    def collect(self, *arguments: object, roster: bool = True) -> str:
        """Run the command; return what it said. It never ends with a traceback."""
        named = ["--roster", str(self.course / "roster.csv")] if roster else []
        told = CliRunner().invoke(app, ["collect", *map(str, arguments), "--course", str(self.course), *named])
        assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
        self.code = told.exit_code
        return told.output

    def handed(self, learner: str = "ada", module: str = FIRST) -> Path:
        return self.course / "submitted" / learner / module

    def ids(self, learner: str = "ada", module: str = FIRST) -> set[str]:
        path = self.handed(learner, module) / "answers.jsonl"
        return {event["id"] for event in parse(path.read_bytes()).events} if path.exists() else set()

    @property
    def submitted(self) -> dict[str, bytes]:
        """Return what lies in learners' folders."""
        files = tree(self.course / "submitted")
        return {name: data for name, data in files.items() if name != REGISTER}


def ids(data: bytes) -> set[str]:
    return {event["id"] for event in parse(data).events}
