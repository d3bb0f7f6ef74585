"""A rep's rate read off their days: trials, the like-for-like threshold, the gate, the trend."""

from datetime import date, timedelta
from typing import Any

import pytest

from coaching import reading
from coaching.funnel import Rate, Step
from coaching.reading import COACHED, Cell, Reading, Trend, trials, usual
from coaching.standing import Standing

MONDAY = date(2026, 9, 7)
DAYS = [MONDAY + timedelta(days=n) for n in range(60) if (MONDAY + timedelta(days=n)).weekday() < 5]
TEAM = {
    ("web", "outbound"): Cell(MONDAY, "web", "outbound", contacts=1000, appointments=100),
    ("list", "outbound"): Cell(MONDAY, "list", "outbound", contacts=1000, appointments=50),
}


def read(step: Step, cells: list[Cell], *, expected: float, team: dict[tuple[str, str], Cell], days: list[date], **more: Any) -> Reading:
    """A reading of cells, beside what the team did."""
    return reading.read(step, *trials(step, cells), expected=expected, team=usual(step, team), days=days, **more)


def worked(per_day: int, won: int, days: list[date], source: str = "web") -> list[Cell]:
    """Contacts a day, and appointments of them."""
    return [Cell(day, source, "outbound", calls=per_day * 5, contacts=per_day, appointments=won) for day in days]


@pytest.mark.parametrize(
    ("step", "rate"),
    [
        (Step.CONTACT, Rate(4, 40)),
        (Step.APPOINTMENT, Rate(1, 4)),
        (Step.CALL_TO_APPOINTMENT, Rate(1, 40)),
        (Step.HELD, Rate(3, 5)),
        (Step.QUALIFIED, Rate(2, 3)),
    ],
)
def test_each_step_has_its_trials(step: Step, rate: Rate) -> None:
    cell = Cell(MONDAY, calls=40, contacts=4, appointments=1, due=5, held=3, judged=3, qualified=2)
    assert cell.rate(step) == rate
    assert read(step, [cell], expected=0.15, team={}, days=[MONDAY]).rate == rate


def test_every_rate_without_a_trial_is_not_known() -> None:
    for step in COACHED:
        found = read(step, [], expected=0.15, team=TEAM, days=DAYS)
        assert (found.rate, found.standing, found.interval, found.gates, found.trend) == (
            Rate(0, 0),
            Standing.UNKNOWN,
            None,
            False,
            Trend.UNKNOWN,
        )


def test_the_threshold_moves_with_the_list_and_the_counts_stay() -> None:
    """The team reaches 7.5 % over all, 5 % on the list and 10 % on the web."""
    cold = read(Step.APPOINTMENT, worked(7, 0, DAYS[:6], "list"), expected=0.12, team=TEAM, days=DAYS[:6])
    warm = read(Step.APPOINTMENT, worked(7, 0, DAYS[:6], "web"), expected=0.12, team=TEAM, days=DAYS[:6])
    assert (cold.rate, warm.rate) == (Rate(0, 42), Rate(0, 42))
    assert (cold.expected, warm.expected) == (0.12, 0.12)
    assert cold.threshold == pytest.approx(0.08)
    assert warm.threshold == pytest.approx(0.16)
    assert (cold.standing, warm.standing) == (Standing.UNKNOWN, Standing.BELOW)


def test_a_source_the_team_hardly_knows_keeps_the_threshold() -> None:
    few = TEAM | {("fair", "inbound"): Cell(MONDAY, "fair", "inbound", contacts=19, appointments=9)}
    cells = [Cell(DAYS[0], "fair", "inbound", contacts=10, appointments=2)]
    found = read(Step.APPOINTMENT, cells, expected=0.12, team=few, days=DAYS[:1])
    assert found.threshold == pytest.approx(0.12, abs=0.001)


