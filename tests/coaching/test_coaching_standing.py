"""Standing against the threshold: the worked cases, looks after every trial, and the error rates the bot publishes."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from coaching.intervals import chance_below, jeffreys
from coaching.simulation.truths import GOOD_AND_BAD, errors
from coaching.standing import CLIMB, Course, Standing, failure_climbs, follow, like_for_like, likelihood_ratio, ready_from, relapse_from


@pytest.mark.parametrize(
    ("k", "n", "threshold", "ratio", "below"),
    [
        (0, 0, 0.15, 1.000000, False),
        (0, 10, 0.15, 2.329314, False),
        (0, 27, 0.15, 9.806540, False),
        (0, 28, 0.15, 10.671823, True),
        (1, 40, 0.15, 13.525692, True),
        (3, 20, 0.15, 0.526257, False),
        (6, 74, 0.15, 4.908750, False),
        (5, 74, 0.15, 10.683750, True),
        (10, 74, 0.15, 0.218756, False),
        (17, 210, 0.12, 2.576381, False),
        (20, 400, 0.09, 88.095192, True),
        (40, 400, 0.09, 0.000032, False),
    ],
)
def test_below_from_a_likelihood_ratio_of_ten(k: int, n: int, threshold: float, ratio: float, below: bool) -> None:
    assert likelihood_ratio(k, n, threshold) == pytest.approx(ratio, abs=1e-6)
    oracle = stats.binom.pmf(k, n, threshold / 2) / stats.binom.pmf(k, n, threshold)
    assert likelihood_ratio(k, n, threshold) == pytest.approx(oracle, rel=1e-9)
    course = follow([(k, n)], threshold=threshold, ready_at=100)
    assert (course.standing is Standing.BELOW) is below


@pytest.mark.parametrize(
    ("sequence", "threshold", "failure", "end", "signals_at"),
    [
        ("1111111", 0.15, -0.057158, 2.838256, 7),
        ("000000000000000000000000000000", 0.15, -0.057158, 0.000000, None),
        ("01010101010101010101", 0.15, -0.057158, 3.540225, 16),
        ("000100010001000100010001000100010001000100010001", 0.15, -0.057158, 2.979354, 40),
        ("0000100001001000110100", 0.15, -0.057158, 1.746890, None),
        ("11100000000000000000000000000000000000000001111111", 0.15, -0.057158, 2.838256, 50),
        ("001001001001001001001001001001", 0.4, -0.200671, 0.442579, None),
    ],
)
def test_the_learning_curve_climbs_as_worked_out(
    sequence: str, threshold: float, failure: float, end: float, signals_at: int | None
) -> None:
    assert pytest.approx(0.405465, abs=1e-6) == CLIMB
    assert failure_climbs(threshold) == pytest.approx(failure, abs=1e-6)
    course = follow([(int(trial), 1) for trial in sequence], threshold=threshold, ready_at=2.5)
    assert course.climb == pytest.approx(end, abs=1e-6)
    assert course.ready_on == (None if signals_at is None else signals_at - 1)


@pytest.mark.parametrize(
    ("k", "n", "threshold", "p_below"),
    [
        (3, 20, 0.15, 0.469656),
        (1, 40, 0.15, 0.995184),
        (10, 40, 0.15, 0.045457),
        (0, 10, 0.15, 0.932127),
        (0, 16, 0.15, 0.978473),
        (17, 210, 0.12, 0.964678),
        (30, 200, 0.12, 0.098627),
        (0, 0, 0.15, 0.253183),
        (6, 20, 0.15, 0.039352),
        (200, 2000, 0.09, 0.060782),
    ],
)
def test_how_likely_a_rate_is_under_its_threshold(k: int, n: int, threshold: float, p_below: float) -> None:
    assert chance_below(k, n, threshold) == pytest.approx(p_below, abs=1e-6)
    assert chance_below(k, n, threshold) == pytest.approx(stats.beta.cdf(threshold, k + 0.5, n - k + 0.5), rel=1e-9)


def test_the_interval_people_are_shown() -> None:
    shown = jeffreys(5, 74)
    assert shown is not None
    assert (round(shown.low, 2), round(shown.high, 2)) == (0.04, 0.11)
    assert [shown.low, shown.high] == pytest.approx(stats.beta.ppf([0.1, 0.9], 5.5, 69.5))
    nothing, everything = jeffreys(0, 5), jeffreys(5, 5)
    assert jeffreys(0, 0) is None
    assert nothing is not None
    assert nothing.low == 0
    assert everything is not None
    assert everything.high == 1
    with pytest.raises(ValueError, match="6 of 5"):
        jeffreys(6, 5)


def test_ready_stays_until_below_and_has_to_be_earned_again() -> None:
    ready = [(1, 1)] * 7
    assert follow(ready, threshold=0.15, ready_at=2.5).standing is Standing.READY
    quiet = [*ready, *[(0, 1)] * 60]
    assert follow(quiet, threshold=0.15, ready_at=2.5).standing is Standing.READY
    fallen = [*ready, *[(0, 1)] * 90]
    assert follow(fallen, threshold=0.15, ready_at=2.5).standing is Standing.BELOW
    better = follow([*fallen, *[(1, 1)] * 6], threshold=0.15, ready_at=2.5)
    assert better.standing is Standing.UNKNOWN
    assert follow([*fallen, *[(1, 1)] * 8], threshold=0.15, ready_at=2.5).standing is Standing.READY


def test_a_graduate_who_falls_to_half_is_noticed_once() -> None:
    course = follow([*[(1, 4)] * 20, *[(0, 10)] * 20], threshold=0.15, ready_at=2.5)
    assert course.relapsed_on == 25
    assert follow([(3, 20)] * 20, threshold=0.15, ready_at=2.5).relapsed_on is None


@pytest.mark.parametrize("threshold", [0.0, 1.0, -0.1, 1.5])
def test_no_threshold_at_all_is_an_error(threshold: float) -> None:
    with pytest.raises(ValueError, match="is no threshold"):
        follow([(1, 2)], threshold=threshold, ready_at=2.5)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda d: (min(d), max(d))), max_size=30), st.floats(0.02, 0.9))
def test_a_course_counts_what_it_was_given(days: list[tuple[int, int]], threshold: float) -> None:
    course = follow(days, threshold=threshold, ready_at=2.5)
    assert (course.k, course.n) == (sum(k for k, _ in days), sum(n for _, n in days))
    assert course.climb >= 0
    assert course.fall >= 0
    if course.ratio < 600:
        assert likelihood_ratio(course.k, course.n, threshold) == pytest.approx(2.718281828459045**course.ratio, rel=1e-6)


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_the_climb_is_the_plain_recursion(trials: list[bool]) -> None:
    course = follow([(int(won), 1) for won in trials], threshold=0.2, ready_at=100)
    plain = list(accumulate(trials, lambda s, won: max(0.0, s + (CLIMB if won else failure_climbs(0.2))), initial=0.0))
    assert course.climb == pytest.approx(plain[-1])


@given(st.lists(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=5))
def test_more_looks_are_never_fewer_trials(days: list[tuple[int, int]]) -> None:
    """The same trials given as days or all as one day end in the same counts and the same ratio."""
    apart = follow(days, threshold=0.3, ready_at=100)
    whole = follow([(sum(k for k, _ in days), sum(n for _, n in days))], threshold=0.3, ready_at=100)
    assert (apart.k, apart.n, round(apart.ratio, 6)) == (whole.k, whole.n, round(whole.ratio, 6))


@pytest.mark.parametrize(
    ("threshold", "trials", "h"),
    [(0.1, 1, 1.18), (0.1, 7, 2.53), (0.1, 45, 4.28), (0.15, 7, 2.92), (0.15, 45, 4.71), (0.05, 15, 2.55), (0.3, 7, 3.68), (0.5, 3, 3.54)],
)
def test_more_trials_a_day_ask_for_a_higher_climb(threshold: float, trials: float, h: float) -> None:
    """h: the 80th percentile of the highest climb of 20,000 reps at ⅔T in 60 days, simulated apart from this code with numpy."""
    assert ready_from(threshold, trials) == pytest.approx(h, abs=0.25)


@pytest.mark.parametrize(
    ("mix", "moved"),
    [
        ([], 0.12),
        ([(100, 0.1)], 0.12),  # the team's own mix
        ([(100, 0.05)], 0.06),  # a list half as warm
        ([(50, 0.05), (50, 0.15)], 0.12),
        ([(100, 0.0)], 0.03),  # a source where nobody ever reached anybody: not zero
        ([(100, 0.9)], 0.48),
    ],
)
def test_a_cold_list_moves_the_threshold_and_not_the_rep(mix: list[tuple[int, float]], moved: float) -> None:
    assert like_for_like(0.12, mix, 0.1) == pytest.approx(moved)
    assert like_for_like(0.12, mix, 0.0) == 0.12


def test_the_published_error_rates_hold() -> None:
    """Issue: false below ≤ 10 %, half found ≥ 80 %, ready ≤ 30 days, two thirds ≤ 25 %, at 7 contacts a day and 10 %."""
    found = errors(0.10, 7, lives=1_200, seed=1)
    assert found.false_below_60d <= 0.10
    assert found.found_half_30d >= 0.80
    assert found.ready_median_days is not None
    assert found.ready_median_days <= 30
    assert found.ready_two_thirds_60d <= 0.25
    assert found.false_relapse_60d <= 0.05
    assert errors(0.10, 7, lives=50, seed=1) == errors(0.10, 7, lives=50, seed=1)


@pytest.mark.parametrize(("trials", "limit"), [(1, 5.0), (7, 5.0), (20, 7.35), (45, 10.66)])
def test_many_trials_on_one_day_ask_for_more_before_a_relapse(trials: float, limit: float) -> None:
    assert relapse_from(trials) == pytest.approx(limit, abs=0.005)


def test_a_busy_graduate_is_not_called_back_for_bad_days() -> None:
    found = errors(0.15, 45, lives=100, seed=1, uneven=GOOD_AND_BAD)
    assert found.false_relapse_60d <= 0.10
    assert found.found_relapse_30d >= 0.90


def test_good_and_bad_days_are_told_apart_from_luck() -> None:
    even, uneven = (errors(0.10, 7, lives=250, seed=1, uneven=share) for share in (0.0, GOOD_AND_BAD))
    assert even != uneven
    assert uneven.found_half_30d >= 0.75
    assert uneven.false_below_60d <= 0.16


def test_nothing_tried_is_not_known() -> None:
    assert Course().standing is Standing.UNKNOWN
    assert follow([(0, 0)] * 5, threshold=0.1, ready_at=2.5) == Course()
