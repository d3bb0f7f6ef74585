"""The pad: one tap is one call, counts are there at once, and Undo takes the tap back."""

import pytest

from bot.talk import Block
from storage.tables import Call, Entry
from tests.office import Office
from tests.rows import rows

TAPS_EN = ["No answer", "Gatekeeper", "Contact", "Callback", "Not interested", "Wrong number"]
TAPS_JA = ["不在", "受付", "接触", "再コール", "お断り", "番号違い"]


@pytest.mark.parametrize(("who", "taps", "forms"), [("tom", TAPS_EN, ["Appointment…", "Details…"]), ("hana", TAPS_JA, ["アポ…", "詳細…"])])
def test_the_pad_has_a_button_for_every_outcome(office: Office, who: str, taps: list[str], forms: list[str]) -> None:
    assert list(office.say(who, "/log").buttons) == [*taps, *forms]


@pytest.mark.parametrize(
    ("label", "outcome", "counts"),
    [
        ("No answer", "no_answer", "1 call · 0 contacts · 0 appointments"),
        ("Gatekeeper", "gatekeeper", "1 call · 0 contacts · 0 appointments"),
        ("Contact", "contact", "1 call · 1 contact · 0 appointments"),
        ("Callback", "callback", "1 call · 1 contact · 0 appointments"),
        ("Not interested", "not_interested", "1 call · 1 contact · 0 appointments"),
        ("Wrong number", "wrong_number", "1 call · 0 contacts · 0 appointments"),
    ],
)
def test_a_tap_logs_one_call_and_shows_the_new_counts(office: Office, label: str, outcome: str, counts: str) -> None:
    shown = office.say("tom", "/log").press(label)
    assert counts in shown.text
    assert shown.reply.replace
    assert shown.reply.home
    assert [call.outcome for call in rows(office, Call)] == [outcome]


def test_two_taps_are_two_calls_with_their_own_undo(office: Office) -> None:
    first = office.say("tom", "/log").press("Contact")
    second = first.press("Contact")
    assert "2 calls · 2 contacts" in second.text
    assert "1 call · 1 contact" in second.press("Undo").text
    assert "0 calls · 0 contacts" in first.press("Undo").text


def test_the_same_tap_delivered_twice_counts_once(office: Office) -> None:
    pad = office.say("tom", "/log")
    first = pad.press("Contact", key="1795.1")
    again = pad.press("Contact", key="1795.1")
    assert first.text == again.text
    assert len(rows(office, Call)) == 1


def test_undo_on_the_pad_brings_the_pad_back(office: Office) -> None:
    shown = office.say("tom", "/log").press("Contact").press("Undo")
    assert "Taken back: contact." in shown.text
    assert [label for label in shown.buttons if label in TAPS_EN] == TAPS_EN
    assert "Undo" not in shown.buttons
    assert rows(office, Call) == []


def test_a_second_tap_on_undo_says_that_it_is_undone(office: Office) -> None:
    pad = office.say("tom", "/log").press("Contact")
    pad.press("Undo")
    assert "Already undone: contact." in pad.press("Undo").text
    assert len(rows(office, Entry)) == 1


@pytest.mark.parametrize("value", ["appointment", "sold", "", "<!channel>"])
def test_a_tap_that_is_no_outcome_is_gone(office: Office, value: str) -> None:
    shown = office.tap("tom", {"action_id": "log-tap:x", "type": "button", "value": value, "action_ts": "1.1"})
    assert "This is not there any more" in shown.text
    assert rows(office, Entry) == []


def test_calls_back_due_stand_on_the_pad(office: Office) -> None:
    office.say("tom", "/log callback Beta 15:00")
    office.say("tom", "/log callback Acme 11:30")
    office.say("tom", "/log callback Gamma tomorrow 9:00")
    assert "To be called back today: Acme 11:30 · Beta 15:00" in office.say("tom", "/log").text
    office.say("tom", "/log contact Acme")
    shown = office.say("tom", "/log").text
    assert "To be called back today: Beta 15:00" in shown
    assert "Gamma" not in shown


def test_a_call_back_from_an_earlier_day_carries_its_date(office: Office) -> None:
    office.say("hana", "/log 再コール 山田商事 15時")
    office.at("2026-11-25 09:00")
    office.say("hana", "/log 再コール 青空商会 15時")
    shown = office.say("hana", "/log").text
    assert "約束の時刻を過ぎた再コール: 山田商事 11月24日(火) 15:00\n今日の再コール: 青空商会 15:00" in shown


def test_many_calls_back_are_cut_with_how_many_more(office: Office) -> None:
    for hour in range(11, 18):
        office.say("tom", f"/log callback Lead{hour} {hour}:00")
    assert "Lead15 15:00 · and 2 more" in office.say("tom", "/log").text


@pytest.mark.parametrize("who", ["hana", "yui", "ken", "mio", "ann"])
def test_reps_mentors_and_managers_log(office: Office, who: str) -> None:
    shown = office.say(who, "/log")
    assert len(shown.press(next(iter(shown.buttons))).blocks) >= 2
    assert len(rows(office, Call)) == 1


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("lena", "Calls are logged by reps, mentors and managers"),
        ("sora", "コールの記録は、インサイドセールス・メンター・マネージャーが行います"),
        ("zoe", "You are in no team yet."),
    ],
)
@pytest.mark.parametrize("line", ["/log", "/log contact Acme"])
def test_others_are_told_who_could_help(office: Office, who: str, says: str, line: str) -> None:
    shown = office.say(who, line)
    assert says in shown.text
    assert "<@U0MIO>" in shown.text
    assert rows(office, Entry) == []


def test_a_tap_asks_for_the_permission_again(office: Office) -> None:
    pad = office.say("tom", "/log")
    element = pad.buttons["Contact"]
    shown = office.tap("lena", {"action_id": element["action_id"], "type": "button", "value": element["value"], "action_ts": "9.9"})
    assert "Calls are logged by" in shown.text
    assert rows(office, Call) == []


def test_home_has_the_pad_and_shows_the_last_thing_with_undo(office: Office) -> None:
    office.say("tom", "/log 3 no-answer")
    labels = [e["text"]["text"] for block in office.home("tom") for e in _elements(block) if e["type"] == "button"]
    assert labels[:8] == [*TAPS_EN, "Appointment…", "Details…"]
    assert "Undo" in labels
    assert "Last: 10:00 3 × no answer" in str(office.home("tom"))


@pytest.mark.parametrize(
    ("who", "says"), [("zoe", "You are in no team yet"), ("sora", "予定の商談はありません"), ("mio", "チーム 商談 30")]
)
def test_home_greets_everybody_in_their_language(office: Office, who: str, says: str) -> None:
    assert says in str(office.home(who))


def test_on_home_a_tap_leaves_only_the_notice(office: Office) -> None:
    reply = office.press_home("tom", "Contact").reply
    assert (reply.text, reply.blocks, reply.home) == ("Recorded: contact.", (), True)


def _elements(block: Block) -> list[Block]:
    return [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]
