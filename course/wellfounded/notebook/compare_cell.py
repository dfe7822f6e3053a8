"""Shows the law of chosen countries side by side: what a lesson imports."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from IPython.display import display

from wellfounded.content.case import CASES
from wellfounded.i18n.messages import attributes, course, later, phrase
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.widgets.shown import show

UNKNOWN = later("Not known to us.")
Comparison = dict[str, Any]  # {"rows": [{"id", "name"}], "countries": [{"code", "name", "cells": {row: HTML}}]}


def compare(*codes: str) -> None:
    """Show the countries with these codes side by side; others can be chosen beside them."""
    find_workspace(Path.cwd())  # and speak its learner's language
    known = read(Path.cwd() / CASES)
    if known is None:
        words = phrase("The comparison is not here. Open the lesson from its own folder, beside {file}.", file=CASES)
        display({"text/plain": words, "text/html": f"<p{attributes()}><strong>{escape(words)}</strong></p>"}, raw=True)
        return
    display({**static(known, codes), **live_view(known, codes)}, raw=True)


def read(path: Path) -> Comparison | None:
    """Return the comparison that the build laid beside a lesson; None where there is none."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))["comparison"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return known if isinstance(known, dict) else None


def static(known: Comparison, codes: tuple[str, ...]) -> dict[str, str]:
    """Return the comparison of these countries as a table that needs no kernel."""
    chosen = [each for each in known["countries"] if each["code"] in codes]
    head = "".join(f"<th>{course(escape(each['name']))}</th>" for each in chosen)
    rows = "".join(
        f"<tr><th>{course(escape(row['name']))}</th>"
        + "".join(f"<td>{course(each['cells'].get(row['id'], '')) or phrase(UNKNOWN)}</td>" for each in chosen)
        + "</tr>"
        for row in known["rows"]
    )
    names = ", ".join(each["name"] for each in chosen)
    table = f"<table{attributes()}><tr><th></th>{head}</tr>{rows}</table>"
    return {"text/html": table, "text/plain": phrase("Compared: {names}.", names=names)}


def live_view(known: Comparison, codes: tuple[str, ...]) -> dict[str, object]:
    """Return the widget's part of the output."""
    from wellfounded.notebook.widgets.comparison import (
        ComparisonView,  # slow to import, and not needed to read a lesson
    )

    return show(f"compare {' '.join(codes)}", ComparisonView(known=known, chosen=list(codes)))
