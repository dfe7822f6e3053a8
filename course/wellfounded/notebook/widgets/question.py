"""The live view of a case: one anywidget a question, laid out by ipywidgets, answers to the journal."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from weakref import WeakSet

import traitlets
from ipywidgets import HTML, VBox

from wellfounded.content.case import Case, about
from wellfounded.content.questions import HERE, Question, style, view
from wellfounded.content.questions.question import projection
from wellfounded.i18n.messages import attributes, course, later, phrase
from wellfounded.journal import file as journal
from wellfounded.learner.lessons import Home, place
from wellfounded.learner.write_errors import why
from wellfounded.notebook.widgets.base import Speaking
from wellfounded.notebook.widgets.content_note import ContentNote

COMPARED = Path(__file__).with_name("compare.js")
PAPERS = Path(__file__).with_name("documents.js")
PREVIEW = later("Not kept: this is the course’s own text. Start the course, and answer in your own copy.")
STALE = later("You answered an earlier wording of this question. Your answer is kept; please answer again.")
ODD = later("What is on file here is no answer that this question allows. It counts as none; please answer again.")
REFUSED = later("this is no answer that the question allows. Answer again")
BESIDE = ("sure", "selfmark")  # events that leave the answer as it is
TAKEN = ("answer", "try", "hint", *BESIDE)  # events that a view may ask to be written
WORDING = re.compile("[0-9a-f]{12}")

_drawn: dict[str, WeakSet[QuestionWidget]] = defaultdict(WeakSet)  # by place: a lesson may be open in two windows


class QuestionWidget(Speaking):
    """Draws one question; each kind has a subclass with its own view, see `widget_class`.

    A message from the view is {"id", "event", "wording"} and, of an answer or a try, "response"; "again" is
    set when it was sent before. Each is acknowledged by one with the same `id`, which tells when the event
    was on disk (`at`), or why not (`refused`); `never` says that it is of no use to send it again. What a view
    sends may have lain in the browser, where other pages can write.
    """

    question = traitlets.Dict().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)  # workspace, folder, case and question; empty where nothing is kept
    kept = traitlets.Dict().tag(sync=True)
    practice = traitlets.Bool().tag(sync=True)
    has_hint = traitlets.Bool().tag(sync=True)

    def __init__(self, case: Case, asked: Question, path: Path | None, *, afresh: bool = False) -> None:
        """Draw `asked`, a question of `case`, with what the journal at `path` holds of it; `afresh`, without."""
        self._case, self._asked, self._home = case, asked, Home(path.parent) if path else None
        practice = case.use == "practice"
        papers = [{"id": each.id, "title": each.title} for each in case.documents if each.id in asked.documents]
        super().__init__(
            question={**projection(asked), "heading": asked.heading(), "case": case.id, "papers": papers},
            place=f"{place(path.parent)}/{case.id}/{asked.id}" if path else "",
            kept={"response": None, "note": ""} if afresh else self._kept(path),
            practice=practice,
            has_hint=practice and bool(asked.hint),
        )
        _drawn[self.place].add(self)
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"QuestionWidget({self._case.id}, {self._asked.id})"

    def _kept(self, path: Path | None) -> dict[str, Any]:
        try:
            events = journal.replay_cached(path) if path else journal.Journal()
        except OSError as error:
            why_not = phrase("Your earlier answers could not be read: {why}.", why=error.strerror)
            return {"response": None, "note": why_not}
        last = events.latest("answer", self._case.id, self._asked.id)
        if last is None:
            return {"response": None, "note": "" if path else phrase(PREVIEW)}
        if last["wording"] != self._asked.wording:
            return {"response": None, "note": phrase(STALE)}
        if not self._asked.readable(last["response"]):
            return {"response": None, "note": "" if last["response"] is None else phrase(ODD)}
        tried = events.latest("try", self._case.id, self._asked.id)
        told = self._told(last["response"]) if tried and tried["response"] == last["response"] else ""
        return {"response": last["response"], "at": last["at"], "told": told, **self._beside(events)}

    def _beside(self, events: journal.Journal) -> dict[str, Any]:
        """Return how sure the learner was, and what they gave themself, if they said so of this wording."""
        last = {name: events.latest(name, self._case.id, self._asked.id) for name in BESIDE}
        return {k: v["response"] for k, v in last.items() if v and v["wording"] == self._asked.wording}

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        event, response = message.get("event"), message.get("response")
        if not self._allowed(message):
            self.send({"id": message["id"], "event": event, "refused": phrase(REFUSED), "never": True})
            return
        told = {"told": self._told(response)} if event == "try" else {}
        hint = {"hint": f"<p>{course(self._asked.hint)}</p>"} if event == "hint" else {}
        written = self._written(message)
        self.send({"id": message["id"], "event": event, **written, **told, **hint})
        if "at" in written and event != "hint":
            kept = {event: response} if event in BESIDE else self._given(message, written["at"], **told)
            for each in _drawn[self.place]:
                each.kept = {**each.kept, **kept}

    def _allowed(self, message: dict[str, Any]) -> bool:
        """Return whether a message is one that a view sends; an answer to an earlier wording nobody can judge."""
        if not isinstance(message.get("event"), str) or message["event"] not in TAKEN:
            return False
        judged = message["event"] in ("answer", "try") and message.get("wording") == self._asked.wording
        return not judged or self._asked.readable(message.get("response"))

    def _written(self, message: dict[str, Any]) -> dict[str, Any]:
        if self._home is None:
            return {"note": phrase(PREVIEW)}
        given = str(message.get("wording"))
        wording = given if WORDING.fullmatch(given) else self._asked.wording
        event = journal.new_event(message["event"], self._case.id, self._asked.id, wording=wording)
        event |= {key: message[key] for key in ("id", "response") if key in message}
        try:
            path = self._home.find() / journal.JOURNAL
            known = journal.replay(path).find(event["id"]) if message.get("again") else None
            return {"at": (known or journal.append(path, event))["at"]}
        except ValueError:
            return {"refused": phrase(REFUSED), "never": True}
        except OSError as error:
            return {"refused": why(error, self._home.folder)}

    def _given(self, message: dict[str, Any], at: str, told: str = "") -> dict[str, Any]:
        """Return what every view of this question is to show as given."""
        if message.get("wording") != self._asked.wording:
            return {"response": None, "at": at, "note": phrase(STALE)}
        return {"response": message.get("response"), "at": at, "told": told, "note": ""}

    def _told(self, response: Any) -> str:
        if self._case.use != "practice":
            return ""
        read = "".join(f"<li>{course(source)}</li>" for source in self._asked.authorities)
        return f"{self._asked.feedback(response)}<p>{phrase('Read more:')}</p><ul>{read}</ul>"


class Papers(Speaking):
    """Draws the documents of a case file; questions open them by the case's name."""

    _esm = "\n".join(path.read_text("utf-8") for path in (HERE / "live.js", PAPERS))
    _css = (HERE / "question.css").read_text("utf-8") + PAPERS.with_suffix(".css").read_text("utf-8")
    name = traitlets.Unicode().tag(sync=True)
    documents = traitlets.List().tag(sync=True)

    def __init__(self, case: Case) -> None:
        """Lay out the documents of a case."""
        about = [{**projection(each), "notes": each.notes(), "body": each.shown()} for each in case.documents]
        super().__init__(name=case.id, documents=about)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"Papers({self.name})"


