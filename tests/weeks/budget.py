"""Months of the demo team with everything OnPace says unasked, hour by hour in this process: how much a person hears in a day."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.demo import seeding
from bot.demo.cast import TEAM
from bot.holidays import calendar_of
from bot.jobs import JOBS
from bot.jobs.closes import Closer
from bot.jobs.pulse import Pulse
from bot.jobs.requests import Requests
from bot.jobs.rounds import Rounds
from bot.mornings.reminders import remind
from coaching import simulation
from coaching.simulation.lives import Event
from coaching.terms import Happening, Role
from storage import calls, meetings
from storage.engine import writing
from storage.tables import Lead, Meeting, Member, Outgoing, Practice, Team, id_of
from tests.office import TOKYO
from tests.weeks.direct import Direct
from tests.weeks.floor import Message, Records, button, clock

HOURS = ("08:45", "09:00", *(f"{hour}:00" for hour in range(10, 19)), "18:30")
FEW = ("08:45", "09:00", "12:00", "16:00", "18:00")
WEEK, MONTHS = 5, 62  # business days
AHEAD = timedelta(days=200)
SOON = timedelta(minutes=5)  # before a practice, when both were just reminded

Day = tuple[str, date]  # a person's Slack id, and a local day


@dataclass(frozen=True)
class Heard:
    """Messages by person and day: those that count as unasked, and all that came without a word of theirs; and all by kind."""

    unasked: Mapping[Day, int]
    every: Mapping[Day, int]
    kinds: Mapping[str, int]
    days: int

    @property
    def most(self) -> int:
        """The most somebody got in a day, however counted."""
        return max([*self.unasked.values(), *self.every.values()], default=0)

    @property
    def fullest(self) -> Iterator[str]:
        """Who got so many, and when."""
        return (f"{who} {day}" for (who, day), count in self.every.items() if count == self.most)


class Everything(Direct):
    """The floor where the ticker and the pulse look at everything."""

    def __init__(self, engine: Engine, now: datetime) -> None:
        """On the demo's database."""
        super().__init__(engine, now)
        now_there = lambda: self.now  # noqa: E731
        self.rounds = Rounds(engine, now_there, JOBS, lambda: None)
        self.requests = Requests(engine, now_there, lambda: None)
        self.pulse = Pulse(engine, now_there, lambda: None)
        self.closer = Closer(engine, now_there)

    def inbox(self, who: str) -> list[Message]:
        """What has come to them: each look posts what it wrote."""
        return self._came(who)

    def glance(self, moment: datetime) -> None:
        """The clock stands there, and who practises soon is reminded."""
        self.now = moment
        remind(self.engine, frozenset(id_of(team) for team in Records(self.engine).rows(Team)), moment)

    def _look(self) -> None:
        for look in (self.mornings.look, self.closer.look, self.rounds.look, self.requests.look, self.pulse.beat):
            look()
        self._post()


@dataclass(frozen=True)
class _Deeds:
    """A history in the order in which it was told."""

    calls: Sequence[simulation.Call]
    events: Sequence[tuple[simulation.Meeting, Event]]

    @classmethod
    def of(cls, history: simulation.History) -> "_Deeds":
        """Sorted once."""
        events = [(meeting, event) for meeting in history.meetings for event in meeting.events]
        return cls(sorted(history.calls, key=lambda call: call.ended_at), sorted(events, key=lambda one: one[1].at))

    def calls_between(self, then: datetime, now: datetime) -> Sequence[simulation.Call]:
        """Those that ended after a moment and by another."""
        first, last = (bisect_right(self.calls, moment, key=lambda call: call.ended_at) for moment in (then, now))
        return self.calls[first:last]

    def events_between(self, then: datetime, now: datetime) -> Sequence[tuple[simulation.Meeting, Event]]:
        """The same of meetings."""
        first, last = (bisect_right(self.events, moment, key=lambda one: one[1].at) for moment in (then, now))
        return self.events[first:last]


