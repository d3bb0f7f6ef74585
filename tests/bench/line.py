"""A line of the table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One measure: what, how much, against what, and whether it holds (None: only for orientation)."""

    what: str
    measured: str
    budget: str = ""
    holds: bool | None = None
    anchor: str = ""  # what was measured before anything was built (design §10)
