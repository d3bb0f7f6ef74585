"""Kill −9 while a morning is planned and told, and while people are reminded: each practice is planned once, each message goes out once.

What counts is what the people have in their DMs at the end: a message by the key in its metadata, a calendar file by its name.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from bot.posting.sending import file_name
from sandbox.clock import Clock
from sandbox.server import Server, serve
from storage import agenda
from storage.engine import reading, writing
from storage.tables import Member, Outgoing, Practice, PracticePlan, id_of
from tests.databases import cluster, programs
from tests.faults import crowds
from tests.faults.finding import Finding, Stage
from tests.faults.outboxes import PLACES, UNSETTLED, Replica, Trial
from tests.living import workspace
from tests.office import TOKYO
from tests.patience import until
from tests.people import CAST

REPS, MENTOR = ("yui", "tom", "hana"), "ken"
DAYS = (date(2026, 11, 24), date(2026, 11, 25))
MORNING, REMINDERS = "08:45", ("15:50", "16:20", "16:50")  # of practices at 16:00, 16:30, 17:00
STEP, STEPS = timedelta(seconds=31), 3  # longer than a killed worker's messages are left alone
OURS = ("practice", "practices")
SECOND = "16:30"
SOON = timedelta(minutes=10)  # both are reminded so long before
PATIENCE = 60


@dataclass(frozen=True)
class Course:
    """The days and moments lived through, and how often somebody is killed at each."""

    days: Sequence[date]
    moments: Sequence[str]
    kills: int

    def reminds(self, starts_at: datetime) -> bool:
        """Whether one of the moments is ten minutes before."""
        return f"{starts_at.astimezone(TOKYO) - SOON:%H:%M}" in self.moments


def trials(stage: Stage) -> Iterator[Finding]:
    """One bot on SQLite; in the whole form also two on one PostgreSQL."""
    course = Course(DAYS[: stage.times(2, 1)], (MORNING, *REMINDERS[: stage.times(3, 1)]), stage.times(3, 1))
    yield from Daybreak(stage.folder / "one", course).findings()
    if not stage.short and programs():
        with cluster() as postgres:
            yield from Daybreak(stage.folder / "two", course, crowds.made(postgres, "daybreak"), replicas=2).findings()


class Daybreak(Trial):
    """A mentor with three new reps; the clock goes from one moment something is due at to the next, and the bots die at each."""

    def __init__(self, folder: Path, course: Course, url: str = "", *, replicas: int = 1) -> None:
        """Nothing is planned yet."""
        super().__init__(folder, url)
        self.course, self.replicas, self.died = course, replicas, 0
        with writing(self.engine) as session:
            people = {str(row.slack_id): row for row in session.exec(select(Member)).all()}
            for rep in REPS:
                row = people[CAST[rep].slack_id]
                row.mentor_id, row.start_date = people[CAST[MENTOR].slack_id].id, date(2026, 11, 16)

    def findings(self) -> Iterator[Finding]:
        """Live through the days, then count."""
        begins = datetime.combine(self.course.days[0], datetime.min.time(), TOKYO).replace(hour=8, minute=30)
        with ExitStack() as stack:
            server = stack.enter_context(serve(workspace(Clock(begins))))
            living = [self.alive(stack, server) for _ in range(self.replicas)]
            for day in self.course.days:
                for moment in self.course.moments:
                    self.lived_through(stack, server, living, datetime.fromisoformat(f"{day} {moment}").replace(tzinfo=TOKYO))
            found = {person: self.said(server, place) for person, place in PLACES.items()}
        yield self.planned()
        yield self.told(found)

    def lived_through(self, stack: ExitStack, server: Server, living: list[Replica], moment: datetime) -> None:
        """Kill one after another as soon as a little more of what is due then is done; the last ones finish it."""
        before = len(self.ours())
        server.workspace.clock.set(moment)
        for life in range(self.course.kills):
            until(self.is_further(before, life), PATIENCE)
            one = self.died % self.replicas
            living[one].kill()
            self.died += 1
            living[one] = self.alive(stack, server)
            for _ in range(STEPS):
                until(lambda: not self.tarries(server, living), PATIENCE)
                server.workspace.clock.move(STEP)
        until(lambda: self.is_told(moment) and self.settled(server, living), PATIENCE)

    def is_further(self, before: int, life: int) -> Callable[[], bool]:
        """Killed where a plan is half written, where messages wait, where some are on their way, where all are sent."""

        def further() -> bool:
            rows = self.ours()[before:]
            gone = [row for row in rows if row.state != "waiting"]
            return bool(rows if life == 0 else len(gone) >= min(life, len(rows)) and rows)

        return further

    def settled(self, server: Server, living: Sequence[Replica]) -> bool:
        """Whether nothing waits; what is left in doubt is given the time it takes."""
        if self.count("claimed") == self.count(*UNSETTLED) and not self.tarries(server, living):
            server.workspace.clock.move(timedelta(seconds=1))
        return not self.count(*UNSETTLED)

    def ours(self) -> list[Outgoing]:
        """What was put into the outbox for practices."""
        return sorted((row for row in self.rows() if row.key.partition("-")[0].partition(" ")[0] in OURS), key=lambda row: row.id or 0)

    def is_told(self, moment: datetime) -> bool:
        """Whether all that is due then is in the outbox."""
        return not set(self.due(until_then=moment)) - {row.key for row in self.ours()}

    def practices(self) -> list[Practice]:
        """Everything that was planned, in order of time."""
        with reading(self.engine) as session:
            return list(session.exec(select(Practice).order_by(col(Practice.starts_at))).all())

    def due(self, until_then: datetime) -> Iterator[str]:
        """The keys of what has to be told by a moment: to each what the morning planned, its files, and the reminders."""
        found = self.practices()
        for day in {row.day for row in found}:
            mentors = {row.mentor_id for row in found if row.day == day}
            yield from (agenda.of_day(one, day, file=file) for one in mentors for file in (False, True))
        for row in found:
            yield from (agenda.of_one(id_of(row), row.rep_id), agenda.of_file(id_of(row), 0, row.rep_id))
            if row.starts_at - SOON <= until_then and self.course.reminds(row.starts_at):
                yield from (
                    agenda.of_one(id_of(row), one, soon=row.starts_at) for one in (row.rep_id, *([row.mentor_id] * self.is_first(row)))
                )
        if not found:
            yield "a plan"

    def is_first(self, row: Practice) -> bool:
        """Whether the mentor is reminded of it by itself: the second of a day is named with the first."""
        return f"{row.starts_at.astimezone(TOKYO):%H:%M}" != SECOND

    def said(self, server: Server, place: str) -> Counter[str]:
        """How often each message and file is in somebody's DM."""
        found: Counter[str] = Counter()
        for message in server.workspace.said.lasting(place):
            data: dict[str, Any] = message.data
            found.update([data["metadata"]["event_payload"]["key"]] if data.get("metadata") else [])
            found.update(str(one["name"]) for one in data.get("files", []))
        return found

    def planned(self) -> Finding:
        """Each rep once a day, nobody twice at once, each day's plan once."""
        found = self.practices()
        once = Counter((row.rep_id, row.day) for row in found)
        at_once = Counter((who, row.starts_at) for row in found for who in (row.rep_id, row.mentor_id))
        with reading(self.engine) as session:
            plans = Counter((row.team_id, row.day) for row in session.exec(select(PracticePlan)).all())
        wanted = len(REPS) * len(self.course.days)
        lost = wanted - len(once) + len(self.course.days) - len(plans)
        doubled = sum(count - 1 for counted in (once, at_once, plans) for count in counted.values())
        what = f"mornings planned by {self.bots()}, {self.died} × kill −9"
        return Finding(what, wanted, not lost and not doubled, lost, doubled, note=f"{len(plans)} mornings, {len(found)} practices")

    def told(self, found: dict[str, Counter[str]]) -> Finding:
        """Each message, calendar file and reminder once, where it belongs, and nothing else of practices."""
        last = datetime.max.replace(tzinfo=TOKYO)
        wanted = set(self.due(until_then=last))
        rows = {row.key: row for row in self.ours()}
        names = {key: file_name(key, "ics") if "-file" in key else key for key in wanted | rows.keys()}
        seen = {key: found[rows[key].to][names[key]] if key in rows else 0 for key in names}
        lost = sum(not seen[key] for key in wanted)
        doubled = sum(max(count - 1, 0) for count in seen.values()) + len(rows.keys() - wanted)
        files, soon = (sum(word in key for key in wanted) for word in ("-file", "-soon"))
        note = f"{len(wanted) - files - soon} messages, {files} calendar files, {soon} reminders"
        return Finding(f"what they tell, by {self.bots()}", len(wanted), not lost and not doubled, lost, doubled, note=note)

    def bots(self) -> str:
        """How many, on what."""
        return f"{self.replicas} bots on one {self.engine.dialect.name}" if self.replicas > 1 else f"a bot on {self.engine.dialect.name}"
