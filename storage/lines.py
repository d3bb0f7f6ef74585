"""Who goes first to a place: what keeps a waiting message of the outbox from being claimed. Each look is one step into an index."""

from sqlalchemy import ColumnElement, and_, bindparam, exists, tuple_

from storage import dialect
from storage.tables import Outgoing

WAITING, CLAIMED = "waiting", "claimed"


def under_way() -> ColumnElement[bool]:
    """Another message to the same place is on its way or in doubt."""
    this, other = dialect.table(Outgoing).c, dialect.table(Outgoing).alias().c
    return exists().where(other.workspace_id == this.workspace_id, other.to == this.to, other.state == CLAIMED)


def kept_back() -> ColumnElement[bool]:
    """Of two new messages to the same place the other was planned earlier (a retry keeps its place). Edits stand in no row."""
    this, other = dialect.table(Outgoing).c, dialect.table(Outgoing).alias().c
    before = tuple_(other.planned_at, other.id) < tuple_(this.planned_at, this.id)
    new = (this.ts == "", other.ts == "")
    return exists().where(other.workspace_id == this.workspace_id, other.to == this.to, other.state == WAITING, before, *new)


def just_served() -> ColumnElement[bool]:
    """The same place got a message between the moments `since` and `until`, from whichever process."""
    this, other = dialect.table(Outgoing).c, dialect.table(Outgoing).alias().c
    a_moment_ago = and_(other.posted_at > bindparam("since"), other.posted_at <= bindparam("until"))
    return exists().where(a_moment_ago, other.workspace_id == this.workspace_id, other.to == this.to)
