"""Since when people were told that they are behind pace, as long as their figures still say so."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.scoreboard.board import Board, Row
from coaching.posts import Job
from coaching.warning import lasts
from storage import alarms, postplans
from storage.tables import Alarm, Team, id_of


class Behind:
    """A team's warnings of a month; none where the team wants none."""

    def __init__(self, session: Session, *, team: Team, month: date) -> None:
        """`month`: its first day."""
        where = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
        wanted = postplans.of_team(session, **where)[Job.WARNING].wanted
        self._zone = ZoneInfo(team.timezone)
        self._alarms: Mapping[int, Alarm] = alarms.of_team(session, **where, month=month) if wanted else {}

    def since(self, of: Board | Row) -> date | None:
        """The day the team or member whose figures these are was warned, in the team's zone; None where no warning lasts."""
        moment = self.told(of)
        return moment.astimezone(self._zone).date() if moment else None

    def told(self, of: Board | Row) -> datetime | None:
        """The moment of it."""
        alarm = self._alarms.get(id_of(of.member) if of.member else alarms.TEAM)
        if alarm is None or not alarm.behind or of.pace is None:
            return None
        lasting = lasts(pace=of.pace.pace, p=of.forecast.p if of.forecast else None, lines=of.pace.lines)
        return alarm.since if lasting else None
