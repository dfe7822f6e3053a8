"""`compare`, which a lesson calls: shows the law of several countries side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from markupsafe import Markup

from wellfounded.content.case import CASES
from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import course_text, language_attributes, later, phrase, phrase_html
from wellfounded.learner.language import speak_language
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.case_cell import show_message
from wellfounded.notebook.widgets.shown import display, show

UNKNOWN = later("Not known to us.")
Comparison = dict[str, Any]  # {"rows": [{"id", "name"}], "countries": [{"code", "name", "cells": {row: HTML}}]}


def compare(*codes: str) -> None:
    """Show the countries with these codes side by side; a learner can add others."""
    speak_language(find_workspace(Path.cwd()))
    comparison = read_comparison(Path.cwd() / CASES)
    if comparison is None:
        message = phrase("The comparison is not here. Open the lesson from its own folder, beside {file}.", file=CASES)
        show_message(message)
        return
    display({**static(comparison, codes), **live_view(comparison, codes)})


def read_comparison(path: Path) -> Comparison | None:
    """Return the comparison that the build wrote beside a lesson; None if it cannot be read."""
    try:
        comparison = json.loads(path.read_text(encoding="utf-8"))["comparison"]
        countries = [{**country, "cells": _as_html(country["cells"])} for country in comparison["countries"]]
        return {**comparison, "countries": countries}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _as_html(cells: dict[str, str]) -> dict[str, Markup]:
    """Return the cells, which the build has rendered, as HTML."""
    return {row: Markup(cell) for row, cell in cells.items()}  # noqa: S704 (a release is as safe as its notebooks)


def static(comparison: Comparison, codes: tuple[str, ...]) -> dict[str, str]:
    """Return the comparison of these countries as a table that needs no kernel."""
    countries = [country for country in comparison["countries"] if country["code"] in codes]
    head = join_html(fill_html("<th>{}</th>", course_text(country["name"])) for country in countries)
    rows = join_html(
        _row(row, [country["cells"].get(row["id"], "") for country in countries]) for row in comparison["rows"]
    )
    names = ", ".join(country["name"] for country in countries)
    table = fill_html("<table{}><tr><th></th>{}</tr>{}</table>", language_attributes(), head, rows)
    return {"text/html": table, "text/plain": phrase("Compared: {names}.", names=names)}


def _row(row: dict[str, str], cells: list[Markup]) -> Markup:
    html = join_html(fill_html("<td>{}</td>", course_text(cell) or phrase_html(UNKNOWN)) for cell in cells)
    return fill_html("<tr><th>{}</th>{}</tr>", course_text(row["name"]), html)


def live_view(comparison: Comparison, codes: tuple[str, ...]) -> dict[str, object]:
    """Return the widget's part of the output."""
    from wellfounded.notebook.widgets.comparison import (
        ComparisonView,  # slow to import, and not needed to read a lesson
    )

    return show(f"compare {' '.join(codes)}", ComparisonView(known=comparison, chosen=list(codes)))
