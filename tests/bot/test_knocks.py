"""Who knocks too often at the installation's doors is asked to wait; the others are not."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest
from sqlalchemy import Engine

from bot import installing
from bot.clients import granted
from bot.knocks import MINUTE, MOST_ADDRESSES, Knocks
from bot.running import listener, serving
from bot.sealing import new_key
from bot.settings import Settings
from bot.web import build_healthz
from storage.engine import connect
from tests.office import START

MOST = 3
Door = Callable[..., httpx.Response]


class Seconds:
    """A clock that is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_a_minute_and_then_the_seconds_to_wait() -> None:
    clock = Seconds()
    knocks = Knocks(MOST, clock)
    assert [knocks.again_in("192.0.2.1") for _ in range(4)] == [0, 0, 0, 61]
    clock.now = 59.5
    assert (knocks.again_in("192.0.2.1"), knocks.again_in("192.0.2.2")) == (1, 0)
    clock.now = MINUTE
    assert knocks.again_in("192.0.2.1") == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("no address", "no address", True),
        ("", "unix", False),
    ],
)
def test_addresses_somebody_has_together_count_as_one(one: str, other: str, same: bool) -> None:
    knocks = Knocks(1, Seconds())
    assert knocks.again_in(one) == 0
    assert bool(knocks.again_in(other)) is same


def test_what_is_remembered_has_an_end() -> None:
    clock = Seconds()
    knocks = Knocks(1, clock)
    for number in range(MOST_ADDRESSES + 500):
        knocks.again_in(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(knocks) <= MOST_ADDRESSES + 1
    clock.now = MINUTE
    knocks.again_in("192.0.2.1")
    assert len(knocks) == 1


@pytest.fixture
def doors(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Door]]:
    """The doors as they are served, with these proxies trusted."""
    engine = connect(database_url)
    with ExitStack() as stack:
        stack.callback(engine.dispose)

        def opened(proxies: str) -> Door:
            web = stack.enter_context(httpx.Client(base_url=_served(stack, engine, proxies), trust_env=False))
            return lambda path="/slack/install", **headers: web.get(
                path, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )

        yield opened


def _served(stack: ExitStack, engine: Engine, proxies: str) -> str:
    settings = Settings(
        slack_client_id="1.2",
        slack_client_secret="secret",
        onpace_token_key=new_key(),
        onpace_installs_a_minute=MOST,
        onpace_trusted_proxies=proxies,
    )
    ways = installing.doorways(settings, engine, lambda: START, granted(settings, engine), lambda _: None)
    listening = stack.enter_context(listener(0))
    stack.enter_context(serving(build_healthz(lambda: {"ok": True}, ways), listening, settings))
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_the_page_says_when_to_come_again_in_the_browsers_language(doors: Callable[[str], Door]) -> None:
    door = doors("")
    assert [door(path).status_code for path in ("/slack/install", "/slack/oauth_redirect", "/slack/install")] == [302, 400, 302]
    refused = door(Accept_Language="ja")
    assert (refused.status_code, "1分ほど待ってから" in refused.text) == (429, True)
    assert 1 <= int(refused.headers["retry-after"]) <= 61
    assert refused.headers["content-type"] == "text/html; charset=utf-8"
    assert "Please wait a minute and start again." in door("/slack/oauth_redirect?code=1&state=2", Accept_Language="en").text
    assert door("/healthz").status_code == 200


@pytest.mark.parametrize(("proxies", "served"), [("", MOST), ("192.0.2.0/24", MOST), ("127.0.0.0/8", 3 * MOST), ("127.0.0.1", 3 * MOST)])
def test_only_a_trusted_proxy_tells_the_address(doors: Callable[[str], Door], proxies: str, served: int) -> None:
    """What a browser writes before the proxy's own words counts for nothing."""
    door = doors(proxies)
    answers = [door(X_Forwarded_For=f"203.0.113.{n}, 198.51.100.{n % 3}") for n in range(4 * MOST)]
    assert [answer.status_code for answer in answers].count(302) == served
