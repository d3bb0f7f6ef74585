"""Block Kit's rules, each by the fault it finds; surfaces; what Slack adds to blocks it keeps."""

from typing import Any

import pytest

from sandbox import blockkit, inputs
from sandbox.blockkit.layout import BLOCKS
from sandbox.errors import SlackError
from tests.blocks import (
    SMALLEST,
    Piece,
    asking,
    button,
    confirm,
    container,
    line,
    marked,
    menu,
    options,
    picture,
    plain,
    rich,
    rich_line,
    row,
    section,
    task,
    video,
)
from tests.limits import NOT_IN


@pytest.mark.parametrize(
    ("block", "where", "what"),
    [
        ("no block", "", "must provide an object"),
        ({}, "", "missing required field: type"),
        ({"type": "nonsense"}, "/type", "unsupported type: nonsense"),
        ({"type": ["section"]}, "/type", "must provide a string"),
        ({"type": "alert", "text": plain()}, "/type", "unsupported type: alert"),
        ({"type": "divider", "text": plain()}, "", "invalid additional property: text"),
        (section(colour="red"), "", "invalid additional property: colour"),
        (section(text=marked() | {"emoji": True}), "/text", "invalid additional property: emoji"),
        ({"type": "section"}, "", "must define at least one of `text`, `fields`"),
        (section(text=marked("")), "/text/text", "must be more than 0 characters"),
        (section(text=marked("x" * 3001)), "/text", "failed to match all allowed schemas"),
        (section(text=marked("x" * 3001)), "/text/text", "must be less than 3001 characters"),
        (section(text="x"), "/text", "must provide an object"),
        (section(text=None), "/text", "must provide an object"),
        (section(text=marked() | {"text": 7}), "/text/text", "must provide a string"),
        (section(fields=[]), "/fields", "must provide at least 1 items"),
        (section(accessory={"type": "lever"}), "/accessory/type", "unsupported type: lever"),
        (section(accessory=line()), "/accessory/type", "unsupported type: plain_text_input"),
        (section(block_id=None), "/block_id", "must provide a string"),
        ({"type": "header", "text": marked()}, "/text/type", "unsupported type: mrkdwn"),
        ({"type": "header"}, "", "missing required field: text"),
        ({"type": "context", "elements": []}, "/elements", "must provide at least 1 items"),
        ({"type": "context", "elements": [button()]}, "/elements/0/type", "unsupported type: button"),
        ({"type": "image", "image_url": "x"}, "", "missing required field: alt_text"),
        ({"type": "image", "alt_text": "x"}, "", "must define either `image_url` or `slack_file`"),
        (picture(slack_file={"id": "F1"}), "", "must define either `image_url` or `slack_file`"),
        (row(button(), button()), "/elements", "`action_id` a already exists for other elements"),
        (row(button(style="loud")), "/elements/0/style", "must be a valid enum value"),
        (row(button(value=7)), "/elements/0/value", "must provide a string"),
        (row(button(confirm=confirm(style="loud"))), "/elements/0/confirm/style", "must be a valid enum value"),
        (row(button(confirm={"title": plain()})), "/elements/0/confirm", "missing required field: text"),
        (row(picture()), "/elements/0/type", "unsupported type: image"),
        (row(menu(option_groups=[])), "/elements/0/option_groups", "must provide at least 1 items"),
        (row({"type": "static_select"}), "/elements/0", "must define either `options` or `option_groups`"),
        (row(menu(initial_option=options(2)[1])), "/elements/0/initial_option", "must exactly match one of the options"),
        (row(menu(options=[{"text": marked(), "value": "v"}])), "/elements/0/options/0/text/type", "unsupported type: mrkdwn"),
        (row({"type": "users_select", "initial_user": 7}), "/elements/0/initial_user", "must provide a string"),
        (row({"type": "conversations_select", "filter": {"include": ["dm"]}}), "/elements/0/filter/include/0", None),
        (row({"type": "multi_users_select", "max_selected_items": 0}), "/elements/0/max_selected_items", "must be greater than 1"),
        (asking(button()), "/element/type", "unsupported type: button"),
        ({"type": "input", "element": {"type": "datepicker"}}, "", "missing required field: label"),
        (asking({"type": "datepicker", "initial_date": "2026-02-30"}), "/element/initial_date", "must be a valid date"),
        (asking({"type": "timepicker", "initial_time": "24:00"}), "/element/initial_time", None),
        (asking({"type": "datetimepicker", "initial_date_time": "1"}), "/element/initial_date_time", "must provide an integer"),
        (asking({"type": "number_input"}), "/element", "missing required field: is_decimal_allowed"),
        (asking({"type": "number_input", "is_decimal_allowed": True, "min_value": "3", "max_value": "2"}), "/element/min_value", None),
        (asking({"type": "number_input", "is_decimal_allowed": True, "initial_value": "many"}), "/element/initial_value", None),
        (asking(line(min_length=9, max_length=8)), "/element/min_length", "must be less than or equal to `max_length`"),
        (asking(line(multiline="yes")), "/element/multiline", "must be a boolean"),
        (asking(line(dispatch_action_config={"trigger_actions_on": ["x"]})), "/element/dispatch_action_config/trigger_actions_on/0", None),
        (rich({"type": "text", "text": "x"}), "/elements/0/type", "unsupported type: text"),
        (rich(rich_line({"type": "user"})), "/elements/0/elements/0", "missing required field: user_id"),
        ({"type": "file", "external_id": "x", "source": "local"}, "/source", "must be a valid enum value"),
        ({"type": "card"}, "", None),
        (container(child_blocks=[container()]), "/child_blocks/0/type", "unsupported type: container"),
        (container(is_collapsible=True, has_header_divider=True), "/has_header_divider", "cannot be set with `is_collapsible`"),
        (container(default_collapsed=True), "/default_collapsed", "requires `is_collapsible`"),
        (task(status="pending"), "/status", "must be a valid enum value"),
        (video(title=marked()), "/title/type", "unsupported type: mrkdwn"),
    ],
)  # fmt: skip
def test_a_wrong_block_is_found_where_it_is(block: Any, where: str, what: str | None) -> None:
    found = [fault for fault in blockkit.wrong_blocks([block], "message") if fault.where == f"/blocks/0{where}"]
    assert found
    assert what is None or what in [fault.what for fault in found]


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_surface_takes_its_blocks_and_no_others(surface: str, kind: str) -> None:
    found = [fault.what for fault in blockkit.wrong_blocks([SMALLEST[kind]], surface)]
    assert found == ([f"unsupported type: {kind}"] if kind in NOT_IN[surface] else [])


