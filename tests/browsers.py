"""Chromium for the tests that look at the page: `page` is a fresh window that must end without a script's error."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from sandbox.server import Server
from tests.echo import echo
from tests.sandboxes import TARO, Connect

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ABSENT = "Chromium not found: apt-get install chromium"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser a worker."""
    path = shutil.which("chromium")
    if path is None:
        (pytest.fail if os.environ.get("ONPACE_REQUIRE_BROWSER") == "1" else pytest.skip)(ABSENT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profile(chromium: Browser) -> Iterator[BrowserContext]:
    """One profile a worker: a new one for each test costs Chromium more than all the test does in it."""
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(10_000)
    context.new_page()  # stays, so that the profile's window does
    yield context
    context.close()


@pytest.fixture
def page(profile: BrowserContext) -> Iterator[Page]:
    """A window of a desk's width."""
    yield from window(profile, 1280, 800)


@pytest.fixture
def phone(profile: BrowserContext) -> Iterator[Page]:
    """A window of a phone's width."""
    yield from window(profile, 390, 844)


def window(profile: BrowserContext, width: int, height: int) -> Iterator[Page]:
    """A window that knows nothing of those before; fails when a script on it failed."""
    profile.clear_cookies()
    page = profile.new_page()  # with a session storage of its own
    page.set_viewport_size({"width": width, "height": height})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    for opened in profile.pages[1:]:
        opened.close()
    assert not wrong


@pytest.fixture
def echoing(unhurried: None, sandbox: Server, connect: Connect) -> Server:
    """A running workspace with the echo bot connected. Ask for it before the window: what is open ends first."""
    connect(echo(sandbox))
    return sandbox


def go(page: Page, server: Server, person: str = TARO, place: str = "dm") -> None:
    """Be somebody, somewhere."""
    page.goto(f"{server.url}/?as={person}&in={place}")


def write(page: Page, words: str) -> None:
    """Send a message or command by keyboard."""
    page.locator("#composer textarea").fill(words)
    page.keyboard.press("Enter")


def last(page: Page) -> Locator:
    """The newest message."""
    return page.locator("article").last
