"""What each kind of question becomes elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from wellfounded.content.case import Case
from wellfounded.content.case_file import rendered
from wellfounded.content.questions.question import Question
from wellfounded.exchange.items import Item, PageItem
from wellfounded.exchange.option_items import choice_item, choices_item, highlight_item
from wellfounded.exchange.placed_items import assess_item, classify_item, order_item
from wellfounded.exchange.question_text import general_feedback, question_text
from wellfounded.exchange.typed_items import date_item, number_item, short_item, written_item

NOTES = {
    "classify": "Cards and places became a matching question.",
    "assess": "Marking by a rubric became a matching question: each line of the rubric with a level.",
    "highlight": "Marking passages became a choice among the passages, which are numbered in the text.",
    "date": "A date became a short answer, to be typed as 2025-03-04.",
    "interview": "An interview is no question there; of one for practice 'wellfounded export scorm' makes a page.",
}


def items_of(module: str, case: Case) -> list[Item]:
    """Return what the questions of a case and of its variants become; the case is in Markdown, as it was written."""
    return [item for variant in case.every_variant for item in _items_of_variant(module, variant)]


def _items_of_variant(module: str, case: Case) -> list[Item]:
    """Return the items of one variant, without the question on what turned the answer: it needs another variant.

    What a person marks is the same in all variants, and stands with the first.
    """
    shown, first = rendered(case), not case.variant
    return [
        item_of(question, module, shown, written.authorities)
        for written, question in zip(case.questions, shown.questions, strict=True)
        if question.id != case.turn and (first or question not in shown.written)
    ]


def item_of(question: Question, module: str, case: Case, sources: Sequence[str]) -> Item:
    """Return what a question of a rendered case becomes, with the keys of its sources."""
    about = {
        "module": module,
        "case": case.id,
        "case_title": str(case.title),
        "question": question.id,
        "variant": case.variant,
        "kind": question.kind,
        "graded": case.use == "graded",
        "points": float(question.points or 1),
        "text": question_text(case, question),
        "feedback": general_feedback([], sources),
        "hint": (case.use == "practice" and question.hint) or Markup(""),  # in a graded case nobody sees it
        "note": NOTES.get(question.kind, ""),
    }
    return MAKERS[question.kind](question, case, sources, about)


def _page_item(_question: Question, _case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    return PageItem(**about)


MAKERS: dict[str, Callable[[Any, Case, Sequence[str], dict[str, Any]], Item]] = {  # by the kind
    "assess": assess_item,
    "choice": choice_item,
    "choices": choices_item,
    "classify": classify_item,
    "date": date_item,
    "highlight": highlight_item,
    "interview": _page_item,
    "number": number_item,
    "order": order_item,
    "short": short_item,
    "written": written_item,
}
