"""HTTP: the gate in front of Bolt, the app behind it in threads, and /healthz."""

import hashlib
import hmac
import json
import re
from collections import OrderedDict
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import anyio.to_thread
import structlog
from slack_bolt import App, BoltRequest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

log = structlog.get_logger()

MOST_BYTES = 256 * 1024
MOST_AGE = 300  # seconds: docs.slack.dev, verifying requests
DEEPEST = 64
_TIMESTAMP = re.compile(r"[0-9]{10}")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_MARKS = re.compile(r"[\[\]{}]")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


class Gate:
    """Lets only what Slack signed through: size, headers, age, signature over the raw bytes, readable content."""

    def __init__(self, secret: str, wall: Callable[[], float]) -> None:
        """`wall` is real time in seconds: signatures never follow the demo's clock."""
        self._secret = secret.encode()
        self._wall = wall
        self._seen: OrderedDict[str, float] = OrderedDict()

    def refusal(self, headers: Any, body: bytes) -> int:  # noqa: ANN401 - Starlette's headers
        """The status to refuse with, or 0."""
        stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        if not _TIMESTAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature) or abs(self._wall() - int(stamp)) > MOST_AGE:
            return 401
        good = "v0=" + hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(good, signature):
            return 401
        return 0 if _readable(headers.get("content-type", ""), body) else 400

    def seen(self, signature: str) -> bool:
        """Whether this very request came within the last five minutes; it is remembered."""
        now = self._wall()
        while self._seen and next(iter(self._seen.values())) < now - MOST_AGE:
            self._seen.popitem(last=False)
        known = signature in self._seen
        self._seen[signature] = now
        return known


def _readable(content_type: str, body: bytes) -> bool:
    """Whether Bolt can read it: UTF-8, a form or JSON, no absurd nesting, what its kind must carry."""
    try:
        text = body.decode("utf-8")
        if content_type.startswith("application/json"):
            return _is_event(_parsed(text))
        form = {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}
        if "payload" in form:
            return _is_interaction(_parsed(form["payload"]))
        return "ssl_check" in form or all(form.get(name) for name in ("command", "trigger_id", "user_id", "team_id"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return False


def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON
    deep = most = 0
    for mark in _MARKS.findall(_STRINGS.sub("", text)):
        deep += 1 if mark in "[{" else -1
        most = max(most, deep)
    if most > DEEPEST:
        raise ValueError("nested too deeply")
    return json.loads(text)


def _is_event(body: Any) -> bool:  # noqa: ANN401 - JSON
    if not isinstance(body, dict):
        return False
    if body.get("type") == "url_verification":
        return isinstance(body.get("challenge"), str)
    return body.get("type") == "event_callback" and isinstance(body.get("event"), dict) and isinstance(body.get("team_id"), str)


def _is_interaction(body: Any) -> bool:  # noqa: ANN401 - JSON
    if not isinstance(body, dict) or not isinstance(body.get("user"), dict) or not isinstance(body["user"].get("id"), str):
        return False
    if body.get("type") == "block_actions":
        taps = body.get("actions")
        return isinstance(taps, list) and bool(taps) and all(isinstance(t, dict) and "action_id" in t and "action_ts" in t for t in taps)
    return body.get("type") in ("view_submission", "view_closed") and isinstance(body.get("view"), dict) and "callback_id" in body["view"]


def build_web(*, app: App, secret: str, wall: Callable[[], float], health: Callable[[], dict[str, Any]], threads: int = 64) -> Starlette:
    """The ASGI app: POST /slack/events, GET /healthz. Bolt runs in `threads` threads, so that none blocks the loop."""
    gate = Gate(secret, wall)
    limiter = anyio.CapacityLimiter(threads)

    async def events(request: Request) -> Response:
        body = await _capped(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        if status := gate.refusal(request.headers, body):
            return PlainTextResponse("", status)
        if gate.seen(request.headers["x-slack-signature"]):
            return PlainTextResponse("")
        bolt = BoltRequest(body=body.decode("utf-8"), query=request.url.query, headers=dict(request.headers))
        answer = await anyio.to_thread.run_sync(app.dispatch, bolt, limiter=limiter)
        headers = {name: ", ".join(values) for name, values in answer.headers.items() if name.lower() != "content-length"}
        return Response(answer.body, answer.status, headers)

    async def healthz(_: Request) -> Response:
        state = await anyio.to_thread.run_sync(health)
        return JSONResponse(state, 200 if state.get("ok") else 503)

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"]), Route("/healthz", healthz, methods=["GET"])])


async def _capped(request: Request) -> bytes | None:
    """The raw body, or None as soon as it passes the cap."""
    kept = bytearray()
    async for piece in request.stream():
        kept += piece
        if len(kept) > MOST_BYTES:
            return None
    return bytes(kept)
