"""Teams made up by chance whose mornings are planned, and the most of each that could be served."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from sqlmodel import Session

from coaching.agreement import Deed
from coaching.slots import Span
from coaching.terms import Role
from storage import members, mentoring, practices, scenarios, teams, workspaces
from storage.tables import Member, Practice, Team, id_of
from tests.month import moment
from tests.office import TOKYO

MONDAY, DAY = date(2026, 11, 23), date(2026, 11, 24)
NOW = moment("2026-11-24 08:45")
QUARTER = timedelta(minutes=15)


@dataclass
class Made:
    """A team of one's own in a workspace of its own, as it was made up."""

    session: Session
    seed: int
    team: Team = field(init=False)
    reps: list[Member] = field(default_factory=list)
    hours: dict[int, tuple[Span, int, int, int]] = field(default_factory=dict)  # mentor → hours, length, a day, a week
    taken: dict[int, list[Span]] = field(default_factory=dict)  # by anybody's id
    given: Counter[int] = field(default_factory=Counter)  # practices of this week by mentor
    today: Counter[int] = field(default_factory=Counter)
    away: set[int] = field(default_factory=set)
    had: set[int] = field(default_factory=set)  # reps who have one today, or gave a reason

    def __post_init__(self) -> None:
        self.workspace_id = id_of(workspaces.ensure(self.session, slack_id=f"T{self.seed}", now=NOW))
        self.team = teams.create(self.session, workspace_id=self.workspace_id, name="Team", now=NOW)

    def member(self, *roles: Role, **more: Any) -> Member:
        """Somebody of the team."""
        made = Member(workspace_id=self.workspace_id, team_id=self.team.id, name="N", created_at=NOW, **more)
        members.set_roles(made, roles)
        self.session.add(made)
        self.session.flush()
        self.taken[id_of(made)] = []
        return made

    def mentor(self, made: Member, span: Span, minutes: int, a_day: int, a_week: int) -> None:
        """Somebody's hours of this day."""
        kept = {"a_day": a_day, "a_week": a_week, "minutes": minutes}
        hours = {"1": [f"{at.astimezone(TOKYO):%H:%M}" for at in (span.start, span.end)]}
        mentoring.keep(self.session, workspace_id=self.workspace_id, member_id=id_of(made), hours=hours, **kept)
        self.hours[id_of(made)] = (span, minutes, a_day, a_week)

    def leave(self, one: int) -> None:
        """Away today."""
        members.add_leave(self.session, workspace_id=self.workspace_id, member_id=one, first=DAY, last=DAY)
        self.away.add(one)

    def busy(self, one: int, span: Span) -> None:
        """A promise."""
        mentoring.commit_to(self.session, workspace_id=self.workspace_id, member_id=one, starts_at=span.start, ends_at=span.end)
        self.taken[one].append(span)

    def practice(self, rep: int, mentor: int, span: Span, *, skipped: bool = False) -> Practice:
        """One that was agreed on before."""
        version = scenarios.for_step(self.session, team=self.team, step=None, now=NOW)
        people: dict[str, Any] = {"rep_id": rep, "mentor_id": mentor, "version_id": id_of(version)}
        minutes = int((span.end - span.start).total_seconds() // 60)
        told: dict[str, Any] = {"step": "", "minutes": minutes, "need": "", "evidence": {}, "now": NOW - timedelta(hours=1)}
        where: dict[str, Any] = {"workspace_id": self.workspace_id, "team_id": id_of(self.team), "key": f"hand {rep} {span.start}"}
        day = span.start.astimezone(TOKYO).date()
        made = practices.propose(self.session, **where, **people, **told, day=day, starts_at=span.start)
        assert made
        if skipped:
            practices.say(self.session, practice=made, kind=Deed.SKIPPED, actor_id=rep, now=NOW, reason="busy")
        else:
            self.given[mentor] += day >= MONDAY
            self.today[mentor] += day == DAY
            for one in (rep, mentor):
                self.taken[one].append(span)
        self.had |= {rep} if day == DAY else set()
        return made

    def slots(self) -> list[tuple[int, Span]]:
        """Every time a mentor could give, computed here anew."""
        found = []
        for mentor, (hours, minutes, _, _) in self.hours.items():
            length, at = timedelta(minutes=minutes), hours.start
            while at + length <= hours.end and mentor not in self.away:
                slot = Span(at, at + length)
                if at >= NOW + timedelta(minutes=30) and not any(slot.meets(one) for one in self.taken[mentor]):
                    found.append((mentor, slot))
                at += length
        return found

    def room(self, mentor: int) -> int:
        """How many more a mentor can give."""
        _, _, a_day, a_week = self.hours[mentor]
        return max(min(a_day - self.today[mentor], a_week - self.given[mentor]), 0)

    def due(self) -> list[int]:
        """Who practises today: all are new."""
        return [id_of(one) for one in self.reps if id_of(one) not in self.away | self.had]


def made_up(session: Session, seed: int, *, dual: bool) -> Made:
    """Three to nine reps, up to four mentors, with what stands in the way; `dual`: some mentors are new reps themselves."""
    chance, made = Random(seed), Made(session, seed)
    for _ in range(chance.randint(0, 4)):
        learns = dual and chance.random() < 0.6
        one = made.member(Role.MENTOR, *([Role.REP] if learns else []), start_date=date(2026, 11, 16) if learns else None)
        start = moment("2026-11-24 16:00") + QUARTER * chance.randint(-4, 2)
        made.mentor(
            one,
            Span(start, start + QUARTER * chance.randint(1, 8)),
            chance.choice([15, 30, 45]),
            chance.randint(0, 3),
            chance.choice([1, 2, 3, 5]),
        )
        if learns:
            made.reps.append(one)
    staff = list(made.hours)
    for _ in range(chance.randint(3, 7)):
        own = chance.choice([None, *staff])
        made.reps.append(made.member(Role.REP, mentor_id=own, start_date=date(2026, 11, 16)))
    for who in list(made.taken):
        if chance.random() < 0.15:
            made.leave(who)
        if chance.random() < 0.4:
            start = moment("2026-11-24 15:30") + QUARTER * chance.randint(0, 8)
            made.busy(who, Span(start, start + QUARTER * chance.randint(1, 3)))
    _by_hand(made, chance)
    return made


def _by_hand(made: Made, chance: Random) -> None:
    """A practice or two that are there already, and mentors' of the day before."""
    for n, mentor in enumerate(made.hours):
        start = moment("2026-11-23 15:00") + 2 * QUARTER * n
        if chance.random() < 0.5:
            made.practice(chance.choice([id_of(one) for one in made.reps if one.id != mentor]), mentor, Span(start, start + QUARTER))
    for rep in [id_of(one) for one in made.reps if chance.random() < 0.2]:
        free = [(who, span) for who, span in made.slots() if who != rep and not any(span.meets(one) for one in made.taken[rep])]
        if free and rep not in made.away:
            made.practice(rep, *chance.choice(free), skipped=chance.random() < 0.3)


def most_served(made: Made) -> int:
    """scipy's integer programme over what was made up: limits are sets of ways of which so many can be had."""
    ways = [
        (rep, mentor, span)
        for rep in made.due()
        for mentor, span in made.slots()
        if mentor != rep and not any(span.meets(one) for one in made.taken[rep])
    ]
    limits: list[tuple[set[int], int]] = [({n for n, way in enumerate(ways) if way[0] == rep}, 1) for rep in made.due()]
    limits += [({n for n, way in enumerate(ways) if way[1] == mentor}, made.room(mentor)) for mentor in made.hours]
    limits += [({n for n, way in enumerate(ways) if way[1:] == slot}, 1) for slot in made.slots()]
    limits += [({n, m}, 1) for n, a in enumerate(ways) for m, b in enumerate(ways) if a[0] == b[1] and a[2].meets(b[2])]
    if not ways:
        return 0
    table = np.array([[n in those for n in range(len(ways))] for those, _ in limits], dtype=float)
    each, most = np.ones(len(ways)), [many for _, many in limits]
    return round(-float(milp(-each, integrality=each, bounds=Bounds(0, 1), constraints=LinearConstraint(table, ub=most)).fun))
