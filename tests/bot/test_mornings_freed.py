"""A time that becomes free after the morning goes to who was left out, at once; what a mentor did not want is not taken from them."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from bot import mornings
from coaching.agreement import Deed
from storage.engine import writing
from storage.tables import Commitment, Leave, Practice, id_of
from tests.bot.test_practice_deeds import press
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import Office
from tests.rows import rows

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MORNING, LATER = f"{TODAY} 08:45", f"{TODAY} 10:00"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Ken mentors Tom and Yui, and has time for one."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "yui", "tom")
    dawn.hours("ken", "16:00", "16:30")
    return dawn


def morning(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.post()
    dawn.office.at(LATER)


def skipped(dawn: Dawn) -> None:
    dawn.said("tom", Deed.SKIPPED, "tom")


def moved(dawn: Dawn) -> None:
    dawn.said("tom", Deed.MOVED, "tom", at="2026-11-25 16:00")


def away(dawn: Dawn) -> None:
    dawn.leave("tom", TODAY)


def more_hours(dawn: Dawn) -> None:
    dawn.hours("ken", "16:00", "17:00")


@pytest.mark.parametrize("freed", [skipped, moved, away, more_hours])
def test_a_time_that_becomes_free_goes_to_who_was_left_out(dawn: Dawn, freed: Callable[[Dawn], None]) -> None:
    morning(dawn)
    assert (dawn.plan(), dawn.unserved()) == ({"tom": "16:00 ken"}, {"yui": "full"})
    freed(dawn)
    for _ in range(mornings.THOROUGH):
        dawn.look()
    dawn.another().look()
    assert dawn.plan()["yui"] in ("16:00 ken", "16:30 ken")
    assert dawn.unserved() == {}
    (yui,) = dawn.heard("yui", "practice ")
    assert "16:" in yui
    more = [text for text in dawn.heard("ken", "practices ") if "時間が空いたため" in text]
    assert ["<@U0YUI>" in text for text in more] == [True]


def test_not_today_taken_back_too_late_says_that_somebody_else_has_the_time(dawn: Dawn) -> None:
    morning(dawn)
    (row,) = rows(dawn.office, Practice)
    said = press(dawn.office, "tom", "skip", id_of(row)).fill(reason="客先")
    dawn.look()
    assert dawn.plan() == {"yui": "16:00 ken"}
    assert "Something else has that time since, so nothing was taken back." in said.press("Undo").text
    assert dawn.plan() == {"yui": "16:00 ken"}


def test_a_mentor_who_is_back_takes_those_who_were_left_out(dawn: Dawn) -> None:
    dawn.leave("ken", TODAY)
    morning(dawn)
    assert dawn.unserved() == {"tom": "away", "yui": "away"}
    with writing(dawn.office.engine) as session:
        session.delete(session.exec(select(Leave)).one())
    for _ in range(mornings.THOROUGH):
        dawn.look()
    assert (dawn.plan(), dawn.unserved()) == ({"tom": "16:00 ken"}, {"yui": "full"}), "and the reason is another"


@pytest.mark.parametrize("kind", [Deed.SKIPPED, Deed.CANCELLED, Deed.MOVED])
def test_what_a_mentor_did_not_want_is_given_to_nobody_else_unasked(dawn: Dawn, kind: Deed) -> None:
    morning(dawn)
    dawn.said("tom", kind, "ken", at="2026-11-25 16:00" if kind is Deed.MOVED else "")
    for _ in range(2):
        dawn.look()
    assert (dawn.plan(), dawn.unserved()) == ({}, {"yui": "full"})
    dawn.hours("ken", "16:00", "17:00")
    for _ in range(mornings.THOROUGH):
        dawn.look()
    assert dawn.plan() == {"yui": "16:30 ken"}


def test_a_promise_removed_serves_who_had_no_common_time(dawn: Dawn) -> None:
    dawn.member("tom", mentor_id=None, start_date=None)
    dawn.busy("yui", "16:00", "16:30")
    morning(dawn)
    assert dawn.unserved() == {"yui": "no_common_time"}
    with writing(dawn.office.engine) as session:
        session.delete(session.exec(select(Commitment)).one())
    for _ in range(mornings.THOROUGH):
        dawn.look()
    assert dawn.plan() == {"yui": "16:00 ken"}
