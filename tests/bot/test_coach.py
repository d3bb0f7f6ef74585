"""/coach: thresholds by words and form, standings for mentor, rep and manager, graduation and relapse as people say them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.month import Month
from tests.office import Office, Shown

Say = Callable[..., Shown]
MONDAY = date(2026, 10, 12)


def work(office: Office, who: str, *, contacts: int, appointments: int, days: int = 30, first: date = MONDAY, source: str = "web") -> None:
    """So many contacts and appointments of 40 calls each business day."""
    month, day = Month(office), first
    for _ in range(days):
        counts = {"contact": contacts, "appointment": appointments, "no_answer": 40 - contacts - appointments}
        month.calls(who, day.isoformat(), source, **{outcome: count for outcome, count in counts.items() if count})
        day += timedelta(days=3 if day.weekday() == 4 else 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/coach threshold contact 12%", "Contact rate: 12% expected from Tue, Nov 24."),
        ("/coach threshold contact rate 12.5 %", "Contact rate: 12.5% expected from Tue, Nov 24."),
        ("/coach threshold contact 12", "Contact rate: 12% expected"),
        ("/coach threshold contact 0.12", "Contact rate: 12% expected"),
        ("/coach threshold contact rate 1", "Contact rate: 1% expected"),
        ("/coach threshold appointment 15% from 12/1", "Appointment rate: 15% expected from Tue, Dec 1."),
        ("/coach threshold 15% appointments", "Appointment rate: 15% expected"),
        ("/coach threshold call-to-appointment 2.5%", "Call-to-appointment rate: 2.5% expected"),
        ("/coach threshold call to appointment rate 2.5%", "Call-to-appointment rate: 2.5% expected"),
        ("/coach threshold held: 80%", "Held rate: 80% expected"),
        ("/coach threshold qualified = 60%", "Qualified rate: 60% expected"),
        ("/coach threshold contact to appointment 15 percent", "Appointment rate: 15% expected"),
        ("/coach threshold call -> contact at 12 per cent", "Contact rate: 12% expected"),
        ("/coach threshold due → held 80 pct from 12/1", "Held rate: 80% expected from Tue, Dec 1."),
        ("/coach threshold set contact rate to 12%", "Contact rate: 12% expected"),
        ("/coach 基準値 接触率 12%", "Contact rate: 12% expected"),
        ("/coach 基準値 接触率を１２％にする", "Contact rate: 12% expected"),
        ("/coach 基準値 接触からアポ 15パーセント以上", "Appointment rate: 15% expected"),
        ("/coach 基準値 コール→アポ 2 パーセント 12/1から", "Call-to-appointment rate: 2% expected from Tue, Dec 1."),
        ("/coach 基準値 アポ率15%", "Appointment rate: 15% expected"),
        ("/coach 基準値 アポ率は１５％ 12/1から", "Appointment rate: 15% expected from Tue, Dec 1."),
        ("/coach 基準 実施率 80％", "Held rate: 80% expected"),
        ("/onpace coach threshold contact 12%", "Contact rate: 12% expected"),
        ("/onpace 育成 基準値 接触率 12%", "Contact rate: 12% expected"),
    ],
)
def test_a_threshold_is_set_and_said_back(say: Say, text: str, sentence: str) -> None:
    shown = say("ann", text)
    assert sentence in shown.text
    assert "Undo" in shown.buttons


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/coach threshold contakt 12%", "Did you mean “contact”?"),
        ("/coach threshold banana 12%", "I could not read “banana”"),
        ("/coach threshold contact", "The percentage is missing"),
        ("/coach threshold 12%", "Which rate is that for?"),
        ("/coach 基準値 １２パーセント", "`/coach threshold call-to-appointment 2%`"),
        ("/coach threshold contact percent", "The percentage is missing"),
        ("/coach threshold contact 12% 15%", "“12% 15%” is no rate I can keep"),
        ("/coach threshold contact 0%", "“0%” is no rate I can keep"),
        ("/coach threshold contact 96%", "“96%” is no rate I can keep"),
        ("/coach threshold contact -5%", "“-5%” is no rate I can keep"),
        ("/coach threshold contact 12% 2/30", "“2/30” is not in the calendar"),
        ("/coach nobody", "nobody called “nobody”"),
    ],
)
def test_what_is_no_threshold_is_said_and_nothing_kept(say: Say, text: str, sentence: str) -> None:
    assert sentence in say("ann", text).text
    assert "No threshold is set yet." in say("ann", "/coach threshold").text


def test_the_history_of_a_threshold_stays(office: Office, say: Say) -> None:
    assert "What was done in the 90 days before counts already." in say("ann", "/coach threshold contact 12%").text
    office.later(days=7)
    assert "14% expected (before: 12%) from Tue, Dec 1." in say("ann", "/coach threshold contact 14%").text
    shown = say("ann", "/coach threshold").text
    assert "Contact rate: 14%" in shown
    assert "Tue, Dec 1: Contact rate 14%\nTue, Nov 24: Contact rate 12%" in shown


def test_a_changed_threshold_begins_anew_and_its_undo_does_not(office: Office, say: Say) -> None:
    work(office, "yui", contacts=6, appointments=1)
    say("ken", "/coach 基準値 接触率 12%")
    assert "1,200件中210件" in say("ken", "/coach").text
    office.later(days=1)
    changed = say("ken", "/coach 基準値 接触率 14%")
    assert "全員が数え直しになります" in changed.text
    assert "コール→接触: 11月25日(水)に数え直し(基準値の変更)、その後まだ0件、基準14%" in say("ken", "/coach").text
    changed.press("取り消す")
    assert "1,200件中210件" in say("ken", "/coach").text


def test_a_threshold_taken_away_is_not_expected(say: Say) -> None:
    say("ann", "/coach threshold contact 12%")
    assert "Contact rate: nothing expected any more from Tue, Nov 24." in say("ann", "/coach threshold contact off").text
    assert "No threshold is set yet." in say("ann", "/coach threshold").text


def test_thresholds_by_form(say: Say) -> None:
    form = say("ann", "/coach threshold").press("Set thresholds")
    wrong = form.fill(contact="12%", appointment="lots")
    assert wrong.errors == {"appointment": "“lots” is no rate I can keep: it lies between 0.1% and 95%. Example: 12%. Nothing was changed."}
    kept = form.fill(contact="12%", appointment="15", held="")
    assert "Contact rate: 12% expected" in kept.text
    assert "Appointment rate: 15% expected" in kept.text
    again = say("ann", "/coach threshold").press("Set thresholds")
    assert "Nothing was changed" in again.fill().text
    assert "Appointment rate: nothing expected any more" in again.fill(appointment="").text


@pytest.mark.parametrize(("who", "text"), [("hana", "/coach threshold contact 12%"), ("sora", "/coach threshold")])
def test_thresholds_are_for_mentors_and_managers(say: Say, who: str, text: str) -> None:
    shown = say(who, text).text
    assert "メンターとマネージャー" in shown
    assert "<@U0MIO>" in shown


def test_without_a_threshold_everybody_reads_what_to_do(say: Say) -> None:
    assert "/coach threshold contact 12%" in say("ann", "/coach").text
    assert "メンターがまだ基準値を決めていません" in say("yui", "/coach").text
    assert "`/coach 基準値 接触率 12%`" in say("ken", "/coach").text


def test_a_mentor_sees_their_trainees_weakest_step_first(office: Office, say: Say) -> None:
    work(office, "yui", contacts=6, appointments=0)
    say("ken", "/coach 基準値 接触率 12%")
    say("ken", "/coach 基準値 アポ率 15%")
    shown = say("ken", "/coach").text
    assert "練習中1名* · 基準未満1名 · 卒業できる0名" in shown
    assert "▼ 接触→アポ: 180件中0件 0% (0–1)、基準15%: 基準未満\n● コール→接触: 1,200件中180件 15% (14–16)、基準12%: 到達" in shown
    assert "<@U0HANA>" not in shown
    assert "<@U0HANA>" in say("mio", "/coach").text


def test_few_calls_are_too_early_to_say(office: Office, say: Say) -> None:
    Month(office).calls("yui", "2026-11-20", contact=17, appointment=3, no_answer=5)
    say("ann", "/coach threshold appointment 15%")
    shown = say("ann", "/coach @yui").text
    assert "○ contact → appointment: 3 of 20 = 15% (7–27), threshold 15%: too early to say" in shown
    assert "a rate needs 60 tries in 20 working days" in shown


def test_a_cold_list_moves_the_threshold(office: Office, say: Say) -> None:
    """The team reaches 360 of 1,200 on the web and 200 of 2,000 on the list: 17.5 % over all, so 16 % × 10 ÷ 17.5 on the list."""
    for who, source, contacts in (("hana", "web", 12), ("tom", "list", 4)):
        work(office, who, contacts=contacts, appointments=0, source=source)
    work(office, "yui", contacts=4, appointments=0, days=20, source="list")
    say("ann", "/coach threshold contact 16%")
    assert "80 of 800 = 10% (9–11), threshold 16% (9.1% on these leads): ready" in say("ann", "/coach @yui").text


def test_a_rep_reads_their_own_way_and_nobody_elses(office: Office, say: Say) -> None:
    work(office, "yui", contacts=6, appointments=1)
    say("ken", "/coach 基準値 接触率 12%")
    say("ken", "/coach 基準値 アポ率 25%")
    own = say("yui", "/coach").text
    assert "卒業までの道のり" in own
    assert "● コール→接触: 到達" in own
    assert "○ 接触→アポ: ▱" in own
    assert own == say("yui", "/coach @yui").text
    assert "<@U0KEN>" in say("hana", "/coach @yui").text
    assert "210件" not in say("hana", "/coach @yui").text


def test_a_rep_who_mentors_does_not_coach_themselves(say: Say) -> None:
    say("ken", "/coach 基準値 接触率 12%")
    assert "卒業を確定" not in say("ken", "/coach @ken").buttons


def graduated(office: Office, say: Say) -> Shown:
    work(office, "yui", contacts=6, appointments=2)
    say("ann", "/coach threshold contact 12%")
    say("ann", "/coach threshold appointment 15%")
    return say("ann", "/coach @yui")


def test_the_mentor_confirms_a_graduation_and_the_rep_hears_it(office: Office, say: Say) -> None:
    shown = graduated(office, say)
    assert (
        "Every rate that counts so far is ready: you can confirm the graduation.\nThis rests on: contact → appointment, call → contact."
        in shown.text
    )
    done = shown.press("Confirm graduation")
    assert "<@U0YUI> has graduated." in done.text
    posts = [post for post in office.outgoing() if post.to == "U0YUI"]
    assert [post.body["text"] for post in posts] == [
        "卒業です。<@U0ANN>さんが確定しました。毎日のロープレはここまでです。お疲れさまでした。"
    ]
    assert "1 graduated" in say("ann", "/coach").text
    assert "nothing tried since Tue, Nov 24, when the count began anew (graduation)" in say("ann", "/coach @yui").text
    done.press("Undo")
    assert "Confirm graduation" in say("ann", "/coach @yui").buttons


def test_a_graduation_is_put_off_with_a_reason(office: Office, say: Say) -> None:
    form = graduated(office, say).press("Not yet…")
    assert form.fill(reason=" ").errors == {"reason": "Please say why in a few words."}
    assert "goes on practising" in form.fill(reason="Objections first").text
    assert [post for post in office.outgoing() if post.to == "U0YUI"] == []
    assert "Confirm graduation" in say("ann", "/coach @yui").buttons


def test_a_second_tap_graduates_nobody_twice(office: Office, say: Say) -> None:
    shown = graduated(office, say)
    shown.press("Confirm graduation")
    shown.press("Confirm graduation")
    assert len([post for post in office.outgoing() if post.to == "U0YUI"]) == 1


def test_a_graduate_who_falls_is_the_mentors_to_decide(office: Office, say: Say) -> None:
    graduated(office, say).press("Confirm graduation")
    office.later(days=35)
    work(office, "yui", contacts=6, appointments=0, days=22, first=date(2026, 11, 25))
    shown = say("ann", "/coach @yui")
    assert "contact → appointment has fallen to about half of what is expected since graduation" in shown.text
    assert "Counted since Tue, Nov 24 (graduation): contact → appointment, call → contact." in shown.text
    again = shown.press("Practise again")
    assert "<@U0YUI> practises again" in again.text
    assert "0 graduated" in say("ann", "/coach").text
    again.press("Undo")
    left = say("ann", "/coach @yui").press("Leave it…").fill(reason="New list this month")
    assert "stays graduated" in left.text
    assert "Practise again" not in say("ann", "/coach @yui").buttons
