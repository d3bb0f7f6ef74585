"""How conversations are held: with the office directly, or in the sandbox over Socket Mode or signed HTTP. A pytest plugin."""

import shutil
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import MIGRATED
from tests.engines import on_copy
from tests.office import Office
from tests.slack_office import SlackOffice

#: Modules that lend the office's rooms to test what stands behind a conversation.
ASIDE = ("test_answering", "test_later", "test_replies", "test_scoreboard")
DAY = 86_400  # seconds
MOST_DIRECT, MANY = 0.05, 100  # a share, of a run of at least so many


def pytest_addoption(parser: pytest.Parser) -> None:
    """How the conversations are held, and on which database."""
    parser.addoption("--over", choices=("direct", "socket", "http"), default="direct", help="how people reach the bot in conversations")
    parser.addoption("--share", type=int, default=1, help="hold one of so many conversations over socket or http, others each day")
    parser.addoption("--on", choices=("sqlite", "postgresql"), default="sqlite", help="the database of conversations over socket or http")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever is said to an office is a conversation, unless its marker says why it cannot be held through Slack."""
    held = [item for item in items if {"office", "fresh"} & set(getattr(item, "fixturenames", ())) and item.path.stem not in ASIDE]
    direct = [(item, marker) for item in held if (marker := item.get_closest_marker("direct"))]
    for item in held:
        item.add_marker("conversation")
    if config.getoption("--over") == "direct":
        return
    for item, marker in direct:
        item.add_marker(pytest.mark.skip(reason=marker.args[0]))
    if len(held) > MANY and len(direct) > len(held) * MOST_DIRECT:
        raise pytest.UsageError(f"{len(direct)} of {len(held)} conversations cannot be held through Slack: too many to prove it")
    _sample(config, items, held)


def _sample(config: pytest.Config, items: list[pytest.Item], held: list[pytest.Item]) -> None:
    """Of the conversations those whose turn it is today; after as many days as shares there are, all of them were held. Over http it is
    the turn of others than over socket: of two shares each is held every day, one way or the other."""
    share, turn = config.getoption("--share"), int(time.time()) // DAY + (config.getoption("--over") == "http")
    left_out = [item for item in held if (zlib.crc32(item.nodeid.encode()) + turn) % share]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def slack_office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SlackOffice]:
    """One sandbox and one running bot for all conversations of this test process."""
    folder = tmp_path_factory.mktemp("slack")
    if request.config.getoption("--on") == "postgresql":
        url = request.getfixturevalue("postgres").url(MIGRATED)
    else:
        url = f"sqlite:///{folder / 'onpace.db'}"
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "onpace.db")
    with SlackOffice.over(request.config.getoption("--over"), folder, url) as office:
        yield office


@pytest.fixture
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """A team of the cast, Tuesday 24 November 2026, 10:00 in Tokyo."""
    if request.config.getoption("--over") != "direct":
        yield request.getfixturevalue("slack_office").again()
        return
    with Office.opened() as office:
        yield office


@pytest.fixture
def fresh(request: pytest.FixtureRequest, sqlite_template: Path) -> Iterator[Office]:
    """A workspace where nobody has set anything up."""
    if request.config.getoption("--over") != "direct":
        yield request.getfixturevalue("slack_office").again(empty=True)
        return
    with on_copy(sqlite_template) as engine:
        yield Office(engine)
