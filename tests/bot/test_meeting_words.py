"""/meeting by words, in both languages."""

import pytest

from storage.tables import Entry, Meeting, MeetingEvent
from tests.office import Office
from tests.rows import rows


def _booked(office: Office, lead: str = "Acme", when: str = "11:00") -> None:
    office.say("tom", f"/log appointment {lead} {when} @lena")


def _past(office: Office) -> None:
    _booked(office)
    office.at("2026-11-24 12:00")


def _events(office: Office) -> list[str]:
    return [event.kind for event in rows(office, MeetingEvent)]


@pytest.mark.parametrize(
    ("line", "says", "kinds"),
    [
        ("/meeting held Acme", "recorded as held", ["held"]),
        ("/meeting Acme held", "recorded as held", ["held"]),
        ("/meeting Acme 実施", "recorded as held", ["held"]),
        ("/meeting ｈｅｌｄ　ＡＣＭＥ", "recorded as held", ["held"]),
        ("/meeting no-show Acme", "recorded as a no-show", ["no_show"]),
        ("/meeting cancelled Acme", "recorded as cancelled", ["cancelled"]),
        ("/meeting moved Acme 12/3 10:00", "moved to Thu, Dec 3, 10:00", ["moved"]),
        ("/meeting リスケ Acme 12月3日 10時", "moved to Thu, Dec 3, 10:00", ["moved"]),
    ],
)
def test_the_rep_says_what_became_of_it(office: Office, line: str, says: str, kinds: list[str]) -> None:
    _past(office)
    shown = office.say("tom", line)
    assert says in shown.text
    assert "Meetings this month:" in shown.text
    assert _events(office) == ["booked", *kinds]
    assert "Taken back" in shown.press("Undo").text


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("/meeting qualified Acme", "qualified"),
        ("/meeting 無効 Acme", "unqualified"),
        ("/meeting Acme 有効", "qualified"),
    ],
)
def test_the_ae_judges_and_thereby_says_held(office: Office, line: str, verdict: str) -> None:
    _past(office)
    shown = office.say("lena", line)
    assert "Meetings this month" not in shown.text
    assert [(m.state, m.verdict) for m in rows(office, Meeting)] == [("held", verdict)]


def test_a_win_by_words(office: Office) -> None:
    _past(office)
    office.say("lena", "/meeting qualified Acme")
    assert "Acme is won: ¥1,200,000 on Tue, Nov 24." in office.say("lena", "/meeting won Acme 1,200,000").text
    assert "is recorded as won on" in office.say("lena", "/meeting won Acme 1,200,000").text
    assert [m.won_amount for m in rows(office, Meeting)] == [1_200_000]


def test_held_before_its_time_asks_first(office: Office) -> None:
    _booked(office, when="fri 14:00")
    shown = office.say("tom", "/meeting held Acme")
    assert "Acme is booked for Fri, Nov 27, 14:00, which has not come yet." in shown.text
    assert list(shown.buttons) == ["It was held earlier", "Leave it"]
    assert _events(office) == ["booked"]


def test_leave_it_changes_nothing(office: Office) -> None:
    _booked(office, when="fri 14:00")
    shown = office.say("tom", "/meeting held Acme").press("Leave it")
    assert "Nothing was changed." in shown.text
    assert _events(office) == ["booked"]


def test_held_earlier_counts_today_and_not_at_its_old_time(office: Office) -> None:
    _booked(office, when="12/1 14:00")
    office.at("2026-11-26 12:34")
    shown = office.say("tom", "/meeting held Acme").press("It was held earlier")
    assert "Acme, Thu, Nov 26, 12:34: recorded as held." in shown.text
    assert "Meetings this month: 1 held" in shown.text
    assert _events(office) == ["booked", "moved", "held"]
    shown.press("Undo")
    assert [(m.state, m.day.isoformat()) for m in rows(office, Meeting)] == [("booked", "2026-12-01")]


def test_a_verdict_before_held_gets_a_sentence(office: Office) -> None:
    _booked(office, when="fri 14:00")
    assert "is not recorded as held" in office.say("lena", "/meeting qualified Acme").text
    assert _events(office) == ["booked"]


def test_several_meetings_of_a_name_are_a_question(office: Office) -> None:
    _booked(office, when="fri 14:00")
    _booked(office, when="thu 15:00")
    shown = office.say("tom", "/meeting moved Acme 12/3 10:00")
    assert "Which meeting with Acme? Nothing was recorded yet." in shown.text
    assert list(shown.buttons) == ["Acme Fri, Nov 27, 14:00", "Acme Thu, Nov 26, 15:00"]
    chosen = shown.press("Acme Fri, Nov 27, 14:00")
    assert "moved to Thu, Dec 3, 10:00 (it was Fri, Nov 27, 14:00)" in chosen.text
    assert chosen.reply.replace


def test_the_day_said_tells_two_meetings_apart(office: Office) -> None:
    for day in (25, 26):
        office.say("tom", f"/log appointment Gamma 11/{day} 10:00 @lena")
    office.at("2026-11-27 10:00")
    assert "Gamma, Wed, Nov 25, 10:00: recorded as held." in office.say("tom", "/meeting held Gamma 11/25").text
    assert "Gamma, Thu, Nov 26, 10:00: recorded as held." in office.say("tom", "/meeting held Gamma yesterday").text


def test_a_part_of_a_name_is_a_question(office: Office) -> None:
    _booked(office, "Acme Logistics")
    office.at("2026-11-24 12:00")
    shown = office.say("tom", "/meeting held Acme")
    assert _events(office) == ["booked"]
    assert "recorded as held" in shown.press("Acme Logistics Tue, Nov 24, 11:00").text


