"""What stands before a case that has a content note: a way in, and a way round, with what that costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakSet

from wellfounded.assessment.own_variant import own_variants
from wellfounded.assessment.scoring import LeftOut, leaving_out, left_out, worth
from wellfounded.content.case import CASES, Case, read_cases
from wellfounded.i18n.messages import later, phrase
from wellfounded.journal import file as journal
from wellfounded.learner.lessons import Home, place
from wellfounded.learner.workspace import find_workspace
from wellfounded.learner.write_errors import why

ROOM = later(
    "{room} points of this lesson may be left out at no cost; {left} of them are left, and this case is worth {n}."
)
IF_LEFT_OUT = {  # by whether it fits, and whether a person marks
    (True, True): later("If you leave it out, it counts as the rest of the lesson does on average."),
    (False, True): later("If you leave it out, a person decides what it counts."),
    (False, False): later("If you leave it out, its points are not counted, neither for you nor against you."),
}
IS_LEFT_OUT = {
    (True, True): later("It costs no marks: it counts as the rest of the lesson does on average."),
    (False, True): later("It is beyond what may be left out at no cost, so a person decides what it counts."),
    (False, False): later(
        "It is beyond what may be left out at no cost, so its points are not counted, neither for you nor against you."
    ),
}
BEYOND = {
    True: later(
        "{room} points of this lesson may be left out at no cost. You left out more: a person decides what the {n} "
        "points of these cases count: {cases}."
    ),
    False: later(
        "{room} points of this lesson may be left out at no cost. You left out more: the {n} points of these cases are "
        "not counted, neither for you nor against you: {cases}."
    ),
}

_drawn: dict[Path, WeakSet[ContentNote]] = defaultdict(WeakSet)  # by journal: what one may leave out hangs on the rest


class ContentNote:
    """The note of a case that is drawn: the learner reads on, or leaves the case out.

    Messages from the view: {"id", "event": "show"} and {"id", "event": "skip", "response": true or false}.
    """

    def __init__(self, case: Case, path: Path | None, changed: Callable[[dict[str, str]], None]) -> None:
        """Close the case until the learner opens it, or has answered in it before.

        `changed` gets what is to be shown from now on.
        """
        self._case, self._path, self._changed = case, path, changed
        self._home = Home(path.parent) if path else None
        events = self._events()
        met = any(event["event"] == "answer" and event["case"] == case.id for event in events.events)
        self._state = "out" if left_out(case, events) else "shown" if met else "closed"
        if path:
            _drawn[path].add(self)

    def shown(self) -> dict[str, str]:
        """Return what the view shows: the `state`, what leaving the case out costs or has cost, and where it stands."""
        out = phrase("You left this case out.") if self._state == "out" else ""
        before = phrase("You may leave it out.") if self._state == "closed" else ""
        said = " ".join(filter(None, (out or before, self._cost())))
        where = f"{place(self._path.parent)}/{self._case.id}" if self._path else ""
        return {"state": self._state, "said": said, "place": where}

    def receive(self, message: dict[str, Any]) -> dict[str, Any]:
        """Act on a message; return the reply."""
        if message["event"] == "show":
            self._set("shown")
            return {"id": message["id"]}
        event = journal.new_event("skip", self._case.id, response=message["response"] is True)
        try:
            at = journal.append(self._home.find() / journal.JOURNAL, event)["at"] if self._home else ""
        except (OSError, ValueError) as error:
            return {"id": message["id"], "refused": why(error, self._home.folder if self._home else Path())}
        self._set("out" if event["response"] else "closed")
        for drawn in _drawn[self._path] if self._path else ():
            drawn.tell()
        return {"id": message["id"], "at": at}

    def tell(self) -> None:
        """Say anew what leaving the case out costs, or has cost."""
        self._changed(self.shown())

    def _set(self, state: str) -> None:
        self._state = state
        self.tell()

    def _events(self) -> journal.Journal:
        try:
            return journal.replay_cached(self._home.find() / journal.JOURNAL) if self._home else journal.Journal()
        except OSError:
            return journal.Journal()

    def _cost(self) -> str:
        if self._home is None or self._case.use != "graded":
            return ""
        try:
            cases = own_variants(read_cases(self._home.find() / CASES).values(), self._events())
        except (OSError, ValueError):
            return ""
        left_out_cases = leaving_out(cases, self._events())
        if self._state == "out":
            fits = self._case.id in {case.id for case in left_out_cases.excused}
            return phrase(IS_LEFT_OUT[fits, fits or marked_by_a_person(self._home.folder)])
        fits = left_out_cases.fits(self._case)
        values = {"room": left_out_cases.room, "left": left_out_cases.left, "n": worth(self._case)}
        about = phrase(ROOM, **{name: points(count) for name, count in values.items()})
        return f"{about} {phrase(IF_LEFT_OUT[fits, fits or marked_by_a_person(self._home.folder)])}"


def beyond(left_out_cases: LeftOut, folder: Path) -> str:
    """Return what is to be said, before handing in, of cases that were left out beyond what may be; "" for none."""
    if not left_out_cases.waiting:
        return ""
    message = BEYOND[marked_by_a_person(folder)]
    n, titles = sum(map(worth, left_out_cases.waiting)), ", ".join(case.title for case in left_out_cases.waiting)
    return phrase(message, room=points(left_out_cases.room), n=points(n), cases=titles)


def marked_by_a_person(folder: Path) -> bool:
    """Return whether anybody marks by hand what is handed in from a lesson's folder: at home nobody does."""
    workspace = find_workspace(folder)
    return workspace is not None and workspace.kind == "cohort"


def points(number: float) -> str:
    """Return points, a third of a lesson's perhaps, with one decimal at most."""
    return f"{round(number, 1):g}"
