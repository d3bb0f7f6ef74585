"""/meeting by taps: what waits for a word, the buttons that fit the person, and what each does."""

import json

import pytest

from bot.delivery import Delivery
from storage import members, teams, workspaces
from storage.engine import writing
from storage.tables import Entry, Meeting, MeetingEvent
from tests.office import Office, Shown
from tests.rows import rows


def _booked(office: Office, lead: str = "Acme", when: str = "11:00", who: str = "tom", ae: str = "lena") -> None:
    office.say(who, f"/log appointment {lead} {when} @{ae}")


def _after(office: Office, who: str = "tom") -> Shown:
    """The list once Acme's time has passed."""
    _booked(office)
    office.at("2026-11-24 12:00")
    return office.say(who, "/meeting")


def _events(office: Office) -> list[str]:
    return [event.kind for event in rows(office, MeetingEvent)]


def _tap(office: Office, who: str, value: str) -> Shown:
    return office.tap(who, {"action_id": "meeting:x", "type": "button", "value": value, "action_ts": office.stamp()})


@pytest.mark.parametrize(("who", "says"), [("tom", "No open meetings."), ("hana", "予定の商談はありません。")])
def test_an_empty_list_says_how_to_book(office: Office, who: str, says: str) -> None:
    assert says in office.say(who, "/meeting").text


def test_those_past_their_time_come_first_with_buttons(office: Office) -> None:
    _booked(office, "Gamma", "tomorrow 14:00")
    shown = _after(office)
    assert "1 meeting waits for a word" in shown.text
    assert shown.text.index("Acme, today 11:00, with <@U0LENA>") < shown.text.index("Gamma, tomorrow 14:00")
    assert {"Held", "Moved…", "No-show", "Cancelled"} <= set(shown.buttons)


def test_the_next_ones_have_a_menu(office: Office) -> None:
    _booked(office, when="tomorrow 14:00")
    menu = next(b["accessory"] for b in office.say("tom", "/meeting").blocks if "accessory" in b)
    assert menu["type"] == "overflow"
    assert [o["value"] for o in menu["options"]] == ["moved:1", "cancelled:1", "held:1", "no_show:1"]


def test_held_is_recorded_and_leaves_the_list(office: Office) -> None:
    shown = _after(office).press("Held")
    assert "Acme, Tue, Nov 24, 11:00: recorded as held." in shown.text
    assert "No open meetings." in shown.text
    assert shown.reply.replace
    assert shown.reply.home
    assert [m.state for m in rows(office, Meeting)] == ["held"]


def test_undo_brings_it_back_into_the_list(office: Office) -> None:
    shown = _after(office).press("Held").press("Undo")
    assert "Taken back: Acme, Tue, Nov 24, 11:00: held." in shown.text
    assert {"Held", "No-show"} <= set(shown.buttons)
    assert [m.state for m in rows(office, Meeting)] == ["booked"]
    assert _events(office) == ["booked", "held", "corrected"]


def test_cancelled_asks_first(office: Office) -> None:
    shown = _after(office)
    assert shown.buttons["Cancelled"]["confirm"]["confirm"]["text"] == "It was cancelled"
    assert "recorded as cancelled" in shown.press("Cancelled").text


def test_a_no_show_can_be_booked_again(office: Office) -> None:
    shown = _after(office).press("No-show")
    assert "recorded as a no-show" in shown.text
    moved = shown.press("Book again…").fill(day="2026-11-26", time="10:00")
    assert "Acme is moved to Thu, Nov 26, 10:00 (it was Tue, Nov 24, 11:00)." in moved.text
    [meeting] = rows(office, Meeting)
    assert (meeting.state, meeting.missed, meeting.moves) == ("booked", 1, 1)


def test_moved_asks_for_day_and_time_starting_from_now(office: Office) -> None:
    form = _after(office).press("Moved…")
    assert form.modal
    assert "2026-11-24" in json.dumps(form.modal.blocks)
    assert "Thu, Dec 3, 11:00" in form.fill(day="2026-12-03").text


@pytest.mark.parametrize("day", ["2026-11-23", "2029-01-01"])
@pytest.mark.parametrize("who", ["tom", "lena"])
def test_a_new_time_that_makes_no_sense_stands_under_its_field(office: Office, day: str, who: str) -> None:
    assert set(_after(office, who).press("Moved…").fill(day=day).errors) == {"day"}
    assert _events(office) == ["booked"]


def test_moved_to_the_same_time_changes_nothing(office: Office) -> None:
    assert "is recorded as moved already. Nothing was changed." in _after(office).press("Moved…").fill(time="11:00").text
    assert _events(office) == ["booked"]


def test_the_ae_says_held_and_qualified_in_one_tap(office: Office) -> None:
    shown = _after(office, "lena")
    assert "booked by <@U0TOM>" in shown.text
    assert "Held" not in shown.buttons
    assert "held and qualified" in shown.press("Held, qualified").text
    [meeting] = rows(office, Meeting)
    assert (meeting.state, meeting.verdict) == ("held", "qualified")
    assert [e.authority for e in rows(office, MeetingEvent)] == ["rep", "ae", "ae"]
    assert len(rows(office, Entry)) == 2


def test_undo_of_a_verdict_takes_held_along(office: Office) -> None:
    _after(office, "lena").press("Held, qualified").press("Undo")
    assert [(m.state, m.verdict) for m in rows(office, Meeting)] == [("booked", "pending")]


