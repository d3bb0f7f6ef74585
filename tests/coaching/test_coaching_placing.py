"""Who practises with whom: nobody booked twice, no capacity exceeded, no feasible trainee left out, and the reason for each who is."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

from coaching.placing import Mentor, Placing, Trainee, Why, place

FOUR = datetime(2026, 11, 24, 7, tzinfo=UTC)
SLOTS = [FOUR + timedelta(minutes=30 * n) for n in range(5)]
FREE = st.sets(st.sampled_from(SLOTS))

Staff = list[tuple[set[datetime], int, int, bool, bool]]  # free slots, capacity, given lately, away, due themselves
Due = list[tuple[int, set[datetime]]]  # their mentor's place in the staff, busy slots
MENTORS = st.lists(st.tuples(FREE, st.integers(0, 3), st.integers(0, 4), st.booleans(), st.booleans()), max_size=5)
TRAINEES = st.lists(st.tuples(st.integers(-1, 4), FREE), max_size=8)


def people(mentors: Staff, trainees: Due) -> tuple[list[Trainee], list[Mentor]]:
    """Mentors are 100 … 104, or 0 … 4 when they are due themselves."""
    ids = [n if due else 100 + n for n, (*_, due) in enumerate(mentors)]
    staff = [Mentor(ids[n], tuple(sorted(free)), most, given, away) for n, (free, most, given, away, _) in enumerate(mentors)]
    return [Trainee(n, ids[own] if 0 <= own < len(ids) else None, frozenset(busy)) for n, (own, busy) in enumerate(trainees)], staff


def most_served(trainees: list[Trainee], mentors: list[Mentor]) -> int:
    """scipy's maximum flow over the same people."""
    slots = [(place, slot) for place, m in enumerate(mentors) if not m.away for slot in m.slots]
    first_slot, first_mentor = 2 + len(trainees), 2 + len(trainees) + len(slots)
    edges = np.zeros((first_mentor + len(mentors),) * 2, dtype=np.int32)
    for n, trainee in enumerate(trainees):
        edges[0, 2 + n] = 1
        for at, (owner, slot) in enumerate(slots):
            edges[2 + n, first_slot + at] = mentors[owner].id != trainee.id and slot not in trainee.busy
    for at, (owner, _) in enumerate(slots):
        edges[first_slot + at, first_mentor + owner] = 1
    for owner, mentor in enumerate(mentors):
        edges[first_mentor + owner, 1] = mentor.most
    return int(maximum_flow(csr_matrix(edges), 0, 1).flow_value)


def check(placing: Placing, trainees: list[Trainee], mentors: list[Mentor]) -> None:
    staff = {m.id: m for m in mentors}
    assert len(set(placing.placed.values())) == len(placing.placed)
    assert set(placing.placed) | set(placing.unserved) == {t.id for t in trainees}
    assert not set(placing.placed) & set(placing.unserved)
    for trainee in trainees:
        if trainee.id in placing.placed:
            mentor, start = placing.placed[trainee.id]
            assert mentor != trainee.id
            assert start in staff[mentor].slots
            assert start not in trainee.busy
            assert not staff[mentor].away
    for m in mentors:
        assert sum(who == m.id for who, _ in placing.placed.values()) <= m.most


@settings(max_examples=200)
@given(MENTORS, TRAINEES)
def test_as_many_as_can_be_are_served(mentors: Staff, trainees: Due) -> None:
    due, staff = people(mentors, trainees)
    placing = place(due, staff)
    check(placing, due, staff)
    assert len(placing.placed) == most_served(due, staff)


@settings(max_examples=60)
@given(MENTORS, TRAINEES)
def test_whoever_comes_first_is_not_left_out_for_a_later_one(mentors: Staff, trainees: Due) -> None:
    due, staff = people(mentors, trainees)
    placed = place(due, staff).placed
    for n, trainee in enumerate(due):
        served_before = [t for t in due[:n] if t.id in placed]
        if trainee.id not in placed:
            assert most_served([*served_before, trainee], staff) == len(served_before)