def test_block_ids_are_unique_and_made_when_missing() -> None:
    assert list(blockkit.wrong_blocks([{"type": "divider", "block_id": "x"}] * 2, "message"))
    first, second = blockkit.completed([{"type": "divider"}, row({"type": "button", "text": plain("x")})])
    assert first["block_id"] != second["block_id"]
    assert second["elements"][0]["action_id"]


def test_what_nests_gets_its_ids_too_and_a_picture_none() -> None:
    inside = container(child_blocks=[row({"type": "button", "text": plain()}), section(accessory=picture())])
    first = blockkit.completed([inside])[0]
    assert first["child_blocks"][0]["elements"][0]["action_id"]
    assert "action_id" not in first["child_blocks"][1]["accessory"]


def test_what_is_refused_says_why_and_where() -> None:
    with pytest.raises(SlackError) as wrong:
        blockkit.refuse_wrong([{"type": "nonsense"}], "message")
    told = "unsupported type: nonsense [json-pointer:/blocks/0/type]"
    answer = {"ok": False, "error": "invalid_blocks", "errors": [told], "response_metadata": {"messages": [f"[ERROR] {told}"]}}
    assert wrong.value.answer() == answer


def test_blocks_that_are_no_list_are_no_blocks() -> None:
    with pytest.raises(SlackError, match="invalid_blocks_format"):
        blockkit.refuse_wrong("[", "message")


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "plain_text_input", "initial_value": "x"}, {"value": "x"}),
        ({"type": "users_select", "initial_user": "U1"}, {"selected_user": "U1"}),
        ({"type": "multi_users_select"}, {"selected_users": []}),
        ({"type": "checkboxes"}, {"selected_options": []}),
        ({"type": "datetimepicker", "initial_date_time": 1}, {"selected_date_time": 1}),
        ({"type": "timepicker"}, {"selected_time": None}),
    ],
)
def test_state_starts_with_what_the_element_starts_with(element: Piece, value: Piece) -> None:
    block = {"type": "actions", "block_id": "b", "elements": [element | {"action_id": "a"}, button("c")]}
    assert inputs.values([block]) == {"b": {"a": {"type": element["type"], **value}}}
