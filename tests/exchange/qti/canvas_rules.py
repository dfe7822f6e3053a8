"""Scores an answer to an item of QTI 1.2 by the rules that Canvas documents for its classic quizzes.

Multiple answers: each right one earns its share of the points, each wrong one takes as much off, never below zero.
Matching: each right pair earns its share. A short answer is compared without capitals and spaces around it; a number
may lie within the margin, bounds included.
"""

from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree import ElementTree as ET

from wellfounded.exchange.items import Item, OrderItem
from wellfounded.exchange.qti.item12 import answer_number


def canvas_points(root: ET.Element, item: Item, response: Any) -> float:
    """Return the points of a response of the course to an item that was read again from its file."""
    fields = {field[0].text: field[1].text for field in root.iter("qtimetadatafield")}
    share = SHARES[str(fields["question_type"])](root, item, response)
    return float(fields["points_possible"] or 0) * share


def _chosen(item: Item, response: Any) -> set[str]:
    return {answer_number(item, option) for option in response}


def _one(root: ET.Element, item: Item, response: Any) -> float:
    (rule,) = [rule for rule in root.iter("respcondition") if rule.find("setvar") is not None]
    return float({rule.findtext("conditionvar/varequal")} == _chosen(item, response))


def _several(root: ET.Element, item: Item, response: Any) -> float:
    (rule,) = [rule for rule in root.iter("respcondition") if rule.find("setvar") is not None]
    right = {test.text for test in rule.findall("conditionvar/and/varequal")}
    wrong = {test.text for test in rule.findall("conditionvar/and/not/varequal")}
    chosen = _chosen(item, response)
    return max(0.0, (len(chosen & right) - len(chosen & wrong)) / len(right))


def _matching(root: ET.Element, item: Item, response: Any) -> float:
    given = pairs(item, response)
    tests = [test for rule in root.iter("respcondition") for test in rule.findall("conditionvar/varequal")]
    right = [given.get(str(test.get("respident"))) == test.text for test in tests]
    return sum(right) / len(right)


def pairs(item: Item, response: Any) -> dict[str, str]:
    """Return the number of each stem's answer, by its response; of an order, the place of each step."""
    if isinstance(item, OrderItem):
        places = sorted(step.place for step in item.steps)  # of equal places, both are called the same
        response = {step: f"place-{place}" for step, place in zip(response or [], places, strict=False)}
    return {
        f"response_{answer_number(item, stem)}": answer_number(item, f"answer-{answer}")
        for stem, answer in (response or {}).items()
    }


def _short(root: ET.Element, _item: Item, response: Any) -> float:
    (rule,) = [rule for rule in root.iter("respcondition") if rule.find("setvar") is not None]
    accepted = {str(test.text).strip().lower() for test in rule.findall("conditionvar/varequal")}
    return float(str(response or "").strip().lower() in accepted)


def _number(root: ET.Element, _item: Item, response: Any) -> float:
    try:
        typed = Decimal(str(response))
    except InvalidOperation:
        return 0.0
    (test,) = [rule.find("conditionvar/or") for rule in root.iter("respcondition") if rule.find("setvar") is not None]
    assert test is not None
    least, most = test.findtext("and/vargte"), test.findtext("and/varlte")
    if least is None or most is None:
        return float(typed == Decimal(str(test.findtext("varequal"))))
    return float(Decimal(least) <= typed <= Decimal(most))


SHARES = {
    "multiple_choice_question": _one,
    "multiple_answers_question": _several,
    "matching_question": _matching,
    "short_answer_question": _short,
    "numerical_question": _number,
}
