"""Socket Mode: single-use tickets, hello, envelopes and their acknowledgements (docs.slack.dev, using Socket Mode)."""

import asyncio
import json
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as LateError
from secrets import token_hex
from threading import Lock, RLock
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.connections import HOST, Connection, disconnection, envelope
from sandbox.deliveries import FIRST, LIMIT_SECONDS, Answer, How
from sandbox.errors import SlackError
from sandbox.faults import Faults
from sandbox.shapes import parsed

MOST_CONNECTIONS = 10  # docs.slack.dev, using Socket Mode, using multiple connections
MOST_ACK_BYTES = 20 * 1024  # undocumented, slack-go's maxResponseSize: a longer acknowledgement is dropped without a word
TICKET_SECONDS = 60  # undocumented; an address is for use at once
WARNING_SECONDS = 10  # docs.slack.dev, using Socket Mode: the warning comes about 10 s before
PING_SECONDS, PONG_SECONDS = 10, 20  # undocumented; Slack's side pings so often, and hangs up on who does not answer for so long
LIFETIME_SECONDS, DEBUG_LIFETIME_SECONDS = 18_060, 360  # docs.slack.dev, using Socket Mode: hello's sample; with &debug_reconnects=true
REASONS = ("warning", "refresh_requested", "link_disabled", "too_many_websockets")  # the same page; the last is seen, not documented
DISABLED = "socket_mode_disabled"  # Slack does not document the error's name; it does that link_disabled means Socket Mode was turned off


