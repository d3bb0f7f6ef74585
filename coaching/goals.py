"""Goals: the ramp of a new rep, and from revenue backwards to calls a day (design §3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


def tenure_month(start: date, month: date) -> int:
    """Which month of tenure a calendar month is: 0 for the one the rep starts in; negative before."""
    raise NotImplementedError


def share_of_ramp(ramp: Sequence[Decimal], start: date | None, month: date) -> Decimal:
    """The ramp's share for a month: its last value after the table ends, 1 without a start date or table, 0 before the start."""
    raise NotImplementedError


def ramped(full: Decimal, share: Decimal, days_present: Decimal, business_days: Decimal) -> Decimal:
    """full × share × days present ÷ business days; 0 in a month without business days."""
    raise NotImplementedError


@dataclass(frozen=True)
class Backwards:
    """What a revenue takes. `won` and `meetings` exact; the rest None where a rate is unknown or 0; `calls_per_day` is the only ceiling… see from_revenue."""

    won: Decimal
    meetings: Decimal | None
    appointments: Decimal | None
    contacts: Decimal | None
    calls: int | None
    calls_per_day: int | None


def from_revenue(
    revenue: Decimal,
    *,
    deal_size: Decimal,
    close_rate: Decimal | None,
    held_rate: Decimal | None = None,
    appointment_rate: Decimal | None = None,
    contact_rate: Decimal | None = None,
    meeting_per_call: Decimal | None = None,
    business_days: int = 0,
) -> Backwards:
    """From revenue to won deals → held meetings → appointments → contacts → calls → calls per business day; ceilings only at the last step.

    With `meeting_per_call` (meetings held ÷ calls) the steps between are not needed (cases/kgi.csv). ValueError for a deal size ≤ 0.
    """
    raise NotImplementedError
