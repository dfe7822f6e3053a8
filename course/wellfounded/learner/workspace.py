"""A learner's own copy of the lessons: what it is, and where in it each thing lies. layout.py makes it."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from wellfounded.content.release import KIT
from wellfounded.i18n.messages import ENGLISH
from wellfounded.learner import lessons
from wellfounded.learner.lessons import notebook_of
from wellfounded.learner.whole_file import replace_file

RECORD = lessons.RECORD  # in the workspace
HIDDEN = ".well-founded"  # in the workspace: what hand-ins at home leave, a gradebook among it
REVIEW = "review.html"  # in there, a folder a module: the review of the last hand-in
HAND_INS = "hand-in"  # in the workspace: receipts; in a cohort's, the files to give to the instructor, too
FEEDBACK = "feedback"  # in the workspace, on a hub: marks and feedback that were fetched, a page a module
PRINTS = "print"  # in the workspace: lessons and answers as pages to print
ALL_ANSWERS = "well-founded-answers-{date}.jsonl"  # all answers as one file, as the desk saves them
LOG = ".jupyterlab.log"  # in the workspace: what JupyterLab said this time
PAGE = ".open.html"  # in the workspace, while it is open: leads a browser to it
ABOVE = lessons.DEPTH + 1  # folders above a lesson in which its workspace is looked for
IN_BROWSER = sys.platform == "emscripten"  # on a web page the folders of a workspace are nobody's to open
Kind = Literal["home", "cohort", "binder", "hub"]


@dataclass
class Workspace:
    """What `learn`, a kit or Binder wrote down when it laid a copy out.

    `course` is the folder of `release/` (and, but for a kit, of `source/`); `root` is what JupyterLab serves.
    `shipped` maps each lesson to the digests of every cell source that we ever laid out there. `language` is what the
    learner chose for buttons and messages, `asks_sure` whether they are asked how sure they are of an answer.
    """

    folder: Path
    kind: Kind
    course: Path
    root: Path
    shipped: dict[str, list[str]] = field(default_factory=dict)
    language: str = ENGLISH
    asks_sure: bool = True

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

    None where nothing was laid out, or the record is damaged.
    """
    whole = folder.absolute()
    above = next((parent for parent in [whole, *whole.parents][: ABOVE + 1] if (parent / RECORD).exists()), None)
    return open_workspace(above) if above else None


def open_workspace(folder: Path) -> Workspace | None:
    """Return the workspace that was laid out in this very folder; None as `find_workspace`."""
    try:
        if not (folder / RECORD).is_file():  # a pipe would be waited for
            return None
        written = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        course, root = Path(written["course"]), Path(written["root"])
        language = str(written.get("language", ENGLISH))
        asks_sure = written.get("asks_sure") is not False
        return Workspace(folder, written["kind"], course, root, written["shipped"], language, asks_sure)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_record(workspace: Workspace) -> None:
    """Write down what a workspace is; OSError where that cannot be written."""
    record = {key: str(value) if isinstance(value, Path) else value for key, value in asdict(workspace).items()}
    replace_file(workspace.folder / RECORD, json.dumps(record, indent=1).encode())


def kind_of(course: Path) -> Kind:
    """Return what a copy laid out from `course` is: a kit says so itself."""
    return "cohort" if (course / KIT).exists() else "home"
