"""What kinds in which something is put in its place become elsewhere: `classify`, `assess` and `order`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from markupsafe import Markup, escape

from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.assess import Assess
from wellfounded.content.questions.assess_rubric import Line
from wellfounded.content.questions.classify import Classify
from wellfounded.content.questions.classify_cards import Card
from wellfounded.content.questions.order import Order
from wellfounded.exchange.items import Item, MatchingItem, OrderItem, Stem, Step
from wellfounded.exchange.question_text import general_feedback, named_reasons, question_text


def classify_item(question: Classify, _case: Case, sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return cards as stems and bins as answers; why each belongs there stands in the feedback."""
    names = {bin_.id: bin_.text for bin_ in question.bins}
    stems = [Stem(id=card.id, text=card.text, answer=card.bin, feedback=_why(card, names)) for card in question.cards]
    about["feedback"] = general_feedback([named_reasons((stem.text, stem.feedback) for stem in stems)], sources)
    in_bin = Counter(card.bin for card in question.cards)
    earned = {(card.id, card.bin): Fraction(1, in_bin[card.bin] * (len(in_bin) - 1)) for card in question.cards}
    return MatchingItem(**about, stems=stems, answers=names, credits=earned, chance=Fraction(1, len(in_bin) - 1))


def _why(card: Card, names: dict[str, Markup]) -> Markup:
    """Return where a card belongs and why, then what is said of the places that tempt."""
    right = fill_html("<p><strong>{}</strong></p>{}", names[card.bin], card.feedback)
    wrong = (
        fill_html("<p>Not <strong>{}</strong>:</p>{}", names[mistake.bin], mistake.feedback)
        for mistake in card.misplaced
    )
    return join_html([right, *wrong])


def assess_item(question: Assess, case: Case, sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return each line of the rubric as a stem and the levels as answers."""
    texts = join_html(fill_html("<h4>{}</h4>{}", text.title, text.body) for text in question.texts)
    levels = join_html(
        fill_html(
            "<li>{}<ul>{}</ul></li>",
            criterion.text,
            join_html(fill_html("<li>{}: {}</li>", level.id, level.text) for level in criterion.levels),
        )
        for criterion in question.criteria
    )
    stems = [
        Stem(
            id=line.id,
            text=fill_html("{}: {}", line.text.title, line.criterion.text),
            answer=line.right,
            feedback=_line_reasons(line),
        )
        for line in question.lines()
    ]
    about["text"] = question_text(
        case, question, fill_html("{}<p><strong>Levels</strong></p><ul>{}</ul>", texts, levels)
    )
    about["feedback"] = general_feedback([named_reasons((stem.text, stem.feedback) for stem in stems)], sources)
    letters = question.criteria[0].letters()
    lines, near = question.lines(), Fraction(question.near)
    beyond = len(lines) * (1 - question.chance())
    agreements = {(line.id, letter): line.agreement(letter, near) for line in lines for letter in letters}
    return MatchingItem(
        **about,
        stems=stems,
        answers={letter: escape(letter) for letter in letters},
        credits={pair: agreement / beyond for pair, agreement in agreements.items() if agreement},
        chance=question.chance() * len(lines) / beyond,
    )


def _line_reasons(line: Line) -> Markup:
    if line.mark is None:  # the key was held back, which in source/ it never is
        return Markup("")
    right = fill_html("<p><strong>{}</strong></p>{}", line.right, line.mark.feedback)
    others = (
        fill_html("<p>Not <strong>{}</strong>:</p>{}", judged.level, judged.feedback) for judged in line.mark.misjudged
    )
    return join_html([right, *others])


def order_item(question: Order, _case: Case, sources: Sequence[str], about: dict[str, Any]) -> Item:
    """Return the steps in the right order; why each stands there is in the feedback."""
    steps = [
        Step(id=item.id, text=item.text, place=item.place, feedback=item.feedback)
        for item in sorted(question.items, key=lambda item: item.place)
    ]
    about["feedback"] = general_feedback([named_reasons((step.text, step.feedback) for step in steps)], sources)
    return OrderItem(**about, steps=steps, shown=[item.id for item in question.items])
