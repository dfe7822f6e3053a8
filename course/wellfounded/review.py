"""The graded review of a case: what the learner answered, what it earned, what is right, and why; and calibration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from math import isfinite

from wellfounded.cases import Case, about
from wellfounded.journal import Event, Journal
from wellfounded.questions import Question
from wellfounded.words import course, later, phrase

UNANSWERED = later("Not answered.")
STALE = later(
    "You answered an earlier wording of this question. The answer is kept, but it cannot be marked against this one."
)
SURE = {1: later("I am guessing"), 2: later("Fairly sure"), 3: later("Sure")}
LEFT_OUT = later(
    "The case of this question was left out because of its content note. That is to cost no marks: please give what "
    "this learner earned elsewhere, on average."
)
UNREADABLE = later("The answer on file is not one that this question allows.")


@dataclass(frozen=True)
class Review:
    """Points between 0 and the case's points, and the review as HTML made of `safe_html.TAGS` alone."""

    points: float
    html: str


def reviews(cases: Iterable[Case], journal: Journal, trouble: str = "") -> dict[str, Review]:
    """Review the graded cases of a lesson, by their ids.

    A case that was left out because of its content note costs no marks: it earns, of its points, the share that the
    rest earned. Where all were left out there is no rest, and nothing is earned.
    """
    every = list(cases)
    out = {case.id for case in every if left_out(case, journal.counted())}
    found = {case.id: review(case, journal, trouble) for case in every if case.id not in out}
    most = sum(case.points for case in every if case.id not in out)
    share = sum(each.points for each in found.values()) / most if most else 0.0
    return {case.id: found.get(case.id) or _without(case, share) for case in every}


def left_out(case: Case, journal: Journal) -> bool:
    """Return whether a learner left a case out, as its content note offers."""
    last = journal.latest("skip", case.id, "") if case.content_note else None
    return last is not None and last.get("response") is True


def _without(case: Case, share: float) -> Review:
    points = case.points * min(1.0, share)
    told = phrase("You left this case out, as its note offers. It counts as the rest of the lesson does on average.")
    return Review(points, f"<section>{_head(case, points)}<p>{told}</p></section>")


def _head(case: Case, points: float) -> str:
    values = {"case": course(escape(case.title)), "n": f"{points:g}", "all": f"{case.points:g}"}
    return f"<h3>{phrase('{case}: {n} of {all} points', **values)}</h3>"


def review(case: Case, journal: Journal, trouble: str = "") -> Review:
    """Review a rendered case with its key against a journal.

    `trouble` says why a journal could not be read, if so; it is then empty, and the learner is told.
    """
    counted, points, parts = journal.counted(), 0.0, []
    for question in case.questions:
        if question.by_hand:
            continue
        answer = counted.latest("answer", case.id, question.id)
        got = earned(question, answer)
        points += got
        worth = phrase("{n} of {all} points.", n=f"{got:g}", all=f"{question.points:g}")
        parts.append(_question(question, answer, worth, _sure(case, question, counted)))
    if not (isfinite(points) and 0 <= points <= case.points):
        raise ValueError(f"{case.id}: {points} points lie outside 0 and {case.points}; mend the kind's score().")
    warning = f"<p><strong>{escape(trouble)}</strong></p>" if trouble else ""
    again = f"{about(case)}{course(case.facts, 'div')}"
    facts = f"<details><summary>{phrase('The facts again')}</summary>{again}</details>"
    return Review(points, f"<section>{_head(case, points)}{warning}{facts}{''.join(parts)}</section>")


def by_hand(case: Case, question: Question, journal: Journal) -> str:
    """Return what a person needs to mark a question: prompt, text, rubric, model answer; "" if nothing was written."""
    answer = journal.counted().latest("answer", case.id, question.id)
    if left_out(case, journal.counted()):
        return f"<section><h4>{course(question.prompt)}</h4><p>{phrase(LEFT_OUT)}</p></section>"
    if answer is None or (answer.get("wording") == question.wording and question.unfinished(answer.get("response"))):
        return ""
    worth = phrase("{n} points, which a person gives.", n=f"{question.points:g}")
    name = f"{case.id}/{question.id}"
    return f'<section data-written="{name}">{_question(question, answer, worth)}</section>'


def calibration(cases: Iterable[Case], journal: Journal) -> str:
    """Return, as a table, how often answers were right by how sure the learner was of them; "" if nothing was said.

    Right means full points. Well calibrated is who is right more often where they are surer; no points hang on it.
    """
    counted, told = journal.counted(), {level: [0, 0] for level in SURE}
    for case in cases:
        for question in case.questions:
            level = how_sure(case, question, counted)
            answer = counted.latest("answer", case.id, question.id)
            if level and answer and not question.by_hand:
                told[level][0] += earned(question, answer) == question.points
                told[level][1] += 1
    rows = "".join(
        f"<tr><td>{phrase(SURE[k])}</td><td>{phrase('{n} of {all}', n=r, all=n)}</td></tr>"
        for k, (r, n) in told.items()
        if n
    )
    head = f"<tr><th>{phrase('You said')}</th><th>{phrase('Fully right')}</th></tr>"
    about = phrase("How sure you were, and how often you were right. This counts in no marks.")
    title = f"<h4>{phrase('How well you know what you know')}</h4><p>{about}</p>"
    return f"{title}<table>{head}{rows}</table>" if rows else ""


def answered(question: Question, answer: Event | None) -> bool:
    """Return whether an event answers the present wording of a question, and nothing of the answer lacks."""
    return bool(
        answer and answer.get("wording") == question.wording and not question.unfinished(answer.get("response"))
    )


def how_sure(case: Case, question: Question, counted: Journal) -> int:
    """Return how sure a learner said they were: 1, 2, 3, or 0 for nothing readable about this wording."""
    said = counted.latest("sure", case.id, question.id)
    level = said.get("response") if said and said.get("wording") == question.wording else None
    return level if isinstance(level, int) and not isinstance(level, bool) and level in SURE else 0


def _sure(case: Case, question: Question, counted: Journal) -> str:
    level = how_sure(case, question, counted)
    return f" {said_sure(level)}" if level else ""


def said_sure(level: int) -> str:
    """Return how sure a learner said they were, in words."""
    return phrase("You said: {sure}.", sure=phrase(SURE[level]).lower())


def earned(question: Question, answer: Event | None) -> float:
    """Return the points of an answer; none for one to an earlier wording."""
    if answer is None or answer.get("wording") != question.wording:
        return 0.0
    return question.score(answer.get("response")).points


def _question(question: Question, answer: Event | None, worth: str, sure: str = "") -> str:
    head = f"<h4>{course(question.prompt)}</h4><p>{_standing(question, answer)}{worth}{sure}</p>"
    given = answer.get("response") if answer and answer.get("wording") == question.wording else None
    read = "".join(f"<li>{course(source)}</li>" for source in question.authorities)
    return f"{head}{question.review(given)}<p>{phrase('Read more:')}</p><ul>{read}</ul>"


def _standing(question: Question, answer: Event | None) -> str:
    if answer is None:
        return f"{phrase(UNANSWERED)} "
    if answer.get("wording") != question.wording:
        return f"{phrase(STALE)} "
    return "" if question.score(answer.get("response")).readable else f"{phrase(UNREADABLE)} "
