"""Who changes team keeps what they made: brief, warning, forecast, lines and `/kpi me` say the same; a team's is the team's."""

import pytest
from sqlalchemy import event

from bot import scoreboard
from bot.scoreboard import Board
from coaching.calendar import month_of
from coaching.funnel import Funnel
from coaching.terms import GoalFor, Kpi
from storage import goals
from storage.engine import reading, writing
from storage.tables import Alarm, Member, Team
from tests.month import Month, moment
from tests.office import Office
from tests.press import Press
from tests.rows import rows

NEWS = "2026-11-12 14:00"  # the eighth business day


def november(month: Month) -> None:
    """Tom held twelve, one waits for a word, two are booked; Hana called."""
    for day in (4, 5, 6, 9, 10, 11):
        month.calls("tom", f"2026-11-{day:02}", no_answer=20, contact=4)
        for hour in (10, 16):
            month.meeting("tom", f"2026-11-{day:02} {hour}:00", "held")
    for at in ("12 10:00", "13 15:00", "16 15:00"):
        month.meeting("tom", f"2026-11-{at}")
    month.calls("hana", "2026-11-11", no_answer=20, contact=4)
    month.goal("14")


@pytest.fixture
def press(office: Office) -> Press:
    """Everybody is to hold fourteen."""
    office.at(NEWS)
    Month.written(office, november)
    return Press(office)


def _to_osaka(press: Press) -> int:
    """Tom goes to another team, with the same goal."""
    tom, hana = press.member("tom"), press.member("hana")
    osaka = press.another_team()
    with writing(press.office.engine) as session:
        about = {"workspace_id": press.where["workspace_id"], "team_id": osaka, "set_by": hana.id, "now": press.office.now}
        goal = {"goal_for": GoalFor.REP, "kpi": Kpi.MEETINGS, "value": 14, "month": month_of(press.office.now.date()).first}
        goals.set_goal(session, **about, **goal)  # type: ignore[arg-type]
        session.get_one(Member, tom.id).team_id = osaka
    return osaka


def _board(press: Press, team_id: int, who: str = "") -> Board:
    with reading(press.office.engine) as session:
        about = {"team": session.get_one(Team, team_id), "period": month_of(press.office.now.date()), "now": press.office.now}
        if not who:
            return scoreboard.of_team(session, **about)  # type: ignore[arg-type]
        return scoreboard.of_member(session, member=press.member(who), **about)  # type: ignore[arg-type]


def test_the_lines_of_the_new_team_say_what_the_rep_reads(press: Press) -> None:
    osaka = _to_osaka(press)
    team, own = _board(press, osaka), _board(press, osaka, "tom")
    [line] = team.by_member
    assert line.funnel.held == own.funnel.held == 12
    assert (line.goals, line.pace, line.score) == (own.goals, own.pace, own.score)
    assert line.forecast == own.forecast
    assert line.forecast
    assert (line.forecast.held, line.forecast.low >= 12) == (12, True)
    assert line.wordless == own.wordless == 1
    assert team.funnel == Funnel()
    assert (team.wordless, team.forecast and team.forecast.held) == (0, 0)
    assert [int(board.goals[Kpi.MEETINGS]) for board in (own, team)] == [14, 2], "the other team counts the twelve"
    assert "12 of 14" in press.office.say("tom", "/kpi me").text


def test_the_team_they_left_keeps_what_was_made_there_and_has_no_pace_for_them(press: Press) -> None:
    before = _board(press, press.where["team_id"])
    _to_osaka(press)
    after = _board(press, press.where["team_id"])
    assert after.funnel == before.funnel
    [line] = [row for row in after.by_member if row.member.name.startswith("Tom")]
    assert line.funnel.held == 12
    assert (line.goals, line.forecast, line.pace and line.pace.pace) == ({}, None, None)


def test_nobody_slips_behind_because_they_changed_team(press: Press) -> None:
    _to_osaka(press)
    _beat(press, NEWS)
    assert press.heard("tom", "pace ") == []
    assert press.heard("C0OSAKA", "pace-team") == []
    assert [row for row in rows(press.office, Alarm) if row.member_id == press.member("tom").id] == []


def test_the_morning_brief_counts_what_was_made_in_the_other_team(press: Press) -> None:
    _to_osaka(press)
    press.look("2026-11-13 09:00")
    [told] = press.texts("tom", "brief ")
    assert "12 of 14" in told
    assert "15:00" in told
    assert "Nothing has been entered" not in told


def test_the_warning_goes_with_who_was_warned(press: Press) -> None:
    press.office.say("mio", "/goal @tom meetings 60")
    _beat(press, NEWS)
    assert len(press.heard("tom", "pace ")) == 1
    _to_osaka(press)
    _beat(press, "2026-11-12 15:00")
    assert len(press.heard("tom", "pace ")) == 1
    _beat(press, "2026-11-13 14:00")
    assert "You are back on pace: 12 held" in press.texts("tom", "pace ")[1]
    assert [row.behind for row in rows(press.office, Alarm) if row.member_id == press.member("tom").id] == [False]


def test_one_statement_asks_whether_anybody_changed_team(press: Press) -> None:
    press.another_team()
    asked: list[str] = []
    event.listen(press.office.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    _board(press, press.where["team_id"])
    assert len([one for one in asked if "team_id !=" in one]) == 1
    assert not [one for one in asked if "meeting.member_id IN (?" in one], "nobody did: nothing more is read"


def _beat(press: Press, at: str) -> None:
    press.office.now = moment(at)
    press.beat()
