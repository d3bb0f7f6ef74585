"""The Socket Mode connection under watch: whatever becomes of it, there is a good one again within 30 seconds.

What slack_sdk 3.47's own client does and does not: it reconnects at a disconnect message and, at its next ping, on a connection it knows
is closed. A connection that never answered a ping counts as good for ever (builtin/connection.py, last_ping_pong_time None); a half-open
one for four pings; one that ended without a close frame for five failed pings, while its reader turns without a pause; a token server
that does not answer holds it up for 30 s twice. So we judge by what we hear, and replace the client as a whole.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, replace
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from storage import patience

log = structlog.get_logger()

PING_SECONDS = 4.0
GREETING = 8.0  # seconds in which a new connection must have said hello
SILENCE = 12.0  # seconds without an answer to our pings after which a connection is given up
ALONE = 6.0  # seconds without any connection in which the SDK may find a new one by itself
UNPROVEN = 20.0  # seconds a new connection that never brought a message is trusted; then it is renewed, each time after twice as long
IDLE = 900.0  # the same for one that did
CONNECTING = 10.0  # seconds a new connection may take
TICK = 1.0  # seconds between two looks: a hello may come so much before its connection is noticed


@dataclass(frozen=True)
class Line:
    """What is known of the connection. Moments are time.monotonic's seconds; 0 is never."""

    session: str = ""
    since: float = 0.0  # this connection is there
    hello: float = 0.0  # it last greeted
    heard: float = 0.0  # anything last came: a message, or the answer to a ping
    spoke: float = 0.0  # a message other than a greeting last came
    renewed: float = 0.0  # we last renewed it because nothing was said
    renewals: int = 0  # how often since a message came
    hellos: int = 0
    rebuilt: int = 0  # how often we took a new client
    trouble: str = ""
    troubled: float = 0.0

    @property
    def greeted(self) -> bool:
        """Whether this connection said hello."""
        return bool(self.hello) and self.hello >= self.since - 2 * TICK

    def ailment(self, now: float) -> str:
        """What is wrong with it; "" when nothing is."""
        if not self.session:
            return "no connection" if now - self.since > ALONE else ""
        if not self.greeted:
            return "no hello" if now - self.since > GREETING else ""
        return "no answer to pings" if now - max(self.heard, self.since) > SILENCE else ""

    def idle(self, now: float) -> bool:
        """Whether nothing was said for so long that a new connection is worth its while: who answers pings may be deaf all the same."""
        patience = IDLE if self.spoke > self.since else min(UNPROVEN * 2**self.renewals, IDLE)
        return now - max(self.spoke, self.since, self.renewed) > patience

    def told(self, now: float) -> dict[str, Any]:
        """As /healthz shows it."""
        return {
            "connected": bool(self.session) and self.greeted and not self.ailment(now),
            "connected_seconds": round(now - self.since) if self.session else 0,
            "last_hello_seconds": round(now - self.hello) if self.hello else None,
            "last_contact_seconds": round(now - self.heard) if self.heard else None,
            "reconnects": max(self.hellos - 1, 0),
            "rebuilt": self.rebuilt,
            "last_trouble": self.trouble,
            "last_trouble_seconds": round(now - self.troubled) if self.troubled else None,
        }


class Prompt(ThreadPoolExecutor):
    """Threads for what people send: they have been waiting since it came, not since a thread is free."""

    def submit(self, fn: Callable[..., Any], /, *words: Any, **named: Any) -> Future[Any]:  # noqa: ANN401 - an Executor's
        """Work to do."""
        with patience.within(patience.PERSON_SECONDS):
            return super().submit(copy_context().run, fn, *words, **named)


