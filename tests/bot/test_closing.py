"""A closed month stays as it was closed; what comes later stands beside it, dated, and in no other month's rates."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from bot import scoreboard, terminal
from bot.scoreboard import closing
from coaching.calendar import month_of
from storage import closings, teams
from storage.engine import reading, writing
from storage.tables import ClosedMonth, Team
from tests.month import Month
from tests.office import Office, Shown

Say = Callable[..., Shown]
OCTOBER, NOVEMBER = date(2026, 10, 1), month_of(date(2026, 11, 1))


def november(month: Month) -> None:
    """Tom: four held, three judged, one waiting for a word; Hana: one. And a verdict and a meeting that are open."""
    month.calls("tom", "2026-11-10", no_answer=30, contact=8, appointment=2)
    month.meeting("tom", "2026-11-10 14:00", "held", "qualified", won=500_000)
    month.meeting("tom", "2026-11-11 14:00", "held", "unqualified")
    month.meeting("tom", "2026-11-12 14:00", "held", "qualified", source="webinar")
    month.meeting("hana", "2026-11-13 14:00", "held", "qualified", ae="lena")
    month.goal("10")
    month.goal("5", who="tom")


@pytest.fixture
def month(office: Office) -> Month:
    made = Month.written(office, november)
    office.at("2026-11-26 09:00")
    office.say("tom", "/log appointment Acme 11/27 10:00 @sora")
    office.say("tom", "/log appointment Beta 11/27 15:00 @sora")
    office.at("2026-11-27 17:00")
    office.say("tom", "/meeting held Acme")
    return made


def tokyo(session: Session) -> Team:
    return teams.every(session, workspace_id=1)[0]


def close(office: Office, on: str = "2026-12-07 09:00") -> ClosedMonth:
    office.at(on)
    with writing(office.engine) as session:
        return closing.close(session, team=tokyo(session), month=date(2026, 11, 15), now=office.now)


def entered_late(office: Office) -> None:
    """A verdict, a word and a win of November, said in December."""
    office.at("2026-12-09 10:00")
    office.say("sora", "/meeting qualified Acme")
    office.at("2026-12-10 11:00")
    office.say("tom", "/meeting held Beta")
    office.say("sora", "/meeting unqualified Beta")


def test_what_is_shown_of_a_closed_month_is_what_was_closed(office: Office, month: Month, say: Say) -> None:
    close(office)
    entered_late(office)
    for who, line, held in (("ann", "/kpi team 2026-11", "*5 of 10 meetings held*"), ("tom", "/kpi me 2026-11", "*4 of 5 meetings held*")):
        shown = say(who, line)
        assert held in shown.text
        assert "Closed on Mon, Dec 7" in shown.text
        assert "Data complete" not in shown.text
    assert "qualified of 4 judged" in say("ann", "/kpi team 2026-11").text


def test_what_came_later_stands_beside_it_by_day(office: Office, month: Month, say: Say) -> None:
    close(office)
    assert "Entered after" not in say("ann", "/kpi team 2026-11").text
    entered_late(office)
    shown = say("ann", "/kpi team 2026-11").text
    assert "*Entered after the month was closed*, and in no month’s rates: held +1 · qualified +1 · not qualified +1" in shown
    assert "• Wed, Dec 9: qualified +1" in shown
    assert "• Thu, Dec 10: held +1 · not qualified +1" in shown


def test_the_open_month_does_not_know_of_it(office: Office, month: Month) -> None:
    close(office)
    month.meeting("tom", "2026-12-08 10:00", "held", "qualified")
    december = month_of(date(2026, 12, 1))

    def counted() -> list[object]:
        office.at("2026-12-11 10:00")
        with reading(office.engine) as session:
            board = scoreboard.of_team(session, team=tokyo(session), period=december, now=office.now)
        return [board.funnel, board.pace, board.score, board.by_source, [(row.funnel, row.pace, row.score) for row in board.by_member]]

    before = counted()
    entered_late(office)
    assert counted() == before


def test_who_enters_something_for_it_is_told_where_it_goes(office: Office, month: Month, say: Say) -> None:
    office.at("2026-12-03 10:00")
    assert "It counts in November 2026: 5 held" in say("tom", "/meeting held Beta").text
    close(office)
    told = say("sora", "/meeting qualified Acme").text
    assert "2026年11月は締めているため" in told or "November 2026 is closed: this is noted beside it" in told


def test_the_list_names_who_when_and_what(office: Office, month: Month, say: Say) -> None:
    close(office)
    entered_late(office)
    office.say("hana", "/log 12 no-answer")
    listed = say("ann", "/kpi team 2026-11").press("Entered later").text
    assert "*Entered after Mon, Dec 7*" in listed
    assert "• Wed, Dec 9, 10:00 · <@U0SORA> · Acme: held and qualified (qualified +1)" in listed
    assert "• Thu, Dec 10, 11:00 · <@U0TOM> · Beta: held (held +1)" in listed
    assert "calls" not in listed  # today's are December's


READERS = [
    ("tom", "later me 2026-11", True),
    ("tom", "later team 2026-11", False),
    ("lena", "later team 2026-11", False),
    ("mio", "締め後 チーム 2026-11", True),
]


@pytest.mark.parametrize(("who", "line", "allowed"), READERS)
def test_who_entered_what_is_for_managers_and_of_oneself(
    office: Office, month: Month, say: Say, who: str, line: str, allowed: bool
) -> None:
    close(office)
    entered_late(office)
    assert ("Acme" in say(who, f"/kpi {line}").text) is allowed


def test_an_open_month_says_when_it_is_closed(office: Office, month: Month, say: Say) -> None:
    office.at("2026-12-03 10:00")
    assert "It is closed on Mon, Dec 7" in say("ann", "/kpi later team 2026-11").text
    office.at("2026-12-09 10:00")
    assert "It was to be closed on Mon, Dec 7" in say("ann", "/kpi later team 2026-11").text
    assert "this range is none" in say("ann", "/kpi later team 2026-11-02..2026-11-13").text
    close(office, "2026-12-09 10:00")
    assert "Nothing was entered for this month since" in say("ann", "/kpi later team 2026-11").text


def test_closing_again_changes_nothing(office: Office, month: Month) -> None:
    first = close(office)
    entered_late(office)
    again = close(office, "2026-12-11 09:00")
    assert (again.id, again.closed_at, again.figures) == (first.id, first.closed_at, first.figures)
    with reading(office.engine) as session:
        assert closings.find(session, workspace_id=1, team_id=again.team_id, month=NOVEMBER.first)
        assert not closings.find(session, workspace_id=1, team_id=again.team_id, month=OCTOBER)


def test_a_month_that_is_not_over_is_not_closed(office: Office, month: Month) -> None:
    with pytest.raises(ValueError, match="not over"):
        close(office, "2026-11-30 23:59")


def test_at_the_moment_of_closing_nothing_looks_different(office: Office, month: Month) -> None:
    office.at("2026-12-07 09:00")
    with writing(office.engine) as session:
        team = tokyo(session)
        live = scoreboard.of_team(session, team=team, period=NOVEMBER, now=office.now)
        closing.close(session, team=team, month=NOVEMBER.first, now=office.now)
        kept = closing.closed(session, team=team, member=None, period=NOVEMBER, now=office.now)
        assert kept
        assert kept.board == live
        assert (kept.later, list(kept.late)) == ({}, [])
        for row in live.by_member:
            own = scoreboard.of_member(session, team=team, member=row.member, period=NOVEMBER, now=office.now)
            kept = closing.closed(session, team=team, member=row.member, period=NOVEMBER, now=office.now)
            assert kept
            assert kept.board == own


def test_at_a_terminal_it_is_the_closed_one_too(office: Office, month: Month) -> None:
    close(office)
    entered_late(office)
    span = (NOVEMBER.first, NOVEMBER.last)
    for whose, held in (("Tokyo", 5), ("Tom Baker", 4), ("all", 6)):
        told = terminal.board_json(office.engine, whose, span, workspace=1, now=office.now)
        assert told["held"] == held
        shown = told["teams"]["Tokyo"] if whose == "all" else told  # the workspace as a whole is never closed
        assert shown["entered_later"] == {"held": "1", "qualified": "1", "unqualified": "1"}
        assert shown["closed_at"] == "2026-12-07T00:00:00+00:00"


def test_goals_and_weights_set_later_leave_it_alone(office: Office, month: Month, say: Say) -> None:
    close(office)
    before = say("ann", "/kpi team 2026-11").reply.text
    office.say("mio", "/goal team meetings 99 2026-11")
    assert say("ann", "/kpi team 2026-11").reply.text == before


def test_every_view_of_it_is_the_closed_one(office: Office, month: Month, say: Say) -> None:
    close(office)
    views = [f"/kpi {view} 2026-11" for view in ("source", "ae", "reps", "funnel")]
    before = [say("ann", view).reply.text for view in views]
    entered_late(office)
    assert [say("ann", view).reply.text for view in views] == before


def test_no_name_is_kept(office: Office, month: Month) -> None:
    kept = json.dumps(close(office).figures)
    assert "Tom" not in kept
    assert "Acme" not in kept


@pytest.mark.parametrize(
    ("now", "wanted"), [("2026-12-04 23:00", []), ("2026-12-07 00:30", [NOVEMBER.first]), ("2026-12-20 09:00", [NOVEMBER.first])]
)
def test_a_month_is_due_on_the_fifth_business_day(office: Office, now: str, wanted: list[date]) -> None:
    office.at(now)
    with reading(office.engine) as session:
        assert closing.due(session, team=tokyo(session), now=office.now) == wanted
    if wanted:
        close(office, now)
        with reading(office.engine) as session:
            assert closing.due(session, team=tokyo(session), now=office.now) == []


def test_what_was_entered_while_the_figures_were_made_is_not_lost(office: Office, month: Month) -> None:
    office.at("2026-12-07 09:00")
    with reading(office.engine) as session:
        about: dict[str, Any] = {"team": tokyo(session), "month": NOVEMBER.first, "now": office.now}
        kept = closing.figured(session, **about)
    office.say("tom", "/log 3 no-answer 11/27")
    with writing(office.engine) as session:
        assert not closing.keep(session, **about, kept=kept)
        assert closing.keep(session, **about, kept=closing.figured(session, **about))
        assert closing.keep(session, **about, kept=kept) is False, "closed and otherwise"
