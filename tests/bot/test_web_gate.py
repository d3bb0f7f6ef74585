"""The gate in front of HTTP: what Slack did not sign, or nobody can read, never reaches Bolt, and never makes a 500."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web import MOST_BYTES, build_web
from sandbox.server import serve
from tests.sandboxes import workspace
from tests.serving import served

SECRET = "gate-secret"
NOW = 1_795_000_000


class Counting(App):
    """The unmodified Bolt behind the gate, counting what gets through."""

    reached = 0

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        self.reached += 1
        return super().dispatch(req)


class Door:
    """One server for all tests of the module; each test has an app of its own behind it."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def slack() -> Iterator[WebClient]:
    with serve(workspace()) as sandbox:
        yield WebClient(sandbox.workspace.cast.bot_token, base_url=f"{sandbox.url}/api/", retry_handlers=[])


@pytest.fixture(scope="module")
def listening(slack: WebClient) -> Counting:
    app = Counting(client=slack, signing_secret=SECRET, request_verification_enabled=False)
    app.command("/log")(lambda ack: ack("logged"))
    app.event("app_home_opened")(lambda: None)
    return app


@pytest.fixture(scope="module")
def door() -> Iterator[tuple[Door, httpx.Client]]:
    door = Door()
    with served(door) as url, httpx.Client(base_url=url) as client:
        yield door, client


@pytest.fixture
def bolt(listening: Counting) -> Counting:
    listening.reached = 0
    return listening


@pytest.fixture
def web(bolt: Counting, door: tuple[Door, httpx.Client]) -> httpx.Client:
    way_in, client = door
    way_in.app = build_web(app=bolt, secret=SECRET, wall=lambda: NOW, health=lambda: {"ok": True})
    return client


def signed(body: bytes, stamp: str | None = None, secret: str = SECRET) -> dict[str, str]:
    """The headers Slack sends with a body."""
    stamp = str(NOW) if stamp is None else stamp
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "Content-Type": "application/x-www-form-urlencoded"}


COMMAND = urlencode({"command": "/log", "text": "", "user_id": "U1", "team_id": "T1", "trigger_id": "1.2"}).encode()


def test_a_signed_command_reaches_bolt(web: httpx.Client, bolt: Counting) -> None:
    assert web.post("/slack/events", content=COMMAND, headers=signed(COMMAND)).text == "logged"
    assert bolt.reached == 1


