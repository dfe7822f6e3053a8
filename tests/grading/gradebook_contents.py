"""All that two courses' gradebooks and graded folders hold, to be compared; ids of rows are replaced by names."""

from pathlib import Path
from typing import Any

from nbgrader.api import Base
from sqlalchemy import column, create_engine, inspect, select, table

Rows = dict[str, list[tuple[Any, ...]]]


def tables(db_url: str) -> Rows:
    """Return every table's rows, sorted; each row id and each reference to one is told by what it stands for."""
    engine = create_engine(db_url)
    with engine.connect() as db:
        every = [*Base.metadata.sorted_tables, table("alembic_version", column("version_num"))]
        rows = {each.name: [dict(row._mapping) for row in db.execute(select(each))] for each in every}
        assert set(inspect(engine).get_table_names()) == rows.keys()
    engine.dispose()
    names = _names(rows)
    told = {
        name: [tuple((k, names.get(v, v)) for k, v in sorted(row.items())) for row in each]
        for name, each in rows.items()
    }
    return {name: sorted(each, key=repr) for name, each in told.items()}


def _names(rows: dict[str, list[dict[str, Any]]]) -> dict[Any, str]:
    found: dict[Any, str] = {}

    def tell(table: str, *about: str) -> None:
        for row in rows[table]:
            found[row["id"]] = " ".join([table, *(str(found.get(row[each], row[each])) for each in about)])

    tell("assignment", "name")
    tell("notebook", "name", "assignment_id")
    tell("base_cell", "name", "type", "notebook_id")
    tell("source_cell", "name", "notebook_id")
    tell("submitted_assignment", "assignment_id", "student_id")
    tell("submitted_notebook", "notebook_id", "assignment_id")
    tell("grade", "cell_id", "notebook_id")
    tell("comment", "cell_id", "notebook_id")
    return found


def folders(course: Path) -> dict[str, bytes]:
    """Return every file under `autograded/`, hidden ones too."""
    root = course / "autograded"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def sqlite_url(course: Path) -> str:
    return f"sqlite:///{course / 'gradebook.db'}"
