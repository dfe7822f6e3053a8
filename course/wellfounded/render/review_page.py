"""The graded review of a case: what the learner answered, what it earned, what is right, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from wellfounded.assessment.scoring import SURE, earned, how_sure, left_out, score, scores
from wellfounded.content.case import Case, about
from wellfounded.content.questions import Question
from wellfounded.i18n.messages import course, later, phrase
from wellfounded.journal.file import Event, Journal
from wellfounded.render.safe_html import safe

LIMIT = 8 * 2**20  # bytes of a review; ours are about 0.1 MiB
UNANSWERED = later("Not answered.")
STALE = later(
    "You answered an earlier wording of this question. The answer is kept, but it cannot be marked against this one."
)
LEFT_OUT = later(
    "The case of this question was left out because of its content note. That is to cost no marks: please give what "
    "this learner earned elsewhere, on average."
)
BEYOND = later(
    "The case of this question was left out because of its content note, beyond the third of the lesson that may be "
    "left out at no cost. Please decide what it counts."
)
EXCUSED = later("You left this case out, as its note offers. It counts as the rest of the lesson does on average.")
WAITS = later(
    "You left this case out, as its note offers. At most a third of the lesson's points counts by itself as the rest "
    "does. A person decides what the {n} points of this case count."
)
ALONE = later(
    "You left this case out, as its note offers. At most a third of the lesson's points counts as the rest does. The "
    "{n} points of this case are not counted, neither for you nor against you."
)
UNREADABLE = later("The answer on file is not one that this question allows.")


def read_review(path: Path) -> str:
    """Return the review that a hand-in at home left, safe to show; "" where there is none that can be read.

    It lies in a learner's folder, which may have come from anywhere.
    """
    try:
        whole = path.is_file() and path.stat().st_size <= LIMIT
        return safe(path.read_text(encoding="utf-8", errors="replace")) if whole else ""
    except OSError:
        return ""


@dataclass(frozen=True)
class Review:
    """Points between 0 and the case's points, None where a person decides; and HTML made of `safe_html.TAGS` alone."""

    points: float | None
    html: str


def reviews(cases: Iterable[Case], journal: Journal, trouble: str = "", *, alone: bool = False) -> dict[str, Review]:
    """Review the graded cases of a lesson, by their ids; `alone`, where no person marks."""
    every, counted = list(cases), journal.counted()
    points = scores(every, journal)
    found = {case.id: review(case, journal, trouble) for case in every if not left_out(case, counted)}
    return {case.id: found.get(case.id) or _without(case, points[case.id], alone=alone) for case in every}


def _without(case: Case, points: float | None, *, alone: bool) -> Review:
    told = EXCUSED if points is not None else ALONE if alone else WAITS
    head = _head(case, points) if points is not None else f"<h3>{course(escape(case.title))}</h3>"
    return Review(points, f"<section>{head}<p>{phrase(told, n=f'{case.points:g}')}</p></section>")


def _head(case: Case, points: float) -> str:
    values = {"case": course(escape(case.title)), "n": f"{points:g}", "all": f"{case.points:g}"}
    return f"<h3>{phrase('{case}: {n} of {all} points', **values)}</h3>"


def review(case: Case, journal: Journal, trouble: str = "") -> Review:
    """Review a rendered case with its key against a journal.

    `trouble` says why a journal could not be read, if so; it is then empty, and the learner is told.
    """
    counted, parts = journal.counted(), []
    for question in (each for each in case.questions if not each.by_hand):
        answer = counted.latest("answer", case.id, question.id)
        worth = phrase("{n} of {all} points.", n=f"{earned(question, answer):g}", all=f"{question.points:g}")
        parts.append(_question(question, answer, worth, _sure(case, question, counted)))
    points = score(case, counted)
    warning = f"<p><strong>{escape(trouble)}</strong></p>" if trouble else ""
    again = f"{about(case)}{course(case.facts, 'div')}"
    facts = f"<details><summary>{phrase('The facts again')}</summary>{again}</details>"
    return Review(points, f"<section>{_head(case, points)}{warning}{facts}{''.join(parts)}</section>")


def by_hand(case: Case, question: Question, journal: Journal, *, excused: bool = True) -> str:
    """Return what a person needs to mark a question: prompt, text, rubric, model answer; "" if nothing was written.

    Of a case that was left out it says so, and whether that is `excused`.
    """
    answer = journal.counted().latest("answer", case.id, question.id)
    if left_out(case, journal.counted()):
        told = phrase(LEFT_OUT if excused else BEYOND)
        return f"<section><h4>{course(question.prompt)}</h4><p>{told}</p></section>"
    if answer is None or (answer["wording"] == question.wording and question.unfinished(answer["response"])):
        return ""
    worth = phrase("{n} points, which a person gives.", n=f"{question.points:g}")
    name = f"{case.id}/{question.id}"
    return f'<section data-written="{name}">{_question(question, answer, worth)}</section>'


def _sure(case: Case, question: Question, counted: Journal) -> str:
    level = how_sure(case, question, counted)
    return f" {said_sure(level)}" if level else ""


def said_sure(level: int) -> str:
    """Return how sure a learner said they were, in words."""
    return phrase("You said: {sure}.", sure=phrase(SURE[level]).lower())


def _question(question: Question, answer: Event | None, worth: str, sure: str = "") -> str:
    head = f"<h4>{course(question.prompt)}</h4><p>{_standing(question, answer)}{worth}{sure}</p>"
    given = answer["response"] if answer and answer["wording"] == question.wording else None
    read = "".join(f"<li>{course(source)}</li>" for source in question.authorities)
    return f"{head}{question.review(given)}<p>{phrase('Read more:')}</p><ul>{read}</ul>"


def _standing(question: Question, answer: Event | None) -> str:
    if answer is None:
        return f"{phrase(UNANSWERED)} "
    if answer["wording"] != question.wording:
        return f"{phrase(STALE)} "
    return "" if question.score(answer["response"]).readable else f"{phrase(UNREADABLE)} "
