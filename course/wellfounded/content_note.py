"""What stands before a case that has a content note: a way in, and a way round that costs no marks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import traitlets

from wellfounded import journal
from wellfounded.cases import Case
from wellfounded.lessons import Home, place
from wellfounded.questions import HERE
from wellfounded.refusal import why
from wellfounded.review import left_out
from wellfounded.speaking import Speaking

VIEW = Path(__file__).with_name("content_note.js")


class ContentNote(Speaking):
    """Stands before a case that has a content note: the learner reads on, or leaves the case out at no cost.

    Messages from the view: {"id", "event": "show"} and {"id", "event": "skip", "response": true or false}.
    """

    _esm = "\n".join(path.read_text("utf-8") for path in (HERE / "live.js", VIEW))
    _css = (HERE / "question.css").read_text("utf-8")
    state = traitlets.Unicode("closed").tag(sync=True)  # closed, shown or out
    graded = traitlets.Bool().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)  # workspace, folder and case: the hand-in panel leads here

    def __init__(self, case: Case, path: Path | None, told: list[Any]) -> None:
        """Close what is told of a case until the learner opens it, or has answered in it before."""
        self._case, self._home, self._told = case, Home(path.parent) if path else None, told
        try:
            events = journal.recent(path) if path else journal.Journal()
        except OSError:
            events = journal.Journal()
        met = any(each.get("case") == case.id and each["event"] == "answer" for each in events.events)
        super().__init__(graded=case.use == "graded", place=f"{place(path.parent)}/{case.id}" if path else "")
        self._set("out" if left_out(case, events) else "shown" if met else "closed")
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"ContentNote({self._case.id})"

    def _set(self, state: str) -> None:
        self.state = state
        for each in self._told:
            each.layout.display = None if state == "shown" else "none"

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if message["event"] == "show":
            self._set("shown")
            self.send({"id": message["id"]})
            return
        event = journal.new_event("skip", self._case.id, response=message["response"] is True)
        try:
            at = journal.append(self._home.find() / journal.JOURNAL, event)["at"] if self._home else ""
        except (OSError, ValueError) as error:
            self.send({"id": message["id"], "refused": why(error, self._home.folder if self._home else Path())})
            return
        self._set("out" if event["response"] else "closed")
        self.send({"id": message["id"], "at": at})
