"""From records to a forecast: business days, leave, lead times, what is open, what is still to be booked."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import pytest

from coaching.calendar import Calendar, month_of
from coaching.chance import Arrivals, Left
from coaching.fan import fan
from coaching.outlook import Booking, Open, Outlook, Rep, own_window, window
from coaching.terms import State

TOKYO = ZoneInfo("Asia/Tokyo")
HOLIDAYS = frozenset({date(2026, 11, 3), date(2026, 11, 23)})
TEAM = Calendar(TOKYO, closed=HOLIDAYS)
NOVEMBER = month_of(date(2026, 11, 1))
SINCE = date(2026, 9, 1)
LONG_AGO = Rep(18, held=9, bookings=80, calls=2400, since=SINCE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def outlook(now: str = "2026-11-20 18:00", history: list[Booking] | None = None, **reps: Rep) -> Outlook:
    return Outlook(TEAM, NOVEMBER, at(now), history or [], dict(enumerate(reps.values())) or {0: LONG_AGO})


def three_days_later(count: int) -> list[Booking]:
    return [Booking(date(2026, 10, 5), date(2026, 10, 8), State.HELD, again=False, count=count)]


def test_the_window_is_the_last_forty_business_days() -> None:
    first = window(TEAM, date(2026, 11, 20))
    assert len(TEAM.days(first, date(2026, 11, 20))) == 40
    assert window(Calendar(TOKYO, weekdays=frozenset()), date(2026, 11, 20)) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-11-20 18:00", [Left(1, 4), Left(1, 3), Left(1, 2), Left(1, 1), Left(1, 0)]),  # over, and Monday is a holiday
        ("2026-11-27 13:30", [Left(0.5, 1), Left(1, 0)]),
        ("2026-11-28 12:00", [Left(1, 0)]),
        ("2026-11-30 19:00", []),
    ],
)
def test_what_is_left_of_the_month_counts_by_working_time(now: str, left: list[Left]) -> None:
    assert outlook(now).left(LONG_AGO) == left


def test_who_was_away_is_known_by_their_own_last_forty_business_days() -> None:
    today, first = date(2026, 11, 20), window(TEAM, date(2026, 11, 20))
    days = TEAM.days(date(2025, 11, 20), today)
    summer = frozenset(date(2026, 7, 1) + timedelta(days=n) for n in range(138))  # until the fifteenth of November
    own = own_window(days, summer, first)
    assert (len([day for day in days if day >= own and day not in summer]), own) == (40, date(2026, 5, 13))
    assert own_window(days, frozenset({date(2026, 11, 19)}), first) == TEAM.days(date(2026, 9, 1), first)[-2]
    assert own_window(days, frozenset({date(2026, 11, 21)}), first) == first
    assert own_window(days, frozenset(days), first) == first
    rep = Rep(10, bookings=35, since=date(2026, 4, 1), leave=summer, first=own)
    found = outlook(a=rep, b=LONG_AGO)
    assert (found.worked(rep), found.worked(LONG_AGO), found.worked(rep, found.recent)) == (40, 40, 5)


def test_days_of_leave_bring_no_bookings_and_are_not_held_against_anybody() -> None:
    away = Rep(18, bookings=80, since=SINCE, leave=frozenset({date(2026, 10, 1), date(2026, 10, 3), date(2026, 11, 25)}))
    found = outlook(a=away)
    assert found.worked(away) == 39  # the 3rd of October was a Saturday
    assert [day.room for day in found.left(away)] == [4, 2, 1, 0]
    new = Rep(18, bookings=3, since=date(2026, 11, 18))
    assert found.worked(new) == 3
    assert outlook("2026-11-20 13:30").worked(new) == 2.5
    assert found.worked(Rep(18)) == 0


def test_lead_times_are_counted_in_business_days() -> None:
    over_the_weekend = [Booking(date(2026, 10, 30), date(2026, 11, 4), State.HELD, again=False, count=100_000)]
    assert outlook(history=over_the_weekend).lags.mean == pytest.approx(2, abs=0.01)  # Friday; the 3rd is a holiday; Wednesday
    odd = [Booking(date(2026, 10, 30), date(2026, 10, 29), State.HELD, again=False, count=100_000)]
    assert outlook(history=odd).lags.mean == pytest.approx(0, abs=0.01)


def test_what_became_of_meetings_is_learnt_apart_for_moved_ones() -> None:
    def some(state: State, again: bool, count: int) -> Booking:
        return Booking(date(2026, 10, 5), date(2026, 10, 8), state, again, count)

    history = [some(State.HELD, False, 7000), some(State.CANCELLED, False, 400), some(State.NO_SHOW, False, 600)]
    history += [some(State.HELD, True, 900), some(State.NO_SHOW, True, 600), some(State.BOOKED, True, 500), some(State.BOOKED, False, 999)]
    held = outlook(history=history).held
    assert (held.fresh, held.moved, held.again) == pytest.approx((0.7, 0.2, 0.6), abs=0.002)


def test_open_meetings_of_the_month_count_with_their_chance_also_past_their_time() -> None:
    found = outlook(history=three_days_later(100_000))
    fresh, later = found.held.fresh, found.held.moved * found.held.again
    rep = Rep(18, open=(Open(date(2026, 11, 19), False), Open(date(2026, 11, 24), False, 2), Open(date(2026, 11, 30), True)))
    assert found.chances_of(rep) == pytest.approx([fresh + later] * 3 + [found.held.again], abs=1e-3)
    late = Rep(18, open=(Open(date(2026, 11, 26), False),))
    assert found.chances_of(late) == pytest.approx([fresh], abs=1e-3)  # two days are left after it: moved by three it falls outside


def test_a_meeting_past_its_time_has_one_chance_and_the_range_holds_it() -> None:
    """202 held and 49 without a word on the month's last evening: what probably took place lies within what the month may end with."""
    rep = Rep(300, held=202, open=(Open(date(2026, 11, 12), False, 29), Open(date(2026, 11, 30), False, 20)), bookings=80, since=SINCE)
    moved = Booking(date(2026, 10, 5), date(2026, 10, 8), State.HELD, again=True, count=100)
    found = outlook("2026-11-30 18:01", history=[*three_days_later(300), moved], a=rep).of(rep)
    assert found is not None
    assert found.wordless is not None
    assert found.wordless == pytest.approx(found.chances[0])
    assert found.low <= 202 + 49 * found.wordless <= found.high
    ahead = outlook(a=LONG_AGO).of(replace(LONG_AGO, open=(Open(date(2026, 11, 24), False),)))
    assert ahead is not None
    assert ahead.wordless is None