class Watch:
    """Keeps one Socket Mode connection; `line` is what is known of it."""

    def __init__(self, app: App, app_token: str, *, api_url: str, concurrency: int) -> None:
        """Nothing is connected yet."""
        self._app, self._token, self._api_url, self._concurrency = app, app_token, api_url, concurrency
        self._client = self._handler()
        self._opener = WebClient(token=app_token, base_url=api_url, timeout=5, retry_handlers=[])
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self.line = Line(since=time.monotonic())

    def _handler(self) -> Any:  # noqa: ANN401 - the SDK's client, untyped
        opener = WebClient(token=self._token, base_url=self._api_url, timeout=5, retry_handlers=[])
        handler = SocketModeHandler(self._app, self._token, _logger(), opener, concurrency=self._concurrency, ping_interval=PING_SECONDS)
        handler.client.message_workers.shutdown()  # nothing came yet
        handler.client.message_workers = Prompt(self._concurrency)
        handler.client.on_message_listeners.append(self._heard)
        handler.client.on_error_listeners.append(lambda error: self._note(repr(error)))
        return handler.client

    @contextmanager
    def connected(self, patiently: Callable[[Callable[[], None]], None] = lambda ask: ask()) -> Iterator["Watch"]:
        """Connected, and watched in the background while the block runs. Raises what `patiently` lets through."""
        try:
            patiently(self._begin)
            thread = threading.Thread(target=self._watch, name="watch", daemon=True)
            thread.start()
            yield self
        finally:
            self._stopped.set()
            _close(self._client)

    def _begin(self) -> None:
        """Ask for the address ourselves: the SDK would sleep as long as Slack asks to wait, deaf to Ctrl-C (issue_new_wss_url)."""
        self._client.wss_uri = str(self._opener.apps_connections_open(app_token=self._token)["url"])
        self._client.connect()

    def _watch(self) -> None:
        while not self._stopped.wait(TICK):
            try:
                self._look(time.monotonic())
            except Exception:  # the watch itself must never end
                log.exception("the watch over Socket Mode stumbled")

    def state(self) -> dict[str, Any]:
        """As /healthz shows it, now."""
        now = time.monotonic()
        self._refresh(now)
        return self.line.told(now)

    def _look(self, now: float) -> None:
        self._refresh(now)
        if ailment := self.line.ailment(now):
            self._note(ailment)
            self._rebuild(ailment)
        elif self.line.idle(now):
            self._renew(now)

    def _refresh(self, now: float) -> None:
        session = self._client.current_session
        known = str(session.session_id) if session is not None and session.is_active() else ""
        with self._lock:
            if known != self.line.session:
                self.line = replace(self.line, session=known, since=now)
            ponged = session.last_ping_pong_time if known and session is not None else None
            if ponged:
                self.line = replace(self.line, heard=max(self.line.heard, now - max(time.time() - ponged, 0)))

    def _renew(self, now: float) -> None:
        """Another connection, and only then the end of this one: a line that answers pings may still be deaf, which nobody can hear."""
        with self._lock:
            self.line = replace(self.line, renewed=now, renewals=self.line.renewals + 1)
        threading.Thread(target=self._client.connect_to_new_endpoint, args=(True,), name="renew", daemon=True).start()

    def _rebuild(self, ailment: str) -> None:
        """A new client with a new connection. When that comes to nothing the next look finds it ailing in turn."""
        log.warning("Socket Mode is taken up anew", trouble=ailment)
        _dismiss(self._client)
        self._client = fresh = self._handler()
        with self._lock:
            self.line = replace(self.line, rebuilt=self.line.rebuilt + 1, session="", since=time.monotonic())
        connecting = threading.Thread(target=self._connect, args=(fresh,), name="connect", daemon=True)
        connecting.start()
        connecting.join(CONNECTING)

    def _connect(self, client: Any) -> None:  # noqa: ANN401 - the SDK's client
        try:
            client.connect()
        except Exception as trouble:  # noqa: BLE001 - refused by Slack or the network: tried again
            self._note(f"{type(trouble).__name__}: {trouble}".splitlines()[0][:200])
        if client.closed:  # given up meanwhile
            client.disconnect()

    def _heard(self, message: str) -> None:
        now = time.monotonic()
        greets = '"hello"' in message[:2000] and _type(message) == "hello"
        with self._lock:
            if greets:
                self.line = replace(self.line, heard=now, hello=now, hellos=self.line.hellos + 1)
            else:
                self.line = replace(self.line, heard=now, spoke=now, renewals=0)

    def _note(self, trouble: str) -> None:
        with self._lock:
            self.line = replace(self.line, trouble=trouble, troubled=time.monotonic())


def _logger() -> logging.Logger:
    """The SDK's warnings, a line each: a network that is away is no traceback's worth."""
    logger = logging.getLogger("onpace.socket")
    if not logger.filters:
        logger.addFilter(_briefly)
        logger.setLevel(logging.WARNING)
    return logger


def _briefly(record: logging.LogRecord) -> bool:
    record.msg, record.args, record.exc_info = record.getMessage().partition("\n")[0], None, None
    return True


def _type(message: str) -> str:
    try:
        return str(json.loads(message).get("type"))
    except (ValueError, AttributeError):
        return ""


def _dismiss(client: Any) -> None:  # noqa: ANN401 - the SDK's client
    """End a client without waiting for it: what its listeners are at work on is finished, its socket is of no use any more."""
    client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
    client.closed = True
    threading.Thread(target=_end, args=(client,), name="dismissed", daemon=True).start()


def _close(client: Any) -> None:  # noqa: ANN401 - the SDK's client
    client.closed = True
    client.message_queue.put(None)  # wakes the SDK's thread that looks once a second whether it is closed
    client.close()


def _end(client: Any) -> None:  # noqa: ANN401 - the SDK's client
    _close(client)
    client.disconnect()  # its monitor may have been connecting all the while: envelopes sent there would be lost
