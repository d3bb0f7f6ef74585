"""Practices as they are agreed on, in both databases: nobody twice at once, everything said is kept, Undo leads back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from coaching.agreement import Deed, State
from coaching.errors import ChangedSince, SlotTaken
from storage import entries, members, mentoring, practices
from storage.dialect import stored
from storage.engine import writing
from storage.tables import Practice
from tests.storage.desk import DAY, NOW, Desk, tokyo

FOUR, FIVE = tokyo("2026-09-02T16:00"), tokyo("2026-09-02T17:00")
HALF, WEEK = timedelta(minutes=30), timedelta(days=7)


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def say(desk: Desk, practice: Practice, kind: Deed, who: int, at: datetime | None = None, **more: Any) -> None:
    practices.say(desk.session, practice=practice, kind=kind, actor_id=who, starts_at=at, now=NOW, **more)


def test_both_sides_agree_and_a_new_time_needs_the_other_again(desk: Desk) -> None:
    practice = desk.practice(FOUR)
    say(desk, practice, Deed.ACCEPTED, desk.hana)
    say(desk, practice, Deed.ACCEPTED, desk.mio)
    assert practice.state == State.ACCEPTED
    say(desk, practice, Deed.MOVED, desk.hana, FIVE + timedelta(days=1))
    assert (practice.state, practice.starts_at, practice.day) == (State.PROPOSED, FIVE + timedelta(days=1), DAY + timedelta(days=1))
    kinds = [event.kind for event in practices.history(desk.session, practice_id=stored(practice.id))]
    assert kinds == ["proposed", "accepted", "accepted", "moved"]


def test_the_day_is_the_teams_also_before_utc_has_begun_it(desk: Desk) -> None:
    practice = desk.practice(FOUR)
    say(desk, practice, Deed.MOVED, desk.hana, tokyo("2026-09-03T08:30"))
    assert practice.day == DAY + timedelta(days=1)


@pytest.mark.parametrize("at", [FOUR, FOUR + HALF / 2, FOUR - HALF / 2])
def test_nobody_is_in_two_practices_at_once(desk: Desk, at: datetime) -> None:
    desk.practice(FOUR)
    with pytest.raises(SlotTaken):  # the mentor
        desk.practice(at, rep=desk.tom)
    later = desk.practice(FIVE, rep=desk.tom)
    with pytest.raises(SlotTaken):
        say(desk, later, Deed.MOVED, desk.tom, at)
    assert (later.starts_at, len(practices.history(desk.session, practice_id=stored(later.id)))) == (FIVE, 1)


def test_what_does_not_take_place_leaves_its_time_free(desk: Desk) -> None:
    say(desk, desk.practice(FOUR), Deed.SKIPPED, desk.hana, reason="a customer came early")
    assert desk.practice(FOUR, rep=desk.tom).state == State.PROPOSED


def test_the_days_practice_is_proposed_once(desk: Desk) -> None:
    first = desk.practice(FOUR, key="1 2026-09-02")
    told: dict[str, Any] = {
        "workspace_id": desk.workspace_id,
        "team_id": desk.team_id,
        "rep_id": desk.hana,
        "mentor_id": desk.sora,
        "key": first.key,
    }
    more: dict[str, Any] = {"version_id": first.version_id, "step": "", "day": DAY, "minutes": 30, "need": "", "evidence": {}, "now": NOW}
    assert practices.propose(desk.session, **told, **more, starts_at=FIVE) is None


def test_undo_leads_back_to_the_former_time(desk: Desk) -> None:
    practice, entry = desk.practice(FOUR), desk.entry()
    say(desk, practice, Deed.MOVED, desk.hana, FIVE, entry_id=stored(entry.id))
    entries.undo(desk.session, entry=entry, actor_id=desk.hana, now=NOW)
    assert (practice.state, practice.starts_at) == (State.PROPOSED, FOUR)


def test_undo_does_not_push_somebody_out(desk: Desk) -> None:
    practice, entry = desk.practice(FOUR), desk.entry()
    say(desk, practice, Deed.MOVED, desk.hana, FIVE, entry_id=stored(entry.id))
    desk.practice(FOUR, rep=desk.tom)
    with pytest.raises(ChangedSince):
        entries.undo(desk.session, entry=entry, actor_id=desk.hana, now=NOW)


LATER = FIVE + timedelta(hours=1)


def two(desk: Desk) -> None:
    desk.practice(FIVE, rep=desk.tom)
    desk.practice(LATER, rep=desk.tom)


def promised(desk: Desk, who: int) -> None:
    mentoring.commit_to(desk.session, workspace_id=desk.workspace_id, member_id=who, starts_at=FOUR - HALF, ends_at=FOUR + HALF / 2)


def on_leave(desk: Desk, who: int) -> None:
    members.add_leave(desk.session, workspace_id=desk.workspace_id, member_id=who, first=DAY, last=DAY)


@pytest.mark.parametrize("kind", [Deed.MOVED, Deed.SKIPPED, Deed.CANCELLED])
@pytest.mark.parametrize(
    ("meanwhile", "undone", "why"),
    [
        (lambda _: None, FOUR, "past"),
        (lambda desk: desk.practice(FOUR, rep=desk.tom), NOW, "taken"),
        (lambda desk: promised(desk, desk.mio), NOW, "taken"),
        (lambda desk: promised(desk, desk.hana), NOW, "taken"),
        (lambda desk: on_leave(desk, desk.mio), NOW, "away"),
        (lambda desk: on_leave(desk, desk.hana), NOW, "away"),
        (two, NOW, "full"),
    ],
)
def test_undo_gives_no_time_that_cannot_be_had_any_more(desk: Desk, kind: Deed, meanwhile: Any, undone: datetime, why: str) -> None:
    practice, entry = desk.practice(FOUR), desk.entry()
    mentoring.keep(desk.session, workspace_id=desk.workspace_id, member_id=desk.mio, hours={}, a_day=2, a_week=6, minutes=30)
    say(desk, practice, kind, desk.hana, FOUR + WEEK / 7 if kind is Deed.MOVED else None, entry_id=stored(entry.id))
    meanwhile(desk)
    with pytest.raises(ChangedSince) as refused:
        desk.undo(entry, now=undone)
    assert refused.value.what == f"practice-{why}"


def test_undo_counts_a_week(desk: Desk) -> None:
    practice, entry = desk.practice(FOUR), desk.entry()
    mentoring.keep(desk.session, workspace_id=desk.workspace_id, member_id=desk.mio, hours={}, a_day=9, a_week=1, minutes=30)
    say(desk, practice, Deed.SKIPPED, desk.hana, entry_id=stored(entry.id))
    desk.practice(FOUR + timedelta(days=2), rep=desk.tom)
    with pytest.raises(ChangedSince):
        desk.undo(entry)


def test_that_it_did_not_take_place_is_taken_back_afterwards(desk: Desk) -> None:
    practice, entry = desk.practice(FOUR), desk.entry()
    practices.say(desk.session, practice=practice, kind=Deed.SKIPPED, actor_id=desk.mio, now=FIVE, entry_id=stored(entry.id))
    desk.undo(entry, now=FIVE + HALF)
    assert practice.state == State.PROPOSED


def test_a_graduation_is_taken_back_also_when_a_practice_cannot_be(desk: Desk) -> None:
    over, ahead, entry = desk.practice(FOUR), desk.practice(FOUR + timedelta(days=1)), desk.entry(kind="coach-graduated")
    for one in (over, ahead):
        say(desk, one, Deed.CANCELLED, desk.mio, entry_id=stored(entry.id))
    desk.undo(entry, now=FIVE)
    assert [one.state for one in (over, ahead)] == [State.CANCELLED, State.PROPOSED]
    assert len(practices.history(desk.session, practice_id=stored(over.id))) == 2


def test_a_yes_is_taken_back_at_any_time(desk: Desk) -> None:
    practice, entry = desk.practice(FOUR), desk.entry()
    say(desk, practice, Deed.ACCEPTED, desk.hana, entry_id=stored(entry.id))
    desk.undo(entry, now=FIVE)
    assert [event.kind for event in practices.history(desk.session, practice_id=stored(practice.id))] == ["proposed"]


def test_undo_does_not_speak_over_others(desk: Desk) -> None:
    practice, entry = desk.practice(FOUR), desk.entry()
    say(desk, practice, Deed.MOVED, desk.hana, FIVE, entry_id=stored(entry.id))
    say(desk, practice, Deed.ACCEPTED, desk.mio)
    with pytest.raises(ChangedSince):
        entries.undo(desk.session, entry=entry, actor_id=desk.hana, now=NOW)


def test_a_practice_proposed_by_mistake_is_cancelled(desk: Desk) -> None:
    entry = desk.entry()
    practice = desk.practice(FOUR, actor_id=desk.hana, entry_id=stored(entry.id))
    entries.undo(desk.session, entry=entry, actor_id=desk.hana, now=NOW)
    assert practice.state == State.CANCELLED


def test_what_nobody_marked_waits_for_a_score(desk: Desk) -> None:
    kept = desk.practice(FOUR)
    say(desk, desk.practice(FIVE, rep=desk.tom), Deed.SCORED, desk.mio)
    own: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    assert practices.unscored(desk.session, **own, before=FIVE + WEEK) == [kept]
    assert practices.unscored(desk.session, **own, before=FOUR) == []


def test_a_morning_is_planned_once(desk: Desk) -> None:
    own: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id, "day": DAY}
    assert practices.keep_plan(desk.session, **own, now=NOW, unserved={desk.tom: "full"})
    assert not practices.keep_plan(desk.session, **own, now=NOW, unserved={})
    plan = practices.plan_of(desk.session, **own)
    assert plan is not None
    assert plan.unserved == {str(desk.tom): "full"}


def test_mentors_who_said_nothing_have_the_usual_hours(desk: Desk) -> None:
    about: dict[str, Any] = {"workspace_id": desk.workspace_id, "member_id": desk.mio}
    where: dict[str, Any] = {"workspace_id": desk.workspace_id, "member_ids": [desk.mio, desk.sora]}
    mentoring.keep(desk.session, **about, hours={"0": ("16:00", "18:00")}, a_day=2, a_week=6, minutes=20)
    found = mentoring.of(desk.session, **where)
    assert (found[desk.mio].hours, found[desk.mio].a_day, found[desk.mio].minutes) == ({"0": ["16:00", "18:00"]}, 2, 20)
    assert (found[desk.sora].hours, found[desk.sora].a_day, found[desk.sora].a_week) == ({}, 4, 12)


def test_commitments_are_found_by_any_shared_minute(desk: Desk) -> None:
    about: dict[str, Any] = {"workspace_id": desk.workspace_id, "member_id": desk.mio}
    kept = mentoring.commit_to(desk.session, **about, starts_at=FOUR, ends_at=FIVE, note="board")

    def within(start: datetime, end: datetime) -> list[Any]:
        return list(mentoring.commitments(desk.session, workspace_id=desk.workspace_id, member_ids=[desk.mio], start=start, end=end))

    assert within(FOUR - HALF, FOUR + HALF) == within(FIVE - HALF, FIVE + HALF) == [kept]
    assert within(FIVE, FIVE + HALF) == within(FOUR - HALF, FOUR) == []
    with pytest.raises(ValueError, match="is not after"):
        mentoring.commit_to(desk.session, **about, starts_at=FOUR, ends_at=FOUR)


def test_two_rivals_for_one_slot_one_gets_it(engine: Engine) -> None:
    with writing(engine) as session:
        desk = Desk.opened(session)
        versions = [desk.scene()]

    def rival(rep: int, at: datetime) -> bool:
        told: dict[str, Any] = {
            "workspace_id": desk.workspace_id,
            "team_id": desk.team_id,
            "mentor_id": desk.mio,
            "key": f"{rep} {DAY}",
            "step": "",
        }
        try:
            with writing(engine) as session:
                more: dict[str, Any] = {"version_id": versions[0], "day": DAY, "minutes": 30, "need": "", "evidence": {}, "now": NOW}
                return practices.propose(session, **told, **more, rep_id=rep, starts_at=at) is not None
        except SlotTaken:
            return False

    with ThreadPoolExecutor(2) as both:
        won = list(both.map(rival, [desk.hana, desk.tom], [FOUR, FOUR + HALF / 2]))
    assert sorted(won) == [False, True]
