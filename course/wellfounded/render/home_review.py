"""The review of a whole lesson that was handed in at home: what each hand-in earned, then case by case."""

from __future__ import annotations

from wellfounded.assessment.calibration import by_key, ratings, tallies
from wellfounded.assessment.handed_in import points_in_words, totals
from wellfounded.assessment.scoring import left_out, score_lesson
from wellfounded.content.case import Case
from wellfounded.i18n.messages import phrase
from wellfounded.journal.file import Journal
from wellfounded.render.answers import day
from wellfounded.render.calibration_table import table
from wellfounded.render.review_page import by_hand, reviews


def home_review(cases: list[Case], journal: Journal, trouble: str = "") -> str:
    """Return the review of a module's graded cases, given with their keys, as HTML."""
    handed = journal.handins() or [journal]
    scores = [points_in_words(*totals(cases, each)) for each in handed]
    body = "".join(reviews(score_lesson(cases, handed[-1]).values(), trouble, alone=True).values())
    taken = [case for case in cases if not left_out(case, handed[-1])]
    written = "".join(by_hand(case, each, journal) for case in taken for each in case.written)
    calibration = table(tallies(ratings(cases, journal, by_key)))
    return f"<section>{_history(journal, scores)}{calibration}{body}{written}</section>"


def _history(journal: Journal, scores: list[str]) -> str:
    """Return how each hand-in did. From the second on, the key had been shown."""
    events = [event for event in journal.events if event["event"] == "handin"]
    if len(events) < 2:
        return f"<h3>{phrase('Your review: {points}', points=scores[-1])}</h3>"
    first, *more = scores
    told = [first, *(phrase("{points}, after the answers had been shown", points=each) for each in more)]
    items = [f"<li>{day(event['at'])}: {each}</li>" for event, each in zip(events, told, strict=True)]
    return f"<h3>{phrase('Your review: {points}', points=told[-1])}</h3><ol>{''.join(items)}</ol>"
