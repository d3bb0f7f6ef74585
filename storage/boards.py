"""The live boards: what each shows, and when it may be edited next, because Slack's 50 edits a minute are the workspace's."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select, update

from storage import dialect
from storage.tables import LiveBoard

EDITS_A_MINUTE = 48  # of Slack's 50 (chat.update, tier 3)
ACTIVE = timedelta(minutes=1)
SHORTEST = timedelta(seconds=2.5)


def find(session: Session, *, workspace_id: int, team_id: int) -> LiveBoard | None:
    """A team's board."""
    return session.exec(select(LiveBoard).where(LiveBoard.workspace_id == workspace_id, LiveBoard.team_id == team_id)).first()


def show(session: Session, *, workspace_id: int, team_id: int, channel_id: str, key: str, shown: str, now: datetime) -> bool:
    """Whether the board may say something new now (`shown` is its fingerprint): not when it says that already, was edited a moment ago, or
    another process is at it. Up to four boards at work are edited every five seconds or more often, more of them evenly spaced.
    """
    about = {"workspace_id": workspace_id, "team_id": team_id}
    dialect.added(session, LiveBoard, about | {"channel_id": channel_id, "key": key, "shown": "", "changed_at": None, "rests_until": None})
    rest = max(SHORTEST, _at_work(session, workspace_id, team_id, now) * timedelta(minutes=1) / EDITS_A_MINUTE)
    free = col(LiveBoard.rests_until).is_(None) | (col(LiveBoard.rests_until) <= now) | (col(LiveBoard.rests_until) > now + ACTIVE)
    other = (col(LiveBoard.shown) != shown) | (col(LiveBoard.key) != key)
    new = update(LiveBoard).where(col(LiveBoard.team_id) == team_id, other, free)
    values = {"shown": shown, "key": key, "channel_id": channel_id, "rests_until": now + rest}
    return bool(session.exec(new.values(values)).rowcount)


def _at_work(session: Session, workspace_id: int, team_id: int, now: datetime) -> int:
    """How many boards of the workspace were edited within the last minute, this one with them."""
    lately = (col(LiveBoard.workspace_id) == workspace_id, col(LiveBoard.rests_until) > now - ACTIVE, col(LiveBoard.team_id) != team_id)
    return session.exec(select(func.count()).select_from(LiveBoard).where(*lately)).one() + 1
