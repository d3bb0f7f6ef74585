"""The engine for SQLite or PostgreSQL, migrations, and the one session everybody uses."""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as WaitedError
from sqlmodel import Session

from storage import outages
from storage.dialect import CONNECTION

ANSWER_SECONDS = 1.5  # a person's answer waits no longer for other writers: Slack gives 3 s for everything
WORK_SECONDS = 15.0  # imports, the poster and migrations can wait
CACHE_KIB = 1024  # pages each SQLite connection keeps
MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 6_627_223  # any number; the same for every process that migrates
_READING, _WITHIN = "onpace_reading", "onpace_within"
#: A server that does not answer is given up as soon as SQLite's lock would be (libpq's own default: for ever).
_PATIENCE = {"connect_timeout": 2, "tcp_user_timeout": 2000}


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
    return create_engine(parsed, pool_size=10, max_overflow=30, pool_timeout=ANSWER_SECONDS, pool_pre_ping=True, connect_args=_PATIENCE)


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        # More readers at once would only wait for the GIL.
        engine = create_engine(url, pool_size=8, max_overflow=8, pool_timeout=ANSWER_SECONDS, pool_use_lifo=True)
    else:
        engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _note_spoilt)
    return engine


def _note_spoilt(context: ExceptionContext) -> None:
    """Connections opened while the file could not be written are not used again."""
    if outages.code(context.original_exception) in outages.SPOILT:
        context.is_disconnect = True


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the driver opens no transaction of its own: `_begin` does
    connection.execute(f"PRAGMA busy_timeout = {WORK_SECONDS * 1000:.0f}")
    _keep_wal(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", f"cache_size = {-CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")


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
    patience = options.get(_WITHIN, ANSWER_SECONDS if reads else WORK_SECONDS)
    driver: Any = connection.connection.driver_connection
    for pragma, value in (("busy_timeout", max(round(10 * patience), 1) * 100), ("query_only", int(reads))):
        if connection.info.get(pragma) != value:  # mostly as the one before left it
            driver.execute(f"PRAGMA {pragma} = {value}")
            connection.info[pragma] = value
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


class Turns:
    """A lock that is given in the order it was asked for: an ordinary one lets newcomers overtake those who wait."""

    def __init__(self) -> None:
        """Free."""
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    def acquire(self, timeout: float) -> bool:
        """Whether it was given within so many seconds."""
        with self._guard:
            if not self._held:
                self._held = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=timeout):
            return True
        with self._guard:
            if turn not in self._waiting:  # given in the last moment
                return True
            self._waiting.remove(turn)
            return False

    def release(self) -> None:
        """On to the next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


@cache
def _write_lock(database: str | None) -> Turns:  # noqa: ARG001 - the cache's key
    """One lock for each SQLite file: its busy handler would starve writers for seconds."""
    return Turns()


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema (Alembic). Safe when two processes start at once."""
    if _version(engine) == max(file.stem.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")):
        return
    from alembic import command  # a third of a second that most starts need not spend
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with _locked(engine), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(engine: Engine) -> str | None:
    with reading(engine) as session:
        connection = session.connection()
        known = inspect(connection).has_table("alembic_version")
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar()) if known else None


@contextmanager
def writing(engine: Engine, *, within: float = WORK_SECONDS) -> Iterator[Session]:
    """A session for one short writing transaction: commits at the end, rolls back on any exception. Holds the write lock on SQLite.

    Waits for other writers, in this process and in others, `within` seconds in all; then raises what outages.outage() knows as busy.
    Raises CommitLostError when the connection was lost while committing.
    """
    committing = False
    until = time.monotonic() + within
    try:
        with _locked(engine, within), Session(engine, expire_on_commit=False) as session, session.begin():
            _wait_until(session, engine, until)
            yield session
            committing = True
    except DBAPIError as lost:
        if committing and lost.connection_invalidated:
            raise outages.CommitLostError from lost
        raise


def _wait_until(session: Session, engine: Engine, until: float) -> None:
    """Begin; what is left of the patience is for writers of other processes."""
    left = max(until - time.monotonic(), 0.05)
    connection = session.info[CONNECTION] = session.connection(execution_options={_WITHIN: left})
    if engine.dialect.name == "postgresql":
        connection.execute(text("SELECT set_config('lock_timeout', :left, true)"), {"left": f"{1000 * left:.0f}ms"})


def probe(engine: Engine, *, within: float) -> None:
    """Write and commit something that changes nothing. Raises what any writing would raise now."""
    with writing(engine, within=within) as session:
        session.connection().exec_driver_sql(
            "PRAGMA user_version = 0" if engine.dialect.name == "sqlite" else "SELECT pg_current_xact_id()"
        )


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
    lock = _write_lock(engine.url.database)
    if not lock.acquire(timeout=within):
        raise WaitedError("others of this process have been writing all the while")
    try:
        yield
    finally:
        lock.release()