def test_the_ae_overrules_the_rep(office: Office) -> None:
    _after(office).press("Held")
    shown = office.say("lena", "/meeting")
    assert "Waiting for a verdict" in shown.text
    assert "recorded as a no-show" in shown.press("Did not take place").text
    assert "The AE has said otherwise about Acme" in _tap(office, "tom", "held:1").text
    assert [m.state for m in rows(office, Meeting)] == ["no_show"]


def test_a_win_takes_amount_and_day(office: Office) -> None:
    _after(office, "lena").press("Held, qualified")
    shown = office.say("lena", "/meeting")
    assert "Qualified, not won yet" in shown.text
    won = shown.press("Won…").fill(amount="１２０万", day="2026-11-24")
    assert "Acme is won: ¥1,200,000 on Tue, Nov 24." in won.text
    assert "Acme is recorded as won on Tue, Nov 24." in shown.press("Won…").fill(amount="5", day="2026-11-24").text
    assert [m.won_amount for m in rows(office, Meeting)] == [1_200_000]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"amount": "lots"}, {"amount"}),
        ({"amount": "-5"}, {"amount"}),
        ({"amount": "0"}, {"amount"}),
        ({"amount": "5", "day": "2026-11-30"}, {"day"}),
        ({"amount": "lots", "day": "2026-11-30"}, {"amount", "day"}),
        ({"amount": ""}, {"amount"}),
    ],
)
def test_a_win_that_makes_no_sense_stands_under_its_fields(office: Office, values: dict[str, str], errors: set[str]) -> None:
    _after(office, "lena").press("Held, qualified")
    assert set(office.say("lena", "/meeting").press("Won…").fill(**values).errors) == errors
    assert [m.won_on for m in rows(office, Meeting)] == [None]


def test_a_manager_judges_for_the_team(office: Office) -> None:
    _after(office).press("Held")
    assert "実施・無効として記録しました" in office.say("mio", "/meeting").press("実施・無効").text
    assert [m.verdict for m in rows(office, Meeting)] == ["unqualified"]


@pytest.mark.parametrize("value", ["qualified:1", "unqualified:1", "won:1"])
def test_a_rep_does_not_judge(office: Office, value: str) -> None:
    _after(office).press("Held")
    shown = _tap(office, "tom", value)
    assert "Verdicts and wins are given by the meeting’s AE or a manager: <@U0LENA>, <@U0MIO>" in shown.text
    assert shown.modal is None
    assert _events(office) == ["booked", "held"]


@pytest.mark.parametrize("kind", ["held", "moved", "no_show", "cancelled", "qualified", "won"])
@pytest.mark.parametrize("who", ["hana", "sora", "ken"])
def test_what_concerns_others_is_gone(office: Office, kind: str, who: str) -> None:
    _after(office)
    assert "変更できない" in _tap(office, who, f"{kind}:1").text
    assert _events(office) == ["booked"]


@pytest.mark.parametrize("value", ["", "held", "held:", "held:x", "held:99", "booked:1", "corrected:1", "held:１", "sold:1"])
def test_a_button_that_points_nowhere_is_gone(office: Office, value: str) -> None:
    _after(office)
    assert "This is not there any more" in _tap(office, "tom", value).text
    assert _events(office) == ["booked"]


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        ("held", "held", "is recorded as held already. Nothing was changed."),
        ("no_show", "no_show", "is recorded as no-show already"),
        ("cancelled", "cancelled", "is recorded as cancelled already"),
        ("held", "no_show", "Acme is recorded as held. /log undo takes that back"),
        ("held", "cancelled", "Acme is recorded as held."),
        ("held", "moved", "Acme is recorded as held."),
        ("cancelled", "held", "Acme was cancelled. To book it again, move it to a new time."),
    ],
)
def test_a_wrong_or_repeated_word_gets_a_sentence_and_no_row(office: Office, first: str, then: str, says: str) -> None:
    _after(office)
    _tap(office, "tom", f"{first}:1")
    shown = _tap(office, "tom", f"{then}:1")
    shown = shown.fill(day="2026-11-27") if shown.modal else shown
    assert says in shown.text
    assert _events(office) == ["booked", first]
    assert len(rows(office, Entry)) == 2


@pytest.mark.direct("the sandbox of conversations has one workspace")
def test_another_workspace_does_not_see_it(office: Office) -> None:
    _after(office)
    with writing(office.engine) as session:
        other = workspaces.ensure(session, slack_id="T0OTHER", now=office.now)
        team = teams.create(session, workspace_id=other.id or 0, name="Osaka", now=office.now)
        manager = members.ensure(session, workspace_id=other.id or 0, slack_id="U0OTHER", now=office.now)
        manager.team_id, manager.is_manager, manager.slack_language = team.id, True, "en"
    for name, value in (("meeting", "held:1"), ("meeting", "moved:1"), ("undo", "1"), ("log-correct", "1"), ("meeting-held-sure", "1")):
        asked = Delivery("action", name, f"key {name} {value}", "", "T0OTHER", "U0OTHER", text=value)
        assert "This is not there any more" in office.answering.answer(asked).text
    assert _events(office) == ["booked"]


def test_the_same_tap_delivered_twice_counts_once(office: Office) -> None:
    page = _after(office)
    assert page.press("Held", key="7.7").text == page.press("Held", key="7.7").text
    assert _events(office) == ["booked", "held"]