def test_a_member_leans_on_the_team_and_the_team_is_its_members() -> None:
    good, new = Rep(30, bookings=80, calls=2400, since=SINCE), Rep(10, bookings=0, calls=0, since=date(2026, 11, 20))
    found = outlook(a=good, b=new)
    assert found.known == (80, 2400, 41)
    assert found.arrivals_of(new) == Arrivals(5 * 80 / 40, 6)  # the others' rate
    assert found.arrivals_of(good) == Arrivals(80.5, 41)  # the other has booked nothing in a day
    each = [found.of(good), found.of(new)]
    team = found.of_team(Rep(40))
    assert team is not None
    assert team.new.mean == pytest.approx(sum(one.new.mean for one in each if one))
    assert team.per_call is not None
    assert team.per_call.usual == pytest.approx(2 * 2400 / 41)


def test_the_calls_of_lately_are_those_really_made() -> None:
    """Forty a day before, twenty in the last ten business days, two of them on leave; the other joined today at noon."""
    here = Rep(18, bookings=80, calls=1400, since=SINCE, leave=frozenset({date(2026, 11, 18), date(2026, 11, 19)}), lately=160)
    new = Rep(18, calls=9, since=date(2026, 11, 20), lately=9)
    found = outlook("2026-11-20 13:30", a=here, b=new)
    told = [found.of(here), found.of(new), found.of_team(Rep(40))]
    assert [one.per_call.lately for one in told if one and one.per_call] == [160 / 7.5, None, 169 / 9.5]


