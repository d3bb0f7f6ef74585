"""How often practice is said to have changed a rate, by known truth: reps picked because they are low, and practice that does nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from coaching.funnel import Rate
from coaching.learning import Word, change
from coaching.simulation.truths import ORDINARY, day_of

REPS, BEFORE, AFTER = 8, 20, 40  # of a team; business days until the first practice, and after it
ALIKE = 60.0  # how alike reps are: their real rates are Beta, worth so many trials


@dataclass(frozen=True)
class Claims:
    """Shares of the teams, 0 to 1."""

    at_a_look: float  # nothing really changed, and on the last day it is said to have
    ever: float  # nothing really changed, and on any of the days after the first practice it is said to have
    found: float  # the rate really doubled, and on the last day it is said to have risen


def claims(rate: float, trials_a_day: float, *, teams: int, seed: int, uneven: float = ORDINARY) -> Claims:
    """In each team whoever is lowest after 20 business days practises; `rate`: the team's. The same seed gives the same figures."""
    told = [_Team(rate, trials_a_day, uneven, Random(f"{seed}:team:{team}")) for team in range(teams)]
    last = [one.said(AFTER) for one in told]
    ever = [word in _CHANGED or any(one.said(day) in _CHANGED for day in range(1, AFTER)) for one, word in zip(told, last, strict=True)]
    found = [one.said(AFTER, better=True) is Word.ROSE for one in told]
    return Claims(sum(word in _CHANGED for word in last) / teams, sum(ever) / teams, sum(found) / teams)


_CHANGED = (Word.ROSE, Word.FELL)
Days = Sequence[tuple[int, int]]


class _Team:
    """Reps of differing skill, whoever is lowest practises after BEFORE days, and two ways on for them: nothing changes, or all doubles."""

    def __init__(self, rate: float, trials_a_day: float, uneven: float, chance: Random) -> None:
        truths = [chance.betavariate(rate * ALIKE, (1 - rate) * ALIKE) for _ in range(REPS)]
        self.trials_a_day = trials_a_day
        self.days = [[day_of(chance, truth, trials_a_day, uneven) for _ in range(BEFORE + AFTER)] for truth in truths]
        self.low = min(range(REPS), key=lambda rep: _raw(self.days[rep][:BEFORE]))
        self.better = [day_of(chance, min(2 * truths[self.low], 0.95), trials_a_day, uneven) for _ in range(AFTER)]

    def said(self, day: int, *, better: bool = False) -> Word:
        """What is said of them so many days after the first practice."""
        after = self.better if better else self.days[self.low][BEFORE:]
        peers = [_sum(days[: BEFORE + day]) for days in self.days]
        return change(_sum(self.days[self.low][:BEFORE]), _sum(after[:day]), peers, a_day=self.trials_a_day).word


def _raw(days: Days) -> float:
    rate = _sum(days)
    return rate.k / rate.n if rate.n else 1.0


def _sum(days: Days) -> Rate:
    return Rate(sum(k for k, _ in days), sum(n for _, n in days))
