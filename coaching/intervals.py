"""How sure a rate is: the Wilson score interval."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """Bounds of a rate, 0 to 1."""

    low: float
    high: float


def wilson(k: int, n: int, confidence: float = 0.95) -> Interval | None:
    """The Wilson score interval of k successes in n trials; None for n = 0. Newcombe 1998, Statistics in Medicine 17:857, method 3. ValueError if not 0 ≤ k ≤ n."""
    raise NotImplementedError
