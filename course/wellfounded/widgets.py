"""The live view of a case: one anywidget a question, laid out by ipywidgets, answers to the journal."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import HTML, VBox

from wellfounded import journal
from wellfounded.cases import Case, about
from wellfounded.questions import HERE, Question, view
from wellfounded.questions.question import projection

PREVIEW = "Not kept: this is the author's copy."
STALE = "You answered an earlier wording of this question. Please answer again."


class QuestionWidget(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget is untyped here
    """Draws one question; each kind has a subclass with its own view, see `widget_class`.

    A message from the view is {"id", "event", "response"}; each is acknowledged by one with the same
    `id`, which tells when the event was on disk (`at`), or why not (`refused`).
    """

    _css = HERE / "question.css"
    question = traitlets.Dict().tag(sync=True)
    kept = traitlets.Dict().tag(sync=True)
    practice = traitlets.Bool().tag(sync=True)
    has_hint = traitlets.Bool().tag(sync=True)

    def __init__(self, case: Case, asked: Question, path: Path | None) -> None:
        """Draw `asked`, a question of `case`, with what the journal at `path` holds of it."""
        self._case, self._asked, self._path = case, asked, path
        practice = case.use == "practice"
        super().__init__(
            question={**projection(asked), "heading": asked.heading()},
            kept=self._kept(),
            practice=practice,
            has_hint=practice and bool(asked.hint),
        )
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"QuestionWidget({self._case.id}, {self._asked.id})"

    def _kept(self) -> dict[str, Any]:
        events = journal.replay(self._path) if self._path else journal.Journal()
        last = events.latest("answer", self._case.id, self._asked.id)
        if last is None:
            return {"response": None, "note": "" if self._path else PREVIEW}
        if last.get("wording") != self._asked.wording:
            return {"response": None, "note": STALE}
        tried = events.latest("try", self._case.id, self._asked.id)
        told = self._told("try", last["response"]) if tried and tried.get("response") == last["response"] else ""
        return {"response": last["response"], "at": last["at"], "told": told}

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        event, response = message["event"], message.get("response")
        told = {"told": self._told(event, response)} if event in ("try", "hint") else {}
        self.send({"id": message["id"], "event": event, **self._written(message), **told})

    def _written(self, message: dict[str, Any]) -> dict[str, Any]:
        if self._path is None:
            return {"note": PREVIEW}
        event = journal.new_event(message["event"], self._case.id, self._asked.id, wording=self._asked.wording)
        event |= {key: message[key] for key in ("id", "response") if key in message}
        try:
            return {"at": journal.append(self._path, event)["at"]}
        except OSError as error:
            return {"refused": f"Not saved: {error.strerror or error}. Then answer again."}

    def _told(self, event: str, response: Any) -> str:
        if event == "hint":
            return f"<p>{self._asked.hint}</p>"
        if self._case.use != "practice":
            return ""
        read = "".join(f"<li>{source}</li>" for source in self._asked.authorities)
        return f"{self._asked.feedback(response)}<p>Read more:</p><ul>{read}</ul>"


@cache
def widget_class(kind: str) -> type[QuestionWidget]:
    """Return the widget of a kind: the same everywhere, but for its JavaScript."""
    return type(f"{kind.title()}Widget", (QuestionWidget,), {"_esm": view(kind)})


def draw(case: Case, path: Path | None) -> VBox:
    """Return the widget of a case whose answers go to the journal at `path`; to none if it is None."""
    facts = HTML(f"<div class='wf wf-facts'><h3>{escape(case.title)}</h3>{about(case)}{case.facts}</div>")
    return VBox([facts, *(widget_class(each.kind)(case, each, path) for each in case.questions)])
