"""What kinds in which something is typed become elsewhere: `short`, `date`, `number` and `written`."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.date import Date
from wellfounded.content.questions.number import Number
from wellfounded.content.questions.short import APOSTROPHES, BETWEEN, Short
from wellfounded.content.questions.written import Written
from wellfounded.exchange.items import ALL, NOTHING, EssayItem, Item, Near, NumberItem, ShortItem, Typed
from wellfounded.exchange.question_text import question_text

ARTICLE = re.compile(r"^(?:a|an|the) +(?=.)", re.IGNORECASE)


def short_item(question: Short, _case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return the accepted forms, then the wrong ones that were foreseen."""
    right = [Typed(text=text, share=ALL, feedback=question.why) for text in _spellings(question.accepted)]
    wrong = [
        Typed(text=text, share=NOTHING, feedback=mistake.feedback)
        for mistake in question.wrong
        for text in _spellings(mistake.forms)
    ]
    return ShortItem(**about, answers=[*right, *wrong], otherwise=question.otherwise)


def _spellings(texts: list[str]) -> list[str]:
    """Return texts as written, then plainly: elsewhere accents, signs and articles count."""
    plain = [spelling for text in texts for spelling in (_plain(text), ARTICLE.sub("", _plain(text)))]
    return list({text.casefold(): text for text in reversed([*texts, *plain]) if text}.values())[::-1]


def _plain(text: str) -> str:
    """Return a text without accents, apostrophes and other signs."""
    parted = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text))
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return BETWEEN.sub(" ", bare).strip()


def date_item(question: Date, case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return each day that is accepted, the right one first, as year-month-day."""
    right, around = datetime.date.fromisoformat(question.right), range(-question.tolerance, question.tolerance + 1)
    days = sorted((right + datetime.timedelta(days=days) for days in around), key=lambda day: abs(day - right))
    answers = [Typed(text=day.isoformat(), share=ALL, feedback=question.why) for day in days]
    wrong = [Typed(text=mistake.value, share=NOTHING, feedback=mistake.feedback) for mistake in question.wrong]
    how = fill_html("<p>{}</p>", "Type the date as year-month-day, for example 2024-01-31.")
    about["text"] = question_text(case, question, how)
    return ShortItem(**about, answers=[*answers, *wrong], otherwise=question.otherwise)


def number_item(question: Number, case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return the right number, then the wrong ones that were foreseen."""
    if question.right is None:
        raise ValueError(f"{about['case']}: {question.id} has no key.")
    answers = [Near(value=question.right, tolerance=question.tolerance, share=ALL, feedback=question.why)]
    for wrong in question.wrong:
        near = Near(value=wrong.value, tolerance=wrong.tolerance, share=NOTHING, feedback=wrong.feedback)
        answers.append(near)
    if question.unit:
        how = fill_html("<p>Type a number alone, counted in: {}.</p>", question.unit)
        about["text"] = question_text(case, question, how)
    return NumberItem(**about, answers=answers, otherwise=question.otherwise, unit=question.unit)


def written_item(question: Written, case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return an essay, with rubric and model answer for whoever marks it."""
    about["text"] = question_text(case, question, fill_html("<p>{}</p>", question.guide()))
    lines = join_html(fill_html("<li>{} ({} points)</li>", line.text, f"{line.points:g}") for line in question.rubric)
    grader = fill_html(
        "<p><strong>Rubric</strong></p><ul>{}</ul><p><strong>A model answer</strong></p>{}", lines, question.model
    )
    return EssayItem(**about, grader=grader, least=question.least, most=question.most)
