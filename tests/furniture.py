"""The office's team in a database that is emptied for each test: written once, then put there again as rows, which is ten times quicker."""

from typing import Any

from sqlalchemy import Engine, Table, insert, select
from sqlmodel import SQLModel

from storage.engine import reading, writing
from tests.office import furnish

_rows: dict[str, list[tuple[Table, list[dict[str, Any]]]]] = {}  # by database: PostgreSQL goes on counting where the test before left off


def move_in(engine: Engine) -> None:
    """The team of the cast in an empty migrated database."""
    where = engine.url.render_as_string() if engine.dialect.name == "postgresql" else "SQLite"
    if where not in _rows:
        furnish(engine)
        _rows[where] = _written(engine)
        return
    with writing(engine) as session:
        for table, rows in _rows[where]:
            session.connection().execute(insert(table), rows)


def _written(engine: Engine) -> list[tuple[Table, list[dict[str, Any]]]]:
    with reading(engine) as session:
        tables = [(table, [dict(row) for row in session.execute(select(table)).mappings()]) for table in SQLModel.metadata.sorted_tables]
    return [(table, sorted(rows, key=_leaning)) for table, rows in tables if rows]


def _leaning(row: dict[str, Any]) -> bool:
    """Who has a mentor comes after the mentors."""
    return row.get("mentor_id") is not None