@pytest.mark.parametrize(("per_day", "gates"), [(3, True), (2, False)])
def test_sixty_trials_in_twenty_days_make_a_gate(per_day: int, gates: bool) -> None:
    found = read(Step.APPOINTMENT, worked(per_day, 0, DAYS), expected=0.12, team=TEAM, days=DAYS)
    assert found.recent == per_day * 20
    assert found.gates is gates


def test_who_is_ready_stays_so_when_more_is_tried_a_day() -> None:
    """Three days of two in three are enough at three tries a day; ten times as many, none better than expected, do not take it away."""
    cells = worked(3, 2, DAYS[:3]) + worked(30, 4, DAYS[3:8])
    found = [read(Step.APPOINTMENT, cells[:n], expected=0.15, team={}, days=DAYS[:n]) for n in range(3, 9)]
    assert {one.standing for one in found} == {Standing.READY}
    assert {one.ready_on for one in found} == {DAYS[2]}
    assert found[-1].ready_at > found[-1].course.climb


def test_who_was_ready_on_cold_leads_stays_so_on_warm_ones_until_below() -> None:
    """On the list one in five is twice what the threshold asks for; among the warm leads that follow it would not have been enough."""
    cold, warm = worked(10, 2, DAYS[:8], "list"), worked(14, 2, DAYS[8:24])
    about: dict[str, Any] = {"expected": 0.15, "team": TEAM}
    reached = DAYS[5]
    assert read(Step.APPOINTMENT, cold, **about, days=DAYS[:8]).ready_on == reached
    assert read(Step.APPOINTMENT, cold + warm, **about, days=DAYS[:24]).standing is Standing.UNKNOWN
    kept = read(Step.APPOINTMENT, cold + warm, **about, days=DAYS[:24], reached={reached})
    assert (kept.standing, kept.ready_on) == (Standing.READY, reached)
    fallen = read(Step.APPOINTMENT, cold + warm + worked(20, 0, DAYS[24:30]), **about, days=DAYS[:30], reached={reached})
    assert (fallen.standing, fallen.ready_on) == (Standing.BELOW, None)


def test_days_before_the_first_try_do_not_make_a_gate_easy() -> None:
    """Nothing was logged for forty days: one success is no sign of anything."""
    found = read(Step.APPOINTMENT, worked(7, 1, DAYS[40:41]), expected=0.10, team={}, days=DAYS[:41])
    assert found.standing is Standing.UNKNOWN


def test_a_gate_stays_one_when_its_threshold_is_changed() -> None:
    found = reading.read(Step.APPOINTMENT, [], {}, expected=0.14, team=usual(Step.APPOINTMENT, TEAM), days=DAYS[-1:], before=60)
    assert (found.rate, found.recent, found.gates, found.standing) == (Rate(0, 0), 60, True, Standing.UNKNOWN)


def test_work_on_a_closed_day_counts() -> None:
    saturday = Cell(MONDAY + timedelta(days=5), contacts=5, appointments=1)
    assert read(Step.APPOINTMENT, [saturday], expected=0.12, team={}, days=DAYS).rate == Rate(1, 5)


@pytest.mark.parametrize(
    ("before", "lately", "trend"),
    [(1, 5, Trend.UP), (5, 1, Trend.DOWN), (2, 2, Trend.LEVEL)],
)
def test_a_trend_is_said_only_beyond_luck(before: int, lately: int, trend: Trend) -> None:
    cells = worked(10, before, DAYS[:20]) + worked(10, lately, DAYS[20:40])
    assert read(Step.APPOINTMENT, cells, expected=0.2, team={}, days=DAYS[:40]).trend is trend


def test_a_trend_needs_twenty_trials_on_both_sides() -> None:
    cells = worked(1, 0, DAYS[:19]) + worked(10, 9, DAYS[20:40])
    assert read(Step.APPOINTMENT, cells, expected=0.2, team={}, days=DAYS[:40]).trend is Trend.UNKNOWN
