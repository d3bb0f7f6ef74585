"""How sure a rate is: the Wilson score interval."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Interval:
    """Bounds of a rate, 0 to 1."""

    low: float
    high: float


def wilson(k: int, n: int, confidence: float = 0.95) -> Interval | None:
    """The Wilson score interval of k successes in n trials; None for n = 0.

    Newcombe 1998, Statistics in Medicine 17:857, method 3. ValueError if not 0 ≤ k ≤ n.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no rate")
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = (2 * k + z * z) / (2 * (n + z * z))
    reach = z * sqrt(z * z + 4 * k * (n - k) / n) / (2 * (n + z * z))
    return Interval(max(middle - reach, 0.0) if k else 0.0, min(middle + reach, 1.0) if k < n else 1.0)
