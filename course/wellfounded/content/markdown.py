"""Markdown to HTML, for the text of cases: links to authorities, no raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from wellfounded.content.law import authorities

SCHEME = "authority:"
OUTSIDE = ("http:", "https:", "mailto:")  # such addresses mean the same wherever a page lies


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def cited(text: str) -> list[str]:
    """Return the keys of the authorities that Markdown links to, in order, however the links are written."""
    return [key for token in _within(_parser().parse(text)) if (key := _key(token))]


def unresolved(text: str) -> list[str]:
    """Return the keys of the authorities whose links `linked` leaves as they are: it knows one way to write them."""
    known = "|".join(map(re.escape, authorities()))
    return cited(re.sub(rf"\]\({SCHEME}({known})\)", "]", text))


def _within(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens within paragraphs, headings and cells of tables."""
    return (child for token in tokens for child in token.children or ())


def _key(token: Token) -> str:
    """Return the key of the authority that a link begins to lead to; "" if it leads elsewhere, or is no link."""
    target = str(token.attrGet("href") or "") if token.type == "link_open" else ""
    return target[len(SCHEME) :] if target.lower().startswith(SCHEME) else ""


def pictures(text: str) -> list[tuple[str, str]]:
    """Return (path, alternative text) of the pictures in Markdown, in order."""
    tokens = _within(_parser().parse(text))
    return [(str(token.attrGet("src")), token.content) for token in tokens if token.type == "image"]


def block(text: str) -> str:
    """Render Markdown to HTML blocks."""
    return _rendered(_parser().parse(text))


def inline(text: str) -> str:
    """Render Markdown to HTML without a paragraph around it."""
    return _rendered(_parser().parseInline(text.strip()))


def standalone(text: str, title: str) -> str:
    """Render a lesson's text, already linked, for a page of its own that has the heading `title`.

    That heading is not repeated, and none is above the second level. Links to files of the course become plain words.
    """
    tokens = _parser().parse(text)
    if len(tokens) > 1 and tokens[0].tag == "h1" and tokens[1].content == title:
        del tokens[:3]
    for token in tokens:
        if token.tag == "h1":
            token.tag = "h2"
        if token.children:
            token.children = list(_leading_out(token.children))
    return _rendered(tokens)


def _rendered(tokens: list[Token]) -> str:
    """Render tokens, with the address of an authority where its key stands, and the full citation as title."""
    for token in _within(tokens):
        if key := _key(token):
            token.attrs |= {"href": authorities()[key].address, "title": _title(key)}
    return str(_parser().renderer.render(tokens, _parser().options, {})).strip()


def _title(key: str) -> str:
    source = authorities()[key]
    return f"{source.name()} ({source.trust()})"


def _leading_out(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield tokens without the links that lead to files of the course."""
    kept = False  # links do not nest
    for token in tokens:
        if token.type == "link_open":
            kept = str(token.attrGet("href")).startswith(OUTSIDE)
        if token.type not in ("link_open", "link_close") or kept:
            yield token


def linked(text: str) -> str:
    """Return Markdown in which `(authority:key)` is the address, with the full citation as title. See `unresolved`."""
    for key in set(cited(text)) & authorities().keys():
        title = _title(key).replace('"', "”")
        text = text.replace(f"]({SCHEME}{key})", f']({authorities()[key].address} "{title}")')
    return text


def citation(key: str) -> str:
    """Return a link to an authority, with the date and depth of our check."""
    source = authorities()[key]
    return f'<a href="{escape(source.address)}">{escape(source.name())}</a> ({escape(source.trust())})'
