"""The scoreboard: effective goals, ramp and leave, the worked cases, and its JSON."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session

from bot import scoreboard
from bot.scoreboard import Board
from coaching.calendar import Period, month_of
from coaching.terms import Kpi
from storage import figures, members, teams, workspaces
from storage.engine import reading, writing
from tests.month import Month
from tests.office import WORKSPACE, Office
from tests.people import CAST

NOVEMBER = month_of(date(2026, 11, 1))
Boards = Callable[..., Board]


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    with reading(office.engine) as session:
        yield session


@pytest.fixture
def board(office: Office) -> Boards:
    """board("hana") or board(): the team's; for November unless a period is given."""

    def made(who: str = "", period: Period = NOVEMBER) -> Board:
        with reading(office.engine) as session:
            workspace = workspaces.find(session, slack_id=WORKSPACE)
            assert workspace
            assert workspace.id
            team = teams.every(session, workspace_id=workspace.id)[0]
            if not who:
                return scoreboard.of_team(session, team=team, period=period, now=office.now)
            member = members.by_slack_id(session, workspace_id=workspace.id, slack_id=CAST[who].slack_id)
            assert member
            return scoreboard.of_member(session, team=team, member=member, period=period, now=office.now)

    return made


def change(office: Office, who: str, **changes: object) -> None:
    with writing(office.engine) as session:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        assert workspace
        member = members.by_slack_id(session, workspace_id=workspace.id or 0, slack_id=CAST[who].slack_id)
        for name, value in changes.items():
            setattr(member, name, value)


@pytest.mark.parametrize(
    ("month", "goal"),
    [  # ramp 0/25/50/75/100 %, full 10, starting on the first of a month
        (date(2026, 9, 1), "0"),
        (date(2026, 10, 1), "0"),
        (date(2026, 11, 1), "2.5"),
        (date(2026, 12, 1), "5"),
        (date(2027, 1, 1), "7.5"),
        (date(2027, 2, 1), "10"),
        (date(2027, 8, 1), "10"),
    ],
)
def test_a_new_reps_goal_climbs_the_ramp(office: Office, board: Boards, month: date, goal: str) -> None:
    Month(office).goal("10", each=True)
    assert board("yui", month_of(month)).goals[Kpi.MEETINGS] == Decimal(goal)


def test_joining_within_the_month_counts_the_days_present(office: Office, board: Boards) -> None:
    Month(office).goal("19", each=True)
    change(office, "tom", start_date=date(2026, 6, 1))
    assert board("tom").goals[Kpi.MEETINGS] == 19
    change(office, "yui", start_date=date(2026, 11, 16))  # the first month is at 0 %
    assert board("yui").goals[Kpi.MEETINGS] == 0


def test_the_pace_of_who_joins_within_the_month_begins_with_their_first_day(office: Office, board: Boards) -> None:
    change(office, "yui", start_date=date(2026, 11, 16))
    Month(office).goal("10", who="yui")
    office.at("2026-11-18 18:00")
    [row] = [row for row in board().by_member if row.member.name.startswith("Yui")]
    for pace in (board("yui").pace, row.pace):
        assert pace
        assert [pace.elapsed_days, pace.total_days, pace.remaining_days, pace.expected] == [Decimal(one) for one in (3, 10, 7, 3)]


def test_days_of_leave_are_not_present(office: Office, board: Boards) -> None:
    Month(office).goal("19", each=True)
    office.say("tom", "/onpace leave 2026-11-25 2026-11-27")
    shown = board("tom")
    assert shown.goals[Kpi.MEETINGS] == 16
    assert shown.pace
    assert shown.pace.total_days == 16


def test_an_own_goal_is_neither_ramped_nor_prorated(office: Office, board: Boards) -> None:
    month = Month(office)
    month.goal("10", each=True)
    month.goal("8", who="yui")
    assert board("yui").goals[Kpi.MEETINGS] == 8


def test_a_rate_is_everybodys_goal_and_not_shared_out(office: Office, board: Boards) -> None:
    Month(office).goal("0.6", kpi=Kpi.QUALIFIED)
    assert board("yui").goals[Kpi.QUALIFIED] == Decimal("0.6")
    assert board().goals[Kpi.QUALIFIED] == Decimal("0.6")


