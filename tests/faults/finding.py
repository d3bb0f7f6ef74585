"""What a trial is given and what it tells: one line of the table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One line: what was done, how often, and how much of it was lost, doubled or refused.

    `passed` is the trial's own judgement: what is lost or doubled must be 0, what is refused is often as it should be. None is neither
    passed nor failed: milliseconds on a machine that others keep busy say nothing of OnPace.
    """

    what: str
    times: int
    passed: bool | None
    lost: int = 0
    doubled: int = 0
    refused: int = 0
    note: str = ""

    @property
    def verdict(self) -> str:
        """As the table says it."""
        if self.passed is None:
            return "not judged: machine busy"
        return "passed" if self.passed else "FAILED"


@dataclass(frozen=True)
class Stage:
    """Where trials take place: a folder of their own, whether the short form was asked for, and the seed of what it samples."""

    folder: Path
    short: bool
    seed: int

    def times(self, whole: int, short: int) -> int:
        """How often to do it."""
        return short if self.short else whole


Trial = Callable[[Stage], Iterator[Finding]]
