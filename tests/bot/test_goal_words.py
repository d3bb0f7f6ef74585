"""/goal by words: set for the team, each rep or one; refused, undone, worked out backwards."""

from collections.abc import Callable

import pytest

from tests.month import Month
from tests.office import Office, Shown

Say = Callable[..., Shown]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/goal team meetings 300", "Team Tokyo: goal 300 meetings a month, from November 2026."),
        ("/goal meetings 300", "Team Tokyo: goal 300 meetings a month"),
        ("/goal チーム 商談 ３００", "Team Tokyo: goal 300 meetings a month"),
        ("/goal チーム商談300件", "Team Tokyo: goal 300 meetings a month"),
        ("/goal 300 meetings for the team", "Team Tokyo: goal 300 meetings a month"),
        ("/goal each meetings 30", "Each rep (full goal): goal 30 meetings a month"),
        ("/goal 各自 商談 30", "Each rep (full goal): goal 30 meetings a month"),
        ("/goal @hana meetings 20", "<@U0HANA>: goal 20 meetings a month"),
        ("/goal meetings 20 @hana", "<@U0HANA>: goal 20 meetings a month"),
        ("/goal Hana meetings 7.5", "<@U0HANA>: goal 7.5 meetings a month"),
        ("/goal qualified 60%", "Team Tokyo: goal for the qualified rate 60%"),
        ("/goal qualified 62.5", "Team Tokyo: goal for the qualified rate 62.5%"),
        ("/goal 有効率 60%", "Team Tokyo: goal for the qualified rate 60%"),
        ("/goal revenue 12000000", "Team Tokyo: goal for revenue ¥12,000,000 a month"),
        ("/goal 売上 1200万", "Team Tokyo: goal for revenue ¥12,000,000 a month"),
        ("/goal team meetings 0", "Team Tokyo: goal 0 meetings a month"),
        ("/goal team meetings 300 2027-01", "300 meetings a month, from January 2027."),
        ("/goal team meetings 300 12月", "300 meetings a month, from December 2026."),
        ("/goal 売上 1200万 12月", "revenue ¥12,000,000 a month, from December 2026."),
        ("/goal revenue ¥12000000 December", "revenue ¥12,000,000 a month, from December 2026."),
        ("/goal team meetings 300 next month", "300 meetings a month, from December 2026."),
        ("/goal team meetings 300 December 2026", "300 meetings a month, from December 2026."),
    ],
)
def test_a_goal_is_set_and_said_back(say: Say, text: str, sentence: str) -> None:
    assert sentence in say("ann", text).text


def test_the_answer_is_in_the_managers_language(say: Say) -> None:
    assert (
        "チーム Tokyo: 商談の目標を月300件にしました(2026年11月から)。\n4人なので、1人あたり75件です。"
        in say("mio", "/goal チーム 商談 300").text
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/goal team 300", "Did you mean “meetings 300”?"),
        ("/goal metings 300", "I could not read “metings”."),
        ("/goal team meetings", "How many? The number is missing."),
        ("/goal qualified", "What share? The percentage is missing."),
        ("/goal revenue", "How much? The amount is missing."),
        ("/goal <@U0HANA>", "Which goal? Please say meetings, qualified or revenue."),
        ("/goal team", "Which goal? Please say meetings, qualified or revenue."),
        ("/goal team meetings many", "I could not read “many”."),
        ("/goal team meetings -5", "I could not read “-5”."),
        ("/goal team meetings 9999999", "I could not read “9999999”."),
        ("/goal qualified 160%", "I could not read “160%”."),
        ("/goal revenue -1", "is not an amount I can keep."),
        ("/goal @nobody meetings 3", "I found nobody called “nobody”"),
        ("/goal @zoe meetings 3", "<@U0ZOE> is in no team here yet; a manager can add them with `/onpace members`. Nothing was changed."),
        ("/goal team meetings 30 2026-11-02..2026-11-05", "I could not read “2026-11-02..2026-11-05”."),
        ("/goal from-revenue", "How much? The amount is missing."),
        ("/goal from-revenue 0", "is not an amount I can keep."),
    ],
)
def test_what_is_no_goal_sets_nothing(say: Say, text: str, sentence: str) -> None:
    before = say("ann", "/goal").text
    assert sentence in say("ann", text).text
    assert say("ann", "/goal").text == before


