"""The sandbox and slack_sdk's own validators agree: what the SDK knows as a limit, the sandbox holds at the same place."""

import warnings
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.blocks import Made
from tests.limits import BLOCKS, LEAST, VIEWS

# What slack_sdk 3.47 does not look at, or does not know as a block: those limits stand on the other sources alone.
UNCHECKED = {
    "section field", "context text", "options of a group", "group label", "option text", "option value", "option description",
    "checkboxes", "radio buttons", "max_length", "min_length", "table rows", "table columns", "table column_settings",
    "card actions", "plan", "video alt_text", "rich text indent", "file_input",
}  # fmt: skip
UNKNOWN = ("data_table", "chart", "pie", "series", "points", "categor", "axis")
KNOWN = [(what, most, made) for what, most, made, _ in BLOCKS if what not in UNCHECKED and not what.startswith(UNKNOWN)]
KNOWN_LEAST = [(what, least, made) for what, least, made, _ in LEAST if what in ("carousel", "container")]
KNOWN_VIEWS = [(what, most, made) for what, _, most, made, _ in VIEWS if what not in ("external_id", "home's private_metadata", "alert")]


def sdk_takes(block: dict[str, Any]) -> bool:
    """Whether slack_sdk makes and renders the block."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            made = Block.parse(block)
            return made is not None and bool(made.to_dict())
        except SlackObjectFormationError:
            return False


def sdk_takes_view(view: dict[str, Any]) -> bool:
    """Whether slack_sdk makes and renders the view."""
    try:
        return bool(View(**view).to_dict())
    except SlackObjectFormationError:
        return False


@pytest.mark.parametrize(("most", "made"), [pytest.param(*rest, id=what) for what, *rest in KNOWN])
def test_slack_sdk_has_the_same_limit_of_a_block(most: int, made: Made) -> None:
    assert sdk_takes(made(most))
    assert not sdk_takes(made(most + 1))


@pytest.mark.parametrize(("least", "made"), [pytest.param(*rest, id=what) for what, *rest in KNOWN_LEAST])
def test_slack_sdk_has_the_same_least_of_a_block(least: int, made: Made) -> None:
    assert sdk_takes(made(least))
    assert not sdk_takes(made(least - 1))


@pytest.mark.parametrize(("most", "made"), [pytest.param(*rest, id=what) for what, *rest in KNOWN_VIEWS])
def test_slack_sdk_has_the_same_limit_of_a_view(most: int, made: Made) -> None:
    assert sdk_takes_view(made(most))
    assert not sdk_takes_view(made(most + 1))
