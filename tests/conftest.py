"""Fixtures of all tests: databases, the sandbox, the browser, and an office where people talk to the bot."""

import os
from collections.abc import Callable

import pytest

from tests.office import Office, Shown

pytest_plugins = ["tests.databases", "tests.sandboxes", "tests.browsers", "tests.staging", "tests.conversations", "tests.posts"]


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
