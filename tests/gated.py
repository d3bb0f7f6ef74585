"""The gate over real HTTP with an unmodified Bolt behind it, counting what gets through."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web import build_web, server
from sandbox.server import serve
from storage import patience
from tests.patience import until
from tests.sandboxes import workspace
from tests.serving import served

SECRET = "gate-secret"
NOW = 1_795_000_000
COMMAND = urlencode({"command": "/log", "text": "", "user_id": "U1", "team_id": "T1", "trigger_id": "1.2"}).encode()


def signed(body: bytes, stamp: str | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers Slack sends with a body."""
    stamp = str(NOW) if stamp is None else stamp
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "Content-Type": "application/x-www-form-urlencoded"}


class Counting(App):
    """Bolt; what it answers /slow with waits for `let_go`, and it breaks when `broken`. `left`: seconds who asked last could wait."""

    reached = 0
    left = 0.0
    broken = False
    let_go = threading.Event()

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        self.reached += 1
        self.left = patience.left()
        if self.broken:
            raise KeyError("inside Bolt")
        return super().dispatch(req)


@dataclass
class Gated:
    """What a test has: where it listens, a client, and the Bolt behind."""

    port: int
    web: httpx.Client
    bolt: Counting
    door: "Door"

    def forget(self) -> None:
        """As if just started: no request was seen before."""
        self.bolt.reached, self.bolt.broken = 0, False
        self.bolt.let_go.clear()
        self.door.app = build_web(app=self.bolt, secret=SECRET, wall=lambda: NOW, health=lambda: {"ok": True})


class Door:
    """One server, in which the app can be changed."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


def counting(slack: WebClient) -> Counting:
    """A Bolt with a command, a form and an event."""
    app = Counting(client=slack, signing_secret=SECRET, request_verification_enabled=False)
    app.command("/log")(lambda ack: ack("logged"))
    app.command("/slow")(lambda ack: (until(app.let_go.is_set), ack("at last")))
    app.view("x")(lambda ack: ack())
    app.event("app_home_opened")(lambda: None)
    return app


@contextmanager
def slacked() -> Iterator[WebClient]:
    """A client of a sandbox."""
    with serve(workspace()) as sandbox:
        yield WebClient(sandbox.workspace.cast.bot_token, base_url=f"{sandbox.url}/api/", retry_handlers=[])


@contextmanager
def gated(slack: WebClient) -> Iterator[Gated]:
    """A server with the gate."""
    door = Door()
    with served(door, server) as url, httpx.Client(base_url=url) as client:
        place = Gated(int(url.rpartition(":")[2]), client, counting(slack), door)
        place.forget()
        yield place
