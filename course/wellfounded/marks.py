"""The event `marked` of a journal: what a hand-in at home earned, so that the journal alone tells progress.

    {"event": "marked", "module": "01-refugee-definition", "number": 1, "handin": "<id of its event>",
     "points": 15, "most": 26, "questions": {"thirty-days/q1": [2, 2]}, "objectives": {"fear": [4, 6, 3]}}

`points` and `most` are those of the review. `questions` gives points and most; `objectives` gives points and most of
the questions that were answered, and how many those were; a case that was left out for its content note is in neither.
It is no more than a note to the learner: nobody grades by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wellfounded.cases import Case
from wellfounded.journal import Event, Journal, new_event
from wellfounded.review import answered, earned, left_out, reviews

MARKED = "marked"
HIGHEST = 1_000_000  # no lesson has so many points


@dataclass(frozen=True)
class Marks:
    """What one hand-in earned; `event` is the hand-in itself."""

    points: float
    most: float
    questions: dict[str, tuple[float, ...]]
    objectives: dict[str, tuple[float, ...]]
    event: Event


def marks(journal: Journal) -> list[Marks]:
    """Return the marks of each hand-in that has any, in the order of the hand-ins; what is malformed is left out."""
    noted = {str(event.get("handin")): event for event in journal.events if event["event"] == MARKED}
    handins = [event for event in journal.events if event["event"] == "handin" and event["id"] in noted]
    found = [_marks(noted[event["id"]], event) for event in handins]
    return [each for each in found if each]


def unmarked(module: str, cases: list[Case], journal: Journal) -> list[Event]:
    """Return an event for each hand-in that has no marks yet; `cases` are the graded ones, with their keys."""
    noted = {event.get("handin") for event in journal.events if event["event"] == MARKED}
    each = enumerate(journal.handins(), 1)
    return [_event(module, number, cases, part) for number, part in each if part.last and part.last["id"] not in noted]


def _event(module: str, number: int, cases: list[Case], handed: Journal) -> Event:
    questions: dict[str, list[float]] = {}
    objectives: dict[str, list[float]] = {}
    for case in (each for each in cases if not left_out(each, handed)):
        for question in (each for each in case.questions if not each.by_hand):
            answer = handed.latest("answer", case.id, question.id)
            got = [earned(question, answer), question.points]
            questions[f"{case.id}/{question.id}"] = got
            for name in case.objectives if answered(question, answer) else ():
                before = objectives.get(name, [0, 0, 0])
                objectives[name] = [a + b for a, b in zip(before, [*got, 1], strict=True)]
    points = sum(each.points for each in reviews(cases, handed).values())
    most = sum(case.points for case in cases)
    about: dict[str, Any] = {
        "module": module,
        "number": number,
        "handin": handed.last["id"] if handed.last else "",
        "points": points,
        "most": most,
    }
    return new_event(MARKED, **about, questions=questions, objectives=objectives)


def _marks(event: Event, handin: Event) -> Marks | None:
    points, most = (event.get(key) for key in ("points", "most"))
    if not _numbers([points, most], 2):
        return None
    return Marks(points, most, _table(event.get("questions"), 2), _table(event.get("objectives"), 3), handin)  # type: ignore[arg-type]


def _table(told: Any, length: int) -> dict[str, tuple[float, ...]]:
    """Return the rows that are as many numbers as they should be: a journal may come from anywhere."""
    rows = told.items() if isinstance(told, dict) else ()
    return {name: tuple(row) for name, row in rows if isinstance(row, list) and _numbers(row, length)}


def _numbers(row: Iterable[Any], length: int) -> bool:
    each = list(row)
    good = [n for n in each if isinstance(n, int | float) and not isinstance(n, bool) and 0 <= n <= HIGHEST]
    return len(good) == len(each) == length
