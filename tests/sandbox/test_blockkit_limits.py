"""Every limit of Block Kit: at it accepted, one more refused where it is, on each surface (the table: tests/limits.py)."""

from collections.abc import Callable

import pytest

from sandbox import blockkit
from sandbox.views import wrong_view
from tests.blocks import Made, Piece
from tests.limits import BLOCKS, LEAST, MESSAGES, NOT_IN, VIEWS

EVERYWHERE = [
    pytest.param(surface, most, made, where, id=f"{what} in {surface}")
    for what, most, made, where in BLOCKS
    for surface, missing in NOT_IN.items()
    if made(1)["type"] not in missing
]


@pytest.mark.parametrize(("surface", "most", "made", "where"), EVERYWHERE)
def test_a_limit_holds_and_one_more_is_refused_where_it_is(surface: str, most: int, made: Made, where: str) -> None:
    assert list(blockkit.wrong_blocks([made(most)], surface)) == []
    assert f"/blocks/0{where}" in [fault.where for fault in blockkit.wrong_blocks([made(most + 1)], surface)]


@pytest.mark.parametrize(("most", "made"), [pytest.param(*rest, id=what) for what, *rest in MESSAGES])
def test_a_message_holds_so_much(most: int, made: Callable[[int], list[Piece]]) -> None:
    assert list(blockkit.wrong_blocks(made(most), "message")) == []
    assert [fault.where for fault in blockkit.wrong_blocks(made(most + 1), "message")] == ["/blocks"]


@pytest.mark.parametrize(("kind", "most", "made", "where"), [pytest.param(*rest, id=what) for what, *rest in VIEWS])
def test_a_view_holds_so_much(kind: str, most: int, made: Made, where: str) -> None:
    assert list(wrong_view(made(most), kind)) == []
    assert f"/view{where}" in [fault.where for fault in wrong_view(made(most + 1), kind)]


@pytest.mark.parametrize(("least", "made", "where"), [pytest.param(*rest, id=what) for what, *rest in LEAST])
def test_a_least_holds_and_one_fewer_is_refused_where_it_is(least: int, made: Made, where: str) -> None:
    assert list(blockkit.wrong_blocks([made(least)], "message")) == []
    assert f"/blocks/0{where}" in [fault.where for fault in blockkit.wrong_blocks([made(least - 1)], "message")]
