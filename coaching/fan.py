"""The forecast day by day to the month's end, as a picture shows it: from now it opens like a fan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from coaching.chance import Arrivals
from coaching.outlook import Outlook, Rep

_TENTH = 1.2816  # standard deviations from a normal's mean to its 10th and 90th percentile


@dataclass(frozen=True)
class DayAhead:
    """Meetings held by the end of a day still ahead: the 10th percentile, the mean, the 90th. Not rounded."""

    day: date
    low: float
    expected: float
    high: float


def fan(outlook: Outlook, whose: Rep, reps: Sequence[Rep]) -> tuple[DayAhead, ...]:
    """One for each business day left in the month: held and open meetings of `whose`, bookings to come of `reps`.

    By mean and variance, for the eye; the percentiles said beside it are the forecast's own, of the whole distribution.
    """
    booking = [(rep, outlook.arrivals_of(rep)) for rep in reps]
    return tuple(_until(outlook, whose, booking, day) for day in outlook.ahead)


def _until(outlook: Outlook, whose: Rep, booking: Sequence[tuple[Rep, Arrivals]], day: date) -> DayAhead:
    chances = outlook.chances_of(whose, day)
    mean, variance = sum(chances), sum(chance * (1 - chance) for chance in chances)
    for rep, arrivals in booking:
        more, unsure = arrivals.after(outlook.effective_of(rep, day))
        mean, variance = mean + more, variance + more + unsure
    expected, off = whose.held + mean, _TENTH * sqrt(variance)
    return DayAhead(day, max(expected - off, whose.held), expected, expected + off)
