"""The real planning on teams made up by chance: no capacity exceeded, nobody in two places, as many served as can be; and who is due."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow
from sqlmodel import Session

from bot.scoreboard.planning import Morning, plan
from coaching.agreement import Deed
from coaching.placing import Why
from coaching.practice import Need
from coaching.slots import Span
from coaching.terms import Role
from storage import members, mentoring, practices, scenarios, teams, workspaces
from storage.tables import Member, Practice, Team, id_of
from tests.month import moment
from tests.office import TOKYO

DAY = date(2026, 11, 24)
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
        made = practices.propose(self.session, **where, **people, **told, day=DAY, starts_at=span.start)
        assert made
        if skipped:
            practices.say(self.session, practice=made, kind=Deed.SKIPPED, actor_id=rep, now=NOW, reason="busy")
        else:
            self.given[mentor] += 1
            self.today[mentor] += 1
            for one in (rep, mentor):
                self.taken[one].append(span)
        self.had.add(rep)
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
        made.mentor(one, Span(start, start + QUARTER * chance.randint(1, 8)), chance.choice([15, 30, 45]), chance.randint(0, 3), 5)
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
    """A practice or two that are there already."""
    for rep in [id_of(one) for one in made.reps if chance.random() < 0.2]:
        free = [(who, span) for who, span in made.slots() if who != rep and not any(span.meets(one) for one in made.taken[rep])]
        if free and rep not in made.away:
            made.practice(rep, *chance.choice(free), skipped=chance.random() < 0.3)


def most_served(made: Made) -> int:
    """scipy's maximum flow over what was made up."""
    due, slots, staff = made.due(), made.slots(), list(made.hours)
    first_slot, first_mentor = 2 + len(due), 2 + len(due) + len(slots)
    edges = np.zeros((first_mentor + len(staff),) * 2, dtype=np.int32)
    for n, rep in enumerate(due):
        edges[0, 2 + n] = 1
        for at, (mentor, span) in enumerate(slots):
            edges[2 + n, first_slot + at] = mentor != rep and not any(span.meets(one) for one in made.taken[rep])
    for at, (mentor, _) in enumerate(slots):
        edges[first_slot + at, first_mentor + staff.index(mentor)] = 1
    for n, mentor in enumerate(staff):
        edges[first_mentor + n, 1] = made.room(mentor)
    return int(maximum_flow(csr_matrix(edges), 0, 1).flow_value)


def check(made: Made, morning: Morning) -> None:
    """Every rule, on the plan as it is."""
    due = set(made.due())
    served = {id_of(seat.due.member) for seat in morning.seats}
    assert served | set(morning.unserved) == due
    assert not served & set(morning.unserved)
    assert len(served) == len(morning.seats)
    assert all(count <= made.room(mentor) for mentor, count in Counter(id_of(seat.mentor) for seat in morning.seats).items())
    assert all((id_of(seat.mentor), _span(seat.starts_at, seat.minutes)) in made.slots() for seat in morning.seats)
    for one, taken in made.taken.items():
        own = [_span(s.starts_at, s.minutes) for s in morning.seats if one in (s.due.member.id, s.mentor.id)]
        assert not any(a.meets(b) for n, a in enumerate(own) for b in [*own[n + 1 :], *taken])


def _span(at: datetime, minutes: int) -> Span:
    return Span(at, at + timedelta(minutes=minutes))


def test_as_many_as_can_be_are_served_and_no_rule_is_broken(session: Session) -> None:
    counted: Counter[str] = Counter()
    for seed in range(14):
        made = made_up(session, seed, dual=False)
        morning = plan(session, team=made.team, now=NOW)
        check(made, morning)
        assert len(morning.seats) == most_served(made), seed
        counted += Counter(served=len(morning.seats), unserved=len(morning.unserved))
    assert min(counted.values()) > 10, "both happen"


def test_mentors_who_learn_are_in_one_place_at_a_time(session: Session) -> None:
    for seed in range(100, 108):
        made = made_up(session, seed, dual=True)
        morning = plan(session, team=made.team, now=NOW)
        check(made, morning)
        assert len(morning.seats) <= most_served(made)


@pytest.fixture
def made(session: Session) -> Made:
    """A team with a mentor from 16:00 to 18:00."""
    made = Made(session, 0)
    made.mentor(made.member(Role.MENTOR), Span(moment("2026-11-24 16:00"), moment("2026-11-24 18:00")), 30, 4, 12)
    return made


@pytest.mark.parametrize(
    ("start", "mentored", "need"),
    [
        ("2026-11-24", False, Need.NEW),  # the first day
        ("2026-10-26", False, Need.NEW),  # the 20th
        ("2026-10-23", False, Need.UNKNOWN),  # the 21st, without figures
        ("", True, Need.UNKNOWN),
        ("", False, None),
        ("2026-11-25", True, None),  # has not begun
    ],
)
def test_who_is_due(made: Made, start: str, mentored: bool, need: Need | None) -> None:
    mentor = next(iter(made.hours)) if mentored else None
    made.reps.append(made.member(Role.REP, mentor_id=mentor, start_date=date.fromisoformat(start) if start else None))
    assert [seat.due.need for seat in plan(made.session, team=made.team, now=NOW).seats] == ([need] if need else [])


def test_who_practised_least_this_week_comes_first(made: Made) -> None:
    made.mentor(made.session.get_one(Member, next(iter(made.hours))), *_half_an_hour())
    first, second = (made.member(Role.REP, start_date=date(2026, 11, 16)) for _ in range(2))
    before = made.practice(id_of(first), next(iter(made.hours)), Span(moment("2026-11-24 16:00"), moment("2026-11-24 16:30")))
    practices.say(made.session, practice=before, kind=Deed.MOVED, actor_id=None, now=NOW, starts_at=moment("2026-11-26 16:00"))
    morning = plan(made.session, team=made.team, now=NOW)
    assert [seat.due.member.id for seat in morning.seats] == [second.id]
    assert morning.unserved == {first.id: Why.FULL}


def _half_an_hour() -> tuple[Span, int, int, int]:
    return Span(moment("2026-11-24 16:00"), moment("2026-11-24 16:30")), 30, 4, 12
