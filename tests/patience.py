"""Waiting for what happens elsewhere: until it is so, with a deadline, never for a fixed time."""

import time
from collections.abc import Callable
from typing import TypeVar

from storage import patience

T = TypeVar("T")


def until(found: Callable[[], T], seconds: float = 10) -> T:
    """The first true value `found` gives. AssertionError with the last one when time is up."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, f"not within {seconds} s; the last was {value!r}"
        time.sleep(0.01)
    return value


def hurried(seconds: float) -> None:
    """From now on, who asks can wait so long and no longer: for the block of `storage.patience.within` around it, or a copied context."""
    patience._UNTIL.set(time.monotonic() + seconds)
