"""Installing and leaving on the pages, in a browser, with an unmodified Bolt app at the other end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from sandbox.server import Server
from tests.installs import DEALS, KENJI, SECOND, Bot, town


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Server, Bot]]:
    with town(tmp_path) as both:
        yield both


def wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_a_person_allows_the_app_uses_it_and_removes_it(place: tuple[Server, Bot], phone: Page) -> None:
    server, bot = place
    phone.goto(f"{bot.url}/slack/install?team={SECOND}")
    phone.get_by_role("link").click()
    assert phone.get_by_role("heading", level=1).inner_text() == "OnPace asks to be installed in a workspace"
    assert "Post messages as itself" in phone.get_by_role("list").inner_text()
    assert phone.get_by_label("Workspace and who installs it").input_value() == f"{SECOND}:{KENJI}"
    assert not wide(phone)
    phone.get_by_role("button", name="Allow").click()
    phone.wait_for_url(f"{bot.url}/**")
    assert bot.token(SECOND)
    phone = phone.context.new_page()  # Bolt's last page asks to open slack://, and a tab that asks takes no clicks
    phone.goto(f"{server.url}/t/{SECOND}/?as={KENJI}&in={DEALS}")
    phone.locator("#composer textarea").fill("/say hello")
    phone.locator("#composer button.primary").click()
    phone.get_by_text(f"{SECOND} hello").wait_for()
    phone.goto(f"{server.url}/apps")
    assert not wide(phone)
    phone.get_by_role("button", name="Uninstall from Midori Trading").click()
    phone.get_by_text("Not installed.").wait_for()
    assert not server.workspaces[1].installed


def test_cancelling_leads_back_and_installs_nothing(place: tuple[Server, Bot], page: Page) -> None:
    server, bot = place
    page.goto(f"{bot.url}/slack/install")
    page.get_by_role("link").click()
    page.get_by_role("button", name="Cancel").click()
    page.wait_for_url(f"{bot.url}/**error=access_denied**")
    assert not server.workspaces[1].installed
