"""A month closes by itself on its day, once, and is told to who is concerned."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot.jobs.closes import Closer
from bot.scoreboard import Board, Row, closing
from bot.scoreboard.bottleneck import Help
from bot.text import Words
from bot.views.month_closed import Line, of_team
from coaching.bottleneck import Factor
from coaching.calendar import Calendar, month_of
from coaching.funnel import Funnel
from coaching.posts import Job
from coaching.score import Weights
from coaching.terms import Role
from storage import members, outbox
from storage.engine import writing
from storage.tables import Call, ClosedMonth, Member, Outgoing, id_of
from tests.furniture import move_in
from tests.month import Month, moment
from tests.office import TOKYO, Office
from tests.people import TEAM_CHANNEL
from tests.press import Press
from tests.rows import rows

NOVEMBER = month_of(date(2026, 11, 1))
CLOSING = "2026-12-07 09:00"  # the fifth business day


@pytest.fixture
def press(engine: Engine) -> Press:
    """November as Tom worked it; Hana is there and did nothing."""
    move_in(engine)
    office = Office(engine)
    month = Month(office)
    month.goal("10", who="tom")
    month.calls("tom", "2026-11-10", contact=5, no_answer=30)
    for day in ("11", "12", "13"):
        month.meeting("tom", f"2026-11-{day} 10:00", "held")
    press = Press(office)
    press.change(created_at=moment("2026-11-10 09:00"))  # so that October was over before
    press.wants_only(Job.CLOSE)
    return press


def _closer(press: Press) -> Closer:
    return Closer(press.office.engine, lambda: press.office.now)


def _close(press: Press, at: str) -> None:
    press.office.now = moment(at)
    _closer(press).look()
    press.look()


def test_a_month_closes_on_its_day_and_is_told_once(press: Press) -> None:
    for at in ("2026-12-01 09:00", "2026-12-04 09:00", CLOSING, CLOSING, "2026-12-08 09:00", "2026-12-14 09:00"):
        _close(press, at)
        assert len(rows(press.office, ClosedMonth)) == (at >= CLOSING)
    [team] = press.texts("mio", "close")
    assert "2026年11月を締めました" in team
    assert "<@U0TOM>" in team
    [own] = press.texts("tom", "close")
    assert "November 2026 is closed: your month" in own
    assert "3 of 10" in own
    assert "Closed with every meeting told of and 3 verdicts missing. What is said of them from now on" in own
    assert "meetings 30%" in own, "what is reached is the rep's, not the team's"
    assert press.heard(TEAM_CHANNEL) == [], "individuals are nobody else's business"


def test_the_business_day_before_says_what_waits(press: Press) -> None:
    Month(press.office).meeting("tom", "2026-11-27 10:00")
    Month(press.office).meeting("tom", "2026-12-03 10:00")
    press.wants_only(Job.BRIEF, Job.VERDICT)
    for at in ("2026-12-03 09:00", "2026-12-04 09:00", "2026-12-07 09:00"):
        _close(press, at)
    before, own, after = press.texts("tom", "brief")
    assert "*November 2026 closes on Mon, Dec 7*: 1 meeting waits for a word. What is said before that day still counts" in own
    assert not [one for one in (before, after, *press.texts("hana", "brief")) if "closes on" in one or "締めは" in one]
    told = [one for one in press.texts("ann", "requests") if "closes on" in one]
    assert len(told) == 1
    assert told[0].startswith("*November 2026 closes on Mon, Dec 7*: 1 meeting waits for a word · 3 verdicts are missing. What is said")
    assert "*2026年11月の締めは12月7日(月)です*: 結果待ちの商談1件 · 判定待ちの商談3件。" in "".join(press.texts("mio", "requests"))


def test_a_round_waits_for_the_month_to_be_closed(press: Press) -> None:
    press.look("2026-12-07 09:31")  # a bot that started then: the closer comes a minute later
    assert press.texts("tom", "close") == []
    _close(press, "2026-12-07 09:32")
    assert len(press.texts("tom", "close")) == 1


def test_a_preview_says_what_was_told_and_later_shows_it_as_an_example(press: Press) -> None:
    _close(press, CLOSING)
    assert "6 people would get it now" in press.office.say("ann", "/onpace posts preview close").text
    with writing(press.office.engine) as session:
        for message in outbox.claim(session, now=press.office.now, worker="w", most=99):
            outbox.confirm(session, outgoing_id=id_of(message), now=press.office.now, ts=f"{message.id}.0")
    press.office.at("2026-12-07 10:00")
    said = press.office.say("ann", "/onpace posts preview close").text
    assert "nothing new would go out now; it was said already" in said
    assert "Told already: <@U0MIO> (since Mon, Dec 7, 09:00)" in said
    press.office.at("2027-01-04 10:00")
    assert "*example* with the figures of November 2026" in press.office.say("ann", "/onpace posts preview close").text
    assert len(rows(press.office, Outgoing)) == 6


def test_a_month_that_was_over_before_the_team_came_is_no_news(press: Press) -> None:
    press.change(created_at=moment("2026-12-08 08:00"))
    _close(press, "2026-12-08 09:00")
    assert len(rows(press.office, ClosedMonth)) == 1
    assert press.heard("mio") == press.heard("tom") == []


def test_a_rep_who_manages_hears_of_everybody_once(press: Press) -> None:
    with writing(press.office.engine) as session:
        tom = session.get_one(Member, id_of(press.member("tom")))
        members.set_roles(tom, {Role.REP, Role.MANAGER})
        session.add(tom)
    _close(press, CLOSING)
    assert len(press.heard("tom", "close")) == 1


def test_a_month_in_which_nothing_happened_is_closed_and_not_spoken_of(press: Press) -> None:
    _close(press, "2026-11-10 09:00")
    assert [row.month.month for row in rows(press.office, ClosedMonth)] == [10]
    assert press.heard("mio") == []


def test_it_closes_whatever_a_team_wants_to_be_told(press: Press) -> None:
    press.wants(Job.CLOSE, wanted=False)
    _close(press, CLOSING)
    assert (len(rows(press.office, ClosedMonth)), press.heard("mio")) == (1, [])


def test_after_days_of_downtime_it_closes_and_is_told_when_it_did(press: Press) -> None:
    _close(press, "2026-12-10 09:00")
    assert len(press.heard("mio", "close")) == 1


def test_after_months_of_downtime_each_month_is_closed_and_the_latest_told(press: Press) -> None:
    press.change(created_at=moment("2026-10-01 09:00"))
    _close(press, "2027-01-12 09:00")
    assert sorted(row.month.month for row in rows(press.office, ClosedMonth)) == [9, 10, 11, 12]
    assert ["November 2026" in text for text in press.texts("tom", "close")] == [True]


@pytest.mark.parametrize("told", ["2026-12-08 09:00", "2026-12-14 09:00", "2026-12-28 09:00"])
def test_what_was_closed_before_days_without_a_bot_is_told_when_it_is_back(press: Press, told: str) -> None:
    press.office.now = moment("2026-12-07 00:10")
    _closer(press).look()
    for at in (told, "2026-12-29 09:00", "2026-12-30 09:00"):
        _close(press, at)
    assert (len(press.heard("mio", "close")), len(press.heard("tom", "close"))) == (1, 1)


def test_who_was_away_is_told_when_they_are_back_and_not_weeks_later(press: Press) -> None:
    press.leave("tom", "2026-12-04", "2026-12-09")
    press.leave("mio", "2026-12-04", "2026-12-25")
    for at in (CLOSING, "2026-12-09 09:00", "2026-12-10 09:00", "2026-12-11 09:00", "2026-12-28 09:00"):
        _close(press, at)
    assert [len(press.heard(who, "close")) for who in ("ann", "tom", "mio")] == [1, 1, 0]


@pytest.mark.parametrize("closed", ["2027-01-31 00:10", "2027-02-01 08:00"])
def test_a_month_that_closes_on_a_sunday_at_the_end_of_the_next_is_told_on_monday(press: Press, closed: str) -> None:
    """Of twenty business days January has nineteen; a bot that was away for the day closes it later."""
    press.change(close_day=20)
    Month(press.office).meeting("tom", "2026-12-10 10:00", "held")
    press.office.now = moment(closed)
    _closer(press).look()
    for at in ("2027-02-01 09:00", "2027-02-02 09:00"):
        _close(press, at)
    assert ["December 2026" in text for text in press.texts("tom", "close")] == [True]


def test_a_month_closes_while_somebody_enters_all_the_time(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    made = closing.figured

    def meanwhile(session: Session, **about: Any) -> dict[str, Any]:
        kept = made(session, **about)
        if session.info.get("reading"):
            press.office.say("hana", "/log 1 no-answer 11/10")
        return kept

    monkeypatch.setattr(closing, "figured", meanwhile)
    press.office.now = moment(CLOSING)
    _closer(press).look()
    [row] = rows(press.office, ClosedMonth)
    entered = [call for call in rows(press.office, Call) if NOVEMBER.first <= call.day <= NOVEMBER.last]
    assert sum(one["calls"] for one in row.figures["team"]["by_source"].values()) == len(entered)


def test_replicas_at_once_close_once(press: Press) -> None:
    press.office.now = moment(CLOSING)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: one.look(), [_closer(press) for _ in range(4)]))
    assert len(rows(press.office, ClosedMonth)) == 1


def test_a_large_team_is_named_in_part_and_told_how_many_more_there_are() -> None:
    people = [Member(id=n, workspace_id=1, name=f"Rep {n:03}", is_rep=True, created_at=moment(CLOSING)) for n in range(200)]
    helps = Help(Factor.CONTACT, 2.0, 0.25, 19, of_team=False)
    lines = [Line(Row(one, Funnel(), {}, None, None), helps) for one in people]
    about: dict[str, Any] = {"team": None, "member": None, "weights": Weights(), "funnel": Funnel(), "calendar": Calendar(TOKYO)}
    said, _ = of_team(Words("en", TOKYO, "JPY"), Board(period=NOVEMBER, now=moment(CLOSING), **about), lines)
    assert [said.count(words) for words in ("Rep 039", "Rep 040", "and 160 more")] == [2, 0, 2]
