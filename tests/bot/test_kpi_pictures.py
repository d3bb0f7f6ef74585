"""The pictures of /kpi: what their lines hold, in both languages, and alt text with the same numbers."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.charts.drawings import Drawing
from tests.month import Month
from tests.office import Office, Shown

Say = Callable[..., Shown]


def november(month: Month) -> None:
    """Tom by noon of Friday the 20th: 2 held (one on a Saturday), 1 waiting, 2 ahead of which one this afternoon."""
    month.goal("19", who="tom")
    month.meeting("tom", "2026-11-05 14:00", "held")
    month.meeting("tom", "2026-11-07 14:00", "held")
    month.meeting("tom", "2026-11-19 14:00")
    month.meeting("tom", "2026-11-20 16:00")
    month.meeting("tom", "2026-11-26 10:00")


@pytest.fixture
def month(office: Office) -> Month:
    office.at("2026-11-20 13:30")
    return Month.written(office, november)


def drawn(shown: Shown) -> Any:
    assert shown.reply.picture
    return shown.reply.picture.chart


def test_the_pace_chart_runs_over_business_days_up_to_now(month: Month, say: Say) -> None:
    chart = drawn(say("tom", "/kpi"))
    assert len(chart.days) == 19  # no week-ends, no 3 and 23 November
    assert chart.days[0] == "11/2"
    assert chart.held == (0, 0, 1, 1, *[2] * 10)  # Saturday's stands from Monday on
    assert chart.position == 13.5
    assert chart.expected == 13.5


def test_what_is_booked_stands_on_the_days_left(month: Month, say: Say) -> None:
    assert drawn(say("tom", "/kpi")).coming == (1, 1, 1, 2, 2, 2)  # 20, 24, 25, 26, 27, 30


@pytest.mark.parametrize(
    ("who", "text", "words"),
    [
        ("tom", "/kpi", ("2 meetings – 11.5 behind pace", "held 2", "goal 19", "pace 13.5", "−11.5", "+2 booked")),
        ("mio", "/kpi @tom", ("Tom Baker 商談 2件 — ペースより11.5件遅れ", "実施 2", "目標 19", "ペース 13.5", "−11.5", "予約 +2")),
    ],
)
def test_the_labels_speak_the_readers_language(month: Month, say: Say, who: str, text: str, words: tuple[str, ...]) -> None:
    chart = drawn(say(who, text))
    said = (chart.title, chart.held_label, chart.goal_label, chart.expected_label, chart.shortfall_label, chart.coming_label)
    assert said == words


def test_alt_text_carries_the_numbers_of_the_picture(month: Month, say: Say) -> None:
    picture = say("tom", "/kpi").reply.picture
    assert picture
    assert picture.alt == (
        "2 meetings – 11.5 behind pace · under 1% chance of reaching 19 · as of Fri, Nov 20, 13:30 · 1 waits for a word"
        " · held 2 · goal 19 · pace 13.5 · +2 booked · likely 5.8 (4–8)"
    )


def test_nothing_is_orange_when_nobody_should_act(month: Month, say: Say) -> None:
    month.goal("2", who="tom")
    assert drawn(say("tom", "/kpi")).shortfall_label == ""
    assert drawn(say("tom", "/kpi me last-month")).shortfall_label == ""


def test_a_range_has_no_goal_line(month: Month, say: Say) -> None:
    chart = drawn(say("tom", "/kpi me 2026-11-02..2026-11-13"))
    assert (chart.goal, chart.expected, chart.goal_label) == (None, None, "")
    assert chart.held[-1] == 2


@pytest.mark.parametrize(
    ("text", "empty"),
    [("/kpi 2027-01", "This period has not begun"), ("/kpi last-month", "No meetings in this period yet"), ("/kpi", "")],
)
def test_an_empty_picture_says_why(month: Month, say: Say, text: str, empty: str) -> None:
    assert drawn(say("tom", text)).empty_label == empty


def test_the_funnel_shows_each_rate_with_its_interval(month: Month, say: Say) -> None:
    month.calls("tom", "2026-11-05", no_answer=252, contact=6, appointment=5)
    chart = drawn(say("tom", "/kpi funnel me"))
    assert [(s.name, s.label) for s in chart.stages[:3]] == [("calls", "263"), ("contacts", "11"), ("appointments", "5")]
    assert (chart.stages[1].rate, chart.stages[1].interval) == ("4%", "2–7")
    picture = say("tom", "/kpi funnel me").reply.picture
    assert picture
    assert "contacts 11 (4%, 2–7)" in picture.alt


def test_reps_are_marked_against_their_own_pace(month: Month, say: Say) -> None:
    bars = {bar.name: bar for bar in drawn(say("ann", "/kpi reps")).bars}
    assert (bars["Tom Baker"].value, bars["Tom Baker"].mark, bars["Tom Baker"].act) == (2, 13.5, True)
    assert (bars["Hana Sato"].mark, bars["Hana Sato"].act) == (None, False)


@pytest.mark.parametrize("text", ["/kpi", "/kpi source", "/kpi funnel", "/kpi reps", "/kpi team 2027-01"])
def test_every_picture_can_be_kept_in_the_outbox(month: Month, say: Say, text: str) -> None:
    chart = drawn(say("ann", text))
    assert Drawing.of_json(chart.as_json()) == chart
