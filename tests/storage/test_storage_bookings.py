"""What forecasts are made of: bookings, calls and open meetings of a team and of who came to it, the same from both databases."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from coaching.outlook import Booking, Open
from coaching.terms import Happening, Outcome, State
from storage import alarms, figures, meetings, teams
from storage.figures import Made, Month
from storage.tables import Member, id_of
from tests.storage.desk import DAY, NOW, Desk, tokyo

SEPTEMBER: dict[str, Any] = {"first": date(2026, 9, 1), "last": date(2026, 9, 30)}
FRIDAY, MONDAY = tokyo("2026-09-04T14:00"), tokyo("2026-09-07T14:00")


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def _asked(desk: Desk) -> dict[str, Any]:
    return SEPTEMBER | {"workspace_id": desk.workspace_id, "team_id": desk.team_id}


def test_bookings_alike_stand_together_with_what_became_of_them(desk: Desk) -> None:
    for _ in range(2):
        desk.tell(desk.book(FRIDAY), Happening.HELD, now=FRIDAY)
    moved = desk.book(FRIDAY, member=desk.tom)
    desk.tell(moved, Happening.MOVED, starts_at=MONDAY)
    missed = desk.book(FRIDAY)
    desk.tell(missed, Happening.NO_SHOW, now=FRIDAY)
    desk.tell(desk.book(MONDAY), Happening.CANCELLED)
    taken_back = desk.entry()
    desk.book(MONDAY, entry=taken_back)
    desk.undo(taken_back)
    desk.book(MONDAY, now=NOW - timedelta(days=30))
    friday, monday = FRIDAY.date(), MONDAY.date()
    found = figures.bookings(desk.session, **_asked(desk))
    assert sorted(found, key=lambda one: (one.day, one.state, one.count)) == [
        Booking(DAY, friday, State.HELD, again=False, count=2),
        Booking(DAY, friday, State.NO_SHOW, again=False),
        Booking(DAY, monday, State.BOOKED, again=True),
        Booking(DAY, monday, State.CANCELLED, again=False),
    ]


def test_each_members_bookings_and_calls_are_counted_from_their_first_day(desk: Desk) -> None:
    desk.call(Outcome.NO_ANSWER, count=30, at=NOW + timedelta(days=1))
    desk.call(Outcome.CONTACT, count=2, at=NOW + timedelta(days=2), source="web")
    desk.call(Outcome.CONTACT, count=9, at=NOW - timedelta(days=30))
    desk.book(FRIDAY)
    desk.book(MONDAY)
    desk.call(Outcome.CONTACT, member=desk.tom, at=MONDAY)
    assert figures.made(desk.session, **_asked(desk), lately=DAY + timedelta(days=2)) == {
        desk.hana: Made(bookings=2, calls=32, since=DAY, lately=2, called_on=2),
        desk.tom: Made(bookings=0, calls=1, since=MONDAY.date(), lately=1, called_on=1),
    }


def test_a_months_meetings_are_held_or_open_by_the_day_they_are_for(desk: Desk) -> None:
    desk.tell(desk.book(FRIDAY, now=NOW - timedelta(days=9)), Happening.HELD, now=FRIDAY)
    desk.book(FRIDAY)
    desk.book(FRIDAY)
    desk.tell(desk.book(FRIDAY), Happening.MOVED, starts_at=MONDAY)
    desk.tell(desk.book(FRIDAY, member=desk.tom), Happening.CANCELLED)
    desk.book(tokyo("2026-10-01T10:00"), member=desk.tom)
    desk.tell(desk.book(FRIDAY, member=desk.tom), Happening.HELD, now=FRIDAY)
    assert figures.months(desk.session, **_asked(desk)) == {
        desk.hana: Month(1, (Open(FRIDAY.date(), again=False, count=2), Open(MONDAY.date(), again=True))),
        desk.tom: Month(1, ()),
    }


def test_a_no_show_is_again_once_it_is_booked_again(desk: Desk) -> None:
    missed = desk.book(FRIDAY)
    desk.tell(missed, Happening.NO_SHOW, now=FRIDAY)
    assert figures.months(desk.session, **_asked(desk)) == {}
    desk.tell(missed, Happening.MOVED, now=FRIDAY, starts_at=MONDAY)
    assert figures.months(desk.session, **_asked(desk)) == {desk.hana: Month(0, (Open(MONDAY.date(), again=True),))}


def test_what_somebody_made_in_another_team_is_theirs_and_that_teams(desk: Desk) -> None:
    desk.call(Outcome.CONTACT, member=desk.tom, count=3)
    desk.tell(desk.book(FRIDAY, member=desk.tom), Happening.HELD, now=FRIDAY)
    desk.book(FRIDAY)
    there = _asked(desk)
    osaka = teams.create(desk.session, workspace_id=desk.workspace_id, name="Osaka", now=NOW)
    here = there | {"team_id": id_of(osaka)}
    assert figures.moved(desk.session, **there) == figures.moved(desk.session, **here) == frozenset()
    desk.session.get_one(Member, desk.tom).team_id = osaka.id
    assert figures.moved(desk.session, **here) == {desk.tom}
    assert figures.moved(desk.session, **there) == frozenset()
    theirs = SEPTEMBER | {"workspace_id": desk.workspace_id, "member_ids": {desk.tom}}
    assert figures.made(desk.session, **theirs) == {desk.tom: Made(bookings=1, calls=3, since=DAY, lately=3, called_on=1)}
    assert figures.months(desk.session, **theirs) == {desk.tom: Month(1, ())}
    assert figures.by_member(desk.session, **theirs, now=MONDAY)[desk.tom].held == 1
    both = [figures.by_member(desk.session, **theirs, team_id=one["team_id"], now=MONDAY) for one in (there, here)]
    assert [sorted(found) for found in both] == [[desk.tom], []]
    assert figures.made(desk.session, **here) == {}
    assert figures.months(desk.session, **here) == {}
    assert figures.funnel(desk.session, **there, now=MONDAY).held == 1
    waiting = meetings.unsettled(desk.session, workspace_id=desk.workspace_id, member_ids={desk.hana}, now=MONDAY)
    assert waiting == ({desk.hana: 1}, {})


def test_a_win_of_this_month_is_found_however_old_its_meeting_in_the_other_team(desk: Desk) -> None:
    old = tokyo("2026-03-02T10:00")
    meeting = desk.book(old, now=old)
    desk.tell(meeting, Happening.HELD, now=old)
    osaka = teams.create(desk.session, workspace_id=desk.workspace_id, name="Osaka", now=NOW)
    desk.session.get_one(Member, desk.hana).team_id = osaka.id
    here = _asked(desk) | {"team_id": id_of(osaka)}
    assert figures.moved(desk.session, **here) == frozenset()
    desk.tell(meeting, Happening.WON, now=FRIDAY, amount=Decimal(900))
    assert figures.moved(desk.session, **here) == {desk.hana}


def test_a_warning_goes_with_who_was_warned_to_their_next_team(desk: Desk) -> None:
    osaka = teams.create(desk.session, workspace_id=desk.workspace_id, name="Osaka", now=NOW)
    first: dict[str, Any] = {"workspace_id": desk.workspace_id, "month": SEPTEMBER["first"]}
    here, there = first | {"team_id": desk.team_id}, first | {"team_id": id_of(osaka)}
    told: dict[str, Any] = {"member_id": desk.tom, "now": NOW, "today": DAY}
    assert alarms.turn(desk.session, **here, **told, behind=True)
    desk.session.get_one(Member, desk.tom).team_id = osaka.id
    assert alarms.of_team(desk.session, **there)[desk.tom].behind
    tomorrow = told | {"now": FRIDAY, "today": FRIDAY.date()}
    assert not alarms.turn(desk.session, **there, **tomorrow, behind=True)
    assert alarms.turn(desk.session, **there, **tomorrow, behind=False)
    desk.session.expire_all()
    assert not alarms.of_team(desk.session, **there)[desk.tom].behind
    assert alarms.turn(desk.session, **there, **told | {"member_id": alarms.TEAM}, behind=True)
    assert alarms.TEAM not in alarms.of_team(desk.session, **here)