class SocketMode:
    """The app's connections. Each payload goes to one of them."""

    def __init__(self, app_id: str, faults: Faults | None = None) -> None:
        self.app_id = app_id
        self.faults = faults or Faults()
        self.faults.when_changed.append(self.strike)
        self.faults.when_off.append(self.unmute)
        self.lock = Lock()
        self.striking = RLock()  # a fault whose times are over tells so while it strikes
        self.when_changed: list[Callable[[], None]] = []  # a connection came, went or fell silent
        self.enabled = True  # Socket Mode, in the app's settings
        self.tickets: dict[str, float] = {}  # ticket → when it was given out, by time.monotonic
        self.connections: list[Connection] = []
        self.pending: dict[str, Future[Any]] = {}
        self.turn = 0
        self.greeted = 0  # connections, ever
        self.ping_seconds: float = PING_SECONDS  # both are read when the workspace is served
        self.pong_seconds: float = PONG_SECONDS
        self.warning_seconds: float = WARNING_SECONDS
        self.lifetime: float = LIFETIME_SECONDS
        self.debug_lifetime: float = DEBUG_LIFETIME_SECONDS

    def ticket(self) -> str:
        """A ticket for one connection. SlackError when Socket Mode is off, or refused by a fault."""
        if not self.enabled:
            raise SlackError(DISABLED)
        if self.faults.struck("refused", "apps.connections.open"):
            raise SlackError("internal_error")
        ticket, now = token_hex(16), time.monotonic()
        self.tickets = {old: at for old, at in self.tickets.items() if now - at <= TICKET_SECONDS} | {ticket: now}
        return ticket

    def connected(self) -> bool:
        """Whether the app has a connection open."""
        return bool(self.connections)

    def disproved(self) -> str:
        """There is no address to prove: who connects shows the app's token."""
        return ""

    def about(self) -> list[dict[str, Any]]:
        """The connections that are there, by number, for the page and tests."""
        there = sorted(self.connections, key=lambda connection: connection.number)
        return [{"number": connection.number, "state": connection.state} for connection in there]

    def close(self) -> None:
        """Hang up, and let go who waits for an acknowledgement."""
        for connection in list(self.connections):
            connection.close()
        for future in list(self.pending.values()):
            future.cancel()

    def deliver(self, kind: str, payload: dict[str, Any], how: How = FIRST) -> Answer:
        """Send an envelope, each copy to the next connection, and wait for its acknowledgement, 3 real seconds at most.

        Not to be called on the event loop. A late acknowledgement is lost.
        """
        envelope_id, future = str(uuid4()), Future[Any]()
        self.pending[envelope_id] = future
        try:
            if not self.sent(envelope(envelope_id, kind, payload, how), how.copies):
                return Answer(failed="unreachable", reason="timeout")
            return Answer(future.result(LIMIT_SECONDS))
        except (LateError, CancelledError):
            return Answer(failed="timeout", reason="timeout")
        finally:
            del self.pending[envelope_id]

    def sent(self, message: dict[str, Any], copies: int) -> bool:
        """Whether there was a connection to send it on."""
        for _ in range(copies):
            connection = self.next_connection()
            if connection is None:
                return False
            connection.send(message)
        return True

    def next_connection(self) -> Connection | None:
        """In turn; Slack promises only that it is one of them. One not yet greeted gets what nobody else can take."""
        with self.lock:
            self.turn += 1
            there = [connection for connection in self.connections if connection.state != "opening"] or self.connections
            return there[self.turn % len(there)] if there else None

    async def talk(self, socket: WebSocket) -> None:
        """Serve one connection until it closes."""
        if not self.admitted(socket.query_params.get("ticket", "")):
            await socket.close(1008)
            return
        slow = self.faults.struck("slow_handshake")
        await asyncio.sleep(slow.seconds if slow else 0)
        connection = Connection(socket, asyncio.get_running_loop())
        try:
            await socket.accept()
            if await self.joined(connection):
                await asyncio.sleep(slow.seconds if slow else 0)
                await self.serve(connection)
        except (WebSocketDisconnect, RuntimeError):  # RuntimeError: closed while hello was on its way
            pass
        finally:
            self.forget(connection)

    def admitted(self, ticket: str) -> bool:
        """Tear the ticket off."""
        given = self.tickets.pop(ticket, None)
        fresh = given is not None and time.monotonic() - given <= TICKET_SECONDS
        return fresh and self.enabled and not self.faults.struck("refused", "link")

    async def joined(self, connection: Connection) -> bool:
        """Count it in; one too many is told so and closed instead of greeted."""
        with self.lock:
            taken = {other.number for other in self.connections}
            room = len(taken) < MOST_CONNECTIONS
            if room:
                connection.number = min(set(range(1, MOST_CONNECTIONS + 1)) - taken)  # as a person would count those that are there
                self.connections.append(connection)
        if not room:
            await connection.socket.send_text(json.dumps(disconnection("too_many_websockets")))
            await connection.socket.close()
        return room

    async def serve(self, connection: Connection) -> None:
        """Greet, let faults strike, then take acknowledgements until the other end is gone or its time is up."""
        debug = connection.socket.query_params.get("debug_reconnects") == "true"
        lifetime = self.debug_lifetime if debug else self.lifetime
        connection.state = "open"  # before the other end can know: what comes for it meanwhile waits for hello
        await connection.socket.send_text(json.dumps(self.hello(lifetime)))
        self.greeted += 1
        connection.ready.set()
        self.changed()
        self.strike()
        renewal = connection.loop.call_later(max(lifetime - self.warning_seconds, 0), self.refresh, [connection])
        try:
            await self.listen(connection.socket)
        finally:
            renewal.cancel()

    def forget(self, connection: Connection) -> None:
        """It is gone."""
        with self.lock:
            if connection in self.connections:
                self.connections.remove(connection)
        self.changed()

    async def listen(self, socket: WebSocket) -> None:
        """Take acknowledgements; a late one or one too long is lost."""
        while True:
            frame = await socket.receive()
            if frame["type"] == "websocket.disconnect":
                raise WebSocketDisconnect
            if len(words := (frame.get("text") or "").encode()) < MOST_ACK_BYTES:  # binary ones say nothing
                self.acknowledge(words)

    def acknowledge(self, frame: bytes) -> None:
        """Hand the acknowledgement to who waits for it; the first counts."""
        try:
            told = parsed(frame)
        except ValueError:
            return
        future = self.pending.get(str(told.get("envelope_id"))) if isinstance(told, dict) else None
        if future is not None and not future.done():
            future.set_result(told.get("payload"))

    def hello(self, lifetime: float) -> dict[str, Any]:
        """The first frame of a connection (docs.slack.dev, using Socket Mode, hello)."""
        about = {"host": HOST, "build_number": 1, "approximate_connection_time": int(lifetime)}
        return {"type": "hello", "num_connections": len(self.connections), "debug_info": about, "connection_info": {"app_id": self.app_id}}

    def disconnect(self, reason: str = "refresh_requested") -> int:
        """Ask every connection to come again, and close it unless it is only a warning; how many. ValueError: not a reason of Slack's.

        After link_disabled none can be opened until `enable`.
        """
        if reason not in REASONS:
            raise ValueError(f"{reason!r} is none of {', '.join(REASONS)}")
        self.enabled = self.enabled and reason != "link_disabled"
        told = list(self.connections)
        for connection in told:
            connection.send(disconnection(reason))
            if reason != "warning":
                self.forget(connection)  # at once: nothing more is sent to it
                connection.close()
        self.changed()
        return len(told)

    def enable(self) -> None:
        """Turn Socket Mode on again."""
        self.enabled = True
        self.changed()

    def refresh(self, told: list[Connection] | None = None) -> int:
        """As Slack renews connections: a warning, then `warning_seconds` later refresh_requested and the end; how many."""
        told = list(self.connections) if told is None else told
        for connection in told:
            connection.send(disconnection("warning"))
            connection.loop.call_soon_threadsafe(connection.loop.call_later, self.warning_seconds, self.renew, connection)
        return len(told)

    def renew(self, connection: Connection) -> None:
        """The end of one that was warned, if it still is there."""
        if connection in self.connections:
            connection.send(disconnection("refresh_requested"))
            self.forget(connection)
            connection.close()

    def strike(self) -> None:
        """Let the faults that are on happen to the connections that are open."""
        with self.striking:
            for connection in list(self.connections):
                for kind in ("close", "half_open", "silent"):
                    if connection.state == "open" and (fault := self.faults.struck(kind)):
                        connection.strike(kind, fault.seconds)
                        self.changed()

    def unmute(self, kind: str) -> None:
        """Silent connections speak again when the fault is switched off."""
        for connection in list(self.connections) if kind in ("", "silent") else []:
            connection.unmute()
            self.changed()

    def changed(self) -> None:
        """Tell who shows the connections."""
        for tell in self.when_changed:
            tell()
