"""The live boards: what each shows, and when it may be edited next, because Slack's 50 edits a minute are the workspace's."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, and_, col, delete, func, or_, select, update

from storage import dialect, outbox
from storage.tables import LiveBoard, Outgoing

EDITS_A_MINUTE = 48  # of Slack's 50 (chat.update, tier 3): below what the poster sends, so that none waits in a row
ACTIVE = timedelta(minutes=1)
SHORTEST = timedelta(seconds=2.5)
TRIED_AGAIN = timedelta(hours=1)  # after its place did not take it
WANTED_AGAIN = timedelta(days=1)  # after somebody, or nobody, wanted it sent


def find(session: Session, *, workspace_id: int, team_id: int) -> LiveBoard | None:
    """A team's board."""
    return session.exec(select(LiveBoard).where(LiveBoard.workspace_id == workspace_id, LiveBoard.team_id == team_id)).first()


def show(
    session: Session, *, workspace_id: int, team_id: int, channel_id: str, key: str, shown: str, now: datetime, others: int = 0
) -> bool:
    """Whether the board may say something new now (`shown` is its fingerprint): not when it says that already, was edited a moment ago, or
    another process is at it. Four boards at work are edited every five seconds, more of them, or with other edits a minute, evenly spaced.
    """
    about = {"workspace_id": workspace_id, "team_id": team_id}
    dialect.added(session, LiveBoard, about | {"channel_id": channel_id, "key": key, "shown": "", "changed_at": None, "rests_until": None})
    rest = max(SHORTEST, _at_work(session, workspace_id, team_id, now) * timedelta(minutes=1) / (EDITS_A_MINUTE - others))
    free = col(LiveBoard.rests_until).is_(None) | (col(LiveBoard.rests_until) <= now) | (col(LiveBoard.rests_until) > now + ACTIVE)
    other = (col(LiveBoard.shown) != shown) | (col(LiveBoard.key) != key)
    new = update(LiveBoard).where(col(LiveBoard.team_id) == team_id, other, free)
    values = {"shown": shown, "key": key, "channel_id": channel_id, "rests_until": now + rest}
    return bool(session.exec(new.values(values)).rowcount)


def _at_work(session: Session, workspace_id: int, team_id: int, now: datetime) -> int:
    """How many boards of the workspace were edited within the last minute, this one with them."""
    lately = (col(LiveBoard.workspace_id) == workspace_id, col(LiveBoard.rests_until) > now - ACTIVE, col(LiveBoard.team_id) != team_id)
    return session.exec(select(func.count()).select_from(LiveBoard).where(*lately)).one() + 1


def try_again(session: Session, *, workspace_id: int, key: str, now: datetime) -> None:
    """Send what was set aside a while ago after all: a board lives on once its channel is there again, and one of which nobody can tell
    whether it was posted could never be edited: it is posted anew.
    """
    tried = col(Outgoing.claimed_at)
    parked = and_(col(Outgoing.state).in_((outbox.PARKED, outbox.HELD)), tried < now - TRIED_AGAIN)
    unwanted = and_(col(Outgoing.state) == outbox.DISCARDED, tried < now - WANTED_AGAIN)
    this = update(Outgoing).where(col(Outgoing.workspace_id) == workspace_id, col(Outgoing.key) == key, or_(parked, unwanted))
    session.exec(this.values(state=outbox.WAITING, planned_at=now, due_at=now, attempts=0))


def renew(session: Session, *, outgoing_id: int, now: datetime) -> None:
    """Its message cannot be edited any more: it is posted anew."""
    values = {"state": outbox.WAITING, "ts": "", "planned_at": now, "due_at": now, "attempts": 0}
    session.exec(update(Outgoing).where(col(Outgoing.id) == outgoing_id).values(values))


def leave(session: Session, *, workspace_id: int, team_id: int, key: str, body: dict[str, Any], now: datetime) -> bool:
    """The board under this key is kept no longer: these are its message's last words, if it ever was posted. False, and then to be rolled
    back: another process did it, or the message is on its way to Slack right now.
    """
    this = (col(LiveBoard.workspace_id) == workspace_id, col(LiveBoard.team_id) == team_id, col(LiveBoard.key) == key)
    if not session.exec(delete(LiveBoard).where(*this)).rowcount:
        return False
    unsent = delete(Outgoing).where(col(Outgoing.workspace_id) == workspace_id, col(Outgoing.key) == key, col(Outgoing.ts) == "")
    session.exec(unsent.where(col(Outgoing.state).in_((outbox.WAITING, outbox.PARKED, outbox.HELD, outbox.FAILED))))
    if outbox.rewrite(session, workspace_id=workspace_id, key=key, body=body, now=now):
        return True
    message = outbox.by_key(session, workspace_id=workspace_id, key=key)
    return message is None or message.state != outbox.CLAIMED
