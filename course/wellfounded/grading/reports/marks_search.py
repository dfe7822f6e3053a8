"""Packs the marks of a large cohort into the page, for its search: a column is one text, and few bytes a learner."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from wellfounded.grading.reports.spreadsheet_text import escape_hidden

MOST_LISTED = 500  # learners of a module whose marks are a table in its page; more are searched
STATES = ["graded", "waiting", "not graded", "missing"]
SCRIPT = (Path(__file__).parent / "marks_search.js").read_text("utf-8")


def marks_search(marks: pd.DataFrame) -> dict[str, Any] | None:
    """Return what the template needs to search in the modules of more than `MOST_LISTED` learners; None without any.

    The script is named in the page's policy by its digest, so that no other can run.
    """
    sizes = marks.groupby("module", sort=False).size()
    modules = list(sizes[sizes > MOST_LISTED].index)
    if not modules:
        return None
    tables = {module: marks[marks["module"].eq(module)] for module in modules}
    first = tables[modules[0]]  # every module has a row for every learner, in one order
    names = first[["first_name", "last_name"]].map(lambda name: name if isinstance(name, str) else "").agg(" ".join, 1)
    data = {
        "learners": [escape_hidden(learner) for learner in first["learner"]],
        "names": [escape_hidden(name).strip() for name in names],
        "states": STATES,
        "modules": {escape_hidden(module): _columns(table) for module, table in tables.items()},
    }
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return {
        "policy": f"; script-src 'sha256-{digest}'",
        "script": Markup(SCRIPT),  # noqa: S704 (our own)
        "data": Markup(text.replace("<", "\\u003c")),  # noqa: S704 (JSON without a tag)
        "modules": [escape_hidden(module) for module in modules],
        "states": STATES,
    }


def _columns(table: pd.DataFrame) -> dict[str, Any]:
    hours = table["hours_late"].where(table["late"])
    numbers = {
        "mark": (table["mark"], 2),
        "penalty": (table["penalty"].where(table["penalty"] > 0), 2),
        "hours": (hours, 1),
    }
    columns = {name: ",".join(_numbers(values, digits)) for name, (values, digits) in numbers.items()}
    columns["waiting"] = ",".join(_numbers(table["waiting"].where(table["waiting"] > 0), 1))
    states = "".join(str(STATES.index(state)) for state in table["state"])
    notes = {number: escape_hidden(note) for number, note in enumerate(table["note"]) if note}
    return {"max": next(_numbers(table["max"].head(1), 2), ""), "columns": columns, "states": states, "notes": notes}


def _numbers(values: pd.Series, digits: int) -> Iterator[str]:
    """Yield numbers as the tables show them, and "" where there is none."""
    return ("" if value != value else format_number(value, digits) for value in values)


def format_number(value: Any, digits: int = 2) -> str:
    """Return a number for people; a dash for a missing one."""
    return "–" if value is None or value != value else f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"
