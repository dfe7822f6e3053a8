"""The live view of a case: one widget that holds its facts, its papers and its questions."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any
from weakref import WeakSet

import traitlets

from wellfounded.content.case import Case
from wellfounded.content.questions.question import projection
from wellfounded.i18n.messages import course
from wellfounded.learner.lessons import place
from wellfounded.notebook.widgets.base import View
from wellfounded.notebook.widgets.content_note import ContentNote
from wellfounded.notebook.widgets.question import LiveQuestion
from wellfounded.render.case import about

_drawn: dict[str, WeakSet[CaseView]] = defaultdict(WeakSet)  # by place: a lesson may be open in two windows


class CaseView(View):
    """Draws a case whose answers go to the journal at a path; to none if that is None.

    A message from the view is one of a question, which it names as `question`, see `LiveQuestion`, or one of the
    content note, see `ContentNote`. Each is acknowledged by one with the same `id`.
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

    def __init__(self, case: Case, path: Path | None, notice: str = "", *, afresh: bool = False) -> None:
        """Draw `case`; `notice` is HTML that stands before it. `afresh`, what was answered before is not shown."""
        self._place = f"{place(path.parent)}/{case.id}" if path else ""
        self._questions = {each.id: LiveQuestion(case, each, path) for each in case.questions}
        self._note = ContentNote(case, path, self._show_note) if case.content_note else None
        super().__init__(
            name=case.id,
            notice=notice,
            head=f"<h3>{course(case.title)}</h3>{about(case)}",
            facts=course(case.facts, "div"),
            documents=[{**projection(each), "notes": each.notes(), "body": each.shown()} for each in case.documents],
            questions=[each.shown() for each in self._questions.values()],
            kept={name: each.unanswered() if afresh else each.kept() for name, each in self._questions.items()},
            note=self._note.shown() if self._note else {},
        )
        _drawn[self._place].add(self)
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"CaseView({self.name})"

    def _show_note(self, note: dict[str, str]) -> None:
        self.note = note

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if "question" not in message:
            if self._note:
                self.send(self._note.receive(message))
            return
        name = message["question"]
        reply, kept = self._questions[name].receive(message)
        self.send(reply)
        for each in _drawn[self._place] if kept else ():
            each.keep(name, kept)

    def keep(self, question: str, kept: dict[str, Any]) -> None:
        """Show what is kept of a question from now on, if it is drawn here."""
        if question in self.kept:
            self.kept = {**self.kept, question: {**self.kept[question], **kept}}
