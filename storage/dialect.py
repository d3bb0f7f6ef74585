"""INSERT … ON CONFLICT, which SQLite and PostgreSQL spell alike and SQLAlchemy keeps apart."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, CursorResult, Executable, Table
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, SQLModel

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

#: In a session's info: the connection of its one transaction, which SQLAlchemy would look up at length each time.
CONNECTION = "onpace_connection"


def table(model: type[SQLModel]) -> Table:
    """A model's table, for statements that pass the ORM by."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]


def insert(session: Session, model: type[SQLModel]) -> "sqlite.Insert | postgresql.Insert":
    """An INSERT into the model's table that knows ON CONFLICT."""
    return insert_for(session.get_bind().dialect.name, model)


def insert_for(database: str, model: type[SQLModel]) -> "sqlite.Insert | postgresql.Insert":
    """The same by the database's name, for statements that are built once."""
    if database == "sqlite":
        return sqlite.insert(table(model))
    from sqlalchemy.dialects import postgresql  # a tenth of a second and some MiB that a bot on SQLite need not spend

    return postgresql.insert(table(model))


def stored(identity: int | None) -> int:
    """The id of a row that is in the database. ValueError for one that is not yet."""
    if identity is None:
        raise ValueError("not stored yet")
    return identity


def run(
    session: Session, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Execute beside the ORM, after what it has pending."""
    session.flush()
    connection: Connection = session.info.get(CONNECTION) or session.connection()
    return connection.execute(statement, values)


def added(session: Session, model: type[SQLModel], values: Mapping[str, Any]) -> bool:
    """Insert one row unless one of its unique keys is taken; whether it went in. Waits for a rival's transaction and never fails."""
    return run(session, _adding(session.get_bind().dialect.name, model), values).rowcount > 0


@cache
def _adding(database: str, model: type[SQLModel]) -> Executable:
    return insert_for(database, model).on_conflict_do_nothing().inline().execution_options(preserve_rowcount=True)
