"""Who needs practice today, and on what (design §4 and §5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaching.funnel import Step
from coaching.intervals import chance_below
from coaching.reading import Reading
from coaching.standing import Standing


class Need(StrEnum):
    """Why a rep practises."""

    NEW = "new"  # in the first days, every day
    BELOW = "below"  # every day
    UNKNOWN = "unknown"  # some days of the week
    KEPT = "kept"  # ready, and their mentor said "not yet": as often


DAILY = 7  # practices a week: one on every business day there is


@dataclass(frozen=True)
class Rhythm:
    """How often a rep practises who is not ready; a team can set it."""

    new_days: int = 20  # business days from the start, each with a practice
    a_week: int = 2  # after them, while it is too early to say
    below_a_week: int = DAILY  # of one who is below


def need(
    readings: Mapping[Step, Reading], *, tenure: int, graduated: bool, this_week: int, kept: bool = False, rhythm: Rhythm = Rhythm()
) -> Need | None:
    """Why a rep is due today; None when they are not.

    `tenure`: business days present, the first is 1; `this_week`: practices they had or have this week; `kept`: their mentor
    last declined graduation. Without a gate nothing is known.
    """
    gates = [reading for reading in readings.values() if reading.gates]
    if graduated:
        return None
    if tenure <= rhythm.new_days:
        return Need.NEW
    if any(reading.standing is Standing.BELOW for reading in gates):
        return Need.BELOW if this_week < rhythm.below_a_week else None
    ready = ready_to_graduate(readings)
    if ready and not kept:
        return None
    return (Need.KEPT if ready else Need.UNKNOWN) if this_week < rhythm.a_week else None


def ready_to_graduate(readings: Mapping[Step, Reading]) -> bool:
    """Whether every gate is ready, there is one, and no rate is below, gate or not."""
    gates = [reading for reading in readings.values() if reading.gates]
    below = any(reading.standing is Standing.BELOW for reading in readings.values())
    return bool(gates) and not below and all(reading.standing is Standing.READY for reading in gates)


def weakest(readings: Mapping[Step, Reading]) -> Step | None:
    """The step to practise: below before too early to say before ready, among equals a gate first, then the likeliest under its threshold.

    None without any trial: the opening.
    """
    tried = [reading for reading in by_weakness(readings) if reading.rate.n]
    return tried[0].step if tried else None


def by_weakness(readings: Mapping[Step, Reading]) -> list[Reading]:
    """The weakest first."""
    return sorted(readings.values(), key=_weakness, reverse=True)


def _weakness(reading: Reading) -> tuple[bool, bool, bool, float]:
    below, ready = reading.standing is Standing.BELOW, reading.standing is Standing.READY
    return below, not ready, reading.gates, chance_below(reading.rate.k, reading.rate.n, reading.threshold)