def test_the_own_mentor_comes_first_then_who_gave_least() -> None:
    mentors = [Mentor(7, (FOUR,), 3, given=5), Mentor(8, (FOUR,), 3, given=1), Mentor(9, (FOUR,), 3, given=3)]
    assert place([Trainee(1, 7)], mentors).placed == {1: (7, FOUR)}
    assert place([Trainee(1, 7), Trainee(2, 7)], mentors).placed == {1: (7, FOUR), 2: (8, FOUR)}
    assert place([Trainee(1)], mentors).placed == {1: (8, FOUR)}


@pytest.mark.parametrize(
    ("given", "each"),
    [
        ((0, 0), [2, 2]),
        ((0, 1), [3, 1]),
        ((2, 0), [1, 3]),
        ((4, 0), [0, 4]),
    ],
)
def test_who_has_no_mentor_that_day_is_spread_over_the_others(given: tuple[int, int], each: list[int]) -> None:
    """What somebody gives today counts like what they gave lately."""
    mentors = [Mentor(7, tuple(SLOTS), 4, away=True), *(Mentor(8 + n, tuple(SLOTS), 4, given=gave) for n, gave in enumerate(given))]
    placed = place([Trainee(n, 7) for n in range(4)], mentors).placed
    assert [sum(who == mentor for who, _ in placed.values()) for mentor in (8, 9)] == each


def test_a_stand_in_with_trainees_of_their_own_is_asked_last() -> None:
    """Also where an own trainee comes later in the list."""
    mentors = [Mentor(7, tuple(SLOTS), 4, away=True), Mentor(8, tuple(SLOTS), 4), Mentor(9, tuple(SLOTS), 4)]
    placed = place([Trainee(1, 7), Trainee(2, 7), Trainee(3, 8), Trainee(4, 8)], mentors).placed
    assert {rep: who for rep, (who, _) in placed.items()} == {1: 9, 2: 9, 3: 8, 4: 8}


def test_somebody_moves_over_so_that_another_can_be_served() -> None:
    early, late = SLOTS[:2]
    placing = place([Trainee(1, 7), Trainee(2, 7, frozenset({late}))], [Mentor(7, (early, late), 2)])
    assert placing.placed == {1: (7, late), 2: (7, early)}


@pytest.mark.parametrize(
    ("mentors", "why"),
    [
        ([], Why.NO_MENTOR),
        ([Mentor(1, (FOUR,), 3)], Why.NO_MENTOR),  # only themselves
        ([Mentor(7, (FOUR,), 3, away=True)], Why.AWAY),
        ([Mentor(7, (), 3)], Why.FULL),
        ([Mentor(7, (FOUR,), 0)], Why.FULL),
        ([Mentor(7, (SLOTS[1],), 3)], Why.NO_COMMON_TIME),
        ([Mentor(7, (), 3, closed=Why.NO_HOURS)], Why.NO_HOURS),
        ([Mentor(7, (), 3, closed=Why.NO_HOURS), Mentor(8, (FOUR,), 3, away=True)], Why.NO_HOURS),
        ([Mentor(7, (), 3, closed=Why.TOO_LATE)], Why.TOO_LATE),
        ([Mentor(7, (), 3, closed=Why.NO_HOURS), Mentor(8, (), 3, closed=Why.TOO_LATE)], Why.TOO_LATE),
        ([Mentor(7, (), 3, closed=Why.NO_HOURS), Mentor(8, (), 3)], Why.FULL),
    ],
)
def test_everybody_not_served_has_a_reason(mentors: list[Mentor], why: Why) -> None:
    assert place([Trainee(1, 7, frozenset({SLOTS[1]}))], mentors).unserved == {1: why}


def test_a_company_of_a_thousand_is_placed_at_once() -> None:
    mentors = [Mentor(10_000 + n, tuple(SLOTS), 4) for n in range(50)]
    assert len(place([Trainee(n, 10_000 + n % 50) for n in range(300)], mentors).placed) == 200
