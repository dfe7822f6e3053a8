"""One question of a case that is drawn: what the journal holds of it, and what becomes of a message from its view."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from wellfounded.content.case import Case
from wellfounded.content.questions.question import Question, projection
from wellfounded.i18n.messages import course_text, later, phrase
from wellfounded.journal import file as journal
from wellfounded.learner.lessons import Home, place
from wellfounded.learner.write_errors import why
from wellfounded.render.feedback import feedback

PREVIEW = later("Not kept: this is the course’s own text. Start the course, and answer in your own copy.")
STALE = later("You answered an earlier wording of this question. Your answer is kept; please answer again.")
ODD = later("What is on file here is no answer that this question allows. It counts as none; please answer again.")
REFUSED = later("this is no answer that the question allows. Answer again")
BESIDE = ("sure", "selfmark")  # events that leave the answer as it is
TAKEN = ("answer", "try", "hint", *BESIDE)  # events that a view may ask to be written
WORDING = re.compile("[0-9a-f]{12}")
Kept = dict[str, Any]  # "response"; "at", "note", "sure", "selfmark" and what was judged, where there is any
UNJUDGED: Kept = {"feedback": "", "verdict": "", "marks": {}}


class LiveQuestion:
    """A question whose answers go to the journal at a path; to none if that is None.

    A message from the view is {"id", "event", "wording"} and, of an answer or a try, "response"; "again" is
    set when it was sent before. The reply has the same `id`, and tells when the event was on disk (`at`), or why not
    (`refused`); `never` says that it is of no use to send it again. What a view sends may have lain in the browser,
    where other pages can write.
    """

    def __init__(self, case: Case, question: Question, path: Path | None) -> None:
        """Take up a question of `case`."""
        self._case, self._question, self._path = case, question, path
        self._home = Home(path.parent) if path else None

    def shown(self) -> dict[str, Any]:
        """Return what the view draws: the public fields, and what question.d.ts names beside them."""
        practice = self._case.use == "practice"
        papers = [paper for paper in self._case.documents if paper.id in self._question.documents]
        return {
            **projection(self._question),
            "heading": f"<h4>{self._question.heading()}</h4>",  # by headings a screen reader goes from one to the next
            "case": self._case.id,
            "place": f"{place(self._path.parent)}/{self._case.id}/{self._question.id}" if self._path else "",
            "practice": practice,
            "rated": not self._question.by_hand,  # how sure one was is counted where it is known who was right
            "hint": practice and bool(self._question.hint),
            "papers": [{"id": paper.id, "title": paper.title} for paper in papers],
        }

    def kept(self, *, afresh: bool = False) -> Kept:
        """Return what the journal holds of this question in its present wording; nothing if it is asked `afresh`."""
        if afresh:
            return self.unanswered()
        try:
            events = journal.replay_cached(self._path) if self._path else journal.Journal()
        except OSError as error:
            return self.unanswered(phrase("Your earlier answers could not be read: {why}.", why=error.strerror))
        last = self._latest(events, "answer")
        if last is None:
            return self.unanswered("" if self._path else phrase(PREVIEW))
        if last["wording"] != self._question.wording:
            return self.unanswered(phrase(STALE))
        if not self._question.readable(last["response"]):
            return self.unanswered("" if last["response"] is None else phrase(ODD))
        attempt = self._latest(events, "try")
        checked = attempt and attempt["response"] == last["response"]
        judged = self._judged(last["response"]) if checked else UNJUDGED
        return {"response": last["response"], "at": last["at"], **judged, **self._beside(events)}

    def unanswered(self, note: str = "") -> Kept:
        """Return what is kept of a question that counts as not answered."""
        return {"response": None, "note": note}

    def receive(self, message: dict[str, Any]) -> tuple[dict[str, Any], Kept]:
        """Act on a message; return the reply, and what every view of this question is to show from now on."""
        event, response = message.get("event"), message.get("response")
        if not self._allowed(message):
            return {"id": message["id"], "event": event, "refused": phrase(REFUSED), "never": True}, {}
        judged = self._judged(response) if event == "try" else {}
        hint = {"hint": f"<p>{course_text(self._question.hint)}</p>"} if event == "hint" else {}
        written = self._write(message)
        reply = {"id": message["id"], "event": event, **written, **judged, **hint}
        if "at" not in written or event == "hint":
            return reply, {}
        kept = {str(event): response} if event in BESIDE else self._answered(message, written["at"], judged)
        return reply, kept

    def _latest(self, events: journal.Journal, event: str) -> dict[str, Any] | None:
        return events.latest(event, self._case.id, self._question.id)

    def _beside(self, events: journal.Journal) -> Kept:
        """Return how sure the learner was, and what they gave themself, if they said so of this wording."""
        last = {name: self._latest(events, name) for name in BESIDE}
        return {k: v["response"] for k, v in last.items() if v and v["wording"] == self._question.wording}

    def _allowed(self, message: dict[str, Any]) -> bool:
        """Return whether a message is one that a view sends; an answer to an earlier wording nobody can judge."""
        if not isinstance(message.get("event"), str) or message["event"] not in TAKEN:
            return False
        judged = message["event"] in ("answer", "try") and message.get("wording") == self._question.wording
        return not judged or self._question.readable(message.get("response"))

    def _write(self, message: dict[str, Any]) -> dict[str, Any]:
        if self._home is None:
            return {"note": phrase(PREVIEW)}
        sent = str(message.get("wording"))
        wording = sent if WORDING.fullmatch(sent) else self._question.wording
        event = journal.new_event(message["event"], self._case.id, self._question.id, wording=wording)
        event |= {key: message[key] for key in ("id", "response") if key in message}
        try:
            path = self._home.find() / journal.JOURNAL
            known = journal.replay(path).find(event["id"]) if message.get("again") else None
            return {"at": (known or journal.append(path, event))["at"]}
        except ValueError:
            return {"refused": phrase(REFUSED), "never": True}
        except OSError as error:
            return {"refused": why(error, self._home.folder)}

    def _answered(self, message: dict[str, Any], at: str, judged: Kept) -> Kept:
        if message.get("wording") != self._question.wording:
            return {"response": None, "at": at, "note": phrase(STALE)}
        return {"response": message.get("response"), "at": at, **UNJUDGED, **judged, "note": ""}

    def _judged(self, response: Any) -> Kept:
        """Return, in practice, what is said of a response: its feedback, in a word whether it is right, and marks."""
        if self._case.use != "practice":
            return UNJUDGED
        verdict = self._question.verdict(response)
        return {
            "feedback": feedback(self._case, self._question, response),
            "verdict": verdict.word if verdict else "",
            "marks": self._question.marks(response),
        }
