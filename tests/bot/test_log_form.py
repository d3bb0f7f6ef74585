"""The details form: everything it asks is kept, mistakes stand under their fields, Correct replaces an entry."""

from datetime import UTC, date, datetime

import pytest

from storage.tables import Call, Effort, Entry, Lead, Meeting, Member
from tests.office import Office, Shown
from tests.rows import rows


def _form(office: Office, who: str = "tom") -> Shown:
    return office.say(who, "/log").press({"tom": "Details…", "hana": "詳細…"}[who])


def test_everything_in_the_form_is_kept(office: Office) -> None:
    shown = _form(office).fill(
        lead="Acme", outcome="contact", direction="inbound", source="referral", talk="5", wrap_up="90s", notes="asked for prices"
    )
    assert "Recorded: contact — Acme, referral, inbound, 5 min talk, 1 min 30 s wrap-up, “asked for prices”." in shown.text
    [call] = rows(office, Call)
    assert (call.outcome, call.direction, call.source, call.notes) == ("contact", "inbound", "referral", "asked for prices")
    assert (call.talk_seconds, call.wrap_up_seconds) == (300, 90)


def test_the_appointment_button_opens_the_form_with_the_ae_whose_turn_it_is(office: Office) -> None:
    form = office.say("tom", "/log").press("Appointment…")
    shown = form.fill(lead="Acme", day="2026-11-25", time="14:00")
    assert "Recorded: appointment — Acme, Wed, Nov 25, 14:00, with <@U0SORA>." in shown.text
    assert [m.starts_at for m in rows(office, Meeting)] == [datetime(2026, 11, 25, 5, tzinfo=UTC)]


def test_an_appointment_by_email_is_ticked(office: Office) -> None:
    form = office.say("tom", "/log").press("Appointment…")
    form.fill(lead="Acme", day="2026-11-25", time="14:00", by_email=["yes"])
    assert rows(office, Call) == []
    assert [m.origin for m in rows(office, Meeting)] == ["by_email"]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"outcome"}),
        ({"outcome": "appointment"}, {"lead", "day", "time"}),
        ({"outcome": "appointment", "lead": "Acme", "day": "2026-11-25"}, {"time"}),
        ({"outcome": "appointment", "lead": "Acme", "day": "2026-11-20", "time": "10:00"}, {"day"}),
        ({"outcome": "appointment", "lead": "Acme", "day": "2029-11-20", "time": "10:00"}, {"day"}),
        ({"outcome": "contact", "talk": "long"}, {"talk"}),
        ({"outcome": "contact", "talk": "5", "wrap_up": "100h"}, {"wrap-up"}),
        ({"outcome": "contact", "on": "2026-11-30"}, {"on"}),
        ({"outcome": "contact", "on": "2026-01-30"}, {"on"}),
    ],
)
@pytest.mark.parametrize("who", ["tom", "hana"])
def test_mistakes_stand_under_their_fields_and_write_nothing(office: Office, who: str, values: dict[str, str], errors: set[str]) -> None:
    shown = _form(office, who).fill(**values)
    assert set(shown.errors) == errors
    assert all(shown.errors.values())
    assert rows(office, Entry) == []


def test_a_form_can_be_sent_again_after_its_mistakes(office: Office) -> None:
    form = _form(office)
    wrong = form.fill(outcome="appointment", lead="Acme", key="V9")
    assert wrong.errors
    assert "Recorded: appointment" in form.fill(outcome="appointment", lead="Acme", day="2026-11-25", time="14:00", key="V9").text


def test_a_call_back_without_a_day_is_today(office: Office) -> None:
    _form(office).fill(outcome="callback", lead="Acme", time="15:00")
    assert [call.call_back_at for call in rows(office, Call)] == [datetime(2026, 11, 24, 6, tzinfo=UTC)]


def test_what_does_not_belong_to_the_outcome_is_left_out(office: Office) -> None:
    _form(office).fill(outcome="contact", lead="Acme", day="2026-11-25", time="15:00", by_email=["yes"])
    assert rows(office, Meeting) == []
    assert [call.call_back_at for call in rows(office, Call)] == [None]


