"""What counts, where and when (design §2): the same numbers from both databases."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from coaching.funnel import Funnel
from coaching.terms import Activity, Direction, Happening, Origin, Outcome, Role
from storage import calls, entries, figures
from storage.figures import Today
from tests.storage.desk import DAY, HOUR, NOW, Desk, tokyo

LATER = NOW + 6 * HOUR


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def _ask(desk: Desk, **more: Any) -> dict[str, Any]:
    return {"workspace_id": desk.workspace_id, "first": DAY, "last": DAY, "now": LATER} | more


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        (Outcome.NO_ANSWER, (1, 0, 0)),
        (Outcome.GATEKEEPER, (1, 0, 0)),
        (Outcome.WRONG_NUMBER, (1, 0, 0)),
        (Outcome.CONTACT, (1, 1, 0)),
        (Outcome.CALLBACK, (1, 1, 0)),
        (Outcome.NOT_INTERESTED, (1, 1, 0)),
        (Outcome.APPOINTMENT, (1, 1, 1)),
    ],
)
def test_a_contact_implies_a_call_and_an_appointment_a_contact(desk: Desk, outcome: Outcome, counts: tuple[int, int, int]) -> None:
    desk.call(outcome)
    funnel = desk.funnel()
    assert (funnel.calls, funnel.contacts, funnel.appointments) == counts
    assert figures.today(desk.session, workspace_id=desk.workspace_id, member_id=desk.hana, day=DAY) == Today(*counts)


@pytest.mark.parametrize(("origin", "counts"), [(Origin.CALL, (0, 0)), (Origin.BY_EMAIL, (1, 1)), (Origin.IMPORTED, (0, 0))])
def test_only_a_meeting_booked_by_email_is_an_appointment_of_its_own(desk: Desk, origin: Origin, counts: tuple[int, int]) -> None:
    desk.book(LATER, origin=origin)
    funnel = desk.funnel()
    assert (funnel.appointments, funnel.by_email) == counts
    assert (funnel.calls, funnel.contacts) == (0, 0)
    assert figures.today(desk.session, workspace_id=desk.workspace_id, member_id=desk.hana, day=DAY).appointments == counts[0]


@pytest.mark.parametrize(
    ("kind", "now", "counted"),
    [
        (None, NOW, {"ahead": 1}),
        (None, NOW + HOUR, {"due": 1, "waiting": 1}),
        (Happening.HELD, LATER, {"due": 1, "held": 1}),
        (Happening.HELD, NOW, {"due": 1, "held": 1}),
        (Happening.NO_SHOW, LATER, {"due": 1, "no_show": 1}),
        (Happening.CANCELLED, LATER, {"due": 1, "cancelled": 1}),
        (Happening.CANCELLED, NOW, {"cancelled": 1}),
    ],
    ids=["ahead", "waiting", "held", "held early", "no show", "cancelled", "cancelled before its time"],
)
def test_a_meeting_counts_by_its_state_and_time(desk: Desk, kind: Happening | None, now: Any, counted: dict[str, int]) -> None:
    meeting = desk.book(NOW + HOUR)
    if kind:
        desk.tell(meeting, kind, now=now)
    assert desk.funnel(now=now) == Funnel(**counted)  # type: ignore[arg-type]


def test_a_verdict_and_a_win_count_once_each_in_their_own_month(desk: Desk) -> None:
    meeting = desk.book(tokyo("2026-09-30T16:00"))
    desk.tell(meeting, Happening.HELD, now=tokyo("2026-09-30T17:00"))
    desk.tell(meeting, Happening.QUALIFIED, now=tokyo("2026-10-02T09:00"), by=Role.AE)
    desk.tell(meeting, Happening.WON, now=tokyo("2026-10-05T00:30"), amount=Decimal("1200000.25"), by=Role.AE)
    september, october = desk.month("2026-09"), desk.month("2026-10")
    assert (september.held, september.qualified, september.won) == (1, 1, 0)
    assert (october.held, october.qualified, october.won, october.revenue) == (0, 0, 1, Decimal("1200000.25"))


def test_revenue_is_exact(desk: Desk) -> None:
    for _ in range(30):
        meeting = desk.book(NOW)
        desk.tell(meeting, Happening.HELD)
        desk.tell(meeting, Happening.WON, amount=Decimal("0.10"))
    assert str(desk.funnel().revenue) == "3"


def test_a_win_taken_back_is_no_revenue(desk: Desk) -> None:
    meeting = desk.book(NOW)
    desk.tell(meeting, Happening.HELD)
    won = desk.tell(meeting, Happening.WON, amount=Decimal(500))
    desk.tell(meeting, Happening.CORRECTED, voids=won.id)
    assert (desk.funnel().won, desk.funnel().revenue, desk.funnel().held) == (0, Decimal(0), 1)


def test_inbound_talk_mail_and_work_are_apart(desk: Desk) -> None:
    desk.call(Outcome.CONTACT, direction=Direction.INBOUND, count=3, talk=60)
    desk.call(count=2)
    for n, activity in enumerate(Activity, 1):
        desk.mail(activity, n)
    assert desk.funnel() == Funnel(
        calls=5, contacts=3, inbound=3, talk_seconds=180, emails_sent=1, emails_opened=2, emails_clicked=3, work_minutes=4
    )


def _busy(desk: Desk) -> None:
    """Two reps, two sources, two AEs, every kind of thing."""
    for member, source, ae in ((desk.hana, "web", desk.sora), (desk.tom, "紹介", desk.mio), (desk.tom, "web", None)):
        desk.call(Outcome.CONTACT, member=member, source=source, count=4, talk=30)
        desk.call(Outcome.APPOINTMENT, member=member, source=source, direction=Direction.INBOUND)
        held = desk.book(NOW, member=member, source=source, ae=ae)
        desk.tell(held, Happening.HELD)
        desk.tell(held, Happening.QUALIFIED, by=Role.AE)
        desk.tell(held, Happening.WON, amount=Decimal(700), by=Role.AE)
        desk.book(NOW + HOUR, member=member, source=source, ae=ae, origin=Origin.BY_EMAIL)
    desk.mail(amount=9)


def _sum(funnels: dict[Any, Funnel]) -> Funnel:
    return sum(funnels.values(), Funnel())


@pytest.mark.parametrize("query", [figures.by_member, figures.by_source])
def test_the_parts_add_up_to_the_whole(desk: Desk, query: Any) -> None:
    _busy(desk)
    whole = figures.funnel(desk.session, **_ask(desk, team_id=desk.team_id))
    assert whole == _sum(query(desk.session, **_ask(desk, team_id=desk.team_id)))
    assert whole == figures.funnel(desk.session, **_ask(desk))
    assert all(getattr(whole, field.name) for field in fields(Funnel) if field.name in ("calls", "held", "qualified", "won", "emails_sent"))


def test_by_member_by_source_and_by_ae_name_their_own(desk: Desk) -> None:
    _busy(desk)
    members = figures.by_member(desk.session, **_ask(desk))
    assert {desk.hana: 5, desk.tom: 10} == {who: funnel.calls for who, funnel in members.items()}  # Sora and Mio did nothing
    assert members[desk.tom] == figures.funnel(desk.session, **_ask(desk, member_id=desk.tom))
    sources = figures.by_source(desk.session, **_ask(desk))
    assert {name: (f.calls, f.held, f.emails_sent) for name, f in sources.items()} == {"": (0, 0, 9), "web": (10, 2, 0), "紹介": (5, 1, 0)}
    toms = figures.by_source(desk.session, **_ask(desk, member_id=desk.tom))
    assert {name: funnel.calls for name, funnel in toms.items()} == {"web": 5, "紹介": 5}
    aes = figures.by_ae(desk.session, **_ask(desk, team_id=desk.team_id))
    assert {ae: (f.calls, f.held, f.revenue) for ae, f in aes.items()} == dict.fromkeys([desk.sora, desk.mio, None], (0, 1, Decimal(700)))


def test_nothing_is_an_empty_funnel(desk: Desk) -> None:
    assert figures.funnel(desk.session, **_ask(desk, team_id=desk.team_id)) == Funnel()
    assert figures.by_member(desk.session, **_ask(desk)) == {}
    assert figures.by_source(desk.session, **_ask(desk)) == {}
    assert figures.by_ae(desk.session, **_ask(desk)) == {}
    assert figures.today(desk.session, workspace_id=desk.workspace_id, member_id=desk.hana, day=DAY) == Today(0, 0, 0)
    assert figures.last_entry_at(desk.session, workspace_id=desk.workspace_id) is None
    assert figures.sources(desk.session, workspace_id=desk.workspace_id, team_id=desk.team_id) == []
    assert figures.first_day(desk.session, workspace_id=desk.workspace_id, member_id=desk.hana) is None


def test_a_day_is_a_local_day(desk: Desk) -> None:
    desk.call(at=tokyo("2026-09-02T00:30"))  # in UTC still the 1st
    desk.call(at=tokyo("2026-09-02T23:30"))
    assert [desk.funnel(day, day).calls for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1))] == [0, 2, 0]


def test_held_and_booked_by_day_are_the_pace_and_what_may_come(desk: Desk) -> None:
    for starts_at in ("2026-09-01T10:00", "2026-09-01T15:00", "2026-09-02T00:15"):
        desk.tell(desk.book(tokyo(starts_at)), Happening.HELD)
    desk.book(tokyo("2026-09-01T18:00"))
    desk.book(tokyo("2026-09-10T10:00"))
    desk.book(tokyo("2026-10-01T00:00"))
    ask: dict[str, Any] = {"workspace_id": desk.workspace_id, "first": date(2026, 9, 1), "last": date(2026, 9, 30), "team_id": desk.team_id}
    assert figures.held_by_day(desk.session, **ask) == {date(2026, 9, 1): 2, date(2026, 9, 2): 1}
    assert figures.booked_by_day(desk.session, **ask) == {date(2026, 9, 1): 1, date(2026, 9, 10): 1}


def test_the_first_day_is_that_of_the_first_call_or_booking(desk: Desk) -> None:
    desk.call(at=NOW + timedelta(days=3))
    desk.book(NOW + timedelta(days=9), now=NOW + timedelta(days=1), member=desk.tom)
    whose = ({"team_id": desk.team_id}, {"member_id": desk.hana}, {"member_id": desk.tom}, {"member_id": desk.mio})
    found = [figures.first_day(desk.session, workspace_id=desk.workspace_id, **one) for one in whose]
    assert found == [DAY + timedelta(days=1), DAY + timedelta(days=3), DAY + timedelta(days=1), None]


def test_data_is_complete_to_the_last_entry_that_stands(desk: Desk) -> None:
    def last(**whose: int) -> object:
        return figures.last_entry_at(desk.session, workspace_id=desk.workspace_id, **whose)

    desk.entry(at=NOW)
    desk.entry(at=NOW + HOUR, actor=desk.tom)
    undone = desk.entry(at=NOW + 2 * HOUR)
    desk.entry(at=NOW + 3 * HOUR, actor=desk.mio, kind="goal")
    entries.undo(desk.session, entry=undone, actor_id=desk.hana, now=LATER)
    assert (last(), last(team_id=desk.team_id), last(member_id=desk.hana)) == (NOW + HOUR, NOW + HOUR, NOW)


def test_sources_come_most_used_first_and_old_ones_are_forgotten(desk: Desk) -> None:
    for source, count, day in (("web", 2, DAY), ("紹介", 3, DAY), ("", 9, DAY), ("fax", 50, DAY - timedelta(days=200))):
        desk.call(count=count, source=source, day=day)
    for _ in range(4):
        desk.book(LATER, source="webinar", origin=Origin.BY_EMAIL)
    ask: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    assert figures.sources(desk.session, **ask) == ["webinar", "紹介", "web"]
    assert figures.sources(desk.session, **ask, most=1) == ["webinar"]


def test_figures_see_what_the_same_transaction_just_wrote(desk: Desk) -> None:
    meeting = desk.book(NOW)
    meeting.member_id = desk.tom
    assert desk.funnel(member=desk.tom, now=LATER).due == 1


def test_rebuilding_changes_no_figure(desk: Desk) -> None:
    _busy(desk)
    before = desk.funnel(now=LATER)
    calls.rebuild_tally(desk.session, workspace_id=desk.workspace_id)
    assert desk.funnel(now=LATER) == before
