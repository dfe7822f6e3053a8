"""The panel that ends a lesson: names what is unanswered, hands in, shows the review or the file to give in."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import traitlets

from wellfounded.assessment.scoring import leaving_out, left_out
from wellfounded.content.case import CASES, Case, read_cases
from wellfounded.content.release import about_kit
from wellfounded.i18n.messages import later, phrase
from wellfounded.journal import clock
from wellfounded.journal import file as journal
from wellfounded.journal.durable_append import make_private_folder
from wellfounded.learner.lessons import Home, module_of, place
from wellfounded.learner.submission_file import write_submission
from wellfounded.learner.sync_copies import Merged, gather
from wellfounded.learner.workspace import HIDDEN, REVIEW, Workspace
from wellfounded.learner.write_errors import why
from wellfounded.notebook.widgets.base import View
from wellfounded.notebook.widgets.content_note import beyond
from wellfounded.render.answers import MOST
from wellfounded.render.review_page import read_review
from wellfounded.render.safe_html import safe

_LOCK = threading.Lock()
_waiting: dict[Path, list[tuple[Panel, str]]] = {}  # who waits for a lesson to be marked, and by which message
SEEN = later("To see it above, choose Run, then Run All Cells.")
SAFE = later("Your answers are safe on disk, and you can hand in again.")


class Panel(View):
    """Hands a lesson in. Messages from the view: {"id", "event": "look", "handin" or "selfmark"}.

    "look" is answered by what is `unanswered`, and by what a learner should know `beyond` that: answers that came from
    copies, cases that were left out; "handin" by one message a step, the last with `done`; "selfmark", of a `place`
    ("case/question") and a `response` (criterion to points), by when it was written.
    """

    view = traitlets.Unicode("hand_in_panel").tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)  # workspace and folder: where unsent answers wait, see unsent.js
    cohort = traitlets.Bool().tag(sync=True)
    kept = traitlets.Unicode().tag(sync=True)  # the review of the last hand-in, as HTML
    weighed = traitlets.Dict().tag(sync=True)  # by "case/question": what learners gave themselves, by criterion

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        """Draw the panel of the lesson in `folder`."""
        self._workspace, self._home, self._module = workspace, Home(folder), module_of(folder)
        self._merged: list[Merged] = []  # copies of the journal, of which the learner was not told yet
        super().__init__(
            place=place(folder),
            cohort=workspace.kind == "cohort",
            kept=read_review(workspace.hidden(self._module) / REVIEW),
            weighed=_weighed(folder),
        )
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"Panel({self._module})"

    @property
    def _folder(self) -> Path:
        """Return the folder of the lesson, with the answers of its copies in its journal."""
        home, merged = gather(self._workspace, self._home.find())
        self._merged += merged
        return home

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        try:
            if message["event"] == "look":
                self.send({"id": message["id"], "event": "look", **self._look()})
            elif message["event"] == "selfmark":
                self.send({"id": message["id"], "event": "selfmark", "at": self._weigh(message)})
            else:
                # The view waits some seconds for a first word; the deed may take longer.
                self.send({"id": message["id"], "says": phrase("Handing in…")})
                self._hand_in(message["id"])
        except (OSError, ValueError, KeyError) as error:
            told = later("Not kept: {why}") if message["event"] == "selfmark" else later("Not handed in: {why}")
            refused = phrase(told, why=_refusal(error, self._home.folder))
            self.send({"id": message["id"], "event": message["event"], "done": True, "refused": refused})

    def _look(self) -> dict[str, Any]:
        found = looked(self._folder)
        said, self._merged = [each.said() for each in self._merged], []
        again = [phrase(SEEN)] if said else []
        return {**found, "beyond": " ".join(filter(None, [*said, *again, found["beyond"]]))}

    def _hand_in(self, message_id: str) -> None:
        if self._workspace.kind == "cohort":
            self.kept = self._give_in()
            self.send({"id": message_id, "done": True})
            return
        folder = self._folder
        with _LOCK:
            waiting = _waiting.setdefault(folder, [])
            waiting.append((self, message_id))
        if len(waiting) == 1:
            # Marking takes seconds: the kernel must stay free to keep answers meanwhile.
            threading.Thread(target=_mark, args=(self._workspace, folder), daemon=True).start()

    def hear(self, message_id: str, step: dict[str, Any]) -> None:
        """Pass on to the view a step of the marking of which `message_id` was the wish."""
        self.kept = safe(step["html"]) if "html" in step else self.kept
        refused = {"refused": f"{step['refused']} {phrase(SAFE)}"} if "refused" in step else {}
        self.send({"id": message_id, **{key: step[key] for key in step if key != "html"}, **refused})

    def _weigh(self, message: dict[str, Any]) -> str:
        name, _, question = message["place"].partition("/")
        case = read_cases(self._folder / CASES)[name]
        (asked,) = (each for each in case.written if each.id == question)
        told = {"wording": asked.wording, "response": message["response"]}
        event = journal.append(self._folder / journal.JOURNAL, journal.new_event("selfmark", name, question, **told))
        self.weighed = {**self.weighed, message["place"]: message["response"]}
        return str(event["at"])

    def _give_in(self) -> str:
        """Write one file for the instructor, and return what to do with it, as HTML."""
        folder = self._folder
        path = write_submission(self._workspace, folder)
        righted = journal.replay(folder / journal.JOURNAL).clock_errors
        link = f'<a href="{escape(self._workspace.address(path))}" download>{escape(path.name)}</a>'
        return (
            phrase(
                "<p><strong>Handed in to this file: {link}</strong></p><p>Now give this file to your instructor in the "
                "way they told you, by your course's page or by email. It lies in the folder {folder}. You may change "
                "answers and hand in again; the latest file counts, unless your instructor says otherwise.</p>",
                link=link,
                folder=escape(str(path.parent)),
            )
            + from_instructor(self._workspace.course)
            + (f"<p>{clock.correction_message(righted)}</p>" if righted else "")
        )


def _mark(workspace: Workspace, folder: Path) -> None:
    """Mark a lesson, and pass on what the marking process says, a line a step, to all that wait for it."""
    last: dict[str, Any] = {}
    try:
        for last in marked(workspace.folder, folder):
            _say(folder, last)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
    finally:
        if not last.get("done"):
            _say(folder, {"done": True, "refused": phrase("The marking stopped early.")})


def _say(folder: Path, step: dict[str, Any]) -> None:
    with _LOCK:
        waiting = _waiting.pop(folder) if step.get("done") else list(_waiting[folder])
    for panel, message_id in waiting:
        panel.hear(message_id, step)


def from_instructor(course: Path) -> str:
    """Return, as HTML, what the kit of a cohort says of when to hand in and where marks will come; "" if nothing."""
    about = about_kit(course)
    said = {"due": later("When to hand in: {words}"), "marks": later("Your marks: {words}")}
    given = {name: words for name in said if isinstance(words := about.get(name), str) and words}
    return "".join(f"<p>{phrase(said[name], words=escape(words))}</p>" for name, words in given.items())


def looked(folder: Path) -> dict[str, Any]:
    """Return what a learner should know before handing in: what is `unanswered`, and what was left out (`beyond`)."""
    kept, cases = journal.replay(folder / journal.JOURNAL), list(read_cases(folder / CASES).values())
    return {"unanswered": unanswered(folder, cases, kept), "beyond": beyond(leaving_out(cases, kept), folder)}


def unanswered(folder: Path, cases: list[Case], kept: journal.Journal) -> list[dict[str, str]]:
    """Return title and place of each graded question that lacks an answer to its present wording, or part of one."""
    found = []
    for case in cases:
        if left_out(case, kept):
            continue
        for number, asked in enumerate(case.questions if case.use == "graded" else [], 1):
            answer = kept.latest("answer", case.id, asked.id)
            lacks = answer is None or answer["wording"] != asked.wording or asked.unfinished(answer["response"])
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
    return {where: _points(m["response"]) for where, each, m in marks if m and m["wording"] == each.wording}


def _points(response: Any) -> dict[str, int]:
    """Return the points by criterion of a response that may come from anywhere."""
    given = response.items() if isinstance(response, dict) else ()
    return {name: each for name, each in given if type(each) is int and 0 <= each <= MOST}


def marked(workspace: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Hand in, mark and record a lesson in a process of its own; yield what it says, step by step."""
    command = [sys.executable, "-P", "-m", "wellfounded.grading.at_home", str(workspace), str(folder)]
    make_private_folder(workspace / HIDDEN)
    with (workspace / HIDDEN / "marking.log").open("wb") as log:  # what nbgrader says, for a report of trouble
        process = subprocess.Popen(  # noqa: S603 (our own arguments)
            command, cwd=workspace, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log
        )
        with process:
            yield from map(json.loads, process.stdout or ())


def _refusal(error: Exception, folder: Path) -> str:
    if isinstance(error, OSError):
        return why(error, folder)
    damaged = phrase("{path} is damaged. Run 'make learn' again.", path=folder / CASES)
    return f"{damaged} {phrase(SAFE)}"
