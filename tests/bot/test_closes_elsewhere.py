"""Who changed team before their month was closed is told it once: by the team where they were in it, with the goal they had there."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from bot.jobs.closes import Closer
from coaching.posts import Job
from storage import postplans
from storage.engine import writing
from storage.tables import Member
from tests.furniture import move_in
from tests.month import Month, moment
from tests.office import Office
from tests.press import Press

WITH_GOAL = "*1 of 18 meetings held*"
WITHOUT = "\n1 meeting held\n"


@pytest.fixture
def press(engine: Engine) -> Press:
    """Tom and Hana each held a meeting in November; Tom was to hold eighteen."""
    move_in(engine)
    office = Office(engine)
    month = Month(office)
    month.goal("18", who="tom")
    month.calls("tom", "2026-11-10", contact=5, no_answer=30)
    for who in ("tom", "hana"):
        month.meeting(who, "2026-11-12 10:00", "held")
    press = Press(office)
    press.change(created_at=moment("2026-11-02 09:00"), language="en")
    press.wants_only(Job.CLOSE)
    return press


def _moves(press: Press, who: str, team_id: int) -> None:
    with writing(press.office.engine) as session:
        session.get_one(Member, press.member(who).id).team_id = team_id


def _calls(press: Press, who: str) -> None:
    """Somebody calls for the team they are in now."""
    press.office.at("2026-11-25 10:00")
    assert "3" in press.office.say(who, "/log 3 no-answer").text


def _osaka(press: Press) -> int:
    """A second team that tells nothing but its month."""
    osaka = press.another_team()
    where = {"workspace_id": press.where["workspace_id"], "team_id": osaka}
    with writing(press.office.engine) as session:
        for job, plan in postplans.of_team(session, **where).items():
            postplans.keep(session, **where, plan=replace(plan, wanted=job is Job.CLOSE))
    return osaka


def _told(press: Press, who: str = "tom") -> list[str]:
    press.office.now = moment("2026-12-07 00:10")
    Closer(press.office.engine, lambda: press.office.now).look()
    for at in ("2026-12-07 09:00", "2026-12-08 09:00"):
        press.look(at)
    return press.texts(who, "close")


@pytest.mark.parametrize("osaka_works", [False, True])
def test_who_left_after_the_month_hears_it_with_the_goal_they_had(press: Press, osaka_works: bool) -> None:
    osaka = _osaka(press)
    if osaka_works:
        _moves(press, "hana", osaka)
        _calls(press, "hana")
    _moves(press, "tom", osaka)
    [told] = _told(press)
    assert WITH_GOAL in told
    assert len(press.texts("hana", "close")) == 1


def test_who_left_within_the_month_hears_it_from_the_team_they_ended_it_in(press: Press) -> None:
    _moves(press, "tom", _osaka(press))
    _calls(press, "tom")
    [told] = _told(press)
    assert WITHOUT in told


def test_where_the_former_team_tells_nothing_the_new_one_does(press: Press) -> None:
    osaka = _osaka(press)
    _moves(press, "tom", osaka)
    _moves(press, "hana", osaka)
    _calls(press, "hana")
    press.wants(Job.CLOSE, wanted=False)
    [told] = _told(press)
    assert WITHOUT in told


def test_who_is_in_no_team_any_more_or_no_rep_is_told_nothing(press: Press) -> None:
    osaka = _osaka(press)
    _moves(press, "tom", osaka)
    with writing(press.office.engine) as session:
        session.get_one(Member, press.member("tom").id).is_rep = False
    assert _told(press) == []
