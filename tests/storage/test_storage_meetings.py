"""A meeting is a history: what counts follows from it, and any past report can be made again."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from coaching.meeting import derive
from coaching.terms import Happening, Role, State, Verdict
from storage import meetings
from storage.dialect import stored
from storage.tables import Meeting
from tests.storage.desk import DAY, HOUR, NOW, Desk, tokyo

Line = tuple[str, ...]
BOOKED: Line = ("2026-09-01T15:00", "booked", "2026-09-03T10:00")


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


COUNTING: dict[str, tuple[list[Line], dict[str, int]]] = {
    "booked in August, held in September": (
        [("2026-08-31T15:00", "booked", "2026-09-01T10:00"), ("2026-09-01T11:00", "held")],
        {"2026-08": 0, "2026-09": 1},
    ),
    "moved out of the month": (
        [
            ("2026-08-20T15:00", "booked", "2026-08-28T10:00"),
            ("2026-08-28T09:00", "moved", "2026-09-02T10:00"),
            ("2026-09-02T11:00", "held"),
        ],
        {"2026-08": 0, "2026-09": 1},
    ),
    "moved three times, held once": (
        [
            BOOKED,
            ("2026-09-03T09:00", "moved", "2026-09-04T10:00"),
            ("2026-09-04T09:00", "moved", "2026-09-07T10:00"),
            ("2026-09-07T09:00", "moved", "2026-09-08T10:00"),
            ("2026-09-08T11:00", "held"),
        ],
        {"2026-09": 1},
    ),
    "no-show, re-booked, held": (
        [BOOKED, ("2026-09-03T10:30", "no_show"), ("2026-09-03T11:00", "moved", "2026-09-10T10:00"), ("2026-09-10T11:00", "held")],
        {"2026-09": 1},
    ),
    "cancelled": ([BOOKED, ("2026-09-02T10:30", "cancelled")], {"2026-09": 0}),
    "booked and not yet due": ([("2026-09-01T15:00", "booked", "2026-09-30T10:00")], {"2026-09": 0}),
    "held just after midnight of the new month in Tokyo (in UTC still the old month)": (
        [("2026-09-01T15:00", "booked", "2026-10-01T00:30"), ("2026-10-01T01:30", "held")],
        {"2026-09": 0, "2026-10": 1},
    ),
    "held on the last day, recorded the next morning": (
        [("2026-09-01T15:00", "booked", "2026-09-30T16:00"), ("2026-10-01T09:05", "held")],
        {"2026-09": 1, "2026-10": 0},
    ),
    "held by mistake, corrected": ([BOOKED, ("2026-09-03T11:00", "held"), ("2026-09-03T11:05", "corrected")], {"2026-09": 0}),
}


def _told(desk: Desk, lines: list[Line]) -> Meeting:
    (at, _, starts_at), *rest = lines
    meeting = desk.book(tokyo(starts_at), now=tokyo(at))
    for at, kind, *when in rest:
        voids = meetings.history(desk.session, meeting_id=stored(meeting.id))[-1].id if kind == "corrected" else None
        desk.tell(meeting, Happening(kind), now=tokyo(at), starts_at=tokyo(when[0]) if when else None, voids=voids)
    return meeting


@pytest.mark.parametrize(("lines", "held"), COUNTING.values(), ids=COUNTING.keys())
def test_a_meeting_counts_once_in_the_month_it_is_held(desk: Desk, lines: list[Line], held: dict[str, int]) -> None:
    _told(desk, lines)
    assert {month: desk.month(month).held for month in held} == held


def test_ten_booked_three_moved_three_missed(desk: Desk) -> None:
    booked = [desk.book(tokyo("2026-09-03T10:00")) for _ in range(10)]
    missed, moved, went = booked[:3], booked[3:6], booked[6:]
    seen = []

    def qualify(held: list[Meeting]) -> None:
        for meeting in held:
            desk.tell(meeting, Happening.HELD)
            desk.tell(meeting, Happening.QUALIFIED, by=Role.AE)
        month = desk.month("2026-09")
        seen.append((month.held, month.qualified, month.qualified / len(booked)))

    for meeting in missed:
        desk.tell(meeting, Happening.NO_SHOW)
    for meeting in moved:
        desk.tell(meeting, Happening.MOVED, starts_at=tokyo("2026-09-10T10:00"))
    qualify(went)
    qualify(moved)
    desk.tell(missed[0], Happening.MOVED, starts_at=tokyo("2026-09-17T10:00"))
    qualify(missed[:1])
    assert seen == [(4, 4, 0.4), (7, 7, 0.7), (8, 8, 0.8)]


def test_any_past_report_can_be_made_again(desk: Desk) -> None:
    """The state on every evening of the story, asked for at its end: from the events recorded until then."""
    story = [
        ("2026-09-01T15:00", "booked", "2026-09-03T10:00"),
        ("2026-09-03T09:00", "moved", "2026-09-04T10:00"),
        ("2026-09-04T10:30", "no_show"),
        ("2026-09-05T09:00", "moved", "2026-09-08T10:00"),
        ("2026-09-08T11:00", "held"),
        ("2026-09-09T11:00", "qualified"),
        ("2026-09-10T11:00", "corrected"),
        ("2026-09-11T11:00", "won"),
    ]
    then = []
    (at, _, starts_at), *rest = story
    meeting = desk.book(tokyo(starts_at), now=tokyo(at))
    then.append((tokyo(at), meetings.standing(desk.session, meeting=meeting)))
    for at, kind, *when in rest:
        voids = meetings.history(desk.session, meeting_id=stored(meeting.id))[-1].id if kind == "corrected" else None
        amount = Decimal(900) if kind == "won" else None
        desk.tell(meeting, Happening(kind), now=tokyo(at), starts_at=tokyo(when[0]) if when else None, voids=voids, amount=amount)
        then.append((tokyo(at), meetings.standing(desk.session, meeting=meeting)))
    rows = meetings.history(desk.session, meeting_id=stored(meeting.id))
    for moment, standing in then:
        assert derive([meetings.as_event(row) for row in rows if row.at <= moment]) == standing
    assert [standing.state for _, standing in then] == ["booked", "booked", "no_show", "booked", "held", "held", "held", "held"]
    assert [standing.verdict for _, standing in then][-3:] == [Verdict.QUALIFIED, Verdict.PENDING, Verdict.PENDING]


def test_the_columns_say_what_the_history_says(desk: Desk) -> None:
    meeting = _told(desk, COUNTING["no-show, re-booked, held"][0])
    desk.tell(meeting, Happening.WON, now=tokyo("2026-09-11T00:30"), amount=Decimal("1200000"), by=Role.AE)
    desk.session.expire_all()
    assert (meeting.state, meeting.day, meeting.moves, meeting.missed) == (State.HELD, date(2026, 9, 10), 1, 1)
    assert (meeting.starts_at, meeting.won_amount, meeting.won_on) == (tokyo("2026-09-10T10:00"), Decimal(1_200_000), date(2026, 9, 11))


def test_the_ae_wins_and_both_words_stay(desk: Desk) -> None:
    meeting = desk.book(NOW)
    desk.tell(meeting, Happening.HELD)
    desk.tell(meeting, Happening.NO_SHOW, by=Role.AE)
    standing = meetings.standing(desk.session, meeting=meeting)
    assert (meeting.state, standing.disputed) == (State.NO_SHOW, True)
    lines = meetings.history(desk.session, meeting_id=stored(meeting.id))
    assert [(line.kind, line.authority) for line in lines] == [("booked", "rep"), ("held", "rep"), ("no_show", "ae")]


def _ids(found: object) -> list[int | None]:
    return [meeting.id for meeting in found]  # type: ignore[attr-defined]


def test_open_meetings_are_those_that_wait_for_a_word_soonest_first(desk: Desk) -> None:
    late, soon = desk.book(NOW + 5 * HOUR), desk.book(NOW - HOUR)
    toms = desk.book(NOW, member=desk.tom, ae=desk.sora)
    desk.tell(desk.book(NOW), Happening.HELD)
    open_of = {who: _ids(meetings.open_of(desk.session, workspace_id=desk.workspace_id, member_id=who)) for who in (desk.hana, desk.sora)}
    assert open_of == {desk.hana: [soon.id, late.id], desk.sora: [toms.id]}


def test_to_judge_are_held_meetings_without_a_verdict_oldest_first(desk: Desk) -> None:
    newer, older = desk.book(NOW, ae=desk.sora), desk.book(NOW - HOUR, ae=desk.sora)
    without_ae, judged, booked = desk.book(NOW + HOUR), desk.book(NOW, ae=desk.sora), desk.book(NOW, ae=desk.sora)
    for meeting in (newer, older, without_ae, judged):
        desk.tell(meeting, Happening.HELD)
    desk.tell(judged, Happening.UNQUALIFIED, by=Role.AE)
    assert booked.state == State.BOOKED
    ask: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    assert _ids(meetings.to_judge(desk.session, **ask, ae_id=desk.sora)) == [older.id, newer.id]
    assert _ids(meetings.to_judge(desk.session, **ask, ae_id=None)) == [older.id, newer.id, without_ae.id]
    assert _ids(meetings.to_judge(desk.session, **ask, ae_id=None, most=1)) == [older.id]


def test_a_leads_meetings_come_newest_first_without_withdrawn_ones(desk: Desk) -> None:
    lead, other = desk.lead(), desk.lead("Globex")
    old, new = desk.book(NOW, lead=lead), desk.book(NOW + 48 * HOUR, lead=lead, member=desk.tom, ae=desk.sora)
    entry = desk.entry()
    desk.book(NOW, lead=lead, entry=entry)
    desk.undo(entry)
    desk.book(NOW, lead=other)

    def found(member_id: int | None = None, since: date | None = None) -> list[int | None]:
        ids = [stored(lead.id)]
        return _ids(meetings.of_lead(desk.session, workspace_id=desk.workspace_id, lead_ids=ids, member_id=member_id, since=since))

    assert found() == [new.id, old.id]
    assert (found(desk.hana), found(desk.sora)) == ([old.id], [new.id])
    assert found(since=date(2026, 9, 3)) == [new.id]


def test_given_counts_what_each_ae_got_in_these_days(desk: Desk) -> None:
    for ae in (desk.sora, desk.sora, desk.mio, None):
        desk.book(NOW + HOUR, ae=ae)
    desk.tell(desk.book(NOW + HOUR, ae=desk.mio), Happening.CANCELLED)
    entry = desk.entry()
    desk.book(NOW + HOUR, ae=desk.mio, entry=entry)
    desk.undo(entry)
    desk.book(NOW, now=tokyo("2026-08-31T10:00"), ae=desk.mio)
    ask: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    assert meetings.given_by_ae(desk.session, **ask, first=DAY, last=DAY) == {desk.sora: 2, desk.mio: 1}


def test_what_is_unsettled_is_counted_by_who_owes_it(desk: Desk) -> None:
    for ae in (desk.sora, desk.mio, None):
        desk.book(NOW - HOUR, now=NOW - 2 * HOUR, ae=ae)
        desk.tell(desk.book(NOW - HOUR, now=NOW - 2 * HOUR, ae=ae), Happening.HELD)
    judged = desk.book(NOW - HOUR, now=NOW - 2 * HOUR, ae=desk.mio)
    desk.tell(judged, Happening.HELD)
    desk.tell(judged, Happening.QUALIFIED, by=Role.AE)
    desk.tell(desk.book(NOW - HOUR, now=NOW - 2 * HOUR, ae=desk.mio), Happening.NO_SHOW)
    desk.book(NOW + HOUR, ae=desk.mio)
    ask: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    words, verdicts = meetings.unsettled(desk.session, **ask, now=NOW)
    assert words == {desk.hana: 3}
    assert verdicts == {desk.sora: 1, desk.mio: 1, None: 1}


@pytest.mark.parametrize(("zone", "day"), [("2026-09-02T23:59", date(2026, 9, 2)), ("2026-09-03T00:00", date(2026, 9, 3))])
def test_the_day_of_a_meeting_is_local(desk: Desk, zone: str, day: date) -> None:
    starts_at: datetime = tokyo(zone)
    assert desk.book(starts_at).day == day