def test_a_typed_source_has_its_one_spelling(office: Office) -> None:
    _form(office, "hana").fill(outcome="contact", new_source="セミナー")
    _form(office, "hana").fill(outcome="contact", new_source="Door To Door")
    assert [call.source for call in rows(office, Call)] == ["webinar", "door to door"]
    assert "door to door" in str(_form(office).modal)


def test_an_unclear_lead_is_asked_after_the_form(office: Office) -> None:
    office.say("tom", "/log contact Acme Logistics")
    question = _form(office).fill(outcome="contact", lead="Acme", notes="n" * 500)
    assert "Which Acme?" in question.text
    question.press("Acme Logistics")
    assert rows(office, Call)[-1].notes == "n" * 500


def test_correct_opens_the_form_as_it_was_understood(office: Office) -> None:
    form = office.say("hana", "/log アポ 山田商事 明日14時 @sora source:セミナー").press("直す")
    shown = form.fill()
    assert "アポを記録しました: 山田商事、11月25日(水) 14:00、担当 <@U0SORA>、セミナー。" in shown.text


def test_correct_puts_the_new_entry_in_the_place_of_the_old(office: Office) -> None:
    said = office.say("tom", "/log appointment Acme tomorrow 14:00 @sora")
    shown = said.press("Correct").fill(time="16:00", ae=str(_ae(office, "U0LENA")))
    assert "Wed, Nov 25, 16:00, with <@U0LENA>" in shown.text
    assert "Today: 1 call · 1 contact · 1 appointment" in shown.text
    assert [m.state for m in rows(office, Meeting)] == ["withdrawn", "booked"]
    assert [lead.name for lead in rows(office, Lead)] == ["Acme"]
    assert "Already undone" in said.press("Undo").text


def test_a_correction_with_mistakes_keeps_the_old_entry(office: Office) -> None:
    said = office.say("tom", "/log appointment Acme tomorrow 14:00 @sora")
    assert said.press("Correct").fill(lead="").errors
    assert [m.state for m in rows(office, Meeting)] == ["booked"]


def test_an_appointment_that_was_held_is_not_booked_anew(office: Office) -> None:
    said = office.say("tom", "/log appointment Acme 11:00 @lena")
    office.at("2026-11-24 12:00")
    office.say("tom", "/meeting held Acme")
    assert "Acme is recorded as held. /log undo takes that back" in said.press("Correct").fill(source="web").text
    assert "Acme is recorded as held." in said.press("Sora Kato").text
    assert [m.state for m in rows(office, Meeting)] == ["held"]


def test_a_count_can_be_corrected(office: Office) -> None:
    shown = office.say("tom", "/log 12 no-answer").press("Correct").fill(count="２１")
    assert "Recorded: 21 × no answer." in shown.text
    assert len(rows(office, Call)) == 21


@pytest.mark.parametrize("count", ["0", "501", "many", ""])
def test_a_count_that_is_none_stands_under_its_field(office: Office, count: str) -> None:
    assert set(office.say("tom", "/log 12 no-answer").press("Correct").fill(count=count).errors) == {"count"}
    assert len(rows(office, Call)) == 12


def test_emails_are_corrected_in_their_own_form(office: Office) -> None:
    office.say("tom", "/log email 20").press("Correct").fill(count="25", activity="email_opened", on="2026-11-23")
    assert [(e.activity, e.amount, e.day) for e in rows(office, Effort)] == [("email_opened", 25, date(2026, 11, 23))]


def test_an_entry_is_corrected_once(office: Office) -> None:
    form = office.say("tom", "/log 12 no-answer").press("Correct")
    form.fill(count="13")
    assert "This is not there any more" in form.fill(count="14").text
    assert len(rows(office, Call)) == 13


def test_another_persons_entry_cannot_be_corrected(office: Office) -> None:
    office.say("tom", "/log 12 no-answer")
    shown = office.tap("hana", {"action_id": "log-correct", "type": "button", "value": "1", "action_ts": "5.5"})
    assert shown.modal is None
    assert "変更できない" in shown.text


def _ae(office: Office, slack_id: str) -> int | None:
    return next(m.id for m in rows(office, Member) if m.slack_id == slack_id)
