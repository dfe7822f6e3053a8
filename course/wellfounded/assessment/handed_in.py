"""The event `marked` of a journal: what a hand-in at home earned, so that the journal alone tells progress.

    {"event": "marked", "module": "01-refugee-definition", "number": 1, "handin": "<id of its event>",
     "points": 15, "most": 26, "uncounted": 0,
     "questions": {"thirty-days/q1": [2, 2]}, "objectives": {"fear": [4, 6, 3]}}

`points` and `most` are those of the review; `uncounted` points, of cases that were left out beyond the third that may
be, are in neither. `questions` gives points and most; `objectives` gives points and most of
the questions that were answered, and how many those were; a case that was left out for its content note is in neither.
It is no more than a note to the learner: nobody grades by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum  # every version of Python adds to the same points
from typing import Any

from wellfounded.assessment.own_variant import own_variants
from wellfounded.assessment.scoring import answered, leaving_out, left_out, score_lesson, score_question
from wellfounded.content.case import Case
from wellfounded.i18n.messages import later, phrase
from wellfounded.i18n.numbers import in_figures
from wellfounded.journal.events import MAX_POINTS
from wellfounded.journal.file import Event, Journal, new_event

MARKED = "marked"


@dataclass(frozen=True)
class Marks:
    """What one hand-in earned; `event` is the hand-in itself."""

    points: float
    most: float
    questions: dict[str, tuple[float, ...]]
    objectives: dict[str, tuple[float, ...]]
    event: Event
    uncounted: float = 0.0


def marks(journal: Journal) -> list[Marks]:
    """Return the marks of each hand-in that has any, in the order of the hand-ins; what is malformed is left out."""
    noted = _noted(journal)
    handins = [event for event in journal.events if event["event"] == "handin" and event["id"] in noted]
    every = [_marks(noted[event["id"]], event) for event in handins]
    return [row for row in every if row]


def missing_marks(module: str, cases: list[Case], journal: Journal) -> list[Event]:
    """Return an event for each hand-in that has no marks yet; `cases` are the graded ones, with their keys."""
    known = {mark.event["id"] for mark in marks(journal)}
    parts = enumerate(journal.handins(), 1)
    return [_event(module, number, cases, part) for number, part in parts if part.last and part.last["id"] not in known]


def before_key(journal: Journal) -> Journal:
    """Return the journal up to the hand-in after which the key was first shown; that is, to the first with marks."""
    shown = next(iter(marks(journal)), None)
    return journal.before(shown.event) if shown else journal.counted()


def points_in_words(points: float, most: float, uncounted: float) -> str:
    """Return what a hand-in earned, for the learner; `uncounted` points were left out, and nobody marks them."""
    if uncounted:
        message = later("{n} of {all} points; {k} more were left out and are not counted")
        return phrase(message, n=in_figures(points), all=in_figures(most), k=in_figures(uncounted))
    return phrase("{n} of {all} points", n=in_figures(points), all=in_figures(most))


def _noted(journal: Journal) -> dict[str, Event]:
    """Return the last event of each hand-in that says what it earned; a journal may come from anywhere."""
    every = [event for event in journal.events if event["event"] == MARKED]
    return {event["handin"]: event for event in every}


def _event(module: str, number: int, cases: list[Case], handed: Journal) -> Event:
    questions: dict[str, list[float]] = {}
    objectives: dict[str, list[float]] = {}
    for case in (case for case in own_variants(cases, handed) if not left_out(case, handed)):
        for question in (question for question in case.questions if not question.by_hand):
            got = [score_question(case, question, handed).points, question.points]
            questions[f"{case.id}/{question.id}"] = got
            answer = handed.latest("answer", case.id, question.id)
            for name in case.objectives if answered(question, answer) else ():
                before = objectives.get(name, [0, 0, 0])
                objectives[name] = [a + b for a, b in zip(before, [*got, 1], strict=True)]
    points, most, uncounted = totals(cases, handed)
    handin = handed.last["id"] if handed.last else ""
    about: dict[str, Any] = {"module": module, "number": number, "handin": handin, "points": points, "most": most}
    return new_event(MARKED, **about, uncounted=uncounted, questions=questions, objectives=objectives)


def totals(cases: list[Case], handed: Journal) -> tuple[float, float, float]:
    """Return what a hand-in earned where no person marks: points, the most it could have, and what is not counted."""
    uncounted = sum(case.points for case in leaving_out(own_variants(cases, handed), handed).waiting)
    points = fsum(score.points for score in score_lesson(cases, handed).values() if score.points is not None)
    return points, sum(case.points for case in cases) - uncounted, uncounted


def _marks(event: Event, handin: Event) -> Marks | None:
    points, most, uncounted = event.get("points"), event.get("most"), event.get("uncounted", 0)
    if not _numbers([points, most, uncounted], 3) or points > most:  # type: ignore[operator]
        return None
    questions, objectives = _table(event.get("questions"), 2), _table(event.get("objectives"), 3)
    return Marks(points, most, questions, objectives, handin, uncounted)  # type: ignore[arg-type]


def _table(value: Any, length: int) -> dict[str, tuple[float, ...]]:
    """Return the rows that are as many numbers as they should be: a journal may come from anywhere."""
    rows = value.items() if isinstance(value, dict) else ()
    return {name: tuple(row) for name, row in rows if isinstance(row, list) and _numbers(row, length)}


def _numbers(row: Iterable[Any], length: int) -> bool:
    numbers = list(row)
    good = [n for n in numbers if isinstance(n, int | float) and not isinstance(n, bool) and 0 <= n <= MAX_POINTS]
    return len(good) == len(numbers) == length
