"""Fixtures of all tests: databases, the sandbox, the browser, and an office where people talk to the bot."""

import os
from collections.abc import Callable, Iterator

import pytest

from tests.office import Office, Shown

pytest_plugins = ["tests.databases", "tests.sandboxes", "tests.browsers", "tests.staging"]


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A team of the cast on SQLite, Tuesday 24 November 2026, 10:00 in Tokyo."""
    with Office.opened(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def say(office: Office) -> Callable[..., Shown]:
    """say("hana", "/log 不在 12") → what Hana is shown."""
    return office.say


@pytest.fixture(scope="session")
def reference() -> str:
    """The folder of reference data, which is not part of the product."""
    folder = os.environ.get("ONPACE_REFERENCE", "")
    if not folder:
        pytest.skip("no reference data: set ONPACE_REFERENCE to its folder")
    return folder
