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
    tom = {} if kind is Deed.MOVED else {"tom": "called_off"}
    assert (dawn.plan(), dawn.unserved()) == ({}, {"yui": "full"} | tom)
    dawn.hours("ken", "16:00", "17:00")
    for _ in range(mornings.THOROUGH):
        dawn.look()
    assert (dawn.plan(), dawn.unserved()) == ({"yui": "16:30 ken"}, tom)


@pytest.mark.parametrize("deed", ["skip", "cancel"])
@pytest.mark.parametrize("most", [1, 0], ids=["another", "nobody"])
def test_whose_mentor_calls_it_off_practises_with_another_or_reads_why_not(dawn: Dawn, deed: str, most: int) -> None:
    dawn.member("ann", is_mentor=True)
    dawn.hours("ann", "16:00", "17:00", a_day=1)
    dawn.leave("yui", TODAY)
    morning(dawn)
    dawn.hours("ken", "16:00", "18:00")
    dawn.hours("ann", "16:00", "17:00", a_day=most)
    said = press(dawn.office, "ken", deed, id_of(rows(dawn.office, Practice)[0]))
    said = said.fill(reason="客先") if deed == "skip" else said
    for _ in range(2):
        dawn.look()
    dawn.another().look()
    if most:
        assert (dawn.plan(), dawn.unserved()) == ({"tom": "16:00 ann"}, {})
        assert "16:00 with <@U0ANN>" in dawn.heard("tom", "practice ")[-1]
        assert ["<@U0TOM>" in text for text in dawn.heard("ann", "practices ") if "in place of one that was called off" in text] == [True]
        assert "代わりのロープレがすでに組まれているため、取り消していません。" in said.press("取り消す").text
    else:
        assert (dawn.plan(), dawn.unserved()) == ({}, {"tom": "called_off"}), "Ken has other times, and did not want one"
        assert ["担当のメンターが取りやめ" in text for text in dawn.heard("mio", "practices ")] == [True]


def test_who_is_served_is_not_said_to_have_had_their_practice_where_the_mentor_called_it_off_before_the_morning(dawn: Dawn) -> None:
    dawn.member("ann", is_mentor=True)
    dawn.hours("ann", "16:00", "16:30")
    dawn.leave("yui", TODAY)
    dawn.office.at("2026-11-23 17:00")
    dawn.by_hand("tom", "ken", f"{TODAY} 16:00")
    dawn.said("tom", Deed.SKIPPED, "ken")
    morning(dawn)
    assert dawn.plan() == {"tom": "16:00 ann"}


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
