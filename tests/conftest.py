"""Fixtures of all tests: databases, the sandbox, the browser, and an office where people talk to the bot."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from storage import patience
from tests import memory
from tests.office import Office, Shown

memory.kept_in()
gc.disable()  # until all is collected: nothing of that goes before the end

pytest_plugins = ["tests.databases", "tests.sandboxes", "tests.browsers", "tests.staging", "tests.conversations", "tests.posts"]

settings.register_profile("house", deadline=5_000)  # ms an example may take: its own 200 are too few on a busy machine
settings.load_profile("house")

#: Files of few but long tests; so are those that look at the page.
LONG = ("test_alert_budget", "test_demo", "test_gallery", "test_health", "test_installing", "test_transports")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Among several workers long files come first and those of few tests last, so that none is left with a long one at the end."""
    if hasattr(config, "workerinput"):
        held = Counter(item.path for item in items)
        long = {item.path for item in items if item.path.stem in LONG or "chromium" in getattr(item, "fixturenames", ())}
        items.sort(key=lambda item: (item.path not in long, -held[item.path], item.path))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """What was imported and collected stays, so nobody looks through it for what can go, test after test."""
    gc.enable()
    gc.freeze()


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


@pytest.fixture(autouse=True)
def _nobody_left_in_a_hurry() -> Iterator[None]:
    """A test's haste ends with it."""
    yield
    assert patience._UNTIL.get() is None
