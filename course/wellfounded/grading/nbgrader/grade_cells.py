"""Says, before nbgrader acts, that graded cells were added to a module, or taken out, after submissions had come.

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

    `db_url` names the gradebook. One that is not there is not made; of one that cannot be read, its next reader tells.
    """
    module, database = notebook.stem, make_url(db_url)
    if not notebook.is_file() or (database.drivername == "sqlite" and not Path(database.database or "").is_file()):
        return ""
    try:
        known, submissions = _on_record(db_url, module)
    except SQLAlchemyError:
        return ""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    here = {about["grade_id"] for each in cells if (about := each["metadata"].get("nbgrader"))}
    changes = [(here - known, "added"), (known - here, "taken out")]
    told = " and ".join(f"{', '.join(sorted(names))} was {done}" for names, done in changes if names)
    came = f"{submissions} submission{'s' if submissions > 1 else ''} had come"
    return f"{module}: {told} after {came}. {REMEDY}" if told and submissions else ""


def _on_record(db_url: str, module: str) -> tuple[set[str], int]:
    """Return the names of a module's cells in the gradebook, and how many submissions of it are there."""
    engine = create_engine(db_url)
    try:
        if "assignment" not in inspect(engine).get_table_names():
            return set(), 0
        with Session(engine) as session:
            found = session.scalars(select(Assignment).where(Assignment.name == module)).one_or_none()
            books = found.notebooks if found is not None else []
            return {cell.name for book in books for cell in book.source_cells}, sum(len(b.submissions) for b in books)
    finally:
        engine.dispose()
