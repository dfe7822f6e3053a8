"""A case with what a learner answered, as HTML that needs neither script nor kernel: for paper, and to keep."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from markupsafe import Markup

from wellfounded.assessment.scoring import how_sure, left_out
from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions import Question
from wellfounded.i18n.messages import course_text, language_attributes, later, long_date, phrase_html, phrase_many_html
from wellfounded.journal.file import Event, Journal
from wellfounded.render.case import head, papers
from wellfounded.render.feedback import feedback
from wellfounded.render.review_page import STALE, UNREADABLE, said_sure

OUT = later("You left this case out, as its note offers.")
CLOSED = later("Read the case. To have it on paper, open it on a screen first.")
LATER = later("You gave this answer after you had handed in. It is not the one that was marked.")
MOST = 100  # no line of a rubric is worth more


def answered_case(case: Case, journal: Journal) -> Markup:
    """Return the facts, papers and questions of a case, and below each question what was answered.

    Of a key it shows what a lesson has shown by then: in practice the feedback on the latest try, and a hint that was
    asked for; of a graded case nothing.
    """
    body = _body(case, journal)
    return fill_html('<section class="wf-case"{}>{}{}</section>', language_attributes(), head(case), body)


def _body(case: Case, journal: Journal) -> Markup:
    """Return what stands under the title. What a content note warns of stays folded until the learner has met it."""
    if left_out(case, journal):
        return fill_html("<p>{}</p>", phrase_html(OUT))
    questions = join_html(
        _question(case, question, number, journal) for number, question in enumerate(case.questions, 1)
    )
    file = fill_html('<div class="wf-papers">{}</div>', papers(case.documents)) if case.documents else ""
    body = fill_html("{}{}{}", course_text(case.facts, "div"), file, questions)
    met = any(event["event"] == "answer" and event["case"] == case.id for event in journal.events)
    if met or not case.content_note:
        return body
    return fill_html("<details><summary>{}</summary>{}</details>", phrase_html(CLOSED), body)


def day(at: str) -> str:
    """Return a date, or the day of a time where the learner is, as 4 March 2025; what is neither as it is."""
    try:
        time = datetime.fromisoformat(at)
        return long_date(time.astimezone().date() if time.tzinfo else time.date())
    except (ValueError, OverflowError, OSError):  # a day before the first, or after the last
        return at


def last_event(event: str, case: Case, question: Question, journal: Journal) -> Event | None:
    """Return the last such event, if there is one and it is about the present wording of a question."""
    latest = journal.latest(event, case.id, question.id)
    return latest if latest and latest["wording"] == question.wording else None


def _question(case: Case, question: Question, number: int, journal: Journal) -> Markup:
    titles = Markup(", ").join(course_text(paper.title) for paper in case.documents if paper.id in question.documents)
    look = fill_html("<p>{}</p>", phrase_html("Look at: {papers}.", papers=titles)) if titles else ""
    after = _checked(case, question, journal) if case.use == "practice" else _handed_in(case, question, journal)
    head = fill_html("<h4>{}</h4>", phrase_html("Question {n}", n=number))
    whole = fill_html("{}{}{}{}", head, question.static(), look, _answer(case, question, journal))  # on one sheet
    weighed = _weighed(case, question, journal)
    return fill_html('<section><div class="wf-asked">{}</div>{}{}</section>', whole, weighed, after)


def _answer(case: Case, question: Question, journal: Journal) -> Markup:
    answer = journal.latest("answer", case.id, question.id)
    if answer is None:
        return fill_html('<p class="wf-given"><strong>{}</strong></p>', phrase_html("Not answered."))
    if answer["wording"] != question.wording:
        return fill_html('<p class="wf-given"><strong>{}</strong></p>', phrase_html(STALE))
    response = answer["response"]
    date = phrase_html("Given on {date}.", date=day(answer["at"]))
    when = fill_html("<p>{}{}</p>", date, _sure(case, question, journal))
    lacks = question.unfinished(response) if question.format_response(response) else ""
    left = fill_html("<p>{}</p>", lacks) if lacks else ""
    return fill_html(
        '<div class="wf-given"><h5>{}</h5>{}{}{}</div>',
        phrase_html("Your answer"),
        _said(question, response),
        left,
        when,
    )


def _said(question: Question, response: Any) -> Markup:
    """Return a response for people. Whatever was typed decides itself in which direction it runs."""
    empty = phrase_html("You left this empty.") if response in (None, "", [], {}) else phrase_html(UNREADABLE)
    return fill_html('<div dir="auto">{}</div>', question.format_response(response) or fill_html("<p>{}</p>", empty))


def _sure(case: Case, question: Question, journal: Journal) -> str:
    level = how_sure(case, question, journal)
    return f" {said_sure(level)}" if level else ""


def _checked(case: Case, question: Question, journal: Journal) -> Markup:
    """Return, in practice, the hint that was asked for and what was said of the latest try."""
    hint = last_event("hint", case, question, journal) and question.hint
    framed = Markup("<div><h5>{}</h5><p>{}</p></div>")
    shown = framed.format(phrase_html("Your hint"), course_text(hint)) if hint else Markup("")
    attempt = last_event("try", case, question, journal)
    if not attempt:
        return shown
    response, answer = attempt["response"], last_event("answer", case, question, journal)
    same = answer and answer["response"] == response
    earlier = phrase_html("This is about an answer that you checked before:")
    before = fill_html("<p>{}</p>{}", earlier, _said(question, response))
    about = "" if same else before
    title = phrase_html("Feedback")
    return fill_html("{}<div><h5>{}</h5>{}{}</div>", shown, title, about, feedback(case, question, response))


def _handed_in(case: Case, question: Question, journal: Journal) -> Markup:
    """Return, of a graded answer, whether it is still the one that was handed in."""
    answers = [last_event("answer", case, question, events) for events in (journal, journal.counted())]
    now, then = (answer["response"] if answer else None for answer in answers)
    return fill_html("<p>{}</p>", phrase_html(LATER)) if now != then else Markup("")


def _weighed(case: Case, question: Question, journal: Journal) -> Markup:
    """Return the points that learners gave themselves for what they wrote."""
    marks = last_event("selfmark", case, question, journal)
    points = (
        [points for points in marks["response"].values() if type(points) is int and points <= MOST] if marks else []
    )
    message = phrase_many_html(
        "You gave yourself {n} point. This is your own assessment. It counts in no marks.",
        "You gave yourself {n} points. This is your own assessment. It counts in no marks.",
        sum(points),
    )
    return fill_html("<p>{}</p>", message) if points else Markup("")
