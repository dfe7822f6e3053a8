"""Elements of QTI that others wrote: found by name, whatever their namespace, and turned into Markdown."""

from __future__ import annotations

from collections.abc import Container
from copy import copy
from xml.etree import ElementTree as ET

from wellfounded.exchange.html_to_markdown import markdown_of

DEEPEST = 200  # elements within elements; those of real questions are some twenty deep


def without_namespaces(root: ET.Element) -> ET.Element:
    """Return a document whose elements bear their names alone; ValueError where it nests without end."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise ValueError("its elements nest too deep")
        for element in level:
            element.tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "comment"
        level = [child for element in level for child in element]
    return root


def markdown_within(element: ET.Element | None, left_out: Container[str] = ()) -> str:
    """Return what stands in an element as Markdown, without the elements that have one of some names."""
    return "" if element is None else markdown_of(_html(element, left_out))


def _html(element: ET.Element, left_out: Container[str]) -> str:
    whole = _kept(element, left_out)
    whole.tail = None
    return ET.tostring(whole, encoding="unicode", short_empty_elements=False)


def _kept(element: ET.Element, left_out: Container[str]) -> ET.Element:
    """Return a copy without what is left out; the words behind that stay."""
    kept = copy(element)
    kept[:] = []
    for child in element:
        if child.tag not in left_out:
            kept.append(_kept(child, left_out))
        elif len(kept):
            kept[-1].tail = f"{kept[-1].tail or ''} {child.tail or ''}"
        else:
            kept.text = f"{kept.text or ''} {child.tail or ''}"
    return kept


def one_line(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())