def test_held_means_the_one_whose_time_has_passed(office: Office) -> None:
    _booked(office, when="11:00")
    _booked(office, when="fri 14:00")
    office.at("2026-11-24 12:00")
    assert "Acme, Tue, Nov 24, 11:00: recorded as held." in office.say("tom", "/meeting held Acme").text


@pytest.mark.parametrize("value", ["", "{}", '{"meeting":"1"}', '{"meeting":"1","kind":"sold"}', '{"meeting":"99","kind":"held"}', "[1]"])
def test_a_choice_that_is_none_is_gone(office: Office, value: str) -> None:
    _past(office)
    shown = office.tap("tom", {"action_id": "meeting-which:1", "type": "button", "value": value, "action_ts": "8.8"})
    assert "This is not there any more" in shown.text
    assert _events(office) == ["booked"]


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        ("tom", "/meeting held Nobody", "There is no meeting with “Nobody”."),
        ("hana", "/meeting 実施 Acme", "商談の記録は、設定した方・担当者・マネージャーが行います。<@U0TOM>、<@U0LENA>、<@U0MIO>"),
        ("tom", "/meeting qualified Acme", "Verdicts and wins are given by the meeting’s AE or a manager: <@U0LENA>, <@U0MIO>"),
        ("sora", "/meeting 有効 Acme", "判定と受注は、商談の担当者かマネージャーが記録します。"),
        ("zoe", "/meeting held Acme", "You are in no team yet."),
        ("tom", "/meeting held", "Nothing was recorded."),
        ("tom", "/meeting moved Acme", "The day and time are missing."),
        ("lena", "/meeting won Acme", "The amount is missing."),
        ("lena", "/meeting won Acme -5", "Nothing was recorded."),
        ("tom", "/meeting moved Acme 2026-11-01 10:00", "has already passed"),
        ("tom", "/meeting moved Acme 2/30 10:00", "is not in the calendar"),
        ("tom", "/meeting helt Acme", "Did you mean “held”?"),
    ],
)
def test_what_cannot_be_recorded_gets_a_sentence_and_no_row(office: Office, who: str, line: str, says: str) -> None:
    _past(office)
    assert says in office.say(who, line).text
    assert _events(office) == ["booked"]
    assert len(rows(office, Entry)) == 1


def test_a_manager_records_for_anybody(office: Office) -> None:
    _past(office)
    assert "実施として記録しました" in office.say("mio", "/meeting 実施 Acme").text
    assert [e.authority for e in rows(office, MeetingEvent)] == ["rep", "manager"]


@pytest.mark.parametrize(("who", "says"), [("tom", "/meeting held Acme"), ("hana", "/meeting 実施 山田商事")])
def test_help_shows_lines_that_work(office: Office, who: str, says: str) -> None:
    assert says in office.say(who, "/meeting help").text


def test_ten_booked_meetings_count_as_the_worked_case_says(office: Office) -> None:
    """10 booked: 3 no-show, 3 moved, 4 held and qualified; then the 3 moved; then one no-show is booked again: held 4 → 7 → 8."""
    for number in range(10):
        _booked(office, f"L{number}x")
    office.at("2026-11-24 12:00")
    for number in range(3):
        office.say("tom", f"/meeting no-show L{number}x")
    for number in range(3, 6):
        office.say("tom", f"/meeting moved L{number}x 15:00")
    held = _qualified(office, range(6, 10))
    assert "4 held" in held
    office.at("2026-11-24 16:00")
    assert "7 held" in _qualified(office, range(3, 6))
    office.say("tom", "/meeting moved L0x 17:00")
    office.at("2026-11-24 18:00")
    assert "8 held" in _qualified(office, range(1))


def _qualified(office: Office, numbers: range) -> str:
    for number in numbers:
        office.say("lena", f"/meeting qualified L{number}x")
    return office.say("tom", "/kpi me").text


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("tom", "/log appointment Acme tomorrow 14:00 books one."),
        ("lena", "No open meetings with you yet."),
        ("sora", "担当する予定の商談はありません。"),
    ],
)
def test_who_books_none_is_not_told_to(office: Office, who: str, says: str) -> None:
    assert says in office.say(who, "/meeting").text
    assert says in str(office.home(who))


def test_a_win_is_corrected_and_the_correction_undone(office: Office) -> None:
    _past(office)
    office.say("lena", "/meeting qualified Acme")
    office.say("lena", "/meeting won Acme 1,200,000")
    office.later(hours=30)
    form = office.say("lena", "/meeting won Acme 900,000").press("Correct the amount…")
    shown = form.fill(amount="90万")
    assert "Acme is won: ¥900,000" in shown.text
    assert [m.won_amount for m in rows(office, Meeting)] == [900_000]
    assert _events(office)[-2:] == ["corrected", "won"]
    shown.press("Undo")
    assert [m.won_amount for m in rows(office, Meeting)] == [1_200_000]


def test_nobody_else_corrects_a_win(office: Office) -> None:
    _past(office)
    office.say("lena", "/meeting qualified Acme")
    office.say("lena", "/meeting won Acme 1,200,000")
    button = office.say("lena", "/meeting won Acme 5").buttons["Correct the amount…"]
    refused = office.tap("tom", {**button, "action_ts": office.stamp()})
    assert refused.modal is None
    assert [m.won_amount for m in rows(office, Meeting)] == [1_200_000]


def test_a_manager_overrules_the_ae_a_day_later(office: Office) -> None:
    _past(office)
    office.say("lena", "/meeting held Acme")
    office.later(hours=30)
    assert "a manager can always" in office.say("lena", "/meeting no-show Acme").text
    office.say("ann", "/meeting no-show Acme")
    assert [m.state for m in rows(office, Meeting)] == ["no_show"]
