"""How the month may end, as /kpi says it: the chance, the range, the calls that would help, until when bookings count."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.text import Words
from bot.views import forecast
from tests.bot.test_kpi_me import november
from tests.month import Month
from tests.office import TOKYO, Office, Shown

Say = Callable[..., Shown]


def autumn(month: Month) -> None:
    """Hana's November of 9 of 18, after two months like Tom's of a meeting every other day; each was booked six days before."""
    november(month)
    for n in range(0, 60, 2):
        day = date(2026, 9, 10) + timedelta(days=n)
        for who in ("hana", "tom"):
            month.calls(who, f"{day}", no_answer=40, contact=8)
            if day.month < 11:
                month.meeting(who, f"{day} 14:00", *(["held"] if n % 12 else ["no_show"]))
    month.booked_before(6)


@pytest.fixture
def month(office: Office) -> Month:
    office.at("2026-11-20 18:00")
    return Month.written(office, autumn)


def test_a_rep_reads_how_the_month_may_end(month: Month, say: Say) -> None:
    """About as conversations.md has it: 1 %, 13 to 16, and until when a new booking helps this month."""
    assert "目標18件に届く確率 *1%*、月末の見込み13〜16件" in say("hana", "/kpi").text
    assert "今から取るアポは平均3.8営業日後なので、今月に入るのは11月24日(火)までです" in say("hana", "/kpi").text
    english = say("ann", "/kpi @hana").text
    assert "*1%* chance of reaching 18: 13 to 16 meetings likely by the month’s end" in english
    assert (
        "A meeting takes place 3.8 working days after its booking on average: bookings after Tue, Nov 24 mostly count for next month."
        in english
    )


def test_the_calls_that_would_help_stand_where_they_still_can(month: Month, say: Say) -> None:
    shown = say("ann", "/kpi @hana").text
    assert "calls a day would make it 80%" not in shown
    assert "Calls alone will not make it 80%" in shown, "twice as many would not do"
    assert "コールを増やすだけでは80%に届きません" in say("hana", "/kpi").text
    month.goal("16")
    assert "calls a day would make it 80% (lately 41)" in say("ann", "/kpi team").text
    assert "コールで、届く確率が80%になります (最近は1日41コール)" in say("mio", "/kpi team").text
    month.goal("12", who="hana")
    assert "would make it 80%" not in say("ann", "/kpi @hana").text  # it is likely as it is


def test_the_team_has_a_chance_of_its_own(month: Month, say: Say) -> None:
    assert "月末の見込み" in say("mio", "/kpi team").text
    assert "届く確率" not in say("mio", "/kpi team").text  # no goal of the team's yet
    month.goal("16")
    assert "目標16件に届く確率 *" in say("mio", "/kpi team").text


@pytest.mark.parametrize(("goal", "sentence"), [("0", "月末の見込み13〜16件"), ("9", "月末の見込み13〜16件"), ("40", "届く確率 *1%未満*")])
def test_without_an_open_goal_the_range_stays(month: Month, say: Say, goal: str, sentence: str) -> None:
    month.goal(goal, who="hana")
    shown = say("hana", "/kpi").text
    assert sentence in shown
    assert ("届く確率" in shown) is (goal == "40")


def test_late_in_the_month_bookings_count_for_the_next(month: Month, say: Say, office: Office) -> None:
    office.at("2026-11-27 12:00")
    assert "営業日後なので、多くは来月の商談になります" in say("hana", "/kpi").text
    assert "on average: new bookings mostly count for next month." in say("ann", "/kpi @hana").text


def test_early_in_the_month_that_is_no_news(month: Month, say: Say, office: Office) -> None:
    office.at("2026-11-10 12:00")
    assert "営業日後なので" not in say("hana", "/kpi").text


@pytest.mark.parametrize("text", ["/kpi last-month", "/kpi 2026-12", "/kpi 2026-11-02..2026-11-20"])
def test_only_the_present_month_has_an_outlook(month: Month, say: Say, text: str) -> None:
    shown = say("ann", f"{text} @hana")
    assert "likely by the month" not in shown.text
    assert shown.reply.picture
    assert shown.reply.picture.chart.fan_likely == ()


def test_the_picture_carries_the_same_numbers(month: Month, say: Say) -> None:
    picture = say("hana", "/kpi").reply.picture
    assert picture
    assert "目標18件に届く確率 1% · 11月20日(金) 18:00時点" in picture.alt
    assert picture.alt.endswith("見込み 14.7 (13〜16)")
    chart = picture.chart
    assert (chart.fan_low[-1], chart.fan_high[-1]) == (13, 16)
    assert len(chart.fan_likely) == 5


@pytest.mark.parametrize(
    ("p", "said"),
    [(0.0, "under 1%"), (0.009, "under 1%"), (0.01, "1%"), (0.5, "50%"), (0.98, "98%"), (0.99, "over 99%"), (1.0, "over 99%")],
)
def test_nothing_is_said_to_be_sure(p: float, said: str) -> None:
    assert forecast.share(Words("en", TOKYO, "JPY"), p) == said
