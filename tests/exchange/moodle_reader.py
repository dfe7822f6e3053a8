"""Reads Moodle XML and marks responses as Moodle does: another program than the one that writes it.

Written after Moodle's own import (`question/format/xml/format.php`) and the questions' `grade_response`, of 4.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from xml.dom.minidom import Element, Text

from defusedxml.minidom import parseString

GRADES = {  # question/engine/bank.php; each may be taken off, too
    *(1.0, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2),
    *(0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0.0),
}
PENALTIES = {1.0, 0.5, 0.3333333, 0.25, 0.2, 0.1, 0.0}
NEAR = 0.00001  # as match_grade_options compares


@dataclass(frozen=True)
class Answer:
    text: str
    fraction: float
    feedback: str
    tolerance: float


@dataclass(frozen=True)
class Read:
    """One question, and the category in which it was put."""

    element: Element
    category: list[str]

    @property
    def kind(self) -> str:
        return self.element.getAttribute("type")

    def leaf(self, name: str) -> str:
        return _leaf(self.element, name)

    def text(self, name: str) -> str:
        return _text(_child(self.element, name))

    def answers(self) -> list[Answer]:
        return [
            Answer(
                _text(answer),
                float(answer.getAttribute("fraction")) / 100,
                _text(_child(answer, "feedback")),
                float(_leaf(answer, "tolerance") or 0),
            )
            for answer in _children(self.element, "answer")
        ]

    def pairs(self) -> list[tuple[str, str]]:
        return [(_text(pair), _text(_child(pair, "answer"))) for pair in _children(self.element, "subquestion")]

    def hints(self) -> list[str]:
        return [_text(hint) for hint in _children(self.element, "hint")]


def read_moodle_xml(text: bytes) -> list[Read]:
    """Return the questions of a file, in order."""
    category: list[str] = []
    questions = []
    document: Element = parseString(text).documentElement
    for element in _children(document, "question"):
        if element.getAttribute("type") == "category":
            path = _text(_child(element, "category"))
            category = [name.replace("//", "/") for name in re.split(r"(?<!/)/(?!/)", path)]
        else:
            questions.append(Read(element, category))
    return questions


def chosen(question: Read, numbers: Iterable[int]) -> float:
    """Return the fraction that ticking the options of these numbers earns."""
    fractions = [question.answers()[number].fraction for number in numbers]
    if question.leaf("single") == "true":
        return max(0.0, fractions[0]) if fractions else 0.0
    return min(max(sum(fractions), 0.0), 1.0)


def matched(question: Read, answers: Mapping[int, str]) -> float:
    """Return the fraction for matching stems, by their number, with answers, by their words."""
    stems = [(number, answer) for number, (stem, answer) in enumerate(question.pairs()) if stem]
    return sum(answers.get(number) == answer for number, answer in stems) / len(stems)


def ordered(question: Read, order: list[str]) -> float:
    """Return the fraction for an order of texts: pairs that stand rightly, of all."""
    right = [answer.text for answer in question.answers()]
    pairs = list(combinations(right, 2))
    return sum(order.index(one) < order.index(other) for one, other in pairs) / len(pairs)


def typed(question: Read, text: str) -> tuple[float, str]:
    """Return the fraction and the feedback of the first answer that fits what was typed."""
    for answer in question.answers():
        if question.kind == "shortanswer" and _fits(answer.text, text):
            return answer.fraction, answer.feedback
        if question.kind == "numerical" and _is_near(answer, text):
            return answer.fraction, answer.feedback
    return 0.0, ""


def _fits(pattern: str, text: str) -> bool:
    """Compare as Moodle does: `*` stands for anything, `\\*` for itself, and case does not count."""
    parts = [re.escape(part.replace(r"\*", "*")) for part in re.split(r"(?<!\\)\*+", pattern)]
    return bool(re.fullmatch(".*".join(parts), text.strip(), re.IGNORECASE | re.DOTALL))


def _is_near(answer: Answer, text: str) -> bool:
    if answer.text == "*":
        return True
    return abs(float(text) - float(answer.text)) <= answer.tolerance + 1e-14 * max(
        answer.tolerance, abs(float(answer.text))
    )


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element.childNodes if isinstance(child, Element) and child.tagName == name]


def _child(element: Element | None, name: str) -> Element | None:
    return next(iter(_children(element, name)), None) if element else None


def _leaf(element: Element | None, name: str) -> str:
    child = _child(element, name)
    return "".join(node.data for node in child.childNodes if isinstance(node, Text)).strip() if child else ""


def _text(element: Element | None) -> str:
    return _leaf(element, "text")
