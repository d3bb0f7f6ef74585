"""Envelopes on the wire: who may answer in the acknowledgement, how long it may be, what counts of two, what hello tells."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as dial

from sandbox.server import Server
from sandbox.sockets import MOST_ACK_BYTES
from tests.sandboxes import HANA, SALES, TARO

BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Log"}, "action_id": "log", "value": "v"}


def heard(line: ClientConnection) -> dict[str, Any]:
    """The next frame."""
    told: dict[str, Any] = json.loads(line.recv(10))
    return told


def texts(sandbox: Server, person: str = HANA) -> list[str]:
    return [message.data["text"] for message in sandbox.workspace.messages(SALES, person)]


@pytest.fixture
def line(sandbox: Server) -> Iterator[ClientConnection]:
    """A connection that was greeted."""
    opener = WebClient("xapp-sandbox", base_url=f"{sandbox.url}/api/", retry_handlers=[])
    with dial(opener.apps_connections_open(app_token="xapp-sandbox")["url"], close_timeout=0.1) as line:
        hello = heard(line)
        assert hello.items() >= {"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0SANDBOX"}}.items()
        assert hello["debug_info"]["approximate_connection_time"] == 18_060
        yield line


@pytest.fixture
def person() -> Iterator[ThreadPoolExecutor]:
    """Somebody who waits for the app."""
    with ThreadPoolExecutor(1) as person:
        yield person


def answered(line: ClientConnection, length: int) -> None:
    """Acknowledge the next envelope in a frame of so many bytes."""
    answer: dict[str, Any] = {"envelope_id": heard(line)["envelope_id"], "payload": {"text": ""}}
    answer["payload"]["text"] = "x" * (length - len(json.dumps(answer)))
    line.send(json.dumps(answer))


@pytest.mark.usefixtures("unhurried")
def test_an_acknowledgement_below_20_kib_is_taken(sandbox: Server, line: ClientConnection, person: ThreadPoolExecutor) -> None:
    saying = person.submit(sandbox.workspace.write, HANA, SALES, "/say x")
    answered(line, MOST_ACK_BYTES - 1)
    assert saying.result(40) == ""
    assert len(texts(sandbox)) == 1


def test_one_of_20_kib_is_dropped_without_a_word(sandbox: Server, line: ClientConnection, person: ThreadPoolExecutor) -> None:
    saying = person.submit(sandbox.workspace.write, HANA, SALES, "/say x")
    answered(line, MOST_ACK_BYTES)
    assert saying.result(40) == '/say failed with the error "operation_timeout"'
    assert texts(sandbox) == []
    assert [one["state"] for one in sandbox.workspace.sockets.about()] == ["open"]


@pytest.mark.usefixtures("unhurried")
def test_what_a_person_does_may_be_answered_in_the_acknowledgement_and_an_event_may_not(
    sandbox: Server, line: ClientConnection, person: ThreadPoolExecutor
) -> None:
    place = sandbox.workspace
    pad = place.bot_says(SALES, {"text": "pad", "blocks": [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]})
    where: dict[str, Any] = {"container": "message", "container_id": f"{SALES}:{pad.ts}", "block_id": "b", "action": {"action_id": "log"}}
    deeds: dict[str, Any] = {
        "slash_commands": lambda: place.write(HANA, SALES, "/say x"),
        "interactive": lambda: place.act(HANA, **where),
        "events_api": lambda: place.open_home(HANA),
    }
    for kind, deed in deeds.items():
        doing = person.submit(deed)
        envelope = heard(line)
        assert (envelope["type"], envelope["accepts_response_payload"]) == (kind, kind != "events_api")
        assert envelope.keys() - {"retry_attempt", "retry_reason"} == {"envelope_id", "type", "accepts_response_payload", "payload"}
        line.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": f"to {kind}"}}))
        assert doing.result(40) == ""
    assert "to slash_commands" in texts(sandbox)
    assert "to events_api" not in texts(sandbox)


@pytest.mark.usefixtures("unhurried")
def test_the_first_acknowledgement_counts(sandbox: Server, line: ClientConnection, person: ThreadPoolExecutor) -> None:
    saying = person.submit(sandbox.workspace.write, HANA, SALES, "/say x")
    envelope_id = heard(line)["envelope_id"]
    line.send(json.dumps({"envelope_id": "another", "payload": {"text": "of nothing"}}))
    for answer in ("first", "second"):
        line.send(json.dumps({"envelope_id": envelope_id, "payload": {"text": answer}}))
    assert saying.result(40) == ""
    assert texts(sandbox) == ["first"]


def test_a_message_of_the_bots_is_no_command(sandbox: Server, slack: WebClient) -> None:
    slack.chat_postMessage(channel=SALES, text="/say hello")
    assert texts(sandbox) == ["/say hello"]
    assert sandbox.workspace.registration.courier.deliveries() == []


def test_an_answer_may_go_into_a_thread(sandbox: Server, slack: WebClient) -> None:
    root = slack.chat_postMessage(channel=SALES, text="root")["ts"]
    answer = WebhookClient(sandbox.workspace.response_url(HANA, SALES))
    answer.send_dict({"text": "in the thread", "thread_ts": root, "response_type": "in_channel"})
    assert texts(sandbox, TARO) == ["root", "in the thread"]
    replies = slack.conversations_replies(channel=SALES, ts=root)["messages"]
    assert [message["text"] for message in replies] == ["root", "in the thread"]
