"""One open Socket Mode connection, and what can go wrong with it."""

import asyncio
import json
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.deliveries import EVENT, FIRST, How
from sandbox.lines import deaden, line_of

HOST = "sandbox"


@dataclass(eq=False)
class Connection:
    """What is said to it may be said from any thread. `state`: opening, open, silent, half_open, closing."""

    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    number: int = 0
    state: str = "opening"
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, message: dict[str, Any]) -> None:
        """Queue a frame; nothing is sent on a connection that is silent or half-open."""
        if self.state != "silent" or "envelope_id" not in message:
            self._soon(self._sent(message))

    def close(self) -> None:
        """Hang up as WebSockets do."""
        self._soon(self._closed())

    def strike(self, kind: str, seconds: float = 0.0) -> None:
        """Let it suffer close, half_open (for so long) or silent."""
        self.state = {"close": "closing"}.get(kind, kind)
        if kind == "close":
            self.loop.call_soon_threadsafe(line_of(self.socket).abort)
        elif kind == "half_open":
            self.loop.call_soon_threadsafe(deaden, line_of(self.socket), seconds)

    def unmute(self) -> None:
        """Silent no more."""
        if self.state == "silent":
            self.state = "open"

    def _soon(self, deed: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(deed, self.loop)

    async def _sent(self, message: dict[str, Any]) -> None:
        await self.ready.wait()
        if self.state in ("half_open", "closing"):
            return
        with suppress(RuntimeError, WebSocketDisconnect):  # it closed meanwhile
            await self.socket.send_text(json.dumps(message))

    async def _closed(self) -> None:
        await self.ready.wait()
        if self.state in ("half_open", "closing"):
            return
        self.state = "closing"
        with suppress(RuntimeError, WebSocketDisconnect):  # the other end was first
            await self.socket.close()


def disconnection(reason: str) -> dict[str, Any]:
    """The frame that says why a connection ends (docs.slack.dev, using Socket Mode, disconnecting)."""
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}


def envelope(envelope_id: str, kind: str, payload: dict[str, Any], how: How = FIRST) -> dict[str, Any]:
    """A payload as it travels (docs.slack.dev, using Socket Mode): only events never take a payload back, and only they are sent again."""
    told: dict[str, Any] = {"envelope_id": envelope_id, "type": kind, "accepts_response_payload": kind != EVENT, "payload": payload}
    return told | {"retry_attempt": how.attempt, "retry_reason": how.reason} if kind == EVENT else told
