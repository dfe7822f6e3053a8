"""Writes an item as QTI 2.1: what is shown, what is right, how it is scored, and what is said of each answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import singledispatch
from itertools import product
from xml.etree import ElementTree as ET

from markupsafe import Markup

from wellfounded.content.questions.passages import MARK
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
from wellfounded.exchange.qti.elements import document, element, number
from wellfounded.exchange.qti.processing import (
    FEEDBACK,
    GENERAL,
    RESPONSE,
    SCORE,
    SHOWN,
    condition,
    earn,
    near,
    outcome,
    pair_in_order,
    place,
    places,
    real,
    show,
    show_general,
    show_of_options,
    typed,
    variable,
)
from wellfounded.exchange.qti.xhtml import blocks, xhtml

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
OTHERWISE = "otherwise"  # the feedback on what nobody foresaw


@dataclass
class Parts:
    """What the kinds of items differ in."""

    cardinality: str
    base_type: str
    correct: list[str]
    mapping: dict[str, float]
    interaction: ET.Element
    rules: list[ET.Element]
    feedback: dict[str, Markup] = field(default_factory=dict)
    outcomes: list[str] = field(default_factory=list)  # whole numbers that the rules reckon with
    shown_at_once: str = "single"  # how many feedbacks may be


def identifier(item: Item) -> str:
    """Return how an item is named in a package: the same whenever it is exported."""
    return f"wf-{item.id}"


def item21(item: Item) -> bytes:
    """Return an item as a file."""
    parts = _parts(item)
    how = {"identifier": identifier(item), "title": item.name, "adaptive": "false", "timeDependent": "false"}
    root = element(
        "assessmentItem",
        how,
        _response(parts),
        _declared(SCORE, "single", "float", {"normalMaximum": number(item.points)}, "0"),
        *(_declared(name, "single", "integer", {}, "0") for name in parts.outcomes),
        *([_declared(FEEDBACK, parts.shown_at_once, "identifier", {})] if parts.feedback else []),
        *([_declared(GENERAL, "single", "identifier", {})] if parts.rules else []),
        element("itemBody", {}, blocks(item.text), *_rubric(item), parts.interaction),
        *([element("responseProcessing", {}, *parts.rules, show_general())] if parts.rules else []),
        *(_modal(FEEDBACK, name, html) for name, html in parts.feedback.items() if html),
        *([_modal(GENERAL, SHOWN, item.feedback)] if parts.rules and item.feedback else []),
    )
    return document(root, NAMESPACE)


def _response(parts: Parts) -> ET.Element:
    how = {"identifier": RESPONSE, "cardinality": parts.cardinality, "baseType": parts.base_type}
    declared = element("responseDeclaration", how)
    if parts.correct:
        declared.append(element("correctResponse", {}, *(element("value", {}, text) for text in parts.correct)))
    if parts.mapping:
        entries = [
            element("mapEntry", {"mapKey": key, "mappedValue": number(worth)}) for key, worth in parts.mapping.items()
        ]
        declared.append(element("mapping", {"defaultValue": "0"}, *entries))
    return declared


def _declared(name: str, cardinality: str, base_type: str, more: dict[str, str], at_first: str = "") -> ET.Element:
    how = {"identifier": name, "cardinality": cardinality, "baseType": base_type, **more}
    first = [element("defaultValue", {}, element("value", {}, at_first))] if at_first else []
    return element("outcomeDeclaration", how, *first)


def _rubric(item: Item) -> Iterable[ET.Element]:
    """Yield what a marker alone sees."""
    if isinstance(item, EssayItem):
        yield element("rubricBlock", {"view": "scorer"}, blocks(item.grader))


def _modal(about: str, name: str, html: Markup) -> ET.Element:
    how = {"outcomeIdentifier": about, "identifier": name, "showHide": "show"}
    return element("modalFeedback", how, blocks(html))


@singledispatch
def _parts(item: Item) -> Parts:
    raise NotImplementedError(f"Say here how QTI 2.1 asks for a {item.kind}.")


@_parts.register
def _choice(item: ChoiceItem) -> Parts:
    choices = [element("simpleChoice", {"identifier": option.id}, *xhtml(option.text)) for option in item.options]
    how = {"responseIdentifier": RESPONSE, "shuffle": "false", "maxChoices": "1"}
    return _chosen(item.options, item.points, "single", element("choiceInteraction", how, *choices))


@_parts.register
def _several(item: SeveralItem) -> Parts:
    how = {"responseIdentifier": RESPONSE, "maxChoices": "0"}
    if item.marked:
        return _chosen(item.options, item.points, "multiple", element("hottextInteraction", how, _hottext(item.marked)))
    choices = [element("simpleChoice", {"identifier": option.id}, *xhtml(option.text)) for option in item.options]
    return _chosen(
        item.options, item.points, "multiple", element("choiceInteraction", {**how, "shuffle": "false"}, *choices)
    )


def _chosen(options: list[Option], points: float, cardinality: str, interaction: ET.Element) -> Parts:
    return Parts(
        cardinality,
        "identifier",
        [option.id for option in options if option.right],
        {option.id: float(option.share) * points for option in options if option.share},
        interaction,
        [earn(element("mapResponse", {"identifier": RESPONSE})), show_of_options()],
        {option.id: option.feedback for option in options},
        shown_at_once=cardinality,
    )


def _hottext(marked: Markup) -> ET.Element:
    """Return a text in which each passage can be marked."""
    return blocks(MARK.sub(r'<hottext identifier="\1">\2</hottext>', str(marked)))


@_parts.register
def _matching(item: MatchingItem) -> Parts:
    def choices(kind: str, texts: Iterable[tuple[str, Markup]], most: int) -> ET.Element:
        how = {"matchMax": str(most)}
        return element(
            "simpleMatchSet",
            {},
            *(
                element("simpleAssociableChoice", {"identifier": f"{kind}{name}", **how}, *xhtml(text))
                for name, text in texts
            ),
        )

    sets = [
        choices("stem-", ((stem.id, stem.text) for stem in item.stems), 1),
        choices("answer-", item.answers.items(), len(item.stems)),
    ]
    how = {"responseIdentifier": RESPONSE, "shuffle": "false", "maxAssociations": str(len(item.stems))}
    earned = element("mapResponse", {"identifier": RESPONSE})
    chance = float(item.chance) * item.points
    return Parts(
        "multiple",
        "directedPair",
        [f"stem-{stem.id} answer-{stem.answer}" for stem in item.stems],
        {f"stem-{stem} answer-{answer}": float(worth) * item.points for (stem, answer), worth in item.credits.items()},
        element("matchInteraction", how, *sets),
        [earn(element("subtract", {}, earned, real(chance)))],
    )


@_parts.register
def _order(item: OrderItem) -> Parts:
    steps = sorted(item.steps, key=lambda step: item.shown.index(step.id))
    choices = [element("simpleChoice", {"identifier": step.id}, *xhtml(step.text)) for step in steps]
    pairs = [(a.id, b.id) for a, b in product(item.steps, repeat=2) if a.place < b.place]
    names = [step.id for step in item.steps]
    worth = item.points / len(pairs)
    return Parts(
        "ordered",
        "identifier",
        names,
        {},
        element("orderInteraction", {"responseIdentifier": RESPONSE, "shuffle": "false"}, *choices),
        [
            *places(names),
            *(pair_in_order(earlier, later, worth) for earlier, later in pairs),
            earn(variable(SCORE)),
        ],
        outcomes=[place(name) for name in names],
    )


@_parts.register
def _short(item: ShortItem) -> Parts:
    field_ = element("textEntryInteraction", {"responseIdentifier": RESPONSE, "expectedLength": "40"})
    right = [answer.text for answer in item.answers if answer.share > 0]
    said: dict[tuple[Markup, bool], list[str]] = {}
    for answer in item.answers:
        said.setdefault((answer.feedback, answer.share > 0), []).append(answer.text)
    branches = [(typed(texts), feedback, is_right) for (feedback, is_right), texts in said.items()]
    return _typed(item, "string", right, field_, branches)


@_parts.register
def _number(item: NumberItem) -> Parts:
    field_ = element("textEntryInteraction", {"responseIdentifier": RESPONSE, "expectedLength": "12"})
    right = [number(answer.value) for answer in item.answers if answer.share > 0]
    branches = [(near(answer.value, answer.tolerance), answer.feedback, answer.share > 0) for answer in item.answers]
    return _typed(item, "float", right, field_, branches)


def _typed(
    item: ShortItem | NumberItem,
    base_type: str,
    right: list[str],
    field_: ET.Element,
    branches: list[tuple[ET.Element, Markup, bool]],
) -> Parts:
    """Return a field: of an answer the first branch whose test holds says what is said, and whether it is right."""
    nothing = element("isNull", {}, variable())
    rules: list[tuple[ET.Element, list[ET.Element]]] = [(nothing, [outcome(SCORE, real(0))])]
    for n, (test, _, is_right) in enumerate(branches):
        earned = [outcome(SCORE, real(item.points))] if is_right else []
        rules.append((test, [*earned, show(f"said-{n}")]))
    return Parts(
        "single",
        base_type,
        right[:1],
        {},
        element("p", {}, field_),
        [condition(*rules, otherwise=[show(OTHERWISE)])],
        {**{f"said-{n}": feedback for n, (_, feedback, _) in enumerate(branches)}, OTHERWISE: item.otherwise},
    )


@_parts.register
def _essay(_item: EssayItem) -> Parts:
    field_ = element("extendedTextInteraction", {"responseIdentifier": RESPONSE, "expectedLines": "12"})
    return Parts("single", "string", [], {}, field_, [])
