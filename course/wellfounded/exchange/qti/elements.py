"""Elements of XML, put together of parts."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

Part = ET.Element | str


def element(tag: str, attributes: dict[str, str] | None = None, *parts: Part) -> ET.Element:
    """Return an element that holds texts and elements, in order."""
    made = ET.Element(tag, attributes or {})
    add(made, parts)
    return made


def add(made: ET.Element, parts: Iterable[Part]) -> None:
    """Add texts and elements to an element."""
    for part in parts:
        if not isinstance(part, str):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part


def document(root: ET.Element, namespace: str) -> bytes:
    """Return a whole document, its elements in one namespace."""
    root.set("xmlns", namespace)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def number(value: float) -> str:
    """Return a number as XML Schema writes a double, to all its digits; a whole one without a point."""
    return str(int(value)) if value == int(value) else repr(float(value))
