"""The outbox: each message once, through crashes and replicas."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as core
from sqlalchemy import ColumnElement, and_, bindparam, func, or_
from sqlmodel import Session, col, delete, select, update

from storage import dialect, lines
from storage.tables import Outgoing

WAITING, CLAIMED, POSTED = lines.WAITING, lines.CLAIMED, "posted"
#: Set aside: nobody can tell whether it was posted; Slack refused it for good; its place or the token is in trouble; nobody wants it.
HELD, FAILED, PARKED, DISCARDED = "held", "failed", "parked", "discarded"
OVER = (POSTED, HELD, FAILED, DISCARDED)  # nothing more is done about these by itself; what is parked is discarded when nobody wants it
SHORTEST_MEMORY = 62  # days a key must be kept: see `forget`
COUNTING = 6_627_224  # any number, beside a workspace's: the same for every process that counts
NOTICE = "parked "  # how the keys of notices about parked messages begin
UNANSWERED = "no answer: "  # how the trouble of what failed for want of one begins


def put(
    session: Session, *, workspace_id: int, key: str, to: str, body: dict[str, Any], due_at: datetime, unasked_on: date | None = None
) -> bool:
    """Add a message; False (and nothing added) when the key is there already. `unasked_on`: the reader's day, when nobody asked for it."""
    message = Outgoing(workspace_id=workspace_id, key=key, to=to, body=body, planned_at=due_at, due_at=due_at, unasked_on=unasked_on)
    return dialect.added(session, Outgoing, message.model_dump(exclude={"id"}))


