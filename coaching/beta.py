"""The Beta distribution: its share below a value and the value a share lies below, to eight digits and more.

scipy.special has both, and is what the tests hold these against; it would take the bot half again its memory and a third of its start.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY, _NEAR = 1e-300, 1e-15
_CLOSE = 1e-6  # a step this small leaves an error of its cube
_STEPS, _FAR = 60, 36.0  # halving alone would be done by then; log odds


def share_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, for a, b > 0: the continued fraction of DLMF 8.17.22, on the side where it is short."""
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - share_below(1 - x, b, a)
    return _slope(x, a, b) / a / _fraction(x, a, b)


@lru_cache(maxsize=1024)
def quantile(share: float, a: float, b: float) -> float:
    """Where so much of Beta(a, b) lies below, 0 < share < 1: Halley's steps along the log odds, kept between too low and too high."""
    low, high = -_FAR, _FAR
    odds = log(a / b) + (1 / b - 1 / a) / 2 + NormalDist().inv_cdf(share) * sqrt(_spread(a) + _spread(b))
    for _ in range(_STEPS):
        x = 1 / (1 + exp(-odds))
        off = share_below(x, a, b) - share
        low, high = (odds, high) if off < 0 else (low, odds)
        step = off / max(_slope(x, a, b), _TINY)
        step /= max(1 - step * (a * (1 - x) - b * x) / 2, 0.5)
        near = abs(step) <= _CLOSE
        odds = odds - step if near or low < odds - step < high else (low + high) / 2
        if near:
            break
    return 1 / (1 + exp(-odds))


def _spread(a: float) -> float:
    """The first terms of the trigamma function."""
    return 1 / a + 1 / (2 * a * a)


def _slope(x: float, a: float, b: float) -> float:
    """How fast the share grows with the log odds."""
    return exp(a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b))


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d₁ ÷ (1 + d₂ ÷ (1 + …)), by Lentz as Thompson & Barnett (1986) mended it."""
    value = upper = 1.0
    lower = 0.0
    for term in _terms(x, a, b):
        lower = 1 / (1 + term * lower or _TINY)
        upper = 1 + term / upper or _TINY
        value *= upper * lower
        if abs(upper * lower - 1) < _NEAR:
            break
    return value


def _terms(x: float, a: float, b: float) -> Iterator[float]:
    """d₁, d₂, …"""
    for m in count():
        if m:
            yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
