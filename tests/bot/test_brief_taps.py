"""What a tap in the morning's brief leaves of it, and that everybody who could not be placed is named."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from bot.text import Words
from bot.views.left_out import by_reason
from coaching.placing import Why
from coaching.terms import Role
from storage import members
from storage.engine import writing
from storage.tables import Member, Team
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.month import moment
from tests.office import TOKYO, Office, Shown

MORNING, TOMORROW = f"{TODAY} 08:45", "2026-11-25 08:45"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Ken mentors Yui and Tom, and reads English."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "yui", "tom")
    dawn.member("ken", language="en")
    return dawn


def morning(dawn: Dawn, at: str = MORNING) -> None:
    dawn.look(at)
    dawn.post()


def tap(dawn: Dawn, label: str, day: str = TODAY) -> Shown:
    """Ken uses the first button of this name in his brief of a day."""
    brief = next(row for row in dawn.rows("ken") if row.key.startswith("practices ") and row.key.endswith(day))
    found = [one for block in brief.body["blocks"] for one in block.get("elements", ()) if one.get("type") == "button"]
    button = next(one for one in found if one["text"]["text"] == label)
    return dawn.office.tap("ken", {name: button[name] for name in ("action_id", "type", "value")} | {"action_ts": dawn.office.stamp()})


@pytest.mark.parametrize("label", ["OK", "Not today…", "Another time"])
def test_a_tap_leaves_who_could_not_be_placed_where_it_is(dawn: Dawn, label: str) -> None:
    dawn.hours("ken", "16:00", "17:00", a_day=1)
    morning(dawn)
    assert "*1 rep could not be placed today*" in dawn.heard("ken", "practices ")[0]
    shown = tap(dawn, label)
    if shown.modal:
        slots = [one["value"] for block in shown.modal.blocks for one in block.get("element", {}).get("options", ())]
        shown = shown.fill(**({"slot": slots[0]} if slots else {"reason": "ill"}))
    assert "16:00" in shown.text
    assert not shown.reply.replace
    assert shown.press("Undo").reply.replace, "the answer itself gives way"


def test_what_did_not_take_place_leaves_todays_practices_and_other_scores(dawn: Dawn) -> None:
    morning(dawn)
    morning(dawn, TOMORROW)
    shown = tap(dawn, "It did not take place…", TOMORROW[:10]).fill(reason="ill")
    assert "does not take place" in shown.text
    assert not shown.reply.replace


def test_a_brief_of_practices_alone_shows_how_they_stand_now(dawn: Dawn) -> None:
    morning(dawn)
    assert tap(dawn, "OK").reply.replace


def crowd(dawn: Dawn, count: int) -> None:
    """So many more new reps of Ken's, who gives one practice a day."""
    dawn.hours("ken", "16:00", "16:30", a_day=1)
    with writing(dawn.office.engine) as session:
        team = session.exec(select(Team)).one()
        ken = session.exec(select(Member).where(Member.slack_id == "U0KEN")).one()
        for n in range(count):
            row = members.ensure(session, workspace_id=team.workspace_id, slack_id=f"U9N{n:02}", now=dawn.office.now, name=f"New {n:02}")
            row.team_id, row.start_date, row.mentor_id = team.id, date(2026, 11, 16), ken.id
            members.set_roles(row, frozenset({Role.REP}))


def test_everybody_who_could_not_be_placed_is_named(dawn: Dawn) -> None:
    crowd(dawn, 14)
    dawn.member("ann", language="en")
    morning(dawn)
    left = sorted(one for one in dawn.unserved() if one.startswith("New"))
    assert len(left) == 14
    mentions = [f"<@U9N{one[-2:]}>" for one in left]
    brief = dawn.heard("ken", "practices ")[0]
    assert "Also without one; `/coach practice @rep` schedules each:" in brief
    texts = [brief, *(dawn.office.say("ann", line).text for line in ("/coach", "/coach week"))]
    assert [[one for one in mentions if one not in text] for text in texts] == [[], [], []]


def test_of_a_crowd_as_many_are_named_as_a_section_holds() -> None:
    found = [Member(workspace_id=1, slack_id=f"U{n:010}", name=f"R{n}", created_at=moment(MORNING)) for n in range(400)]
    people = [(one, Why.AWAY if n % 2 else Why.FULL) for n, one in enumerate(found)]
    lines = by_reason(Words("en", TOKYO, "JPY"), people)
    assert len("\n".join(lines)) < 3000
    assert [line.rsplit("(")[-1] for line in lines[:2]] == ["every mentor is fully booked)", "every mentor is away)"]
    assert lines[2] == f"and {400 - sum(line.count('<@') for line in lines)} more"


def test_a_week_opens_what_is_ahead_before_what_is_over(dawn: Dawn) -> None:
    for day in (TODAY, "2026-11-25", "2026-11-26"):
        morning(dawn, f"{day} 08:45")
    menus: list[dict[str, Any]] = [
        one for block in dawn.office.say("ken", "/coach week").blocks for one in block.get("elements", ()) if "options" in one
    ]
    days = [one["text"]["text"][:11] for one in menus[0]["options"]]
    assert list(dict.fromkeys(days)) == ["Thu, Nov 26", "Wed, Nov 25", "Tue, Nov 24"]


@pytest.mark.parametrize("stays", [True, False])
def test_a_score_is_asked_for_as_long_as_the_rep_is_there(dawn: Dawn, stays: bool) -> None:
    dawn.trains(None, "yui")
    dawn.member("yui", start_date=None)
    morning(dawn)
    dawn.office.at(f"{TODAY} 18:00")
    dawn.member("tom", active=stays)
    morning(dawn, TOMORROW)
    asked = [dawn.heard("ken", "practices ")[1:], dawn.office.say("ken", "/coach score").text, dawn.office.say("ken", "/coach").text]
    assert ["<@U0TOM>" in str(one) for one in asked] == [stays] * 3
