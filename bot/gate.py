"""The gate in front of Bolt's HTTP: size, signature, readable content; what comes again gets the first answer."""

import hashlib
import hmac
import json
import re
from asyncio import Future, get_running_loop, shield
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers

MOST_BYTES = 256 * 1024
MOST_AGE = 300  # seconds: docs.slack.dev, verifying requests
DEEPEST = 64
MOST_CHECK_BYTES = 256  # ssl_check and a token of 24 characters
MOST_KEPT, MOST_KEPT_BYTES = 20_000, 8 * 1024 * 1024  # answers for what comes again; beyond them the database's keys do
STAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
_TIMESTAMP = re.compile(r"[0-9]{10}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

Json = dict[str, Any]


class UnreadableError(ValueError):
    """Signed, but nothing OnPace could read."""


class Gate:
    """Lets only through what Slack signed (docs.slack.dev, verifying requests: v0, HMAC over the raw bytes)."""

    def __init__(self, secret: str, wall: Callable[[], float]) -> None:
        """`wall` is real time in seconds: signatures never follow the demo's clock."""
        self._secret = secret.encode()
        self._wall = wall

    def signed(self, headers: Headers, body: bytes) -> bool:
        """Whether each signature header is there once, is well-formed and of the last five minutes, and proves the body."""
        stamps, signatures = headers.getlist(STAMP), headers.getlist(SIGNATURE)
        if len(stamps) != 1 or len(signatures) != 1:
            return False
        stamp, signature = stamps[0], signatures[0]
        if not _TIMESTAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature) or abs(self._wall() - int(stamp)) > MOST_AGE:
            return False
        good = "v0=" + hmac.new(self._secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(good, signature)


def is_ssl_check(content_type: str, body: bytes) -> bool:
    """Whether Slack only looks at our certificate, which asks for a 200 and nothing else (docs.slack.dev, slash commands, ssl_check).

    The one request Slack does not sign (bolt-js says so; bolt-python answers it before the signature): it may hold nothing to act on.
    """
    if len(body) > MOST_CHECK_BYTES or not content_type.lower().startswith("application/x-www-form-urlencoded"):
        return False
    pairs = parse_qsl(body.decode("latin-1"), keep_blank_values=True)
    return ("ssl_check", "1") in pairs and sorted(name for name, _ in pairs) in (["ssl_check"], ["ssl_check", "token"])


def read(content_type: str, body: bytes) -> Json:
    """What Slack says in a body: an event's JSON, an interaction's payload, or a command's form. Raises UnreadableError."""
    try:
        text = body.decode("utf-8")
        if content_type.lower().startswith("application/json"):
            return _event(_parsed(text))
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict")
        form = dict(pairs)
        if len(form) != len(pairs):
            raise UnreadableError("a field comes twice")
        return _interaction(_parsed(form["payload"])) if "payload" in form else _command(form)
    except (ValueError, RecursionError) as trouble:
        raise UnreadableError(str(trouble)[:100]) from trouble


def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON
    parsed = json.loads(text)
    level = [parsed]
    for _ in range(DEEPEST + 1):
        if not level:
            break
        level = [child for value in level for child in _inside(value)]
    if level:
        raise UnreadableError("nested too deeply")
    if "\\ud" in text.lower():
        json.dumps(parsed, ensure_ascii=False).encode()  # half a character cannot be stored: UnicodeEncodeError is a ValueError
    return parsed


def _inside(value: Any) -> Iterable[Any]:  # noqa: ANN401 - JSON
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _event(body: Any) -> Json:  # noqa: ANN401 - JSON
    kind = body.get("type") if isinstance(body, dict) else None
    if kind == "url_verification" and isinstance(body.get("challenge"), str):
        return dict(body)
    if kind == "app_rate_limited":  # docs.slack.dev, Events API, rate limiting: only tells that events were left out
        return dict(body)
    event = body.get("event") if kind == "event_callback" else None
    if isinstance(event, dict) and isinstance(event.get("type"), str) and isinstance(body.get("team_id"), str):
        return dict(body)
    raise UnreadableError("no event")


def _interaction(body: Any) -> Json:  # noqa: ANN401 - JSON
    if not isinstance(body, dict) or not isinstance(body.get("user"), dict) or not isinstance(body["user"].get("id"), str):
        raise UnreadableError("no interaction")
    taps, view = body.get("actions"), body.get("view")
    if body.get("type") == "block_actions":
        good = isinstance(taps, list) and bool(taps) and all(isinstance(t, dict) and "action_id" in t and "action_ts" in t for t in taps)
    else:  # shortcuts, message actions, dialogs, options of menus: the manifest asks for none, so nobody at Slack sends them
        good = body.get("type") in ("view_submission", "view_closed") and _is_view(view)
    if not good:
        raise UnreadableError("no interaction of a kind OnPace asks for")
    return body


def _is_view(view: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(view, dict) and all(isinstance(view.get(name), str) for name in ("id", "type", "callback_id"))


def _command(form: dict[str, str]) -> Json:
    if "ssl_check" in form or all(form.get(name) for name in ("command", "trigger_id", "user_id", "team_id")):
        return dict(form)
    raise UnreadableError("no command")


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"


class Replays:
    """The answers of the last minutes by signature: what comes again waits for the first one's answer and gets the same.

    Kept for twice Slack's five minutes, as a stamp may be as far ahead as behind; the oldest go first when there are too many.
    """

    def __init__(self, wall: Callable[[], float]) -> None:
        """`wall` is real time in seconds."""
        self._wall = wall
        self._kept: OrderedDict[str, tuple[float, Future[Answer]]] = OrderedDict()
        self._bytes = 0

    @property
    def kept(self) -> tuple[int, int]:
        """How many answers are kept, and their bytes."""
        return len(self._kept), self._bytes

    async def once(self, signature: str, answer: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer, made only if this signature was not answered, or is being answered, before."""
        self._forget()
        if signature in self._kept:
            return await shield(self._kept[signature][1])
        coming: Future[Answer] = get_running_loop().create_future()
        self._kept[signature] = (self._wall(), coming)
        try:
            made = await answer()
        except BaseException:
            self._kept.pop(signature, None)
            coming.cancel()
            raise
        coming.set_result(made)
        self._bytes += len(made.body)
        return made

    def _forget(self) -> None:
        """Drop what is too old or too much; what is still being answered stays."""
        late = self._wall() - 2 * MOST_AGE
        while self._kept:
            signature, (at, coming) = next(iter(self._kept.items()))
            if not coming.done() or (at >= late and len(self._kept) <= MOST_KEPT and self._bytes <= MOST_KEPT_BYTES):
                return
            self._bytes -= len(coming.result().body)
            del self._kept[signature]
