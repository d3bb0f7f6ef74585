"""/kpi me: a rep's month in their own language, from an empty one to a full one."""

from collections.abc import Callable

import pytest

from coaching.terms import Kpi
from tests.month import Month
from tests.office import Office, Shown

Say = Callable[..., Shown]


def november(month: Month) -> None:
    """Hana's November by the evening of the 20th: 412 calls, 9 held of 18, 5 booked ahead, one waiting for a word."""
    month.calls("hana", "2026-11-10", no_answer=300, gatekeeper=51, contact=30, callback=10, not_interested=10)
    month.calls("hana", "2026-11-11", source="webinar", appointment=11)
    for day, told in enumerate([["held", "qualified"]] * 5 + [["held", "unqualified"]] * 3 + [["held"]], start=3):
        month.meeting("hana", f"2026-11-{day:02d} 14:00", *told, won=620_000 if day in (3, 4) else 0)
    month.meeting("hana", "2026-11-20 16:00")
    for day in (24, 25, 26, 27, 30):
        month.meeting("hana", f"2026-11-{day} 14:00")
    month.goal("18", who="hana")
    month.goal("0.6", kpi=Kpi.QUALIFIED)
    month.goal("2000000", kpi=Kpi.REVENUE, who="hana")


@pytest.fixture
def month(office: Office) -> Month:
    office.at("2026-11-20 18:00")
    return Month.written(office, november)


@pytest.mark.parametrize("text", ["/kpi", "/kpi me", "/kpi 自分", "/kpi 今月", "/kpi me this month", "/kpi 2026-11", "/onpace kpi me"])
def test_a_rep_sees_the_month_against_the_pace(month: Month, say: Say, text: str) -> None:
    shown = say("hana", text).text
    assert "*商談 9件 / 目標18件* — ペース13.3、4.3件遅れ" in shown
    assert "予約済み 5件" in shown
    assert "残り5営業日: 1日1.8件の実施が必要です" in shown


def test_the_funnel_carries_rates_and_wilson_intervals(month: Month, say: Say) -> None:
    shown = say("hana", "/kpi").text
    assert "412コール\n→ 接触61 (15%、12–19)\n→ アポ11 (18%、10–29)" in shown
    assert "→ 実施9 / 予定10 (90%、60–98)、結果待ち1" in shown
    assert "→ 有効5 / 判定済み8 (62%、31–86)、判定待ち1" in shown


def test_revenue_and_score_say_what_they_are_made_of(month: Month, say: Say) -> None:
    shown = say("hana", "/kpi").text
    assert "受注 ¥1,240,000 (2件) / 目標¥2,000,000" in shown
    # 50 % × 6 + 62.5/60 × 3 + 62 % × 1, over 10
    assert "スコア *67.5* (6:3:1): 商談 50% · 有効率 104% · 売上 62%" in shown


def test_a_mentor_reads_the_same_numbers_in_english(month: Month, say: Say) -> None:
    shown = say("ann", "/kpi @hana").text
    assert "*9 of 18 meetings held* — 13.3 expected by now: 4.3 behind" in shown
    assert "5 working days left: 1.8 a day to be held" in shown
    assert "→ 9 held of 10 due (90%, 60–98), 1 waiting for a word" in shown
    assert "Score *67.5* (6:3:1): meetings 50% · qualified rate 104% · revenue 62%" in shown


def test_a_kpi_without_a_goal_is_left_out_of_the_score(month: Month, say: Say) -> None:
    month.goal("0", kpi=Kpi.REVENUE, who="hana")
    shown = say("ann", "/kpi @hana").text
    assert "revenue –" in shown
    assert "is left out of the score" in shown


def test_the_funnel_view_adds_directions_and_whole_rates(month: Month, say: Say) -> None:
    shown = say("hana", "/kpi").press("ファネル")
    assert "コール→アポ (3%、1–5)" in shown.text
    assert "着信 0 · 発信 412" in shown.text
    assert "実施→受注 (22%、6–55)" in shown.text
    assert shown.reply.picture
    assert type(shown.reply.picture.chart).__name__ == "Funnel"


def test_the_definitions_of_the_numbers_stand_one_tap_away(month: Month, say: Say) -> None:
    assert "有効率*: 有効 ÷ 判定済み" in say("hana", "/kpi").press("数え方").text
    assert "held ÷ due" in say("tom", "/kpi definitions").text


