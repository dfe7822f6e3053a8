"""The review of a whole lesson that was handed in at home: what each hand-in earned, then case by case."""

from __future__ import annotations

from markupsafe import Markup

from wellfounded.assessment.calibration import by_key, ratings, tallies
from wellfounded.assessment.handed_in import points_in_words, totals
from wellfounded.assessment.own_variant import own_variants
from wellfounded.assessment.scoring import left_out, score_lesson
from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import phrase, phrase_html
from wellfounded.journal.file import Journal
from wellfounded.render.answers import day
from wellfounded.render.calibration_table import tally_table
from wellfounded.render.review_page import reviews, written_answer


def lesson_review(cases: list[Case], journal: Journal, trouble: str = "") -> Markup:
    """Return the review of a module's graded cases, given with their keys, as HTML."""
    handed = journal.handins() or [journal]
    scores = [points_in_words(*totals(cases, handin)) for handin in handed]
    body = join_html(reviews(score_lesson(cases, handed[-1]).values(), trouble, alone=True).values())
    taken = [case for case in own_variants(cases, handed[-1]) if not left_out(case, handed[-1])]
    written = join_html(written_answer(case, question, journal) for case in taken for question in case.written)
    calibration = tally_table(tallies(ratings(cases, journal, by_key)))
    return fill_html("<section>{}{}{}{}</section>", _history(journal, scores), calibration, body, written)


def _history(journal: Journal, scores: list[str]) -> Markup:
    """Return how each hand-in did. From the second on, the key had been shown."""
    events = [event for event in journal.events if event["event"] == "handin"]
    if len(events) < 2:
        return fill_html("<h3>{}</h3>", phrase_html("Your review: {points}", points=scores[-1]))
    first, *more = scores
    lines = [first, *(phrase("{points}, after the answers had been shown", points=points) for points in more)]
    rows = zip(events, lines, strict=True)
    items = join_html(fill_html("<li>{}: {}</li>", day(event["at"]), points) for event, points in rows)
    return fill_html("<h3>{}</h3><ol>{}</ol>", phrase_html("Your review: {points}", points=lines[-1]), items)
