"""What OnPace says unasked: the ticker looks at a moment of Tokyo, and what waits in the outbox is read as the people would."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Engine

from bot.jobs import JOBS
from bot.jobs.pulse import Pulse
from bot.jobs.rounds import Rounds
from coaching.posts import Decision, Job
from storage import members, postplans
from storage.engine import writing
from storage.postplans import Plan
from storage.tables import Member, Outgoing, Round, Team, id_of
from tests.furniture import move_in
from tests.month import moment
from tests.office import Office
from tests.people import CAST
from tests.rows import rows


def behind(engine: Engine) -> "Press":
    """Tom is to hold eighteen in November, the team, which works from eight and reads English, forty; nobody held any."""
    move_in(engine)
    office = Office(engine)
    office.at("2026-11-02 09:00")
    for who, line in (("mio", "/goal @tom meetings 18"), ("mio", "/goal team meetings 40"), ("tom", "/log 20 no-answer")):
        office.say(who, line)
    press = Press(office)
    press.change(opens=time(8), language="en")
    return press


@dataclass
class Press:
    """`press.look("2026-11-24 12:00")`, then `press.heard("C0TEAM")`. The team has been there since the first of October."""

    office: Office
    rounds: Rounds = field(init=False)
    where: dict[str, int] = field(init=False)
    woken: int = 0

    def __post_init__(self) -> None:
        [team] = rows(self.office, Team)
        self.where = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
        self.change(created_at=moment("2026-10-01 09:00"))
        self.rounds = self.another()

    def another(self) -> Rounds:
        """A further replica."""
        return Rounds(self.office.engine, lambda: self.office.now, JOBS, self._wake)

    def _wake(self) -> None:
        self.woken += 1

    def look(self, at: str = "") -> None:
        """The ticker looks, at this moment of Tokyo."""
        self.office.now = moment(at) if at else self.office.now
        self.rounds.look()

    def beat(self, at: str = "") -> None:
        """The pulse looks, at this moment of Tokyo."""
        self.office.now = moment(at) if at else self.office.now
        Pulse(self.office.engine, lambda: self.office.now, lambda: None).beat()

    def change(self, **changes: Any) -> None:
        """Change what the team is."""
        with writing(self.office.engine) as session:
            team = session.get_one(Team, self.where["team_id"])
            for name, value in changes.items():
                setattr(team, name, value)
            session.add(team)

    def another_team(self) -> int:
        """A further team like this one, as long there, and with nobody in it; its number."""
        with writing(self.office.engine) as session:
            like = session.get_one(Team, self.where["team_id"]).model_dump(exclude={"id"})
            team = Team(**like | {"name": "Osaka", "channel_id": "C0OSAKA"})
            session.add(team)
            session.flush()
            return id_of(team)

    def wants(self, job: Job, **plan: Any) -> None:
        """Have the team choose how a job is."""
        with writing(self.office.engine) as session:
            had = postplans.of_team(session, **self.where)[job]
            postplans.keep(session, **self.where, plan=Plan(**{**vars(had), **plan}))

    def wants_only(self, *jobs: Job) -> None:
        """Have the team want these and nothing else."""
        with writing(self.office.engine) as session:
            for job, plan in postplans.of_team(session, **self.where).items():
                postplans.keep(session, **self.where, plan=replace(plan, wanted=job in jobs))

    def leave(self, who: str, first: str, last: str = "") -> None:
        """Somebody is away."""
        member = self.member(who)
        with writing(self.office.engine) as session:
            span = {"first": date.fromisoformat(first), "last": date.fromisoformat(last or first)}
            members.add_leave(session, workspace_id=member.workspace_id, member_id=id_of(member), **span)

    def member(self, who: str) -> Member:
        """Somebody's row."""
        return next(one for one in rows(self.office, Member) if one.slack_id == CAST[who].slack_id)

    def heard(self, whom: str, kind: str = "") -> list[Outgoing]:
        """What a person (of the cast) or a channel was sent; `kind`: only these keys begin so."""
        to = CAST[whom].slack_id if whom in CAST else whom
        return [one for one in rows(self.office, Outgoing) if one.to == to and one.key.startswith(kind)]

    def keys(self, whom: str) -> list[str]:
        """The same, as keys without the number of the team: "numbers - 2026-11-24 12:00"."""
        return [one.key.replace(f" {self.where['team_id']} ", " - ") for one in self.heard(whom)]

    def texts(self, whom: str, kind: str = "") -> list[str]:
        """The same, as text."""
        return [str(one.body["text"]) for one in self.heard(whom, kind)]

    def decided(self) -> dict[str, Decision]:
        """What was decided, by job and period: {"numbers 2026-11-24 12:00": …}."""
        return {f"{one.job} {one.period}": Decision(one.decision) for one in rows(self.office, Round)}

    def due(self, whom: str) -> list[datetime]:
        """When what a person was sent goes out."""
        return [one.due_at for one in self.heard(whom)]
