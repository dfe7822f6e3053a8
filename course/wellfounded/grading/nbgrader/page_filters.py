"""Filters for the pages that nbconvert makes of marked notebooks, in formgrader and as feedback.

Markdown and HTML are cleaned after they were rendered, where the page takes them up.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import pass_context
from markupsafe import escape
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor

from wellfounded.content.law import authorities
from wellfounded.render.safe_html import safe


@pass_context
def markdown(context: Any, source: str) -> str:
    """Render Markdown. In a cell that holds a learner's words, links may lead only to the course's own sources."""
    cell = context.get("cell")
    is_learners = cell is not None and cell.source == source and cell.metadata.get("nbgrader", {}).get("grade")
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return str(safe(MarkdownWithMath(renderer=renderer).render(source), source_hosts() if is_learners else None))


def clean_html(text: str) -> str:
    """Clean what a cell shows: of the cells that learners get back, only marked ones show HTML."""
    return str(safe(text, source_hosts()))


def unchanged(text: str) -> str:
    """Return a text as it is, in place of a filter that would change addresses after they were checked."""
    return text


class EscapeNames(Preprocessor):  # type: ignore[misc]  # nbconvert is untyped here
    """Escapes a learner's names for formgrader's page, whose template inserts names from a roster as they are."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Escape the names that a learner has."""
        for name in ("last_name", "first_name", "student"):
            if resources.get(name):
                resources[name] = escape(str(resources[name]))
        return nb, resources


@cache
def source_hosts() -> frozenset[str]:
    """Return the hosts of the course's own sources."""
    return frozenset(urlsplit(authority.address).netloc.lower() for authority in authorities().values())


FILTERS = {"markdown2html": markdown, "clean_html": clean_html, "strip_files_prefix": unchanged}
