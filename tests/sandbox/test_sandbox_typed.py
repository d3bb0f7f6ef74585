"""What people write has a rich_text block beside its text, in the history and in events."""

import pytest
from slack_sdk import WebClient

from sandbox import blockkit
from sandbox.server import Server
from sandbox.typed import rich
from tests.sandboxes import HANA, SALES, TARO


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("hi", [{"type": "text", "text": "hi"}]),
        ("R&amp;D &lt;3\nnext", [{"type": "text", "text": "R&D <3\nnext"}]),
        ("&amp;lt;", [{"type": "text", "text": "&lt;"}]),
        ("<@U0TARO> in <#C0SALES>", [
            {"type": "user", "user_id": "U0TARO"}, {"type": "text", "text": " in "}, {"type": "channel", "channel_id": "C0SALES"}]),
        ("see <https://example.com/?a=1&amp;b=2>", [
            {"type": "text", "text": "see "}, {"type": "link", "url": "https://example.com/?a=1&b=2"}]),
        ("*so* ~it~ `is` _said_", [
            {"type": "text", "text": "so", "style": {"bold": True}}, {"type": "text", "text": " "},
            {"type": "text", "text": "it", "style": {"strike": True}}, {"type": "text", "text": " "},
            {"type": "text", "text": "is", "style": {"code": True}}, {"type": "text", "text": " "},
            {"type": "text", "text": "said", "style": {"italic": True}}]),
        ("2*3*4 snake_case_name ** * *", [{"type": "text", "text": "2*3*4 snake_case_name ** * *"}]),
    ],
)  # fmt: skip
def test_a_text_becomes_one_section_of_its_pieces(text: str, leaves: list[dict[str, object]]) -> None:
    (block,) = rich(text)
    assert block["elements"] == [{"type": "rich_text_section", "elements": leaves}]
    assert list(blockkit.wrong_blocks([block], "message")) == []


def test_a_persons_message_is_read_with_its_block_and_the_bots_is_not_given_one(sandbox: Server, slack: WebClient) -> None:
    sandbox.workspace.write(HANA, SALES, "@taro https://example.com")
    slack.chat_postMessage(channel=SALES, text="bot")
    bots, hanas = slack.conversations_history(channel=SALES)["messages"]
    assert "blocks" not in bots
    assert hanas["text"] == f"<@{TARO}> <https://example.com>"
    kinds = [leaf["type"] for leaf in hanas["blocks"][0]["elements"][0]["elements"]]
    assert kinds == ["user", "text", "link"]
