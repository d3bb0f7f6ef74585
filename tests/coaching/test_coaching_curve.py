"""A learning curve's values: windows of twenty business days, what was expected when, the change after practice."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from coaching.curve import FEWEST_SHOWN, changed, levels, points
from coaching.funnel import Rate, Step
from coaching.intervals import jeffreys
from coaching.learning import Word
from coaching.reading import Cell, Usual, Work

MONDAY = date(2026, 9, 7)
DAYS = [day for n in range(70) if (day := MONDAY + timedelta(days=n)).weekday() < 5]
LAST = DAYS[-1]


def every_day(k: int, n: int, days: Sequence[date] = DAYS) -> list[Work]:
    return [(day, k, n) for day in days]


def test_a_point_is_the_twenty_business_days_up_to_it() -> None:
    found = points(every_day(1, 5), DAYS, DAYS[0])
    assert [point.day for point in found] == DAYS
    assert [point.rate for point in found[:3]] == [Rate(1, 5), Rate(2, 10), Rate(3, 15)]
    assert {point.rate for point in found[19:]} == {Rate(20, 100)}
    assert found[-1].interval == jeffreys(20, 100)


def test_earlier_days_fill_the_window_and_are_not_shown() -> None:
    found = points(every_day(1, 5), DAYS, DAYS[30])
    assert (found[0].day, found[0].rate) == (DAYS[30], Rate(20, 100))


def test_with_few_trials_nothing_is_drawn_and_a_month_away_breaks_the_line() -> None:
    found = points(every_day(1, 5, DAYS[:10]) + every_day(1, 5, DAYS[40:]), DAYS, DAYS[0])
    drawn = [point.interval is not None for point in found]
    assert drawn == [point.rate.n >= FEWEST_SHOWN for point in found]
    assert (drawn[0], drawn[1], drawn[27], drawn[28], drawn[40], drawn[41]) == (False, True, True, False, False, True)


def test_work_at_the_week_end_counts_with_monday() -> None:
    found = points([(DAYS[4] + timedelta(days=1), 2, 20)], DAYS, DAYS[0])
    assert (found[4].rate, found[5].rate, found[24].rate, found[25].rate) == (Rate(0, 0), Rate(2, 20), Rate(2, 20), Rate(0, 0))


def test_work_of_today_is_on_the_curve_although_today_is_closed() -> None:
    found = points([(DAYS[4], 1, 10), (DAYS[4] + timedelta(days=2), 2, 20)], DAYS[:5], DAYS[0])
    assert (found[-1].day, found[-1].rate) == (DAYS[4], Rate(3, 30))


WEB, COLD = ("web", "outbound"), ("list", "outbound")
TEAM = Usual(0.1, {WEB: 0.15, COLD: 0.05})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], []),
        ([(DAYS[0] - timedelta(days=90), 0.12)], [(DAYS[0], LAST, 0.12)]),
        ([(DAYS[0], 0.12), (DAYS[10], 0.15)], [(DAYS[0], DAYS[10] - timedelta(days=1), 0.12), (DAYS[10], LAST, 0.15)]),
        ([(DAYS[0], 0.12), (DAYS[10], 0.12)], [(DAYS[0], LAST, 0.12)]),  # the same said again
        ([(DAYS[0], 0.12), (DAYS[0], 0.15)], [(DAYS[0], LAST, 0.15)]),  # the day's last word
        ([(DAYS[0], 0.12), (DAYS[10], None)], [(DAYS[0], DAYS[10] - timedelta(days=1), 0.12)]),
        ([(DAYS[20], 0.12)], [(DAYS[20], LAST, 0.12)]),
        ([(DAYS[0], 0.12), (LAST + timedelta(days=1), 0.2)], [(DAYS[0], LAST, 0.12)]),  # not yet
    ],
)
def test_every_threshold_stands_where_it_held(changes: list[tuple[date, float | None]], expected: list[tuple[date, date, float]]) -> None:
    found = levels(Step.APPOINTMENT, changes, [], TEAM, first=DAYS[0], last=LAST)
    assert [(one.first, one.last, one.expected) for one in found] == expected
    assert all(one.value == one.expected for one in found)  # without a trial like is like


def test_each_threshold_is_like_for_like_by_the_leads_of_its_own_days() -> None:
    cells = [Cell(DAYS[3], *WEB, contacts=50), Cell(DAYS[30], *COLD, contacts=50)]
    warm, cold = levels(Step.APPOINTMENT, [(DAYS[0], 0.12), (DAYS[10], 0.2)], cells, TEAM, first=DAYS[0], last=LAST)
    assert (warm.expected, cold.expected) == (0.12, 0.2)
    assert warm.value == pytest.approx(0.18)
    assert cold.value == pytest.approx(0.1)


PEERS = [Rate(12, 100), Rate(9, 100), Rate(11, 100), Rate(14, 100)]


def test_the_day_of_the_first_practice_belongs_to_what_was_before() -> None:
    found = changed(every_day(0, 5, DAYS[:20]) + every_day(2, 5, DAYS[20:]), DAYS[19], PEERS)
    assert (found.before, found.after) == (Rate(0, 100), Rate(2 * len(DAYS[20:]), 5 * len(DAYS[20:])))
    assert found.word is Word.ROSE


@pytest.mark.parametrize(("practised", "counts"), [(DAYS[0], (5, 245)), (LAST, (250, 0))])
def test_before_and_after_both_take_trials(practised: date, counts: tuple[int, int]) -> None:
    found = changed(every_day(1, 5), practised, PEERS)
    assert found.word is Word.TOO_EARLY
    assert (found.before.n, found.after.n) == counts
