"""Shows the law of chosen countries side by side: what a lesson imports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from IPython.display import display
from markupsafe import Markup

from wellfounded.content.case import CASES
from wellfounded.i18n.messages import attributes, course, later, phrase, phrase_html
from wellfounded.learner.language import speak_language
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.widgets.shown import show

UNKNOWN = later("Not known to us.")
Comparison = dict[str, Any]  # {"rows": [{"id", "name"}], "countries": [{"code", "name", "cells": {row: HTML}}]}


def compare(*codes: str) -> None:
    """Show the countries with these codes side by side; others can be chosen beside them."""
    speak_language(find_workspace(Path.cwd()))
    known = read(Path.cwd() / CASES)
    if known is None:
        words = phrase("The comparison is not here. Open the lesson from its own folder, beside {file}.", file=CASES)
        html = Markup("<p{}><strong>{}</strong></p>").format(attributes(), words)
        display({"text/plain": words, "text/html": html}, raw=True)
        return
    display({**static(known, codes), **live_view(known, codes)}, raw=True)


def read(path: Path) -> Comparison | None:
    """Return the comparison that the build laid beside a lesson; None where there is none."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))["comparison"]
        countries = [{**each, "cells": _rendered(each["cells"])} for each in known["countries"]]
        return {**known, "countries": countries}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _rendered(cells: dict[str, str]) -> dict[str, Markup]:
    """Return what the build rendered as the HTML that it is."""
    return {row: Markup(cell) for row, cell in cells.items()}  # noqa: S704 (a release is as safe as its notebooks)


def static(known: Comparison, codes: tuple[str, ...]) -> dict[str, str]:
    """Return the comparison of these countries as a table that needs no kernel."""
    chosen = [each for each in known["countries"] if each["code"] in codes]
    head = Markup("").join(Markup("<th>{}</th>").format(course(each["name"])) for each in chosen)
    rows = Markup("").join(_row(row, [each["cells"].get(row["id"], "") for each in chosen]) for row in known["rows"])
    names = ", ".join(each["name"] for each in chosen)
    table = Markup("<table{}><tr><th></th>{}</tr>{}</table>").format(attributes(), head, rows)
    return {"text/html": table, "text/plain": phrase("Compared: {names}.", names=names)}


def _row(row: dict[str, str], cells: list[Markup]) -> Markup:
    shown = Markup("").join(Markup("<td>{}</td>").format(course(each) or phrase_html(UNKNOWN)) for each in cells)
    return Markup("<tr><th>{}</th>{}</tr>").format(course(row["name"]), shown)


def live_view(known: Comparison, codes: tuple[str, ...]) -> dict[str, object]:
    """Return the widget's part of the output."""
    from wellfounded.notebook.widgets.comparison import (
        ComparisonView,  # slow to import, and not needed to read a lesson
    )

    return show(f"compare {' '.join(codes)}", ComparisonView(known=known, chosen=list(codes)))