def test_the_month_before_is_one_tap_away_and_so_is_the_way_back(month: Month, say: Say) -> None:
    before = say("hana", "/kpi").press("先月")
    assert "*2026年10月*" in before.text
    assert "*2026年9月*" in before.press("2026年9月").text
    assert "*2026年11月*" in before.press("今月").text


# Empty states: each a sentence that says what to do next.


@pytest.mark.parametrize(
    ("who", "text", "sentence"),
    [
        ("tom", "/kpi", "Nothing was recorded in this period. The first call can be logged with `/log`."),
        ("hana", "/kpi", "この期間の記録はありません。最初のコールは `/log` で記録できます。"),
        ("tom", "/kpi", "There is no goal for meetings, so there is no pace yet. Goals are set by a manager: "),
        ("ann", "/kpi team", "Set one: `/goal team meetings 30`"),
        ("ann", "/kpi @tom", "Set one: `/goal <@U0TOM> meetings 30`"),
        ("mio", "/kpi @tom", "設定の例: `/goal <@U0TOM> 商談 30`"),
        ("tom", "/kpi 2026-12", "This period has not begun. Nothing is booked for it yet."),
        ("hana", "/kpi 2026-12", "この期間はこれからです。予約はまだありません。"),
        ("tom", "/kpi 2026-11-02..2026-11-05", "Goals are set for whole months, so this range has none."),
    ],
)
def test_an_empty_period_says_so_and_what_to_do(say: Say, who: str, text: str, sentence: str) -> None:
    shown = say(who, text)
    assert sentence in shown.text
    assert shown.reply.picture


def test_a_month_without_a_record_still_stands_against_its_goal(office: Office, say: Say) -> None:
    Month(office).goal("19", who="tom")
    office.at("2026-11-20 18:00")
    assert "*0 of 19 meetings held* — 14 expected by now: 14 behind" in say("tom", "/kpi").text


def test_a_goal_of_zero_has_no_pace(office: Office, say: Say) -> None:
    month = Month(office)
    month.goal("0", who="tom")
    month.meeting("tom", "2026-11-05 14:00", "held")
    shown = say("tom", "/kpi").text
    assert "1 meeting held" in shown
    assert "The goal for meetings is 0, so there is no pace to keep." in shown
    assert "No calls in this period" in shown


def test_a_past_month_shows_the_final_result(office: Office, say: Say) -> None:
    month = Month(office)
    month.goal("4", who="tom")
    for day in (1, 2, 5):
        month.meeting("tom", f"2026-10-{day:02d} 14:00", "held")
    assert "*3 of 4 meetings held* — final result: 75% of the goal" in say("tom", "/kpi last-month").text


@pytest.mark.parametrize(
    ("now", "held", "goal", "sentence"),
    [
        ("2026-11-02 08:00", 0, "18", "the first working day has not begun"),
        ("2026-11-20 18:00", 18, "18", "goal reached"),
        ("2026-11-30 19:00", 2, "18", "No working day is left in this month; 16 short of the goal."),
        ("2026-11-30 12:00", 2, "18", "1 working day left: 16 to be held"),
        ("2026-11-20 18:00", 14, "19", "14 expected by now: on pace"),
        ("2026-11-20 18:00", 15, "19", "14 expected by now: 1 ahead"),
    ],
)
def test_the_pace_speaks_from_the_first_hour_to_the_last(office: Office, say: Say, now: str, held: int, goal: str, sentence: str) -> None:
    office.at(now)
    month = Month(office)
    month.goal(goal, who="tom")
    month.calls("tom", "2026-11-01", no_answer=1)
    for at in range(held):
        month.meeting("tom", f"2026-11-{at % 9 + 2:02d} {10 + at // 9}:00", "held")
    assert sentence in say("tom", "/kpi").text


def test_the_picture_follows_in_the_dm_and_the_reply_says_so(month: Month, office: Office, say: Say) -> None:
    assert "グラフはOnPaceとのDMに届きます。" in say("hana", "/kpi").text
    sent = office.outgoing()[-1]
    assert sent.to == "U0HANA"
    assert sent.body["picture"]["alt"].startswith("商談 9件 — ペースより4.3件遅れ · 目標18件")
    assert "グラフはこのあと届きます。" in say("hana", "/kpi", channel="D0HANA").text
    assert office.outgoing()[-1].to == "U0HANA"
