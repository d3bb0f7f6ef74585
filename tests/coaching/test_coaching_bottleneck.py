"""What each step of the funnel did to the meetings held: no remainder, in any order, and nothing breaks at zero."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.bottleneck import Bottleneck, Factor, Flow, compare, effects, returns
from coaching.funnel import Funnel

Rows = list[list[float]]
#: cases/lmdi.json: before, now, effects, decimal places.
CASES: dict[str, tuple[Rows, Rows, list[float], int]] = {
    "growth": ([[1, 10, 2], [4, 5, 3]], [[4, 5, 3], [5, 6, 4]], [69.79006598, -9.455125793, 39.66505981], 7),
    "growth, next step": ([[4, 5, 3], [5, 6, 4]], [[8, 2, 4], [5, 7, 5]], [42.96021467, -34.31902656, 50.3588119], 7),
    "calls, contact, appointment, held": ([[1000, 0.2, 0.15, 0.8]], [[1000, 0.16, 0.15, 0.7]], [0, -4.5045, 0, -2.6955], 4),
    "a factor starts at zero": ([[0, 5, 3]], [[4, 5, 3]], [60, 0, 0], 9),
    "a factor falls to zero": ([[4, 5, 3]], [[4, 5, 0]], [0, 0, -60], 9),
    "two start at zero": ([[0, 0, 3]], [[4, 5, 3]], [30, 30, 0], 9),
    "one is zero before, another after": ([[0, 5, 3]], [[4, 0, 3]], [0, 0, 0], 9),
    "nothing at all": ([[0, 0]], [[0, 0]], [0, 0], 9),
    "nothing changed": ([[4, 5, 3]], [[4, 5, 3]], [0, 0, 0], 9),
}


@pytest.mark.parametrize("name", CASES)
def test_the_worked_cases(name: str) -> None:
    before, now, wanted, places = CASES[name]
    assert [round(one, places) for one in effects(before, now)] == [round(one, places) for one in wanted]


AMOUNT = st.one_of(st.just(0.0), st.floats(1e-3, 1e4))
ROW = st.lists(AMOUNT, min_size=4, max_size=4)
ROWS = st.lists(ROW, min_size=2, max_size=2)


def total(rows: Sequence[Sequence[float]]) -> float:
    found = 0.0
    for a, b, c, d in rows:
        found += a * b * c * d
    return found


@given(ROWS, ROWS)
def test_the_effects_are_the_whole_change(before: Rows, now: Rows) -> None:
    assert sum(effects(before, now)) == pytest.approx(total(now) - total(before), rel=1e-9, abs=1e-9 * max(total(now), total(before), 1))


@given(ROWS, ROWS, st.sampled_from(list(permutations(range(4)))))
def test_the_order_of_the_factors_does_not_matter(before: Rows, now: Rows, order: tuple[int, ...]) -> None:
    plain = effects(before, now)
    turned = effects([[row[n] for n in order] for row in before], [[row[n] for n in order] for row in now])
    assert turned == pytest.approx([plain[n] for n in order], rel=1e-9, abs=1e-9)


@given(ROWS, ROWS)
def test_back_again_is_the_same_with_the_other_sign(before: Rows, now: Rows) -> None:
    assert effects(now, before) == pytest.approx([-one for one in effects(before, now)], rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("rows", [[[-1.0, 2.0]], [[1.0, -0.5]]])
def test_nothing_below_zero_is_a_factor(rows: Rows) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        effects(rows, [[1.0, 1.0]])


def funnel(calls: int, contacts: int, from_calls: int, due: int, held: int, by_email: int = 0) -> Flow:
    return Flow.of(Funnel(calls=calls, contacts=contacts, appointments=from_calls + by_email, by_email=by_email, due=due, held=held))


USUAL = funnel(1000, 200, 50, 40, 32)


def test_the_step_that_fell_is_named_and_what_its_return_would_bring() -> None:
    found = compare(USUAL, funnel(1000, 200, 30, 24, 19))
    assert found.worst is Factor.APPOINTMENT
    assert found.best is Factor.APPOINTMENT
    assert found.change == -13
    assert found.gains[Factor.APPOINTMENT] == pytest.approx(19 * (50 / 30 - 1))
    assert found.gains[Factor.CONTACT] == pytest.approx(0)


def test_more_of_everything_leaves_nothing_to_help() -> None:
    found = compare(USUAL, funnel(1200, 250, 70, 60, 50))
    assert found.worst is None
    assert found.best is None


def test_the_rates_are_those_that_are_shown() -> None:
    flow = funnel(400, 80, 12, 15, 12, by_email=8)
    assert [flow.value(factor) for factor in Factor] == [400, 0.2, 0.15, 8, 0.75, 0.8]
    assert Flow().value(Factor.CONTACT) is None


def test_appointments_by_email_are_a_part_of_their_own() -> None:
    """20 from calls in both; 10 by e-mail fewer: nothing else is to blame."""
    found = compare(funnel(500, 100, 20, 30, 24, by_email=10), funnel(500, 100, 20, 20, 16))
    assert found.effects[Factor.BY_EMAIL] == pytest.approx(-8)
    assert [found.effects[one] for one in Factor if one is not Factor.BY_EMAIL] == pytest.approx([0] * 5)


def test_below_an_empty_stage_the_other_funnels_rates_are_taken() -> None:
    """No call at all: the calls are the whole of it, not the rates nobody can know."""
    found = compare(USUAL, Flow())
    assert found.effects[Factor.CALLS] == pytest.approx(-32)
    assert found.gains[Factor.CALLS] == pytest.approx(32)
    assert found.best is Factor.CALLS


def test_contacts_without_an_appointment_leave_it_to_the_appointment_rate() -> None:
    found = compare(USUAL, funnel(1000, 200, 0, 0, 0))
    assert found.effects[Factor.APPOINTMENT] == pytest.approx(-32)
    assert found.gains[Factor.APPOINTMENT] == pytest.approx(32)


def test_meetings_booked_before_a_period_without_bookings_are_timing() -> None:
    """Nothing booked, three held: the calls took all they usually bring, the earlier bookings gave three."""
    found = compare(USUAL, funnel(0, 0, 0, 3, 3))
    assert sum(found.effects.values()) == pytest.approx(3 - 32)
    assert found.effects[Factor.TIMING] == pytest.approx(3)
    assert found.worst is Factor.CALLS


#: Usual, now: the step of which the most may be said, and how much.
SAID: dict[str, tuple[Flow, Flow, Factor, float]] = {
    "three calls, three appointments": (USUAL, funnel(3, 3, 3, 0, 0), Factor.CALLS, (1000 - 3) * 0.2 * 0.25 * 0.8 * 0.8),
    "meetings of last month, three calls": (USUAL, funnel(3, 3, 3, 24, 20), Factor.CALLS, 32 - 20),
    "sixty lucky calls": (USUAL, funnel(60, 60, 30, 24, 20), Factor.CALLS, 32 - 20),
    "a rate that fell, more calls than usual": (USUAL, funnel(2000, 400, 50, 40, 32), Factor.APPOINTMENT, 32),
    "a contact rate of ten calls is none": (USUAL, funnel(10, 0, 0, 0, 0), Factor.CALLS, (1000 - 10) * 0.2 * 0.25 * 0.8 * 0.8),
    "no booking, three of before": (USUAL, funnel(0, 0, 0, 3, 3), Factor.CALLS, 32 - 3),
    "no contact of five hundred calls": (USUAL, funnel(500, 0, 0, 0, 0), Factor.CONTACT, 16),
}


@pytest.mark.parametrize("name", SAID)
def test_of_too_little_nothing_is_said_and_never_more_than_is_missing(name: str) -> None:
    usual, now, step, meetings = SAID[name]
    found = returns(usual, now)
    assert found[step] == pytest.approx(meetings)
    assert next(iter(found)) is step


COUNT = st.integers(0, 60)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    calls = draw(st.integers(0, 2000))
    contacts = draw(st.integers(0, calls))
    due = draw(COUNT)
    made = funnel(calls, contacts, draw(st.integers(0, contacts)), due, draw(st.integers(0, due)), draw(COUNT))
    return made.times(draw(st.floats(0.1, 3)))


@given(flows(), flows())
def test_any_two_funnels_are_told_apart_without_a_remainder(before: Flow, now: Flow) -> None:
    found: Bottleneck = compare(before, now)
    assert sum(found.effects.values()) == pytest.approx(found.change, rel=1e-6, abs=1e-6)
    assert all(one == one for one in (*found.effects.values(), *found.gains.values()))


@given(flows(), flows())
def test_what_is_said_of_a_step_is_never_more_than_is_missing(usual: Flow, now: Flow) -> None:
    work = max(1.0, now.calls / usual.calls if usual.calls else 1.0, now.by_email / usual.by_email if usual.by_email else 1.0)
    found = returns(usual, now)
    assert max(found.values()) <= max(usual.held * work - now.held, 0) + 1e-6
    assert all(one == one for one in found.values())


@given(flows())
def test_one_funnel_beside_itself_has_no_gap(flow: Flow) -> None:
    found = compare(flow, flow)
    assert found.worst is None
    assert found.best is None
