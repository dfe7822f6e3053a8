"""Marked passages in a text: `[[p3: the words]]`. A passage has an id, so the same words may stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import course_text, phrase_html

MARK = re.compile(r"\[\[([a-z][0-9]*|[0-9]+): (.*?)\]\]", re.DOTALL)  # highlight.js has the same
# A blank line, the edge of a table's cell, the start of a list's item or of a heading: there a paragraph ends.
EDGE = re.compile(r"\n[ \t>]*\n|\||\n[ \t>]*([-*+]|#+|\d+[.)])[ \t]")


def without_marks(html: Markup) -> Markup:
    """Return a text without the marks around its passages."""
    return Markup(MARK.sub(r"\2", str(html)))  # noqa: S704 (what is left of HTML)


def marked_passages(html: Markup) -> list[tuple[str, Markup]]:
    """Return (id, words) of each marked passage, in the order of the text."""
    return [(mark[1], Markup(mark[2])) for mark in MARK.finditer(str(html))]  # noqa: S704 (a part of HTML)


def quoted(html: Markup) -> dict[str, Markup]:
    """Return each marked passage in quotation marks, by its id; of the same words, also which of them these are."""
    passages = marked_passages(html)
    places: dict[Markup, list[str]] = {}
    for name, words in passages:
        places.setdefault(words, []).append(name)
    return {name: _quoted(words, places[words].index(name) + 1, len(places[words])) for name, words in passages}


def _quoted(words: Markup, place: int, places: int) -> Markup:
    quote = course_text(fill_html("“{}”", words))
    if places < 2:
        return quote
    which = phrase_html("(place {n} of {all} where this stands)", n=place, all=places)
    return fill_html("{} {}", quote, which)


def misplaced_marks(text: str) -> Iterator[tuple[str, str]]:
    """Yield (problem, remedy) for each mark in Markdown that could not be drawn around its words."""
    for mark in MARK.finditer(text):
        name, words = f"the passage '{mark[1]}'", mark[2]
        if not words.strip():
            yield f"{name} holds no words", "write them: [[p1: the words]]"
        if EDGE.search(words):
            yield f"{name} crosses a paragraph, an item of a list or a cell", "end it there, and mark the rest anew"
        if any(words.count(sign) % 2 for sign in ("**", "*", "`")):
            yield f"{name} cuts bold, italic or code text in two", "put both of its signs inside, or both outside"
        if text[mark.end() :].startswith("("):
            yield f"'(' follows {name}, which makes a link of it", "put a space between them"
    rest = MARK.sub("", text)
    if "[[" in rest or "]]" in rest:
        yield "'[[' or ']]' stands where no passage is", "mark like this, one mark never in another: [[p1: the words]]"
