"""Signed HTTP: the unmodified Bolt app behind an address, and what the person is told when it fails."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from sandbox.server import Server, serve
from tests.sandboxes import HANA, SALES, bolt, noting, workspace


class Endpoint:
    """A Bolt app behind a port; `status` answers in its stead."""

    def __init__(self) -> None:
        self.app: App | None = None
        self.status = 0
        self.headers: list[dict[str, str]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                endpoint.serve(self)

            def log_message(self, *_: Any) -> None:
                """Nothing to the terminal."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.url = f"http://127.0.0.1:{self.server.server_port}/slack/events"

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """One request."""
        body = handler.rfile.read(int(handler.headers["content-length"])).decode()
        self.headers.append({key.lower(): value for key, value in handler.headers.items()})
        assert self.app
        answer = self.app.dispatch(BoltRequest(body=body, headers=dict(handler.headers)))
        handler.send_response(self.status or answer.status)
        for key, value in answer.first_headers().items():
            handler.send_header(key, value)
        handler.end_headers()
        handler.wfile.write(answer.body.encode())


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    endpoint = Endpoint()
    endpoint.thread.start()
    yield endpoint
    endpoint.server.shutdown()
    endpoint.server.server_close()


@pytest.fixture
def sandbox(endpoint: Endpoint) -> Iterator[Server]:
    with serve(workspace(deliver_to=endpoint.url)) as server:
        endpoint.app = bolt(server)
        yield server


def test_a_command_arrives_signed_and_is_answered(sandbox: Server, endpoint: Endpoint) -> None:
    assert endpoint.app
    endpoint.app.command("/say")(lambda ack, command: ack(f"you said {command['text']}"))
    assert sandbox.workspace.write(HANA, SALES, "/say やあ & こんにちは") == ""
    assert sandbox.workspace.messages(SALES, HANA)[0].data["text"] == "you said やあ &amp; こんにちは"
    assert endpoint.headers[0]["content-type"] == "application/x-www-form-urlencoded"
    assert endpoint.headers[0]["x-slack-signature"].startswith("v0=")


def test_actions_and_events_arrive(sandbox: Server, endpoint: Endpoint, slack: WebClient) -> None:
    heard: list[dict[str, Any]] = []
    assert endpoint.app
    endpoint.app.action("log")(noting(heard))
    endpoint.app.event("app_home_opened")(noting(heard, "event"))
    button = {"type": "button", "text": {"type": "plain_text", "text": "Log"}, "action_id": "log", "value": "v"}
    ts = slack.chat_postMessage(channel=SALES, text="x", blocks=[{"type": "actions", "block_id": "b", "elements": [button]}])["ts"]
    assert sandbox.workspace.act(HANA, container="message", container_id=f"{SALES}:{ts}", block_id="b", action={"action_id": "log"}) == ""
    assert sandbox.workspace.open_home(HANA) == ""
    assert heard[0]["actions"][0]["value"] == "v"
    assert heard[1]["user"] == HANA
    assert endpoint.headers[1]["content-type"] == "application/json"


def test_json_answers_are_blocks(sandbox: Server, endpoint: Endpoint) -> None:
    assert endpoint.app
    endpoint.app.command("/say")(lambda ack: ack(text="x", blocks=[{"type": "divider"}]))
    sandbox.workspace.write(HANA, SALES, "/say x")
    assert sandbox.workspace.messages(SALES, HANA)[0].data["blocks"][0]["type"] == "divider"


def test_a_wrong_signature_is_refused_by_bolt(sandbox: Server, endpoint: Endpoint) -> None:
    sandbox.workspace.delivery.secret = b"another"  # type: ignore[attr-defined]
    assert sandbox.workspace.write(HANA, SALES, "/say x") == '/say failed with the error "dispatch_failed"'


def test_an_error_status_is_no_acknowledgement(sandbox: Server, endpoint: Endpoint) -> None:
    assert endpoint.app
    endpoint.app.command("/say")(lambda ack: ack("x"))
    endpoint.status = 500
    assert sandbox.workspace.write(HANA, SALES, "/say x") == '/say failed with the error "dispatch_failed"'
    assert sandbox.workspace.messages(SALES, HANA) == []


@pytest.mark.parametrize("body", ["{", "NaN", "[" * 5000])
def test_an_answer_that_cannot_be_read_is_none(sandbox: Server, endpoint: Endpoint, body: str) -> None:
    assert endpoint.app
    endpoint.app.use(lambda: BoltResponse(status=200, body=body, headers={"content-type": "application/json"}))
    assert sandbox.workspace.write(HANA, SALES, "/say x") == '/say failed with the error "dispatch_failed"'
    assert sandbox.workspace.open_home(HANA) == ""  # of an event's answer nobody reads the body
    assert [sent["state"] for sent in sandbox.workspace.registration.courier.deliveries()] == ["acked", "failed"]


def test_an_answer_that_comes_in_time_piece_by_piece_but_late_as_a_whole_is_late(
    sandbox: Server, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert endpoint.app
    endpoint.app.command("/say")(lambda ack: (time.sleep(0.3), ack("x")))  # type: ignore[func-returns-value]
    monkeypatch.setattr("sandbox.deliveries.LIMIT_SECONDS", 0.2)  # the client below still allows 3 s for each piece
    assert sandbox.workspace.write(HANA, SALES, "/say x") == '/say failed with the error "operation_timeout"'
    assert sandbox.workspace.messages(SALES, HANA) == []


def test_nobody_there_is_said() -> None:
    alone = workspace(deliver_to="http://127.0.0.1:9/")
    assert alone.write(HANA, SALES, "/say x") == '/say failed with the error "dispatch_failed"'
    alone.delivery.close()
