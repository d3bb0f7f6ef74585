"""Workspaces, teams, members, goals and leads: found again, and made once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from coaching.score import Weights
from coaching.terms import GoalFor, Kpi, Role, State
from storage import entries, goals, leads, members, teams, workspaces
from storage.dialect import stored
from storage.engine import writing
from storage.tables import Lead, id_of
from tests.storage.desk import DAY, NOW, Desk


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def _workspace(session: Session, _: int) -> int | None:
    return workspaces.ensure(session, slack_id="T1", now=NOW).id


def _member(session: Session, workspace_id: int) -> int | None:
    return members.ensure(session, workspace_id=workspace_id, slack_id="U1", now=NOW, name="Hana").id


@pytest.mark.parametrize("ensure", [_workspace, _member])
def test_eight_that_come_at_once_find_one(engine: Engine, ensure: Callable[[Session, int], int | None]) -> None:
    with writing(engine) as session:
        workspace_id = stored(workspaces.ensure(session, slack_id="T0", now=NOW).id)

    def come(_: int) -> int | None:
        with writing(engine) as session:
            return ensure(session, workspace_id)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(come, range(8)))) == 1


def test_a_workspace_is_filled_in_when_more_is_known(session: Session) -> None:
    workspaces.ensure(session, slack_id="T1", now=NOW)
    workspaces.ensure(session, slack_id="T1", now=NOW, name="Acme Sales", bot_user_id="B1")
    workspaces.ensure(session, slack_id="T1", now=NOW)
    found = workspaces.find(session, slack_id="T1")
    assert found is not None
    assert (found.name, found.bot_user_id) == ("Acme Sales", "B1")
    assert workspaces.find(session, slack_id="T2") is None


def test_only_is_the_workspace_where_there_is_one(session: Session) -> None:
    assert workspaces.only(session) is None
    first = workspaces.ensure(session, slack_id="T1", now=NOW)
    assert workspaces.only(session) == first
    workspaces.ensure(session, slack_id="T2", now=NOW)
    assert workspaces.only(session) is None


def test_a_member_keeps_the_name_that_was_there_first(desk: Desk) -> None:
    new = members.ensure(desk.session, workspace_id=desk.workspace_id, slack_id="U9", now=NOW)
    assert (new.name, new.team_id, members.roles(new)) == ("", None, frozenset())
    for name, language in (("Aoi", "ja"), ("Other", "en")):
        members.ensure(desk.session, workspace_id=desk.workspace_id, slack_id="U9", now=NOW, name=name, language=language)
    assert (new.name, new.language) == ("Aoi", "ja")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hana sato", ["Hana Sato"]),
        ("ＨＡＮＡ", ["Hana Sato", "Hana・Mori"]),
        ("mori", ["Hana・Mori"]),
        ("佐藤", ["佐藤 花"]),
        ("han", []),
        ("", []),
    ],
)
def test_members_are_found_by_a_word_of_their_name(desk: Desk, asked: str, found: list[str]) -> None:
    for n, name in enumerate(["Hana・Mori", "佐藤 花"]):
        members.ensure(desk.session, workspace_id=desk.workspace_id, slack_id=f"U{n}", now=NOW, name=name)
    assert [member.name for member in members.by_name(desk.session, workspace_id=desk.workspace_id, name=asked)] == found


def test_the_exact_name_comes_before_a_word_of_a_name(desk: Desk) -> None:
    members.ensure(desk.session, workspace_id=desk.workspace_id, slack_id="U9", now=NOW, name="Hana")
    assert [member.name for member in members.by_name(desk.session, workspace_id=desk.workspace_id, name="hana")] == ["Hana", "Hana Sato"]


@pytest.mark.parametrize(("active", "outside", "managers"), [(False, False, ["mio"]), (True, True, ["tom", "mio"])])
def test_a_team_lists_its_people_by_name_and_role(desk: Desk, active: bool, outside: bool, managers: list[str]) -> None:
    """Whom Slack calls a guest stays a manager: nobody else becomes the first."""
    own: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    tom = members.find(desk.session, workspace_id=desk.workspace_id, member_id=desk.tom)
    assert tom is not None
    members.set_roles(tom, [Role.REP, Role.MANAGER])
    assert members.roles(tom) == {Role.REP, Role.MANAGER}
    assert [member.id for member in members.of_team(desk.session, **own, role=Role.REP)] == [desk.hana, desk.tom]
    assert [member.id for member in members.managers(desk.session, **own)] == [desk.tom, desk.mio]
    tom.active, tom.outside = active, outside
    assert members.roles(tom) == frozenset()
    assert [member.id for member in members.of_team(desk.session, **own)] == [desk.hana, desk.mio, desk.sora]
    assert desk.tom in [member.id for member in members.of_team(desk.session, **own, active=False)]
    found = members.managers(desk.session, workspace_id=desk.workspace_id)
    assert [member.id for member in found] == [getattr(desk, one) for one in managers]


def test_what_slack_says_anew_is_told_from_what_it_said_before(desk: Desk) -> None:
    about: dict[str, Any] = {"workspace_id": desk.workspace_id, "outside": {"U0HANA": True, "U0TOM": False, "U0NOBODY": True}}
    for lock in (False, True):
        assert [one.id for one in members.said_anew(desk.session, **about, lock=lock)] == [desk.hana]
    members.said_anew(desk.session, **about)[0].outside = True
    assert members.said_anew(desk.session, **about) == []
    heard = {"U0TOM", "U0MIO", "U0SORA"}
    assert [one.id for one in members.unheard(desk.session, workspace_id=desk.workspace_id, heard=heard)] == [desk.hana]


def test_leave_is_noted_once_and_cut_to_the_days_asked_for(desk: Desk) -> None:
    for _ in range(2):
        members.add_leave(desk.session, workspace_id=desk.workspace_id, member_id=desk.hana, first=DAY, last=DAY + timedelta(days=3))
    days = members.leave_days(
        desk.session, workspace_id=desk.workspace_id, member_ids=[desk.hana, desk.tom], first=date(2026, 8, 1), last=DAY + timedelta(days=1)
    )
    assert days == {desk.hana: {DAY, DAY + timedelta(days=1)}, desk.tom: frozenset()}
    assert (
        members.add_leave(desk.session, workspace_id=desk.workspace_id, member_id=desk.hana, first=DAY, last=DAY + timedelta(days=3)).id
        == members.add_leave(desk.session, workspace_id=desk.workspace_id, member_id=desk.hana, first=DAY, last=DAY + timedelta(days=3)).id
    )


def test_a_team_is_found_by_its_name_however_typed(desk: Desk) -> None:
    team = teams.create(desk.session, workspace_id=desk.workspace_id, name="Inside Sales 東", now=NOW, timezone="Asia/Dubai")
    assert teams.by_name(desk.session, workspace_id=desk.workspace_id, name="ｉｎｓｉｄｅ  SALES 東") == team
    assert teams.by_name(desk.session, workspace_id=desk.workspace_id, name="west") is None
    assert [each.name for each in teams.every(desk.session, workspace_id=desk.workspace_id)] == ["Inside", "Inside Sales 東"]


def test_the_scheme_valid_on_a_day_is_the_newest_not_after_it(desk: Desk) -> None:
    own: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    even = Weights(of=dict.fromkeys(Kpi, Decimal(1)), cap=Decimal("1.2"))
    teams.set_scheme(desk.session, **own, valid_from=date(2026, 10, 1), weights=Weights(), ramp=["1"])
    teams.set_scheme(desk.session, **own, valid_from=date(2026, 10, 1), weights=even, ramp=["0", "1"])
    before, after = (teams.scheme(desk.session, **own, on=day) for day in (date(2026, 9, 30), date(2026, 10, 1)))
    assert teams.weights(before) == Weights() == teams.weights(None)
    assert teams.weights(after) == even
    assert after is not None
    assert after.ramp == ["0", "1"]


def test_a_closed_day_can_become_a_working_day(desk: Desk) -> None:
    own: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    for working in (False, True):
        teams.set_closure(desk.session, **own, day=DAY, working=working)
    teams.set_closure(desk.session, **own, day=DAY - timedelta(days=1), working=False)
    assert [(closure.day, closure.working) for closure in teams.closures(desk.session, **own)] == [
        (DAY - timedelta(days=1), False),
        (DAY, True),
    ]


def _set(desk: Desk, value: str, month: date, goal_for: GoalFor = GoalFor.TEAM, kpi: Kpi = Kpi.MEETINGS, member: int | None = None) -> None:
    goals.set_goal(
        desk.session,
        workspace_id=desk.workspace_id,
        team_id=desk.team_id,
        goal_for=goal_for,
        kpi=kpi,
        value=Decimal(value),
        month=month,
        set_by=desk.mio,
        now=NOW,
        member_id=member,
    )


def test_a_goal_holds_for_later_months_until_set_again(desk: Desk) -> None:
    for value, month in (("300", date(2026, 9, 15)), ("320", date(2026, 11, 1)), ("310", date(2026, 9, 1))):
        _set(desk, value, month)
    _set(desk, "0.625", date(2026, 9, 1), kpi=Kpi.QUALIFIED)
    own: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    months = [date(2026, month, 30) for month in (8, 9, 10, 11)]
    assert [goals.of_team(desk.session, **own, month=month).get(Kpi.MEETINGS) for month in months] == [None, 310, 310, 320]
    assert goals.of_team(desk.session, **own, month=DAY)[Kpi.QUALIFIED] == Decimal("0.625")


def test_goals_of_the_team_of_every_rep_and_of_one_are_apart(desk: Desk) -> None:
    own: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id, "month": DAY}
    _set(desk, "300", DAY)
    _set(desk, "30", DAY, GoalFor.REP)
    _set(desk, "20", DAY, GoalFor.MEMBER, member=desk.hana)
    _set(desk, "1500000.5", DAY, GoalFor.MEMBER, Kpi.REVENUE, member=desk.tom)
    assert goals.of_team(desk.session, **own) == {Kpi.MEETINGS: 300}
    assert goals.full_for_reps(desk.session, **own) == {Kpi.MEETINGS: 30}
    assert goals.of_members(desk.session, **own) == {desk.hana: {Kpi.MEETINGS: 20}, desk.tom: {Kpi.REVENUE: Decimal("1500000.5")}}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("acme", ["Acme"]),
        ("ＡＣＭＥ", ["Acme"]),
        ("株式会社Acme", ["Acme"]),
        ("glo", ["Globex Japan", "Globex"]),
        ("globex", ["Globex"]),
        ("g", []),
        ("initech", []),
    ],
)
def test_a_lead_is_found_again_by_name_else_by_its_beginning(desk: Desk, asked: str, found: list[str]) -> None:
    for name in ("Acme", "Globex", "Globex Japan"):
        desk.lead(name)
    assert [lead.name for lead in leads.named(desk.session, workspace_id=desk.workspace_id, name=asked)] == found


def test_no_more_leads_than_asked_for(desk: Desk) -> None:
    made = [desk.lead(f"Globex {n}") for n in range(7)]
    found = leads.named(desk.session, workspace_id=desk.workspace_id, name="globex", most=3)
    assert [lead.id for lead in found] == [lead.id for lead in made[:3:-1]]


def test_leads_left_are_those_of_a_list_that_nobody_called_or_met(desk: Desk) -> None:
    where: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    desk.call(lead=desk.lead("of no list"))
    desk.lead("typed once")
    assert leads.left(desk.session, **where) == {}

    def listed(key: str, source: str, team_id: int | None = None, owner_id: int | None = None) -> Lead:
        about: dict[str, Any] = {"name": key, "source": source, "team_id": team_id, "owner_id": owner_id, "now": NOW, "key": key}
        return leads.add(desk.session, workspace_id=desk.workspace_id, **about)

    desk.call(lead=listed("called", "web"), count=3)
    desk.book(NOW, lead=listed("met", "web", owner_id=desk.hana))
    desk.book(NOW, lead=listed("taken back", "webinar")).state = State.WITHDRAWN
    listed("nobody's", "webinar")
    listed("the team's", "", team_id=desk.team_id)
    assert leads.left(desk.session, **where) == {"": 1, "web": 0, "webinar": 2}
    osaka = teams.create(desk.session, workspace_id=desk.workspace_id, name="Osaka", now=NOW)
    assert leads.left(desk.session, **(where | {"team_id": id_of(osaka)})) == {"web": 0, "webinar": 2}


def test_a_person_comes_with_workspace_and_team_and_never_from_another_workspace(session: Session) -> None:
    ours, theirs = Desk.opened(session, "T0OURS"), Desk.opened(session, "T0THEIRS")
    for desk, slack_id in ((ours, "T0OURS"), (theirs, "T0THEIRS")):
        found = workspaces.person(session, slack_id=slack_id, person="U0HANA")
        assert found is not None
        assert (found.workspace.id, found.member.id, found.team and found.team.id) == (desk.workspace_id, desk.hana, desk.team_id)
    members.ensure(session, workspace_id=ours.workspace_id, slack_id="U0NEW", now=NOW)
    found = workspaces.person(session, slack_id="T0OURS", person="U0NEW")
    assert found is not None
    assert found.team is None
    assert workspaces.person(session, slack_id="T0THEIRS", person="U0NEW") is None


def test_a_person_comes_with_the_answer_their_delivery_had_in_their_own_workspace(session: Session) -> None:
    ours = Desk.opened(session, "T0OURS")
    Desk.opened(session, "T0THEIRS")
    entries.remember(session, workspace_id=ours.workspace_id, key="command 1", fingerprint="f", now=NOW, body={"text": "Recorded."})
    answers = {
        (slack_id, key): found.answer and found.answer.body
        for slack_id in ("T0OURS", "T0THEIRS")
        for key in ("command 1", "command 2", "")
        if (found := workspaces.person(session, slack_id=slack_id, person="U0HANA", key=key))
    }
    assert {place: body for place, body in answers.items() if body} == {("T0OURS", "command 1"): {"text": "Recorded."}}
    assert len(answers) == 6
