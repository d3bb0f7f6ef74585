"""From an outcome's acknowledgement to what it turned: the message of a broken (or regained) pace, and the live board that shows it."""

import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from coaching.posts import Job
from coaching.terms import GoalFor, Happening, Kpi, Role
from sandbox.clock import Clock
from sandbox.server import Server, serve
from storage import goals, leads, meetings, members, postplans
from storage.engine import connect, writing
from storage.tables import Meeting, Member, Team, id_of
from tests.living import furnished, meet, workspace
from tests.office import TOKYO
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import settings, started

BUDGET = 5.0  # seconds, at the 99th percentile
REPS, EVERY, LOGS_EVERY = 50, 1.0, 5.0  # people; seconds between two flips; between two calls of one rep
DAYS = (date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 12))  # the fifth business day and on
GOAL = 19  # meetings: one for each business day of the month, so what is expected is the days gone by
HELD = (5, 5, 6, 7)  # of each rep, when the day's flips begin
BOOKED = date(2026, 10, 5)  # so long ago that few more are expected: a chance near 0
WORDS = ("no-show", "held", "no-show", "held")  # what is recorded of one: behind, on pace again, …
MANAGER = CAST["ann"].slack_id
LATE = 30.0  # seconds after which a flip counts as never shown


@dataclass(frozen=True)
class Measured:
    """Seconds from the acknowledgement, each in order of size."""

    told: Sequence[float]
    shown: Sequence[float]
    flips: int
    logged: int

    @property
    def holds(self) -> bool:
        """Whether all were told and shown, and 99 of 100 in time."""
        whole = len(self.told) == len(self.shown) == self.flips
        return whole and max(quantile(self.told, 0.99), quantile(self.shown, 0.99)) <= BUDGET


def quantile(found: Sequence[float], share: float) -> float:
    """What this share does not exceed."""
    return found[min(int(len(found) * share), len(found) - 1)] if found else float("inf")


def measure(folder: Path, *, days: int = len(DAYS), reps: int = REPS) -> Measured:
    """So many reps turn once each on so many days while all of them log."""
    url = furnished(f"sqlite:///{folder / 'flips.db'}")
    people = [f"U0F{n:03}" for n in range(reps)]
    team = Flock(url, people)
    more = [{"id": one, "name": one.lower(), "real_name": f"Rep {one}", "locale": "en-US"} for one in people]
    with ExitStack() as stack:
        server = stack.enter_context(serve(workspace(Clock(_moment(DAYS[0])), more=more)))
        words = ("bot", "run", "--transport", "http", "--port", "0")
        person = meet(server, stack.enter_context(started(folder / "flips.log", *words, **settings(server, url))), "http")
        flips = Flips(person.server, team)
        stack.enter_context(flips.watching())
        stack.enter_context(flips.logging())
        for number, day in enumerate(DAYS[:days]):
            team.hold(HELD[number], day)
            server.workspace.clock.set(_moment(day))
            flips.turn(number)
        return flips.measured(days * reps)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 14, 10, tzinfo=TOKYO)


class Flock:
    """Reps with meetings in the database, each with one that is held or a no-show as somebody says."""

    def __init__(self, url: str, people: Sequence[str]) -> None:
        """In the cast's team, with goals."""
        self.engine, self.people, self.meetings = connect(url), people, dict.fromkeys(people, 0)
        begun = datetime(2026, 10, 1, 9, tzinfo=TOKYO)
        with writing(self.engine) as session:
            session.get_one(Team, 1).created_at = begun
            postplans.keep(session, workspace_id=1, team_id=1, plan=postplans.Plan(Job.BOARD))
            self._goal(session, GoalFor.REP, GOAL)
            self._goal(session, GoalFor.TEAM, GOAL * len(people))
            rows = [Member(workspace_id=1, team_id=1, created_at=begun, slack_id=one, name=f"Rep {one}", language="en") for one in people]
            for row in rows:
                row.dm_id = f"D{str(row.slack_id)[1:]}"
                members.set_roles(row, frozenset({Role.REP}))
            session.add_all(rows)
            session.flush()
            self.ids = {str(row.slack_id): id_of(row) for row in rows}

    def _goal(self, session: Any, goal_for: GoalFor, value: int) -> None:
        about: dict[str, Any] = {
            "goal_for": goal_for,
            "kpi": Kpi.MEETINGS,
            "value": Decimal(value),
            "month": DAYS[0].replace(day=1),
            "set_by": 1,
        }
        goals.set_goal(session, workspace_id=1, team_id=1, **about, now=datetime(2026, 10, 1, tzinfo=TOKYO))

    def hold(self, count: int, day: date) -> None:
        """Each has held so many by then: what is missing is held now, the morning before."""
        at = datetime(day.year, day.month, day.day, 10, tzinfo=TOKYO) - timedelta(days=3 if day == DAYS[0] else 1)
        with writing(self.engine) as session:
            for one in self.people:
                while self.meetings[one] < count:
                    self.meetings[one] += 1
                    self._held(session, one, f"Lead{one}n{self.meetings[one]}", at)

    def _held(self, session: Any, who: str, name: str, at: datetime) -> Meeting:
        where: dict[str, Any] = {"workspace_id": 1, "team_id": 1}
        lead = leads.add(session, **where, name=name, now=at, owner_id=self.ids[who])
        session.flush()
        about: dict[str, Any] = {"member_id": self.ids[who], "starts_at": at, "zone": TOKYO, "booked_on": BOOKED, "lead_id": id_of(lead)}
        row = meetings.book(session, **where, **about, now=at)
        meetings.record(session, meeting=row, kind=Happening.HELD, now=at, zone=TOKYO, authority=Role.REP, actor_id=self.ids[who])
        return row


