"""What changed after practice, beside what chance alone would bring: somebody picked because low rises anyway (design §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, lgamma

from coaching.funnel import Rate
from coaching.standing import UNEVEN

DOUBT = 0.01  # the share of claims where nothing really changed, in both directions together: looked at daily it stays below 5 in 100
STEADY = (10.0, 400.0)  # how many trials a team's rate is worth as a prior, least and most
FEWEST_PEERS = 3
FEWEST_TRIALS = 20  # before and after, each


class Word(StrEnum):
    """What can be said of a change."""

    ROSE = "rose"  # by more than chance alone brings
    FELL = "fell"
    WITHIN_CHANCE = "within_chance"
    TOO_EARLY = "too_early"


@dataclass(frozen=True)
class Change:
    """Before and after, the rate chance alone would bring, and the 80 % range of it; rates 0 to 1, None while it is too early."""

    word: Word
    before: Rate
    after: Rate
    expected: float | None = None
    low: float | None = None
    high: float | None = None


def change(before: Rate, after: Rate, peers: Sequence[Rate], *, a_day: float = 1.0) -> Change:
    """How the rate after the first practice compares with what the rate before it foretells.

    The rate before is drawn towards the team's (empirical Bayes: a beta fitted to the peers by moments), because a low start is partly bad
    luck; what comes after is then beta-binomial (Morris 1983, JASA 78:47). A rise is said only where it has a chance of DOUBT ÷ 2. With
    many trials `a_day` a good or bad day weighs more than its trials (design effect 1 + (m − 1)ρ, Kish 1965).
    """
    if before.n < FEWEST_TRIALS or after.n < FEWEST_TRIALS or len(peers) < FEWEST_PEERS:
        return Change(Word.TOO_EARLY, before, after)
    uneven = 1 + max(a_day - 1, 0.0) * UNEVEN
    mean, worth = _prior(peers, uneven)
    a, b = mean * worth + before.k / uneven, (1 - mean) * worth + (before.n - before.k) / uneven
    spread = (after.n - 1) / (uneven - 1 + (after.n - 1) / (a + b + 1)) - 1  # beta-binomial again, as wide as uneven days make it
    expected = a / (a + b)
    chances = _beta_binomial(after.n, expected * spread, (1 - expected) * spread)
    above, below = sum(chances[after.k :]), sum(chances[: after.k + 1])
    word = Word.ROSE if above <= DOUBT / 2 else Word.FELL if below <= DOUBT / 2 else Word.WITHIN_CHANCE
    return Change(word, before, after, expected, _quantile(chances, 0.1) / after.n, _quantile(chances, 0.9) / after.n)


def _prior(peers: Sequence[Rate], uneven: float) -> tuple[float, float]:
    """The team's rate and how many trials it is worth: the less reps differ beyond luck, the more (Kleinman 1973, JASA 68:46)."""
    trials, successes = sum(r.n for r in peers), sum(r.k for r in peers)
    mean = (successes + 0.5) / (trials + 1)
    tried = [rate for rate in peers if rate.n]
    spread = sum(rate.n * (rate.k / rate.n - mean) ** 2 for rate in tried)
    luck = mean * (1 - mean) * (len(tried) - 1) * uneven
    room = trials - sum(rate.n**2 for rate in tried) / trials if trials else 0.0
    between = max(spread - luck, 0.0) / room if room else 0.0
    worth = mean * (1 - mean) / between - 1 if between else STEADY[1]
    return mean, min(max(worth, STEADY[0]), STEADY[1])


def _beta_binomial(n: int, a: float, b: float) -> list[float]:
    """The chance of 0 … n successes."""
    whole = lgamma(n + 1) - _ln_beta(a, b)
    return [exp(whole - lgamma(k + 1) - lgamma(n - k + 1) + _ln_beta(k + a, n - k + b)) for k in range(n + 1)]


def _ln_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _quantile(chances: Sequence[float], share: float) -> int:
    """The smallest count whose chances add up to the share."""
    reached = 0.0
    for count, chance in enumerate(chances):
        reached += chance
        if reached >= share:
            return count
    return len(chances) - 1
