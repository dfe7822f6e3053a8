"""What kinds with options become elsewhere: `choice`, `choices` and `highlight`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html
from wellfounded.content.questions.choice import Choice
from wellfounded.content.questions.choices import Choices
from wellfounded.content.questions.highlight import Highlight
from wellfounded.content.questions.passages import marked_passages
from wellfounded.exchange.items import ALL, NOTHING, ChoiceItem, Item, Option, SeveralItem
from wellfounded.exchange.question_text import has_own_text, numbered_passages, question_text


def choice_item(question: Choice, _case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return options of which one earns all."""
    options = [
        Option(id=option.id, text=option.text, share=ALL if option.correct else NOTHING, feedback=option.feedback)
        for option in question.options
    ]
    return ChoiceItem(**about, options=options)


def choices_item(question: Choices, _case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return options whose shares add up to what the course gives: Youden's J."""
    right = len(question.right())
    gain, loss = Fraction(1, right), Fraction(-1, len(question.options) - right)
    options = [
        Option(id=option.id, text=option.text, share=gain if option.correct else loss, feedback=option.feedback)
        for option in question.options
    ]
    return SeveralItem(**about, options=options)


def highlight_item(question: Highlight, case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return the passages as options, numbered in the text."""
    numbers = {name: number for number, (name, _) in enumerate(marked_passages(question.text), start=1)}
    words = dict(marked_passages(question.text))
    right = len(question.right())
    gain, loss = Fraction(1, right), Fraction(-1, min(right, len(question.passages) - right))
    options = [
        Option(
            id=passage.id,
            text=fill_html("[{}] “{}”", numbers[passage.id], words[passage.id]),
            share=gain if passage.shows else loss,
            feedback=passage.feedback,
        )
        for passage in sorted(question.passages, key=lambda passage: numbers[passage.id])
    ]
    if has_own_text(case, question):
        quoted = fill_html("<blockquote>{}</blockquote>", numbered_passages(question.text))
        about["text"] = question_text(case, question, quoted)
    return SeveralItem(**about, options=options, marked=question.text)
