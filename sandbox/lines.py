"""The TCP connection under a request or socket, within reach: to cut it, or to let nothing more through."""

import asyncio
from typing import cast

from starlette.requests import HTTPConnection
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class Line(H11Protocol):
    """uvicorn's HTTP that tells each request which transport it came by, also when it becomes a WebSocket."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # TCP, as uvicorn's own says
        """Note the transport in the scope's state."""
        self.app_state = {**self.app_state, "line": transport}
        super().connection_made(transport)


class Dead(asyncio.Protocol):
    """The end of a half-open connection: takes every byte and answers none, no ping either, until the other end lets go."""

    def __init__(self, before: WebSocketsSansIOProtocol) -> None:
        self.before = before  # must learn of the end

    def connection_lost(self, exc: Exception | None) -> None:
        """The other end let go."""
        self.before.connection_lost(exc)


def line_of(connection: HTTPConnection) -> asyncio.Transport:
    """The transport of a request or WebSocket."""
    return cast(asyncio.Transport, connection.state.line)


def deaden(line: asyncio.Transport, seconds: float) -> None:
    """Half-open: nothing gets through either way; cut after so long. On the event loop."""
    before = cast(WebSocketsSansIOProtocol, line.get_protocol())
    before.stop_keepalive()
    line.set_protocol(Dead(before))
    asyncio.get_running_loop().call_later(seconds, line.abort)
