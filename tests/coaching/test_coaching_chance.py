"""The chance of reaching the goal: the worked cases, scipy as the oracle, and what must hold whatever the numbers."""

from datetime import date
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from coaching.chance import Arrivals, Forecast, HeldChances, Lags, Left, PerCall, effective_days, last_useful_day, reach, together
from coaching.counts import NOTHING, Sum, booked_counts, new_counts

CHANCES = st.lists(st.floats(0, 1), max_size=25)
GAMMAS = st.tuples(st.floats(0.5, 300), st.floats(1, 200), st.floats(0, 40))


@pytest.mark.parametrize(
    ("held", "goal", "booked", "shape", "rate", "days", "expected", "p"),
    [
        (9, 15, [], 9.5, 12, 8, 15.3333, 0.55638),  # nothing booked: a coin toss that a run-rate calls 100 %
        (0, 3, [0.9, 0.8, 0.8, 0.6], 0, 0, 0, 3.1, 0.7872),  # booked only: the last day
        (9, 15, [0.9, 0.8, 0.8, 0.6], 9.5, 12, 3.2, 14.6333, 0.485139),  # booked and new
        (16, 15, [0.8], 9.5, 12, 8, 23.1333, 1.0),  # goal already met
        (2, 15, [0.8, 0.8], 2.5, 15, 1.0, 3.7667, 0.0),  # out of reach
    ],
)
def test_the_worked_cases(
    held: int, goal: float, booked: list[float], shape: float, rate: float, days: float, expected: float, p: float
) -> None:
    found = reach(goal, held, booked, Arrivals(shape, rate), days)
    assert found.expected == pytest.approx(expected, abs=5e-5)
    assert found.p == pytest.approx(p, abs=5e-7)


def test_eight_days_left_thinned_by_lead_time_and_held_chance() -> None:
    """Half of the meetings come at once and half never in this month: 8 days count as 4, times .8 held."""
    assert effective_days([Left(1, 0)] * 8, Lags((0.5, 1.0), 0.5), 0.8) == pytest.approx(3.2)
    assert effective_days([Left(0.25, -1), Left(0.5, 1)], Lags((0.5, 1.0), 0.5), 1.0) == 0.5


@settings(max_examples=40)
@given(CHANCES)
def test_booked_meetings_are_a_poisson_binomial(chances: list[float]) -> None:
    found = booked_counts(chances)
    oracle = np.array([1.0])
    for chance in chances:
        oracle = np.convolve(oracle, [1 - chance, chance])
    assert sum(found.chances) == pytest.approx(1)
    assert [found.at_least(n) for n in range(len(oracle))] == pytest.approx(list(oracle[::-1].cumsum()[::-1]), abs=1e-9)


@settings(max_examples=40)
@given(GAMMAS)
def test_new_bookings_are_a_negative_binomial(gamma: tuple[float, float, float]) -> None:
    shape, rate, days = gamma
    found, oracle = new_counts(*gamma), stats.nbinom(shape, rate / (rate + days))
    assert sum(found.chances) == pytest.approx(1)
    assert [found.at_least(count) for count in range(0, 200, 7)] == pytest.approx(oracle.sf(np.arange(0, 200, 7) - 1), abs=1e-9)
    for share in (0.1, 0.5, 0.9):
        at = Sum(NOTHING, found).quantile(share)
        assert oracle.cdf(at) >= share - 1e-9
        assert oracle.cdf(at - 1) < share + 1e-9


@settings(max_examples=40)
@given(CHANCES, GAMMAS, st.integers(0, 40), st.floats(0, 80))
def test_the_two_together_are_summed_exactly(chances: list[float], gamma: tuple[float, float, float], held: int, goal: float) -> None:
    shape, rate, days = gamma
    found = reach(goal, held, chances, Arrivals(shape, rate), days)
    booked = np.array([1.0])
    for chance in chances:
        booked = np.convolve(booked, [1 - chance, chance])
    need = int(np.ceil(goal)) - held
    oracle = float(booked @ stats.nbinom(shape, rate / (rate + days)).sf(need - 1 - np.arange(len(booked))))
    assert found.p == pytest.approx(oracle, abs=1e-9)
    assert found.low <= found.high
    assert held <= found.low


