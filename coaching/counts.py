"""How many there may be: distributions of counts, added up by convolution. Standard library only; what is below 1e-14 is left out."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp, lgamma, log, sqrt

_NEGLIGIBLE = 1e-14


@dataclass(frozen=True)
class Counts:
    """The chances of `first`, `first` + 1, …; together 1."""

    first: int
    chances: tuple[float, ...]

    def items(self) -> Iterator[tuple[int, float]]:
        """Each count with its chance."""
        return zip(range(self.first, self.first + len(self.chances)), self.chances, strict=True)

    @cached_property
    def _tails(self) -> tuple[float, ...]:
        """The chance of each count or more."""
        return tuple(accumulate(reversed(self.chances)))[::-1]

    def at_least(self, count: int) -> float:
        """The chance of so many or more."""
        at = count - self.first
        return 1.0 if at <= 0 else self._tails[at] if at < len(self.chances) else 0.0

    def quantile(self, share: float) -> int:
        """The smallest count that is not exceeded with at least this chance."""
        sums = list(accumulate(self.chances))
        return self.first + min(bisect_left(sums, share - 1e-12), len(sums) - 1)

    @property
    def mean(self) -> float:
        """The expected count."""
        return sum(count * chance for count, chance in self.items())

    def plus(self, other: "Counts") -> "Counts":
        """Both together, if they do not depend on each other."""
        short, long = sorted((self.chances, other.chances), key=len)
        found = [0.0] * (len(short) + len(long) - 1)
        for at, share in enumerate(short):
            for there, chance in enumerate(long, at):
                found[there] += share * chance
        return _trimmed(self.first + other.first, found)


NOTHING = Counts(0, (1.0,))


def booked_counts(chances: Iterable[float]) -> Counts:
    """How many of these come true, each with its own chance: Poisson-binomial."""
    found, first = [1.0], 0
    for chance in chances:
        found = [a * (1 - chance) + b * chance for a, b in zip([*found, 0.0], [0.0, *found], strict=True)]
        if found[0] < _NEGLIGIBLE or found[-1] < _NEGLIGIBLE:
            trimmed = _trimmed(first, found)
            found, first = list(trimmed.chances), trimmed.first
    return Counts(first, tuple(found))


def new_counts(shape: float, rate: float, days: float) -> Counts:
    """Poisson counts of so many days whose rate a day is a gamma (shape, rate): negative binomial. None without a shape, a rate or days."""
    if shape <= 0 or rate <= 0 or days <= 0:
        return NOTHING
    mean, odds, others = shape * days / rate, days / (rate + days), rate / (rate + days)
    if mean < _NEGLIGIBLE or not odds:
        return NOTHING
    first = max(int(mean - 9 * sqrt(mean / others)), 0)
    chance = exp(lgamma(first + shape) - lgamma(shape) - lgamma(first + 1) + shape * log(others) + first * log(odds))
    found, count = [chance], first
    while count < mean or chance > _NEGLIGIBLE:
        chance *= (count + shape) / (count + 1) * odds
        count += 1
        found.append(chance)
    return Counts(first, tuple(found))


def _trimmed(first: int, chances: Sequence[float]) -> Counts:
    """Without what is negligible at either end."""
    low, high = 0, len(chances)
    while high - low > 1 and chances[low] < _NEGLIGIBLE:
        low += 1
    while high - low > 1 and chances[high - 1] < _NEGLIGIBLE:
        high -= 1
    return Counts(first + low, tuple(chances[low:high]))
