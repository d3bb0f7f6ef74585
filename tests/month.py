"""A month of work for the office: calls and meetings of the cast, written as the storage keeps them."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

from sqlmodel import Session, select

from coaching.terms import GoalFor, Happening, Kpi, Origin, Outcome, Role
from storage import calls, goals, meetings, members, teams, workspaces
from storage.engine import writing
from storage.tables import Meeting, Member, Team
from tests.office import TOKYO, WORKSPACE, Office
from tests.people import CAST

_copies: dict[Callable[["Month"], None], Path] = {}


class Month:
    """Writes what happened: `month.calls("hana", "2026-11-02", no_answer=30, contact=6)`."""

    def __init__(self, office: Office) -> None:
        """For the office's team."""
        self.office = office

    @classmethod
    def written(cls, office: Office, write: Callable[["Month"], None]) -> Self:
        """What `write` does to a new office: once a worker, then copied; in the sandbox anew, as the running bot holds the database."""
        month = cls(office)
        if type(office) is not Office:
            write(month)
            return month
        database = Path(office.engine.url.database or "")
        if write not in _copies:
            write(month)
            office.engine.dispose()  # the last to close brings all of it into the file
            _copies[write] = Path(shutil.copy(database, mkdtemp(prefix="onpace-month-")))
        office.engine.dispose()
        shutil.copy(_copies[write], database)
        return month

    def calls(self, who: str, day: str, source: str = "web", **counts: int) -> None:
        """Calls of a day by outcome."""
        at = moment(f"{day} 11:00")
        with writing(self.office.engine) as session:
            team, member = self._of(session, who)
            for outcome, count in counts.items():
                calls.add(
                    session, **_at(team, member), at=at, day=date.fromisoformat(day), outcome=Outcome(outcome), source=source, count=count
                )

    def meeting(self, who: str, starts: str, *told: str, source: str = "web", ae: str = "sora", won: int = 0, email: bool = False) -> None:
        """A meeting booked the day before at 10:00, with what was told of it an hour after its time: held, qualified …."""
        at = moment(starts)
        with writing(self.office.engine) as session:
            team, member = self._of(session, who)
            booked = at.replace(hour=1) if not told else at
            meeting = self._booked(session, team, member, at, booked, source, ae, email)
            for word in (*told, *(["won"] if won else [])):
                amount: dict[str, Any] = {"amount": Decimal(won), "won_on": at.astimezone(TOKYO).date()} if word == "won" else {}
                meetings.record(
                    session, meeting=meeting, kind=Happening(word), now=at, zone=TOKYO, authority=Role.MANAGER, actor_id=member.id, **amount
                )

    def _booked(
        self, session: Session, team: Team, member: Member, at: datetime, booked: datetime, source: str, ae: str, email: bool
    ) -> Meeting:
        origin = Origin.BY_EMAIL if email else Origin.CALL
        row = members.by_slack_id(session, workspace_id=team.workspace_id, slack_id=CAST[ae].slack_id)
        day = booked.astimezone(TOKYO).date()
        assert row
        return meetings.book(
            session, **_at(team, member), starts_at=at, zone=TOKYO, now=booked, booked_on=day, ae_id=row.id, origin=origin, source=source
        )

    def booked_before(self, days: int) -> None:
        """All meetings until now were booked so many days before their own."""
        with writing(self.office.engine) as session:
            for meeting in session.exec(select(Meeting)).all():
                meeting.booked_on = meeting.day - timedelta(days=days)

    def goal(self, value: str, kpi: Kpi = Kpi.MEETINGS, who: str = "", each: bool = False, month: str = "2026-01-01") -> None:
        """A goal of the team, of each rep, or of one."""
        with writing(self.office.engine) as session:
            team, member = self._of(session, who or "mio")
            goal_for = GoalFor.REP if each else GoalFor.MEMBER if who else GoalFor.TEAM
            goals.set_goal(
                session,
                workspace_id=team.workspace_id,
                team_id=team.id or 0,
                goal_for=goal_for,
                kpi=kpi,
                value=Decimal(value),
                month=date.fromisoformat(month),
                set_by=member.id or 0,
                now=self.office.now,
                member_id=member.id if who else None,
            )

    def hire(self, count: int, name: str) -> None:
        """More reps, who have no Slack account."""
        with writing(self.office.engine) as session:
            team, _ = self._of(session, "mio")
            for number in range(count):
                row = Member(
                    workspace_id=team.workspace_id, team_id=team.id, name=f"{name} {number}", is_rep=True, created_at=self.office.now
                )
                session.add(row)

    def team(self, **changes: object) -> None:
        """Change the team's settings: visibility="open"."""
        with writing(self.office.engine) as session:
            team, _ = self._of(session, "mio")
            for name, value in changes.items():
                setattr(team, name, value)

    def _of(self, session: Session, who: str) -> tuple[Team, Member]:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        assert workspace
        assert workspace.id
        member = members.by_slack_id(session, workspace_id=workspace.id, slack_id=CAST[who].slack_id)
        assert member
        return teams.every(session, workspace_id=workspace.id)[0], member


def _at(team: Team, member: Member) -> dict[str, Any]:
    return {"workspace_id": team.workspace_id, "team_id": team.id or 0, "member_id": member.id or 0}


def moment(local: str) -> datetime:
    """Tokyo's time: "2026-11-24 10:00"."""
    return datetime.fromisoformat(local).replace(tzinfo=TOKYO).astimezone(UTC)
