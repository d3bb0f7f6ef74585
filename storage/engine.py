"""The engine for SQLite or PostgreSQL, migrations, and the one session everybody uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session


def connect(url: str) -> Engine:
    """An engine: SQLite with WAL, synchronous=FULL, BEGIN IMMEDIATE, foreign keys on and the process-wide write lock; PostgreSQL by psycopg 3. `sqlite:///…` makes the folder."""
    raise NotImplementedError


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema (Alembic)."""
    raise NotImplementedError


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session for one short writing transaction: commits at the end, rolls back on any exception. Holds the write lock on SQLite."""
    raise NotImplementedError


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that writes nothing: it sees one moment of the database and never waits for a writer."""
    raise NotImplementedError
