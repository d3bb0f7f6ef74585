"""A source whose rate fell by more than chance brings (design §3, Source drop)."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

from coaching.funnel import Funnel, Rate, Step

DAYS = 20  # business days looked at
LOOKED_AT = (Step.CONTACT, Step.APPOINTMENT)
AT_MOST = 0.0005 / len(LOOKED_AT)  # one-sided, a source's rates together at most .0005
NEGLIGIBLE = 1e-18


@dataclass(frozen=True)
class Drop:
    """A source whose rate fell: now, before, and how likely as few or fewer would be if nothing had changed."""

    source: str
    step: Step
    now: Rate
    before: Rate
    chance: float


def at_most(k: int, n: int, rate: float) -> float:
    """The chance of k or fewer successes in n trials, exact to rounding (the binomial's lower tail). ValueError if not 0 ≤ k ≤ n."""
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no rate")
    if rate <= 0 or k == n:
        return 1.0
    if rate >= 1:
        return 0.0
    if k > n * rate:  # the shorter tail, which does not vanish beside the other
        return max(1.0 - at_most(n - k - 1, n, 1 - rate), 0.0)
    term = exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(rate) + (n - k) * log1p(-rate))
    total, odds = 0.0, (1 - rate) / rate
    for successes in range(k, -1, -1):
        total += term
        term *= successes / (n - successes + 1) * odds
        if term < total * NEGLIGIBLE:
            break
    return min(total, 1.0)


def drop(source: str, now: Funnel, before: Funnel) -> Drop | None:
    """What fell most surely at a source: `now` its last 20 business days, `before` the three months before them; None where nothing did.

    A rate that never had a success before cannot fall. Looked at every day, six sources that never change cry wolf in about one month
    of fifteen (30 calls a day each; tests), and one whose contact rate halves is found within the month.
    """
    fallen = [one for step in LOOKED_AT if (one := _fallen(source, step, now.rate(step), before.rate(step)))]
    return min(fallen, key=lambda one: one.chance) if fallen else None


def drops(now: Mapping[str, Funnel], before: Mapping[str, Funnel]) -> list[Drop]:
    """Every source that fell, the surest first; calls without a source are none."""
    found = [drop(source, now.get(source, Funnel()), usual) for source, usual in before.items() if source]
    return sorted((one for one in found if one), key=lambda one: (one.chance, one.source))


def _fallen(source: str, step: Step, now: Rate, before: Rate) -> Drop | None:
    if not now.n or not before.k:
        return None
    chance = at_most(now.k, now.n, before.k / before.n)
    return Drop(source, step, now, before, chance) if chance <= AT_MOST else None