def test_what_is_missing_is_named_in_japanese(say: Say) -> None:
    assert "「商談 300」のことでしょうか。" in say("mio", "/goal 300").text
    assert "件数が入っていません。" in say("mio", "/goal 商談").text
    assert "割合が入っていません。" in say("mio", "/goal 有効率").text
    assert "どの目標か入っていません(商談・有効率・売上のいずれか)。" in say("mio", "/goal <@U0HANA>").text
    assert "「120%」が読み取れませんでした。" in say("mio", "/goal 有効率 120%").text


@pytest.mark.parametrize("who", ["hana", "ken", "lena"])
def test_only_managers_set_goals_and_the_refusal_names_them(say: Say, who: str) -> None:
    shown = say(who, "/goal team meetings 400").text
    assert "<@U0MIO>" in shown
    assert "<@U0ANN>" in shown
    assert "400" not in say("ann", "/goal").text


def test_after_the_teams_goal_each_reps_is_one_tap_away(say: Say) -> None:
    asked = say("ann", "/goal team meetings 30")
    assert "With 4 reps that is 8 meetings for each, rounded up." in asked.text  # of 7.5, so that the sum reaches the goal
    assert "Each rep (full goal): goal 8 meetings" in asked.press("Set 8 meetings for each rep").text
    shown = say("ann", "/goal").text
    assert "Each rep, full goal: 8 meetings" in shown
    assert "<@U0YUI>: 2 meetings" in shown  # her second month: 25 %


@pytest.mark.parametrize(
    ("who", "goal", "said"),
    [
        ("ann", "meetings 4", "With 4 reps that is 1 meeting for each."),
        (
            "ann",
            "meetings 1",
            "Team Tokyo: goal 1 meeting a month, from November 2026.\nWith 4 reps that is 1 meeting for each, rounded up.",
        ),
        ("ann", "revenue 1000001", "With 4 reps that is ¥250,001 for each, rounded up."),
        ("mio", "商談 8", "4人なので、1人あたり2件です。"),
        ("mio", "商談 7", "4人なので、1人あたり2件です(端数は切り上げ)。"),
    ],
)
def test_a_share_that_was_rounded_up_is_said_to_be(say: Say, who: str, goal: str, said: str) -> None:
    assert said in say(who, f"/goal team {goal}").text


def test_one_meeting_is_one_on_the_buttons_and_in_the_list(say: Say) -> None:
    assert "Set 1 meeting for each rep" in say("ann", "/goal team meetings 4").buttons
    say("ann", "/goal @tom meetings 1")
    assert "<@U0TOM>: 1 meeting ·" in say("ann", "/goal").text


def test_undo_takes_a_goal_back_to_what_it_was(say: Say) -> None:
    say("ann", "/goal team meetings 300")
    asked = say("ann", "/goal team meetings 400")
    assert "Team: 400 meetings" in say("ann", "/goal").text
    asked.press("Undo")
    assert "Team: 300 meetings" in say("ann", "/goal").text


def test_a_goal_holds_for_later_months_until_set_again(say: Say) -> None:
    say("ann", "/goal team meetings 300")
    say("ann", "/goal team meetings 350 2027-01")
    assert "Team: 300 meetings" in say("ann", "/goal 2026-12").text
    assert "Team: 350 meetings" in say("ann", "/goal 2027-02").text
    assert "Team: –" in say("ann", "/goal 2026-10").text


def test_a_rep_sees_the_teams_goal_and_their_own_and_no_others(say: Say) -> None:
    say("ann", "/goal @hana meetings 20")
    say("ann", "/goal each meetings 30")
    own = say("hana", "/goal").text
    assert "あなた: 商談 20件" in own
    assert "U0TOM" not in own
    assert "You: 30 meetings" in say("tom", "/goal").text


def test_the_sum_of_the_reps_is_said_to_be_one(say: Say) -> None:
    say("ann", "/goal each meetings 10")
    assert "The team’s meetings are the sum of the reps’ goals." in say("ann", "/goal").text


# Backwards from a revenue


@pytest.fixture
def past(office: Office) -> Month:
    """Three months in which 100 calls brought 20 contacts, 10 appointments, 8 held of 10 due, 2 won at 2.5 million."""
    month = Month(office)
    month.calls("tom", "2026-09-10", no_answer=80, contact=10, appointment=10)
    for day in range(10):
        told = ["held"] if day < 8 else ["no_show"]
        month.meeting("tom", f"2026-10-{day + 5:02d} 14:00", *told, won=2_500_000 if day < 2 else 0)
    return month


