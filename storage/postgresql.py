"""PostgreSQL that does not answer: no wait without an end, and what became of a commit nobody confirmed.

A server that is stopped or overwhelmed still acknowledges what it is sent (its kernel does), so that neither tcp_user_timeout nor
statement_timeout helps: only the client can give up. libpq resolves names and connects without asking how long that may take.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel

from storage import patience

GRACE = 0.2  # seconds each wait has even when it is too late: to roll back, and not to lose a good connection
READ_ONLY = "25006"  # read_only_sql_transaction
#: The client's kernel gives up a line that swallows everything; connecting has an end (libpq's own default: for ever).
LINE = {"connect_timeout": 2, "tcp_user_timeout": 2000, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
_BEGUN = text(
    "SELECT CAST(pg_current_xact_id() AS text), set_config('lock_timeout', :left, true),"
    " set_config('idle_in_transaction_session_timeout', '60s', true)"  # else what a lost client holds stays locked for hours
)
_STATE = text("SELECT pg_xact_status(CAST(:number AS xid8))")


class Patient(psycopg.Connection[Any]):
    """A connection that is given up when the server does not answer in time."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """One wait for the server. Raises ConnectionTimeout."""
        most = max(patience.left(), GRACE)
        try:
            return super().wait(gen, interval, most if timeout is None else min(most, timeout))
        except psycopg.errors._WaitTimeout as late:
            self.close()  # what the server still sends would be taken for the answer to something else
            raise psycopg.errors.ConnectionTimeout("the server did not answer in time") from late

    def set_read_only(self, value: bool | None) -> None:
        """Not read-only is as the server wills it: SQLAlchemy's False would begin READ WRITE where the server says to write nothing."""
        super().set_read_only(value or None)


def prepare(engine: Engine) -> None:
    """Make the engine's connections patient ones, and drop those that can only read."""
    for index in (index for table in SQLModel.metadata.tables.values() for index in table.indexes):
        index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]  # said there, its dialect would always load
    event.listen(engine, "do_connect", _connected)
    event.listen(engine, "handle_error", _note_read_only)


def _connected(_dialect: object, _record: object, words: Sequence[Any], named: Mapping[str, Any]) -> Patient:
    """A new connection, by a thread that may be left behind: resolving a name cannot be interrupted."""
    coming: Future[Patient] = Future()

    def connect() -> None:
        try:
            made = Patient.connect(*words, **named)
        except Exception as trouble:  # noqa: BLE001 - told to who waits, if anybody still does
            if coming.set_running_or_notify_cancel():
                coming.set_exception(trouble)
            return
        if coming.set_running_or_notify_cancel():
            coming.set_result(made)
        else:
            made.close()

    threading.Thread(target=connect, name="connect", daemon=True).start()
    try:
        return coming.result(max(patience.left(), GRACE))
    except TimeoutError as late:
        if coming.cancel():
            raise psycopg.errors.ConnectionTimeout("no connection in time") from late
        return coming.result()  # in the last moment


def _note_read_only(context: ExceptionContext) -> None:
    """A connection keeps being read-only after the database no longer is (default_transaction_read_only, a standby taking over)."""
    if getattr(context.original_exception, "sqlstate", None) == READ_ONLY:
        context.is_disconnect = True


def begun(connection: Connection, seconds: float) -> str:
    """Begin to write, waiting for locks so long; the transaction's number, for `settled`."""
    return str(connection.execute(_BEGUN, {"left": f"{1000 * seconds:.0f}ms"}).scalar_one())


def settled(engine: Engine, number: str) -> bool | None:
    """Whether a transaction whose commit nobody confirmed is in the database; None when that cannot be known in time.

    To look for its rows would not do: the server may still be about to commit them (postgresql.org, pg_xact_status).
    """
    state = "in progress"
    try:
        with engine.connect() as connection:
            while state == "in progress" and patience.left() > 0:
                state = connection.execute(_STATE, {"number": number}).scalar_one()
                time.sleep(0.02)
    except SQLAlchemyError:
        return None
    return {"committed": True, "aborted": False}.get(state)


def probe(connection: Connection) -> None:
    """Write nothing, which is refused where nothing can be written."""
    connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num WHERE false")
