"""The real planning on teams made up by chance: no capacity exceeded, nobody in two places, as many served as can be; and who is due."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session

from bot.scoreboard.planning import Morning, plan
from coaching.agreement import Deed
from coaching.placing import Why
from coaching.practice import Need
from coaching.slots import Span
from coaching.terms import Role
from storage import practices
from storage.tables import Member, id_of
from tests.lots import NOW, QUARTER, Made, made_up, most_served
from tests.month import moment


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
        assert len(morning.seats) == most_served(made), seed
        skip_half(made, morning)
        again = plan(session, team=made.team, now=NOW, only=set(morning.unserved))
        check(made, again)
        assert len(again.seats) == most_served(made), seed


def skip_half(made: Made, morning: Morning) -> None:
    """The plan is booked, and every other rep says not today: those times are free again."""
    for n, seat in enumerate(morning.seats):
        made.practice(id_of(seat.due.member), id_of(seat.mentor), _span(seat.starts_at, seat.minutes), skipped=n % 2 == 0)


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


def test_reps_alike_take_turns_over_the_weeks(made: Made) -> None:
    """One practice a week, on Tuesdays: who skips theirs had their turn."""
    (mentor,) = made.hours
    made.mentor(made.session.get_one(Member, mentor), *_half_an_hour())
    reps = [id_of(made.member(Role.REP, start_date=date(2026, 11, 16))) for _ in range(3)]
    had = []
    for week in range(6):
        (seat,) = plan(made.session, team=made.team, now=NOW + timedelta(weeks=week)).seats
        had.append(id_of(seat.due.member))
        made.practice(had[-1], mentor, _span(seat.starts_at, seat.minutes), skipped=week == 1)
    assert had == reps * 2


def test_who_has_no_mentor_practises_with_whoever_gave_least_in_four_weeks(made: Made) -> None:
    (first,) = made.hours
    second = id_of(made.member(Role.MENTOR))
    made.mentor(made.session.get_one(Member, second), *made.hours[first])
    start = moment("2026-11-10 16:00")
    made.practice(id_of(made.member(Role.REP)), first, Span(start, start + QUARTER))
    made.member(Role.REP, start_date=date(2026, 11, 16))
    assert [seat.mentor.id for seat in plan(made.session, team=made.team, now=NOW).seats] == [second]


def _half_an_hour() -> tuple[Span, int, int, int]:
    return Span(moment("2026-11-24 16:00"), moment("2026-11-24 16:30")), 30, 4, 12
