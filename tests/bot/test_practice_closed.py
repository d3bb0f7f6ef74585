"""A day the team closes has no practice: those it had are called off, both are told, nobody is reminded or asked for a score."""

from datetime import date

import pytest
from sqlmodel import select

from bot.mornings import THOROUGH
from coaching.agreement import State
from storage import teams
from storage.engine import writing
from storage.tables import Practice, PracticeEvent, Team, id_of
from tests.dawn import TODAY, Dawn
from tests.office import Office
from tests.rows import rows

MORNING, THURSDAY = f"{TODAY} 08:45", "2026-11-26"


@pytest.fixture
def dawn(office: Office) -> Dawn:
    """Yui and Tom are new, Ken is their mentor."""
    dawn = Dawn(office)
    dawn.trains("ken", "yui", "tom")
    for who in ("ken", "yui", "tom"):
        dawn.member(who, language="en")
    return dawn


def look(dawn: Dawn, at: str) -> None:
    """The ticker, and what there is goes out."""
    dawn.look(at)
    dawn.post()


def close(dawn: Dawn, day: str, *, working: bool = False) -> None:
    with writing(dawn.office.engine) as session:
        team = session.exec(select(Team)).one()
        about = {"workspace_id": team.workspace_id, "team_id": id_of(team), "day": date.fromisoformat(day)}
        teams.set_closure(session, **about, working=working)  # type: ignore[arg-type]


def off(dawn: Dawn, who: str) -> list[str]:
    return dawn.heard(who, "practice-off ")


def test_a_day_ahead_that_is_closed_has_no_practice(dawn: Dawn) -> None:
    look(dawn, MORNING)
    dawn.by_hand("yui", "ken", f"{THURSDAY} 16:00")
    look(dawn, f"{TODAY} 09:00")
    form = dawn.office.say("ann", "/onpace settings").press("Closed days")
    said = form.fill(day=THURSDAY, kind="closed").text
    assert "Thu, Nov 26 is a closed day of the team." in said
    assert "The practice of that day is called off, and both are told." in said
    look(dawn, f"{TODAY} 10:00")
    assert off(dawn, "ken") == ["The practice with <@U0YUI> of Thu, Nov 26, 16:00 does not take place: the team does not work that day."]
    assert off(dawn, "yui") == ["The practice with <@U0KEN> of Thu, Nov 26, 16:00 does not take place: the team does not work that day."]
    assert [[events[0]["status"] for _, events in dawn.calendar(who)][-1] for who in ("ken", "yui")] == ["CANCELLED", "CANCELLED"]
    told = len(dawn.rows())
    for at in (f"{TODAY} 10:01", f"{THURSDAY} 08:45", f"{THURSDAY} 15:52"):
        look(dawn, at)
    new = {row.key.partition(" ")[0] for row in dawn.rows()[told:]}
    assert not new & {"practice", "practices", "practice-off", "practices-file"}
    assert [row.key for row in dawn.rows() if row.key.startswith("practice-soon") and THURSDAY in row.key] == []
    look(dawn, "2026-11-27 08:45")
    brief = dawn.heard("ken", "practices ")[-1]
    assert "wait for their score" in brief, "of the 24th"
    assert "Nov 26" not in brief
    assert [row.reason for row in rows(dawn.office, PracticeEvent) if row.kind == "cancelled"] == ["closed"]


def test_today_closed_after_the_plan_is_told_once_to_each(dawn: Dawn) -> None:
    """The mentor hears of both in one message, with one file for both; who lost theirs is neither planned for nor told of as left out."""
    look(dawn, MORNING)
    assert len(dawn.plan()) == 2
    close(dawn, TODAY)
    look(dawn, f"{TODAY} 09:30")
    assert dawn.plan() == {}
    (said,) = off(dawn, "ken")
    assert said.count("does not take place") == 2
    assert [len(off(dawn, who)) for who in ("yui", "tom")] == [1, 1]
    method, events = dawn.calendar("ken")[-1]
    assert (method, len(events)) == ("CANCEL", 2)
    told = len(dawn.rows())
    for _ in range(THOROUGH):
        look(dawn, f"{TODAY} 15:52")
    assert len(dawn.rows()) == told
    assert dawn.unserved() == {}


def test_a_closed_day_that_is_opened_again_is_planned_for(dawn: Dawn) -> None:
    look(dawn, MORNING)
    close(dawn, TODAY)
    look(dawn, f"{TODAY} 09:30")
    close(dawn, TODAY, working=True)
    for _ in range(THOROUGH):
        look(dawn, f"{TODAY} 10:00")
    assert dawn.plan().keys() == {"yui", "tom"}


@pytest.mark.parametrize("changed", [{"working_days": "0124"}, {"country": "US"}])
def test_working_days_and_the_countrys_holidays_close_a_day_as_well(dawn: Dawn, changed: dict[str, str]) -> None:
    """The 26th is a Thursday, and Thanksgiving."""
    look(dawn, MORNING)
    dawn.by_hand("yui", "ken", f"{THURSDAY} 16:00")
    with writing(dawn.office.engine) as session:
        team = session.exec(select(Team)).one()
        for name, value in changed.items():
            setattr(team, name, value)
        session.add(team)
    look(dawn, f"{TODAY} 10:00")
    assert [len(off(dawn, who)) for who in ("ken", "yui")] == [1, 1]
    assert {row.state for row in rows(dawn.office, Practice) if row.day == date.fromisoformat(THURSDAY)} == {State.CANCELLED}


def test_one_that_took_place_before_the_day_was_closed_stays_and_is_listed(dawn: Dawn) -> None:
    dawn.hours("ken", "09:30", "10:30")
    look(dawn, MORNING)
    close(dawn, TODAY)
    look(dawn, f"{TODAY} 09:50")
    assert list(dawn.plan().values()) == ["09:30 ken"], "the one at ten is off"
    shown = dawn.office.say("ken", "/coach week").text
    assert "· 1 practice" in shown
    assert "*Tue, Nov 24* · today\n09:30" in shown


def test_an_evening_past_midnight_is_of_the_day_it_began(dawn: Dawn) -> None:
    """Friday's hours end on Saturday at two: what lies in them is on a working day."""
    with writing(dawn.office.engine) as session:
        team = session.exec(select(Team)).one()
        team.opens, team.closes = team.opens.replace(hour=17), team.closes.replace(hour=2)
        session.add(team)
    dawn.by_hand("yui", "ken", "2026-11-28 01:00")
    dawn.by_hand("tom", "ken", "2026-11-28 02:30")
    look(dawn, "2026-11-27 12:00")
    assert [len(off(dawn, who)) for who in ("yui", "tom")] == [0, 1]