def count_alone(session: Session, *, workspace_id: int) -> None:
    """Until this transaction ends nobody else who asks so counts what people of a workspace heard. Before the first `put` of a transaction:
    who held a key and then waited here could be waited for. On SQLite there is one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        dialect.run(session, core.select(func.pg_advisory_xact_lock(COUNTING, workspace_id)))


def heard(session: Session, *, workspace_id: int, to: str, day: date) -> int:
    """How many messages nobody asked for a person had, or will have, on their local day."""
    this = (Outgoing.workspace_id == workspace_id, Outgoing.to == to, Outgoing.unasked_on == day, Outgoing.state != DISCARDED)
    return session.exec(select(func.count()).where(*this)).one()


def ready(session: Session, *, now: datetime, apart: timedelta = timedelta(0), but: Iterable[int] = (), most: int = 50) -> Sequence[int]:
    """Ids of messages that can be claimed now, oldest first, at most one new one per `to`. Among thousands it takes a while, and locks
    nothing.
    """
    return [row.id for row in dialect.run(session, _ready(), _when(now, apart, but, most))]


def claim(
    session: Session,
    *,
    now: datetime,
    worker: str,
    most: int = 10,
    apart: timedelta = timedelta(0),
    but: Iterable[int] = (),
    among: Sequence[int] | None = None,
) -> Sequence[Outgoing]:
    """Take due messages, oldest first, at most one new one per `to`: FOR UPDATE SKIP LOCKED on PostgreSQL, UPDATE … RETURNING on SQLite.

    Nothing for a place that got one less than `apart` ago, nor for the workspaces of `but`. `among` what was `ready` a moment ago it is
    quick however much waits, and as strict: somebody else may have been quicker.
    """
    asked = _when(now, apart, but, most) | {"worker": worker} | ({} if among is None else {"among": list(among)})
    taken = [Outgoing(**row._mapping) for row in dialect.run(session, _claiming(among is not None), asked)]
    return sorted(taken, key=lambda message: (message.due_at, message.id))


def _when(now: datetime, apart: timedelta, but: Iterable[int], most: int) -> dict[str, Any]:
    """A clock that was set back must not stop everything: what was posted long after now does not count."""
    return {"now": now, "since": now - apart, "until": now + apart, "but": list(but), "most": most}


@cache
def _ready() -> core.Select[Any]:
    """Each look at the others of a place is one step into an index."""
    row = dialect.table(Outgoing).c
    due = (row.state == WAITING, row.due_at <= bindparam("now"), row.workspace_id.not_in(bindparam("but", expanding=True)))
    found = core.select(row.id).where(*due, ~lines.under_way(), ~lines.kept_back(), ~lines.just_served())
    return found.order_by(row.due_at, row.id).limit(bindparam("most", type_=core.Integer))


@cache
def _claiming(among: bool) -> core.Executable:
    row = dialect.table(Outgoing).c
    due = _ready().where(row.id.in_(bindparam("among", expanding=True))) if among else _ready()
    taken = core.update(dialect.table(Outgoing)).where(row.id.in_(core.select(due.with_for_update(skip_locked=True).cte("due").c.id)))
    values = {"state": CLAIMED, "claimed_at": bindparam("now"), "claimed_by": bindparam("worker"), "attempts": row.attempts + 1}
    return taken.values(values).returning(*row)


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


def again(session: Session, *, outgoing_id: int, due_at: datetime, trouble: str, counted: bool = True, behind: bool = False) -> None:
    """It was surely not posted: try again then. Not `counted`: it only had to wait, which is no try in vain. `behind`: others go first."""
    uncounted = {} if counted else {"attempts": col(Outgoing.attempts) - 1}
    later = {"planned_at": due_at} if behind else {}
    _set(session, outgoing_id, {"state": WAITING, "due_at": due_at, "trouble": trouble, **uncounted, **later})


def park(session: Session, *, outgoing_id: int, state: str, trouble: str) -> None:
    """Set aside: HELD, FAILED or PARKED."""
    _set(session, outgoing_id, {"state": state, "trouble": trouble})


def hold(session: Session, *, workspace_id: int, until: datetime) -> None:
    """Nothing of a workspace goes out before then."""
    waiting = update(Outgoing).where(col(Outgoing.workspace_id) == workspace_id, col(Outgoing.state) == WAITING)
    session.exec(waiting.where(col(Outgoing.due_at) < until).values(due_at=until))


def parked(session: Session, *, workspace_id: int, since: datetime) -> Sequence[Outgoing]:
    """What was planned since then and could not be posted (`_aside`), oldest first."""
    query = select(Outgoing).where(Outgoing.workspace_id == workspace_id, _aside(), Outgoing.planned_at >= since)
    return session.exec(query.order_by(col(Outgoing.planned_at), col(Outgoing.id))).all()


def with_parked(session: Session) -> Sequence[int]:
    """The workspaces (rows) where something is parked."""
    return session.exec(select(Outgoing.workspace_id).where(_aside()).distinct()).all()


def held_up(session: Session, *, troubles: Iterable[str], since: datetime) -> dict[int, list[int]]:
    """By workspace (its row), ids of what one of these troubles parked and is of use yet: planned since then, or an edit, however old, for
    it says what holds now.
    """
    useful = (_aside(), col(Outgoing.trouble).in_(list(troubles)), or_(col(Outgoing.planned_at) >= since, col(Outgoing.ts) != ""))
    found: dict[int, list[int]] = {}
    for workspace_id, outgoing_id in session.exec(select(Outgoing.workspace_id, Outgoing.id).where(*useful)).all():
        found.setdefault(workspace_id, []).append(outgoing_id or 0)
    return found


def park_due(session: Session, *, workspace_id: int, now: datetime, trouble: str) -> None:
    """Park everything that is due in a workspace but the notices, because nothing can go out there."""
    due = update(Outgoing).where(col(Outgoing.workspace_id) == workspace_id, col(Outgoing.state) == WAITING, col(Outgoing.due_at) <= now)
    messages = due.where(~col(Outgoing.key).startswith(NOTICE, autoescape=True))
    session.exec(messages.values(state=PARKED, trouble=trouble, claimed_at=now))


def release(session: Session, *, workspace_id: int, ids: Iterable[int], now: datetime) -> int:
    """Send parked messages after all, in their old order; how many there were."""
    return _of_parked(session, workspace_id, ids, {"state": WAITING, "due_at": now, "attempts": 0, "trouble": ""})


def discard(session: Session, *, workspace_id: int, ids: Iterable[int]) -> int:
    """Never send these parked messages; how many there were."""
    return _of_parked(session, workspace_id, ids, {"state": DISCARDED})


def _of_parked(session: Session, workspace_id: int, ids: Iterable[int], values: dict[str, Any]) -> int:
    these = update(Outgoing).where(col(Outgoing.workspace_id) == workspace_id, col(Outgoing.id).in_(list(ids)))
    return session.exec(these.where(_aside()).values(values)).rowcount


def _aside() -> ColumnElement[bool]:
    """What managers can do something about: parked, failed before it was ever posted, or perhaps posted; never a notice of such."""
    never = and_(col(Outgoing.state).in_((FAILED, HELD)), col(Outgoing.ts) == "", ~col(Outgoing.key).startswith(NOTICE, autoescape=True))
    return or_(col(Outgoing.state) == PARKED, never)


def rewrite(session: Session, *, workspace_id: int, key: str, body: dict[str, Any], now: datetime) -> bool:
    """Other words for a message: before it is posted, in place afterwards, and once more when it has failed. What is parked stays so. False
    when it is on its way, held, discarded or unknown.
    """
    this = and_(col(Outgoing.workspace_id) == workspace_id, col(Outgoing.key) == key)
    if session.exec(update(Outgoing).where(this, col(Outgoing.state).in_((WAITING, PARKED))).values(body=body)).rowcount:
        return True
    anew = {"state": WAITING, "body": body, "planned_at": now, "due_at": now, "attempts": 0}
    return bool(session.exec(update(Outgoing).where(this, col(Outgoing.state).in_((POSTED, FAILED))).values(anew)).rowcount)


def by_key(session: Session, *, workspace_id: int, key: str) -> Outgoing | None:
    """A message by its key."""
    return session.exec(select(Outgoing).where(Outgoing.workspace_id == workspace_id, Outgoing.key == key)).first()


def withdraw(session: Session, *, workspace_id: int, key: str) -> None:
    """Take back what waits, was never posted, and has a key that begins so."""
    waiting = delete(Outgoing).where(col(Outgoing.workspace_id) == workspace_id, col(Outgoing.state) == WAITING, col(Outgoing.ts) == "")
    session.exec(waiting.where(col(Outgoing.key).startswith(key, autoescape=True)))


def notices(session: Session, *, workspace_id: int, since: datetime) -> Sequence[Outgoing]:
    """The notices managers got since then."""
    own = (Outgoing.workspace_id == workspace_id, col(Outgoing.key).startswith(NOTICE, autoescape=True))
    return session.exec(select(Outgoing).where(*own, col(Outgoing.state) != WAITING, col(Outgoing.planned_at) >= since)).all()


def expire(session: Session, *, workspace_id: int, before: datetime) -> None:
    """Discard what was parked and was planned before then: nobody wants it any more."""
    late = update(Outgoing).where(col(Outgoing.workspace_id) == workspace_id, _aside())
    session.exec(late.where(col(Outgoing.planned_at) < before).values(state=DISCARDED))


def forget(session: Session, *, before: datetime, most: int = 200) -> int:
    """Delete up to `most` messages that are over and were last due (posted, edited, tried) before then; how many.

    With a message goes its key, which is what keeps it from being sent once more. So a key must outlive every moment at which somebody
    may still ask for it. The longest period a post is about is a month, and what a month closed with may be asked for all through the next
    (a bot that was down catches up; a clock may be set back): 31 + 31 days after it was first due, hence SHORTEST_MEMORY. Jobs ask for the
    periods that are open now and never for older ones; the keys of answers to a tap or a command carry Slack's own id of it, which Slack
    sends again for minutes, not days. A message kept current in place (a board) was last due at its last edit: it stays while it lives.
    """
    old = select(Outgoing.id).where(col(Outgoing.state).in_(OVER), col(Outgoing.due_at) < before).limit(most)
    return session.exec(delete(Outgoing).where(col(Outgoing.id).in_(old))).rowcount


def next_due(session: Session) -> datetime | None:
    """When the first of what waits is due; None when nothing waits."""
    return session.exec(select(func.min(Outgoing.due_at)).where(Outgoing.state == WAITING)).one()


def _set(session: Session, outgoing_id: int, values: dict[str, Any]) -> None:
    session.exec(update(Outgoing).where(col(Outgoing.id) == outgoing_id).values(values))


def troubles(session: Session, *, states: Iterable[str] = (PARKED, FAILED, HELD)) -> dict[str, int]:
    """What is in the way of parked messages in these states, in Slack's words: how many each holds up."""
    query = select(Outgoing.trouble, func.count()).where(_aside(), col(Outgoing.state).in_(list(states))).group_by(Outgoing.trouble)
    return dict(session.exec(query.order_by(Outgoing.trouble)).all())


def due(session: Session, *, now: datetime) -> tuple[int, datetime | None]:
    """How many messages should be out by now and wait still, and since when the oldest of them does."""
    query = select(func.count(), func.min(Outgoing.due_at)).where(Outgoing.state == WAITING, Outgoing.due_at <= now)
    count, oldest = session.exec(query).one()
    return count, oldest


def counts(session: Session) -> dict[str, int]:
    """How many messages are in each state."""
    return dict(session.exec(select(Outgoing.state, func.count()).group_by(Outgoing.state)).all())
