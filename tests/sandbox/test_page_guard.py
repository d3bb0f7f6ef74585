"""The page's routes: who may do what, what is served how, and what happens to the odd request."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx
import pytest
from slack_sdk import WebClient

from sandbox.page.deeds import next_nine
from sandbox.page.words import TEXTS
from sandbox.server import Server
from tests.sandboxes import BACK, GONE, HANA, SALES, TARO

PAGE = {"X-Sandbox-Page": "1"}


@pytest.fixture
def web(sandbox: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("deed", ["write", "act", "submit", "close", "home", "clock", "language"])
def test_another_sites_page_can_do_nothing(sandbox: Server, web: httpx.Client, deed: str) -> None:
    before = sandbox.workspace.version
    assert web.post(f"/page/{deed}", data={"as": TARO, "in": SALES, "text": "hi", "by": "day", "locale": "ja-JP"}).status_code == 403
    assert sandbox.workspace.version == before


def test_nothing_but_our_own_script_may_run(web: httpx.Client) -> None:
    policy = web.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script>|\son\w+=|style=", web.get("/").text)


@pytest.mark.parametrize("asked", ["", "?as=nobody&in=nowhere", f"?as={TARO}&in={BACK}", "?as=%3Cb%3E&in=%22%3E%3Cb%3E"])
def test_whatever_is_asked_for_a_page_is_shown(web: httpx.Client, asked: str) -> None:
    answer = web.get(f"/{asked}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text
    assert 'data-in="dm"' in answer.text


def test_a_private_channel_is_shown_to_its_members_alone(sandbox: Server, web: httpx.Client) -> None:
    sandbox.workspace.write(HANA, BACK, "a secret")
    assert "a secret" in web.get(f"/?as={HANA}&in={BACK}").text
    assert "a secret" not in web.get(f"/page/parts?as={TARO}&in={BACK}").text


def test_who_left_is_not_offered(web: httpx.Client) -> None:
    assert f"?as={GONE}" not in web.get("/").text


def test_only_pictures_are_shown_in_place(sandbox: Server, slack: WebClient, web: httpx.Client) -> None:
    for name, kind, disposition in (("a.png", "image/png", None), ("a.html", "application/octet-stream", "attachment")):
        sent = slack.files_upload_v2(channel=SALES, filename=name, content=b"<script>alert(1)</script>")
        answer = web.get(f"/page/file/{sent['files'][0]['id']}")
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers.get("content-disposition") == disposition
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/page/file/F0", "/page/words.py", "/page/..%2f__init__.py", "/page/nothing"])
def test_what_is_not_there_is_not_found(web: httpx.Client, path: str) -> None:
    assert web.get(path).status_code == 404


def test_a_button_that_is_gone_gets_a_sentence(web: httpx.Client) -> None:
    asked = {"as": HANA, "in": "dm", "container": "message", "container_id": f"{SALES}:1.0", "act": "a b"}
    assert "もうありません" in web.post("/page/act", data=asked, headers=PAGE).json()["notice"]


def test_nobody_acts_in_a_channel_they_are_not_in(sandbox: Server, slack: WebClient, web: httpx.Client) -> None:
    row = {
        "type": "actions",
        "block_id": "b",
        "elements": [{"type": "button", "action_id": "e", "text": {"type": "plain_text", "text": "Go"}}],
    }
    ts = slack.chat_postMessage(channel=BACK, text="x", blocks=[row])["ts"]
    asked = {"as": TARO, "in": "dm", "container": "message", "container_id": f"{BACK}:{ts}", "act": "b e"}
    assert "no longer there" in web.post("/page/act", data=asked, headers=PAGE).json()["notice"]


def test_an_unconnected_bot_is_told(web: httpx.Client) -> None:
    assert "dispatch_failed" in web.post("/page/write", data={"as": TARO, "in": "dm", "text": "/say hi"}, headers=PAGE).json()["notice"]


def test_changes_are_streamed(sandbox: Server, web: httpx.Client) -> None:
    with web.stream("GET", f"/page/events?version={sandbox.workspace.version}") as stream:
        told = stream.iter_lines()
        assert next(told) == "retry: 1000"
        sandbox.workspace.write(TARO, SALES, "hi")
        assert f"data: {sandbox.workspace.version}" in (next(told), next(told))


def test_a_long_channel_is_shown_from_its_end(sandbox: Server, web: httpx.Client) -> None:
    for n in range(85):
        sandbox.workspace.write(TARO, SALES, f"line {n}.")
    short, whole = (web.get(f"/?as={TARO}&in={SALES}{more}").text for more in ("", "&all=1"))
    assert "line 4." not in short
    assert "Show earlier messages" in short
    assert "line 4." in whole
    assert "Show earlier messages" not in whole


@pytest.mark.parametrize(
    ("now", "zone", "nine"),
    [
        ("2026-11-20T00:00", "Asia/Tokyo", "2026-11-21T00:00"),  # 09:00 itself: the next one
        ("2026-11-19T23:59", "Asia/Tokyo", "2026-11-20T00:00"),
        ("2026-10-31T13:30", "America/New_York", "2026-11-01T14:00"),  # the clocks go back in the night
    ],
)
def test_the_next_nine_is_on_the_readers_wall(now: str, zone: str, nine: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert next_nine(at, ZoneInfo(zone)) == datetime.fromisoformat(nine).replace(tzinfo=UTC)


def test_each_of_the_pages_texts_is_in_both_languages_with_the_same_parts() -> None:
    for english, japanese in TEXTS.values():
        assert re.findall(r"\{\w+\}", english) == re.findall(r"\{\w+\}", japanese)
