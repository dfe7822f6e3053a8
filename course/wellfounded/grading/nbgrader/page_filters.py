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
    """Render Markdown. From a cell that holds a learner's words, links lead to the course's own sources alone."""
    cell = context.get("cell")
    learners = cell is not None and cell.source == source and cell.metadata.get("nbgrader", {}).get("grade")
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return safe(MarkdownWithMath(renderer=renderer).render(source), hosts() if learners else None)


def html(text: str) -> str:
    """Clean what a cell shows: of the cells that learners get back, only marked ones show HTML."""
    return safe(text, hosts())


def as_it_is(text: str) -> str:
    """Stand where nbconvert would change addresses once more, after they were judged."""
    return text


class Names(Preprocessor):  # type: ignore[misc]  # nbconvert is untyped here
    """Escapes what formgrader's page says of a learner: its template takes names from a roster as they are."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Change the names alone; a learner without one stays without."""
        for each in ("last_name", "first_name", "student"):
            if resources.get(each):
                resources[each] = escape(str(resources[each]))
        return nb, resources


@cache
def hosts() -> frozenset[str]:
    """Return the hosts of the course's own sources."""
    return frozenset(urlsplit(each.address).netloc.lower() for each in authorities().values())


FILTERS = {"markdown2html": markdown, "clean_html": html, "strip_files_prefix": as_it_is}
