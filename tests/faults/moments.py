"""Moments a bot missed, and clocks that are set: what is due is said once or noted as late, each decision in the log."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as hour
from decimal import Decimal
from pathlib import Path

from sqlmodel import select

from coaching.posts import Decision, Job
from coaching.terms import GoalFor, Kpi
from sandbox.clock import Clock
from sandbox.server import Server, serve
from storage import goals, postplans, teams
from storage.engine import reading, writing
from storage.tables import Outgoing, Round, Team, id_of
from tests.faults.finding import Finding
from tests.faults.outboxes import UNSETTLED, Trial
from tests.living import workspace
from tests.office import TOKYO
from tests.patience import until
from tests.people import TEAM_CHANNEL

FIRST = date(2026, 11, 24)  # a Tuesday
NOON = hour(12)
PATIENCE = 60


@dataclass(frozen=True)
class Down:
    """Over the noon of a day the bot is down so long; whether what was due is said afterwards."""

    day: date
    over: timedelta
    said: bool
    name: str

    @property
    def noon(self) -> datetime:
        """When it was due."""
        return datetime.combine(self.day, NOON, TOKYO)


DOWN = (
    Down(date(2026, 11, 25), timedelta(seconds=1), True, "1 s"),
    Down(date(2026, 11, 26), timedelta(hours=1), True, "1 h"),
    Down(date(2026, 11, 27), timedelta(days=1), False, "1 day"),
    Down(date(2026, 12, 1), timedelta(days=3), False, "3 days"),
)


class Noons(Trial):
    """A team that hears its numbers at noon."""

    def __init__(self, folder: Path) -> None:
        """With a goal to speak of; nothing else is told in the channel."""
        super().__init__(folder)
        self.markers = 0
        with writing(self.engine) as session:
            team = session.get_one(Team, 1)
            team.created_at = datetime.combine(FIRST - timedelta(days=20), NOON, TOKYO)
            where = {"workspace_id": 1, "team_id": 1}
            for month in (FIRST.replace(day=1), date(2026, 12, 1)):
                about = {"goal_for": GoalFor.TEAM, "kpi": Kpi.MEETINGS, "value": Decimal(20), "set_by": 1, "month": month}
                goals.set_goal(session, **where, **about, now=team.created_at)  # type: ignore[arg-type]
            for job in Job:
                postplans.keep(session, **where, plan=postplans.Plan(job, wanted=job is Job.NUMBERS, times=(NOON,)))

    def findings(self) -> Iterator[Finding]:
        """Each kind has its own."""
        raise NotImplementedError

    def looked(self, server: Server) -> None:
        """Until the ticker has looked at every team at this moment, and what it wrote is out: a team that is new, and last, tells."""
        self.markers += 1
        now = server.workspace.clock.now()
        with writing(self.engine) as session:
            marker = teams.create(session, workspace_id=1, name=f"Marker {self.markers}", now=now - timedelta(days=5))
            session.flush()
            new = id_of(marker)
        until(lambda: self.has_decided(new) and not self.count(*UNSETTLED), PATIENCE)

    def has_decided(self, team_id: int) -> bool:
        """Whether anything was decided of a team."""
        time.sleep(0.1)  # the bot needs the machine
        return any(row.team_id == team_id for row in self.decided())

    def decided(self) -> list[Round]:
        """Of all teams."""
        with reading(self.engine) as session:
            return list(session.exec(select(Round)).all())

    def said(self, day: date) -> int:
        """How often that noon's numbers are in the outbox, posted."""
        key = f"numbers 1 {day} 12:00"
        with reading(self.engine) as session:
            return len(session.exec(select(Outgoing).where(Outgoing.key == key, Outgoing.state == "posted")).all())

    def shown(self, server: Server) -> int:
        """How many pictures are in the channel: each noon's numbers come with one."""
        return sum(bool(one.data.get("files")) for one in server.workspace.said.lasting(TEAM_CHANNEL))

    def unlogged(self) -> int:
        """Decisions about the team that no line of a log tells, or more than one."""
        lines = [line for log in self.folder.glob("log-*") for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
        told = [json.loads(line) for line in lines]
        counted = Counter((one["period"], one["decision"]) for one in told if one["event"] == "a post was due" and one["team"] == "Tokyo")
        rows = {(row.period, row.decision) for row in self.decided() if row.team_id == 1}
        return sum(counted[one] != 1 for one in rows) + len(counted.keys() - rows)


class Downtime(Noons):
    """The bot is killed a little before a noon and started so long after it."""

    def __init__(self, folder: Path, downs: Sequence[Down]) -> None:
        """Nothing is due yet."""
        super().__init__(folder)
        self.downs = downs

    def findings(self) -> Iterator[Finding]:
        """Each in turn."""
        with ExitStack() as stack:
            server = stack.enter_context(serve(workspace(Clock(self.downs[0].noon - timedelta(minutes=1)))))
            bot = self.alive(stack, server)
            for down in self.downs:
                if server.workspace.clock.now() < down.noon - timedelta(minutes=1):
                    server.workspace.clock.set(down.noon - timedelta(minutes=1))
                self.looked(server)
                bot.kill()
                server.workspace.clock.set(down.noon + down.over)
                bot = self.alive(stack, server)
                self.looked(server)
            shown = self.shown(server)
        yield self.judged(shown)

    def judged(self, shown: int) -> Finding:
        """One line."""
        decisions = {row.period: row.decision for row in self.decided() if row.team_id == 1}
        wanted = {f"{down.day} 12:00": Decision.WRITTEN if down.said else Decision.LATE for down in self.downs}
        wrong = sum(decisions.get(period) != decision for period, decision in wanted.items())
        lost = sum(down.said > self.said(down.day) for down in self.downs)
        due = sum(down.said for down in self.downs)
        also = sum(decision == Decision.WRITTEN for period, decision in decisions.items() if period not in wanted)
        doubled = max(shown - due - also, 0)
        passed = not (wrong or lost or doubled or self.unlogged())
        note = "; ".join(f"{down.name}: {'said once' if down.said else 'noted as late'}" for down in self.downs)
        return Finding("down over a noon", len(self.downs), passed, lost, doubled, note=note if passed else f"{decisions}"[:150])


class Clocks(Noons):
    """The clock is set back an hour after a noon, forward a day, and back again."""

    def findings(self) -> Iterator[Finding]:
        """At each the ticker looks."""
        noon = datetime.combine(FIRST + timedelta(days=1), NOON, TOKYO)
        an_hour, a_day = timedelta(hours=1), timedelta(days=1)
        with ExitStack() as stack:
            server = stack.enter_context(serve(workspace(Clock(noon + timedelta(seconds=1)))))
            self.alive(stack, server)
            self.looked(server)
            for moment in (noon - an_hour, noon, noon + a_day, noon + 2 * an_hour):
                server.workspace.clock.set(moment + timedelta(seconds=1))
                self.looked(server)
            shown = self.shown(server)
        said = [self.said(noon.date()), self.said(noon.date() + a_day)]
        lost, doubled = said.count(0), max(shown - 2, 0)
        passed = not lost and not doubled and not self.unlogged()
        yield Finding("the clock set back an hour, forward a day, and back", 4, passed, lost, doubled, note="both noons said once")
