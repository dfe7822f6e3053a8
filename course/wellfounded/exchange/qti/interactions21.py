"""How QTI 2.1 asks a question of each kind, scores the answer, and which feedback it shows."""

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
from wellfounded.exchange.qti.elements import element, number
from wellfounded.exchange.qti.processing import (
    RESPONSE,
    SCORE,
    condition,
    earn,
    near,
    outcome,
    pair_in_order,
    place,
    places,
    real,
    show,
    show_of_options,
    typed,
    variable,
)
from wellfounded.exchange.qti.xhtml import blocks, xhtml

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


@singledispatch
def parts_of(item: Item) -> Parts:
    """Return what of an item depends on its kind."""
    raise NotImplementedError(f"Say here how QTI 2.1 asks for a {item.kind}.")


@parts_of.register
def _choice(item: ChoiceItem) -> Parts:
    choices = [element("simpleChoice", {"identifier": option.id}, *xhtml(option.text)) for option in item.options]
    how = {"responseIdentifier": RESPONSE, "shuffle": "false", "maxChoices": "1"}
    return _chosen(item.options, item.points, "single", element("choiceInteraction", how, *choices))


@parts_of.register
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


@parts_of.register
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


@parts_of.register
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


@parts_of.register
def _short(item: ShortItem) -> Parts:
    field_ = element("textEntryInteraction", {"responseIdentifier": RESPONSE, "expectedLength": "40"})
    right = [answer.text for answer in item.answers if answer.share > 0]
    said: dict[tuple[Markup, bool], list[str]] = {}
    for answer in item.answers:
        said.setdefault((answer.feedback, answer.share > 0), []).append(answer.text)
    branches = [(typed(texts), feedback, is_right) for (feedback, is_right), texts in said.items()]
    return _typed(item, "string", right, field_, branches)


@parts_of.register
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


@parts_of.register
def _essay(_item: EssayItem) -> Parts:
    field_ = element("extendedTextInteraction", {"responseIdentifier": RESPONSE, "expectedLines": "12"})
    return Parts("single", "string", [], {}, field_, [])
