"""How long whoever asks can wait for the database: until one moment, for everything that is done meanwhile."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PERSON_SECONDS = 2.0  # from a person's request to what they are told: Slack gives 3 s for everything, the way to and fro included
LONGEST_SECONDS = 60.0  # one wait of who is in no hurry: a server that says nothing for so long is gone
_UNTIL: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is done in the block waits so many seconds in all, and no longer than a block around this one allows."""
    until, around = time.monotonic() + seconds, _UNTIL.get()
    mark = _UNTIL.set(until if around is None else min(until, around))
    try:
        yield
    finally:
        _UNTIL.reset(mark)


def left() -> float:
    """Seconds that may still be waited, below 0 when it is too late; LONGEST_SECONDS for each wait of who is in no hurry."""
    until = _UNTIL.get()
    return LONGEST_SECONDS if until is None else until - time.monotonic()
