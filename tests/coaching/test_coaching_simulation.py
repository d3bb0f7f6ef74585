"""The simulated months: the same for the same seed, lawful, never in the future, and near their truth."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from statistics import mean
from zoneinfo import ZoneInfo

import pytest

from coaching import meeting
from coaching.calendar import Calendar
from coaching.intervals import wilson
from coaching.meeting import Standing, check, derive
from coaching.simulation import Ae, Cast, History, Meeting, Rep, Source, simulate, spread
from coaching.terms import CONTACTS, Direction, Happening, Outcome, Role, State, Verdict

TOKYO = ZoneInfo("Asia/Tokyo")
HOLIDAYS = [(9, 21), (9, 22), (9, 23), (10, 12), (11, 3), (11, 23), (12, 31)]
CALENDAR = Calendar(TOKYO, closed=frozenset(date(2026, *day) for day in HOLIDAYS))
FIRST, NOW = date(2026, 8, 17), datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
NEW, AWAY = 10, 3
LEAVE = frozenset({date(2026, 10, 5), date(2026, 10, 6)})
CAST = Cast(
    calendar=CALENDAR,
    reps=spread(range(1, 11), seed=5, started={9: date(2026, 9, 1), NEW: date(2026, 10, 13)}),
    aes=[Ae(21, 200), Ae(22), Ae(23)],
    companies=[f"Company {n}" for n in range(3000)],
    leave={AWAY: LEAVE},
)
SMALL = replace(CAST, reps=[Rep(1), Rep(2, started=date(2026, 11, 10))], companies=["Acme", "Beta", "Gamma"])


@pytest.fixture(scope="module")
def history() -> History:
    return simulate(CAST, seed=5, first=FIRST, now=NOW)


def as_events(simulated: Meeting) -> list[meeting.Event]:
    return [meeting.Event(n, e.kind, e.at, e.authority, e.starts_at, e.amount) for n, e in enumerate(simulated.events)]


@pytest.fixture(scope="module")
def standings(history: History) -> list[Standing]:
    return [derive(as_events(m)) for m in history.meetings]


def test_the_same_seed_gives_the_same_history() -> None:
    once, again = (simulate(SMALL, seed=3, first=date(2026, 11, 2), now=NOW) for _ in range(2))
    assert once == again
    assert once != simulate(SMALL, seed=4, first=date(2026, 11, 2), now=NOW)


def test_a_later_now_only_adds() -> None:
    early = simulate(SMALL, seed=3, first=date(2026, 10, 1), now=NOW - timedelta(days=12, hours=-3))
    late = simulate(SMALL, seed=3, first=date(2026, 10, 1), now=NOW)
    assert set(early.calls) <= set(late.calls)
    assert set(early.emails) <= set(late.emails)
    for before, after in zip(early.meetings, late.meetings, strict=False):
        assert replace(after, events=after.events[: len(before.events)], call=before.call) == before
    assert len(early.calls) < len(late.calls)


def moments(history: History) -> Iterator[datetime]:
    yield from (call.ended_at for call in history.calls)
    yield from (sent.at for sent in history.emails)
    yield from (event.at for m in history.meetings for event in m.events)


def test_nothing_is_recorded_after_now(history: History) -> None:
    assert max(moments(history)) <= NOW


def test_everything_happens_in_business_hours(history: History) -> None:
    times = [call.at for call in history.calls] + [e.starts_at for m in history.meetings for e in m.events if e.starts_at]
    for at in [*times, *moments(history)]:
        day = CALENDAR.today(at)
        opens, closes = CALENDAR.hours(day)
        assert CALENDAR.is_open(day)
        assert opens <= at <= closes


def test_nobody_calls_on_leave_before_their_start_or_two_at_once(history: History) -> None:
    last: dict[int, datetime] = {}
    for call in history.calls:
        assert call.at >= last.get(call.rep, call.at)
        last[call.rep] = call.ended_at
    assert not LEAVE & {CALENDAR.today(c.at) for c in history.calls if c.rep == AWAY}
    assert min(CALENDAR.today(c.at) for c in history.calls if c.rep == NEW) == date(2026, 10, 13)


def test_each_list_is_in_time_order(history: History) -> None:
    assert [c.at for c in history.calls] == sorted(c.at for c in history.calls)
    assert [e.at for e in history.emails] == sorted(e.at for e in history.emails)
    assert [m.booked_at for m in history.meetings] == sorted(m.booked_at for m in history.meetings)


def test_every_appointment_called_for_is_a_meeting_of_the_same_lead(history: History) -> None:
    booked = [(m.call, m.rep, m.lead, m.source) for m in history.meetings if m.call is not None]
    appointed = [(n, c.rep, c.lead, c.source) for n, c in enumerate(history.calls) if c.outcome is Outcome.APPOINTMENT]
    assert sorted(booked) == appointed
    by_email = [m for m in history.meetings if m.by_email]
    assert all(m.call is None for m in by_email)
    assert 0.02 < len(by_email) / len(history.meetings) < 0.12


def test_every_line_of_every_history_is_lawful(history: History) -> None:
    for simulated in history.meetings:
        events = as_events(simulated)
        assert events[0].kind is Happening.BOOKED
        assert [e.at for e in events] == sorted(e.at for e in events)
        for n, event in enumerate(events[1:], 1):
            assert check(derive(events[:n]), event.kind, lead="", meeting_id=0, now=event.at, authority=event.authority)
            assert event.starts_at is None or event.starts_at > event.at


def test_a_month_holds_what_ten_reps_hold(standings: list[Standing]) -> None:
    held = Counter(s.starts_at.astimezone(TOKYO).month for s in standings if s.state is State.HELD)
    assert all(240 <= held[month] <= 345 for month in (9, 10)), held
    assert 40 <= sum(s.state is State.BOOKED and s.starts_at > NOW for s in standings) <= 80


@pytest.mark.parametrize("now", [NOW, NOW.replace(day=20, hour=18), NOW.replace(day=24, hour=23), NOW.replace(month=10, day=14, hour=13)])
def test_only_meetings_of_the_last_two_business_days_lack_a_word(history: History, now: datetime) -> None:
    fresh = CALENDAR.days(date(2026, 8, 1), CALENDAR.today(now))[-2:]
    known = [[e for e in as_events(m) if e.at <= now] for m in history.meetings if m.booked_at <= now]
    waiting = [s for s in map(derive, known) if s.state is State.BOOKED and s.starts_at <= now]
    assert waiting
    assert {CALENDAR.today(s.starts_at) for s in waiting} <= set(fresh)


def test_the_shares_are_those_of_the_cast(history: History, standings: list[Standing]) -> None:
    due = [s for s in standings if s.starts_at <= NOW]
    held = [s for s in due if s.state is State.HELD]
    judged = [s for s in held if s.verdict is not Verdict.PENDING]
    qualified = [s for s in judged if s.verdict is Verdict.QUALIFIED]
    assert 0.07 < sum(s.missed > 0 for s in due) / len(due) < 0.14
    assert 0.12 < sum(s.moves > 0 for s in due) / len(due) < 0.21
    assert 0.02 < sum(s.state is State.CANCELLED for s in due) / len(due) < 0.07
    assert 0.53 < len(qualified) / len(judged) < 0.63
    assert 5 <= len(held) - len(judged) <= 40
    old = [s for s in qualified if s.starts_at < NOW - timedelta(days=60)]
    assert 0.08 < sum(s.won_on is not None for s in old) / len(old) < 0.33
    amounts = [s.won_amount for s in standings if s.won_amount]
    assert all(amount % 10_000 == 0 for amount in amounts)
    assert 750_000 < mean(amounts) < 1_100_000


def test_verdicts_come_within_three_business_days_and_wins_after_weeks(history: History) -> None:
    for simulated in history.meetings:
        said = {e.kind: e.at for e in simulated.events if e.authority is Role.AE or e.kind is Happening.HELD}
        judged = said.get(Happening.QUALIFIED) or said.get(Happening.UNQUALIFIED)
        if judged:
            assert len(CALENDAR.days(CALENDAR.today(said[Happening.HELD]), CALENDAR.today(judged))) - 1 <= 3
        if judged and Happening.WON in said:
            assert said[Happening.WON] - judged >= timedelta(days=4)


def test_rates_come_out_as_put_in() -> None:
    rep = Rep(1, contact_rate=0.3, appointment_rate=0.2)
    calls = simulate(replace(CAST, reps=[rep]), seed=8, first=FIRST, now=NOW).calls
    contacts = [c for c in calls if c.outcome in CONTACTS]
    appointments = [c for c in contacts if c.outcome is Outcome.APPOINTMENT]
    for k, n, truth in ((len(contacts), len(calls), 0.3), (len(appointments), len(contacts), 0.2)):
        interval = wilson(k, n, 0.999)
        assert interval is not None
        assert interval.low < truth < interval.high
    assert 55 < len(calls) / len(CALENDAR.days(FIRST, NOW.date())) < 67


def share(history: History, rep: int, days: range) -> float:
    """Appointments ÷ calls of a rep on those of their business days."""
    worked = sorted({CALENDAR.today(c.at) for c in history.calls if c.rep == rep})[days.start : days.stop]
    outcomes = [c.outcome for c in history.calls if c.rep == rep and CALENDAR.today(c.at) in worked]
    return outcomes.count(Outcome.APPOINTMENT) / len(outcomes)


def test_a_new_rep_learns() -> None:
    novice = simulate(replace(CAST, reps=[Rep(n, started=FIRST) for n in range(4)]), seed=2, first=FIRST, now=NOW)
    assert mean(share(novice, n, range(12)) for n in range(4)) < 0.8 * mean(share(novice, n, range(40, 70)) for n in range(4))


def test_warm_sources_convert_better_and_only_they_ring(history: History) -> None:
    booked = Counter(c.source for c in history.calls if c.outcome is Outcome.APPOINTMENT)
    rates = {source: booked[source] / count for source, count in Counter(c.source for c in history.calls).items()}
    assert rates["referral"] > rates["web"] > rates["outbound list"]
    rang = Counter(c.source for c in history.calls if c.direction is Direction.INBOUND)
    assert set(rang) == {"web", "webinar", "download", "referral"}


def test_the_day_has_two_peaks_and_a_lunch(history: History) -> None:
    hours = Counter(c.at.astimezone(TOKYO).hour for c in history.calls)
    assert min(hours[h] for h in (10, 11, 15, 16)) > 1.3 * max(hours[h] for h in (9, 13, 14))
    assert hours[12] < 0.5 * hours[13]


def test_days_differ_more_than_chance_alone(history: History) -> None:
    daily = Counter((c.rep, CALENDAR.today(c.at)) for c in history.calls if c.rep < 9 and CALENDAR.today(c.at) < NOW.date())
    spreads = []
    for rep in range(1, 9):
        counts = [n for (who, _), n in daily.items() if who == rep]
        spreads.append(sum((n - mean(counts)) ** 2 for n in counts) / len(counts) / mean(counts))
    assert mean(spreads) > 1.8


def test_aes_share_by_weight(history: History) -> None:
    given = Counter(m.ae for m in history.meetings)
    total = len(history.meetings)
    assert all(abs(given[ae] - total * part) <= 1 for ae, part in ((21, 0.5), (22, 0.25), (23, 0.25)))


@pytest.mark.parametrize(
    "calendar",
    [
        Calendar(ZoneInfo("America/New_York")),
        Calendar(ZoneInfo("Asia/Beirut"), weekdays=frozenset({6, 0, 1, 2, 3})),
        Calendar(TOKYO, opens=time(10), closes=time(11)),
        Calendar(TOKYO, opens=time(22), closes=time(2)),
        Calendar(TOKYO, weekdays=frozenset({2})),
    ],
)
def test_any_calendar_can_be_worked(calendar: Calendar) -> None:
    busy = replace(SMALL, calendar=calendar, sources=[Source("web", 1.0)], reps=[Rep(1, contact_rate=0.5, appointment_rate=0.5)])
    history = simulate(busy, seed=1, first=date(2026, 10, 1), now=NOW)
    assert history.meetings
    assert max(moments(history)) <= NOW
    assert all(calendar.today(c.at) in calendar.days(date(2026, 10, 1), NOW.date() + timedelta(days=1)) for c in history.calls) or (
        calendar.closes < calendar.opens
    )


def test_nobody_there_and_nothing_yet_are_empty_histories() -> None:
    assert simulate(replace(CAST, reps=[]), seed=1, first=FIRST, now=NOW) == History((), (), ())
    assert simulate(CAST, seed=1, first=NOW.date() + timedelta(days=1), now=NOW) == History((), (), ())


def test_without_aes_meetings_have_none() -> None:
    history = simulate(replace(SMALL, aes=[]), seed=1, first=date(2026, 11, 2), now=NOW)
    assert {m.ae for m in history.meetings} == {None}


def test_reps_differ_and_together_book_what_usual_reps_would() -> None:
    reps, usual = spread(range(10), seed=1), Rep(0)
    booked = [r.calls_per_day * r.contact_rate * r.appointment_rate for r in reps]
    assert mean(booked) == pytest.approx(usual.calls_per_day * usual.contact_rate * usual.appointment_rate)
    assert max(booked) > 1.3 * min(booked)
    assert spread([], seed=1) == []
