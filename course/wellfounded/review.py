"""The graded review of a case: what the learner answered, what it earned, what is right, and why."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import isfinite

from wellfounded.cases import Case, about
from wellfounded.journal import Event, Journal
from wellfounded.questions import Question

UNANSWERED = "Not answered."
STALE = (
    "You answered an earlier wording of this question. The answer is kept, but it cannot be marked against this one."
)
UNREADABLE = "The answer on file is not one that this question allows."

# Every tag and attribute a review, or a lesson shown beside it, is made of. Feedback pages let no others through.
TAGS = [
    *(
        "a",
        "blockquote",
        "br",
        "code",
        "details",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
    ),
    *("section", "span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
]
ATTRIBUTES = {"a": ["href", "title"], "ol": ["type", "start"], "img": ["src", "alt"]}


@dataclass(frozen=True)
class Review:
    """Points between 0 and the case's points, and the review as HTML made of `TAGS` alone."""

    points: float
    html: str


def review(case: Case, journal: Journal, trouble: str = "") -> Review:
    """Review a rendered case with its key against a journal.

    `trouble` says why a journal could not be read, if so; it is then empty, and the learner is told.
    """
    counted, points, parts = journal.counted(), 0.0, []
    for question in case.questions:
        answer = counted.latest("answer", case.id, question.id)
        earned = _earned(question, answer)
        points += earned
        parts.append(_question(question, answer, earned))
    if not (isfinite(points) and 0 <= points <= case.points):
        raise ValueError(f"{case.id}: {points} points lie outside 0 and {case.points}; mend the kind's score().")
    warning = f"<p><strong>{escape(trouble)}</strong></p>" if trouble else ""
    facts = f"<details><summary>The facts again</summary>{about(case)}{case.facts}</details>"
    head = f"<h3>{escape(case.title)}: {points:g} of {case.points:g} points</h3>"
    return Review(points, f"<section>{head}{warning}{facts}{''.join(parts)}</section>")


def _earned(question: Question, answer: Event | None) -> float:
    if answer is None or answer.get("wording") != question.wording:
        return 0.0
    return question.score(answer.get("response")).points


def _question(question: Question, answer: Event | None, earned: float) -> str:
    head = f"<h4>{question.prompt}</h4><p>{_standing(question, answer)}{earned:g} of {question.points:g} points.</p>"
    given = answer.get("response") if answer and answer.get("wording") == question.wording else None
    read = "".join(f"<li>{source}</li>" for source in question.authorities)
    return f"{head}{question.review(given)}<p>Read more:</p><ul>{read}</ul>"


def _standing(question: Question, answer: Event | None) -> str:
    if answer is None:
        return f"{UNANSWERED} "
    if answer.get("wording") != question.wording:
        return f"{STALE} "
    return "" if question.score(answer.get("response")).readable else f"{UNREADABLE} "
