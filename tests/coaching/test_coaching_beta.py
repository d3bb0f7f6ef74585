"""The Beta distribution of our own is scipy's, from one trial to fifty thousand."""

from random import Random

import pytest
from scipy.special import betainc, betaincinv

from coaching.beta import quantile, share_below

CHANCE = Random(11)
SHARES = (0.025, 0.1, 0.5, 0.9, 0.975)


def _counts() -> list[tuple[int, int]]:
    """Successes of trials: the corners, and many between."""
    corners = [(k, n) for n in (1, 2, 5, 20, 1_000, 50_000) for k in {0, 1, n // 10, n // 2, n - 1, n}]
    return corners + [(CHANCE.randint(0, n), n) for n in (round(10 ** CHANCE.uniform(0, 4.7)) for _ in range(300))]


def test_the_share_below_a_value_is_that_of_scipy() -> None:
    for k, n in _counts():
        for x in (0.0, 1e-6, 0.05, (k + 0.5) / (n + 1), 0.5, CHANCE.random(), 0.999, 1.0):
            expected = betainc(k + 0.5, n - k + 0.5, x)
            assert share_below(x, k + 0.5, n - k + 0.5) == pytest.approx(expected, rel=1e-8, abs=1e-15), (k, n, x)


def test_the_value_a_share_lies_below_is_that_of_scipy() -> None:
    for k, n in _counts():
        for share in SHARES:
            expected = betaincinv(k + 0.5, n - k + 0.5, share)
            assert quantile(share, k + 0.5, n - k + 0.5) == pytest.approx(expected, rel=5e-9), (k, n, share)


@pytest.mark.parametrize(("x", "share"), [(-0.1, 0.0), (0.0, 0.0), (1.0, 1.0), (1.5, 1.0)])
def test_outside_there_is_nothing_or_everything(x: float, share: float) -> None:
    assert share_below(x, 2.5, 7.5) == share