class Compared(Speaking):
    """Draws the law of chosen countries side by side; see compare.py."""

    _esm = "\n".join(path.read_text("utf-8") for path in (HERE / "live.js", COMPARED))
    _css = (HERE / "question.css").read_text("utf-8") + COMPARED.with_suffix(".css").read_text("utf-8")
    known = traitlets.Dict().tag(sync=True)
    chosen = traitlets.List().tag(sync=True)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return "Compared()"


@cache
def widget_class(kind: str) -> type[QuestionWidget]:
    """Return the widget of a kind: the same everywhere, but for its JavaScript."""
    return type(f"{kind.title()}Widget", (QuestionWidget,), {"_esm": view(kind), "_css": style(kind)})


def draw(case: Case, path: Path | None, notice: str = "", *, afresh: bool = False) -> VBox:
    """Return the widget of a case whose answers go to the journal at `path`; to none if it is None.

    `notice` is HTML that stands before it. Drawn `afresh`, it does not show what was answered before.
    """
    spoken = attributes()
    before = [HTML(f"<div class='wf wf-notice' role='note'{spoken}>{notice}</div>")] if notice else []
    head = HTML(f"<div class='wf wf-facts'{spoken}><h3>{course(escape(case.title))}</h3>{about(case)}</div>")
    facts = HTML(f"<div class='wf'>{course(case.facts, 'div')}</div>")
    file = [Papers(case)] if case.documents else []
    asked = [widget_class(each.kind)(case, each, path, afresh=afresh) for each in case.questions]
    told = [facts, *file, *asked]
    way_round = [ContentNote(case, path, told)] if case.content_note else []
    return VBox([*before, head, *way_round, *told])
