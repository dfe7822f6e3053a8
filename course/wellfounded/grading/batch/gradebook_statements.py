"""Writes a batch's rows: on PostgreSQL all rows of a table by one statement, on SQLite as SQLAlchemy does it."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Student
from sqlalchemy import ARRAY, Float, bindparam, column, func, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

Rows = dict[Any, list[dict[str, Any]]]  # by `insert` or `update`, and the table's class


def write_rows(session: Session, rows: Rows) -> None:
    """Insert and update a batch's rows; each has the same columns as the first of its table."""
    for (statement, model), values in rows.items():
        if session.get_bind().dialect.name == "postgresql":
            arrays = {f"new_{name}": _array(model, name, values) for name in values[0]}
            session.connection().execute(_from_arrays(statement, model, list(values[0])), arrays)
        else:
            session.execute(statement(model), values)


def _array(model: Any, name: str, rows: list[dict[str, Any]]) -> list[Any]:
    """Return a column of rows; of points all as `float`, since psycopg sends no array of two types."""
    values = [row[name] for row in rows]
    if not isinstance(model.__table__.c[name].type, Float):
        return values
    return [None if value is None else float(value) for value in values]


def _from_arrays(statement: Any, model: Any, names: list[str]) -> Any:
    """Return one statement for all rows, which come as an array for each column."""
    table = model.__table__
    arrays = [bindparam(f"new_{name}", type_=ARRAY(table.c[name].type)) for name in names]
    columns = [column(name, table.c[name].type) for name in names]
    new = func.unnest(*arrays).table_valued(*columns, name="new").render_derived()
    if statement is update:
        changed = {name: new.c[name] for name in names if name != "id"}
        return update(table).values(changed).where(table.c.id == new.c.id)
    rows = select(*new.c)
    if model is Student:  # another writer may add the same learner, who handed in several modules
        return postgresql.insert(table).from_select(names, rows.order_by(new.c.id)).on_conflict_do_nothing()
    return insert(table).from_select(names, rows)
