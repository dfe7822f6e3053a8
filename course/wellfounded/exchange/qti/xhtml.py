"""HTML of the course as the XHTML that QTI 2.1 allows within its items."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from wellfounded.exchange.qti.elements import Part, add

# The elements that the specification lists (IMS QTI 2.1, Information Model, "XHTML Elements"), of those that we write.
KEPT = frozenset(
    (
        *("a", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li"),
        *("ol", "p", "pre", "small", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
        "hottext",  # a passage that can be marked
    )
)
INSTEAD = {"bdi": "span", "del": "span", "details": "div", "section": "div", "summary": "h4"}
EMPTY = frozenset(("br", "hr", "img"))
ATTRIBUTES = {"a": ("href",), "hottext": ("identifier",), "img": ("src", "alt")}


class _Builder(HTMLParser):
    """Builds elements of what it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [ET.Element("div")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = INSTEAD.get(tag, tag)
        if name not in KEPT:
            raise ValueError(f"Say in xhtml.py what becomes of <{tag}>.")
        known = {key: value or "" for key, value in attrs if key in ATTRIBUTES.get(name, ())}
        made = ET.SubElement(self.open[-1], name, known)
        if name not in EMPTY:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if INSTEAD.get(tag, tag) not in EMPTY:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        add(self.open[-1], [data])


def xhtml(html: str) -> list[Part]:
    """Return HTML as elements and text."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    (root,) = builder.open
    return [*([root.text] if root.text else []), *_with_tails(root)]


def blocks(html: str) -> ET.Element:
    """Return HTML within one `div`: QTI wants a block where we may have a sentence."""
    made = ET.Element("div")
    add(made, xhtml(html))
    return made


def _with_tails(root: ET.Element) -> list[Part]:
    parts: list[Part] = []
    for child in root:
        tail, child.tail = child.tail, None
        parts += [child, *([tail] if tail else [])]
    return parts
