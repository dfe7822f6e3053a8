"""The comparison of countries that the build puts beside a lesson, for `compare`: each cell with its source."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from wellfounded.content.law import ROWS, Cell, comparison, jurisdictions
from wellfounded.content.markdown import citation
from wellfounded.content.markup import fill_html, join_html

RECENT = "2024"  # a cell whose law is older says so
OLD = "Older than 2024: look for what came after."


def comparison_data() -> dict[str, Any]:
    """Return the rows, and each country with an HTML cell for each row; unknown cells are left out."""
    countries = [
        {"code": code, "name": jurisdictions()[code], "cells": {row: _html(law[row]) for row in ROWS if row in law}}
        for code, law in comparison().items()
    ]
    return {"rows": [{"id": row, "name": name} for row, name in ROWS.items()], "countries": countries}


def _html(cell: Cell) -> Markup:
    """Return the sentence, whose law it is if not the country's own, a warning if it is old, and the sources."""
    followed = fill_html("<strong>{}:</strong> ", jurisdictions()[cell.taken_from]) if cell.taken_from else Markup("")
    warning = fill_html("<p><strong>{}</strong></p>", OLD) if cell.as_of < RECENT else Markup("")
    sources = join_html(map(citation, cell.sources), "; ")
    return fill_html(
        "<p>{}{}</p>{}<p><em>{}; law as of {}.</em></p>", followed, cell.text, warning, sources, cell.as_of
    )
