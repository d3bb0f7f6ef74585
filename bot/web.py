"""HTTP: the gate in front of Bolt, the app behind it in threads, and /healthz."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import anyio.to_thread
import structlog
import uvicorn
from slack_bolt import App, BoltRequest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.gate import MOST_BYTES, SIGNATURE, STAMP, Answer, Gate, Json, Replays, UnreadableError, is_ssl_check, read
from storage import patience

log = structlog.get_logger()

BODY_SECONDS = 3.0  # Slack itself does not wait longer for the whole answer
HEAD_SECONDS = 5.0
PASSED_ON = ("content-type", STAMP, SIGNATURE, "x-slack-retry-num", "x-slack-retry-reason")  # of the headers; nothing signs the others


Found = Callable[[], dict[str, Any]]


def build_web(
    *,
    app: App,
    secret: str,
    wall: Callable[[], float],
    health: Found,
    heard: Callable[[], object] = lambda: None,
    threads: int = 64,
    doorways: Sequence[Route] = (),
) -> Starlette:
    """The ASGI app: POST /slack/events, GET /healthz. Bolt runs in `threads` threads, so that none blocks the loop.

    `heard` is called at each request that Slack signed; `doorways` are further ways in, for browsers.
    """
    door = Door(app, secret, wall, anyio.CapacityLimiter(threads), heard)
    return Starlette(routes=[Route("/slack/events", door.events, methods=["POST"]), healthz(health), *doorways])


def build_healthz(health: Found, doorways: Sequence[Route] = ()) -> Starlette:
    """/healthz without Slack's way in, for Socket Mode; `doorways` as above."""
    return Starlette(routes=[healthz(health), *doorways])


def healthz(health: Found) -> Route:
    """GET /healthz: 200 when all is well, else 503; why not is in the body."""

    async def told(_: Request) -> Response:
        state = await anyio.to_thread.run_sync(health)
        return JSONResponse(state, 200 if state.get("ok") else 503)

    return Route("/healthz", told, methods=["GET"])


class Door:
    """POST /slack/events: through the gate to Bolt, and back with one of 200, 400, 401, 408, 413; never with a 500."""

    def __init__(
        self, app: App, secret: str, wall: Callable[[], float], limiter: anyio.CapacityLimiter, heard: Callable[[], object]
    ) -> None:
        """`limiter` says how many requests Bolt works on at once; `heard` is called at each that is signed."""
        self._heard = heard
        self._app = app
        self._gate = Gate(secret, wall)
        self._replays = Replays(wall)
        self._limiter = limiter

    async def events(self, request: Request) -> Response:
        """One request; from now on somebody waits."""
        with patience.within(patience.PERSON_SECONDS):
            return await self._let_in(request)

    async def _let_in(self, request: Request) -> Response:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _capped(request)
        except TimeoutError:
            return Response(status_code=408, headers={"Connection": "close"})
        except ClientDisconnect:
            return Response(status_code=400)  # nobody hears it
        if body is None:
            return Response("too large", 413)  # what still comes is dropped unread, and soon the line
        if is_ssl_check(request.headers.get("content-type", ""), body):
            return Response()
        if not self._gate.signed(request.headers, body):
            return Response(status_code=401)
        self._heard()
        answer = await self._replays.once(request.headers[SIGNATURE], lambda: self._answered(request, body))
        return Response(answer.body, answer.status, {"Content-Type": answer.content_type})

    async def _answered(self, request: Request, body: bytes) -> Answer:
        try:
            told = read(request.headers.get("content-type", ""), body)
            return await anyio.to_thread.run_sync(_dispatched, self._app, told, body, request, limiter=self._limiter)
        except UnreadableError as trouble:
            log.warning("a signed request could not be read", trouble=str(trouble))
        except Exception as trouble:  # noqa: BLE001 - whatever a payload makes Bolt trip over, it is no 500 of ours
            log.error("a signed request broke Bolt", trouble=repr(trouble))
        return Answer(400)


def _dispatched(app: App, told: Json, body: bytes, request: Request) -> Answer:
    """Bolt's answer to what was read.

    It is given the fields, not the text: its own reading takes any form with the word "payload" in it for an interaction, and answers
    `/log payload` with 404 (slack-bolt 1.30, request/internals.py).
    """
    if told.get("type") == "app_rate_limited":
        log.warning("Slack left events out: too many in this hour", workspace=told.get("team_id"))
        return Answer()
    headers: dict[str, str | Sequence[str]] = {name: value for name, value in request.headers.items() if name in PASSED_ON}
    asked = BoltRequest(body=told, headers=headers, mode="socket_mode")
    asked.mode, asked.raw_body = "http", body.decode("utf-8")
    answer = app.dispatch(asked)
    if answer.status not in (200, 401):
        log.warning("Bolt had no answer", status=answer.status)
        return Answer(400)
    return Answer(answer.status, (answer.body or "").encode(), answer.first_headers().get("content-type", Answer.content_type))


async def _capped(request: Request) -> bytes | None:
    """The raw body, or None as soon as it is known to pass the cap: what is announced as too long is not read at all."""
    if int(request.headers.get("content-length", 0)) > MOST_BYTES:
        return None
    kept = bytearray()
    async for piece in request.stream():
        kept += piece
        if len(kept) > MOST_BYTES:
            return None
    return bytes(kept)


class Hasty(H11Protocol):
    """A connection that sends no whole head of a request within seconds is closed: uvicorn itself would wait for ever."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._patience = self.loop.call_later(HEAD_SECONDS, transport.close)

    def data_received(self, data: bytes) -> None:
        """Wait on between requests; not while one is being answered."""
        super().data_received(data)
        asked = self.cycle is not None and not self.cycle.response_complete
        if self._patience and asked:
            self._patience.cancel()
            self._patience = None
        elif not self._patience and not asked:
            self._patience = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for."""
        super().connection_lost(exc)
        if self._patience:
            self._patience.cancel()


def server(web: ASGIApp, proxies: str = "") -> uvicorn.Server:
    """The web server. Idle connections are kept longer than proxies keep theirs, who would else send into one just closed.

    Each request begins with no context: asyncio hands that of a large one on to all that follow on its connection, and with it the moment
    until which its person could wait (github.com/python/cpython/issues/140947).

    X-Forwarded-For is believed of `proxies` only: addresses and networks separated by commas.
    """
    config = uvicorn.Config(
        web,
        log_level="critical",
        lifespan="off",
        http=Hasty,
        ws="none",
        reset_contextvars=True,
        timeout_keep_alive=75,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
    )
    return uvicorn.Server(config)
