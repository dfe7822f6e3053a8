"""Reads an item of QTI 1.2, as Canvas exports it and text2qti writes it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from wellfounded.exchange.foreign import ANYTHING, Foreign, ForeignAnswer, NotTakenError, number_of
from wellfounded.exchange.html_to_markdown import escaped, markdown_of

TYPES = {
    "multiple_choice_question": "choice",
    "true_false_question": "choice",
    "multiple_answers_question": "several",
    "short_answer_question": "short",
    "numerical_question": "number",
    "matching_question": "matching",
    "essay_question": "essay",
}
GENERAL, RIGHT, WRONG = "general_fb", "correct_fb", "general_incorrect_fb"


def question12(item: Element, name: str) -> Foreign:
    """Return a question; NotTakenError where this course has none such."""
    fields = {
        field.findtext("fieldlabel"): field.findtext("fieldentry") or "" for field in item.iter("qtimetadatafield")
    }
    kind = TYPES.get(named := fields.get("question_type") or _guess(item), named)
    said = {str(part.get("ident")): _text(part) for part in item.iter("itemfeedback")}
    return Foreign(
        name=name,
        type=kind,
        text=_text(item.find("presentation"), item.find("presentation/flow")),
        answers=[*ANSWERS[kind](item, said)] if kind in ANSWERS else [],
        feedback=said.get(GENERAL, "") or (said.get(RIGHT, "") if kind in ("choice", "short", "number") else ""),
        points=number_of(fields.get("points_possible") or "1"),
    )


def _guess(item: Element) -> str:
    """Return the kind of a question that does not say it."""
    choices = item.findall(".//response_lid")
    if len(choices) > 1:
        return "matching_question"
    if choices:
        several = choices[0].get("rcardinality", "Single").lower() == "multiple"
        return "multiple_answers_question" if several else "multiple_choice_question"
    if item.find(".//response_str") is None:
        return "text_only_question"
    return "short_answer_question" if _scoring(item) else "essay_question"


def _text(*elements: Element | None) -> str:
    """Return the first text that stands right within one of some elements, as Markdown."""
    for element in elements:
        for material in (
            [] if element is None else [*element.findall("material"), *element.findall("flow_mat/material")]
        ):
            if (text := material.find("mattext")) is not None:
                return _markdown(text)
    return ""


def _markdown(text: Element) -> str:
    words = "".join(text.itertext())
    return markdown_of(words) if text.get("texttype") == "text/html" else escaped(words)


def _scoring(item: Element) -> list[Element]:
    """Return the rules that give points."""
    rules = item.iterfind("resprocessing/respcondition")
    return [rule for rule in rules if any(_above_zero(gain.text) for gain in rule.findall("setvar"))]


def _above_zero(text: str | None) -> bool:
    try:
        return Decimal((text or "").strip()) > 0
    except InvalidOperation:
        return False


def _right(item: Element) -> set[tuple[str, str]]:
    """Return (response, answer) of each test that has to hold for points."""
    return {
        (str(test.get("respident")), (test.text or "").strip())
        for rule in _scoring(item)
        for way in ("conditionvar", "conditionvar/and", "conditionvar/or")
        for place in rule.findall(way)
        for test in place.findall("varequal")
    }


def _said_of(item: Element, said: dict[str, str], answer: str) -> str:
    """Return what is said of one answer: a rule names it, or it bears the answer's name."""
    for rule in item.iterfind("resprocessing/respcondition"):
        shown = rule.find("displayfeedback")
        if shown is not None and (rule.findtext("conditionvar/varequal") or "").strip() == answer:
            name = str(shown.get("linkrefid"))
            if name not in (GENERAL, RIGHT, WRONG):
                return said.get(name, "")
    return said.get(f"{answer}_fb", "")


def _options(item: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    right = {answer for _, answer in _right(item)}
    for label in item.iterfind(".//response_lid//response_label"):
        name = str(label.get("ident"))
        yield ForeignAnswer(text=_text(label), fraction=float(name in right), feedback=_said_of(item, said, name))


def _typed(item: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    for _, answer in sorted(_right(item)):
        yield ForeignAnswer(text=answer, fraction=1.0, feedback=_said_of(item, said, answer) or said.get(RIGHT, ""))
    yield from _otherwise(said)


def _numbers(item: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    for rule in _scoring(item):
        least, most, exact = (_number(rule, test) for test in ("vargte", "varlte", "varequal"))
        if exact is None and (least is None or most is None):
            raise NotTakenError("it names no number, and no least and most")
        if exact is None and least is not None and most is not None:
            exact = (least + most) / 2
        around = most - exact if most is not None and exact is not None else Decimal(0)
        yield ForeignAnswer(text=str(exact), fraction=1.0, feedback=said.get(RIGHT, ""), tolerance=float(abs(around)))
    yield from _otherwise(said)


def _number(rule: Element, test: str) -> Decimal | None:
    text = rule.findtext(f".//{test}")
    try:
        return None if text is None else Decimal(text.strip())
    except InvalidOperation:
        raise NotTakenError(f"'{text[:40]}' is no number") from None  # type: ignore[index]


def _otherwise(said: dict[str, str]) -> Iterator[ForeignAnswer]:
    if WRONG in said:
        yield ForeignAnswer(text=ANYTHING, feedback=said[WRONG])


def _pairs(item: Element, said: dict[str, str]) -> Iterator[ForeignAnswer]:
    right = dict(_right(item))
    used = set()
    labels: dict[str, str] = {}
    for response in item.iterfind(".//response_lid"):
        labels |= {str(label.get("ident")): _text(label) for label in response.iter("response_label")}
        answer = right.get(name := str(response.get("ident")), "")
        used.add(answer)
        about = said.get(f"{name.removeprefix('response_')}_fb", "")
        yield ForeignAnswer(stem=_text(response), text=labels.get(answer, ""), feedback=about)
    yield from (ForeignAnswer(text=text) for name, text in labels.items() if name not in used)


ANSWERS = {
    "choice": _options,
    "several": _options,
    "short": _typed,
    "number": _numbers,
    "matching": _pairs,
}
