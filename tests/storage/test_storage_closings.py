"""Closed months in both databases: closed once, and what was said or called later is found."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from coaching.calendar import month_of
from coaching.terms import Happening, Outcome
from storage import closings
from tests.storage.desk import HOUR, NOW, Desk, tokyo

AUGUST = month_of(date(2026, 8, 1))
CLOSED = tokyo("2026-09-07T09:00")
LATER = CLOSED + timedelta(days=1)


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def talked_of(desk: Desk, **more: Any) -> list[int | None]:
    where: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id, "month": AUGUST, "since": CLOSED}
    return [one.id for one in closings.talked_of(desk.session, **where | more)]


def test_a_month_is_closed_once(desk: Desk) -> None:
    where: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id, "month": AUGUST.first}
    assert closings.find(desk.session, **where) is None
    assert closings.keep(desk.session, **where, figures={"team": {"held": 3}}, now=CLOSED)
    assert not closings.keep(desk.session, **where, figures={}, now=LATER)
    found = closings.find(desk.session, **where)
    assert found
    assert (found.figures, found.closed_at) == ({"team": {"held": 3}}, CLOSED)
    assert closings.find(desk.session, **where | {"workspace_id": desk.workspace_id + 1}) is None


def test_what_was_said_later_is_found_and_nothing_else(desk: Desk) -> None:
    august = tokyo("2026-08-20T10:00")
    quiet, judged, moved, september = (desk.book(at, now=august - 48 * HOUR) for at in (august, august, august, tokyo("2026-09-08T10:00")))
    desk.tell(quiet, Happening.HELD, now=august + HOUR)
    desk.tell(judged, Happening.QUALIFIED, now=LATER)
    desk.tell(moved, Happening.MOVED, now=LATER, starts_at=LATER + HOUR)
    desk.tell(september, Happening.HELD, now=LATER)
    before = desk.book(tokyo("2026-07-20T10:00"), now=tokyo("2026-07-01T10:00"), member=desk.tom)
    desk.tell(before, Happening.WON, now=LATER)  # in September
    assert talked_of(desk) == [judged.id, moved.id, september.id]  # the last may have been of August once
    assert talked_of(desk, member_id=desk.tom) == []
    assert talked_of(desk, since=LATER) == []


def test_a_meeting_won_in_the_month_is_found_whenever_it_was(desk: Desk) -> None:
    meeting = desk.book(tokyo("2026-07-20T10:00"), now=tokyo("2026-07-01T10:00"))
    event = desk.tell(meeting, Happening.WON, now=LATER)
    event.won_on = date(2026, 8, 31)
    desk.session.flush()
    assert talked_of(desk) == [meeting.id]


def test_calls_entered_later_are_told_by_who_entered_them_and_when(desk: Desk) -> None:
    late, own = desk.entry(actor=desk.mio, at=LATER), desk.entry(at=LATER + HOUR)
    desk.call(Outcome.NO_ANSWER, entry=late, day=date(2026, 8, 31), count=3, member=desk.tom)
    desk.call(Outcome.CONTACT, entry=own, day=date(2026, 8, 30))
    desk.call(Outcome.CONTACT, entry=own, day=date(2026, 9, 1))
    desk.call(Outcome.CONTACT, entry=desk.entry(at=NOW), day=date(2026, 8, 30))
    where: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id, "month": AUGUST, "since": CLOSED}
    found = closings.late_calls(desk.session, **where)
    assert [(one.at, one.actor_id, one.member_id, one.calls) for one in found] == [
        (LATER, desk.mio, desk.tom, 3),
        (LATER + HOUR, desk.hana, desk.hana, 1),
    ]
    assert [one.calls for one in closings.late_calls(desk.session, **where, member_id=desk.hana)] == [1]
