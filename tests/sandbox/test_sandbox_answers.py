"""A response_url: five answers in thirty minutes, ephemeral unless said otherwise, replacing and deleting."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from sandbox.server import Server
from tests.sandboxes import HANA, SALES, TARO, Connect, bolt, noting


def seen(sandbox: Server, person: str) -> list[str]:
    return [message.data["text"] for message in sandbox.workspace.messages(SALES, person)]


@pytest.fixture
def answer(sandbox: Server) -> WebhookClient:
    """The response_url of a command of Hana's."""
    return WebhookClient(sandbox.workspace.response_url(HANA, SALES))


def test_an_answer_is_for_one_unless_it_says_in_channel(sandbox: Server, answer: WebhookClient) -> None:
    assert answer.send(text="for you").body == "ok"
    answer.send(text="for all", response_type="in_channel")
    assert seen(sandbox, HANA) == ["for you", "for all"]
    assert seen(sandbox, TARO) == ["for all"]


def test_the_sixth_answer_is_refused(sandbox: Server, answer: WebhookClient) -> None:
    told = [answer.send(text=str(number)) for number in range(6)]
    assert [one.status_code for one in told] == [200] * 5 + [404]
    assert "used_url" in told[5].body
    assert len(seen(sandbox, HANA)) == 5


def test_after_thirty_minutes_it_is_refused(sandbox: Server, answer: WebhookClient) -> None:
    sandbox.workspace.clock.move(timedelta(minutes=29))
    assert answer.send(text="in time").status_code == 200
    sandbox.workspace.clock.move(timedelta(minutes=2))
    assert "expired_url" in answer.send(text="late").body
    assert httpx.post(f"{sandbox.url}/response/unheard-of", json={"text": "x"}).status_code == 404


def test_nothing_is_answered_any_more_when_the_app_has_left(sandbox: Server, answer: WebhookClient) -> None:
    trigger = sandbox.workspace.passes.trigger(HANA)
    sandbox.workspace.registration.uninstall(sandbox.workspace)
    assert answer.send(text="from beyond").status_code == 404
    assert seen(sandbox, HANA) == []
    assert trigger not in sandbox.workspace.passes.triggers


@pytest.mark.parametrize(
    ("body", "error"),
    [({"text": ""}, "no_text"), ({"blocks": [{"type": "nonsense"}]}, "invalid_blocks"), ({"text": "x" * 40_001}, "msg_too_long")],
)
def test_a_wrong_answer_is_named(answer: WebhookClient, body: dict[str, Any], error: str) -> None:
    assert f'"{error}"' in answer.send_dict(body).body


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("ephemeral", [True, False])
def test_the_original_is_replaced_in_place_or_deleted(sandbox: Server, slack: WebClient, connect: Connect, ephemeral: bool) -> None:
    heard: list[dict[str, Any]] = []
    app = connect(bolt(sandbox))
    app.action(re.compile("."))(noting(heard))
    button = {"type": "button", "text": {"type": "plain_text", "text": "Log"}, "action_id": "log", "value": "v"}
    content: dict[str, Any] = {"channel": SALES, "text": "pad", "blocks": [{"type": "actions", "block_id": "b", "elements": [button]}]}
    ts = slack.chat_postEphemeral(user=HANA, **content)["message_ts"] if ephemeral else slack.chat_postMessage(**content)["ts"]
    slack.chat_postMessage(channel=SALES, text="after")
    sandbox.workspace.act(HANA, container="message", container_id=f"{SALES}:{ts}", block_id="b", action={"action_id": "log"})
    answer = WebhookClient(heard[0]["response_url"])
    answer.send(text="pad again", replace_original=True)
    assert seen(sandbox, HANA) == ["pad again", "after"]
    assert seen(sandbox, TARO) == (["after"] if ephemeral else ["pad again", "after"])
    assert sandbox.workspace.messages(SALES, HANA)[0].ts == ts
    answer.send(text="", delete_original=True)
    assert seen(sandbox, HANA) == ["after"]