def test_the_teams_goal_is_as_set_before_it_is_a_sum(office: Office, board: Boards) -> None:
    month = Month(office)
    month.goal("10", each=True)
    assert board().goals[Kpi.MEETINGS] == Decimal("32.5")
    month.goal("300")
    assert board().goals[Kpi.MEETINGS] == 300


def test_a_sum_needs_a_goal_of_every_rep(office: Office, board: Boards) -> None:
    month = Month(office)
    month.goal("10", who="tom")
    month.goal("10", who="hana")
    assert Kpi.MEETINGS not in board().goals


def test_aes_and_managers_have_no_reps_goal(office: Office, board: Boards) -> None:
    Month(office).goal("10", each=True)
    assert board("lena").goals == {}


def test_japan_november_2026_at_the_end_of_the_20th(office: Office, board: Boards) -> None:
    """cases/pace.csv: 198 held of 300, 14 of 19 days gone."""
    office.at("2026-11-20 18:00")
    Month(office).goal("300")
    pace = board().pace
    assert pace
    assert (pace.elapsed_days, pace.total_days) == (Decimal(14), Decimal(19))
    assert round(pace.expected or 0, 4) == Decimal("221.0526")
    assert pace.remaining_days == 5


@pytest.mark.parametrize("period", [Period(date(2026, 11, 1), date(2026, 11, 29)), Period(date(2026, 10, 1), date(2026, 11, 30))])
def test_goals_and_pace_are_for_whole_months_only(office: Office, board: Boards, period: Period) -> None:
    Month(office).goal("300")
    shown = board("", period)
    assert (shown.goals, shown.pace, shown.score) == ({}, None, None)


def test_the_sources_add_up_to_the_whole(office: Office, board: Boards, session: Session) -> None:
    month = Month(office)
    month.calls("tom", "2026-11-05", source="", no_answer=2, contact=1)
    month.calls("tom", "2026-11-06", source="webinar", appointment=1)
    month.meeting("tom", "2026-11-05 14:00", "held", "qualified", won=100)
    month.meeting("tom", "2026-11-06 14:00", source="referral", email=True)
    office.say("tom", "/log email 20")
    shown = board("tom")
    assert shown.member
    assert shown.team
    whole = figures.funnel(
        session,
        workspace_id=shown.team.workspace_id,
        member_id=shown.member.id,
        first=NOVEMBER.first,
        last=NOVEMBER.last,
        now=office.now,
    )
    assert shown.funnel == whole
    assert shown.funnel.emails_sent == 20


def test_every_rep_has_a_line_and_so_has_who_left_with_figures(office: Office, board: Boards) -> None:
    Month(office).meeting("tom", "2026-11-05 14:00", "held")
    change(office, "tom", active=False)
    held = {row.member.name: row.funnel.held for row in board().by_member}
    assert held == {"Hana Sato": 0, "Ken Ito": 0, "Tom Baker": 1, "Yui Mori": 0}


def test_the_json_keeps_every_digit(office: Office, board: Boards) -> None:
    month = Month(office)
    month.goal("3")
    month.calls("tom", "2026-11-05", no_answer=2, contact=1)
    month.meeting("tom", "2026-11-05 14:00", "held", won=100)
    plain = json.loads(json.dumps(scoreboard.as_json(board())))
    assert plain["calls"] == 3
    assert plain["rates"]["contact"] == "0.3333333333333333333333333333"
    assert plain["goals"] == {"meetings": "3"}
    assert plain["attainments"]["qualified"] is None
    assert plain["by_source"]["web"]["held"] == 1
    assert plain["by_member"]["Tom Baker"]["revenue"] == "100"


def test_a_whole_workspace_has_figures_without_goals(office: Office, session: Session) -> None:
    Month(office).meeting("tom", "2026-11-05 14:00", "held")
    workspace = workspaces.find(session, slack_id=WORKSPACE)
    assert workspace
    team = teams.every(session, workspace_id=workspace.id or 0)[0]
    calendar = scoreboard.team_calendar(session, team=team, period=NOVEMBER)
    whole = scoreboard.of_workspace(session, workspace_id=workspace.id or 0, calendar=calendar, period=NOVEMBER, now=office.now)
    assert (whole.funnel.held, whole.pace, whole.team) == (1, None, None)
