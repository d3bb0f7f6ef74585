"""Intervals, funnels, scores and goals against the worked cases."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.funnel import Funnel, Rate, Step, backward, forward
from coaching.goals import from_revenue, ramped, share_of_ramp, tenure_month
from coaching.intervals import wilson
from coaching.score import Weights, attainment, score
from coaching.terms import Kpi

D = Decimal

WILSON = [
    (81, 263, 0.2553, 0.3662, 4),
    (15, 148, 0.0624, 0.1605, 4),
    (0, 20, 0, 0.1611, 4),
    (1, 29, 0.0061, 0.1718, 4),
    (0, 10, 0, 0.2775, 4),
    (10, 10, 0.7225, 1, 4),
    (17, 210, 0.051155, 0.125805, 6),
]


@pytest.mark.parametrize(("k", "n", "low", "high", "places"), WILSON)
def test_wilson_gives_the_published_bounds(k: int, n: int, low: float, high: float, places: int) -> None:
    interval = wilson(k, n)
    assert interval is not None
    assert (round(interval.low, places), round(interval.high, places)) == (low, high)


def test_a_rate_of_nothing_has_no_interval() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5), (0, -1)])
def test_what_is_no_rate_has_no_interval(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="no rate"):
        wilson(k, n)


COUNTS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.floats(0.5, 0.999))
def test_an_interval_holds_the_rate_and_stays_a_share(counts: tuple[int, int], confidence: float) -> None:
    k, n = counts
    interval = wilson(k, n, confidence)
    assert interval is not None
    assert 0 <= interval.low <= k / n <= interval.high <= 1


@given(COUNTS)
def test_more_confidence_is_a_wider_interval(counts: tuple[int, int]) -> None:
    narrow, wide = wilson(*counts, 0.8), wilson(*counts, 0.95)
    assert narrow is not None
    assert wide is not None
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


FORWARD = [
    ("20 days x 50 calls", "1000", "0.075", "0.15", "0.80", "9.0"),
    ("20 days x 150 calls", "3000", "0.075", "0.15", "0.80", "27.0"),
]


@pytest.mark.parametrize(("case", "calls", "contact", "appointment", "held_rate", "held"), FORWARD)
def test_calls_bring_meetings_without_rounding_between_steps(
    case: str, calls: str, contact: str, appointment: str, held_rate: str, held: str
) -> None:
    assert forward(D(calls), D(contact), D(appointment), D(held_rate)) == D(held)


def test_meetings_need_calls_with_a_ceiling_only_at_the_last_step() -> None:
    calls = backward(D(15), D("0.075"), D("0.15"), D("0.80"))
    assert calls is not None
    assert round(calls, 4) == D("1666.6667")
    assert ceil(calls / 20) == 84


@pytest.mark.parametrize("rates", [("0", "0.15", "0.8"), ("0.075", "0", "0.8"), ("0.075", "0.15", "0")])
def test_no_number_of_calls_gets_through_a_rate_of_zero(rates: tuple[str, str, str]) -> None:
    assert backward(D(15), *map(D, rates)) is None


def test_an_empty_funnel_has_no_rates() -> None:
    assert [(Funnel().rate(step).value, Funnel().rate(step).interval) for step in Step] == [(None, None)] * len(Step)


FULL = Funnel(
    calls=412, contacts=61, appointments=13, by_email=2, due=12, held=9, no_show=2, cancelled=1, qualified=5, unqualified=3, won=2
)


@pytest.mark.parametrize(
    ("step", "k", "n"),
    [
        (Step.CONTACT, 61, 412),
        (Step.APPOINTMENT, 11, 61),
        (Step.CALL_TO_APPOINTMENT, 11, 412),
        (Step.HELD, 9, 12),
        (Step.QUALIFIED, 5, 8),
        (Step.CLOSE, 2, 9),
    ],
)
def test_each_rate_has_its_own_two_counts(step: Step, k: int, n: int) -> None:
    rate = FULL.rate(step)
    assert rate == Rate(k, n)
    assert rate.value == D(k) / n


def test_pending_stands_beside_the_judged() -> None:
    assert (FULL.judged, FULL.pending) == (8, 1)


def test_wins_of_meetings_held_before_have_a_rate_without_interval() -> None:
    rate = Funnel(held=1, won=3).rate(Step.CLOSE)
    assert rate.value == 3
    assert rate.interval is None


MONEY = st.decimals(0, 10**9, places=2)
FUNNELS = st.builds(Funnel, **{f.name: st.integers(0, 10**6) for f in fields(Funnel) if f.name != "revenue"}, revenue=MONEY)


@given(FUNNELS, FUNNELS)
def test_two_funnels_add_up_count_by_count(one: Funnel, other: Funnel) -> None:
    both = one + other
    assert both == other + one
    assert all(getattr(both, f.name) == getattr(one, f.name) + getattr(other, f.name) for f in fields(Funnel))
    assert one + Funnel() == one


SCORES = [
    ("6:3:1 uncapped", "6:3:1", "0.90:1.10:0.80", None, "95.0"),
    ("6:3:1 capped at 100 %", "6:3:1", "0.90:1.10:0.80", "1.0", "92.0"),
    ("all met", "6:3:1", "1:1:1", None, "100.0"),
    ("what-if 5:4:1", "5:4:1", "0.90:1.10:0.80", None, "97.0"),
    ("Ambition monthly (2 of 4 opportunities 20 %; 40000 of 20000 80 %)", "2:8", "0.5:2.0", None, "170.0"),
    ("one KPI has no goal: its weight is left out", "6:3", "0.90:1.10", None, "96.6667"),
]


@pytest.mark.parametrize(("case", "weights", "attainments", "cap", "expected"), SCORES)
def test_a_score_weighs_what_was_attained(case: str, weights: str, attainments: str, cap: str | None, expected: str) -> None:
    of = dict(zip(Kpi, map(D, weights.split(":")), strict=False))
    attained = dict(zip(Kpi, map(D, attainments.split(":")), strict=False))
    result = score(attained, Weights(of, D(cap) if cap else None))
    assert result is not None
    assert round(result, 4) == D(expected)


def test_the_weights_are_six_three_one_unless_said_otherwise() -> None:
    assert Weights().of == {Kpi.MEETINGS: 6, Kpi.QUALIFIED: 3, Kpi.REVENUE: 1}


def test_a_kpi_without_attainment_leaves_its_weight_out() -> None:
    result = score({Kpi.MEETINGS: D("0.90"), Kpi.QUALIFIED: D("1.10"), Kpi.REVENUE: None}, Weights())
    assert result is not None
    assert round(result, 4) == D("96.6667")


@pytest.mark.parametrize("attained", [{}, {Kpi.MEETINGS: None}, {Kpi.MEETINGS: D(1)}])
def test_no_attainment_that_weighs_is_no_score(attained: dict[Kpi, D | None]) -> None:
    assert score(attained, Weights({Kpi.MEETINGS: D(0)})) is None


@pytest.mark.parametrize(
    ("actual", "goal", "expected"), [(9, 18, "0.5"), (30, 20, "1.5"), (0, 20, "0"), (9, None, None), (9, 0, None), (None, 20, None)]
)
def test_nothing_is_attained_without_a_goal_or_a_measure(actual: int | None, goal: int | None, expected: str | None) -> None:
    attained = attainment(None if actual is None else D(actual), None if goal is None else D(goal))
    assert attained == (None if expected is None else D(expected))


RAMP = [
    ("month 1 at 0 %", 10, "0", 19, 19, "0"),
    ("month 2 at 25 %", 10, "0.25", 19, 19, "2.5"),
    ("month 3 at 50 %", 10, "0.50", 19, 19, "5"),
    ("month 4 at 75 %", 10, "0.75", 19, 19, "7.5"),
    ("month 5 at 100 %", 10, "1.00", 19, 19, "10"),
    ("quota 50000 month 2", 50000, "0.25", 20, 20, "12500"),
    ("joined mid-month", 20, "1.00", 15, 20, "15"),
    ("five days of leave", 20, "1.00", 15, 20, "15"),
]


@pytest.mark.parametrize(("case", "full", "share", "present", "business_days", "goal"), RAMP)
def test_a_goal_grows_with_tenure_and_days_present(case: str, full: int, share: str, present: int, business_days: int, goal: str) -> None:
    assert ramped(D(full), D(share), D(present), D(business_days)) == D(goal)


def test_a_month_without_business_days_has_no_goal_to_reach() -> None:
    assert ramped(D(10), D(1), D(0), D(0)) == 0


SHARES = [D(0), D("0.25"), D("0.5"), D("0.75"), D(1)]


@pytest.mark.parametrize(
    ("start", "month", "tenure", "share"),
    [
        (date(2026, 9, 1), date(2026, 8, 1), -1, "0"),
        (date(2026, 9, 1), date(2026, 9, 1), 0, "0"),
        (date(2026, 9, 30), date(2026, 10, 1), 1, "0.25"),
        (date(2026, 11, 16), date(2027, 1, 1), 2, "0.5"),
        (date(2026, 9, 1), date(2027, 1, 1), 4, "1"),
        (date(2026, 9, 1), date(2028, 3, 1), 18, "1"),
    ],
)
def test_the_ramp_follows_calendar_months_of_tenure(start: date, month: date, tenure: int, share: str) -> None:
    assert tenure_month(start, month) == tenure
    assert share_of_ramp(SHARES, start, month) == D(share)


@pytest.mark.parametrize(("ramp", "start"), [(SHARES, None), ([], date(2026, 9, 1)), ([], None)])
def test_without_a_start_or_a_table_the_goal_is_full(ramp: list[D], start: date | None) -> None:
    assert share_of_ramp(ramp, start, date(2026, 9, 1)) == 1


def test_revenue_leads_back_to_calls_with_one_rate_for_all_steps() -> None:
    plan = from_revenue(D(100_000_000), deal_size=D(2_500_000), close_rate=D("0.20"), meeting_per_call=D("0.073"), business_days=20)
    assert (plan.won, plan.meetings, plan.calls, plan.calls_per_day) == (D(40), D(200), 2740, 137)
    assert (plan.appointments, plan.contacts) == (None, None)


def test_revenue_leads_back_step_by_step_and_rounds_only_at_the_end() -> None:
    plan = from_revenue(
        D(3),
        deal_size=D(1),
        close_rate=D("0.2"),
        held_rate=D("0.80"),
        appointment_rate=D("0.15"),
        contact_rate=D("0.075"),
        business_days=20,
    )
    assert (plan.won, plan.meetings, plan.appointments, plan.contacts) == (D(3), D(15), D("18.75"), D(125))
    assert (plan.calls, plan.calls_per_day) == (1667, 84)


@pytest.mark.parametrize("close", [None, D(0)])
def test_an_unknown_rate_ends_the_way_back(close: D | None) -> None:
    plan = from_revenue(D(10), deal_size=D(2), close_rate=close, meeting_per_call=D("0.1"), business_days=20)
    assert (plan.won, plan.meetings, plan.calls, plan.calls_per_day) == (D(5), None, None, None)


def test_without_business_days_there_is_no_daily_number() -> None:
    plan = from_revenue(D(10), deal_size=D(2), close_rate=D(1), meeting_per_call=D("0.1"))
    assert (plan.calls, plan.calls_per_day) == (50, None)


@pytest.mark.parametrize("size", [0, -5])
def test_a_deal_is_worth_something(size: int) -> None:
    with pytest.raises(ValueError, match="deal size"):
        from_revenue(D(10), deal_size=D(size), close_rate=None)
