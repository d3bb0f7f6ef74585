"""Many teams with many reps, in the database and in the sandbox: who is to hear something at nine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Engine

from coaching.posts import Job
from coaching.terms import GoalFor, Kpi, Role
from sandbox.clock import Clock
from sandbox.server import Server, serve
from storage import goals, members, postplans, teams
from storage.engine import writing
from storage.tables import Member, id_of
from tests.living import Json, workspace
from tests.office import TOKYO

DAY = date(2026, 11, 25)  # the second business day of its week
NINE = datetime(2026, 11, 25, 9, tzinfo=TOKYO)
LONG_AGO = NINE - timedelta(days=30)


@dataclass(frozen=True)
class Staff:
    """So many teams of so many reps. With `channels` each team has one, with a goal to speak of, and hears its numbers there at nine."""

    teams: int
    reps: int
    channels: bool = False

    @property
    def people(self) -> list[str]:
        """Slack ids."""
        return [f"U0R{n:05}" for n in range(self.teams * self.reps)]

    @property
    def places(self) -> list[str]:
        """Where something is due: every DM, then every channel."""
        return [f"D{one[1:]}" for one in self.people] + ([f"C0T{n:04}" for n in range(self.teams)] if self.channels else [])

    def serve(self, at: datetime) -> Server:
        """Their workspace."""
        more = [{"id": one, "name": one.lower(), "real_name": f"Rep {one[3:]}", "locale": "en-US"} for one in self.people]
        channels: Sequence[Json] = [{"id": one, "name": one.lower(), "members": []} for one in self.places if one.startswith("C")]
        return serve(workspace(Clock(at), more=more, channels=channels))

    def settle(self, engine: Engine) -> None:
        """Into a furnished database. Nobody was ever written to; nobody of the cast is told anything."""
        with writing(engine) as session:
            for n in range(self.teams):
                team = teams.create(session, workspace_id=1, name=f"Team {n:04}", now=LONG_AGO)
                session.flush()
                where = {"workspace_id": 1, "team_id": id_of(team)}
                session.add_all(self._rep(id_of(team), one) for one in self.people[n * self.reps : (n + 1) * self.reps])
                if self.channels:
                    team.channel_id = f"C0T{n:04}"
                    about = {"goal_for": GoalFor.TEAM, "kpi": Kpi.MEETINGS, "value": Decimal(20), "month": DAY.replace(day=1), "set_by": 1}
                    goals.set_goal(session, **where, **about, now=LONG_AGO)  # type: ignore[arg-type]
                    plan = postplans.Plan(Job.NUMBERS, times=(NINE.time(),))
                    postplans.keep(session, **where, plan=plan)

    def _rep(self, team_id: int, slack_id: str) -> Member:
        row = Member(workspace_id=1, team_id=team_id, slack_id=slack_id, name=f"Rep {slack_id[3:]}", language="en", created_at=LONG_AGO)
        members.set_roles(row, frozenset({Role.REP}))
        return row
