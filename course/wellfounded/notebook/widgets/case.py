"""The live view of a case: one widget that holds its facts, its papers and its questions."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any
from weakref import WeakSet

import traitlets

from wellfounded.assessment.own_variant import another_variant, letter, own_variant
from wellfounded.content.case import Case
from wellfounded.content.documents import Document
from wellfounded.i18n.messages import course_text
from wellfounded.journal import file as journal
from wellfounded.learner.lessons import Home, place
from wellfounded.learner.sureness import choose_asking, is_asked
from wellfounded.learner.workspace import Workspace, find_workspace
from wellfounded.learner.write_errors import why
from wellfounded.notebook.widgets.base import View
from wellfounded.notebook.widgets.content_note import ContentNote
from wellfounded.notebook.widgets.question import LiveQuestion
from wellfounded.render.case import head

_drawn: dict[str, WeakSet[CaseView]] = defaultdict(WeakSet)  # by place: a lesson may be open in two windows


class CaseView(View):
    """Draws a case whose answers go to the journal at a path; to none if that is None.

    Of a case with variants it draws the learner's own, and another when they ask for it.

    A message from the view is one of a question, which it names as `question`, see `LiveQuestion`; one of the content
    note, see `ContentNote`; {"id", "event": "asks", "response": true or false}: whether the learner is asked how sure
    they are; or {"id", "event": "another"}: they want another variant, of a graded case one without a content note.
    Each is acknowledged by one with the same `id`.
    """

    view = traitlets.Unicode("case").tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)  # HTML, as are the next two
    head = traitlets.Unicode().tag(sync=True)
    facts = traitlets.Unicode().tag(sync=True)
    documents = traitlets.List().tag(sync=True)
    questions = traitlets.List().tag(sync=True)
    kept = traitlets.Dict().tag(sync=True)  # by question: what the journal holds of it
    note = traitlets.Dict().tag(sync=True)  # empty where the case has none
    asks = traitlets.Bool(True).tag(sync=True)  # whether the learner is asked how sure they are
    variant = traitlets.Unicode().tag(sync=True)  # the letter of the one drawn; a change draws the case anew
    another = traitlets.Bool(False).tag(sync=True)  # whether the learner may go on to another one

    def __init__(self, case: Case, path: Path | None, notice: str = "", *, afresh: bool = False) -> None:
        """Draw `case`; `notice` is HTML that stands before it. `afresh`, what was answered before is not shown."""
        self._case, self._path, self._afresh = case, path, afresh
        self._folder = path.parent if path else None
        self._home = Home(path.parent) if path else None
        self._place = f"{place(path.parent)}/{case.id}" if path else ""
        self._questions = {
            question.id: LiveQuestion(variant, question, path)
            for variant in case.every_variant
            for question in variant.questions
        }
        drawn = self._drawing(own_variant(case, self._events()))
        super().__init__(name=case.id, notice=notice, asks=is_asked(self._workspace()), **drawn)
        _drawn[self._place].add(self)
        self.on_msg(self._receive)

    def _drawing(self, case: Case) -> dict[str, Any]:
        """Take up a variant; return what is drawn of it."""
        self._drawn = case
        self._note = ContentNote(case, self._path, self._show_note) if case.content_note else None
        asked = {question.id: self._questions[question.id] for question in case.questions}
        return {
            "head": head(case),
            "facts": course_text(case.facts, "div"),
            "documents": [_paper(document) for document in case.documents],
            "questions": [question.shown() for question in asked.values()],
            "kept": {name: question.kept(afresh=self._afresh) for name, question in asked.items()},
            "note": self._note.shown() if self._note else {},
            "another": another_variant(self._case, case, self._events()) is not None,
            "variant": letter(case),  # the last: with it the view draws what the others say
        }

    def ask_what_turned(self) -> None:
        """Ask one question more, once the others of a variant are answered, if the learner's own has it then."""
        own = own_variant(self._case, self._events()) if self._drawn.turn and not self._afresh else self._drawn
        if own.variant == self._drawn.variant and len(own.questions) > len(self.questions):
            asked = {question.id: self._questions[question.id] for question in own.questions}
            self.kept = {**{name: question.kept() for name, question in asked.items()}, **self.kept}
            self.questions = [question.shown() for question in asked.values()]

    def draw_variant(self, case: Case) -> None:
        """Draw another variant from now on."""
        for name, value in self._drawing(case).items():
            setattr(self, name, value)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"CaseView({self.name})"

    def _show_note(self, note: dict[str, str]) -> None:
        self.note = note

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if "question" not in message:
            if message["event"] == "asks":
                self.send(self._choose_asking(message))
            elif message["event"] == "another":
                self.send(self._go_on(message))
            elif self._note:
                self.send(self._note.receive(message))
            return
        name = message["question"]
        reply, kept = self._questions[name].receive(message)
        self.send(reply)
        for drawn in _drawn[self._place] if kept else ():
            drawn.keep(name, kept)
            drawn.ask_what_turned()

    def _workspace(self) -> Workspace | None:
        return find_workspace(self._folder) if self._folder else None

    def _choose_asking(self, message: dict[str, Any]) -> dict[str, Any]:
        """Ask, from now on and in all cases, or no longer; return the reply."""
        asks = message["response"] is True
        try:
            choose_asking(self._workspace(), asks)
        except OSError as error:
            return {"id": message["id"], "refused": why(error, self._folder or Path())}
        show_asking(asks=asks)
        return {"id": message["id"]}

    def _events(self) -> journal.Journal:
        try:
            return journal.replay_cached(self._home.find() / journal.JOURNAL) if self._home else journal.Journal()
        except OSError:
            return journal.Journal()

    def _go_on(self, message: dict[str, Any]) -> dict[str, Any]:
        """Go on to another variant, in every window; return the reply."""
        case = another_variant(self._case, self._drawn, self._events())
        if case is None:
            return {"id": message["id"]}
        event = journal.new_event("variant", case.id, response=letter(case))
        try:
            if self._home:
                journal.append(self._home.find() / journal.JOURNAL, event)
        except OSError as error:
            return {"id": message["id"], "refused": why(error, self._folder or Path())}
        for drawn in [*_drawn[self._place]]:
            drawn.draw_variant(own_variant(self._case, self._events()) if self._home else case)
        return {"id": message["id"]}

    def keep(self, question: str, kept: dict[str, Any]) -> None:
        """Show what is kept of a question from now on, if it is drawn here."""
        if question in self.kept:
            self.kept = {**self.kept, question: {**self.kept[question], **kept}}


def show_asking(*, asks: bool) -> None:
    """Let every case that is drawn here ask how sure the learner is, or no longer."""
    for view in [view for views in _drawn.values() for view in views]:
        view.asks = asks


def _paper(document: Document) -> dict[str, Any]:
    """Return what the view needs of a paper: its text is HTML."""
    return {
        "id": document.id,
        "title": document.title,
        "look": document.drawn_as(),
        "notes": document.notes(),
        "body": document.shown(),
    }
