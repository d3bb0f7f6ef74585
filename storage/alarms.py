"""Who is warned of their pace, since when, and when they were last told that it turned."""

import re
from collections.abc import Mapping
from datetime import date, datetime

import sqlalchemy as core
from sqlalchemy import not_, or_
from sqlmodel import Session, col, select, update

from storage import dialect
from storage.tables import Alarm, Member, Outgoing, Team

TEAM = 0  # instead of a member: the team as a whole
OF_TEAMS = ("pace-team", "numbers")  # how keys of what a team reads of its pace begin, before its number
TURNS = ("pace", "pace-team")  # how those of warnings do
_ABOUT = re.compile(r"(?P<kind>\S+) (?P<whose>\d+) (?:.* )?(?P<day>\d{4}-\d{2}-\d{2})\b")


def of_team(session: Session, *, workspace_id: int, team_id: int, month: date) -> Mapping[int, Alarm]:
    """By member (TEAM: the team) what was told of a month, also in the team they came from; who was never warned is not there."""
    teams = core.select(col(Team.id)).where(col(Team.workspace_id) == workspace_id)
    people = core.select(col(Member.id)).where(col(Member.workspace_id) == workspace_id, col(Member.team_id) == team_id)
    # as the index goes
    there = (col(Alarm.team_id).in_(teams), col(Alarm.member_id).in_(people.union_all(core.select(core.literal(TEAM)))))
    found = select(Alarm).where(*there, Alarm.month == month, or_(col(Alarm.member_id) != TEAM, col(Alarm.team_id) == team_id))
    return {row.member_id: row for row in session.exec(found.order_by(col(Alarm.since))).all()}


def turn(
    session: Session, *, workspace_id: int, team_id: int, member_id: int, month: date, behind: bool, now: datetime, today: date
) -> bool:
    """From now on somebody is (not) behind; False when somebody else was quicker, or a turn was told today already."""
    about = {"workspace_id": workspace_id, "team_id": team_id, "member_id": member_id, "month": month}
    new = {"behind": behind, "since": now, "told_on": today}
    whose = (col(Alarm.member_id) == member_id, col(Alarm.month) == month, *([] if member_id else [col(Alarm.team_id) == team_id]))
    known = session.exec(select(Alarm.id).where(*whose)).first()  # one of another team, where they were told, stands for them
    if behind and known is None and dialect.added(session, Alarm, about | new):
        return True
    other = (col(Alarm.behind).is_(not behind), col(Alarm.told_on).is_(None) | (col(Alarm.told_on) != today))
    return bool(session.exec(update(Alarm).where(*whose, *other).values(new)).rowcount)


def untell(session: Session, *, outgoing: Outgoing) -> None:
    """A message is never sent: a turn that it was to tell was not told, and is told anew if it still holds."""
    about = _ABOUT.match(outgoing.key)
    if about is None or not (about["kind"] in TURNS or outgoing.body.get("warned")):
        return
    day, number, of_team = date.fromisoformat(about["day"]), int(about["whose"]), about["kind"] in OF_TEAMS
    whose = (col(Alarm.member_id) == (TEAM if of_team else number), *([col(Alarm.team_id) == number] if of_team else []))
    told = (col(Alarm.workspace_id) == outgoing.workspace_id, col(Alarm.month) == day.replace(day=1), col(Alarm.told_on) == day)
    session.exec(update(Alarm).where(*whose, *told).values(behind=not_(col(Alarm.behind)), told_on=None))
