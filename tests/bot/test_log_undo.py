"""Undo: 24 hours, one's own, once; and the list of what may be undone."""

import pytest

from storage.tables import Call, Effort, Meeting
from tests.office import Office
from tests.rows import rows


def test_undo_takes_a_whole_line_back(office: Office) -> None:
    shown = office.say("tom", "/log 12 no-answer").press("Undo")
    assert "Taken back: 12 × no answer.\nToday: 0 calls" in shown.text
    assert shown.reply.replace
    assert shown.reply.home
    assert rows(office, Call) == []


def test_undo_of_an_appointment_withdraws_its_meeting(office: Office) -> None:
    office.say("hana", "/log アポ 山田商事 明日14時 @sora").press("取り消す")
    assert [m.state for m in rows(office, Meeting)] == ["withdrawn"]
    assert rows(office, Call) == []
    assert "予定の商談はありません" in office.say("hana", "/meeting").text


def test_the_list_holds_what_is_left_newest_first(office: Office) -> None:
    office.say("tom", "/log 12 no-answer")
    office.later(minutes=5)
    office.say("tom", "/log email 20")
    shown = office.say("tom", "/log undo")
    assert shown.text.index("10:05 20 e-mails sent") < shown.text.index("10:00 12 × no answer")


@pytest.mark.parametrize("line", ["/log undo", "/log 取り消し", "/log 取消", "/log ＵＮＤＯ"])
def test_the_list_opens_by_words_of_both_languages(office: Office, line: str) -> None:
    assert "この24時間に取り消せる記録はありません。" in office.say("hana", line).text


def test_undo_in_the_list_shows_the_rest(office: Office) -> None:
    office.say("tom", "/log email 20")
    shown = office.say("tom", "/log undo").press("Undo")
    assert "Taken back: 20 e-mails sent." in shown.text
    assert "Nothing of the last 24 hours is left to undo." in shown.text
    assert rows(office, Effort) == []


def test_after_a_day_undo_is_too_late(office: Office) -> None:
    shown = office.say("tom", "/log 12 no-answer")
    office.later(hours=24, minutes=1)
    assert "Undo reaches back 24 hours" in shown.press("Undo").text
    assert "Nothing of the last 24 hours" in office.say("tom", "/log undo").text
    assert len(rows(office, Call)) == 12


def test_at_24_hours_it_is_still_possible(office: Office) -> None:
    shown = office.say("tom", "/log 12 no-answer")
    office.later(hours=24)
    assert "Taken back" in shown.press("Undo").text


@pytest.mark.parametrize("who", ["hana", "mio", "lena"])
def test_what_another_entered_is_not_there(office: Office, who: str) -> None:
    office.say("tom", "/log 12 no-answer")
    shown = office.tap(who, {"action_id": "undo", "type": "button", "value": "1", "action_ts": "3.3"})
    assert len(rows(office, Call)) == 12
    assert "/log" in shown.text
    assert "Taken back" not in shown.text


@pytest.mark.parametrize("value", ["99", "", "x", "-1", "１", "9" * 30, "1:nowhere"])
def test_an_unknown_entry_is_gone(office: Office, value: str) -> None:
    shown = office.tap("tom", {"action_id": "undo", "type": "button", "value": value, "action_ts": "3.3"})
    assert "This is not there any more" in shown.text


def test_undo_of_a_word_about_a_meeting_says_which(office: Office) -> None:
    office.say("tom", "/log appointment Acme 11:00 @lena")
    office.at("2026-11-24 12:00")
    office.say("tom", "/meeting held Acme")
    assert "12:00 Acme, Tue, Nov 24, 11:00: held" in office.say("tom", "/log undo").text
    shown = office.tap("tom", {"action_id": "undo", "type": "button", "value": "2:list", "action_ts": "3.3"})
    assert "Taken back: Acme, Tue, Nov 24, 11:00: held." in shown.text
    assert [m.state for m in rows(office, Meeting)] == ["booked"]


def test_an_ae_finds_a_verdict_again_although_aes_log_no_calls(office: Office) -> None:
    office.say("tom", "/log appointment Acme today 14:00 @lena")
    office.at("2026-11-24 15:00")
    office.say("lena", "/meeting qualified Acme")
    shown = office.say("lena", "/log undo")
    assert "Acme, Tue, Nov 24, 14:00: " in shown.text
    assert "Taken back: Acme" in shown.press("Undo").text
    assert "Calls are logged by reps" in office.say("lena", "/log").text


BOOKED = ("2026-11-24 10:00", "hana", "/log アポ ベータ 11/26 14時 @lena")
MOVED = ("2026-11-25 15:30", "hana", "/meeting リスケ ベータ 11/25 16時")
HELD = ("2026-11-25 17:00", "hana", "/meeting 実施 ベータ")
JUDGED = ("2026-11-25 18:00", "lena", "/meeting qualified ベータ")
WON = ("2026-11-25 18:00", "mio", "/meeting 受注 ベータ 120万")


@pytest.mark.parametrize(
    ("deeds", "mine", "others"),
    [
        ([BOOKED, MOVED, HELD, JUDGED], 2, "<@U0LENA>"),  # a verdict needs its held
        ([BOOKED, MOVED, HELD, WON], 2, "<@U0MIO>"),
        ([BOOKED, MOVED, JUDGED], 1, "<@U0LENA>"),  # held was said of the new time, not of the one before
        ([("2026-11-25 10:00", *BOOKED[1:]), MOVED, JUDGED], 0, "<@U0LENA>"),
    ],
)
def test_what_others_built_on_stays(office: Office, deeds: list[tuple[str, str, str]], mine: int, others: str) -> None:
    shown = []
    for when, who, text in deeds:
        office.at(when)
        shown.append(office.say(who, text))
    [before] = rows(office, Meeting)
    assert f"ベータには、その後 {others} の記録があります。" in shown[mine].press("取り消す").text
    [after] = rows(office, Meeting)
    assert (after.state, after.verdict, after.won_amount, after.day) == (before.state, before.verdict, before.won_amount, before.day)
    office.say(deeds[-1][1], "/log undo").press("Undo" if deeds[-1][1] == "lena" else "取り消す")
    assert "取り消しました" in shown[mine].press("取り消す").text


def test_a_held_both_said_may_be_taken_back_by_one(office: Office) -> None:
    office.say("hana", "/log アポ ベータ 今日14時 @lena")
    office.at("2026-11-24 15:00")
    held = office.say("hana", "/meeting ノーショー ベータ")
    office.say("lena", "/meeting qualified ベータ")
    assert "取り消しました" in held.press("取り消す").text
    assert [(m.state, m.verdict) for m in rows(office, Meeting)] == [("held", "qualified")]
