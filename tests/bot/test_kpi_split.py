"""/kpi says which step would help most, and splits the month's gap into parts that add up."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from storage.engine import writing
from storage.tables import Member
from tests.month import Month
from tests.office import Office, Shown
from tests.people import CAST

Say = Callable[..., Shown]


def autumn(month: Month) -> None:
    """August to October Tom books one contact in four; in November one in eight, with the same calls. Yui has no past."""
    for first in ("2026-08", "2026-09", "2026-10"):
        for monday in ("03", "10", "17", "24"):
            month.calls("tom", f"{first}-{monday}", no_answer=120, contact=30, appointment=10)
        for day in (4, 5, 6, 7, 11, 12, 13, 14, 18, 19, 20, 21, 25, 26, 27, 28):
            month.meeting("tom", f"{first}-{day:02} 14:00", "held")
    for wednesday in ("04", "11", "18"):
        month.calls("tom", f"2026-11-{wednesday}", no_answer=120, contact=35, appointment=5)
    for day in (5, 6, 9, 12, 13, 16):
        month.meeting("tom", f"2026-11-{day:02} 14:00", "held")
    month.calls("yui", "2026-11-10", no_answer=200, contact=40)
    month.goal("15", who="tom")


@pytest.fixture
def month(office: Office) -> Month:
    office.at("2026-11-20 18:00")
    return Month.written(office, autumn)


def test_what_would_help_most_is_said_with_ones_own_usual(month: Month, say: Say) -> None:
    shown = say("tom", "/kpi me")
    assert "What would help most: appointment rate back to your usual 25% (so far −6 meetings)" in shown.text


def test_meetings_nobody_spoke_of_are_no_fallen_rate(office: Office, say: Say) -> None:
    """Ten of ten were held each month; now six are held and nine wait: what helps is a word on them."""

    def written(month: Month) -> None:
        autumn(month)
        month.calls("tom", "2026-11-12", appointment=15)
        for day in (5, 6, 9, 10, 11, 12, 13, 16, 17):
            month.meeting("tom", f"2026-11-{day:02} 15:00")

    office.at("2026-11-20 18:00")
    Month.written(office, written)
    shown = say("tom", "/kpi me")
    assert "What would help most: a word on the 9 meetings that wait for one; about 9 probably took place" in shown.text
    assert "9 meetings wait for a word; as long as they do, they count here as not held." in shown.press("How this is split").text


def test_three_lucky_calls_are_no_rates(office: Office, say: Say) -> None:
    """The calls of four and a half usual days would not each have brought an appointment: 2.8 meetings are usual by then."""

    def written(month: Month) -> None:
        autumn(month)
        month.calls("tom", "2026-12-07", appointment=3)

    office.at("2026-12-07 13:01")
    Month.written(office, written)
    assert "What would help most: calls back to your usual 30 a working day (so far −2.8 meetings)" in say("tom", "/kpi me").text


WORD, NOTHING = "a word on the 4 meetings", ""


@pytest.mark.parametrize(
    ("at", "asked", "goal", "wordless", "said"),
    [
        ("2026-11-20 18:00", "/kpi me", "15", 0, "appointment rate back to your usual 25%"),
        ("2026-11-20 18:00", "/kpi me", "6", 4, NOTHING),  # it is reached
        ("2026-11-30 10:00", "/kpi me", "15", 0, NOTHING),  # bookings are for December
        ("2026-11-30 10:00", "/kpi me", "15", 4, WORD),
        ("2026-11-30 18:30", "/kpi me", "15", 0, NOTHING),
        ("2026-11-30 18:30", "/kpi me", "15", 4, WORD),
        ("2026-12-02 10:00", "/kpi me last-month", "15", 0, NOTHING),
        ("2026-12-02 10:00", "/kpi me last-month", "15", 4, WORD),  # until it is closed
    ],
)
def test_nothing_is_advised_that_cannot_be_done(office: Office, say: Say, at: str, asked: str, goal: str, wordless: int, said: str) -> None:
    office.at(at)
    month = Month.written(office, slow_autumn)
    month.goal(goal, who="tom")
    for hour in range(10, 10 + wordless):
        month.meeting("tom", f"2026-11-19 {hour}:00")
    shown = say("tom", asked).text
    assert f"What would help most: {said}" in shown if said else "What would help most" not in shown
    assert ("Calls alone will not" in shown) is (at < "2026-11-30" and goal == "15")


def slow_autumn(month: Month) -> None:
    """The same, each meeting booked six days before."""
    autumn(month)
    month.booked_before(6)


def test_who_is_new_is_not_held_against_the_team_in_their_first_days(month: Month, say: Say) -> None:
    with writing(month.office.engine) as session:
        yui = session.exec(select(Member).where(Member.slack_id == CAST["yui"].slack_id)).one()
        yui.start_date = date(2026, 11, 10)  # nine working days ago
        session.add(yui)
    assert "What would help most" not in say("ann", "/kpi @yui").text


def test_somebody_elses_is_not_called_yours(month: Month, say: Say) -> None:
    assert "いちばん効くこと: アポ率をいつもの25%に戻す (ここまで −6件)" in say("mio", "/kpi @tom").text
    assert "appointment rate back to the usual 25%" in say("ann", "/kpi team").text


def test_who_has_no_usual_yet_is_held_against_the_teams(month: Month, say: Say) -> None:
    assert "appointment rate back to the team’s usual 25%" in say("ann", "/kpi @yui").text


def test_the_gap_is_split_where_one_taps(month: Month, say: Say) -> None:
    split = say("tom", "/kpi me").press("How this is split")
    lines = split.reply.text.splitlines()
    goal = lines.index(next(line for line in lines if line.startswith("*To the goal, by now*")))
    assert lines[goal] == "*To the goal, by now*: 11.1 → 6 meetings held (−5.1)"
    parts = [line for line in lines[goal + 1 : lines.index("", goal)] if line.startswith("•")]
    assert parts
    assert sum(signed(line) for line in parts) == pytest.approx(-5.1, abs=0.16)
    assert "• appointment rate: −" in split.text
    assert "(25% → 12%)" in split.text
    assert "*To the three months before*" in split.text
    assert "*To the month before*" in split.text
    assert "*To the team*" in split.text


def signed(line: str) -> float:
    """The effect of a part's line."""
    return float(line.split(": ")[1].split(" (")[0].replace("−", "-").replace("±", ""))


