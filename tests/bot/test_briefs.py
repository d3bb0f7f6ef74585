"""Each rep's morning: once, to who is there, with what the day holds."""

from datetime import date, time

import pytest
from sqlalchemy import Engine

from bot.jobs.pulse import Pulse
from coaching.posts import Job
from storage import outbox
from storage.engine import writing
from storage.tables import Member
from tests.furniture import move_in
from tests.month import Month, moment
from tests.office import Office
from tests.people import CAST
from tests.press import Press

MORNING = "2026-11-24 09:00"


@pytest.fixture
def press(engine: Engine) -> Press:
    """Tom is to hold eighteen in November and has held one; a meeting is booked for the 24th, and a call back promised."""
    move_in(engine)
    office = Office(engine)
    office.at("2026-11-02 09:00")
    office.say("mio", "/goal @tom meetings 18")
    office.at("2026-11-19 10:00")
    for line in ("20 no-answer", "appointment Beta 11/19 11:00", "appointment Acme 11/24 14:00", "callback Gamma 11/24 15:00"):
        assert "Undo" in office.say("tom", f"/log {line}").buttons, line
    office.at("2026-11-19 12:00")
    office.say("tom", "/meeting held Beta")
    return Press(office)


def test_a_rep_hears_the_month_and_the_day_once(press: Press) -> None:
    for at in ("2026-11-24 08:59", MORNING, "2026-11-24 09:05"):
        press.look(at)
    [told] = press.texts("tom", "brief")
    for words in ("Tue, Nov 24", "1 of 18", "a day to be held", "14:00 Acme", "15:00 Gamma", "chance of reaching 18"):
        assert words in told, told
    assert told.index("14:00 Acme") < told.index("1 of 18"), "the day comes first"
    assert "Behind pace since Tue, Nov 24" in told, "no warning says the same"


def test_a_call_back_that_is_late_is_not_called_todays(press: Press) -> None:
    press.look("2026-11-25 09:00")
    [told] = press.texts("tom", "brief")
    assert "Promised a call back, and the time has passed: Tue, Nov 24, 15:00 Gamma" in told
    assert "To be called back today" not in told


def test_a_meeting_of_last_month_waits_for_its_word_in_this_one(press: Press) -> None:
    press.look("2026-12-01 09:00")
    assert "1 meeting waits for a word" in press.texts("tom", "brief")[0]
    assert "1 meeting waits for a word" in press.office.say("tom", "/kpi me").text


def test_the_brief_says_since_when_the_pace_is_behind(press: Press) -> None:
    press.office.now = moment("2026-11-20 14:00")
    press.beat()
    press.look(MORNING)
    assert "Behind pace since Fri, Nov 20" in press.texts("tom", "brief")[0]


@pytest.mark.parametrize("over", ["the goal went", "nobody wants warnings", "they caught up"])
def test_no_longer_behind_is_not_said_to_be(press: Press, over: str) -> None:
    office = press.office
    office.now = moment("2026-11-20 14:00")
    Pulse(office.engine, lambda: office.now, lambda: None).beat()
    if over == "the goal went":
        office.say("mio", "/goal @tom meetings 0")
    elif over == "nobody wants warnings":
        press.wants(Job.WARNING, wanted=False)
    else:
        office.say("mio", "/goal @tom meetings 1")
    press.look(MORNING)
    assert "Behind pace" not in press.texts("tom", "brief")[0]
    assert "Behind pace" not in str(office.home("tom"))


def test_a_rep_reads_to_when_their_own_data_is_complete(press: Press) -> None:
    press.office.at("2026-11-20 10:00")
    press.office.say("hana", "/log 5 no-answer")
    press.look(MORNING)
    assert "Data complete to Thu, Nov 19, 12:00" in press.texts("tom", "brief")[0]


@pytest.mark.parametrize("asked", [True, False])
def test_a_morning_says_what_is_open_of_ones_own_as_managers_read_it(press: Press, asked: bool) -> None:
    """Nothing of it where the team asks for no gaps."""
    press.wants(Job.GAP, wanted=asked)
    for who in ("tom", "hana"):
        Month(press.office).meeting(who, "2026-11-20 10:00")
    press.look("2026-11-26 09:00")
    [told], [hana] = press.texts("tom", "brief"), press.texts("hana", "brief")
    line = "Open: 2 meetings wait for a word · 2 working days without calls · 1 appointment without a contact"
    assert (line in told, "未入力: 結果待ちの商談1件 · コールの記録のない営業日2日 · 接触の記録がないアポ1件" in hana) == (asked, asked)
    assert [told.count("2 meetings wait for a word"), hana.count("結果待ちの商談1件")] == [1, 1]
    assert "Data complete to Thu, Nov 19, 12:00" in told
    team = "Open: 3 meetings wait for a word · 1 verdict is missing · 8 rep days without calls · 2 appointments without a contact"
    assert team in str(press.office.home("ann")), "of four reps"


def test_each_in_their_language_and_nobody_who_is_away_or_no_rep(press: Press) -> None:
    press.leave("hana", "2026-11-24")
    press.look(MORNING)
    assert press.heard("hana", "brief") == []
    assert press.heard("sora", "brief") == []
    press.look("2026-11-25 09:00")
    assert "今日の予定" in press.texts("hana", "brief")[0]


def test_who_starts_later_hears_of_mornings_from_their_first_day_on(press: Press) -> None:
    """Or where a morning holds something for them before that."""
    with writing(press.office.engine) as session:
        for who in ("tom", "hana"):
            session.get_one(Member, press.member(who).id).start_date = date(2026, 11, 25)
    press.look(MORNING)
    assert len(press.heard("tom", "brief")) == 1, "Acme and Gamma are today"
    assert press.heard("hana", "brief") == []
    press.look("2026-11-25 09:00")
    assert len(press.heard("hana", "brief")) == 1


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-22", "2026-11-28"])
def test_nobody_hears_of_a_day_off(press: Press, day: str) -> None:
    press.look(f"{day} 09:00")
    assert press.heard("tom", "brief") == []


def test_a_brief_of_yesterday_is_never_sent(press: Press) -> None:
    """Slack was away all day: what waits is of no use after the team closes."""
    press.look(MORNING)
    [told] = press.heard("tom", "brief")
    assert told.body["until"] == moment("2026-11-24 18:00").isoformat()
    with writing(press.office.engine) as session:
        assert outbox.heard(session, workspace_id=told.workspace_id, to=CAST["tom"].slack_id, day=moment(MORNING).date()) == 1


def test_a_brief_that_was_set_for_after_closing_goes_out(press: Press) -> None:
    press.wants(Job.BRIEF, times=(time(19),))
    press.look("2026-11-24 19:00")
    [told] = press.heard("tom", "brief")
    assert (told.due_at, told.body["until"]) == (moment("2026-11-24 19:00"), moment("2026-11-25 00:00").isoformat())


def test_a_rep_without_anything_hears_what_there_is(press: Press) -> None:
    """No goal, no call, no meeting: no figures are made up."""
    press.look(MORNING)
    told = press.texts("yui", "brief")[0]
    assert "今日予定されている商談はありません" in told
    assert "確率" not in told
