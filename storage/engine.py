"""The engine for SQLite or PostgreSQL, migrations, and the one session everybody uses."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as WaitedError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from storage import outages, patience
from storage.dialect import CONNECTION
from storage.turns import write_lock

ANSWER_SECONDS = 1.5  # a person's answer waits no longer for other writers: Slack gives 3 s for everything
WORK_SECONDS = 15.0  # imports, the poster and migrations can wait
CACHE_KIB = 1024  # pages each SQLite connection keeps
MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 6_627_223  # any number; the same for every process that migrates
HURRY = 0.4  # seconds too late what is made already is still committed: a busy machine is slow, and Slack waits that long
MIGRATION_SECONDS = 3600.0  # one statement on a large table
_READING, _WITHIN = "onpace_reading", "onpace_within"


class Waiting(QueuePool):
    """A pool where nobody waits for a free connection longer than they can."""

    @property
    def _timeout(self) -> float:
        return max(min(self._longest, patience.left()), 0.0)

    @_timeout.setter
    def _timeout(self, seconds: float) -> None:
        self._longest = seconds


def connect(url: str) -> Engine:
    """An engine: PostgreSQL by psycopg 3, or SQLite with WAL, synchronous=FULL, BEGIN IMMEDIATE and foreign keys on.

    `sqlite:///…` makes the folder. Raises ArgumentError for a URL of neither.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername != "postgresql+psycopg":
        raise ArgumentError(f"{parsed.drivername} is not served; sqlite:///… and postgresql://… are")
    return _postgresql(parsed)


def _postgresql(url: URL) -> Engine:
    from storage import postgresql  # a tenth of a second and some MiB that a bot on SQLite need not spend

    engine = create_engine(
        url,
        poolclass=Waiting,
        pool_size=10,
        max_overflow=30,
        pool_timeout=ANSWER_SECONDS,
        pool_pre_ping=True,
        connect_args=postgresql.LINE,
    )
    postgresql.prepare(engine)
    return engine


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        # More readers at once would only wait for the GIL.
        engine = create_engine(url, poolclass=Waiting, pool_size=8, max_overflow=8, pool_timeout=ANSWER_SECONDS, pool_use_lifo=True)
    else:
        engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _note_spoilt)
    return engine


def _note_spoilt(context: ExceptionContext) -> None:
    """Connections opened while the file could not be written are not used again. All are closed: as long as one is open, SQLite hands
    what it knows of the file to the next; and so it is while a statement is not finished, which nobody else does now."""
    if outages.code(context.original_exception) in outages.SPOILT:
        context.is_disconnect = True
        if cursor := getattr(context.execution_context, "cursor", None):
            cursor.close()
        if context.engine:
            context.engine.pool.dispose()


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the driver opens no transaction of its own: `_begin` does
    _make_writable(connection.execute("PRAGMA database_list").fetchone()[2])
    connection.execute(f"PRAGMA busy_timeout = {WORK_SECONDS * 1000:.0f}")
    _keep_wal(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", f"cache_size = {-CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")


def _make_writable(file: str) -> None:
    """What stands beside a file that may be written again: SQLite made it read-only with the file, and would keep it so for ever."""
    for beside in (Path(f"{file}-wal"), Path(f"{file}-shm")) if file and os.access(file, os.W_OK) else ():
        with suppress(OSError):
            if not os.access(beside, os.W_OK):
                beside.chmod(Path(file).stat().st_mode)


def _keep_wal(connection: sqlite3.Connection) -> None:
    """Switch a new file to WAL: two that switch at once are refused without the busy handler being asked."""
    until = time.monotonic() + WORK_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone() not in (("wal",), ("memory",)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    reads = options.get(_READING, False)
    within = options.get(_WITHIN, min(ANSWER_SECONDS, max(patience.left(), 0.0)) if reads else WORK_SECONDS)
    driver: Any = connection.connection.driver_connection
    for pragma, value in (("busy_timeout", max(round(10 * within), 1) * 100), ("query_only", int(reads))):
        if connection.info.get(pragma) != value:  # mostly as the one before left it
            driver.execute(f"PRAGMA {pragma} = {value}")
            connection.info[pragma] = value
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema (Alembic). Safe when two processes start at once. Raises NewerError."""
    known = {file.stem.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")}
    found = _version(engine)
    if found == max(known):
        return
    if found and found not in known:
        raise outages.NewerError(found)
    from alembic import command  # a third of a second that most starts need not spend
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with patience.within(MIGRATION_SECONDS), _locked(engine), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(engine: Engine) -> str | None:
    with patience.within(WORK_SECONDS), reading(engine) as session:
        connection = session.connection()
        known = inspect(connection).has_table("alembic_version")
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "") if known else None


@contextmanager
def writing(engine: Engine, *, within: float = WORK_SECONDS) -> Iterator[Session]:
    """A session for one short writing transaction: commits at the end, rolls back on any exception. Holds the write lock on SQLite.

    Waits for other writers, in this process and in others, `within` seconds in all; then raises what outages.outage() knows as busy.
    So it does when whoever asks cannot wait any longer: nothing is committed that they would not hear of.
    Raises CommitLostError when the connection was lost while committing and nobody can say what became of it.
    """
    committing, number = False, ""
    within = min(within, patience.left())
    until = time.monotonic() + within
    try:
        with _locked(engine, max(within, 0.0)), Session(engine, expire_on_commit=False) as session, session.begin():
            _must_be_in_time()
            number = _begun(session, engine, until)
            yield session
            session.flush()
            _must_be_in_time(HURRY)
            committing = True
    except DBAPIError as lost:
        if not (committing and lost.connection_invalidated and number) or not _committed(engine, number, lost):
            raise


def _must_be_in_time(late: float = 0.0) -> None:
    if patience.left() <= -late:
        raise WaitedError("it is too late for who asked")


def _begun(session: Session, engine: Engine, until: float) -> str:
    """Begin; what is left of the patience is for writers of other processes. PostgreSQL's number of the transaction."""
    left = max(until - time.monotonic(), 0.05)
    connection = session.info[CONNECTION] = session.connection(execution_options={_WITHIN: left})
    if engine.dialect.name == "sqlite":
        return ""
    from storage import postgresql

    return postgresql.begun(connection, left)


def _committed(engine: Engine, number: str, lost: DBAPIError) -> bool:
    from storage import postgresql

    found = postgresql.settled(engine, number)
    if found is None:
        raise outages.CommitLostError from lost
    return found


def probe(engine: Engine, *, within: float) -> None:
    """Write and commit something that changes nothing. Raises what any writing would raise now."""
    with writing(engine, within=within) as session:
        if engine.dialect.name == "sqlite":
            session.connection().exec_driver_sql("PRAGMA user_version = 0")
            return
        from storage import postgresql

        postgresql.probe(session.connection())


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that writes nothing: it sees one moment of the database and never waits for a writer."""
    options: dict[str, Any] = {_READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with Session(engine, expire_on_commit=False) as session:
        session.info[CONNECTION] = session.connection(execution_options=options)
        session.info["reading"] = True
        yield session


@contextmanager
def _locked(engine: Engine, within: float = WORK_SECONDS) -> Iterator[None]:
    if engine.dialect.name != "sqlite":
        yield
        return
    lock = write_lock(engine.url.database)
    if not lock.acquire(timeout=within):
        raise WaitedError("others of this process have been writing all the while")
    try:
        yield
    finally:
        lock.release()
