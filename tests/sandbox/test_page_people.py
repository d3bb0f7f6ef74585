"""Who can do what: nobody writes in an archived channel or one they are not in, and whoever is deactivated does nothing at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from sandbox import upheavals
from sandbox.deliveries import FIRST, Answer, How
from sandbox.page.words import say
from sandbox.registration import Nowhere
from sandbox.server import Server
from tests.browsers import go
from tests.sandboxes import BACK, ELSEWHERE, HANA, SALES, TARO

PAGE = {"X-Sandbox-Page": "1"}
ROW = {"type": "actions", "block_id": "b", "elements": [{"type": "button", "action_id": "e", "text": {"type": "plain_text", "text": "Go"}}]}
FORM = {"type": "modal", "title": {"type": "plain_text", "text": "Log"}, "notify_on_close": True, "blocks": [ROW]}


@dataclass(frozen=True)
class Ear(Nowhere):
    """An app that acknowledges and notes what reaches it."""

    heard: list[str] = field(default_factory=list)

    def deliver(self, kind: str, payload: dict[str, Any], how: How = FIRST) -> Answer:  # noqa: ARG002  a Delivery's parameters
        self.heard.append(payload.get("event", {}).get("type", kind))
        return Answer()


@pytest.fixture
def ear(sandbox: Server) -> Ear:
    sandbox.workspace.delivery = app = Ear()
    return app


@pytest.fixture
def web(sandbox: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, trust_env=False, headers=PAGE) as client:
        yield client


def gone(sandbox: Server, person: str) -> None:
    """Deactivated, and what the app was told of it forgotten."""
    upheavals.deactivate(sandbox.workspace, person)
    assert isinstance(sandbox.workspace.registration.delivery, Ear)
    sandbox.workspace.registration.delivery.heard.clear()


@pytest.mark.parametrize("person", [TARO, HANA])
def test_by_the_page_a_deactivated_person_does_nothing_and_is_told(sandbox: Server, ear: Ear, web: httpx.Client, person: str) -> None:
    message = sandbox.workspace.bot_says(SALES, {"text": "x", "blocks": [ROW]})
    view = sandbox.workspace.views.open(person, FORM)
    gone(sandbox, person)
    button = {"container": "message", "container_id": f"{SALES}:{message.ts}", "act": "b e"}
    deeds: dict[str, list[dict[str, str]]] = {
        "write": [{"text": "hi"}, {"text": "/say hi"}],
        "act": [button, {"container": "view", "container_id": view.id, "act": "b e"}],
        "submit": [{"container_id": view.id}],
        "close": [{"container_id": view.id}],
        "home": [{}],
        "language": [{"locale": "en-US"}],
    }
    for deed, forms in deeds.items():
        for form in forms:
            told = web.post(f"/page/{deed}", data={"as": person, "in": SALES, **form}).json()
            assert told == {"notice": say("deactivated", "ja" if person == HANA else "en")}
    assert ear.heard == []
    assert [one.ts for one in sandbox.workspace.messages(SALES, TARO)] == [message.ts]


def test_by_the_control_address_a_deactivated_person_does_nothing_either(sandbox: Server, ear: Ear, web: httpx.Client) -> None:
    message = sandbox.workspace.bot_says(SALES, {"text": "x", "blocks": [ROW]})
    gone(sandbox, TARO)
    view = sandbox.workspace.views.open(TARO, FORM)  # by a trigger that was on its way
    button = {"container": "message", "container_id": f"{SALES}:{message.ts}", "block_id": "b", "action": {"action_id": "e"}}
    deeds: dict[str, dict[str, Any]] = {
        "write": {"channel": SALES, "text": "/say hi"},
        "act": button,
        "submit": {"view_id": view.id, "values": {}},
        "open-home": {},
    }
    for deed, form in deeds.items():
        told = web.post(f"/control/{deed}", json={"person": TARO, **form}).json()
        assert "This account is deactivated, so nothing was done." in str(told)
    for deed, form in {"close": {"view_id": view.id}, "speak": {"locale": "ja-JP"}}.items():
        web.post(f"/control/{deed}", json={"person": TARO, **form}).raise_for_status()
    assert (ear.heard, sandbox.workspace.by_id[TARO].locale) == ([], "en-US")


def test_a_page_loaded_again_shows_a_deactivated_person_only_that(sandbox: Server, ear: Ear, web: httpx.Client) -> None:
    sandbox.workspace.write(TARO, SALES, "a secret")
    sandbox.workspace.views.open(TARO, FORM)
    gone(sandbox, TARO)
    for path in ("/", "/page/parts"):
        for place in (SALES, "dm", "home"):
            shown = web.get(path, params={"as": TARO, "in": place}).text
            assert "This account is deactivated" in shown
            assert "a secret" not in shown
            assert "<dialog data-key" not in shown
    assert "a secret" in web.get("/", params={"as": HANA, "in": SALES}).text


def test_who_is_brought_back_goes_on(sandbox: Server, ear: Ear, web: httpx.Client) -> None:
    gone(sandbox, TARO)
    web.post("/page/fault", data={"as": TARO, "in": SALES, "do": "person"}).raise_for_status()
    ear.heard.clear()
    assert web.post("/page/write", data={"as": TARO, "in": SALES, "text": "/say hi"}).json() == {"notice": ""}
    assert ear.heard == ["slash_commands"]


def test_nobody_is_first_who_is_deactivated(sandbox: Server, ear: Ear, web: httpx.Client) -> None:
    gone(sandbox, HANA)
    assert f'data-as="{TARO}"' in web.get("/").text


@pytest.mark.parametrize("text", ["hi", "/say hi"])
@pytest.mark.parametrize(("person", "lang"), [(HANA, "ja"), (TARO, "en")])
def test_nobody_writes_in_an_archived_channel(sandbox: Server, ear: Ear, web: httpx.Client, person: str, lang: str, text: str) -> None:
    upheavals.archive(sandbox.workspace, SALES)
    told = web.post("/page/write", data={"as": person, "in": SALES, "text": text}).json()
    assert told == {"notice": say("archived", lang)}
    by_control = web.post("/control/write", json={"person": person, "channel": SALES, "text": text}).json()
    assert by_control == {"told": "This channel is archived, so nothing was sent."}
    assert (ear.heard, sandbox.workspace.messages(SALES, person)) == ([], [])


@pytest.mark.parametrize("text", ["hi", "/say hi"])
@pytest.mark.parametrize(("person", "channel", "lang"), [(HANA, ELSEWHERE, "ja"), (TARO, BACK, "en")])
def test_nobody_writes_where_they_are_not(
    sandbox: Server, ear: Ear, web: httpx.Client, person: str, channel: str, lang: str, text: str
) -> None:
    told = web.post("/page/write", data={"as": person, "in": channel, "text": text}).json()
    assert told == {"notice": say("not_in_channel", lang)}
    by_control = web.post("/control/write", json={"person": person, "channel": channel, "text": text}).json()
    assert by_control == {"told": "You are not in this channel, so nothing was sent."}
    assert ear.heard == []
    assert list(sandbox.workspace.said) == []


def test_a_button_in_a_private_channel_is_for_its_members(sandbox: Server, ear: Ear, slack: WebClient) -> None:
    message = sandbox.workspace.bot_says(BACK, {"text": "x", "blocks": [ROW]})
    button: dict[str, Any] = {"container": "message", "container_id": f"{BACK}:{message.ts}", "block_id": "b", "action": {"action_id": "e"}}
    assert sandbox.workspace.act(TARO, **button).startswith("This is no longer here.")
    assert sandbox.workspace.act(HANA, **button) == ""
    assert ear.heard == ["interactive"]


@pytest.mark.browser
def test_an_archived_channel_can_be_read_and_is_written_in_again_when_brought_back(sandbox: Server, page: Page) -> None:
    sandbox.workspace.write(TARO, SALES, "before")
    go(page, sandbox, place=SALES)
    expect(page.locator("#composer")).to_be_visible()
    upheavals.archive(sandbox.workspace, SALES)
    expect(page.locator("#log")).to_contain_text("This channel is archived")
    expect(page.locator("#log")).to_contain_text("before")
    expect(page.locator("#composer")).to_be_hidden()
    upheavals.archive(sandbox.workspace, SALES, archived=False)
    expect(page.locator("#composer")).to_be_visible()


@pytest.mark.browser
def test_a_page_left_open_closes_when_its_person_is_deactivated(sandbox: Server, page: Page) -> None:
    sandbox.workspace.write(TARO, SALES, "before")
    go(page, sandbox, place=SALES)
    upheavals.deactivate(sandbox.workspace, TARO)
    expect(page.locator("#log")).to_contain_text("This account is deactivated")
    expect(page.locator("#log")).not_to_contain_text("before")
    expect(page.locator("#composer")).to_be_hidden()
    page.get_by_role("button", name="Faults").click()
    page.get_by_role("button", name="Reactivate Taro Abe").click()
    expect(page.locator("#log")).to_contain_text("before")
