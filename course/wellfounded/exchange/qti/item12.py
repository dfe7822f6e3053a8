"""Writes an item as QTI 1.2 in the form in which Canvas's classic quizzes take it in.

Canvas reads the kind of a question from its metadata, and knows feedback by the names of its own export: `general_fb`,
`correct_fb`, `general_incorrect_fb`, and an answer's number with `_fb`.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import singledispatch
from xml.etree import ElementTree as ET

from markupsafe import Markup

from wellfounded.content.markup import join_html
from wellfounded.exchange.items import (
    ChoiceItem,
    EssayItem,
    Item,
    MatchingItem,
    NumberItem,
    Option,
    OrderItem,
    SeveralItem,
    ShortItem,
)
from wellfounded.exchange.qti.conditions12 import (
    ALL_POINTS,
    RESPONSE,
    displayed,
    exactly,
    is_answer,
    near_enough,
    on_anything,
    points_for,
    respcondition,
)
from wellfounded.exchange.qti.elements import element, number
from wellfounded.exchange.question_text import named_reasons


@dataclass
class Parts:
    """What the kinds of items differ in."""

    question_type: str
    responses: list[ET.Element]
    rules: list[ET.Element]
    feedback: dict[str, Markup] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)  # of the answers


def identifier(item: Item) -> str:
    """Return how an item is named: by it, Canvas finds the question again that an earlier import made."""
    return f"wf-{item.id}"


def item12(item: Item) -> ET.Element:
    """Return an item."""
    parts = _parts(item)
    said = {"general_fb": item.feedback, **parts.feedback}
    said = {name: html for name, html in said.items() if html}
    fields = {
        "question_type": parts.question_type,
        "points_possible": number(item.points),
        "original_answer_ids": ",".join(parts.numbers),
        "assessment_question_identifierref": f"{identifier(item)}-bank",
    }
    general = [on_anything("general_fb")] if "general_fb" in said else []
    wrong = [on_anything("general_incorrect_fb")] if "general_incorrect_fb" in said else []
    return element(
        "item",
        {"ident": identifier(item), "title": item.name},
        element("itemmetadata", {}, element("qtimetadata", {}, *(_field(*pair) for pair in fields.items()))),
        element("presentation", {}, _material(item.text), *parts.responses),
        element("resprocessing", {}, _outcomes(), *general, *parts.rules, *wrong),
        *(
            element("itemfeedback", {"ident": name}, element("flow_mat", {}, _material(html)))
            for name, html in said.items()
        ),
    )


def _field(label: str, entry: str) -> ET.Element:
    return element("qtimetadatafield", {}, element("fieldlabel", {}, label), element("fieldentry", {}, entry))


def _material(html: Markup) -> ET.Element:
    return element("material", {}, element("mattext", {"texttype": "text/html"}, str(html)))


def _plain(html: Markup) -> ET.Element:
    return element("material", {}, element("mattext", {"texttype": "text/plain"}, html.striptags()))


def _outcomes() -> ET.Element:
    scale = {"maxvalue": ALL_POINTS, "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    return element("outcomes", {}, element("decvar", scale))


def answer_number(item: Item, name: str) -> str:
    """Return the number of an answer: Canvas knows answers by whole numbers, and these stay."""
    return str(zlib.crc32(f"{item.id}/{name}".encode()) % 10**8 + 1)


@singledispatch
def _parts(item: Item) -> Parts:
    raise NotImplementedError(f"Say here what a {item.kind} becomes in Canvas.")


@_parts.register
def _choice(item: ChoiceItem) -> Parts:
    (right,) = [answer_number(item, option.id) for option in item.options if option.right]
    return _chosen(item, item.options, "multiple_choice_question", "Single", is_answer(right))


@_parts.register
def _several(item: SeveralItem) -> Parts:
    exact = exactly((answer_number(item, option.id), option.right) for option in item.options)
    return _chosen(item, item.options, "multiple_answers_question", "Multiple", exact)


def _chosen(item: Item, options: list[Option], question_type: str, cardinality: str, right: ET.Element) -> Parts:
    numbers = {option.id: answer_number(item, option.id) for option in options}
    labels = [element("response_label", {"ident": numbers[option.id]}, _material(option.text)) for option in options]
    response = element(
        "response_lid", {"ident": RESPONSE, "rcardinality": cardinality}, element("render_choice", {}, *labels)
    )
    said = {f"{numbers[option.id]}_fb": option.feedback for option in options if option.feedback}
    rules = [respcondition(is_answer(name.removesuffix("_fb")), displayed(name), go_on=True) for name in said]
    return Parts(question_type, [response], [*rules, respcondition(right, points_for())], said, [*numbers.values()])


@_parts.register
def _matching(item: MatchingItem) -> Parts:
    pairs = [(stem.id, stem.text, stem.answer) for stem in item.stems]
    return _matched(item, pairs, item.answers)


@_parts.register
def _order(item: OrderItem) -> Parts:
    """Return the steps, each to be matched with its place: classic quizzes have no ordering."""
    places: dict[int, Markup] = {}
    first = 1
    for place, count in sorted(Counter(step.place for step in item.steps).items()):
        last = first + count - 1
        places[place] = Markup(str(first) if first == last else f"{first} to {last}")  # noqa: S704 (numbers)
        first = last + 1
    steps = sorted(item.steps, key=lambda step: item.shown.index(step.id))
    answers = {f"place-{place}": text for place, text in places.items()}
    return _matched(item, [(step.id, step.text, f"place-{step.place}") for step in steps], answers)


def _matched(item: Item, pairs: list[tuple[str, Markup, str]], answers: dict[str, Markup]) -> Parts:
    labels = [(answer_number(item, f"answer-{name}"), text) for name, text in answers.items()]
    worth = f"{100 / len(pairs):.2f}"
    responses, rules, numbers = [], [], []
    for stem, text, answer in pairs:
        numbers.append(answer_number(item, stem))
        name = f"response_{numbers[-1]}"
        choices = [element("response_label", {"ident": ident}, _plain(label)) for ident, label in labels]
        responses.append(
            element("response_lid", {"ident": name}, _material(text), element("render_choice", {}, *choices))
        )
        right = answer_number(item, f"answer-{answer}")
        rules.append(respcondition(is_answer(right, name), points_for(worth, "Add"), go_on=None))
    return Parts("matching_question", responses, rules, {}, numbers)


@_parts.register
def _short(item: ShortItem) -> Parts:
    right = [answer for answer in item.answers if answer.share > 0]
    tests = [is_answer(answer.text) for answer in right]
    numbers = [answer_number(item, answer.text) for answer in right]
    response = _typed({})
    wrong = [(answer.text, answer.feedback) for answer in item.answers if answer.share <= 0]
    rule = respcondition(tests, points_for(), displayed("correct_fb"))
    said = _said_of_typed(right[0].feedback, item.otherwise, wrong)
    return Parts("short_answer_question", [response], [rule], said, numbers)


@_parts.register
def _number(item: NumberItem) -> Parts:
    right = [answer for answer in item.answers if answer.share > 0]
    rules = [
        respcondition(near_enough(answer.value, answer.tolerance), points_for(), displayed("correct_fb"))
        for answer in right
    ]
    wrong = [(number(answer.value), answer.feedback) for answer in item.answers if answer.share <= 0]
    said = _said_of_typed(right[0].feedback, item.otherwise, wrong)
    numbers = [answer_number(item, number(answer.value)) for answer in right]
    return Parts("numerical_question", [_typed({"fibtype": "Decimal"})], rules, said, numbers)


def _typed(how: dict[str, str]) -> ET.Element:
    label = element("response_label", {"ident": "answer1", "rshuffle": "No"})
    return element("response_str", {"ident": RESPONSE, "rcardinality": "Single"}, element("render_fib", how, label))


def _said_of_typed(why: Markup, otherwise: Markup, wrong: Iterable[tuple[str, Markup]]) -> dict[str, Markup]:
    """Return what is said of typed answers: Canvas keeps no wrong ones, so what is said of those stands in a list."""
    return {"correct_fb": why, "general_incorrect_fb": join_html([otherwise, named_reasons(wrong)])}


@_parts.register
def _essay(item: EssayItem) -> Parts:
    said = {"general_fb": join_html([item.grader, item.feedback])}
    return Parts("essay_question", [_typed({})], [respcondition(element("other"))], said)
