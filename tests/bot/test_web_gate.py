"""The gate in front of HTTP: what Slack did not sign, or nobody can read, never reaches Bolt, and never makes a 500."""

import json
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.gate import MOST_BYTES
from bot.web import build_web
from tests.gated import COMMAND, NOW, SECRET, Counting, Gated, gated, signed, slacked
from tests.serving import served


@pytest.fixture(scope="module")
def slack() -> Iterator[WebClient]:
    with slacked() as client:
        yield client


@pytest.fixture(scope="module")
def place(slack: WebClient) -> Iterator[Gated]:
    with gated(slack) as place:
        yield place


@pytest.fixture
def bolt(place: Gated) -> Counting:
    place.forget()
    return place.bolt


@pytest.fixture
def web(bolt: Counting, place: Gated) -> httpx.Client:
    return place.web


def test_a_signed_command_reaches_bolt(web: httpx.Client, bolt: Counting) -> None:
    assert web.post("/slack/events", content=COMMAND, headers=signed(COMMAND)).text == "logged"
    assert bolt.reached == 1


def test_the_challenge_of_a_new_address_is_answered(web: httpx.Client) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c", "token": "t"}).encode()
    answer = web.post("/slack/events", content=body, headers=signed(body) | {"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()) == (200, {"challenge": "c"})


def test_a_challenge_nobody_signed_is_401(web: httpx.Client, bolt: Counting) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c", "token": "t"}).encode()
    for headers in ({}, signed(body, secret="other"), signed(body, str(NOW - 301))):
        answer = web.post("/slack/events", content=body, headers=headers | {"Content-Type": "application/json"})
        assert (answer.status_code, answer.content, bolt.reached) == (401, b"", 0)


@pytest.mark.parametrize("proven", [True, False])
@pytest.mark.parametrize("body", [b"ssl_check=1", b"ssl_check=1&token=Jhj5dZrVaK7ZwHHjRyZWjbDl", b"token=&ssl_check=1"])
def test_a_look_at_the_certificate_is_200_and_nothing_else(web: httpx.Client, bolt: Counting, body: bytes, proven: bool) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"} | (signed(body) if proven else {})
    answer = web.post("/slack/events", content=body, headers=headers)
    assert (answer.status_code, answer.content, bolt.reached) == (200, b"", 0)


NO_LOOKS = {
    "a command": COMMAND + b"&ssl_check=1",
    "an interaction": urlencode({"ssl_check": "1", "payload": "{}"}).encode(),
    "twice": b"ssl_check=1&ssl_check=1",
    "off": b"ssl_check=0",
    "empty": b"ssl_check=",
    "only a token": b"token=x",
    "long": b"ssl_check=1&token=" + b"x" * 300,
    "no text": b"ssl_check=1&token\xff\xfe=1",
}


@pytest.mark.parametrize("body", NO_LOOKS.values(), ids=NO_LOOKS)
def test_whatever_else_is_in_it_needs_a_signature(web: httpx.Client, bolt: Counting, body: bytes) -> None:
    answer = web.post("/slack/events", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert (answer.status_code, bolt.reached) == (401, 0)


def test_a_look_at_the_certificate_is_a_form(web: httpx.Client) -> None:
    for kind in ("application/json", "text/plain", "multipart/form-data"):
        assert web.post("/slack/events", content=b"ssl_check=1", headers={"Content-Type": kind}).status_code == 401


@pytest.mark.parametrize(
    "stamp",
    ["", "abc", "-1", "1e9", "1" * 5000, "１７９５０００００", str(NOW - 301), str(NOW + 301), f"{NOW}.0"],
    ids=["empty", "word", "negative", "exponent", "5000 digits", "full-width", "expired", "future", "fraction"],
)
def test_a_wrong_time_is_401(web: httpx.Client, bolt: Counting, stamp: str) -> None:
    headers = signed(COMMAND, stamp)
    answer = web.post("/slack/events", content=COMMAND, headers=[(k.encode(), v.encode()) for k, v in headers.items()])
    assert (answer.status_code, bolt.reached) == (401, 0)


@pytest.mark.parametrize("name", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
def test_a_header_that_comes_twice_is_401(web: httpx.Client, bolt: Counting, name: str) -> None:
    """Which of two is meant is anybody's guess, and who stands between us and Slack may guess otherwise."""
    headers = signed(COMMAND)
    for twice in (headers[name], "abc"):
        answer = web.post("/slack/events", content=COMMAND, headers=[*headers.items(), (name.lower(), twice)])
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
    view = {"type": "modal", "callback_id": "x", "id": "V1", "state": state}
    body = urlencode(
        {"payload": json.dumps({"type": "view_submission", "user": {"id": "U1"}, "team": {"id": "T1"}, "view": view})}
    ).encode()
    assert web.post("/slack/events", content=body, headers=signed(body)).status_code != 400


def test_what_breaks_inside_bolt_is_no_500(web: httpx.Client, bolt: Counting) -> None:
    bolt.broken = True
    assert web.post("/slack/events", content=COMMAND, headers=signed(COMMAND)).status_code == 400


def test_what_bolt_has_no_listener_for_is_400(web: httpx.Client) -> None:
    body = COMMAND.replace(b"%2Flog", b"%2Fmartian")
    assert web.post("/slack/events", content=body, headers=signed(body)).status_code == 400


def test_a_command_with_the_word_payload_is_a_command(web: httpx.Client) -> None:
    """slack-bolt 1.30 takes any form with this word in it for an interaction."""
    body = urlencode({"command": "/log", "text": "payload", "user_id": "U1", "team_id": "T1", "trigger_id": "1.3"}).encode()
    assert web.post("/slack/events", content=body, headers=signed(body)).text == "logged"


def test_headers_nobody_signed_do_not_reach_bolt(web: httpx.Client, bolt: Counting) -> None:
    """Bolt runs a single listener by name, unacknowledged, for who says so in a header."""
    lazy = {"X-Slack-Bolt-Lazy-Only": "1", "X-Slack-Bolt-Lazy-Function-Name": "x"}
    assert web.post("/slack/events", content=COMMAND, headers=signed(COMMAND) | lazy).text == "logged"


def test_too_many_events_are_no_error_of_ours(web: httpx.Client) -> None:
    body = json.dumps({"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": NOW, "api_app_id": "A1"}).encode()
    assert web.post("/slack/events", content=body, headers=signed(body) | {"Content-Type": "application/json"}).status_code == 200


@pytest.mark.parametrize(("method", "path", "status"), [("PUT", "/slack/events", 405), ("GET", "/slack/events", 405), ("POST", "/", 404)])
def test_other_ways_lead_nowhere(web: httpx.Client, bolt: Counting, method: str, path: str, status: int) -> None:
    assert (web.request(method, path, headers=signed(b"")).status_code, bolt.reached) == (status, 0)


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
