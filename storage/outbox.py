"""The outbox: each message once, through crashes and replicas."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlmodel import Session, col, select, update

from storage import dialect
from storage.tables import Outgoing

WAITING, CLAIMED, POSTED = "waiting", "claimed", "posted"


def put(session: Session, *, workspace_id: int, key: str, to: str, body: dict[str, Any], due_at: datetime) -> bool:
    """Add a message; False (and nothing added) when the key is there already."""
    message = Outgoing(workspace_id=workspace_id, key=key, to=to, body=body, planned_at=due_at, due_at=due_at)
    return dialect.added(session, Outgoing, message.model_dump(exclude={"id"}))


def claim(session: Session, *, now: datetime, worker: str, most: int = 10) -> Sequence[Outgoing]:
    """Take due messages, oldest first, at most one per `to`: FOR UPDATE SKIP LOCKED on PostgreSQL, UPDATE … RETURNING on SQLite."""
    due = (
        select(Outgoing.id)
        .where(Outgoing.state == WAITING, Outgoing.due_at <= now, ~_kept_back())
        .order_by(col(Outgoing.due_at), col(Outgoing.id))
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    taken = (
        update(Outgoing)
        .where(col(Outgoing.id).in_(select(due.c.id)))
        .values(state=CLAIMED, claimed_at=now, claimed_by=worker, attempts=col(Outgoing.attempts) + 1)
        .returning(Outgoing)
        .execution_options(populate_existing=True, synchronize_session=False)
    )
    return sorted(session.scalars(taken), key=lambda message: (message.due_at, message.id))


def _kept_back() -> ColumnElement[bool]:
    """Another message to the same place goes first: one on its way or in doubt, or one planned earlier (a retry keeps its place)."""
    this, other = dialect.table(Outgoing).c, dialect.table(Outgoing).alias().c
    before = or_(other.planned_at < this.planned_at, and_(other.planned_at == this.planned_at, other.id < this.id))
    same_place = and_(other.workspace_id == this.workspace_id, other.to == this.to, other.id != this.id)
    return exists().where(other.state.in_((WAITING, CLAIMED)), same_place, or_(other.state == CLAIMED, before))


def doubtful(session: Session, *, before: datetime) -> Sequence[Outgoing]:
    """Messages claimed before then and not confirmed: they may or may not have been posted."""
    claimed = select(Outgoing).where(Outgoing.state == CLAIMED, col(Outgoing.claimed_at) < before)
    return session.exec(claimed.order_by(col(Outgoing.claimed_at), col(Outgoing.id))).all()


def take_over(session: Session, *, outgoing: Outgoing, worker: str, now: datetime) -> bool:
    """Claim a doubtful message anew, to settle it; False when another worker was quicker or it is settled."""
    row = dialect.table(Outgoing).c
    same = (row.id == outgoing.id, row.state == CLAIMED, row.claimed_by == outgoing.claimed_by, row.claimed_at == outgoing.claimed_at)
    return bool(session.exec(update(Outgoing).where(*same).values(claimed_by=worker, claimed_at=now)).rowcount)


def confirm(session: Session, *, outgoing_id: int, now: datetime, ts: str) -> None:
    """It was posted."""
    _set(session, outgoing_id, {"state": POSTED, "posted_at": now, "ts": ts, "trouble": ""})


def again(session: Session, *, outgoing_id: int, due_at: datetime, trouble: str) -> None:
    """It was surely not posted: try again then."""
    _set(session, outgoing_id, {"state": WAITING, "due_at": due_at, "trouble": trouble})


def park(session: Session, *, outgoing_id: int, state: str, trouble: str) -> None:
    """Set aside: `held` (nobody can tell whether it was posted) or `failed` (Slack refused it for good)."""
    _set(session, outgoing_id, {"state": state, "trouble": trouble})


def _set(session: Session, outgoing_id: int, values: dict[str, Any]) -> None:
    session.exec(update(Outgoing).where(col(Outgoing.id) == outgoing_id).values(values))


def counts(session: Session) -> dict[str, int]:
    """How many messages are in each state."""
    return dict(session.exec(select(Outgoing.state, func.count()).group_by(Outgoing.state)).all())
