"""The rules by which QTI 1.2 scores an answer, and says something of it: of those, the ones that Canvas reads."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.etree import ElementTree as ET

from wellfounded.exchange.qti.elements import element, number

RESPONSE = "response1"
ALL_POINTS = "100"


def respcondition(
    tests: ET.Element | Iterable[ET.Element], *then: ET.Element, go_on: bool | None = False
) -> ET.Element:
    """Return a rule: where a test holds, follow `then`, and `go_on` to the next rule or not."""
    how = {} if go_on is None else {"continue": "Yes" if go_on else "No"}
    several = [tests] if isinstance(tests, ET.Element) else [*tests]
    return element("respcondition", how, element("conditionvar", {}, *several), *then)


def is_answer(answer: str, response: str = RESPONSE) -> ET.Element:
    """Return the test whether an answer was given."""
    return element("varequal", {"respident": response}, answer)


def exactly(answers: Iterable[tuple[str, bool]]) -> ET.Element:
    """Return the test whether all the right answers were given, and no other."""
    tests = [is_answer(name) if right else element("not", {}, is_answer(name)) for name, right in answers]
    return element("and", {}, *tests)


def near_enough(value: float, tolerance: float) -> ET.Element:
    """Return the test whether a number is near enough, both bounds included."""
    same = is_answer(number(value))
    if not tolerance:
        return element("or", {}, same)
    middle, around = Decimal(str(value)), Decimal(str(tolerance))
    bounds = (("vargte", middle - around), ("varlte", middle + around))
    return element(
        "or",
        {},
        same,
        element("and", {}, *(element(test, {"respident": RESPONSE}, number(float(bound))) for test, bound in bounds)),
    )


def on_anything(name: str) -> ET.Element:
    """Return the rule that shows a feedback whatever was answered."""
    return respcondition(element("other"), displayed(name), go_on=True)


def points_for(share: str = ALL_POINTS, action: str = "Set") -> ET.Element:
    """Return what gives a share of the points, in hundredths."""
    return element("setvar", {"action": action, "varname": "SCORE"}, share)


def displayed(name: str) -> ET.Element:
    """Return what shows a feedback."""
    return element("displayfeedback", {"feedbacktype": "Response", "linkrefid": name})
