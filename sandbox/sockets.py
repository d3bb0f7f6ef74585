"""Socket Mode: single-use tickets, hello, envelopes and their acknowledgements (docs.slack.dev, using Socket Mode)."""

import asyncio
import json
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Lock
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.deliveries import EVENT, LIMIT_SECONDS, Answer

MOST_CONNECTIONS = 10
MOST_ACK_BYTES = 20 * 1024  # undocumented, slack-go's maxResponseSize: a longer acknowledgement is dropped without a word


@dataclass(eq=False)
class Connection:
    """One open socket; `send` may be called from any thread."""

    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, message: dict[str, Any]) -> None:
        """Queue a frame."""
        asyncio.run_coroutine_threadsafe(self.sent(message), self.loop)

    async def sent(self, message: dict[str, Any]) -> None:
        """Send once the handshake is through."""
        await self.ready.wait()
        await self.socket.send_text(json.dumps(message))

    def close(self) -> None:
        """Hang up, from any thread."""
        asyncio.run_coroutine_threadsafe(self.socket.close(), self.loop)


class SocketMode:
    """The app's connections. Each payload goes to one of them."""

    def __init__(self, app_id: str) -> None:
        self.app_id = app_id
        self.lock = Lock()
        self.tickets: set[str] = set()
        self.connections: list[Connection] = []
        self.pending: dict[str, Future[Any]] = {}
        self.turn = 0

    def ticket(self) -> str:
        """A ticket for one connection."""
        ticket = token_hex(16)
        self.tickets.add(ticket)
        return ticket

    def connected(self) -> bool:
        """Whether the app has a connection open."""
        return bool(self.connections)

    def close(self) -> None:
        """Hang up, and let go who waits for an acknowledgement."""
        for connection in list(self.connections):
            connection.close()
        for future in list(self.pending.values()):
            future.cancel()

    def deliver(self, kind: str, payload: dict[str, Any]) -> Answer:
        """Send an envelope and wait for its acknowledgement, 3 real seconds at most. Not to be called on the event loop."""
        connection = self.next_connection()
        if connection is None:
            return Answer(failed="unreachable")
        envelope_id, future = str(uuid4()), Future[Any]()
        self.pending[envelope_id] = future
        connection.send(envelope(envelope_id, kind, payload))
        try:
            return Answer(future.result(LIMIT_SECONDS))
        except (LateError, CancelledError):
            return Answer(failed="timeout")
        finally:
            del self.pending[envelope_id]

    def next_connection(self) -> Connection | None:
        """In turn; Slack promises only that it is one of them."""
        with self.lock:
            self.turn += 1
            return self.connections[self.turn % len(self.connections)] if self.connections else None

    async def talk(self, socket: WebSocket) -> None:
        """Serve one connection until it closes."""
        if not self.admitted(socket.query_params.get("ticket", "")):
            await socket.close(1008)
            return
        connection = Connection(socket, asyncio.get_running_loop())
        with self.lock:
            self.connections.append(connection)
        try:
            await socket.accept()
            await socket.send_text(json.dumps(self.hello()))
            connection.ready.set()
            await self.listen(socket)
        except WebSocketDisconnect:
            pass
        finally:
            with self.lock:
                self.connections.remove(connection)

    def admitted(self, ticket: str) -> bool:
        """Tear the ticket off."""
        with self.lock:
            known = ticket in self.tickets and len(self.connections) < MOST_CONNECTIONS
            self.tickets.discard(ticket)
        return known

    async def listen(self, socket: WebSocket) -> None:
        """Take acknowledgements; a late one or one too long is lost."""
        while True:
            frame = await socket.receive_text()
            if len(frame.encode()) < MOST_ACK_BYTES:
                self.acknowledge(frame)

    def acknowledge(self, frame: str) -> None:
        """Hand the acknowledgement to who waits for it."""
        try:
            told = json.loads(frame)
        except ValueError:
            return
        future = self.pending.get(told.get("envelope_id", "")) if isinstance(told, dict) else None
        if future is not None and not future.done():
            future.set_result(told.get("payload"))

    def hello(self) -> dict[str, Any]:
        """The first frame of a connection."""
        about = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
        return {"type": "hello", "num_connections": len(self.connections), "debug_info": about, "connection_info": {"app_id": self.app_id}}

    def disconnect(self, reason: str = "refresh_requested") -> int:
        """Ask every connection to come again, and close it unless it is only a warning; how many."""
        told = list(self.connections)
        for connection in told:
            connection.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}})
            if reason != "warning":
                connection.close()
        return len(told)


def envelope(envelope_id: str, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """A payload as it travels; only events never take a payload back."""
    told: dict[str, Any] = {"envelope_id": envelope_id, "type": kind, "accepts_response_payload": kind != EVENT, "payload": payload}
    return told | {"retry_attempt": 0, "retry_reason": ""} if kind == EVENT else told
