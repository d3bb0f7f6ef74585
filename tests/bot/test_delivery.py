"""What Slack sends, read: the shapes of its published samples, every element, and private_metadata that is not ours."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from bot import delivery
from bot.delivery import Delivery, of_action, of_command, of_form, wrapped

Body = dict[str, Any]

COMMAND: Body = {
    "token": "",
    "api_app_id": "A1",
    "team_id": "T1",
    "team_domain": "",
    "enterprise_id": "E1",
    "enterprise_name": "",
    "channel_id": "C1",
    "channel_name": "",
    "user_id": "U1",
    "user_name": "",
    "command": "/log",
    "text": "不在 12",
    "response_url": "https://hooks.slack.com/commands/1",
    "trigger_id": "1.2.3",
    "is_enterprise_install": False,
}
PERSON: Body = {
    "enterprise": {"id": "E1", "name": ""},
    "team": {"id": "T1", "domain": "", "enterprise_id": "", "enterprise_name": ""},
    "user": {"id": "U1", "username": "", "name": "", "team_id": "T1"},
    "api_app_id": "A1",
    "token": "",
}
TAP: Body = PERSON | {
    "type": "block_actions",
    "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1", "is_ephemeral": True},
    "trigger_id": "1.2.3",
    "channel": {"id": "C1", "name": "sales"},
    "state": {"values": {}},
    "response_url": "https://hooks.slack.com/actions/1",
    "actions": [{"type": "button", "action_id": "undo", "block_id": "b", "value": "17", "action_ts": "9.9", "text": {"text": "Undo"}}],
    "is_enterprise_install": False,
}
VIEW: Body = {
    "id": "V1",
    "team_id": "T1",
    "type": "modal",
    "title": {"type": "plain_text", "text": "Log"},
    "submit": None,
    "close": None,
    "private_metadata": "",
    "callback_id": "log-details",
    "external_id": "",
    "state": {"values": {}},
    "hash": "h1",
    "clear_on_close": False,
    "notify_on_close": False,
    "root_view_id": "V1",
    "previous_view_id": None,
    "app_id": "A1",
    "bot_id": "B1",
}
FORM: Body = PERSON | {"type": "view_submission", "trigger_id": "1.2.3", "view": VIEW, "is_enterprise_install": False, "response_urls": []}


def test_a_command_is_read() -> None:
    assert replace(of_command(COMMAND), fingerprint="") == Delivery(
        kind="command",
        name="/log",
        key="command 1.2.3",
        fingerprint="",
        workspace="T1",
        user="U1",
        text="不在 12",
        channel="C1",
        response_url="https://hooks.slack.com/commands/1",
        trigger_id="1.2.3",
    )


@pytest.mark.parametrize("lacking", ["text", "response_url", "channel_id"])
def test_a_command_without_what_may_lack_is_read(lacking: str) -> None:
    body = {name: value for name, value in COMMAND.items() if name != lacking}
    assert of_command(body).user == "U1"
    assert of_command(COMMAND | {lacking: None}) == of_command(body)


def test_a_tap_is_read() -> None:
    assert replace(of_action(TAP), fingerprint="") == Delivery(
        kind="action",
        name="undo",
        key="action 9.9 undo U1",
        fingerprint="",
        workspace="T1",
        user="U1",
        text="17",
        channel="C1",
        response_url="https://hooks.slack.com/actions/1",
        trigger_id="1.2.3",
    )


def test_a_form_is_read() -> None:
    assert replace(of_form(FORM), fingerprint="") == Delivery(
        kind="form", name="log-details", key="form V1 h1", fingerprint="", workspace="T1", user="U1", trigger_id="1.2.3", view_id="V1"
    )


def test_what_stands_after_the_colon_tells_equal_buttons_apart() -> None:
    taps = [TAP | {"actions": [TAP["actions"][0] | {"action_id": name}]} for name in ("meeting:held", "meeting:moved")]
    found = [of_action(tap) for tap in taps]
    assert [each.name for each in found] == ["meeting", "meeting"]
    assert found[0].key != found[1].key


@pytest.mark.parametrize(
    ("body", "workspace"),
    [
        (TAP, "T1"),
        (TAP | {"team": None}, "T1"),
        (TAP | {"team": None, "user": {"id": "U1"}}, ""),
        (TAP | {"team": {"id": "T2"}}, "T2"),
    ],
)
def test_the_workspace_is_the_teams_or_the_persons(body: Body, workspace: str) -> None:
    """`team` is null when the app is installed for a whole organisation."""
    assert of_action(body).workspace == workspace


# One identity a thing somebody did


@pytest.mark.parametrize(
    ("read", "body", "other"),
    [
        (of_command, COMMAND, {"trigger_id": "4.5.6"}),
        (of_action, TAP, {"actions": [TAP["actions"][0] | {"action_ts": "9.8"}]}),
        (of_action, TAP, {"user": {"id": "U2"}}),
        (of_form, FORM, {"view": VIEW | {"id": "V2"}}),
        (of_form, FORM, {"view": VIEW | {"hash": "h2"}}),
    ],
)
def test_the_key_is_the_same_when_it_comes_again_and_else_another(read: Callable[[Body], Delivery], body: Body, other: Body) -> None:
    assert read(deepcopy(body)) == read(body)
    assert read(body | other).key != read(body).key


@pytest.mark.parametrize(
    ("read", "body", "other"),
    [
        (of_command, COMMAND, {"text": "不在 13"}),
        (of_command, COMMAND, {"command": "/meeting"}),
        (of_command, COMMAND, {"user_id": "U2"}),
        (of_action, TAP, {"actions": [TAP["actions"][0] | {"value": "18"}]}),
        (of_form, FORM, {"view": VIEW | {"state": {"values": {"b": {"a": {"type": "number_input", "value": "1"}}}}}}),
        (of_form, FORM, {"view": VIEW | {"private_metadata": '{"meta": "other"}'}}),
    ],
)
def test_the_fingerprint_is_of_what_was_asked(read: Callable[[Body], Delivery], body: Body, other: Body) -> None:
    assert read(body | other).key == read(body).key or "user_id" in other
    assert read(body | other).fingerprint != read(body).fingerprint


@pytest.mark.parametrize(
    ("read", "body"), [(of_command, COMMAND | {"response_url": "https://hooks.slack.com/2"}), (of_action, TAP | {"trigger_id": "7.8"})]
)
def test_what_slack_makes_anew_is_no_content(read: Callable[[Body], Delivery], body: Body) -> None:
    assert read(body).fingerprint == read(COMMAND if "command" in body else TAP).fingerprint


# Every element

ELEMENTS: list[tuple[Body, str | list[str] | None]] = [
    ({"type": "button", "value": "17"}, "17"),
    ({"type": "button"}, None),
    ({"type": "plain_text_input", "value": "山田商事"}, "山田商事"),
    ({"type": "plain_text_input", "value": None}, None),
    ({"type": "plain_text_input", "value": ""}, ""),
    ({"type": "number_input", "value": "12.5"}, "12.5"),
    ({"type": "email_text_input", "value": "a@example.com"}, "a@example.com"),
    ({"type": "url_text_input", "value": "https://example.com"}, "https://example.com"),
    ({"type": "datepicker", "selected_date": "2026-11-25"}, "2026-11-25"),
    ({"type": "datepicker", "selected_date": None}, None),
    ({"type": "timepicker", "selected_time": "14:00"}, "14:00"),
    ({"type": "datetimepicker", "selected_date_time": 1795500000}, "1795500000"),
    ({"type": "static_select", "selected_option": {"text": {"text": "Held"}, "value": "held"}}, "held"),
    ({"type": "static_select", "selected_option": None}, None),
    ({"type": "external_select", "selected_option": {"value": "7"}}, "7"),
    ({"type": "overflow", "selected_option": {"value": "share"}}, "share"),
    ({"type": "radio_buttons", "selected_option": {"value": "inbound"}}, "inbound"),
    ({"type": "users_select", "selected_user": "U2"}, "U2"),
    ({"type": "users_select", "selected_user": None}, None),
    ({"type": "conversations_select", "selected_conversation": "C2"}, "C2"),
    ({"type": "channels_select", "selected_channel": "C3"}, "C3"),
    ({"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}, ["a", "b"]),
    ({"type": "checkboxes", "selected_options": []}, []),
    ({"type": "multi_static_select", "selected_options": [{"value": "a"}]}, ["a"]),
    ({"type": "multi_external_select", "selected_options": None}, []),
    ({"type": "multi_users_select", "selected_users": ["U2", "U3"]}, ["U2", "U3"]),
    ({"type": "multi_conversations_select", "selected_conversations": ["C2"]}, ["C2"]),
    ({"type": "multi_channels_select", "selected_channels": ["C3"]}, ["C3"]),
    ({"type": "rich_text_input", "rich_text_value": {"type": "rich_text", "elements": []}}, None),
    ({"type": "file_input", "files": [{"id": "F1"}]}, None),
]
IDS = [f"{n} {element['type']}" for n, (element, _) in enumerate(ELEMENTS)]


@pytest.mark.parametrize(("element", "value"), ELEMENTS, ids=IDS)
def test_each_element_of_a_form_gives_its_value(element: Body, value: str | list[str] | None) -> None:
    state = {"values": {"block": {"name": element}}}
    assert of_form(FORM | {"view": VIEW | {"state": state}}).form == {"name": value}
    assert of_action(TAP | {"state": state}).form == {"name": value}
    assert of_action(TAP | {"view": VIEW | {"state": state}}).form == {"name": value}


@pytest.mark.parametrize(("element", "value"), ELEMENTS, ids=IDS)
def test_each_element_used_gives_its_words(element: Body, value: str | list[str] | None) -> None:
    used = element | {"action_id": "undo", "block_id": "b", "action_ts": "9.9"}
    assert of_action(TAP | {"actions": [used]}).text == (" ".join(value) if isinstance(value, list) else value or "")


@pytest.mark.parametrize("state", [{}, None, {"values": {}}, {"values": None}])
def test_a_form_without_inputs_is_empty(state: Body | None) -> None:
    assert of_form(FORM | {"view": VIEW | {"state": state}}).form == {}


# Where an answer goes


def test_a_form_answers_where_it_was_opened() -> None:
    asked = of_command(COMMAND)
    view = VIEW | {"private_metadata": wrapped(asked, 'lead "Acme" 山田')}
    sent = of_form(FORM | {"view": view})
    assert (sent.meta, sent.channel, sent.response_url) == ('lead "Acme" 山田', "C1", asked.response_url)
    tapped = of_action(PERSON | {"type": "block_actions", "view": view, "actions": TAP["actions"], "trigger_id": "2"})
    assert (tapped.meta, tapped.channel, tapped.response_url, tapped.view_id) == (sent.meta, "C1", asked.response_url, "V1")


def test_a_form_upon_a_form_still_knows_where_it_all_began() -> None:
    first = of_form(FORM | {"view": VIEW | {"private_metadata": wrapped(of_command(COMMAND), "one")}})
    second = of_form(FORM | {"view": VIEW | {"private_metadata": wrapped(first, "two")}})
    assert (second.meta, second.channel, second.response_url) == ("two", "C1", first.response_url)


def test_what_began_on_app_home_ends_there() -> None:
    home = {"id": "V0", "type": "home", "hash": "h", "private_metadata": "", "state": {"values": {}}, "callback_id": ""}
    tap = of_action(PERSON | {"type": "block_actions", "view": home, "actions": TAP["actions"], "trigger_id": "2"})
    assert (tap.from_home, tap.channel, tap.response_url) == (True, "", "")
    sent = of_form(FORM | {"view": VIEW | {"private_metadata": wrapped(tap, "")}})
    assert sent.from_home


@pytest.mark.parametrize(
    "foreign",
    ["", "not json", "[]", "[1, 2]", '"words"', "17", "null", "true", "{}", '{"meta": null}', '{"other": {"meta": 1}}', "[" * 3000],
)
def test_private_metadata_that_is_not_ours_says_nothing(foreign: str) -> None:
    """Views of an older version may still be open when a new one starts."""
    view = VIEW | {"private_metadata": foreign}
    for found in (of_form(FORM | {"view": view}), of_action(TAP | {"view": view, "channel": None, "response_url": None})):
        assert (found.meta, found.channel, found.response_url, found.from_home) == ("", "", "", False)


def test_what_is_kept_of_a_form_stays_far_below_slacks_limit() -> None:
    asked = replace(of_command(COMMAND), response_url="https://hooks.slack.com/commands/" + "x" * 200)
    assert len(delivery.wrapped(asked, "m" * 1000)) < 3000