def test_the_chain_runs_from_revenue_to_calls_a_day(past: Month, say: Say) -> None:
    shown = say("ann", "/goal from-revenue 100000000").text
    # 40 deals ÷ 25 % = 160 held ÷ 80 % = 200 appointments ÷ 50 % = 400 contacts ÷ 20 % = 2,000 calls ÷ 19 days
    assert "→ 40 deals won (deal size ¥2,500,000)" in shown
    assert "→ 160 meetings held (won 25%)" in shown
    assert "→ 200 appointments (held 80%)" in shown
    assert "→ 400 contacts (appointment rate 50%)" in shown
    assert "→ 2,000 calls (contact rate 20%): *106 calls each working day*" in shown


def test_the_chain_is_said_in_japanese(past: Month, say: Say) -> None:
    shown = say("mio", "/goal 売上から 1億").text
    assert "→ 商談実施 160件 (受注率 25%)" in shown
    assert "*1営業日あたり106コール*" in shown


def test_the_chain_becomes_goals_with_one_tap_and_one_undo(past: Month, say: Say) -> None:
    kept = say("ann", "/goal from-revenue 101000000").press("Set as goal")
    assert "goal for revenue ¥101,000,000" in kept.text
    assert "goal 162 meetings" in kept.text  # 161.6
    assert "Team: 162 meetings · qualified rate – · revenue ¥101,000,000" in say("ann", "/goal").text
    kept.press("Undo")
    assert "Team: – · qualified rate – · revenue –" in say("ann", "/goal").text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/goal from-revenue 100000000", "The deal size is missing: nothing was won in the last three months."),
        ("/goal from-revenue 100000000 deal 2500000", "so there is no close rate."),
        ("/goal 売上から 1億 単価 250万", "so there is no close rate."),
    ],
)
def test_a_missing_rate_is_named_and_nothing_is_invented(say: Say, text: str, sentence: str) -> None:
    shown = say("ann", text)
    assert sentence in shown.text
    assert "Set as goal" not in shown.buttons


# The forms


def test_the_form_starts_with_what_is_set_and_keeps_what_was_changed(say: Say) -> None:
    say("ann", "/goal team meetings 300")
    form = say("ann", "/goal").press("Set goals")
    done = form.fill(each_meetings="30", team_qualified="60%", team_revenue="12m", month="2026-12")
    assert "Each rep (full goal): goal 30 meetings a month, from December 2026." in done.text
    assert "Team Tokyo: goal for the qualified rate 60%" in done.text
    assert "Team Tokyo: goal 300 meetings" not in done.text
    assert "Team: 300 meetings · qualified rate 60% · revenue ¥12,000,000" in say("ann", "/goal 2026-12").text


def test_every_wrong_field_gets_a_sentence_and_nothing_is_kept(say: Say) -> None:
    form = say("mio", "/goal").press("目標を設定")
    wrong = form.fill(team_meetings="300", each_meetings="たくさん", team_qualified="160%", team_revenue="-1")
    assert wrong.errors.keys() == {"each-meetings", "team-qualified", "team-revenue"}
    assert "商談の件数を入れてください" in wrong.errors["each-meetings"]
    assert "300" not in say("mio", "/goal").reply.text.split("言葉でも")[0]


def test_a_form_sent_unchanged_changes_nothing(say: Say) -> None:
    assert "Nothing was changed" in say("ann", "/goal").press("Set goals").fill().text


def test_a_form_sent_twice_counts_once(say: Say) -> None:
    form = say("ann", "/goal").press("Set goals")
    first = form.fill(team_meetings="300", key="V7")
    again = form.fill(team_meetings="300", key="V7")
    assert first.text == again.text
    first.press("Undo")
    assert "Team: –" in say("ann", "/goal").text


def test_the_way_back_has_a_form_too(past: Month, say: Say) -> None:
    form = say("ann", "/goal").press("From revenue…")
    assert form.fill(revenue="much").errors.keys() == {"revenue"}
    assert "→ 160 meetings held" in form.fill(revenue="100m").text
    assert "→ 80 meetings held" in form.fill(revenue="100m", deal="5m").text