@dataclass
class Flips:
    """What is done, and what of it was seen when, by the workspace's clock."""

    server: Server
    flock: Flock
    done: list[tuple[str, date, float, int]] = field(default_factory=list)  # who, day, acknowledged at, meetings the team has held then
    boards: list[tuple[float, int]] = field(default_factory=list)  # when the board said how many
    logged: int = 0

    @property
    def now(self) -> float:
        """Seconds."""
        return self.server.workspace.clock.now().timestamp()

    def turn(self, number: int) -> None:
        """Each rep's flip of the day, one after the other; until all of them are told and shown."""
        held = len(self.flock.people) * HELD[number]
        until(lambda: self.boards and self.boards[-1][1] == held, 60)
        until(lambda: self.server.workspace.said.lasting(TEAM_CHANNEL), 60)
        step = -1 if WORDS[number] == "no-show" else 1
        for one in self.flock.people:
            begun, held = time.monotonic(), held + step
            until(lambda who=one: self._says(f"/meeting {WORDS[number]} Lead{who}n1"), LATE)  # type: ignore[misc]
            self.done.append((one, DAYS[number], self.now, held))
            self.flock.meetings[one] += step
            time.sleep(max(EVERY - (time.monotonic() - begun), 0))
        until(lambda: self.boards[-1][1] == held and all(self.told(one, DAYS[number]) for one in self.flock.people), LATE)

    def _says(self, line: str) -> bool:
        """Whether it was recorded; where nobody could write just then, it is said again."""
        assert self.server.workspace.write(MANAGER, TEAM_CHANNEL, line) == ""
        answers = [one.data["text"] for one in self.server.workspace.said.seen_by(TEAM_CHANNEL, MANAGER) if one.only_for]
        return line.split()[-1] in answers[-1]

    def told(self, who: str, day: date) -> float:
        """When somebody's message of the day came; 0: it did not."""
        for message in self.server.workspace.said.lasting(f"D{who[1:]}"):
            payload = (message.data.get("metadata") or {}).get("event_payload") or {}
            if str(payload.get("key", "")).startswith("pace ") and str(payload["key"]).endswith(day.isoformat()):
                return float(message.data["ts"])
        return 0.0

    def measured(self, flips: int) -> Measured:
        """Of all that was done."""
        told = sorted(when - at for who, day, at, _ in self.done if (when := self.told(who, day)))
        shown = sorted(when - at for who, day, at, held in self.done if (when := self._shown(day, at, held)))
        return Measured(told, shown, flips, self.logged)

    def _shown(self, day: date, at: float, held: int) -> float:
        """When the board said so many, or what followed it."""
        down = WORDS[DAYS.index(day)] == "no-show"
        found = (when for when, said in self.boards if at - LATE < when < at + LATE and (said <= held if down else said >= held))
        when = next(found, 0.0)
        return max(when, at) if when else 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """The board is looked at all the time."""
        with _beside(self._watch):
            yield

    def _watch(self, over: threading.Event) -> None:
        while not over.wait(0.02):
            pinned = [one for one in self.server.workspace.said.lasting(TEAM_CHANNEL) if one.pinned]
            for one in pinned:
                held = int(re.findall(r"\d+", one.data["text"].splitlines()[1])[0])
                if not self.boards or self.boards[-1][1] != held:
                    self.boards.append((self.now, held))

    @contextmanager
    def logging(self) -> Iterator[None]:
        """Everybody logs a call now and then."""
        with ExitStack() as stack:
            for number, one in enumerate(self.flock.people):
                begin = LOGS_EVERY * number / len(self.flock.people)
                stack.enter_context(_beside(lambda over, who=one, after=begin: self._log(over, who, after)))
            yield

    def _log(self, over: threading.Event, who: str, after: float) -> None:
        over.wait(after)
        while not over.wait(LOGS_EVERY):
            self.logged += not self.server.workspace.write(who, f"D{who[1:]}", "/log no-answer")


@contextmanager
def _beside(deed: Any) -> Iterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=deed, args=(over,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(30)
