"""A case with what a learner answered, as HTML that needs neither script nor kernel: for paper, and to keep."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any

from wellfounded.assessment.scoring import how_sure, left_out
from wellfounded.content import documents as papers
from wellfounded.content.case import Case, about
from wellfounded.content.questions import Question
from wellfounded.i18n.messages import attributes, course, later, long_date, phrase, phrase_many
from wellfounded.journal.file import Event, Journal
from wellfounded.render.review_page import STALE, UNREADABLE, said_sure

OUT = later("You left this case out, as its note offers.")
CLOSED = later("Read the case. To have it on paper, open it on a screen first.")
LATER = later("You gave this answer after you had handed in. It is not the one that was marked.")
MOST = 100  # no line of a rubric is worth more


def drawn(case: Case, journal: Journal) -> str:
    """Return the facts, papers and questions of a case, and below each question what was answered.

    Of a key it shows what a lesson has shown by then: in practice the feedback on the latest try, and a hint that was
    asked for; of a graded case nothing.
    """
    head = f"<h3>{course(escape(case.title))}</h3>{about(case)}"
    return f'<section class="wf-case"{attributes()}>{head}{_told(case, journal)}</section>'


def _told(case: Case, journal: Journal) -> str:
    """Return what stands under the title. What a content note warns of stays folded until the learner has met it."""
    if left_out(case, journal):
        return f"<p>{phrase(OUT)}</p>"
    asked = "".join(_question(case, each, number, journal) for number, each in enumerate(case.questions, 1))
    file = f'<div class="wf-papers">{papers.static(case.documents)}</div>' if case.documents else ""
    told = f"{course(case.facts, 'div')}{file}{asked}"
    met = any(each["event"] == "answer" and each["case"] == case.id for each in journal.events)
    return told if met or not case.content_note else f"<details><summary>{phrase(CLOSED)}</summary>{told}</details>"


def day(at: str) -> str:
    """Return a date, or the day of a time where the learner is, as 4 March 2025; what is neither as it is, escaped."""
    try:
        found = datetime.fromisoformat(at)
        return long_date(found.astimezone().date() if found.tzinfo else found.date())
    except (ValueError, OverflowError, OSError):  # a day before the first, or after the last
        return escape(at)


def last(event: str, case: Case, question: Question, journal: Journal) -> Event | None:
    """Return the last such event, if there is one and it is about the present wording of a question."""
    found = journal.latest(event, case.id, question.id)
    return found if found and found["wording"] == question.wording else None


def _question(case: Case, question: Question, number: int, journal: Journal) -> str:
    titles = [course(escape(each.title)) for each in case.documents if each.id in question.documents]
    look = f"<p>{phrase('Look at: {papers}.', papers=', '.join(titles))}</p>" if titles else ""
    told = _checked(case, question, journal) if case.use == "practice" else _handed_in(case, question, journal)
    head = f"<h4>{phrase('Question {n}', n=number)}</h4>"
    whole = f"{head}{look}{question.static()}{_answer(case, question, journal)}"  # on one sheet
    return f'<section><div class="wf-asked">{whole}</div>{_weighed(case, question, journal)}{told}</section>'


def _answer(case: Case, question: Question, journal: Journal) -> str:
    answer = journal.latest("answer", case.id, question.id)
    if answer is None:
        return f'<p class="wf-given"><strong>{phrase("Not answered.")}</strong></p>'
    if answer["wording"] != question.wording:
        return f'<p class="wf-given"><strong>{phrase(STALE)}</strong></p>'
    response = answer["response"]
    given = phrase("Given on {date}.", date=day(answer["at"]))
    when = f"<p>{given}{_sure(case, question, journal)}</p>"
    lacks = question.unfinished(response) if question.given(response) else ""
    left = f"<p>{lacks}</p>" if lacks else ""
    return f'<div class="wf-given"><h5>{phrase("Your answer")}</h5>{_said(question, response)}{left}{when}</div>'


def _said(question: Question, response: Any) -> str:
    """Return a response for people. Whatever was typed decides itself in which direction it runs."""
    empty = phrase("You left this empty.") if response in (None, "", [], {}) else phrase(UNREADABLE)
    return f'<div dir="auto">{question.given(response) or f"<p>{empty}</p>"}</div>'


def _sure(case: Case, question: Question, journal: Journal) -> str:
    level = how_sure(case, question, journal)
    return f" {said_sure(level)}" if level else ""


def _checked(case: Case, question: Question, journal: Journal) -> str:
    """Return, in practice, the hint that was asked for and what was said of the latest try."""
    hint = last("hint", case, question, journal) and question.hint
    shown = f"<div><h5>{phrase('Your hint')}</h5><p>{course(hint)}</p></div>" if hint else ""
    tried = last("try", case, question, journal)
    if not tried:
        return shown
    response, answer = tried["response"], last("answer", case, question, journal)
    same = answer and answer["response"] == response
    earlier = phrase("This is about an answer that you checked before:")
    before = f"<p>{earlier}</p>{_said(question, response)}"
    read = "".join(f"<li>{course(source)}</li>" for source in question.authorities)
    told = f"{question.feedback(response)}<p>{phrase('Read more:')}</p><ul>{read}</ul>"
    return f"{shown}<div><h5>{phrase('Feedback')}</h5>{'' if same else before}{told}</div>"


def _handed_in(case: Case, question: Question, journal: Journal) -> str:
    """Return, of a graded answer, whether it is still the one that was handed in."""
    answers = [last("answer", case, question, each) for each in (journal, journal.counted())]
    now, then = (each["response"] if each else None for each in answers)
    return f"<p>{phrase(LATER)}</p>" if now != then else ""


def _weighed(case: Case, question: Question, journal: Journal) -> str:
    """Return the points that learners gave themselves for what they wrote."""
    marks = last("selfmark", case, question, journal)
    given = [each for each in marks["response"].values() if type(each) is int and each <= MOST] if marks else []
    told = phrase_many(
        "You gave yourself {n} point. This is your own assessment. It counts in no marks.",
        "You gave yourself {n} points. This is your own assessment. It counts in no marks.",
        sum(given),
    )
    return f"<p>{told}</p>" if given else ""
