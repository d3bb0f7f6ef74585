"""Somebody will not be there: they graduate, leave, lose the role, or their account is deactivated; the other side is told."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot import absences
from bot.mornings import Mornings
from bot.scoreboard.planning import plan
from coaching.agreement import State
from storage import teams
from storage.engine import reading, writing
from storage.tables import Member, Practice, Team
from tests.bot.test_practice_deeds import planned, told
from tests.month import Month
from tests.office import WORKSPACE, Office
from tests.people import CAST
from tests.rows import rows


def states(office: Office) -> list[str]:
    return [row.state for row in rows(office, Practice)]


def ready(office: Office, who: str) -> None:
    """Every gate of theirs is ready."""
    for line in ("contact 12%", "appointment 15%"):
        office.say("mio", f"/coach threshold {line}")
    month, day, left = Month(office), date(2026, 10, 12), 30
    while left:
        if day.weekday() < 5:
            month.calls(who, day.isoformat(), contact=6, appointment=2, no_answer=32)
            left -= 1
        day += timedelta(days=1)


def test_who_graduates_practises_no_more_and_undo_brings_it_back(office: Office) -> None:
    ready(office, "yui")
    planned(office)
    planned(office, "2026-11-25 16:30")
    planned(office, "2026-11-24 17:00", rep="tom")
    done = office.say("ann", "/coach @yui").press("Confirm graduation")
    assert states(office)[:3] == [State.CANCELLED, State.CANCELLED, State.PROPOSED]
    off = [post for post in told(office, "ken") if "卒業したため、" in post]
    assert ["今日 16:30" in off[0], len(off)] == [True, 2]
    done.press("Undo")
    assert states(office)[:3] == [State.PROPOSED] * 3
    assert any("直前の返事を取り消しました" in post for post in told(office, "ken"))


@pytest.mark.parametrize(
    ("who", "role", "value", "hears"),
    [("yui", "is_rep", False, "ken"), ("ken", "is_mentor", False, "yui"), ("ken", "active", False, "yui"), ("ken", "outside", True, "yui")],
)
def test_who_does_not_take_part_any_more_is_missed_by_the_other(office: Office, who: str, role: str, value: bool, hears: str) -> None:
    planned(office)
    with writing(office.engine) as session:
        row = next(row for row in rows(office, Member) if row.slack_id == CAST[who].slack_id)
        setattr(session.get_one(Member, row.id), role, value)
    for _ in range(2):
        Mornings(office.engine, lambda: office.now).look()
    assert State.CANCELLED in states(office)
    assert len([post for post in told(office, hears) if f"<@{CAST[who].slack_id}>さんはロープレの担当や対象から外れました" in post]) == 1


@pytest.mark.parametrize(("goes", "state"), [("elsewhere", State.CANCELLED), ("nowhere", State.PROPOSED)])
def test_a_mentor_of_another_team_now_gives_no_practice_of_this_one(office: Office, goes: str, state: str) -> None:
    """One of no team may practise with those of the only one."""
    planned(office)
    with writing(office.engine) as session:
        (team,) = session.exec(select(Team)).all()
        berlin = teams.create(session, workspace_id=team.workspace_id, name="Berlin", now=office.now).id if goes == "elsewhere" else None
        session.exec(select(Member).where(Member.slack_id == CAST["ken"].slack_id)).one().team_id = berlin
    for _ in range(2):
        Mornings(office.engine, lambda: office.now).look()
    assert states(office)[0] == state
    off = [post for post in told(office, "yui") if "<@U0KEN>さんはロープレの担当や対象から外れました" in post]
    assert len(off) == (state == State.CANCELLED)


@pytest.mark.direct("what Slack tells of them comes by hand")
@pytest.mark.parametrize(("who", "hears", "flag"), [("yui", "ken", "deleted"), ("ken", "yui", "deleted"), ("ken", "yui", "is_restricted")])
def test_a_guest_or_a_deactivated_account_practises_no_more(office: Office, who: str, hears: str, flag: str) -> None:
    planned(office)
    for _ in range(2):
        absences.heard(office.answering, WORKSPACE, {"id": CAST[who].slack_id, flag: True})
    assert states(office) == [State.CANCELLED]
    assert len(told(office, hears)) == 1
    assert [row.unasked_on for row in office.outgoing()] == [office.now.date()], "they did not ask for it"
    assert told(office, who) == []
    with reading(office.engine) as session:
        team = session.exec(select(Team)).one()
        assert plan(session, team=team, now=office.now).seats == []


@pytest.mark.direct("what Slack tells of them comes by hand")
def test_nobody_takes_the_place_of_a_manager_who_is_deactivated(office: Office) -> None:
    for who in ("mio", "ann"):
        absences.heard(office.answering, WORKSPACE, {"id": CAST[who].slack_id, "deleted": True})
    assert {row.slack_id for row in rows(office, Member) if row.is_manager and row.active} == {"U0MIO", "U0ANN"}
    assert "/onpace setup" not in office.say("zoe", "/onpace").text


@pytest.mark.direct("what Slack tells of them comes by hand")
def test_a_new_name_or_a_stranger_calls_nothing_off(office: Office) -> None:
    planned(office)
    absences.heard(office.answering, WORKSPACE, {"id": CAST["yui"].slack_id, "name": "Yui"})
    absences.heard(office.answering, WORKSPACE, {"id": "U0NOBODY", "deleted": True})
    absences.heard(office.answering, "T0NOWHERE", {"id": CAST["yui"].slack_id, "deleted": True})
    assert (states(office), office.outgoing()) == ([State.PROPOSED], [])


@pytest.mark.parametrize(
    ("line", "hears"), [("/onpace leave @yui 11/24", "ken"), ("/onpace leave @ken 11/24", "yui"), ("/onpace left @ken", "yui")]
)
def test_leave_and_leaving_by_words(office: Office, line: str, hears: str) -> None:
    planned(office)
    office.say("ann", line)
    Mornings(office.engine, lambda: office.now).look()
    assert states(office)[0] == State.CANCELLED
    assert any("今日 16:30のロープレは行われません" in post for post in told(office, hears))