def test_an_idle_rep_can_be_advised_the_calls_of_an_ordinary_day() -> None:
    """Five of forty days with twenty calls, and a colleague with fifty a day: 2 × what the idle one makes would be less than that."""
    idle, busy = Rep(8, calls=100, bookings=4, since=SINCE, called_on=5), Rep(18, calls=2000, bookings=80, since=SINCE, called_on=40)
    now = "2026-11-09 09:00"
    found = outlook(now, a=idle, b=busy)
    one, team = found.of(idle), found.of_team(Rep(40))
    assert one is not None
    assert one.per_call is not None
    assert 2 * one.per_call.usual < one.per_call.most == ceil(2100 / 45)
    assert one.calls_a_day is not None
    assert 2 * one.per_call.usual < one.calls_a_day <= one.per_call.most
    assert outlook(now, a=replace(idle, called_on=0), b=replace(busy, called_on=0)).of(idle).calls_a_day is None  # type: ignore[union-attr]
    assert team is not None
    assert team.per_call is not None
    assert team.per_call.most == ceil(2 * 2100 / 45)


def test_a_team_is_advised_half_as_many_calls_again_at_most() -> None:
    found = outlook(a=Rep(18, calls=2400, bookings=80, since=SINCE, called_on=40, lately=700)).of_team(Rep(40))
    assert found is not None
    assert found.per_call is not None
    assert found.per_call.most == 105


def test_more_booked_is_more_likely_and_late_only_what_is_booked_counts() -> None:
    found = outlook("2026-11-27 18:00", history=three_days_later(1000))

    def p(booked: int) -> float:
        forecast = found.of(Rep(14, held=9, open=(Open(date(2026, 11, 30), False, booked),)))
        assert forecast is not None
        assert forecast.p is not None
        return forecast.p

    chances = [p(booked) for booked in range(8)]
    assert chances == sorted(chances)
    assert chances[0] < 0.01
    assert chances[5] == pytest.approx(found.held.fresh**5, abs=0.02)  # all five must be held


def test_from_when_new_bookings_count_for_next_month() -> None:
    found = outlook(history=three_days_later(1000)).of(LONG_AGO)
    assert found is not None
    assert found.last_useful_day == date(2026, 11, 25)  # the 30th is three business days later
    assert found.lag_days == pytest.approx(3, abs=0.1)
    late = outlook("2026-11-27 18:00", history=three_days_later(1000)).of(LONG_AGO)
    assert late is not None
    assert late.last_useful_day is None


def test_before_anybody_has_worked_nothing_is_said() -> None:
    nobody = outlook("2026-11-20 14:00", a=Rep(18, bookings=3, since=date(2026, 11, 20)))
    assert nobody.of(Rep(18)) is None
    assert nobody.of_team(Rep(18)) is None


def test_without_calls_no_calls_are_advised() -> None:
    found = outlook(a=Rep(18, bookings=80, since=SINCE))
    one, team = found.of(Rep(18, bookings=80, since=SINCE)), found.of_team(Rep(18))
    assert one is not None
    assert team is not None
    assert (one.per_call, team.per_call) == (None, None)


def test_the_fan_opens_from_now_to_the_months_end() -> None:
    found = outlook(history=three_days_later(50))
    rep = Rep(18, held=9, open=(Open(date(2026, 11, 19), False), Open(date(2026, 11, 25), False, 3)), bookings=80, since=SINCE)
    steps, forecast = fan(found, rep, [rep]), found.of(rep)
    assert forecast is not None
    assert [step.day for step in steps] == TEAM.days(date(2026, 11, 24), NOVEMBER.last)
    assert all(9 <= step.low <= step.expected <= step.high for step in steps)
    widths = [step.high - step.low for step in steps]
    assert widths == sorted(widths)
    assert steps[-1].expected == pytest.approx(forecast.expected)
    assert abs(steps[-1].low - forecast.low) < 1
    assert abs(steps[-1].high - forecast.high) < 1
    assert fan(outlook("2026-11-30 19:00"), rep, [rep]) == ()


def test_of_a_team_that_never_called_nothing_is_foretold() -> None:
    team = [Rep(None, since=date(2026, 11, 20))] * 20
    found = Outlook(TEAM, NOVEMBER, at("2026-11-20 18:00"), [], dict(enumerate(team)))
    assert found.known == (0, 0, 20.0)
    assert (found.of(team[0]), found.of_team(Rep(30))) == (None, None)


def test_the_days_of_a_month_ahead_are_all_there() -> None:
    found = Outlook(TEAM, month_of(date(2026, 11, 1)), at("2026-11-02 07:00"), [], {0: LONG_AGO})
    assert len(found.ahead) == 19
    assert found.room(date(2026, 10, 31) + timedelta(days=1)) == 19
