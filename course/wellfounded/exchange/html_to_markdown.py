"""Turns the HTML of another platform's question into the Markdown in which authors write here.

What Markdown has no sign for loses its form and keeps its words. Scripts and styles are left out, and so are links that
lead elsewhere than to the web; a picture leaves its description. The time grows with the length alone, whatever a file
holds: Python's own parser of HTML takes seconds over a few kilobytes of tags that nothing closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

SIGNS = re.compile(r"([\\`*_\[\]<>#|$])")  # what Markdown, or a notebook, would take for more than itself
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
RAW = {"script", "style", "title", "template", "svg", "math", "object", "iframe"}  # left out with all within
PARAGRAPHS = {
    *("p", "div", "section", "article", "header", "footer", "figure", "figcaption", "pre", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "tr", "hr", "dl", "dt", "dd"),
}
SURROUNDED = {"strong": "**", "b": "**", "em": "*", "i": "*"}
WEB = re.compile(r"https?://[^\s()<>]+")
LONGEST = 50_000  # characters of one text: a long question has some thousands
LONGEST_TAG = 2_000


def markdown_of(html: str) -> str:
    """Return a text as Markdown; ValueError where it is longer than any question."""
    if len(html) > LONGEST:
        raise ValueError(f"a text of it has {len(html):,} characters, and {LONGEST:,} are the most that is read")
    writer = _MarkdownWriter()
    for words, tag in _tokens(html):
        writer.add_words(words)
        if tag:
            writer.add_tag(tag[2].lower(), tag[3][:LONGEST_TAG], ends=bool(tag[1]))
    return writer.text()


def escaped(text: str) -> str:
    """Return plain text as Markdown that says just that."""
    return SIGNS.sub(r"\\\1", text)


def _tokens(html: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield words, and the tag that follows them, without comments and what is left out."""
    small, place = html.lower(), 0
    while (start := html.find("<", place)) >= 0:
        words = html[place:start]
        if html.startswith("<!--", start):
            place = _after(html, "-->", start)
            yield words, None
        elif tag := TAG.match(html, start):
            name = tag[2].lower()
            left_out = name in RAW and not tag[1]
            place = _after(small, f"</{name}", tag.end()) if left_out else tag.end()
            yield words, None if name in RAW else tag
        else:
            place = start + 1
            yield f"{words}<", None
    yield html[place:], None


def _after(text: str, end: str, start: int) -> int:
    """Return the place behind the next `end`; the text's own end where there is none."""
    found = text.find(end, start)
    if found < 0:
        return len(text)
    return text.find(">", found) + 1 or len(text)


class _MarkdownWriter:
    """Collects words and signs; paragraphs are parted by a blank line."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lists: list[str] = []
        self.links: list[str] = []

    def add_words(self, words: str) -> None:
        """Take words along, with the white space of a page."""
        if words:
            self.parts.append(escaped(re.sub(r"\s+", " ", unescape(words))))

    def add_tag(self, name: str, attributes: str, *, ends: bool) -> None:
        """Begin or end what a tag stands for."""
        if name in PARAGRAPHS:
            self.parts.append("\n\n")
        if name in SURROUNDED:
            self._surround(SURROUNDED[name], ends=ends)
        elif name == "a":
            self._link(attributes, ends=ends)
        elif name in ("ul", "ol"):
            self.lists = self.lists[:-1] if ends else [*self.lists[:9], "-" if name == "ul" else "1."]
        elif name in ("td", "th", "br"):
            self.parts.append("\n" if name == "br" else " ")
        elif name == "li" and not ends:
            self.parts.append(f"\n{self.lists[-1] if self.lists else '-'} ")
        elif name == "img":
            self.parts.append(escaped(f"[{_attribute(attributes, 'alt') or 'a picture that was not taken along'}]"))

    def _surround(self, sign: str, *, ends: bool) -> None:
        if ends and self.parts[-1:] == [sign]:
            self.parts.pop()  # it surrounds nothing
        else:
            self.parts.append(sign)

    def _link(self, attributes: str, *, ends: bool) -> None:
        if not ends:
            address = WEB.fullmatch(_attribute(attributes, "href").strip())
            self.links.append(address[0] if address else "")
            self.parts.append("[" if address else "")
        elif self.links and (address_text := self.links.pop()):
            self.parts.append(f"]({address_text})")

    def text(self) -> str:
        """Return the Markdown, with every link ended."""
        ends = (f"]({address})" for address in reversed(self.links) if address)
        lines = [line.strip() for line in "".join([*self.parts, *ends]).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _attribute(attributes: str, name: str) -> str:
    value = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", attributes, re.IGNORECASE)
    return unescape(next(filter(None, value.groups()), "")) if value else ""
