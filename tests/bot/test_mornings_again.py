"""A mentor is not there after all: the same day their reps are placed with another, or mentors and managers read who is left out."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from bot import absences, mornings
from coaching.agreement import Deed, State
from storage.engine import reading, writing
from storage.tables import Leave, Practice
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import WORKSPACE, Office
from tests.people import CAST

MORNING, LATER = f"{TODAY} 08:45", f"{TODAY} 10:00"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Ken mentors Yui and Tom; Ann, a manager, mentors as well."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "yui", "tom")
    dawn.member("ann", is_mentor=True)
    dawn.hours("ken", "16:00", "18:00")
    dawn.look(MORNING)
    dawn.post()
    assert set(dawn.plan().values()) == {"16:00 ken", "16:30 ken"}
    return dawn


def ill(dawn: Dawn) -> None:
    dawn.leave("ken", TODAY)


def left(dawn: Dawn) -> None:
    dawn.member("ken", active=False)


def mentors_no_more(dawn: Dawn) -> None:
    dawn.member("ken", is_mentor=False)


def deactivated(dawn: Dawn) -> None:
    absences.heard(dawn.office.answering, WORKSPACE, {"id": CAST["ken"].slack_id, "deleted": True})


@pytest.mark.parametrize("gone", [ill, left, mentors_no_more, deactivated])
def test_reps_of_a_mentor_who_is_not_there_practise_with_another_the_same_day(dawn: Dawn, gone: Callable[[Dawn], None]) -> None:
    dawn.office.at(LATER)
    gone(dawn)
    for _ in range(2):
        dawn.look()
    dawn.another().look()
    assert set(dawn.plan().values()) == {"16:00 ann", "16:30 ann"}
    assert dawn.unserved() == {}
    assert [len(dawn.heard(who, "practice ")) for who in ("yui", "tom")] == [2, 2], "the morning's, and the other one"
    assert [len(dawn.heard(who, "practice-off")) for who in ("yui", "tom")] == [1, 1]
    (ann,) = dawn.heard("ann", "practices ")
    assert "*2 more practices today*, in place of ones that were called off." in ann
    assert all(part in ann for part in ("<@U0YUI>", "<@U0TOM>", "[OK]"))
    assert dawn.heard("mio", "practices ") == [], "everybody is served"


def test_who_heard_a_brief_already_hears_of_one_more(dawn: Dawn) -> None:
    """Ann has her own rep, and room for one more."""
    dawn.office.at("2026-11-25 08:00")
    dawn.hours("ann", "16:00", "18:00", a_day=2)
    dawn.trains("ann", "hana")
    dawn.look("2026-11-25 08:45")
    dawn.post()
    dawn.leave("ken", "2026-11-25")
    dawn.look("2026-11-25 10:00")
    assert sorted(one[-3:] for one in dawn.plan().values()) == ["ann", "ann"]
    assert list(dawn.unserved().values()) == ["full"]
    first, more = dawn.heard("ann", "practices ")
    assert "*Today’s practice*" in first
    assert "*One more practice today*" in more
    assert "*1 rep has no practice today any more*" in more, "she manages as well"
    (mio,) = dawn.heard("mio", "practices ")
    assert "*今日のロープレがなくなった人: 1名*" in mio
    assert "今日はメンター全員の予定がいっぱいです。" in mio


@pytest.mark.parametrize(("other", "why"), [("away", "away"), ("none", "no_mentor"), ("full", "full")])
def test_who_cannot_be_placed_again_is_told_to_managers_with_the_reason(dawn: Dawn, other: str, why: str) -> None:
    if other == "away":
        dawn.leave("ann", TODAY)
    elif other == "none":
        dawn.member("ann", is_mentor=False)
    else:
        dawn.hours("ann", "16:00", "18:00", a_day=0)
    (ill if other == "away" else left)(dawn)
    for _ in range(2):
        dawn.look(LATER)
    dawn.another().look()
    assert (dawn.plan(), dawn.unserved()) == ({}, {"yui": why, "tom": why})
    (mio,) = dawn.heard("mio", "practices ")
    assert "*今日のロープレがなくなった人: 2名*" in mio
    assert "[予定を入れる…]" in mio
    assert [len(dawn.heard(who, "practice ")) for who in ("yui", "tom")] == [1, 1]


def test_a_rep_who_is_away_themselves_is_placed_with_nobody(dawn: Dawn) -> None:
    dawn.leave("yui", TODAY)
    dawn.look(LATER)
    assert (list(dawn.plan()), dawn.unserved()) == (["tom"], {})


def test_a_bot_killed_after_it_called_off_places_them_after_its_start(dawn: Dawn, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    ill(dawn)
    with monkeypatch.context() as patched:
        patched.setattr(mornings, "book_again", killed)
        with pytest.raises(KeyboardInterrupt):
            dawn.look(LATER)
    assert dawn.plan() == {}
    dawn.mornings = dawn.another()
    dawn.look(f"{TODAY} 10:05")
    assert set(dawn.plan().values()) == {"16:00 ann", "16:30 ann"}


def test_replicas_that_place_again_at_once_do_so_once(dawn: Dawn) -> None:
    ill(dawn)
    one, other = dawn.another(), dawn.another()
    dawn.office.at(LATER)
    for each in (one, other, one, other):
        each.look()
    with reading(dawn.office.engine) as session:
        live = [row for row in session.exec(select(Practice)).all() if row.state != State.CANCELLED]
    assert len(live) == 2


def test_who_was_left_out_again_and_scheduled_by_hand_is_not_left_out(dawn: Dawn) -> None:
    dawn.hours("ann", "16:00", "18:00", a_day=0)
    ill(dawn)
    dawn.look(LATER)
    dawn.hours("ann", "16:00", "18:00")
    shown = dawn.office.say("ann", "/coach practice @yui 17:00")
    assert "Scheduled" in shown.text
    dawn.look()
    assert (dawn.plan(), dawn.unserved()) == ({"yui": "17:00 ann", "tom": "16:00 ann"}, {})


def cancelled(dawn: Dawn, rep: str, at: str) -> None:
    """Ann schedules one by hand, and takes it out again."""
    dawn.by_hand(rep, "ann", f"{TODAY} {at}")
    dawn.said(rep, Deed.CANCELLED, "ann")
    dawn.look()


@pytest.mark.parametrize("at", ["15:00", "17:30"])
def test_one_cancelled_by_hand_before_does_not_hide_that_the_plans_was_called_off(dawn: Dawn, at: str) -> None:
    dawn.look(f"{TODAY} 09:00")
    cancelled(dawn, "yui", at)
    ill(dawn)
    for _ in range(2):
        dawn.look(LATER)
    assert set(dawn.plan().values()) == {"16:00 ann", "16:30 ann"}


def test_one_cancelled_by_hand_after_the_plans_was_called_off_is_not_planned_again(dawn: Dawn) -> None:
    ill(dawn)
    dawn.look(LATER)
    assert set(dawn.plan()) == {"yui", "tom"}
    dawn.office.at(f"{TODAY} 10:30")
    dawn.said("yui", Deed.CANCELLED, "ann")
    for _ in range(2):
        dawn.look()
    assert set(dawn.plan()) == {"tom"}


@pytest.mark.parametrize("restarted", [False, True])
def test_a_rep_who_takes_their_leave_back_practises_today_after_all(dawn: Dawn, restarted: bool) -> None:
    dawn.leave("yui", TODAY)
    dawn.look(LATER)
    with writing(dawn.office.engine) as session:
        session.delete(session.exec(select(Leave)).one())
    if restarted:
        dawn.mornings = dawn.another()
    for _ in range(mornings.THOROUGH):
        dawn.look(f"{TODAY} 10:30")
    assert dawn.plan() == {"tom": "16:00 ken", "yui": "16:30 ken"}
    (more,) = [text for text in dawn.heard("ken", "practices ") if "追加" in text or "more practice" in text]
    assert "都合がつかなくなりました" not in more
    assert "not available" not in more
