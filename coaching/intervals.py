"""How sure a rate is: the Wilson score interval."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from coaching import beta


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


def jeffreys(k: int, n: int, confidence: float = 0.8) -> Interval | None:
    """The equal-tailed interval of Beta(k + ½, n − k + ½), as people are shown it; None for n = 0.

    Brown, Cai & DasGupta 2001, Statistical Science 16:101: 0 below when k = 0, 1 above when k = n. ValueError if not 0 ≤ k ≤ n.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no rate")
    if n == 0:
        return None
    tail = (1 - confidence) / 2
    low, high = (beta.quantile(share, k + 0.5, n - k + 0.5) for share in (tail, 1 - tail))
    return Interval(low if k else 0.0, high if k < n else 1.0)


def chance_below(k: int, n: int, threshold: float) -> float:
    """How likely the real rate is below the threshold, by Beta(k + ½, n − k + ½): shown and used to order, never a verdict."""
    return beta.share_below(threshold, k + 0.5, n - k + 0.5)
