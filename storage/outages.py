"""What keeps a database from taking anything just now, told apart from mistakes of ours."""

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as WaitedError

from coaching.errors import DatabaseAway, DatabaseBusy, DatabaseFull, DatabaseReadOnly, DatabaseUnsure, Refusal

#: SQLite's primary result codes (sqlite.org/rescode.html).
_SQLITE: dict[int, type[Refusal]] = {
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_IOERR: DatabaseFull,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_CANTOPEN: DatabaseAway,
}
#: PostgreSQL's SQLSTATEs, whole or by class (postgresql.org, appendix A); "" is a connection that could not be made or was lost.
_POSTGRESQL: dict[str, type[Refusal]] = {
    "55P03": DatabaseBusy,  # lock_not_available
    "57014": DatabaseBusy,  # query_canceled: statement_timeout
    "40": DatabaseBusy,  # deadlock, serialization failure
    "53100": DatabaseFull,
    "25006": DatabaseReadOnly,
    "53": DatabaseAway,  # too many connections, out of memory
    "57": DatabaseAway,  # shutting down, starting up
    "08": DatabaseAway,
    "": DatabaseAway,
}
#: After these a pooled connection stays bad: it was opened while the file could not be written.
SPOILT = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


class NewerError(Exception):
    """The database is of a newer OnPace."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"This database was made by a newer OnPace (revision {revision}): update OnPace.")


class CommitLostError(SQLAlchemyError):
    """The connection was lost while committing, and nobody can say whether it was written. Its cause is the driver's error."""


def outage(trouble: BaseException | None) -> Refusal | None:
    """What a member is told of this; None when it is no outage."""
    if isinstance(trouble, WaitedError):
        return DatabaseBusy()
    if isinstance(trouble, CommitLostError):
        return DatabaseUnsure()
    original = getattr(trouble, "orig", None) or trouble
    if isinstance(original, sqlite3.Error):
        kind = _SQLITE.get(code(original))
    elif type(original).__name__ in ("IntegrityError", "ProgrammingError") or not hasattr(original, "sqlstate"):
        kind = None
    else:
        state = getattr(original, "sqlstate", "") or ""
        kind = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
    return kind() if kind else None


def passing(trouble: DBAPIError) -> bool:
    """Whether the same may go well at once: the other one of two at once wrote first, or only this connection is from read-only times."""
    return isinstance(trouble, IntegrityError) or isinstance(outage(trouble), DatabaseReadOnly)


def code(trouble: BaseException | None) -> int:
    """SQLite's primary result code; 0 for any other error."""
    return int(getattr(trouble, "sqlite_errorcode", 0) or 0) & 0xFF
