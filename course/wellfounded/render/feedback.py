"""Feedback on a response, in one order wherever it is shown: the verdict, the reasons, then the sources, folded."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions import Question
from wellfounded.i18n.messages import course_text, phrase_html, phrase_many_html
from wellfounded.render.case import path_place

SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗"}  # question_marks.js knows them too


def feedback(case: Case, question: Question, response: Any) -> Markup:
    """Return all that is said of a try in practice, and of which place on a path it is said."""
    return verdict(question, response) + question.feedback(response) + path_place(case.path_place) + sources(question)


def verdict(question: Question, response: Any) -> Markup:
    """Return in one short line whether a response is right; "" where nobody can say."""
    judged = question.verdict(response)
    if judged is None:
        return Markup("")
    if judged.word == "partly" and judged.right:
        words = phrase_html("Partly right: {n} of {all}.", n=judged.right, all=judged.all)
    elif judged.word == "partly":
        words = phrase_html("Partly right.")
    else:
        words = phrase_html("Right.") if judged.word == "right" else phrase_html("Not right.")
    return fill_html(
        '<p data-verdict="{}"><strong><span aria-hidden="true">{}</span> {}</strong></p>',
        judged.word,
        SIGNS[judged.word],
        words,
    )


def sources(question: Question) -> Markup:
    """Return what a question rests on, folded into one line; "" where it rests on nothing."""
    read = join_html(fill_html("<li>{}</li>", course_text(source)) for source in question.authorities)
    title = phrase_many_html("Source ({n})", "Sources ({n})", len(question.authorities))
    return fill_html("<details><summary>{}</summary><ul>{}</ul></details>", title, read) if read else Markup("")
