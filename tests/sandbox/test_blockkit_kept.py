"""What was sent reads back as Slack keeps it: in a new message, in chat.update's answer, in the history, in payloads, in views."""

from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import blockkit
from sandbox.server import Server
from tests.blocks import Piece, asking, button, line, marked, menu, modal, plain, row, section
from tests.sandboxes import HANA, SALES

SENT: list[Piece] = [section(text=marked("see https://example.com/a."), accessory=button(text=plain("🎯 Log"))), {"type": "divider"}]


def kept(text: Piece) -> Piece:
    """A text object as Slack keeps it."""
    told: Piece = blockkit.completed([section(text=text)])[0]["text"]
    return told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (marked("m"), marked("m") | {"verbatim": False}),
        (marked("m") | {"verbatim": True}, marked("m") | {"verbatim": True}),
        (plain("p"), plain("p") | {"emoji": True}),
        (plain("🎯 p"), plain(":dart: p") | {"emoji": True}),
        (plain("⚙ ⚙️ :dart:"), plain(":gear: :gear: :dart:") | {"emoji": True}),
        (plain("🎯 p") | {"emoji": False}, plain("🎯 p") | {"emoji": False}),
        (plain("https://example.com"), plain("https://example.com") | {"emoji": True}),
        (marked("at https://example.com/a?b=c, or"), marked("at <https://example.com/a?b=c>, or") | {"verbatim": False}),
        (marked("(http://example.com)"), marked("(<http://example.com>)") | {"verbatim": False}),
        (marked("<https://example.com|here>"), marked("<https://example.com|here>") | {"verbatim": False}),
        (marked("`https://example.com`"), marked("`https://example.com`") | {"verbatim": False}),
        (marked("```\nhttps://example.com```"), marked("```\nhttps://example.com```") | {"verbatim": False}),
        (marked("https://example.com") | {"verbatim": True}, marked("https://example.com") | {"verbatim": True}),
    ],
)
def test_a_text_is_told_with_its_flag_and_what_the_flag_asks_for(sent: Piece, told: Piece) -> None:
    assert kept(sent) == told
    assert kept(told) == told


def test_every_text_of_a_block_is_told_so_and_what_was_sent_stays_as_it_was() -> None:
    sent = [section(text=marked(), fields=[plain("f")], accessory=menu(placeholder=plain("Which?")))]
    told = blockkit.completed(sent)[0]
    texts = [told["text"], *told["fields"], told["accessory"]["placeholder"], *(one["text"] for one in told["accessory"]["options"])]
    assert [{"verbatim", "emoji"} & set(text) for text in texts] == [{"verbatim"}, *[{"emoji"}] * 3]
    assert "verbatim" not in sent[0]["text"]


def test_an_input_is_told_with_its_defaults() -> None:
    told = blockkit.completed([asking(line())])[0]
    assert (told["optional"], told["dispatch_action"]) == (False, False)
    assert told["element"]["dispatch_action_config"] == {"trigger_actions_on": ["on_enter_pressed"]}
    mine = {"trigger_actions_on": ["on_character_entered"]}
    told = blockkit.completed([asking(line(dispatch_action_config=mine), optional=True, dispatch_action=True)])[0]
    assert (told["optional"], told["dispatch_action"], told["element"]["dispatch_action_config"]) == (True, True, mine)


def test_what_is_told_can_be_sent_again(slack: WebClient, sandbox: Server) -> None:
    view = modal(blocks=[asking(line()), asking(menu()), *SENT], submit=plain("Go"))
    first = slack.views_open(trigger_id=sandbox.workspace.passes.trigger(HANA), view=view)["view"]
    again = slack.views_update(view_id=first["id"], view=view | {"blocks": first["blocks"]})["view"]
    assert again["blocks"] == first["blocks"]


def test_blocks_read_the_same_wherever_they_are_read(slack: WebClient, sandbox: Server) -> None:
    posted = slack.chat_postMessage(channel=SALES, text="x", blocks=SENT)
    blocks: list[Piece] = posted["message"]["blocks"]
    assert blocks[0]["text"] == marked("see <https://example.com/a>.") | {"verbatim": False}
    assert blocks[0]["accessory"]["text"] == plain(":dart: Log") | {"emoji": True}
    assert all(block["block_id"] for block in blocks)
    assert slack.conversations_history(channel=SALES)["messages"][0]["blocks"] == blocks
    assert slack.conversations_replies(channel=SALES, ts=posted["ts"])["messages"][0]["blocks"] == blocks
    message = sandbox.workspace.said.find(SALES, posted["ts"])
    assert message
    person, channel = sandbox.workspace.by_id[HANA], sandbox.workspace.channels[SALES]
    assert sandbox.workspace.payloads.in_message(person, channel, message, "")["message"]["blocks"] == blocks
    updated: list[Piece] = slack.chat_update(channel=SALES, ts=posted["ts"], text="y", blocks=SENT)["message"]["blocks"]
    assert without_ids(updated) == without_ids(blocks)


def without_ids(blocks: list[Piece]) -> list[dict[str, Any]]:
    return [{key: value for key, value in block.items() if key != "block_id"} for block in blocks]


def test_a_view_reads_the_same_in_the_answer_and_in_payloads(slack: WebClient, sandbox: Server) -> None:
    view = modal(blocks=[asking(line()), row(button())], submit=plain("🎯 Go"))
    told = slack.views_open(trigger_id=sandbox.workspace.passes.trigger(HANA), view=view)["view"]
    assert told["submit"] == plain(":dart: Go") | {"emoji": True}
    assert (told["title"]["emoji"], told["blocks"][0]["label"]["emoji"], told["close"]) == (True, True, None)
    open_one = sandbox.workspace.modals_of(HANA)[-1]
    sent = sandbox.workspace.payloads.submission(sandbox.workspace.by_id[HANA], open_one)["view"]
    assert sent["blocks"] == told["blocks"]
    assert sent["submit"].items() >= told["submit"].items()