@pytest.mark.parametrize("words", ["split", "bottleneck", "差の内訳", "チーム 差の内訳", "team split"])
def test_it_can_be_typed(month: Month, say: Say, words: str) -> None:
    assert "アポ率" in say("mio", f"/kpi {words}").text


def test_a_team_is_not_held_against_itself(month: Month, say: Say) -> None:
    assert "*To the team*" not in say("ann", "/kpi team split").text


def test_too_early_or_of_a_range_it_says_so(office: Office, month: Month, say: Say) -> None:
    assert "Whole months can be split" in say("ann", "/kpi team split 2026-11-02..2026-11-13").text
    office.at("2026-11-04 12:00")
    assert "first two working days" in say("tom", "/kpi me split").text
    assert "What would help most" not in say("tom", "/kpi me").text
    assert "How this is split" not in say("tom", "/kpi me").buttons


def test_without_any_past_there_is_nothing_to_hold_it_against(office: Office, say: Say) -> None:
    assert "There is nothing yet to hold this month against" in say("ann", "/kpi @hana split").text
    assert "What would help most" not in say("hana", "/kpi me").text


def test_in_a_channel_it_is_nobodys_you(office: Office, month: Month, say: Say) -> None:
    office.tap("tom", {"action_id": "kpi-share", "type": "button", "value": "me 2026-11", "action_ts": office.stamp()})
    posted = office.outgoing()[-1].body["text"]
    assert "アポ率をいつもの25%に戻す (ここまで −6件)" in posted


def test_another_reps_gap_is_not_for_everybody(month: Month, say: Say) -> None:
    assert "appointment rate" not in say("hana", "/kpi @tom split").text


def test_ones_usual_begins_with_the_first_day_of_any_figure(office: Office, say: Say) -> None:
    """Forty calls on each of the last ten working days of October, their first: forty a day are usual, not six."""
    office.at("2026-11-20 18:00")
    month = Month(office)
    for day in (19, 20, 21, 22, 23, 26, 27, 28, 29, 30):
        month.calls("tom", f"2026-10-{day}", no_answer=30, contact=9, appointment=1)
        month.meeting("tom", f"2026-10-{day} 14:00", "held")
    month.calls("tom", "2026-11-02", no_answer=210, contact=63, appointment=7)
    month.meeting("tom", "2026-11-10 14:00", "held")
    month.goal("15", who="tom")
    split = say("tom", "/kpi me split").reply.text
    assert split.count("• calls: −3.4 (560 → 280)") == 2, split