@settings(max_examples=40)
@given(CHANCES, GAMMAS, st.integers(0, 40), st.integers(0, 80), st.floats(0, 1))
def test_more_is_never_worse(chances: list[float], gamma: tuple[float, float, float], held: int, goal: int, another: float) -> None:
    """A higher goal is less likely; one more held, one more booked, one more day are more."""
    shape, rate, days = gamma
    arrivals = Arrivals(shape, rate)

    def p(goal: int = goal, held: int = held, chances: list[float] = chances, days: float = days) -> float:
        found = reach(goal, held, chances, arrivals, days).p
        assert found is not None
        return found

    slack = 1e-9
    assert 0 <= p(goal + 1) <= p() + slack <= 1 + slack
    assert p(held=held + 1) >= p() - slack
    assert p(chances=[*chances, another]) >= p() - slack
    assert p(days=days + 1) >= p() - slack
    assert p(held=held + 1) >= p(chances=[*chances, another]) - slack  # held is more than any chance of it


def test_without_a_goal_there_is_no_chance_but_a_range() -> None:
    found = reach(None, 9, [0.9, 0.8, 0.8, 0.6], Arrivals(9.5, 12), 3.2)
    assert (found.p, found.calls_a_day) == (None, None)
    assert (found.low, found.high) == (12, 17)


@pytest.mark.parametrize(("goal", "p"), [(2.5, 0.5), (2, 0.5), (1, 1.0), (0.4, 1.0), (0, 1.0)])
def test_a_goal_between_two_counts_is_reached_by_the_higher(goal: float, p: float) -> None:
    held = 2 if goal == 2.5 else 1
    assert reach(goal, held, [0.5], Arrivals(0, 0), 0).p == p


def test_bookings_a_day_lean_on_the_team() -> None:
    assert Arrivals.of(9, 12) == Arrivals(9.5, 12)  # Jeffreys where there is no team
    assert Arrivals.of(9, 12, 400, 400) == Arrivals(14, 17)  # the team's one a day, for five days
    assert Arrivals.of(0, 0, 400, 200) == Arrivals(10, 5)  # a new rep is like the team
    assert Arrivals.of(3, 10, 0, 0) == Arrivals(3.5, 10)
    assert Arrivals.of(0, 0.02, 0, 2) == Arrivals(0.5, 2.02)  # a team that has not booked in two days has still worked them
    assert Arrivals.of(0, 0.02, 0, 50) == Arrivals(0.05, 5.02)


def test_held_chances_come_from_the_teams_history_and_start_usual() -> None:
    new = HeldChances.of(held=0, moved=0, lost=0, held_again=0, lost_again=0)
    assert (new.fresh, new.moved) == (0.75, 0.12)
    assert new.again == pytest.approx(0.75 / 0.88)
    known = HeldChances.of(held=700, moved=200, lost=100, held_again=90, lost_again=110)
    assert known.fresh == pytest.approx(0.7, abs=0.001)
    assert known.again == pytest.approx(0.45, abs=0.03)
    assert known.in_the_end == pytest.approx(0.7 + 0.2 * known.again, abs=0.002)
    lags = Lags((0.0, 0.5, 1.0), 1.5)
    assert known.of_booked(lags, 0, again=False) == known.fresh  # the last day: moved is moved out
    assert known.of_booked(lags, 9, again=False) == pytest.approx(known.in_the_end)
    assert known.of_booked(lags, 9, again=True) == known.again


def test_lead_times_come_from_bookings_and_start_at_three_days() -> None:
    assert Lags.of({}).mean == pytest.approx(3, abs=1e-6)
    assert Lags.of({6: 10_000}).mean == pytest.approx(6, abs=0.01)
    assert [Lags.of({6: 10_000}).share(n) for n in (-1, 0, 5, 6, 99)] == pytest.approx([0, 0, 0, 1, 1], abs=0.002)


