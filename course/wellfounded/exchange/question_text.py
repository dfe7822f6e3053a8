"""The text of an exported question: content note, facts, papers and prompt; and its sources, as feedback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from wellfounded.content.case import Case
from wellfounded.content.law import authorities
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.passages import MARK
from wellfounded.render.case import papers, warning


def question_text(case: Case, question: Any, below: Markup = Markup("")) -> Markup:
    """Return all that somebody needs to answer a question of a rendered case; `below` stands under the prompt."""
    documents = [
        replace(document, body=numbered_passages(question.text)) if _asked_about(document.body, question) else document
        for document in case.documents
    ]
    prompt = fill_html("<p><strong>{}</strong></p>", question.prompt)
    return join_html([warning(case), case.facts, papers(documents), prompt, below])


def has_own_text(case: Case, question: Any) -> bool:
    """Return whether a question asks about a text that none of the case's papers holds."""
    return not any(_asked_about(document.body, question) for document in case.documents)


def _asked_about(body: Markup, question: Any) -> bool:
    return bool(body) and getattr(question, "text", None) == body


def numbered_passages(text: Markup) -> Markup:
    """Return a text whose marked passages bear numbers, from 1, so that an option can name each."""
    parts, end = [], 0
    html = str(text)
    for number, mark in enumerate(MARK.finditer(html), start=1):
        parts += [html[end : mark.start()], f"<strong>[{number}]</strong> {mark[2]}"]
        end = mark.end()
    return Markup("".join([*parts, html[end:]]))  # noqa: S704 (all of it was HTML)


def general_feedback(reasons: Iterable[object], sources: Iterable[str]) -> Markup:
    """Return reasons, then the sources by their keys: name, passage, address, and how each was read."""
    lines = [_source(key) for key in sources]
    cited = fill_html("<p><strong>Sources</strong></p><ul>{}</ul>", join_html(lines)) if lines else Markup("")
    return join_html([*reasons, cited])


def _source(key: str) -> Markup:
    source = authorities()[key]
    return fill_html('<li><a href="{}">{}</a>: {}.</li>', source.address, source.name(), source.trust())


def named_reasons(reasons: Iterable[tuple[object, object]]) -> Markup:
    """Return (what, why) as a list; "" of none."""
    lines = join_html(fill_html("<li><em>{}</em><div>{}</div></li>", what, why) for what, why in reasons)
    return fill_html("<ul>{}</ul>", lines) if lines else lines
