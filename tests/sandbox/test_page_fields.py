"""What was tapped or filled in becomes Slack's JSON; what the chat program refuses never reaches the bot."""

from typing import Any

import pytest

from sandbox.page import fields

Json = dict[str, Any]


def option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value.upper()}, "value": value}


A, B = option("a"), option("b")
MENU: Json = {"options": [A, B]}


@pytest.mark.parametrize(
    ("element", "posted", "held"),
    [
        ({"type": "static_select", **MENU}, ["b"], {"selected_option": B}),
        ({"type": "static_select", **MENU}, [""], {"selected_option": None}),
        ({"type": "static_select", **MENU}, ["no such"], {"selected_option": None}),
        ({"type": "static_select", "option_groups": [{"options": [A]}]}, ["a"], {"selected_option": A}),
        ({"type": "radio_buttons", **MENU}, ["a"], {"selected_option": A}),
        ({"type": "overflow", **MENU}, ["a"], {"selected_option": A}),
        ({"type": "multi_static_select", **MENU}, ["a", "b"], {"selected_options": [A, B]}),
        ({"type": "checkboxes", **MENU}, [], {"selected_options": []}),
        ({"type": "users_select"}, ["U1"], {"selected_user": "U1"}),
        ({"type": "multi_users_select"}, ["U1", "U2"], {"selected_users": ["U1", "U2"]}),
        ({"type": "conversations_select"}, ["C1"], {"selected_conversation": "C1"}),
        ({"type": "multi_conversations_select"}, ["C1"], {"selected_conversations": ["C1"]}),
        ({"type": "datepicker"}, ["2026-11-24"], {"selected_date": "2026-11-24"}),
        ({"type": "timepicker"}, [""], {"selected_time": None}),
        ({"type": "plain_text_input"}, ["  two\nlines "], {"value": "  two\nlines "}),
        ({"type": "number_input"}, ["5"], {"value": "5"}),
        ({"type": "button", "value": "v", "text": {"text": "Go"}}, ["forged"], {"value": "v", "text": {"text": "Go"}}),
    ],
)
def test_what_an_element_holds(element: Json, posted: list[str], held: Json) -> None:
    assert fields.held(element, posted) == {"type": element["type"]} | held


BLOCKS: list[Json] = [
    {"type": "section", "block_id": "s", "accessory": {"type": "overflow", "action_id": "more", **MENU}},
    {
        "type": "actions",
        "block_id": "row",
        "elements": [{"type": "button", "action_id": "go", "value": "7"}, {"type": "datepicker", "action_id": "day"}],
    },
    {"type": "input", "block_id": "lead", "element": {"type": "plain_text_input", "action_id": "lead"}},
]


def test_an_action_is_found_again_in_its_blocks() -> None:
    assert fields.action(BLOCKS, "row go", "", {}) == (
        "row",
        {"type": "button", "action_id": "go", "block_id": "row", "value": "7", "text": None},
    )
    found = fields.action(BLOCKS, "s more", "b", {})
    assert found is not None
    assert found[1]["selected_option"] == B
    assert fields.action(BLOCKS, "row day", "", {"row day": ["2026-11-24"]}) == (
        "row",
        {"type": "datepicker", "action_id": "day", "block_id": "row", "selected_date": "2026-11-24"},
    )


def test_an_action_no_longer_there_is_none() -> None:
    assert fields.action(BLOCKS, "row gone", "", {}) is None


def test_state_holds_every_element_that_keeps_a_value() -> None:
    assert fields.state(BLOCKS, {"lead lead": ["Acme"]}) == {
        "row": {"day": {"type": "datepicker", "selected_date": None}},
        "lead": {"lead": {"type": "plain_text_input", "value": "Acme"}},
    }


@pytest.mark.parametrize(
    ("element", "optional", "typed", "sentence"),
    [
        ({"type": "plain_text_input"}, False, "", "Please complete this field."),
        ({"type": "plain_text_input"}, False, "  ", "Please complete this field."),
        ({"type": "plain_text_input"}, True, "", None),
        ({"type": "plain_text_input", "max_length": 3}, False, "four", "At most 3 characters, please."),
        ({"type": "plain_text_input", "min_length": 3}, False, "ab", "At least 3 characters, please."),
        ({"type": "number_input"}, False, "five", "Please enter a number."),
        ({"type": "number_input"}, False, "1.5", "Please enter a number."),
        ({"type": "number_input", "is_decimal_allowed": True}, False, "1.5", None),
        ({"type": "number_input", "is_decimal_allowed": True}, False, "nan", "Please enter a number."),
        ({"type": "number_input", "min_value": "1", "max_value": "9"}, False, "10", "Please enter a number from 1 to 9."),
        ({"type": "number_input", "min_value": "1", "max_value": "9"}, False, "9", None),
        ({"type": "static_select", **MENU}, False, "", "Please complete this field."),
    ],
)
def test_the_chat_program_refuses_by_itself(element: Json, optional: bool, typed: str, sentence: str | None) -> None:
    block = {"type": "input", "block_id": "b", "optional": optional, "element": {"action_id": "e", **element}}
    assert fields.complaints([block], {"b e": [typed]}, "en").get("b") == sentence


def test_refusals_are_in_the_readers_language() -> None:
    assert fields.complaints(BLOCKS, {}, "ja") == {"lead": "この項目を入力してください。"}
