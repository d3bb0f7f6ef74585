"""A closed month says which step cost most of it, and asks for no words that change it no more."""

import pytest

from bot.jobs.closes import Closer
from coaching.posts import Job
from tests.bot.test_kpi_split import slow_autumn
from tests.month import Month, moment
from tests.office import Office
from tests.press import Press


def _closed(office: Office, goal: str, wordless: int) -> Press:
    """Tom's November without its words, closed on its day and told."""
    month = Month.written(office, slow_autumn)
    month.goal(goal, who="tom")
    month.goal(goal)
    for hour in range(10, 10 + wordless):
        month.meeting("tom", f"2026-11-19 {hour}:00")
    press = Press(office)
    press.change(created_at=moment("2026-11-10 09:00"))  # so that October was over before
    press.wants_only(Job.CLOSE)
    office.now = moment("2026-12-07 09:00")
    Closer(office.engine, lambda: office.now).look()
    press.look()
    return press


def test_a_closed_month_tells_what_cost_most_and_asks_for_no_words(office: Office) -> None:
    press = _closed(office, "15", 8)
    [team], [own] = press.texts("mio", "close"), press.texts("tom", "close")
    assert "結果待ちの商談8件" in team
    assert "<@U0TOM>: 実施6 / 目標15、目標比−9" in team
    assert "*これからいちばん効くこと*\n<@U0TOM> – アポ率をいつもの25%に戻す (−" in team
    assert "What would help most from here on: appointment rate back to your usual 25% (the difference cost about " in own
    assert "so far" not in own
    office.now = moment("2026-12-07 10:00")
    assert "いちばん効くこと" not in office.say("mio", "/kpi team last-month").text
    shown = office.say("ann", "/kpi source last-month")
    assert "*web*: 6 held (goal 15, −9)" in shown.text
    assert shown.reply.picture
    assert shown.reply.picture.chart.mark_label == "goal"
    assert "help most" not in office.say("tom", "/kpi me last-month").text


@pytest.mark.parametrize("who", ["mio", "tom"])
def test_of_a_goal_that_was_reached_nothing_is_advised(office: Office, who: str) -> None:
    [told] = _closed(office, "6", 0).texts(who, "close")
    assert "<@U0TOM> – " not in told
    assert "help most" not in told
