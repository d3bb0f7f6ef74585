"""What the clock turns just before a brief or the team's post is told by that post: the same figures once, and nothing is lost."""

from datetime import date

import pytest
from sqlalchemy import Engine

from bot import previewing
from coaching.posts import Job
from storage.engine import reading
from storage.tables import Alarm, Team
from tests.month import moment
from tests.people import CAST, TEAM_CHANNEL
from tests.press import Press, behind
from tests.rows import rows

DAY = "2026-11-12"
SINCE = "Behind pace since Thu, Nov 12"


@pytest.fixture
def press(engine: Engine) -> Press:
    return behind(engine)


def _beat(press: Press, at: str) -> None:
    press.beat(f"{DAY} {at}")


def _look(press: Press, at: str) -> None:
    press.look(f"{DAY} {at}")


@pytest.mark.parametrize(
    "order",
    [
        [(_beat, "08:55"), (_beat, "08:59"), (_look, "09:00"), (_beat, "09:00")],
        [(_beat, "09:00"), (_look, "09:00"), (_beat, "09:00")],  # the very minute
        [(_look, "09:00"), (_beat, "09:00")],
        [(_look, "09:50"), (_beat, "09:50")],  # OnPace was away
    ],
)
def test_what_the_clock_turns_before_the_brief_is_told_by_the_brief(press: Press, order: list[tuple[object, str]]) -> None:
    for step, at in order:
        step(press, at)  # type: ignore[operator]
    _beat(press, "17:00")
    assert press.heard("tom", "pace ") == []
    assert SINCE in press.texts("tom", "brief")[0]
    [alarm] = [row for row in rows(press.office, Alarm) if row.member_id == press.member("tom").id]
    assert (alarm.behind, alarm.told_on) == (True, date(2026, 11, 12)), "it was the day's one turn"


@pytest.mark.parametrize("why", ["no brief", "another weekday's", "sent", "long ago", "six minutes before"])
def test_where_no_brief_follows_the_warning_comes_at_once(press: Press, why: str) -> None:
    if why in ("no brief", "another weekday's"):
        press.wants(Job.BRIEF, **({"wanted": False} if why == "no brief" else {"days": frozenset({4})}))
    if why == "sent":
        press.wants(Job.WARNING, wanted=False)
        _look(press, "09:00")
        press.wants(Job.WARNING, wanted=True)
    _beat(press, {"long ago": "10:01", "sent": "09:01", "six minutes before": "08:54"}.get(why, "08:56"))
    assert len(press.heard("tom", "pace ")) == 1


def test_who_was_away_reads_it_in_the_brief_when_they_are_back(press: Press) -> None:
    press.leave("tom", DAY)
    for step, at in ((_beat, "08:56"), (_look, "09:00"), (_beat, "17:00")):
        step(press, at)
    assert press.heard("tom") == []
    press.beat("2026-11-13 08:56")
    press.look("2026-11-13 09:00")
    assert press.heard("tom", "pace ") == []
    assert "Behind pace since Fri, Nov 13" in press.texts("tom", "brief")[0]


@pytest.mark.parametrize(("said", "at_once"), [("/log 3 no-answer", 0), ("/log appointment Acme 11/13 10:00", 1), ("/log undo", 1)])
def test_what_a_word_turns_is_told_at_once_also_before_the_brief(press: Press, said: str, at_once: int) -> None:
    """A call turns no pace: what turned after one turned by the clock."""
    press.office.at(f"{DAY} 08:25")
    press.office.say("tom", "/log appointment Beta 11/13 11:00")
    press.office.at(f"{DAY} 08:55")
    shown = press.office.say("tom", said)
    if said == "/log undo":
        shown.press("Undo")
    _beat(press, "08:56")
    assert len(press.heard("tom", "pace ")) == at_once
    _look(press, "09:00")
    _beat(press, "09:01")
    assert len(press.heard("tom", "pace ")) == at_once
    assert SINCE in press.texts("tom", "brief")[0]


@pytest.mark.parametrize(("where", "at_once"), [("", 0), ("C0OTHER", 1)])
def test_the_teams_post_tells_what_turned_just_before_it(press: Press, where: str, at_once: int) -> None:
    """It is told where the warning is read."""
    press.wants(Job.NUMBERS, channel_id=where)
    _beat(press, "11:56")
    assert len(press.heard(TEAM_CHANNEL, "pace-team")) == at_once
    _look(press, "12:00")
    _beat(press, "12:01")
    assert len(press.heard(TEAM_CHANNEL, "pace-team")) == at_once
    assert SINCE in press.texts(where or TEAM_CHANNEL, "numbers")[0]


def test_a_preview_of_the_brief_says_it_as_the_brief_will(press: Press) -> None:
    with reading(press.office.engine) as session:
        team, now = session.get_one(Team, press.where["team_id"]), moment(f"{DAY} 09:00")
        found = {job: previewing.upcoming(session, team, now, {}, job).posts or [] for job in (Job.BRIEF, Job.WARNING)}
    assert [SINCE in post.text for post in found[Job.BRIEF] if post.to == CAST["tom"].slack_id] == [True]
    assert [post for post in found[Job.WARNING] if post.to == CAST["tom"].slack_id] == []
