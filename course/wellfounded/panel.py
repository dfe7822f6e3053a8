"""The panel that ends a lesson: names what is unanswered, hands in, shows the review or the file to give in."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import traitlets
from ipywidgets import VBox

from wellfounded import journal
from wellfounded.cases import CASES, read_cases
from wellfounded.copies import gather
from wellfounded.lessons import Home, module_of, notebook_of, place
from wellfounded.questions import HERE
from wellfounded.refusal import why
from wellfounded.review import left_out
from wellfounded.speaking import Speaking
from wellfounded.words import later, phrase
from wellfounded.workspace import HAND_INS, HIDDEN, REVIEW, Workspace

VIEW = Path(__file__).with_name("panel.js")
SAFE = later("Your answers are safe on disk, and you can hand in again.")


class Panel(Speaking):
    """Hands a lesson in. Messages from the view: {"id", "event": "look", "handin" or "selfmark"}.

    "look" is answered by what is unanswered; "handin" by one message a step, the last with `done`; "selfmark", of a
    `place` ("case/question") and a `response` (criterion to points), by when it was written.
    """

    _esm = "\n".join(path.read_text("utf-8") for path in (HERE / "live.js", VIEW))
    _css = (HERE / "question.css").read_text("utf-8")
    place = traitlets.Unicode().tag(sync=True)  # workspace and folder: where unsent answers wait, see question.js
    cohort = traitlets.Bool().tag(sync=True)
    kept = traitlets.Unicode().tag(sync=True)  # the review of the last hand-in, as HTML
    weighed = traitlets.Dict().tag(sync=True)  # by "case/question": what learners gave themselves, by criterion

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        """Draw the panel of the lesson in `folder`."""
        self._workspace, self._home, self._module = workspace, Home(folder), module_of(folder)
        super().__init__(
            place=place(folder),
            cohort=workspace.kind == "cohort",
            kept=_read(workspace, self._module),
            weighed=_weighed(folder),
        )
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"Panel({self._module})"

    @property
    def _folder(self) -> Path:
        """Return the folder of the lesson, with the answers of its copies in its journal."""
        return gather(self._workspace, self._home.find())

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        try:
            if message["event"] == "look":
                self.send({"id": message["id"], "event": "look", "unanswered": unanswered(self._folder)})
            elif message["event"] == "selfmark":
                self.send({"id": message["id"], "event": "selfmark", "at": self._weigh(message)})
            elif self._workspace.kind == "cohort":
                self.send({"id": message["id"], "done": True, "html": self._give_in()})
            else:
                self._record_hand_in()
                # nbgrader takes seconds: the kernel must stay free to keep answers meanwhile.
                threading.Thread(target=self._mark, args=(message["id"],), daemon=True).start()
        except (OSError, ValueError, KeyError) as error:
            told = later("Not kept: {why}") if message["event"] == "selfmark" else later("Not handed in: {why}")
            refused = phrase(told, why=_refusal(error, self._home.folder))
            self.send({"id": message["id"], "event": message["event"], "done": True, "refused": refused})

    def _weigh(self, message: dict[str, Any]) -> str:
        name, _, question = message["place"].partition("/")
        case = read_cases(self._folder / CASES)[name]
        (asked,) = (each for each in case.written if each.id == question)
        told = {"wording": asked.wording, "response": message["response"]}
        event = journal.append(self._folder / journal.JOURNAL, journal.new_event("selfmark", name, question, **told))
        self.weighed = {**self.weighed, message["place"]: message["response"]}
        return str(event["at"])

    def _record_hand_in(self) -> None:
        path = self._folder / journal.JOURNAL
        before = len(journal.replay(path).handins())
        journal.append(path, journal.new_event("handin", module=self._module, number=before + 1))

    def _give_in(self) -> str:
        """Write one file for the instructor, and return what to do with it, as HTML."""
        self._record_hand_in()
        path = pack(self._folder, self._workspace.folder / HAND_INS)
        link = f'<a href="{escape(self._workspace.address(path))}" download>{escape(path.name)}</a>'
        return phrase(
            "<p><strong>Handed in to this file: {link}</strong></p><p>Now give this file to your instructor in the "
            "way they told you, by your course's page or by email. It lies in the folder {folder}. You may change "
            "answers and hand in again; the latest file counts, unless your instructor says otherwise.</p>",
            link=link,
            folder=escape(str(path.parent)),
        )

    def _mark(self, message_id: str) -> None:
        """Pass on what the marking process says, a line a step."""
        told = False
        for step in marked(self._workspace.folder, self._module):
            told = bool(step.get("done"))
            refused = {"refused": f"{step['refused']} {phrase(SAFE)}"} if "refused" in step else {}
            self.send({"id": message_id, **step, **refused})
        if not told:
            self.send(
                {"id": message_id, "done": True, "refused": f"{phrase('The marking stopped early.')} {phrase(SAFE)}"}
            )


def draw(workspace: Workspace, folder: Path) -> VBox:
    """Return the widget of the panel that hands in the lesson in `folder`."""
    return VBox([Panel(workspace, folder)])


def unanswered(folder: Path) -> list[dict[str, str]]:
    """Return title and place of each graded question that lacks an answer to its present wording, or part of one."""
    kept = journal.replay(folder / journal.JOURNAL)
    found = []
    for case in read_cases(folder / CASES).values():
        if left_out(case, kept):
            continue
        for number, asked in enumerate(case.questions if case.use == "graded" else [], 1):
            answer = kept.latest("answer", case.id, asked.id) or {}
            lacks = answer.get("wording") != asked.wording or asked.unfinished(answer.get("response"))
            if lacks:
                title = phrase("{case}, question {n}", case=case.title, n=number)
                title += f": {lacks}" if isinstance(lacks, str) else ""
                found.append({"title": title, "place": f"{place(folder)}/{case.id}/{asked.id}"})
    return found


def _weighed(folder: Path) -> dict[str, Any]:
    """Return what learners gave themselves for what they wrote, by "case/question" and criterion."""
    try:
        kept = journal.replay(folder / journal.JOURNAL)
        cases = read_cases(folder / CASES)
    except (OSError, ValueError, KeyError):
        return {}
    every = [(case, each) for case in cases.values() for each in case.written]
    marks = [(f"{case.id}/{each.id}", each, kept.latest("selfmark", case.id, each.id)) for case, each in every]
    return {place: m.get("response") for place, each, m in marks if m and m.get("wording") == each.wording}


def pack(folder: Path, target: Path) -> Path:
    """Write notebook, answers and time of a lesson into one new zip file under `target`; return its path."""
    now = datetime.now(UTC)
    target.mkdir(exist_ok=True)
    module = module_of(folder)
    path = target / f"{module}-{now:%Y%m%d-%H%M%S-%f}.zip"
    scratch = path.with_suffix(".part")
    with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
        if (notebook := notebook_of(folder, module)).is_file():  # it is not what is graded
            archive.write(notebook, f"{module}/{module}.ipynb")
        archive.write(folder / journal.JOURNAL, f"{module}/{journal.JOURNAL}")
        archive.writestr(f"{module}/timestamp.txt", f"{now:%Y-%m-%d %H:%M:%S.%f} UTC")
    scratch.replace(path)
    return path


def marked(workspace: Path, module: str) -> Iterator[dict[str, Any]]:
    """Mark and record a hand-in in a process of its own; yield what it says, step by step."""
    command = [sys.executable, "-P", "-m", "wellfounded.grading.home", str(workspace), module]
    (workspace / HIDDEN).mkdir(exist_ok=True)
    with (workspace / HIDDEN / "marking.log").open("wb") as log:  # what nbgrader says, for a report of trouble
        process = subprocess.Popen(  # noqa: S603 (our own arguments)
            command, cwd=workspace, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log
        )
        with process:
            yield from map(json.loads, process.stdout or ())


def _read(workspace: Workspace, module: str) -> str:
    try:
        return (workspace.hidden(module) / REVIEW).read_text(encoding="utf-8")
    except OSError:
        return ""


def _refusal(error: Exception, folder: Path) -> str:
    if isinstance(error, OSError):
        return why(error, folder)
    damaged = phrase("{path} is damaged. Run 'make learn' again.", path=folder / CASES)
    return f"{damaged} {phrase(SAFE)}"
