"""How what people do reaches the app: signed HTTP here, Socket Mode in sandbox.sockets."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx

from sandbox.clock import Clock
from sandbox.shapes import Json

LIMIT_SECONDS = 3.0  # docs.slack.dev, interactivity and slash commands: acknowledge within 3 seconds, of real time

SLASH, INTERACTIVE, EVENT = "slash_commands", "interactive", "events_api"


@dataclass(frozen=True)
class Answer:
    """What came back: the acknowledgement's body (None when empty), or why none: timeout, unreachable, refused."""

    body: Any = None
    failed: str = ""


class Delivery(Protocol):
    """A way to the app."""

    def deliver(self, kind: str, payload: dict[str, Any]) -> Answer:
        """Send and wait for the acknowledgement; never raises."""

    def connected(self) -> bool:
        """Whether anything could be reached."""

    def close(self) -> None:
        """Let go of what is open."""


class SignedHttp:
    """POSTs to one address, signed with v0 (docs.slack.dev, verifying requests from Slack)."""

    def __init__(self, url: str, signing_secret: str, clock: Clock) -> None:
        self.url = url
        self.secret = signing_secret.encode()
        self.clock = clock
        self.client = httpx.Client(timeout=LIMIT_SECONDS, trust_env=False)

    def connected(self) -> bool:
        """An address is taken to be there."""
        return True

    def deliver(self, kind: str, payload: dict[str, Any]) -> Answer:
        """One POST: slash commands as a form, interactions in a form's `payload`, events as JSON."""
        content_type, body = encoded(kind, payload)
        try:
            answer = self.client.post(self.url, content=body, headers={"Content-Type": content_type, **self.signature(body)})
        except httpx.TimeoutException:
            return Answer(failed="timeout")
        except httpx.HTTPError:
            return Answer(failed="unreachable")
        return Answer(decoded(answer)) if answer.is_success else Answer(failed="refused")

    def signature(self, body: bytes) -> dict[str, str]:
        """The headers that prove the body; the time in them is real."""
        at = str(int(self.clock.real().timestamp()))
        digest = hmac.new(self.secret, f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        return {
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={digest}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }

    def close(self) -> None:
        """Let the connections go."""
        self.client.close()


def encoded(kind: str, payload: dict[str, Any]) -> tuple[str, bytes]:
    """Content type and body as Slack sends them."""
    if kind == EVENT:
        return "application/json", json.dumps(payload).encode()
    fields = payload if kind == SLASH else {"payload": json.dumps(payload)}
    return "application/x-www-form-urlencoded", urlencode(fields).encode()


def decoded(answer: httpx.Response) -> Json:
    """An acknowledgement's body: JSON, or plain text as a message's text."""
    if not answer.content.strip():
        return None
    if "json" in answer.headers.get("content-type", ""):
        return answer.json()
    return {"text": answer.text}
