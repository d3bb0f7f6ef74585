"""Block Kit's basic rules, each by the fault it finds."""

from typing import Any

import pytest

from sandbox import blockkit, inputs
from sandbox.errors import SlackError
from sandbox.views import checked


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def row(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(action: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action, "text": plain("B")} | more


def menu(kind: str, count: int, value: str = "v") -> dict[str, Any]:
    return {"type": kind, "action_id": "m", "options": [{"text": plain("o"), "value": value}] * count}


def asking(element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "input", "label": plain("L"), "element": element}


@pytest.mark.parametrize(
    ("block", "where"),
    [
        ("no block", "/type"),
        ({"type": "nonsense"}, "/type"),
        ({"type": "alert"}, ""),
        ({"type": "divider", "block_id": "x" * 256}, "/block_id"),
        ({"type": "section"}, ""),
        ({"type": "section", "text": {"type": "mrkdwn", "text": ""}}, "/text/text"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}, "/text/text"),
        ({"type": "section", "text": "x"}, "/text"),
        ({"type": "section", "fields": [plain("x")] * 11}, "/fields"),
        ({"type": "section", "fields": [plain("x" * 2001)]}, "/fields/0/text"),
        ({"type": "section", "text": plain("x"), "accessory": {"type": "lever"}}, "/accessory/type"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/text/type"),
        ({"type": "header", "text": plain("x" * 151)}, "/text/text"),
        ({"type": "context", "elements": []}, "/elements"),
        ({"type": "context", "elements": [plain("x")] * 11}, "/elements"),
        ({"type": "image", "image_url": "https://example.com/a.png"}, "/alt_text"),
        ({"type": "image", "alt_text": "x"}, ""),
        (row(), "/elements"),
        (row(*(button(str(number)) for number in range(26))), "/elements"),
        (row(button(), button()), "/elements"),
        (row(button(text=plain("x" * 76))), "/elements/0/text/text"),
        (row(button(value="x" * 2001)), "/elements/0/value"),
        (row(button(style="loud")), "/elements/0/style"),
        (row(button("x" * 256)), "/elements/0/action_id"),
        (
            row(button(confirm={"title": plain("t"), "text": plain("x" * 301), "confirm": plain("y"), "deny": plain("n")})),
            "/elements/0/confirm/text/text",
        ),
        (row(menu("static_select", 101)), "/elements/0/options"),
        (row(menu("overflow", 6)), "/elements/0/options"),
        (row(menu("checkboxes", 11)), "/elements/0/options"),
        (row(menu("static_select", 0)), "/elements/0/options"),
        (row(menu("static_select", 1, "x" * 76)), "/elements/0/options/0/value"),
        (row({**menu("static_select", 1), "placeholder": plain("x" * 151)}), "/elements/0/placeholder/text"),
        (
            row({"type": "static_select", "option_groups": [{"label": plain("x" * 76), "options": []}]}),
            "/elements/0/option_groups/0/label/text",
        ),
        (asking(button()), "/element/type"),
        ({"type": "input", "element": {"type": "datepicker"}}, "/label"),
    ],
)
def test_a_wrong_block_is_found_where_it_is(block: Any, where: str) -> None:
    assert f"/blocks/0{where}" in [at for at, _ in blockkit.wrong_blocks([block], "message")]


@pytest.mark.parametrize(
    ("surface", "most"),
    [("message", 50), ("modal", 100), ("home", 100)],
)
def test_a_surface_holds_so_many_blocks(surface: str, most: int) -> None:
    assert not list(blockkit.wrong_blocks([{"type": "divider"}] * most, surface))
    assert list(blockkit.wrong_blocks([{"type": "divider"}] * (most + 1), surface))


def test_block_ids_are_unique_and_made_when_missing() -> None:
    assert list(blockkit.wrong_blocks([{"type": "divider", "block_id": "x"}] * 2, "message"))
    first, second = blockkit.completed([{"type": "divider"}, row({"type": "button", "text": plain("x")})])
    assert first["block_id"] != second["block_id"]
    assert second["elements"][0]["action_id"]


def test_what_is_refused_says_why_and_where() -> None:
    with pytest.raises(SlackError) as wrong:
        blockkit.refuse_wrong([{"type": "nonsense"}], "message")
    messages = ["[ERROR] unsupported type: nonsense [json-pointer:/blocks/0/type]"]
    assert wrong.value.answer() == {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": messages}}


@pytest.mark.parametrize(
    "told",
    [
        {"title": plain("x" * 25)},
        {"title": None},
        {"submit": plain("x" * 25)},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"blocks": [asking({"type": "datepicker"})]},
        {"blocks": "none"},
        {"type": "home"},
    ],
)
def test_a_modal_keeps_its_bounds(told: dict[str, Any]) -> None:
    right = {"type": "modal", "title": plain("T"), "blocks": []}
    assert checked(right, "modal")["private_metadata"] == ""
    with pytest.raises(SlackError, match="invalid_arguments"):
        checked(right | told, "modal")


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
def test_state_starts_with_what_the_element_starts_with(element: dict[str, Any], value: dict[str, Any]) -> None:
    block = {"type": "actions", "block_id": "b", "elements": [element | {"action_id": "a"}, button("c")]}
    assert inputs.values([block]) == {"b": {"a": {"type": element["type"], **value}}}
