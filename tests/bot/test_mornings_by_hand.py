"""What people schedule by hand, and what becomes of it, beside the morning's plan: nobody is left out, nobody practises twice."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.mornings import booking
from bot.scoreboard.called_off import GivenUp
from bot.scoreboard.planning import Morning, plan
from coaching.agreement import Deed
from storage import practices
from storage.engine import reading, writing
from storage.tables import Leave, Member, Practice, Team, id_of
from tests.bot.test_practice_deeds import press
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.month import moment
from tests.office import Office
from tests.rows import rows

MORNING = f"{TODAY} 08:45"
TOMORROW = "2026-11-25"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Yui is new, and Ken mentors her; nobody was told anything yet."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "yui")
    dawn.office.now = moment(f"{TODAY} 09:30")
    return dawn


def test_what_was_scheduled_and_taken_back_leaves_the_day_to_the_morning(dawn: Dawn) -> None:
    shown = dawn.office.say("ken", "/coach practice @yui tomorrow 16:30")
    shown.press(next(iter(shown.buttons)))
    dawn.look(f"{TOMORROW} 08:45")
    assert (dawn.plan(), dawn.unserved()) == ({"yui": "16:00 ken"}, {})


def test_what_was_scheduled_and_moved_leaves_the_day_to_the_morning(dawn: Dawn) -> None:
    dawn.office.say("ken", "/coach practice @yui tomorrow 16:30")
    (one,) = rows(dawn.office, Practice)
    press(dawn.office, "ken", "other-time", one.id or 0).fill(slot="2026-11-26T07:00:00+00:00")
    dawn.look(f"{TOMORROW} 08:45")
    assert dawn.plan() == {"yui": "16:00 ken"}
    dawn.look("2026-11-26 08:45")
    assert dawn.plan() == {"yui": "16:00 ken"}, "that of that day, and no second"


def test_what_was_called_off_for_a_leave_that_was_not_taken_leaves_the_day_to_the_morning(dawn: Dawn) -> None:
    dawn.office.say("ken", "/coach practice @yui tomorrow 16:30")
    dawn.leave("yui", TOMORROW)
    dawn.look(f"{TODAY} 10:00")
    with writing(dawn.office.engine) as session:
        session.delete(session.exec(select(Leave)).one())
    dawn.look(f"{TOMORROW} 08:45")
    assert dawn.plan() == {"yui": "16:00 ken"}


def test_who_is_scheduled_while_the_morning_is_planned_has_no_second(dawn: Dawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody schedules by hand at another time in the very moment between the look and the writing."""

    def overtaken(session: Session, *, team: Team, now: datetime, but: GivenUp) -> Morning:
        found = plan(session, team=team, now=now, but=but)
        monkeypatch.undo()
        dawn.by_hand("yui", "ken", f"{TODAY} 17:00")
        return found

    monkeypatch.setattr("bot.mornings.plan", overtaken)
    dawn.look(MORNING)
    dawn.look()
    assert dawn.plan() == {"yui": "17:00 ken"}


def test_what_was_moved_to_today_is_told_this_morning(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.said("yui", Deed.MOVED, "yui", at=f"{TOMORROW} 16:30")
    dawn.post()
    dawn.look(f"{TODAY} 10:00")
    before = {row.key for row in dawn.rows()}
    for _ in range(2):
        dawn.look(f"{TOMORROW} 08:45")
        dawn.post()
    told = [row for row in dawn.rows("yui") if row.key not in before]
    assert [("16:30" in row.body["text"], "file" in row.body) for row in told] == [(True, False)]
    assert "16:30" in dawn.heard("ken", "practices ")[-1]


def test_what_was_agreed_on_the_day_before_is_told_this_morning(dawn: Dawn) -> None:
    dawn.by_hand("yui", "ken", f"{TOMORROW} 16:30")
    dawn.look(f"{TOMORROW} 08:45")
    assert ["16:30" in text for text in dawn.heard("yui", "practice ")] == [True]


def test_what_is_scheduled_after_the_morning_is_told_by_its_answer_and_by_files_alone(dawn: Dawn) -> None:
    dawn.member("yui", start_date=None, mentor_id=None)
    dawn.look(MORNING)
    dawn.office.now = moment(f"{TODAY} 10:00")
    dawn.office.say("ken", "/coach practice @yui 17:00")
    assert [row.day.isoformat() for row in rows(dawn.office, Practice)] == [TODAY]
    before = {row.key for row in dawn.rows()}
    dawn.look(f"{TODAY} 10:01")
    told = [row for row in dawn.rows() if row.key not in before]
    assert sorted((row.to, "file" in row.body) for row in told) == [("U0KEN", True), ("U0YUI", True)]


@pytest.mark.parametrize("at_once", [1, 20])
def test_a_mentor_whose_day_filled_while_the_morning_was_planned_gives_no_more(
    dawn: Dawn, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    def overtaken(session: Session, *, team: Team, now: datetime, but: GivenUp) -> Morning:
        found = plan(session, team=team, now=now, but=but)
        monkeypatch.setattr("bot.mornings.plan", plan)
        dawn.by_hand("hana", "ken", f"{TODAY} 17:30")
        return found

    dawn.trains("ken", "yui", "tom")
    dawn.hours("ken", "16:00", "18:00", a_day=2)
    monkeypatch.setattr("bot.mornings.booking.AT_ONCE", at_once)
    monkeypatch.setattr("bot.mornings.plan", overtaken)
    dawn.look(MORNING)
    assert (len(dawn.plan()), list(dawn.unserved().values())) == (2, ["full"])
    dawn.look()
    assert len(dawn.plan()) == 2


def test_a_morning_that_was_killed_half_way_is_finished(dawn: Dawn, monkeypatch: pytest.MonkeyPatch) -> None:
    dawn.trains("ken", "yui", "tom", "hana")
    monkeypatch.setattr(booking, "AT_ONCE", 1)
    with monkeypatch.context() as patched:
        patched.setattr(booking, "_propose", _once(dawn))
        with pytest.raises(KeyboardInterrupt):
            dawn.look(MORNING)
    assert (len(dawn.plan()), dawn.rows()) == (1, []), "told when all of it is there"
    dawn.said(next(iter(dawn.plan())), Deed.CANCELLED, "ann")
    dawn.mornings = dawn.another()
    dawn.look(f"{TODAY} 09:00")
    assert len(dawn.plan()) == 3
    assert [len(dawn.heard(who, "practice ")) for who in ("yui", "tom", "hana")] == [1, 1, 1]


def _once(dawn: Dawn) -> Callable[..., None]:
    """Books one practice, then the process dies."""
    real = booking._propose

    def propose(*about: Any) -> None:
        if rows(dawn.office, Practice):
            raise KeyboardInterrupt
        real(*about)

    return propose


def test_who_logs_calls_does_not_wait_for_a_morning_that_is_written(dawn: Dawn) -> None:
    if dawn.office.engine.dialect.name == "sqlite":
        pytest.skip("one writer at a time there")
    with reading(dawn.office.engine) as session:
        everybody = [id_of(row) for row in session.exec(select(Member)).all()]
    with writing(dawn.office.engine) as session:
        practices.hold(session, member_ids=everybody)
        assert "1コール" in dawn.office.say("yui", "/log 1 no-answer").text
