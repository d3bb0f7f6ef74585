"""A running sandbox workspace with a small cast, and real Bolt apps connected to it. A pytest plugin."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.clock import Clock
from sandbox.people import Cast, read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from tests.patience import until

HANA, TARO, MIO, GONE = "U0HANA", "U0TARO", "U0MIO", "U0GONE"
SALES, BACK, ELSEWHERE = "C0SALES", "C0BACK", "C0ELSEWHERE"

PEOPLE: dict[str, Any] = {
    "team": {"id": "T0SANDBOX", "name": "Aozora Sales", "domain": "aozora"},
    "bot": {"id": "U0BOT", "name": "onpace", "real_name": "OnPace"},
    "people": [
        {"id": HANA, "name": "hana", "real_name": "佐藤 花", "locale": "ja-JP", "tz": "Asia/Tokyo", "title": "rep"},
        {"id": TARO, "name": "taro", "real_name": "Taro Abe", "locale": "en-US", "tz": "America/New_York", "title": "rep"},
        {"id": MIO, "name": "mio", "real_name": "Mio Mori", "is_restricted": True},
        {"id": GONE, "name": "gone", "real_name": "Long Gone", "deleted": True},
    ],
    "channels": [
        {"id": SALES, "name": "sales", "members": [HANA, TARO]},
        {"id": BACK, "name": "back-room", "members": [HANA], "is_private": True},
        {"id": ELSEWHERE, "name": "elsewhere", "members": [TARO], "bot": False},
    ],
}

SCOPES = [
    "commands",
    "chat:write",
    *(f"{family}:{deed}" for family in ("channels", "groups", "im", "mpim") for deed in ("read", "history")),
    *("channels:join", "im:write", "mpim:write", "files:read", "files:write", "pins:read", "pins:write", "team:read", "users:read"),
]
MANIFEST: dict[str, Any] = {
    "features": {"slash_commands": [{"command": "/say", "should_escape": True}, {"command": "/raw"}]},
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im", "user_change"]}},
}

# The beginning of a picture of 640 x 360, which is all that is looked at.
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (640).to_bytes(4, "big") + (360).to_bytes(4, "big")

Connect = Callable[[App], App]


def cast() -> Cast:
    """A fresh copy of the cast."""
    return read_cast(PEOPLE)


def workspace(*, limited: bool = False, **more: Any) -> Workspace:
    """A workspace with the small cast, not yet served. Slack's rate limits only where asked: tests call more often than anybody may."""
    made = Workspace(cast(), MANIFEST, **more)
    made.rates.enforced = limited
    return made


def noting(heard: list[Any], name: str = "body") -> Callable[..., None]:
    """A listener that acknowledges and keeps the payload, or its part `action`, `command`, `event`."""

    def listener(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        heard.append({"body": body, "command": body, "action": body.get("actions", [None])[0], "event": body.get("event")}[name])

    return listener


def bolt(server: Server) -> App:
    """An unmodified Bolt app that talks to the server; listeners are added by the test."""
    web = WebClient(server.workspace.cast.bot_token, base_url=f"{server.url}/api/")
    return App(client=web, signing_secret=server.workspace.cast.signing_secret, process_before_response=True)


@pytest.fixture
def sandbox() -> Iterator[Server]:
    """A running workspace, on a free port."""
    with serve(workspace(clock=Clock())) as server:
        yield server


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack's 3 seconds last 30: for tests of what is answered, not of how fast, on a machine however busy."""
    monkeypatch.setattr("sandbox.sockets.LIMIT_SECONDS", 30.0)
    monkeypatch.setattr("sandbox.passes.TRIGGER_SECONDS", 30)


@pytest.fixture
def slack(sandbox: Server) -> WebClient:
    """The bot's own client, without retries."""
    return WebClient(sandbox.workspace.cast.bot_token, base_url=f"{sandbox.url}/api/", retry_handlers=[])


def refusal(slack: WebClient, method: str, **given: Any) -> dict[str, Any]:
    """The answer to a call Slack refuses, with HTTP 200 as it always is."""
    with pytest.raises(SlackApiError) as wrong:
        slack.api_call(method, json=given)
    assert wrong.value.response.status_code == 200
    answer: dict[str, Any] = wrong.value.response.data
    return answer


@pytest.fixture
def connect(sandbox: Server) -> Iterator[Connect]:
    """Connect a Bolt app by Socket Mode; it is closed after the test."""
    handlers: list[SocketModeHandler] = []

    def connected(app: App) -> App:
        app_token = sandbox.workspace.cast.app_token
        web = WebClient(app_token, base_url=f"{sandbox.url}/api/")
        handlers.append(SocketModeHandler(app, app_token, web_client=web, ping_interval=1))
        sockets = sandbox.workspace.sockets
        before = sockets.greeted
        handlers[-1].client.connect()
        until(lambda: sockets.greeted > before, 30)
        return app

    yield connected
    for handler in handlers:  # hung up from the other end, closing does not wait out a 3-second read
        handler.client.auto_reconnect_enabled = handler.client.default_auto_reconnect_enabled = False
    sandbox.workspace.sockets.close()
    for handler in handlers:
        deadline = time.monotonic() + 5
        while handler.client.is_connected() and time.monotonic() < deadline:  # two who close at once trip over each other in the SDK
            time.sleep(0.01)
        handler.client.closed = True
        handler.client.message_queue.put(None)  # wakes the SDK's thread that looks once a second whether it is closed
        handler.client.close()
