"""Writes an item as QTI 2.1: what is shown, what is right, how it is scored, and what is said of each answer."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from markupsafe import Markup

from wellfounded.exchange.items import EssayItem, Item
from wellfounded.exchange.qti.elements import document, element, number
from wellfounded.exchange.qti.interactions21 import Parts, parts_of
from wellfounded.exchange.qti.processing import FEEDBACK, GENERAL, RESPONSE, SCORE, SHOWN, show_general
from wellfounded.exchange.qti.xhtml import blocks

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def identifier(item: Item) -> str:
    """Return how an item is named in a package: the same whenever it is exported."""
    return f"wf-{item.id}"


def item21(item: Item) -> bytes:
    """Return an item as a file."""
    parts = parts_of(item)
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
