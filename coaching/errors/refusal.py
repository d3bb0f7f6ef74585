"""What every refusal is."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Base of every refusal. Nothing was written when one is raised."""
