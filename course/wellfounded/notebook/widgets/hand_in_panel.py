"""The panel that ends a lesson: names what is unanswered, hands in, shows the result and the review, or the file."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import traitlets
from markupsafe import Markup

from wellfounded.assessment.own_variant import own_variants
from wellfounded.content.case import cases_in
from wellfounded.i18n.messages import later, phrase
from wellfounded.journal import file as journal
from wellfounded.learner.dates import read_dates
from wellfounded.learner.lessons import Home, module_of, place
from wellfounded.learner.progress import read_progress
from wellfounded.learner.receipt_file import last_receipt
from wellfounded.learner.submission_file import write_submission
from wellfounded.learner.sync_copies import Merged, gather
from wellfounded.learner.workspace import REVIEW, Workspace
from wellfounded.learner.write_errors import why
from wellfounded.notebook.widgets.ask_again import ask_again, questions_to_ask_about
from wellfounded.notebook.widgets.base import View
from wellfounded.notebook.widgets.before_hand_in import looked
from wellfounded.notebook.widgets.given_in import file_result
from wellfounded.notebook.widgets.lesson_links import answer_where
from wellfounded.notebook.widgets.marking import WAY, Step, mark, prepare
from wellfounded.notebook.widgets.self_marking import keep_points, kept_points
from wellfounded.notebook.widgets.way_onward import way_onward
from wellfounded.render.due_line import due_line
from wellfounded.render.hand_in_result import marked_result
from wellfounded.render.receipt_line import receipt_line
from wellfounded.render.review_page import read_review
from wellfounded.render.safe_html import safe

SEEN = later("Reload this page to see it above.")
WAYS = {"cohort": "file", "hub": "exchange"}  # by kind of copy; elsewhere a lesson is marked
DAMAGED = later(
    "a file of this lesson is damaged. Your answers are safe. Close the course, start it again, and hand in."
)


class Panel(View):
    """Hands a lesson in. Messages from the view: {"id", "event"}, with one of the events below.

    "near" says that the learner comes near the button, and is acknowledged. "look" is answered by what is `unanswered`,
    and by what a learner should know `beyond` that: answers that came from copies, cases that were left out. "handin"
    is answered by a first word, then by `at` once the result is there, then by `done`, with words where it was
    `refused`, or where its record failed (`unrecorded`). "fetch" looks for marks that a course gave back, and is
    answered by what it `found`. "selfmark", of a `place` ("case/question") and a `response` (criterion to points), is
    answered by when it was written. "regrade" asks for another look at the mark of a `place`, for the reason in
    `response`; once that is in a file, the `result` says so.
    """

    view = traitlets.Unicode("hand_in_panel").tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)  # workspace and folder: where unsent answers wait, see unsent.js
    way = traitlets.Unicode().tag(sync=True)  # in which a lesson is handed in here, see learner/receipt.py
    due = traitlets.Unicode().tag(sync=True)  # when, as HTML
    result = traitlets.Unicode().tag(sync=True)  # of the last hand-in, and where to go from here, as HTML
    kept = traitlets.Unicode().tag(sync=True)  # the review of the last hand-in, as HTML
    subjects = traitlets.List().tag(sync=True)  # what another look can be asked for: questions, by place and in words
    weighed = traitlets.Dict().tag(sync=True)  # by "case/question": what learners gave themselves, by criterion

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        """Draw the panel of the lesson in `folder`."""
        self._workspace, self._home, self._module = workspace, Home(folder), module_of(folder)
        self._merged: list[Merged] = []  # copies of the journal, of which the learner was not told yet
        kept = read_review(workspace.hidden(self._module) / REVIEW)
        super().__init__(
            place=place(folder),
            way=WAYS.get(workspace.kind, WAY),
            due=due_line(read_dates(workspace), self._module, datetime.now(UTC)),
            kept=kept,
            weighed=kept_points(folder),
            subjects=questions_to_ask_about(folder) if workspace.kind == "cohort" else [],
        )
        if kept:
            self.result = self._marked_result()
        elif self.way == "exchange":
            self.result = self._course_result()
        self.on_msg(self._receive)
        answer_where(self, workspace)

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
        answers = {"near": self._prepare, "look": self._look, "selfmark": self._weigh, "handin": self._hand_in}
        answers |= {"fetch": self._fetch, "regrade": self._ask_again}
        if message["event"] not in answers:
            return
        try:
            answers[message["event"]](message)
        except (OSError, ValueError, KeyError) as error:
            kept = message["event"] in ("selfmark", "regrade")
            refusal = later("Not kept: {why}") if kept else later("Not handed in: {why}")
            refused = phrase(refusal, why=_refusal(error, self._home.folder))
            self.send({"id": message["id"], "event": message["event"], "done": True, "refused": refused})

    def _prepare(self, message: dict[str, Any]) -> None:
        self.send({"id": message["id"], "event": "near"})
        if self.way == "exchange":
            from wellfounded.learner import exchange_process  # not needed where there is no hub

            exchange_process.prepare(self._workspace.folder)
        elif self.way != "file":
            prepare(self._workspace.folder)

    def _look(self, message: dict[str, Any]) -> None:
        missing = looked(self._folder)
        said, self._merged = [merged.said() for merged in self._merged], []
        again = [phrase(SEEN)] if said else []
        beyond = " ".join(filter(None, [*said, *again, missing["beyond"]]))
        self.send({"id": message["id"], "event": "look", **missing, "beyond": beyond})

    def _weigh(self, message: dict[str, Any]) -> None:
        at = keep_points(self._folder, message["place"], message["response"])
        self.weighed = {**self.weighed, message["place"]: message["response"]}
        self.send({"id": message["id"], "event": "selfmark", "at": at})

    def _ask_again(self, message: dict[str, Any]) -> None:
        self.result = ask_again(self._workspace, self._folder, message["place"], message["response"])
        self.send({"id": message["id"], "event": "regrade", "done": True})

    def _hand_in(self, message: dict[str, Any]) -> None:
        # The view waits some seconds for a first word; the deed may take longer.
        self.send({"id": message["id"], "event": "handin", "says": phrase("Handing in…")})
        if self.way == "file":
            self._give_in(message["id"])
        elif self.way == "exchange":
            from wellfounded.notebook.widgets import course_hand_in  # not needed where there is no hub

            course_hand_in.give(self._workspace, self._folder, partial(self._given_to_course, message["id"]))
        else:
            mark(self._workspace.folder, self._folder, partial(self._hear, message["id"]))

    def _give_in(self, message_id: str) -> None:
        """Write one file for the instructor."""
        folder = self._folder
        file, receipt = write_submission(self._workspace, folder)
        kept = journal.replay(folder / journal.JOURNAL)
        self.result = file_result(self._workspace, file, receipt, self._onward(), clock_errors=kept.clock_errors)
        self.subjects = questions_to_ask_about(folder)
        self.send({"id": message_id, "event": "handin", "at": kept.events[-1]["at"], "done": True})

    def _given_to_course(self, message_id: str, answer: dict[str, Any]) -> None:
        """Say what became of a hand-in to a course, or of looking for marks."""
        self.result = self._course_result()
        self.send({"id": message_id, "done": True, **answer})

    def _course_result(self) -> Markup:
        from wellfounded.notebook.widgets import course_hand_in  # not needed where there is no hub

        return course_hand_in.result(self._workspace, self._home.folder, self._onward())

    def _fetch(self, message: dict[str, Any]) -> None:
        from wellfounded.notebook.widgets import course_hand_in

        self.send({"id": message["id"], "event": "fetch", "says": phrase("Looking…")})
        course_hand_in.fetch(self._workspace, self._home.find(), partial(self._given_to_course, message["id"]))

    def _hear(self, message_id: str, step: Step) -> None:
        """Pass on to the view a step of the marking of which `message_id` was the wish."""
        if "html" in step:
            self.kept = safe(step["html"])
            self.result = self._marked_result()
        words = {key: value for key, value in step.items() if key != "html"}
        self.send({"id": message_id, "event": "handin", **words})

    def _marked_result(self) -> Markup:
        """Return the result as the journal has it; "" for a lesson that cannot be read."""
        modules = read_progress(self._workspace.folder).modules
        here = next((module for module in modules if module.name == self._module), None)
        home = self._workspace.home(self._module)
        cases = own_variants(cases_in(home).values(), journal.replay_cached(home / journal.JOURNAL))
        return marked_result(here, cases, self._receipt() + self._onward()) if here else Markup("")

    def _receipt(self) -> Markup:
        with suppress(OSError):  # the result stands by itself
            return receipt_line(last_receipt(self._workspace.home(self._module), WAY))
        return Markup("")

    def _onward(self) -> Markup:
        return way_onward(self._workspace, read_progress(self._workspace.folder), self._module)


def _refusal(error: Exception, folder: Path) -> str:
    return why(error, folder) if isinstance(error, OSError) else phrase(DAMAGED)
