"""Views and blocks.validate: each fault by the place it is told at."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.errors import SlackError
from sandbox.views import checked, wrong_view
from tests.blocks import Piece, asking, button, marked, menu, modal, plain, row, section


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"title": None}, "/title"),
        ({"blocks": [asking({"type": "datepicker"})]}, ""),
        ({"blocks": "none"}, "/blocks"),
        ({"blocks": [section(text=marked("x" * 3001))]}, "/blocks/0/text/text"),
        ({"blocks": [row(button(focus_on_load=True))]}, "/blocks/0/elements/0"),
        ({"type": "home"}, "/type"),
        ({"hash": "1.2"}, ""),
        ({"private_metadata": {"a": 1}}, "/private_metadata"),
        ({"notify_on_close": "yes"}, "/notify_on_close"),
        ({"blocks": [row(menu(focus_on_load=True))] * 2}, "/blocks"),
    ],
)  # fmt: skip
def test_a_wrong_modal_is_refused_where_it_is_wrong(told: Piece, where: str) -> None:
    assert checked(modal(), "modal")["private_metadata"] == ""
    with pytest.raises(SlackError, match="invalid_arguments") as wrong:
        checked(modal() | told, "modal")
    assert any(one.endswith(f"[json-pointer:/view{where}]") for one in wrong.value.messages)


def test_a_home_has_no_title() -> None:
    assert [fault.what for fault in wrong_view({"type": "home", "blocks": [], "title": plain()}, "home")] == [
        "invalid additional property: title"
    ]


def test_a_view_of_more_than_250_kb_is_too_large() -> None:
    full = section(fields=[plain("あ" * 900)] * 10)
    assert checked(modal(blocks=[full] * 9), "modal")
    with pytest.raises(SlackError, match="view_too_large"):
        checked(modal(blocks=[full] * 10), "modal")


@pytest.mark.parametrize(
    "asked",
    [
        {"blocks": [section()]},
        {"message": {"text": "x", "blocks": [section()]}},
        {"view": modal()},
        {"view": {"type": "home", "blocks": []}},
    ],
)
def test_blocks_validate_accepts_what_is_right(slack: WebClient, asked: Piece) -> None:
    assert slack.api_call("blocks.validate", json=asked)["ok"]


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"blocks": [{"type": "header", "text": marked()}]}, "/0/text/type"),
        ({"message": {"blocks": [{"type": "header", "text": marked()}]}}, "/blocks/0/text/type"),
        ({"view": modal(blocks=[{"type": "header", "text": marked()}])}, "/blocks/0/text/type"),
    ],
)
def test_blocks_validate_says_what_is_wrong_and_where(slack: WebClient, asked: Piece, pointer: str) -> None:
    with pytest.raises(SlackApiError) as wrong:
        slack.api_call("blocks.validate", json=asked)
    expected = {"type": "enum", "expected": ["plain_text"], "got": "mrkdwn"}
    error = {"code": "failed_constraint", "message": "unsupported type: mrkdwn", "pointer": pointer, "constraint": expected}
    assert wrong.value.response.data == {"ok": False, "error": "invalid_blocks", "errors": [error]}


@pytest.mark.parametrize("asked", [{}, {"blocks": [section()], "view": modal()}])
def test_blocks_validate_takes_exactly_one_thing(slack: WebClient, asked: Piece) -> None:
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        slack.api_call("blocks.validate", json=asked)
