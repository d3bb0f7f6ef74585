"""What goes wrong with a request of the app's: refused, lost, late, cut (docs.slack.dev, rate limits; the rest is the network's)."""

import asyncio
from collections.abc import Callable
from math import ceil

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from sandbox.faults import Faults
from sandbox.lines import line_of


class Dropped(Response):
    """No answer: the line is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  ASGI's parameters
        """Cut, and wait until the server has noticed."""
        line_of(Request(scope)).abort()
        while (await receive())["type"] != "http.disconnect":
            pass


async def befallen(faults: Faults, method: str, work: Callable[[], Response]) -> Response:
    """The answer to one request after the faults switched on for it. A slow one is done at once and told late."""
    if faults.struck("cut", method):
        return Dropped()
    if limited := faults.struck("rate_limited", method):
        return rate_limited(limited.seconds)
    if faults.struck("server_error", method):
        return PlainTextResponse("Internal Server Error", status_code=500)
    answer = work()
    if slow := faults.struck("slow", method):
        await asyncio.sleep(slow.seconds)
    return Dropped() if faults.struck("lost_answer", method) else answer


def rate_limited(seconds: float) -> Response:
    """docs.slack.dev, rate limits: 429, Retry-After in whole seconds."""
    return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers={"Retry-After": str(max(1, ceil(seconds)))})