@dataclass
class Months:
    """Lived day by day from where the seeded demo ends. Nobody taps but to say yes to practices: what is asked for stays asked for."""

    engine: Engine
    hours: Sequence[str] = HOURS
    _booked: dict[tuple[int, int, datetime], int] = field(default_factory=dict)  # rep, lead, when → the meeting's id

    def lived(self, days: int) -> Heard:
        """So many business days."""
        floor, first = Everything(self.engine, seeding.BEGINS), seeding.BEGINS.date() + timedelta(days=1)
        calendar = calendar_of(Team(workspace_id=0, name=TEAM, created_at=seeding.BEGINS), (), years=(2026, 2027))
        wanted = calendar.days(first, first + AHEAD)[:days]
        deeds, then = _Deeds.of(self._simulated(clock(wanted[-1], "23:00"))), seeding.BEGINS
        for day in wanted:
            for hour in self.hours:
                now = clock(day, hour)
                self._remind(floor, then, now)
                self._enter(deeds, then, now)
                then = now
                floor.at(now)
                if hour == self.hours[0]:
                    self._agree(floor, day)
            self._remind(floor, then, clock(day, "23:00"))
        return self.heard(days)

    def _remind(self, floor: Everything, then: datetime, now: datetime) -> None:
        """Stand where both sides of each practice are reminded, on the way from one moment to another."""
        soon = {practice.starts_at - SOON for practice in Records(self.engine).rows(Practice, Practice.starts_at > then)}
        for moment in sorted(one for one in soon if then < one < now):
            floor.glance(moment)

    def _simulated(self, until: datetime) -> simulation.History:
        """What the team does: the history the demo was seeded with, and how it goes on."""
        people = {str(row.slack_id): row for row in Records(self.engine).rows(Member)}
        cast = seeding._cast(self._team, people, seeding.BEGINS)
        return simulation.simulate(cast, seed=seeding.SEED, first=seeding.FIRST, now=until)

    @cached_property
    def _leads(self) -> list[int]:
        """By the number of the company."""
        return [id_of(row) for row in Records(self.engine).rows(Lead)]

    @cached_property
    def _team(self) -> Team:
        return Records(self.engine).rows(Team)[0]

    def _enter(self, deeds: "_Deeds", then: datetime, now: datetime) -> None:
        """Everything of the time between: calls, what was booked, what became of meetings."""
        fresh, leads = deeds.calls_between(then, now), self._leads
        with writing(self.engine) as session:
            calls.add_rows(session, [seeding._call(self._team, call, leads[call.lead]) for call in fresh])
            for meeting, event in deeds.events_between(then, now):
                self._happen(session, meeting, event)

    def _happen(self, session: Session, meeting: simulation.Meeting, event: Event) -> None:
        """One line of a meeting's history."""
        lead, own = self._leads[meeting.lead], (meeting.rep, meeting.lead, meeting.booked_at)
        if event.kind is Happening.BOOKED:
            assert event.starts_at
            about: dict[str, Any] = {"workspace_id": self._team.workspace_id, "team_id": id_of(self._team), "zone": TOKYO, "now": event.at}
            about |= {"booked_on": event.at.astimezone(TOKYO).date(), "starts_at": event.starts_at, "source": meeting.source}
            row = meetings.book(session, **about, member_id=meeting.rep, lead_id=lead, ae_id=meeting.ae)
            self._booked[own] = id_of(row)
            return
        seeded = select(Meeting).where(Meeting.member_id == meeting.rep, Meeting.lead_id == lead).order_by(col(Meeting.id).desc())
        found = session.get(Meeting, self._booked[own]) if own in self._booked else session.exec(seeded).first()
        if found:
            actor = meeting.rep if event.authority is Role.REP else meeting.ae
            more: dict[str, Any] = {"starts_at": event.starts_at, "amount": event.amount, "authority": event.authority, "actor_id": actor}
            meetings.record(session, meeting=found, kind=event.kind, now=event.at, zone=TOKYO, **more)

    def _agree(self, floor: Everything, day: date) -> None:
        """Both sides of each practice say yes."""
        records = Records(self.engine)
        names = records.people()
        for practice in records.on(day):
            for side in (practice.rep_id, practice.mentor_id):
                value = str(practice.id)
                found = [one for one in floor.inbox(names[side])[-5:] if button(one, "practice-accept", value)]
                if found:
                    floor.tap(names[side], found[-1], "practice-accept", value)

    def heard(self, days: int) -> Heard:
        """Everything that went to people."""
        people = {str(row.slack_id) for row in Records(self.engine).rows(Member)}
        rows = [row for row in Records(self.engine).rows(Outgoing) if row.to in people]
        return Heard(
            Counter((row.to, row.unasked_on) for row in rows if row.unasked_on),
            Counter((row.to, row.unasked_on or row.planned_at.astimezone(TOKYO).date()) for row in rows),  # edits in place are none
            Counter(row.key.partition(" ")[0] for row in rows),
            days,
        )
