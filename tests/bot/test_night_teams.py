"""A team whose hours run past midnight is told and asked at once until it closes, also in the night to a day on which it is closed."""

from datetime import time

import pytest
from sqlalchemy import Engine

from coaching.posts import Job
from tests.asking import Asking
from tests.furniture import move_in
from tests.month import Month
from tests.office import Office
from tests.press import Press

NIGHT = {"opens": time(18), "closes": time(3), "quiet_from": time(4), "quiet_until": time(12), "language": "en"}


@pytest.mark.direct("the hours of the team and the moments of the looks are the test's")
def test_a_meeting_that_passed_in_the_night_is_asked_for_at_once(engine: Engine) -> None:
    move_in(engine)
    desk = Asking.of(Office(engine))
    desk.press_of.change(**NIGHT)
    desk.book("tom", "Acme", "11/27 23:30", "lena", at="2026-11-27 18:30")
    desk.look("2026-11-28 00:29")
    assert (desk.heard("tom"), desk.heard("lena")) == ([], [])
    desk.look("2026-11-28 00:31")  # Saturday, and Friday's work goes on until three
    assert "Acme" in desk.text("tom")
    assert "Acme" in desk.text("lena")


@pytest.mark.direct("the hours of the team and the moments of the looks are the test's")
@pytest.mark.parametrize(
    ("at", "asked"), [("2026-11-28 02:59", 1), ("2026-11-28 03:00", 0), ("2026-11-30 17:59", 0), ("2026-11-30 18:00", 1)]
)
def test_until_the_team_closes_and_from_when_it_opens_again(at: str, asked: int) -> None:
    with Office.opened() as office:
        desk = Asking.of(office)
        desk.press_of.change(**NIGHT)
        desk.press_of.wants_only(Job.OUTCOME)
        desk.book("tom", "Acme", "11/27 23:30", "lena", at="2026-11-27 18:30")
        desk.look(at)
        assert len(desk.heard("tom")) == asked


@pytest.mark.direct("the hours of the team and the moments of the looks are the test's")
@pytest.mark.parametrize(
    ("at", "told"), [("2026-11-26 01:01", 1), ("2026-11-26 03:00", 0), ("2026-11-26 17:59", 0), ("2026-11-26 18:00", 1)]
)
def test_a_pace_that_breaks_in_the_night_is_told_at_once(at: str, told: int) -> None:
    with Office.opened() as office:
        press, month = Press(office), Month(office)
        press.change(**NIGHT)
        press.wants_only(Job.WARNING)
        month.goal("18", who="tom")
        month.calls("tom", "2026-11-02", no_answer=20)
        office.at("2026-11-26 01:00")
        press.beat(at)
        assert len(press.heard("tom", "pace ")) == told
