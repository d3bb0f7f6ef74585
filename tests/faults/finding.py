"""What a trial is given and what it tells: one line of the table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One line: what was done, how often, and how much of it was lost, doubled or refused.

    `passed` is the trial's own judgement: what is lost or doubled must be 0, what is refused is often as it should be.
    """

    what: str
    times: int
    passed: bool
    lost: int = 0
    doubled: int = 0
    refused: int = 0
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """Where trials take place: a folder of their own, and whether the short form was asked for."""

    folder: Path
    short: bool

    def times(self, whole: int, short: int) -> int:
        """How often to do it."""
        return short if self.short else whole


Trial = Callable[[Stage], Iterator[Finding]]
