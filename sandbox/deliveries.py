"""How what people do reaches the app: signed HTTP here, Socket Mode in sandbox.sockets."""

import hashlib
import hmac
import json
import logging
import time
from dataclasses import dataclass
from secrets import token_hex
from threading import Lock, Thread
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx

from sandbox.clock import Clock
from sandbox.proofs import CHALLENGE_BYTES, ROBOT, asked, disproved
from sandbox.shapes import Json, parsed

LIMIT_SECONDS = 3.0  # docs.slack.dev, interactivity and slash commands: acknowledge within 3 seconds, of real time

MOST_REDIRECTS = 2  # docs.slack.dev, Events API, failure conditions: more are too_many_redirects
CROWD = httpx.Limits(max_connections=None, max_keepalive_connections=100)  # Slack never makes one delivery wait for another's connection

SLASH, INTERACTIVE, EVENT = "slash_commands", "interactive", "events_api"


@dataclass(frozen=True)
class Answer:
    """What came back: the acknowledgement's body (None when empty), or why none: timeout, unreachable, refused.

    `reason` is Slack's name for why none, told with the retry; `final`: the app asked not to be sent this again.
    """

    body: Any = None
    failed: str = ""
    reason: str = ""
    final: bool = False


@dataclass(frozen=True)
class How:
    """The circumstances of one delivery: which retry it is (0: none) and why, how many copies, how far its timestamp is from real time."""

    attempt: int = 0
    reason: str = ""
    copies: int = 1
    skew: float = 0.0  # seconds


FIRST = How()


class Delivery(Protocol):
    """A way to the app."""

    def deliver(self, kind: str, payload: dict[str, Any], how: How = FIRST) -> Answer:
        """Send and wait for the acknowledgement; never raises."""

    def connected(self) -> bool:
        """Whether anything could be reached."""

    def disproved(self) -> str:
        """Why no event may be sent this way yet, "" when any may."""

    def close(self) -> None:
        """Let go of what is open."""


class SignedHttp:
    """POSTs to one address, signed with v0 (docs.slack.dev, verifying requests from Slack)."""

    def __init__(self, url: str, signing_secret: str, clock: Clock, *, verified: bool = False) -> None:
        """`verified`: the address proved itself before, so events may be sent at once."""
        self.url = url
        self.secret = signing_secret.encode()
        self.clock = clock
        self.client = httpx.Client(timeout=LIMIT_SECONDS, max_redirects=MOST_REDIRECTS, limits=CROWD, trust_env=False)
        self.verified = verified
        self.why = ""  # the address is not verified
        self._proving = Lock()

    def connected(self) -> bool:
        """An address is taken to be there."""
        return True

    def disproved(self) -> str:
        """Challenge the address unless it proved itself; why it did not (docs.slack.dev, url_verification)."""
        with self._proving:
            return "" if self.verified else self.prove()

    def prove(self) -> str:
        """Challenge the address, whatever was before; why it is not verified."""
        challenge = token_hex(CHALLENGE_BYTES)
        answer = self.sent("application/json", asked(challenge), follow=True)
        self.why = answer.reason if isinstance(answer, Answer) else disproved(answer, challenge)
        self.verified = not self.why
        if self.why:
            logging.getLogger(__name__).warning("no events are sent to %s: it does not answer url_verification (%s)", self.url, self.why)
        return self.why

    def deliver(self, kind: str, payload: dict[str, Any], how: How = FIRST) -> Answer:
        """One POST: slash commands as a form, interactions in a form's `payload`, events as JSON. Further copies go beside it, unheeded."""
        for _ in range(how.copies - 1):
            Thread(target=self.post, args=(kind, payload, how), name="sandbox-copy", daemon=True).start()
        return self.post(kind, payload, how)

    def post(self, kind: str, payload: dict[str, Any], how: How) -> Answer:
        """Send once. Events follow two redirects (docs.slack.dev, Events API, responding to events)."""
        answer = self.sent(*encoded(kind, payload), how, follow=kind == EVENT)
        if isinstance(answer, Answer):
            return answer
        if answer.is_success:
            return accepted(kind, answer)
        return Answer(failed="refused", reason="http_error", final=answer.headers.get("x-slack-no-retry") == "1")  # turning retries off

    def sent(self, content_type: str, body: bytes, how: How = FIRST, *, follow: bool) -> httpx.Response | Answer:
        """What came back of one signed POST within 3 real seconds, or why nothing did."""
        headers = {"Content-Type": content_type, **self.signature(body, how.skew), **retry_headers(how)}
        began = time.monotonic()
        try:
            answer = self.client.post(self.url, content=body, headers=headers, follow_redirects=follow)
        except httpx.HTTPError as wrong:
            return unanswered(wrong)
        except RuntimeError:  # the client was closed meanwhile: the workspace ends
            return Answer(failed="unreachable", reason="connection_failed")
        if time.monotonic() - began > LIMIT_SECONDS:  # httpx counts each step anew, Slack all of them together
            return Answer(failed="timeout", reason="http_timeout")
        return answer

    def signature(self, body: bytes, skew: float = 0.0) -> dict[str, str]:
        """The headers that prove the body; the time in them is real, unless the fault `skewed` moves it by so many seconds."""
        at = str(int(self.clock.real().timestamp() + skew))
        digest = hmac.new(self.secret, f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}", "User-Agent": ROBOT}

    def close(self) -> None:
        """Let the connections go."""
        self.client.close()


def retry_headers(how: How) -> dict[str, str]:
    """docs.slack.dev, Events API, retries."""
    return {"X-Slack-Retry-Num": str(how.attempt), "X-Slack-Retry-Reason": how.reason} if how.attempt else {}


def unanswered(wrong: httpx.HTTPError) -> Answer:
    """Why nothing came back, with the reason the retry will name (docs.slack.dev, Events API, retries)."""
    if isinstance(wrong, httpx.TimeoutException):
        return Answer(failed="timeout", reason="http_timeout")
    if isinstance(wrong, httpx.TooManyRedirects):
        return Answer(failed="refused", reason="too_many_redirects")
    if isinstance(wrong, httpx.ConnectError):
        secure = "SSL" in str(wrong)  # httpx keeps only the words of an ssl.SSLError
        return Answer(failed="unreachable", reason="ssl_error" if secure else "connection_failed")
    return Answer(failed="unreachable", reason="unknown_error")


def encoded(kind: str, payload: dict[str, Any]) -> tuple[str, bytes]:
    """Content type and body as Slack sends them."""
    if kind == EVENT:
        return "application/json", json.dumps(payload).encode()
    fields = payload if kind == SLASH else {"payload": json.dumps(payload)}
    return "application/x-www-form-urlencoded", urlencode(fields).encode()


def accepted(kind: str, answer: httpx.Response) -> Answer:
    """A success; of an event nobody reads the body, of anything else one that cannot be read is none."""
    try:
        return Answer(None if kind == EVENT else decoded(answer))
    except ValueError:
        return Answer(failed="refused", reason="http_error")


def decoded(answer: httpx.Response) -> Json:
    """An acknowledgement's body: JSON, or plain text as a message's text. ValueError."""
    if not answer.content.strip():
        return None
    if "json" not in answer.headers.get("content-type", ""):
        return {"text": answer.text}
    return parsed(answer.content)