def test_the_challenge_of_a_new_address_is_answered(web: httpx.Client) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c", "token": "t"}).encode()
    answer = web.post("/slack/events", content=body, headers=signed(body) | {"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()) == (200, {"challenge": "c"})


@pytest.mark.parametrize(
    "stamp",
    ["", "abc", "-1", "1e9", "1" * 5000, "１７９５０００００", str(NOW - 301), str(NOW + 301), f"{NOW}.0"],
    ids=["empty", "word", "negative", "exponent", "5000 digits", "full-width", "expired", "future", "fraction"],
)
def test_a_wrong_time_is_401(web: httpx.Client, bolt: Counting, stamp: str) -> None:
    headers = signed(COMMAND, stamp)
    answer = web.post("/slack/events", content=COMMAND, headers=[(k.encode(), v.encode()) for k, v in headers.items()])
    assert (answer.status_code, bolt.reached) == (401, 0)


@pytest.mark.parametrize("signature", ["", "v0=", "v0=" + "0" * 64, "v1=" + "0" * 64, "v0=" + "é" * 64, "a" * 5000])
def test_a_wrong_signature_is_401(web: httpx.Client, bolt: Counting, signature: str) -> None:
    headers = {k.encode(): v.encode() for k, v in signed(COMMAND).items()} | {b"X-Slack-Signature": signature.encode()}
    assert web.post("/slack/events", content=COMMAND, headers=list(headers.items())).status_code == 401
    assert bolt.reached == 0


def test_missing_headers_and_another_secret_are_401(web: httpx.Client) -> None:
    assert web.post("/slack/events", content=COMMAND).status_code == 401
    assert web.post("/slack/events", content=COMMAND, headers=signed(COMMAND, secret="other")).status_code == 401
    assert web.post("/slack/events", content=COMMAND + b"&x=1", headers=signed(COMMAND)).status_code == 401


def test_too_large_is_413_before_the_signature(web: httpx.Client) -> None:
    body = b"a" * (MOST_BYTES + 1)
    assert web.post("/slack/events", content=body, headers=signed(body)).status_code == 413


PAYLOADS = {
    "broken": "{",
    "truncated": '{"type": "event_callback", "event": {',
    "deep": "[" * 100_000,
    "deep and closed": '{"a":' * 5000 + "1" + "}" * 5000,
    "a number": "1",
    "null": "null",
    "unknown type": '{"type": "martian"}',
    "event without team": '{"type": "event_callback", "event": {"type": "app_home_opened"}}',
    "event that is a list": '{"type": "event_callback", "event": [], "team_id": "T1"}',
    "challenge that is a list": '{"type": "url_verification", "challenge": []}',
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_unreadable_json_is_400(web: httpx.Client, bolt: Counting, payload: str) -> None:
    headers = signed(payload.encode()) | {"Content-Type": "application/json"}
    assert (web.post("/slack/events", content=payload.encode(), headers=headers).status_code, bolt.reached) == (400, 0)


INTERACTIONS = {
    "no user": '{"type": "block_actions", "actions": [{"action_id": "a", "action_ts": "1"}]}',
    "no actions": '{"type": "block_actions", "user": {"id": "U1"}, "actions": []}',
    "actions of numbers": '{"type": "block_actions", "user": {"id": "U1"}, "actions": [1]}',
    "a view without callback": '{"type": "view_submission", "user": {"id": "U1"}, "view": {}}',
    "user that is a word": '{"type": "view_submission", "user": "U1", "view": {"callback_id": "x"}}',
    "unknown type": '{"type": "martian", "user": {"id": "U1"}}',
}


@pytest.mark.parametrize("payload", [*PAYLOADS.values(), *INTERACTIONS.values()], ids=[*PAYLOADS, *INTERACTIONS])
def test_unreadable_interactions_are_400(web: httpx.Client, payload: str) -> None:
    body = urlencode({"payload": payload}).encode()
    assert web.post("/slack/events", content=body, headers=signed(body)).status_code == (413 if len(body) > MOST_BYTES else 400)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"command=/log", b"a=b&c=d", b"=" * 1000, b"%00%ff"])
def test_unreadable_forms_are_400(web: httpx.Client, body: bytes) -> None:
    assert web.post("/slack/events", content=body, headers=signed(body)).status_code == 400


def test_brackets_a_person_typed_are_no_nesting(web: httpx.Client) -> None:
    state = {"values": {"b": {"a": {"type": "plain_text_input", "value": '[[{{"\\' * 500}}}}
    view = {"callback_id": "x", "id": "V1", "state": state}
    body = urlencode(
        {"payload": json.dumps({"type": "view_submission", "user": {"id": "U1"}, "team": {"id": "T1"}, "view": view})}
    ).encode()
    assert web.post("/slack/events", content=body, headers=signed(body)).status_code != 400


def test_a_replayed_request_does_nothing_twice(web: httpx.Client, bolt: Counting) -> None:
    answers = [web.post("/slack/events", content=COMMAND, headers=signed(COMMAND)) for _ in range(5)]
    assert [a.status_code for a in answers] == [200] * 5
    assert bolt.reached == 1


def test_health_is_told(web: httpx.Client) -> None:
    assert web.get("/healthz").json() == {"ok": True}
    assert web.get("/slack/events").status_code == 405


def test_signatures_follow_real_time(slack: WebClient) -> None:
    """The demo's clock may stand years away; what Slack signs does not."""
    app = App(client=slack, signing_secret=SECRET)
    app.command("/log")(lambda ack: ack("logged"))
    with served(build_web(app=app, secret=SECRET, wall=time.time, health=lambda: {"ok": True})) as url:
        answer = httpx.post(f"{url}/slack/events", content=COMMAND, headers=signed(COMMAND, str(int(time.time()))))
    assert answer.text == "logged"
