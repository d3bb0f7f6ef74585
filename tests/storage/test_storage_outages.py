"""A database that takes nothing just now: known for what it is, waited for no longer than a person can, and nothing written."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as WaitedError
from sqlmodel import select

from coaching.errors import DatabaseAway, DatabaseBusy, DatabaseFull, DatabaseReadOnly, Refusal
from storage.engine import connect, migrate, probe, reading, writing
from storage.outages import outage
from storage.tables import Workspace
from storage.turns import Turns
from tests.patience import until
from tests.storage.desk import NOW


def of_sqlite(code: int) -> Exception:
    """What SQLAlchemy raises of SQLite's own error."""
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code
    return OperationalError("UPDATE", {}, error)


KNOWN: list[tuple[Exception, type[Refusal] | None]] = [
    (of_sqlite(sqlite3.SQLITE_BUSY), DatabaseBusy),
    (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), DatabaseBusy),
    (of_sqlite(sqlite3.SQLITE_FULL), DatabaseFull),
    (of_sqlite(sqlite3.SQLITE_IOERR_WRITE), DatabaseFull),
    (of_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), DatabaseReadOnly),
    (of_sqlite(sqlite3.SQLITE_CANTOPEN), DatabaseAway),
    (of_sqlite(sqlite3.SQLITE_ERROR), None),
    (OperationalError("x", {}, psycopg.errors.LockNotAvailable()), DatabaseBusy),
    (OperationalError("x", {}, psycopg.errors.DeadlockDetected()), DatabaseBusy),
    (OperationalError("x", {}, psycopg.errors.DiskFull()), DatabaseFull),
    (OperationalError("x", {}, psycopg.errors.ReadOnlySqlTransaction()), DatabaseReadOnly),
    (OperationalError("x", {}, psycopg.errors.AdminShutdown()), DatabaseAway),
    (OperationalError("x", {}, psycopg.OperationalError("connection refused")), DatabaseAway),
    (IntegrityError("x", {}, psycopg.errors.UniqueViolation()), None),
    (DBAPIError("x", {}, psycopg.errors.UndefinedTable()), None),
    (WaitedError("waited"), DatabaseBusy),
    (KeyError("x"), None),
]


@pytest.mark.parametrize(("trouble", "kind"), KNOWN)
def test_an_outage_is_told_from_a_mistake(trouble: Exception, kind: type[Refusal] | None) -> None:
    assert type(outage(trouble)) is (kind or type(None))


@contextmanager
def writer_elsewhere(file: Path) -> Iterator[None]:
    """Another program in the middle of writing."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "onpace.db"
    engine = connect(f"sqlite:///{file}")
    migrate(engine)
    engine.dispose()
    return file


def tried(engine: Engine, within: float) -> tuple[type[Refusal] | None, float]:
    """A workspace written, or why not; and how long that took."""
    begun = time.monotonic()
    try:
        with writing(engine, within=within) as session:
            session.add(Workspace(slack_id="T1", created_at=NOW))
    except SQLAlchemyError as trouble:
        refusal = outage(trouble)
        return type(refusal) if refusal else None, time.monotonic() - begun
    return None, time.monotonic() - begun


def test_other_programs_are_waited_for_so_long_and_nothing_is_written(file: Path) -> None:
    engine = connect(f"sqlite:///{file}")
    with writer_elsewhere(file):
        why, took = tried(engine, 0.3)
    with reading(engine) as session:
        assert session.exec(select(Workspace)).all() == []
    engine.dispose()
    assert why is DatabaseBusy
    assert took >= 0.25


def test_waiting_for_this_process_and_for_others_is_one_patience(file: Path) -> None:
    """Two writers one after the other must not each wait the whole of it."""
    engine = connect(f"sqlite:///{file}")
    with writing(engine):
        assert tried(engine, 0.2)[0] is DatabaseBusy
    assert tried(engine, 0.2)[0] is None
    engine.dispose()


def test_who_waits_long_enough_writes(file: Path) -> None:
    engine = connect(f"sqlite:///{file}")
    with writer_elsewhere(file):
        pass
    assert tried(engine, 5)[0] is None
    engine.dispose()


def test_turns_come_in_the_order_they_were_asked_for() -> None:
    turns, order = Turns(), list[int]()
    assert turns.acquire(1)

    def take(number: int) -> None:
        if turns.acquire(20):
            order.append(number)
            turns.release()

    crowd = []
    for number in range(5):
        crowd.append(threading.Thread(target=take, args=(number,)))
        crowd[-1].start()
        until(lambda: turns.waiting == len(crowd))
    assert not turns.acquire(0.01)
    turns.release()
    for thread in crowd:
        thread.join(20)
    assert order == [0, 1, 2, 3, 4]
    assert turns.acquire(0.01)


def test_a_probe_changes_nothing(engine: Engine) -> None:
    probe(engine, within=5)
    with reading(engine) as session:
        assert session.exec(select(Workspace)).all() == []


def test_a_locked_row_is_not_waited_for_for_ever(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Workspace(slack_id="T1", created_at=NOW))
    if engine.dialect.name == "sqlite":
        return
    with engine.begin() as held:
        held.execute(text("UPDATE workspace SET name = 'x'"))
        with pytest.raises(OperationalError) as why, writing(engine, within=0.2) as session:
            session.connection().execute(text("UPDATE workspace SET name = 'y'"))
    assert type(outage(why.value)) is DatabaseBusy
