"""The comparison of countries that the build puts beside a lesson, for `compare`: each cell with its source."""

from __future__ import annotations

from html import escape
from typing import Any

from wellfounded.content.law import ROWS, authorities, comparison, jurisdictions


def comparison_data() -> dict[str, Any]:
    """Return the rows, and each country with an HTML cell for each row; unknown cells are left out."""
    countries = [
        {"code": code, "name": jurisdictions()[code], "cells": {row: _cell(cell) for row, cell in law.items()}}
        for code, law in comparison().items()
    ]
    return {"rows": [{"id": row, "name": name} for row, name in ROWS.items()], "countries": countries}


def _cell(cell: dict[str, str]) -> str:
    source = authorities()[cell["source"]]
    link = f'<a href="{escape(source.address)}">{escape(source.name())}</a>'
    return f"<p>{escape(cell['text'])}</p><p><em>{link} ({escape(source.trust())}); law as of {cell['as_of']}.</em></p>"
