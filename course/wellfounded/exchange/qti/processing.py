"""How QTI 2.1 scores an answer: the rules of its response processing that we use."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.etree import ElementTree as ET

from wellfounded.exchange.qti.elements import element, number

RESPONSE, SCORE = "RESPONSE", "SCORE"
FEEDBACK, GENERAL = "FEEDBACK", "GENERAL"  # what is said of an answer, and what is said to all
SHOWN = "shown"  # the one value of the latter


def variable(identifier: str = RESPONSE) -> ET.Element:
    """Return the value of a variable."""
    return element("variable", {"identifier": identifier})


def value(base_type: str, text: str) -> ET.Element:
    """Return a fixed value."""
    return element("baseValue", {"baseType": base_type}, text)


def real(amount: float) -> ET.Element:
    """Return a fixed number."""
    return value("float", number(amount))


def outcome(identifier: str, expression: ET.Element) -> ET.Element:
    """Return the rule that sets an outcome."""
    return element("setOutcomeValue", {"identifier": identifier}, expression)


def earn(expression: ET.Element) -> ET.Element:
    """Return the rule that sets the score to an expression, and never below zero."""
    return outcome(SCORE, element("max", {}, expression, real(0)))


def show(identifier: str) -> ET.Element:
    """Return the rule that shows a feedback."""
    return outcome(FEEDBACK, value("identifier", identifier))


def show_of_options() -> ET.Element:
    """Return the rule that shows the feedback of each chosen option: it has the option's name."""
    return outcome(FEEDBACK, variable(RESPONSE))


def show_general() -> ET.Element:
    """Return the rule that shows what is said to all."""
    return outcome(GENERAL, value("identifier", SHOWN))


def condition(*branches: tuple[ET.Element, Iterable[ET.Element]], otherwise: Iterable[ET.Element] = ()) -> ET.Element:
    """Return the rule that follows the first branch whose test holds."""
    made = element("responseCondition")
    for tag, (test, rules) in zip(["responseIf", *["responseElseIf"] * len(branches)], branches, strict=False):
        made.append(element(tag, {}, test, *rules))
    if others := [*otherwise]:
        made.append(element("responseElse", {}, *others))
    return made


def typed(texts: Iterable[str]) -> ET.Element:
    """Return the test whether one of some texts was typed, in capitals or not."""
    tests = [element("stringMatch", {"caseSensitive": "false"}, variable(), value("string", text)) for text in texts]
    return tests[0] if len(tests) == 1 else element("or", {}, *tests)


def near(amount: float, tolerance: float) -> ET.Element:
    """Return the test whether a number is near enough, both bounds included.

    It is written as two comparisons: of `equal` with a tolerance, not every engine includes the bounds.
    """
    if not tolerance:
        return element("equal", {"toleranceMode": "exact"}, variable(), real(amount))
    least, most = (Decimal(str(amount)) + sign * Decimal(str(tolerance)) for sign in (-1, 1))
    at_least, at_most = ("gte", least), ("lte", most)
    return element(
        "and", {}, *(element(test, {}, variable(), real(float(bound))) for test, bound in (at_least, at_most))
    )


def place(step: str) -> str:
    """Return the name of the outcome that holds at which place a step was put."""
    return f"PLACE-{step}"


def places(steps: list[str]) -> list[ET.Element]:
    """Return the rules that find at which place each step was put, counted from 1."""
    return [condition(*[_put(step, at) for at in range(1, len(steps) + 1)]) for step in steps]


def _put(step: str, at: int) -> tuple[ET.Element, list[ET.Element]]:
    test = element("match", {}, element("index", {"n": str(at)}, variable()), value("identifier", step))
    return test, [outcome(place(step), value("integer", str(at)))]


def pair_in_order(earlier: str, later: str, worth: float) -> ET.Element:
    """Return the rule that adds what a pair of steps is worth where it stands in order, and takes it off where not."""
    in_order = element("lt", {}, variable(place(earlier)), variable(place(later)))
    gain = outcome(SCORE, element("sum", {}, variable(SCORE), real(worth)))
    loss = outcome(SCORE, element("subtract", {}, variable(SCORE), real(worth)))
    return condition((in_order, [gain]), otherwise=[loss])
