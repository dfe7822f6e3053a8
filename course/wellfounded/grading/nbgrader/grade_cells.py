"""Finds graded cells that were added to a module, or taken out, after its first submission, before nbgrader does.

nbgrader refuses such a module with a traceback, and `generate_assignment --force` has by then removed its release.
"""

from __future__ import annotations

import json
from pathlib import Path

from nbgrader.api import Assignment
from sqlalchemy import create_engine, inspect, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

REMEDY = (
    "nbgrader keeps no marks for changed cells. Undo that, or let them be 'use: practice', or begin the next cohort "
    "with an empty gradebook: move gradebook.db and submitted/ away"
)


def changed_cells(db_url: str, notebook: Path) -> str:
    """Return which cells of a module changed since its first submission came, and the remedy; "" if none did.

    `db_url` names the gradebook. A missing one is not created; an unreadable one is left for its next reader to report.
    """
    module, database = notebook.stem, make_url(db_url)
    if not notebook.is_file() or (database.drivername == "sqlite" and not Path(database.database or "").is_file()):
        return ""
    try:
        known, submissions = _gradebook_cells(db_url, module)
    except SQLAlchemyError:
        return ""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    present = {about["grade_id"] for cell in cells if (about := cell["metadata"].get("nbgrader"))}
    changes = [(present - known, "added"), (known - present, "taken out")]
    changed = " and ".join(f"{', '.join(sorted(names))} was {change}" for names, change in changes if names)
    count = f"{submissions} submission{'s' if submissions > 1 else ''}"
    return f"{module}: {changed} after {count} had come. {REMEDY}" if changed and submissions else ""


def _gradebook_cells(db_url: str, module: str) -> tuple[set[str], int]:
    """Return the names of a module's cells in the gradebook, and the number of its submissions there."""
    engine = create_engine(db_url)
    try:
        if "assignment" not in inspect(engine).get_table_names():
            return set(), 0
        with Session(engine) as session:
            assignment = session.scalars(select(Assignment).where(Assignment.name == module)).one_or_none()
            notebooks = assignment.notebooks if assignment is not None else []
            names = {cell.name for notebook in notebooks for cell in notebook.source_cells}
            return names, sum(len(notebook.submissions) for notebook in notebooks)
    finally:
        engine.dispose()
