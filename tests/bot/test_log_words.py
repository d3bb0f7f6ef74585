"""Lines of /log, in both languages: what is written, and that the reply says what was understood."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from storage.engine import writing
from storage.tables import Call, Effort, Entry, Lead, Meeting, Member
from tests.office import Office
from tests.rows import rows


@pytest.mark.parametrize(
    ("who", "line", "says", "calls"),
    [
        ("tom", "/log no-answer", "Recorded: no answer.", ["no_answer"]),
        ("tom", "/log 12 no-answer", "Recorded: 12 × no answer.", ["no_answer"] * 12),
        ("tom", "/log gatekeeper 2", "Recorded: 2 × gatekeeper.", ["gatekeeper"] * 2),
        ("hana", "/log 不在 12", "不在 12件を記録しました。", ["no_answer"] * 12),
        ("hana", "/log 不在　１２", "不在 12件を記録しました。", ["no_answer"] * 12),
        ("hana", "/log お断り", "お断りを記録しました。", ["not_interested"]),
        ("tom", "/log contact Acme 5m", "Recorded: contact — Acme, 5 min talk.", ["contact"]),
        ("hana", "/log 接触 山田商事 5分", "接触を記録しました: 山田商事、通話5分。", ["contact"]),
        ("tom", "/log contact Acme inbound", "Recorded: contact — Acme, inbound.", ["contact"]),
        ("tom", "/log contact Acme note: asked for prices", "Recorded: contact — Acme, “asked for prices”.", ["contact"]),
    ],
)
def test_a_line_is_recorded_and_echoed(office: Office, who: str, line: str, says: str, calls: list[str]) -> None:
    shown = office.say(who, line)
    assert says in shown.text
    assert [call.outcome for call in rows(office, Call)] == calls


@pytest.mark.parametrize(("who", "ways"), [("tom", {"Undo", "Correct"}), ("hana", {"取り消す", "直す"})])
def test_every_reply_offers_undo_and_correct(office: Office, who: str, ways: set[str]) -> None:
    assert set(office.say(who, "/log 3 no-answer").buttons) == ways


def test_a_call_shows_the_day_and_says_nothing_of_meetings(office: Office) -> None:
    office.say("hana", "/log 接触")
    assert "今日は13コール・接触1・アポ0。\n取り消す" in office.say("hana", "/log 不在 12").text


def test_an_appointment_is_a_call_and_a_booked_meeting(office: Office) -> None:
    shown = office.say("hana", "/log アポ 山田商事 明日14時 @sora source:セミナー")
    assert "アポを記録しました: 山田商事、11月25日(水) 14:00、担当 <@U0SORA>、セミナー。" in shown.text
    assert "「山田商事」は新しいリードです。" in shown.text
    assert "今月の商談: 実施0・予約1。11月25日(水)に実施されると1件目になります。" in shown.text
    [call], [meeting], [lead] = rows(office, Call), rows(office, Meeting), rows(office, Lead)
    assert (call.outcome, call.source, call.lead_id) == ("appointment", "webinar", lead.id)
    assert (meeting.starts_at, meeting.call_id, meeting.lead_id) == (datetime(2026, 11, 25, 5, tzinfo=UTC), call.id, lead.id)
    assert (meeting.state, meeting.origin, meeting.source, meeting.booked_on) == ("booked", "call", "webinar", date(2026, 11, 24))


def test_an_appointment_by_email_is_no_call(office: Office) -> None:
    shown = office.say("tom", "/log appointment Acme 12/3 10:00 by email")
    assert "Thu, Dec 3, 10:00" in shown.text
    assert "by e-mail" in shown.text
    assert "Today: 0 calls · 0 contacts · 1 appointment" in shown.text
    assert "0 held, 1 booked (0 of them for this month)" in shown.text
    assert rows(office, Call) == []
    assert [m.origin for m in rows(office, Meeting)] == ["by_email"]


@pytest.mark.parametrize(
    ("line", "activity", "amount", "says"),
    [
        ("/log email 20", "email_sent", 20, "Recorded: 20 e-mails sent."),
        ("/log email opened 8", "email_opened", 8, "Recorded: 8 e-mails opened."),
        ("/log work 30m", "work_minutes", 30, "Recorded: 30 min of other work."),
    ],
)
def test_emails_and_work_are_no_calls(office: Office, line: str, activity: str, amount: int, says: str) -> None:
    assert says in office.say("tom", line).text
    assert [(e.activity, e.amount) for e in rows(office, Effort)] == [(activity, amount)]
    assert rows(office, Call) == []


def test_a_day_late_goes_to_that_day(office: Office) -> None:
    shown = office.say("tom", "/log 12 no-answer yesterday")
    assert "Mon, Nov 23" in shown.text
    assert "Mon, Nov 23: 12 calls · 0 contacts · 0 appointments" in shown.text
    assert {call.day for call in rows(office, Call)} == {date(2026, 11, 23)}
    assert "Today: 0 calls" in office.say("tom", "/log").text


def test_a_call_back_keeps_its_time(office: Office) -> None:
    assert "call back Tue, Nov 24, 15:00" in office.say("tom", "/log callback Acme 15:00").text
    assert [call.call_back_at for call in rows(office, Call)] == [datetime(2026, 11, 24, 6, tzinfo=UTC)]


def test_the_ae_whose_turn_it_is_gets_the_meeting(office: Office) -> None:
    first = office.say("tom", "/log appointment Acme tomorrow 14:00")
    second = office.say("tom", "/log appointment Beta tomorrow 15:00")
    assert "It is <@U0SORA>’s turn." in first.text
    assert "It is <@U0LENA>’s turn." in second.text
    assert "Lena Fox" in first.buttons


def test_another_ae_takes_the_place_of_the_suggested_one(office: Office) -> None:
    shown = office.say("tom", "/log appointment Acme tomorrow 14:00").press("Lena Fox")
    assert "with <@U0LENA>" in shown.text
    assert "Today: 1 call · 1 contact · 1 appointment" in shown.text
    assert [m.state for m in rows(office, Meeting)] == ["withdrawn", "booked"]
    assert len(rows(office, Call)) == 1
    assert len(rows(office, Lead)) == 1


def test_an_ae_is_found_by_name(office: Office) -> None:
    assert "with <@U0LENA>" in office.say("tom", "/log appointment Acme tomorrow 14:00 @Lena").text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/log appointment Acme tomorrow 14:00 @tom", "“Tom Baker” is not an AE here. AEs: <@U0LENA>, <@U0SORA>."),
        ("/log appointment Acme tomorrow 14:00 @nobody", "I found nobody called “nobody” in this team."),
        ("/log appointment Acme tomorrow 14:00 @zoe", "<@U0ZOE> is in no team here yet"),
        ("/log appointment Acme", "The day and time are missing."),
        ("/log appointment tomorrow 14:00", "The name is missing."),
        ("/log 501 no-answer", "501 is more than one line takes: 500 at most."),
        ("/log appointment Acme 2/30 10:00", "is not in the calendar"),
        ("/log appointment Acme 2030-01-10 10:00", "is too far away"),
        ("/log appointment Acme 2026-11-20 10:00", "has already passed"),
        ("/log 3 no-answer 2026-05-01", "is too far away"),
        ("/log contact " + "x" * 200, "150 characters at most"),
    ],
)
def test_what_cannot_be_recorded_gets_a_sentence_and_no_row(office: Office, line: str, says: str) -> None:
    assert says in office.say("tom", line).text
    assert [*rows(office, Entry), *rows(office, Call), *rows(office, Lead), *rows(office, Meeting)] == []


def test_a_misspelt_word_gets_a_suggestion_an_example_and_ways_on(office: Office) -> None:
    shown = office.say("tom", "/log apointment Acme tomorow")
    assert "I could not read “apointment”. Did you mean “appointment”? Nothing was recorded.\nExample: /log appointment Acme" in shown.text
    assert "No answer" in shown.press("Open the pad").buttons
    assert shown.press("Details…").modal
    assert rows(office, Entry) == []


def test_a_persons_words_stay_words(office: Office) -> None:
    shown = office.say("tom", "/log contact *<!channel>* 5m")
    assert "<!channel>" not in shown.text
    assert "∗&lt;!channel&gt;∗" in shown.text


@pytest.mark.parametrize(("who", "says"), [("tom", "/log contact Acme 5m"), ("hana", "/log 接触 山田商事 5分")])
def test_help_shows_lines_that_work(office: Office, who: str, says: str) -> None:
    assert says in office.say(who, "/log help").text


@pytest.mark.parametrize(
    "line", ["/log 接触 山田商事 5分", "/log 不在 12", "/log アポ 山田商事 明日14時 @sora", "/log 再コール 山田商事 15時"]
)
def test_the_examples_of_help_are_understood(office: Office, line: str) -> None:
    office.say("hana", line)
    assert len(rows(office, Entry)) == 1


def test_a_line_delivered_twice_counts_once(office: Office) -> None:
    assert office.say("tom", "/log 12 no-answer", key="t1").text == office.say("tom", "/log 12 no-answer", key="t1").text
    assert len(rows(office, Call)) == 12


def test_a_retyped_line_is_a_new_entry(office: Office) -> None:
    office.say("tom", "/log 2 no-answer")
    assert "Today: 4 calls" in office.say("tom", "/log 2 no-answer").text


def test_the_same_key_with_other_content_is_refused(office: Office) -> None:
    office.say("tom", "/log 2 no-answer", key="t1")
    assert "This arrived twice with different content" in office.say("tom", "/log 3 no-answer", key="t1").text
    assert len(rows(office, Call)) == 2


def test_sixty_meetings_are_shared_by_weight(office: Office) -> None:
    with writing(office.engine) as session:
        sora = session.exec(select(Member).where(Member.slack_id == "U0SORA")).one()
        third = session.exec(select(Member).where(Member.slack_id == "U0KEN")).one()
        sora.balance_weight, third.is_ae = 200, True
    for number in range(60):
        office.say("tom", f"/log appointment Lead{number}x tomorrow 14:00 by email")
    given = [m.ae_id for m in rows(office, Meeting)]
    assert sorted(given.count(ae) for ae in set(given)) == [15, 15, 30]
