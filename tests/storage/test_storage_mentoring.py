"""Undo of hours, of times not free, and of what was agreed, in both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from coaching.agreement import Deed, State
from coaching.errors import ChangedSince
from storage import entries, mentoring, practices
from storage.dialect import stored
from tests.storage.desk import NOW, Desk, tokyo

FOUR, FIVE = tokyo("2026-09-02T16:00"), tokyo("2026-09-02T17:00")
HALF = timedelta(minutes=30)


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def hours(desk: Desk) -> dict[str, Any]:
    row = mentoring.of(desk.session, workspace_id=desk.workspace_id, member_ids=[desk.mio])[desk.mio]
    return mentoring.said(row)


def keep(desk: Desk, *, days: str, a_day: int = 2) -> None:
    spans = {day: ["16:00", "18:00"] for day in days}
    mentoring.keep(desk.session, workspace_id=desk.workspace_id, member_id=desk.mio, hours=spans, a_day=a_day, a_week=6, minutes=20)


def test_hours_are_as_they_were_before(desk: Desk) -> None:
    before = hours(desk)
    keep(desk, days="01")
    entry = desk.entry(kind="mentor-hours", actor=desk.mio)
    desk.session.flush()
    entries.retell(desk.session, entry_id=stored(entry.id), summary={"member": desk.mio, "before": before, "after": hours(desk)})
    desk.undo(entry)
    assert hours(desk) == before == {"hours": {}, "a_day": 4, "a_week": 12, "minutes": 30}


def test_hours_changed_again_stay(desk: Desk) -> None:
    before = hours(desk)
    keep(desk, days="01")
    entry = desk.entry(kind="mentor-hours", actor=desk.mio)
    desk.session.flush()
    entries.retell(desk.session, entry_id=stored(entry.id), summary={"member": desk.mio, "before": before, "after": hours(desk)})
    keep(desk, days="01", a_day=3)
    with pytest.raises(ChangedSince):
        desk.undo(entry)
    assert hours(desk)["a_day"] == 3


def test_a_time_taken_out_is_noted_again(desk: Desk) -> None:
    row = mentoring.commit_to(desk.session, workspace_id=desk.workspace_id, member_id=desk.mio, starts_at=FOUR, ends_at=FIVE, note="board")
    entry = desk.entry(kind="commitment-removed", actor=desk.mio)
    desk.session.flush()
    entries.retell(
        desk.session,
        entry_id=stored(entry.id),
        summary={"member": desk.mio, "starts_at": FOUR.isoformat(), "ends_at": FIVE.isoformat(), "note": "board"},
    )
    mentoring.let_go(desk.session, commitment=row)
    desk.undo(entry)
    found = mentoring.commitments(desk.session, workspace_id=desk.workspace_id, member_ids=[desk.mio], start=FOUR, end=FIVE)
    assert [(one.starts_at, one.ends_at, one.note) for one in found] == [(FOUR, FIVE, "board")]


def test_a_time_noted_is_free_again(desk: Desk) -> None:
    entry = desk.entry(kind="commitment", actor=desk.mio)
    about: dict[str, Any] = {"workspace_id": desk.workspace_id, "member_id": desk.mio, "entry_id": stored(entry.id)}
    mentoring.commit_to(desk.session, **about, starts_at=FOUR, ends_at=FIVE)
    desk.undo(entry)
    assert not mentoring.commitments(desk.session, workspace_id=desk.workspace_id, member_ids=[desk.mio], start=FOUR, end=FIVE)


def test_who_said_yes_is_known_of_many_at_once(desk: Desk) -> None:
    one, two = desk.practice(FOUR), desk.practice(FIVE, rep=desk.tom, actor_id=desk.mio)
    practices.say(desk.session, practice=one, kind=Deed.ACCEPTED, actor_id=desk.hana, now=NOW)
    found = practices.agreed(desk.session, practices=[one, two])
    assert found == {stored(one.id): {desk.hana}, stored(two.id): {desk.mio}}
    assert practices.agreed(desk.session, practices=[]) == {}


def test_an_entry_knows_its_practices(desk: Desk) -> None:
    entry = desk.entry()
    one, _ = desk.practice(FOUR, actor_id=desk.hana, entry_id=stored(entry.id)), desk.practice(FIVE, rep=desk.tom)
    assert practices.of_entry(desk.session, entry_id=stored(entry.id)) == [one]


def test_undo_takes_no_minute_of_another(desk: Desk) -> None:
    """A practice cancelled and undone does not come back into a time that was partly taken meanwhile."""
    one, entry = desk.practice(FOUR), desk.entry()
    practices.say(desk.session, practice=one, kind=Deed.CANCELLED, actor_id=desk.hana, now=NOW, entry_id=stored(entry.id))
    desk.practice(FOUR + HALF / 2, rep=desk.tom)
    with pytest.raises(ChangedSince):
        desk.undo(entry)
    assert one.state == State.CANCELLED