def test_late_in_the_month_new_bookings_count_for_the_next() -> None:
    days = [date(2026, 11, day) for day in (20, 24, 25, 26, 27, 30)]
    assert last_useful_day(days, Lags((0, 0, 0, 0, 0.6, 1.0), 4.4)) == date(2026, 11, 24)
    assert last_useful_day(days, Lags((0.6, 1.0), 0.4)) == date(2026, 11, 30)
    assert last_useful_day(days, Lags((0,) * 30, 30)) is None
    assert last_useful_day([], Lags((1.0,), 0)) is None


def _per_call(booked_a_call: float = 0.03, days: float = 6.0) -> Forecast:
    calls = PerCall(Arrivals(2000 * booked_a_call, 2000), usual=60, days=days)
    return Forecast(18, 9, (0.85,) * 4, Arrivals(75, 40), days, per_call=calls)


def test_the_calls_that_would_make_it_likely_are_the_fewest() -> None:
    found = _per_call()
    assert found.calls_a_day is not None
    for calls, safe in ((found.calls_a_day, True), (found.calls_a_day - 1, False)):
        p = Forecast(18, 9, found.chances, Arrivals(60, 2000), calls * 6).p
        assert p is not None
        assert (p >= 0.8) is safe
    assert _per_call(0.003).calls_a_day is None  # not with twice the usual either
    assert _per_call(days=0).calls_a_day is None
    assert Forecast(9, 9, found.chances, found.arrivals, 6.0, found.per_call).calls_a_day == 0


def test_a_team_is_the_sum_of_its_reps() -> None:
    """By moments, beside the exact convolution of each rep's own."""
    each = [(Arrivals(20 + 9 * n, 25 + 3 * n), 1.0 + 1.3 * (n % 5)) for n in range(10)]
    arrivals, day = together(each)
    exact = np.array([1.0])
    for one, days in each:
        exact = np.convolve(exact, stats.nbinom(one.shape, one.rate / (one.rate + days)).pmf(np.arange(80)))
    close = new_counts(arrivals.shape, arrivals.rate, day)
    assert close.mean == pytest.approx(float(exact @ np.arange(len(exact))))
    assert max(abs(close.at_least(n) - float(exact[n:].sum())) for n in range(120)) < 0.002
    assert together([]) == (Arrivals(0, 0), 0)
    assert together([(Arrivals(9, 0), 4.0)]) == (Arrivals(0, 0), 0)


def test_a_team_of_ten_takes_no_time_worth_waiting_for() -> None:
    """5 ms of CPU are promised; three times as much is still no slip of a busy machine."""

    def once() -> float:
        began = process_time()
        for rep in range(10):
            found = reach(30, 9, [0.85] * 12, Arrivals(60 + rep, 45), 8)
            assert found.p is not None
            assert found.low < found.high
        return process_time() - began

    assert min(once() for _ in range(5)) < 0.015


def test_a_thousand_booked_meetings_and_thousands_of_new_ones_are_no_trouble() -> None:
    found = reach(10_300, 500, [0.85] * 1_000, Arrivals(20_000, 9_000), 4_000)
    assert found.expected == pytest.approx(500 + 850 + 4_000 * 20_000 / 9_000)
    assert found.coming.at_least(0) == pytest.approx(1)
    assert 0 < (found.p or 0) < 1
    assert found.high - found.low < 600


def test_meetings_pulled_into_the_month_are_learnt_from_bookings_near_its_end() -> None:
    """Five days from booking to meeting as a rule; but of bookings three days before a month's end most meetings are in it."""
    late = {3: (1000, 800)}
    plain, pulled = Lags.of({5: 10_000}), Lags.of({5: 10_000}, late)
    assert plain.in_month(3) == plain.share(3) == pytest.approx(0, abs=0.01)
    assert pulled.in_month(3) == pytest.approx(0.8, abs=0.02)
    assert pulled.in_month(2) == pytest.approx(0.8, abs=0.02)  # the days beside are read along: there are few of each
    assert pulled.in_month(9) == pulled.share(9)
    assert pulled.share(3) == plain.share(3)
    assert pulled.in_month(-1) == 0
    assert Lags.of({0: 10_000}, {3: (10, 0)}).in_month(3) == pytest.approx(0.5, abs=0.01)  # ten bookings against ten of the prior
