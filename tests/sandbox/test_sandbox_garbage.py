"""Nonsense from outside gets a verdict by name: never a 500, never a workspace that cannot be read any more."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect as dial

from sandbox import upheavals
from sandbox.control import DEEDS
from sandbox.page.fields import complaints
from sandbox.page.mrkdwn import Names, html
from sandbox.server import Server, serve
from sandbox.shapes import DEEPEST, parsed
from tests.patience import until
from tests.sandboxes import HANA, SALES, workspace

BOT, APP, PAGE = {"Authorization": "Bearer xoxb-sandbox"}, {"Authorization": "Bearer xapp-sandbox"}, {"x-sandbox-page": "1"}


@pytest.fixture(scope="module")
def house() -> Iterator[Server]:
    """One workspace for all of it: what one nonsense leaves, the next has to live with."""
    with serve(workspace()) as server:
        yield server


@pytest.fixture
def sandbox(house: Server) -> Server:
    house.workspace.said.by_channel.clear()
    house.workspace.faults.off()
    house.workspace.sockets.enable()
    upheavals.archive(house.workspace, SALES, archived=False)
    return house


@pytest.fixture(scope="module")
def web(house: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=house.url, timeout=30, trust_env=False) as client:
        yield client


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


@pytest.mark.parametrize(
    "text", ["NaN", "[Infinity]", "1e999", '"\\ud800"', '{"\\udfff": 1}', nested(DEEPEST + 1), nested(100_000), "{", ""]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"JSON|nested|surrogates|Expecting"):
        parsed(text)


def test_what_is_json_is_taken() -> None:
    assert parsed('["\\ud83d\\ude00", 1e10, null]') == ["😀", 1e10, None]
    assert parsed(nested(DEEPEST)) != []


HOSTILE = ['{"text": "\\ud800"}', '{"limit": NaN}', f'{{"blocks": {nested(400)}}}', '{"metadata": {"event_type": 1e999}}', "[]", "\x00"]


@pytest.mark.parametrize("body", HOSTILE)
def test_no_method_falls_over_a_body(sandbox: Server, web: httpx.Client, body: str) -> None:
    for method in ("api.test", "chat.postMessage", "views.publish"):
        answer = web.post(f"/api/{method}", content=body, headers=BOT | {"content-type": "application/json"})
        assert answer.status_code == 200
        assert answer.json()["error"] in ("invalid_json", "json_not_object")


@pytest.mark.parametrize("kind", [[], {}, 5, None, "home", "message"])
def test_a_view_of_no_known_kind_is_refused(web: httpx.Client, kind: object) -> None:
    for method, more in (("views.publish", {"user_id": HANA}), ("blocks.validate", {})):
        wrong = {"type": kind, "blocks": [{"type": kind}]}
        assert web.post(f"/api/{method}", json={"view": wrong, **more}, headers=BOT).json()["error"] in (
            "invalid_arguments",
            "invalid_blocks",
        )


WRONG_TS = ["x", ".5", "5.", ".", "1" * 5000, "²", "-1", "1e3"]


@pytest.mark.parametrize("oldest", WRONG_TS)
def test_a_moment_that_is_none_is_refused_by_name(sandbox: Server, web: httpx.Client, oldest: str) -> None:
    sandbox.workspace.bot_says(SALES, {"text": "x"})
    answer = web.get("/api/conversations.history", params={"channel": SALES, "oldest": oldest}, headers=BOT)
    assert answer.json().get("error", "5.") == ("invalid_ts_oldest" if oldest != "5." else "5.")


@pytest.mark.parametrize(
    "body", [{"text": 5}, {"text": {"a": 1}}, {"text": "a", "attachments": 5}, {"attachments": ["a"]}, {"text": "a", "thread_ts": 5}]
)
def test_an_answer_of_the_wrong_form_is_refused(sandbox: Server, web: httpx.Client, body: dict[str, Any]) -> None:
    answer = web.post(sandbox.workspace.response_url(HANA, SALES), json=body)
    assert (answer.status_code, answer.json()["error"]) == (200, "invalid_arguments")
    assert sandbox.workspace.messages(SALES, HANA) == []


NONSENSE: list[Any] = [[], 5, "x", None, {"person": 5}, {"person": HANA, "channel": SALES, "text": 5}, {"scopes": [1]}, {"scopes": "é"}]
NONSENSE += [{"person": HANA, "view_id": "x", "values": 5}, {"person": HANA, "locale": {}}, {"seconds": 1e400}, {"seconds": "1"}]


@pytest.mark.parametrize("told", NONSENSE)
def test_no_deed_falls_over_its_parameters(sandbox: Server, web: httpx.Client, told: object) -> None:
    for deed in sorted(DEEDS.keys() - {"uninstall", "revoke-token"}):
        assert web.post(f"/control/{deed}", content=json.dumps(told)).status_code in (200, 400), deed
    assert web.get("/control/state", params={"person": HANA}).status_code == 200
    assert web.post("/api/auth.test", headers=BOT).json()["ok"]


@pytest.mark.parametrize(
    "asked", [{"by": 1e12}, {"by": 1e300}, {"to": "9999-12-31T00:00:00Z"}, {"to": "0001-01-01T00:00:00Z"}, {"to": 5}, []]
)
def test_a_clock_stays_within_what_a_ts_can_say(sandbox: Server, web: httpx.Client, asked: object) -> None:
    assert web.post("/clock", json=asked).status_code == 400
    assert web.get("/").status_code == 200


@pytest.mark.parametrize("wrong", [{"seconds": 1e300}, {"seconds": float("inf")}, {"times": "1"}, {"method": 5, "seconds": -1}, {"on": []}])
def test_a_fault_out_of_bounds_is_refused(sandbox: Server, web: httpx.Client, wrong: dict[str, object]) -> None:
    assert web.post("/control/faults", content=json.dumps({"on": "slow"} | wrong)).status_code == 400
    assert sandbox.workspace.faults.listed() == []


def test_nothing_is_written_on_app_home(sandbox: Server, web: httpx.Client) -> None:
    answer = web.post("/page/write", data={"as": HANA, "in": "home", "text": "x"}, headers=PAGE)
    assert answer.status_code == 200
    assert answer.json()["notice"]


def test_a_number_beyond_all_numbers_is_none() -> None:
    block = {"type": "input", "block_id": "b", "element": {"type": "number_input", "action_id": "a", "is_decimal_allowed": False}}
    assert complaints([block], {"b a": ["9" * 400]}, "en") != {}


def test_a_binary_frame_says_nothing_and_ends_nothing(sandbox: Server, web: httpx.Client) -> None:
    url = web.post("/api/apps.connections.open", headers=APP).json()["url"]
    with dial(url) as socket:
        assert json.loads(socket.recv())["type"] == "hello"
        socket.send(b"\xff\x00")
        socket.send("{")
        sandbox.workspace.sockets.disconnect("warning")
        assert json.loads(socket.recv())["reason"] == "warning"
        assert sandbox.workspace.sockets.about()[0]["state"] == "open"


@pytest.mark.parametrize("text", ["_a " * 13_000, "*a " * 13_000, "~a " * 13_000, "_a." * 13_000])
def test_a_long_text_is_drawn_without_long_thought(text: str) -> None:
    began = time.process_time()
    assert html(text, Names())
    assert time.process_time() - began < 5  # it was 20 s


def test_twenty_thousand_blocks_are_refused_before_long(sandbox: Server, web: httpx.Client) -> None:
    blocks = [{"type": "divider", "block_id": f"b{number}"} for number in range(20_000)]
    began = time.process_time()
    answer = web.post("/api/chat.postMessage", json={"channel": SALES, "blocks": blocks}, headers=BOT)
    assert answer.json()["error"] == "invalid_blocks"
    assert time.process_time() - began < 6  # it was 16 s: each was counted for each


def test_what_was_handed_out_is_not_kept_for_ever(sandbox: Server) -> None:
    passes = sandbox.workspace.passes
    old = passes.response(HANA, SALES)
    passes.now = lambda: time.time() + 3601
    passes.real = lambda: time.monotonic() + 3601
    passes.trigger(HANA)
    passes.response(HANA, SALES)
    assert old not in passes.responses
    until(lambda: len(passes.responses) == 1 and len(passes.triggers) == 1)
