"""Who and what a simulated history is made of: reps with their true rates, AEs, sources, companies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from coaching.calendar import Calendar


@dataclass(frozen=True)
class Rep:
    """A rep's truth: calls on a usual day, contacts ÷ calls and appointments ÷ contacts once learnt. `started` sets a learning curve."""

    id: int
    calls_per_day: float = 61.0
    contact_rate: float = 0.195
    appointment_rate: float = 0.158
    started: date | None = None


@dataclass(frozen=True)
class Ae:
    """A field seller and their share of the meetings."""

    id: int
    weight: int = 100


@dataclass(frozen=True)
class Source:
    """Where leads come from: share of the calls, how much easier (>1) contact and appointment are, share of contacts who rang us."""

    name: str
    share: float
    contact: float = 1.0
    appointment: float = 1.0
    inbound: float = 0.0


SOURCES = (
    Source("outbound list", share=0.60, contact=0.85, appointment=0.65),
    Source("web", share=0.15, contact=1.2, appointment=1.3, inbound=0.30),
    Source("webinar", share=0.10, contact=1.25, appointment=1.5, inbound=0.05),
    Source("download", share=0.10, contact=1.3, appointment=1.4, inbound=0.10),
    Source("referral", share=0.05, contact=1.5, appointment=2.1, inbound=0.20),
)


@dataclass(frozen=True)
class Cast:
    """Everything a history is made of. Chances are of meetings due (no_show, cancelled, moved), judged (qualified), qualified (won).

    `lead_time` is the mean in business days from booking to meeting, `deal_size` the usual win; both in the team's own units.
    """

    calendar: Calendar
    reps: Sequence[Rep]
    aes: Sequence[Ae]
    companies: Sequence[str]
    sources: Sequence[Source] = SOURCES
    leave: Mapping[int, frozenset[date]] = field(default_factory=dict)
    no_show: float = 0.10
    moved: float = 0.13
    cancelled: float = 0.04
    qualified: float = 0.58
    won: float = 0.20
    lead_time: float = 2.6
    deal_size: int = 900_000
    deal_step: int = 10_000

    def calendar_of(self, rep: Rep) -> Calendar:
        """The rep's own business days."""
        return self.calendar.without(self.leave.get(rep.id, frozenset()))

    def mix(self) -> Sequence[Source]:
        """The sources, scaled so that a rep's own rates are what all sources together bring them."""
        shares = sum(s.share for s in self.sources)
        contact = sum(s.share * s.contact for s in self.sources) / shares
        appointment = sum(s.share * s.contact * s.appointment for s in self.sources) / (shares * contact)
        return [Source(s.name, s.share / shares, s.contact / contact, s.appointment / appointment, s.inbound) for s in self.sources]


def spread(ids: Sequence[int], *, seed: int, started: Mapping[int, date] | None = None) -> list[Rep]:
    """Reps of differing skill: up to about ±12 % in calls, ±17 % in contact, ±25 % in appointment rate.

    Together they book what as many usual reps would, so that a team's months are alike for any seed.
    """
    usual, chance = Rep(0), Random(f"{seed}:skills")
    skills = list(zip(*(_steps(len(ids), width, chance) for width in (0.12, 0.17, 0.25)), strict=True))
    level = sum(calls * contact * appointment for calls, contact, appointment in skills) / max(len(ids), 1)
    return [
        Rep(
            id=member,
            calls_per_day=usual.calls_per_day * calls,
            contact_rate=usual.contact_rate * contact,
            appointment_rate=usual.appointment_rate * appointment / level,
            started=(started or {}).get(member),
        )
        for member, (calls, contact, appointment) in zip(ids, skills, strict=True)
    ]


def _steps(count: int, width: float, chance: Random) -> list[float]:
    """Factors in even steps from 1 − width to 1 + width, in any order."""
    return chance.sample([1 + width * ((2 * n + 1) / count - 1) for n in range(count)], count)
