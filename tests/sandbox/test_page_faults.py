"""The drawer of faults: out of the way until wanted, by mouse, keyboard and phone; its buttons do what they say."""

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from sandbox.faults import KINDS
from sandbox.page import fault_words, panel, words
from sandbox.server import Server, serve
from tests.browsers import go
from tests.doors import door
from tests.sandboxes import HANA, SALES, TARO, workspace

ENGLISH = ["is to prove itself", "did not prove itself (HTTP 404)", "proved itself: events are sent", "Send events again"]
JAPANESE = ["確認を求めます", "確認できない（HTTP 404）", "アドレスは確認済み", "イベントの送信を再開する"]


def pressed(sandbox: Server, person: str = TARO, **form: str) -> int:
    """Press a button of the drawer without a browser."""
    return httpx.post(f"{sandbox.url}/page/fault", data={"as": person, **form}, headers={"X-Sandbox-Page": "1"}).status_code


def test_the_drawer_is_shut_until_wanted_and_shows_what_is_on(sandbox: Server, page: Page) -> None:
    go(page, sandbox, place=SALES)
    expect(page.locator("#panel")).to_be_hidden()
    page.get_by_role("button", name="Faults").click()
    expect(page.locator("#panel")).to_contain_text("The bot is not connected.")
    slow = page.get_by_role("group", name="Slow answer")
    slow.get_by_role("button", name="Always").click()
    expect(slow.get_by_role("button", name="Always")).to_have_attribute("aria-pressed", "true")
    assert [one["kind"] for one in sandbox.workspace.faults.listed()] == ["slow"]
    expect(page.get_by_role("button", name="Faults, some are on")).to_have_attribute("aria-expanded", "true")
    slow.get_by_role("button", name="Always").click()
    expect(slow).to_contain_text("Done at once")
    assert sandbox.workspace.faults.listed() == []


def test_the_drawer_works_by_keys_alone(sandbox: Server, page: Page) -> None:
    go(page, sandbox, place=SALES)
    page.get_by_role("button", name="Faults").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close faults")).to_be_focused()
    once = page.get_by_role("group", name="Request lost").get_by_role("button", name="Once")
    once.focus()
    page.keyboard.press("Space")
    expect(once).to_have_attribute("aria-pressed", "true")
    expect(once).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("Faults"))).to_be_focused()


def test_a_phone_has_room_for_it(sandbox: Server, phone: Page) -> None:
    go(phone, sandbox, HANA, SALES)
    phone.get_by_role("button", name="障害").click()
    phone.get_by_role("button", name="#sales をアーカイブする").click()
    expect(phone.get_by_role("button", name="#sales のアーカイブを解除する")).to_be_visible()
    assert sandbox.workspace.channels[SALES].is_archived
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    phone.get_by_role("button", name="障害パネルを閉じる").click()
    expect(phone.locator("#panel")).to_be_hidden()
    expect(phone.locator("#log .closed")).to_be_visible()


def test_a_connection_is_seen_to_come_and_fall_silent(echoing: Server, page: Page) -> None:
    go(page, echoing, place=SALES)
    page.get_by_role("button", name="Faults").click()
    expect(page.locator("#panel")).to_contain_text(re.compile(r"Connection \d+: open"))
    page.get_by_role("group", name="Silent").get_by_role("button", name="Always").click()
    expect(page.locator("#panel")).to_contain_text(re.compile(r"Connection \d+: silent"))


@pytest.mark.parametrize(("person", "steps"), [(TARO, ENGLISH), (HANA, JAPANESE)])
def test_over_http_the_drawer_tells_whether_events_are_sent(person: str, steps: list[str]) -> None:
    with door() as way, serve(workspace(deliver_to=way.url)) as server:
        new, refused, verified, disabled = steps

        def told() -> str:
            return str(httpx.get(f"{server.url}/page/parts?as={person}&in={SALES}").json()["panel"])

        assert new in told()
        way.echo = lambda _: (404, "text/plain", "")
        server.workspace.speak(TARO, "en-US")
        assert refused in told()
        way.echo = lambda challenge: (200, "text/plain", challenge)
        server.workspace.speak(TARO, "en-US")
        assert verified in told()
        server.workspace.registration.courier.subscription.enabled = False
        assert disabled in told()
        pressed(server, do="events")
        assert verified in told()


def test_every_switch_goes_on_and_off(sandbox: Server) -> None:
    place, hana = sandbox.workspace, sandbox.workspace.by_id[HANA]
    for kind in KINDS:
        for what, left in (("once", 1), ("always", None)):
            panel.do(place, hana, {"do": [what], "kind": [kind]})
            assert [(one["kind"], one["left"]) for one in place.faults.listed()] == [(kind, left)]
        panel.do(place, hana, {"do": ["always"], "kind": [kind]})
        assert place.faults.listed() == []


def test_the_bot_leaves_and_comes_the_person_goes_and_returns_the_link_ends(sandbox: Server) -> None:
    place = sandbox.workspace
    for there in (False, True):
        pressed(sandbox, do="bot", channel=SALES)
        assert (place.bot.id in place.channels[SALES].members) is there
        pressed(sandbox, do="person")
        assert place.by_id[TARO].deleted is not there
        pressed(sandbox, do="link")
        assert place.sockets.enabled is there
    pressed(sandbox, do="revoke")
    answer = httpx.post(f"{sandbox.url}/api/auth.test", headers={"Authorization": "Bearer xoxb-sandbox"}).json()
    assert answer["error"] == "token_revoked"
    assert httpx.get(f"{sandbox.url}/control/installed").json() == {"token": ""}
    pressed(sandbox, do="install")
    token = httpx.get(f"{sandbox.url}/control/installed").json()["token"]
    assert httpx.post(f"{sandbox.url}/api/auth.test", headers={"Authorization": f"Bearer {token}"}).json()["ok"] is True


@pytest.mark.parametrize("form", [{"do": "once", "kind": "gremlins"}, {"do": "archive", "channel": "C404"}, {"do": "dance"}, {}])
def test_a_button_that_is_not_there_does_nothing(sandbox: Server, form: dict[str, str]) -> None:
    assert pressed(sandbox, **form) == 200
    assert sandbox.workspace.faults.listed() == []


def test_another_sites_page_cannot_press(sandbox: Server) -> None:
    assert httpx.post(f"{sandbox.url}/page/fault", data={"do": "revoke"}).status_code == 403
    assert sandbox.workspace.installed


def test_no_word_of_the_drawer_hides_another_of_the_page() -> None:
    for key, said in fault_words.TEXTS.items():
        assert words.TEXTS[key] is said
