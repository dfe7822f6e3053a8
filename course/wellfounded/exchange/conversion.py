"""What each kind of question becomes elsewhere."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import singledispatch
from typing import Any

from markupsafe import Markup, escape

from wellfounded.content.case import Case
from wellfounded.content.case_file import rendered
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.assess import Assess
from wellfounded.content.questions.assess_rubric import Line
from wellfounded.content.questions.choice import Choice
from wellfounded.content.questions.choices import Choices
from wellfounded.content.questions.classify import Classify
from wellfounded.content.questions.classify_cards import Card
from wellfounded.content.questions.date import Date
from wellfounded.content.questions.highlight import Highlight
from wellfounded.content.questions.interview import Interview
from wellfounded.content.questions.number import Number
from wellfounded.content.questions.order import Order
from wellfounded.content.questions.passages import marked_passages
from wellfounded.content.questions.question import Question
from wellfounded.content.questions.short import Short, form
from wellfounded.content.questions.written import Written
from wellfounded.exchange.items import (
    ChoiceItem,
    EssayItem,
    Item,
    MatchingItem,
    Near,
    NumberItem,
    Option,
    OrderItem,
    PageItem,
    SeveralItem,
    ShortItem,
    Stem,
    Step,
    Typed,
)
from wellfounded.exchange.question_text import (
    general_feedback,
    has_own_text,
    named_reasons,
    numbered_passages,
    question_text,
)

ALL, NOTHING = Fraction(1), Fraction(0)
NOTES = {
    "classify": "Cards and places became a matching question.",
    "assess": "Marking by a rubric became a matching question: each line of the rubric with a level.",
    "highlight": "Marking passages became a choice among the passages, which are numbered in the text.",
    "date": "A date became a short answer, to be typed as 2025-03-04.",
    "interview": "An interview is no question there. It is exported as a page: see docs/elsewhere.md.",
}


def items_of(module: str, case: Case) -> list[Item]:
    """Return what the questions of a case become; the case is as its author wrote it, in Markdown."""
    shown = rendered(case)
    return [
        item_of(question, module, shown, written.authorities)
        for written, question in zip(case.questions, shown.questions, strict=True)
    ]


def item_of(question: Question, module: str, case: Case, sources: Sequence[str]) -> Item:
    """Return what a question of a rendered case becomes, with the keys of its sources."""
    about = {
        "module": module,
        "case": case.id,
        "case_title": str(case.title),
        "question": question.id,
        "kind": question.kind,
        "graded": case.use == "graded",
        "points": float(question.points or 1),
        "text": question_text(case, question),
        "feedback": general_feedback([], sources),
        "hint": question.hint or Markup(""),
        "note": NOTES.get(question.kind, ""),
    }
    return _converted(question, case, sources, about)


@singledispatch
def _converted(question: Question, _case: Case, _sources: Sequence[str], _about: dict[str, Any]) -> Item:
    raise NotImplementedError(f"Say here what a question of the kind {question.kind} becomes elsewhere.")


@_converted.register
def _choice(question: Choice, _case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    options = [
        Option(id=option.id, text=option.text, share=ALL if option.correct else NOTHING, feedback=option.feedback)
        for option in question.options
    ]
    return ChoiceItem(**about, options=options)


@_converted.register
def _choices(question: Choices, _case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    right = len(question.right())
    gain, loss = Fraction(1, right), Fraction(-1, len(question.options) - right)
    options = [
        Option(id=option.id, text=option.text, share=gain if option.correct else loss, feedback=option.feedback)
        for option in question.options
    ]
    return SeveralItem(**about, options=options)


@_converted.register
def _highlight(question: Highlight, case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
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


@_converted.register
def _classify(question: Classify, _case: Case, sources: Sequence[str], about: dict[str, Any]) -> Item:
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


@_converted.register
def _assess(question: Assess, case: Case, sources: Sequence[str], about: dict[str, Any]) -> Item:
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


@_converted.register
def _order(question: Order, _case: Case, sources: Sequence[str], about: dict[str, Any]) -> Item:
    steps = [
        Step(id=item.id, text=item.text, place=item.place, feedback=item.feedback)
        for item in sorted(question.items, key=lambda item: item.place)
    ]
    about["feedback"] = general_feedback([named_reasons((step.text, step.feedback) for step in steps)], sources)
    return OrderItem(**about, steps=steps, shown=[item.id for item in question.items])


@_converted.register
def _short(question: Short, _case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    right = [Typed(text=text, share=ALL, feedback=question.why) for text in _spellings(question.accepted)]
    wrong = [
        Typed(text=text, share=NOTHING, feedback=mistake.feedback)
        for mistake in question.wrong
        for text in _spellings(mistake.forms)
    ]
    return ShortItem(**about, answers=[*right, *wrong], otherwise=question.otherwise)


def _spellings(texts: list[str]) -> list[str]:
    """Return texts as written, and in the form in which the course compares them: elsewhere signs and accents count."""
    return list({text.casefold(): text for text in [*map(form, texts), *texts]}.values())


@_converted.register
def _date(question: Date, case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    right, around = datetime.date.fromisoformat(question.right), range(-question.tolerance, question.tolerance + 1)
    days = sorted((right + datetime.timedelta(days=days) for days in around), key=lambda day: abs(day - right))
    answers = [Typed(text=day.isoformat(), share=ALL, feedback=question.why) for day in days]
    wrong = [Typed(text=mistake.value, share=NOTHING, feedback=mistake.feedback) for mistake in question.wrong]
    how = fill_html("<p>{}</p>", "Type the date as year-month-day, for example 2024-01-31.")
    about["text"] = question_text(case, question, how)
    return ShortItem(**about, answers=[*answers, *wrong], otherwise=question.otherwise)


@_converted.register
def _number(question: Number, case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
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


@_converted.register
def _written(question: Written, case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    about["text"] = question_text(case, question, fill_html("<p>{}</p>", question.guide()))
    lines = join_html(fill_html("<li>{} ({} points)</li>", line.text, f"{line.points:g}") for line in question.rubric)
    grader = fill_html(
        "<p><strong>Rubric</strong></p><ul>{}</ul><p><strong>A model answer</strong></p>{}", lines, question.model
    )
    return EssayItem(**about, grader=grader, least=question.least, most=question.most)


@_converted.register
def _interview(_question: Interview, _case: Case, _sources: Sequence[str], about: dict[str, Any]) -> Item:
    return PageItem(**about)
