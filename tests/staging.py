"""The demo as a person starts it: sandbox and bot as processes of their own, in a new folder on a free port. A pytest plugin."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.demo import seeding
from storage.engine import connect, migrate
from tests.browsers import write
from tests.patience import until

ROOT = Path(__file__).parent.parent
expect.set_options(timeout=10_000)  # a busy machine answers later than an idle one
PATIENCE = 90  # seconds; seeding three months takes about five on an idle machine


@contextmanager
def demo_in(folder: Path, history: Path | None = None) -> Iterator[str]:
    """`onpace demo` with its data in this folder; its address. Stopped as Ctrl-C stops it. It starts on a `history` seeded before."""
    if history:
        (folder / "data").mkdir()
        shutil.copy(history, folder / "data" / "onpace.db")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    told = folder / "told"
    words = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--data", str(folder / "data")]
    with told.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT, env=_environment())
    try:
        _await_address(process, told)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("ONPACE_", "SLACK_", "COV_"))}


def _await_address(process: "subprocess.Popen[bytes]", told: Path) -> None:
    for _ in range(PATIENCE * 10):
        if "OnPace is running" in told.read_text(encoding="utf-8"):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(f"The demo did not start:\n{told.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's three months, seeded by whichever worker is first: every demo makes the same, and test_demo watches one make them."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # a worker's folder lies in that of the run
    seeded = folder / "seeded.db"
    with (folder / "seeding").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not seeded.exists():
            _seed(folder / "seeding.db").rename(seeded)
    return seeded


def _seed(file: Path) -> Path:
    engine = connect(f"sqlite:///{file}")
    migrate(engine)
    seeding.seed(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, chromium: object, history: Path) -> Iterator[str]:
    """The address of a demo of its own for the tests of one file. They share its people: each test takes another rep."""
    with demo_in(tmp_path_factory.mktemp("demo"), history) as url:
        yield url


def be(page: Page, url: str, person: str, place: str = "dm") -> None:
    """Be somebody of the demo team, by handle, somewhere."""
    page.goto(f"{url}/?as=U0{person.upper()}&in={place}")


def answer(page: Page) -> Locator:
    """The newest message that answers the person; what OnPace posts of itself may come at any moment."""
    return page.locator("article.private").last


def tap(page: Page, label: str) -> None:
    """Press a button of the newest answer."""
    answer(page).get_by_role("button", name=label, exact=True).first.click()


def shown(page: Page, *words: str | re.Pattern[str]) -> Locator:
    """The newest answer, once it says all this."""
    for each in words:
        expect(answer(page)).to_contain_text(each)
    return answer(page)


def picture(page: Page) -> str:
    """The alt text of the newest picture, once the picture itself is there."""
    image = page.locator("article img.large").last
    expect(image).to_be_visible(timeout=20_000)
    handle = image.element_handle()
    page.wait_for_function("image => image.complete && image.naturalWidth > 600", arg=handle)
    return image.get_attribute("alt") or ""


def forward(page: Page, days: int, reads: str) -> None:
    """Move the workspace's clock by days, until it reads so."""
    for _ in range(days):
        before = page.locator(".clock time").inner_text()
        page.locator(".clock [data-body='by=day']").click()
        expect(page.locator(".clock time")).not_to_have_text(before)
    expect(page.locator(".clock time")).to_contain_text(reads)


def speak(page: Page, label: str, reads: str) -> None:
    """Change the language by one click, until the page reads so and the bot, whom Slack tells by an event, answers /log in it."""
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.locator("#composer button")).to_contain_text(reads)
    today = {"EN": "Today: ", "日本語": "今日は"}[label]

    def heard() -> bool:
        write(page, "/log")
        page.wait_for_timeout(500)
        return today in answer(page).inner_text()

    until(heard, 30)
