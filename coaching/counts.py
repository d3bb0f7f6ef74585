"""How many there may be: distributions of counts, added up by convolution. Standard library only; what is below 1e-14 is left out."""

from collections import Counter
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

    @cached_property
    def mean(self) -> float:
        """The expected count."""
        return sum(count * chance for count, chance in self.items())

    @cached_property
    def variance(self) -> float:
        """Of the count."""
        return sum((count - self.mean) ** 2 * chance for count, chance in self.items())


NOTHING = Counts(0, (1.0,))


@dataclass(frozen=True)
class Sum:
    """Two counts together that do not depend on each other: their convolution, read where it is asked for."""

    one: Counts
    other: Counts

    def at_least(self, count: int) -> float:
        """The chance of so many or more."""
        return min(sum(chance * self.other.at_least(count - there) for there, chance in self.one.items()), 1.0)

    def quantile(self, share: float) -> int:
        """The smallest count that is not exceeded with at least this chance."""
        low = self.one.first + self.other.first
        high = low + len(self.one.chances) + len(self.other.chances) - 2
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.at_least(middle + 1) <= 1 - share + 1e-12 else (middle + 1, high)
        return low

    @property
    def mean(self) -> float:
        """The expected count."""
        return self.one.mean + self.other.mean

    @property
    def variance(self) -> float:
        """Of the count."""
        return self.one.variance + self.other.variance


def booked_counts(chances: Iterable[float]) -> Counts:
    """How many of these come true, each with its own chance: Poisson-binomial. Alike ones are binomial, which is quick for hundreds."""
    found = NOTHING
    for chance, count in Counter(chances).items():
        found = _both(found, _binomial(count, chance))
    return found


def _binomial(count: int, chance: float) -> Counts:
    if chance < _NEGLIGIBLE or 1 - chance < _NEGLIGIBLE:
        return Counts(round(count * chance), (1.0,))
    if count == 1:
        return Counts(0, (1 - chance, chance))
    whole, logs = lgamma(count + 1), (log(chance), log(1 - chance))
    off = 9 * sqrt(count * chance * (1 - chance)) + 9
    low, high = max(int(count * chance - off), 0), min(int(count * chance + off) + 1, count)
    each = range(low, high + 1)
    return Counts(low, tuple(exp(whole - lgamma(n + 1) - lgamma(count - n + 1) + n * logs[0] + (count - n) * logs[1]) for n in each))


def _both(one: Counts, other: Counts) -> Counts:
    """Two together, by convolution."""
    short, long = sorted((one.chances, other.chances), key=len)
    found = [0.0] * (len(short) + len(long) - 1)
    for at, share in enumerate(short):
        for there, chance in enumerate(long, at):
            found[there] += share * chance
    return _trimmed(one.first + other.first, found)


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
