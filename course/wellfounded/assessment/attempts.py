"""The tries at practice questions that a journal holds, scored with the practice case's own key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wellfounded.content.case import Case
from wellfounded.content.questions import Question
from wellfounded.journal.file import Event, Journal


def attempt_shares(case: Case, journal: Journal) -> Iterator[float]:
    """Yield, for each practice question that was tried, the share of it that the last try got right.

    What a person would judge, nobody judges in practice.
    """
    for question in case.questions if case.use == "practice" else []:
        event = last_attempt(case, question, journal)
        if event and not question.by_hand:
            yield attempt_share(question, event)


def last_attempt(case: Case, question: Question, journal: Journal) -> Event | None:
    """Return the last try at a question's present wording; the last answer, where a person would judge it."""
    event = journal.latest("answer" if question.by_hand else "try", case.id, question.id)
    return event if event and event["wording"] == question.wording else None


def first_attempt(case: Case, question: Question, journal: Journal) -> Event | None:
    """Return the first try at a question's present wording."""
    tries = journal.about("try", case.id, question.id)
    return next((attempt for attempt in tries if attempt["wording"] == question.wording), None)


def attempt_share(question: Question, event: Event) -> float:
    """Return the share, 0 to 1, of a practice question that a try got right; the question has no points of its own."""
    return float(replace(question, points=1).score(event["response"]).points)
