"""The comparison of countries that the build puts beside a lesson, for `compare`: each cell with its source."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from wellfounded.content.law import ROWS, comparison, jurisdictions
from wellfounded.content.markdown import citation
from wellfounded.content.markup import fill_html

RECENT = "2024"  # a cell whose law is older says so
OLD = "Older than 2024: look for what came after."


def comparison_data() -> dict[str, Any]:
    """Return the rows, and each country with an HTML cell for each row; unknown cells are left out."""
    countries = [
        {"code": code, "name": jurisdictions()[code], "cells": {row: _cell(cell) for row, cell in law.items()}}
        for code, law in comparison().items()
    ]
    return {"rows": [{"id": row, "name": name} for row, name in ROWS.items()], "countries": countries}


def _cell(cell: dict[str, str]) -> Markup:
    warning = fill_html("<p><strong>{}</strong></p>", OLD) if cell["as_of"] < RECENT else Markup("")
    source = citation(cell["source"])
    return fill_html("<p>{}</p>{}<p><em>{}; law as of {}.</em></p>", cell["text"], warning, source, cell["as_of"])
