"""The comparison of countries that the build puts beside a lesson, for `compare`: each cell with its source."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from wellfounded.content.law import ROWS, authorities, comparison, jurisdictions
from wellfounded.content.markup import fill_html


def comparison_data() -> dict[str, Any]:
    """Return the rows, and each country with an HTML cell for each row; unknown cells are left out."""
    countries = [
        {"code": code, "name": jurisdictions()[code], "cells": {row: _cell(cell) for row, cell in law.items()}}
        for code, law in comparison().items()
    ]
    return {"rows": [{"id": row, "name": name} for row, name in ROWS.items()], "countries": countries}


def _cell(cell: dict[str, str]) -> Markup:
    source = authorities()[cell["source"]]
    link = fill_html('<a href="{}">{}</a>', source.address, source.name())
    return fill_html(
        "<p>{}</p><p><em>{} ({}); law as of {}.</em></p>", cell["text"], link, source.trust(), cell["as_of"]
    )
