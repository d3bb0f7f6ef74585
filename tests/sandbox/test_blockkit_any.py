"""Whatever JSON is sent as blocks or as a view, there is a verdict and never a crash."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import blockkit
from sandbox.blockkit.elements import ELEMENTS
from sandbox.blockkit.layout import BLOCKS
from sandbox.errors import SlackError
from sandbox.views import checked

KEYS = ("text", "elements", "fields", "accessory", "options", "option_groups", "rows", "chart", "series", "data", "child_blocks", "confirm")
WORDS = ["plain_text", "mrkdwn", "rich_text_section", "rich_text_list", "raw_text", "bar", "pie", *BLOCKS, *ELEMENTS]
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(WORDS)
NAMES = st.sampled_from(["type", "value", "block_id", "action_id", "label", "element", "title", *KEYS]) | st.text(max_size=3)
JSON = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=25)
TYPED = st.dictionaries(NAMES, JSON, max_size=6).flatmap(lambda body: st.sampled_from(WORDS).map(lambda kind: body | {"type": kind}))


@given(blocks=JSON | st.lists(TYPED, max_size=4), surface=st.sampled_from(["message", "modal", "home"]))
def test_any_blocks_get_a_verdict(blocks: Any, surface: str) -> None:
    for fault in blockkit.wrong_blocks(blocks, surface):
        assert fault.where.startswith("/blocks")
        assert fault.what


@given(view=JSON | TYPED, blocks=JSON | st.lists(TYPED, max_size=4), kind=st.sampled_from(["modal", "home"]))
def test_any_view_gets_a_verdict(view: Any, blocks: Any, kind: str) -> None:
    told = view | {"type": kind, "blocks": blocks} if isinstance(view, dict) else view
    assert verdict(told, kind) in ("kept", "invalid_arguments", "view_too_large")


def verdict(told: Any, kind: str) -> str:
    """How Slack takes a view."""
    try:
        checked(told, kind)
    except SlackError as wrong:
        return wrong.name
    return "kept"


@pytest.mark.parametrize("wrong", [None, True, 7, 1.5, "x", [], {}, [None], {"type": None}])
@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_no_field_takes_the_wrong_type(kind: str, wrong: Any) -> None:
    for name in KEYS:
        assert list(blockkit.wrong_blocks([{"type": kind, name: wrong, "block_id": 7}], "message"))
