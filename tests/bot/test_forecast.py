"""How the month may end: of every rep and the team at once, on their own working days, on the board and as JSON."""

from datetime import date, timedelta

import pytest

from bot import scoreboard
from bot.scoreboard import Board, forecast
from coaching.calendar import Period, month_of, months_before
from coaching.chance import Forecast
from storage import members, teams, workspaces
from storage.engine import reading
from tests.month import Month
from tests.office import WORKSPACE, Office
from tests.people import CAST

NOVEMBER = month_of(date(2026, 11, 1))


def autumn(month: Month) -> None:
    """Tom and Hana book two meetings every other day from September on, held at once; Tom has four booked ahead."""
    for who in ("tom", "hana"):
        for n in range(0, 80, 2):
            day = date(2026, 9, 1) + timedelta(days=n)
            month.calls(who, f"{day}", no_answer=30)
            for hour in (10, 14):
                month.meeting(who, f"{day} {hour}:00", "held")
        month.goal("30", who=who)
    for ahead in (24, 25, 26, 27):
        month.meeting("tom", f"2026-11-{ahead} 14:00")


@pytest.fixture
def month(office: Office) -> Month:
    office.at("2026-11-20 18:00")
    return Month.written(office, autumn)


def forecasts(office: Office, period: Period = NOVEMBER) -> dict[str, Forecast]:
    with reading(office.engine) as session:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        assert workspace
        [team] = teams.every(session, workspace_id=workspace.id or 0)
        names = {member.id: member.name for member in members.every(session, workspace_id=workspace.id or 0)}
        found = forecast.of(session, team=team, period=period, now=office.now)
        return {names[member_id].split()[0] if member_id else "": one for member_id, one in found.items()}


def board(office: Office, who: str = "", period: Period = NOVEMBER) -> Board:
    with reading(office.engine) as session:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        assert workspace
        [team] = teams.every(session, workspace_id=workspace.id or 0)
        if not who:
            return scoreboard.of_team(session, team=team, period=period, now=office.now)
        member = members.by_slack_id(session, workspace_id=workspace.id or 0, slack_id=CAST[who].slack_id)
        assert member
        return scoreboard.of_member(session, team=team, member=member, period=period, now=office.now)


def test_the_team_and_every_rep_are_foretold_at_once(month: Month) -> None:
    found = forecasts(month.office)
    assert set(found) == {"", "Hana", "Tom", "Ken", "Yui"}
    tom, hana = found["Tom"], found["Hana"]
    assert (tom.held, hana.held) == (18, 18)
    assert tom.goal == 30
    assert tom.p is not None
    assert hana.p is not None
    assert tom.p > hana.p  # four are booked
    assert tom.expected > hana.expected + 3
    assert found[""].expected == pytest.approx(sum(one.expected for name, one in found.items() if name))
    assert found[""].goal is None  # not every rep has one
    assert found[""].p is None


def test_the_board_and_its_lines_say_the_same(month: Month) -> None:
    found, team = forecasts(month.office), board(month.office)
    assert {row.member.name.split()[0]: row.forecast for row in team.by_member} | {"": team.forecast} == found
    tom = board(month.office, "tom")
    assert tom.forecast == found["Tom"]
    assert tom.fan[-1].expected == pytest.approx(found["Tom"].expected)
    assert team.fan[-1].expected == pytest.approx(found[""].expected)


@pytest.mark.parametrize(
    "period", [months_before(date(2026, 11, 1), 1), months_before(date(2026, 11, 1), -1), Period(date(2026, 11, 1), date(2026, 11, 29))]
)
def test_only_the_present_month_is_foretold(month: Month, period: Period) -> None:
    assert forecasts(month.office, period) == {}
    shown = board(month.office, "tom", period)
    assert (shown.forecast, shown.fan) == (None, ())
    assert board(month.office, "", period).forecast is None


def test_who_is_no_rep_has_no_forecast(month: Month) -> None:
    assert board(month.office, "sora").forecast is None


def test_before_anybody_has_worked_nothing_is_foretold(office: Office) -> None:
    Month(office).goal("30", who="tom")
    assert board(office, "tom").forecast is None
    assert forecasts(office) == {}


def test_leave_ahead_lowers_the_chance_and_leave_behind_does_not(month: Month) -> None:
    before, tom = (forecasts(month.office)[who].expected for who in ("Hana", "Tom"))
    month.office.say("hana", "/onpace leave 2026-11-25 2026-11-30")
    away = forecasts(month.office)["Hana"].expected
    assert away < before - 1
    month.office.say("tom", "/onpace leave 2026-10-05 2026-10-09")
    assert forecasts(month.office)["Tom"].expected > tom - 0.5


def test_in_january_the_window_knows_the_holidays_of_the_year_before(month: Month) -> None:
    month.office.at("2027-01-05 18:00")
    january = board(month.office, "tom", month_of(date(2027, 1, 1)))
    assert not january.calendar.is_open(date(2026, 11, 23))
    assert january.forecast is not None


def test_the_json_carries_the_chance_and_the_range(month: Month) -> None:
    tom = scoreboard.as_json(board(month.office, "tom"))["forecast"]
    assert set(tom) == {"p", "low", "high", "expected"}
    assert 0 < tom["p"] < 1
    assert 18 <= tom["low"] <= tom["expected"] <= tom["high"]
    assert scoreboard.as_json(board(month.office))["forecast"]["p"] is None
    assert scoreboard.as_json(board(month.office, "", months_before(date(2026, 11, 1), 1)))["forecast"] is None


@pytest.fixture
def summer(office: Office) -> Month:
    """Tom booked and held one meeting every working day of June and July; the others call now and then, and Hana had one meeting."""
    office.at("2026-11-09 09:00")
    month = Month(office)
    month.goal("10", who="tom")
    for n in range(60):
        day = date(2026, 6, 1) + timedelta(days=n)
        if day.weekday() < 5:
            month.calls("tom", f"{day}", no_answer=20)
            month.meeting("tom", f"{day} 10:00", "held")
    for day in (date(2026, 10, 5), date(2026, 10, 19), date(2026, 11, 5)):
        month.calls("hana", f"{day}", no_answer=30)
    month.meeting("hana", "2026-10-12 10:00", "held")
    return month


def test_who_is_back_from_a_long_leave_is_foretold_by_their_own_days(summer: Month) -> None:
    summer.office.say("tom", "/onpace leave 2026-07-31 2026-11-08")
    found = forecasts(summer.office)
    rate = found["Tom"].arrivals
    assert rate.shape / rate.rate == pytest.approx(1, abs=0.2)
    assert found["Tom"].expected > 6
    assert found["Hana"].expected < 3
    assert board(summer.office, "tom").forecast == found["Tom"]


def test_who_only_did_nothing_for_months_is_not(summer: Month) -> None:
    summer.office.say("tom", "/onpace leave 2026-11-06")
    assert forecasts(summer.office)["Tom"].expected < 3
