"""Who is warned of their pace, since when, and when they were last told that it turned."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session, col, select, update

from storage import dialect
from storage.tables import Alarm

TEAM = 0  # instead of a member: the team as a whole


def of_team(session: Session, *, workspace_id: int, team_id: int, month: date) -> Mapping[int, Alarm]:
    """By member (TEAM: the team) what was told of a month; who was never warned is not there."""
    rows = session.exec(select(Alarm).where(Alarm.workspace_id == workspace_id, Alarm.team_id == team_id, Alarm.month == month)).all()
    return {row.member_id: row for row in rows}


def turn(
    session: Session, *, workspace_id: int, team_id: int, member_id: int, month: date, behind: bool, now: datetime, today: date
) -> bool:
    """From now on somebody is (not) behind; False when somebody else was quicker, or a turn was told today already."""
    about = {"workspace_id": workspace_id, "team_id": team_id, "member_id": member_id, "month": month}
    new = {"behind": behind, "since": now, "told_on": today}
    if behind and dialect.added(session, Alarm, about | new):
        return True
    whose = (col(Alarm.team_id) == team_id, col(Alarm.member_id) == member_id, col(Alarm.month) == month)
    other = (col(Alarm.behind).is_(not behind), col(Alarm.told_on).is_(None) | (col(Alarm.told_on) != today))
    return bool(session.exec(update(Alarm).where(*whose, *other).values(new)).rowcount)
