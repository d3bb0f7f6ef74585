"""Goals: the ramp of a new rep, and from revenue backwards to calls a day (design §3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil


def tenure_month(start: date, month: date) -> int:
    """Which month of tenure a calendar month is: 0 for the one the rep starts in; negative before."""
    return (month.year - start.year) * 12 + month.month - start.month


def share_of_ramp(ramp: Sequence[Decimal], start: date | None, month: date) -> Decimal:
    """The ramp's share for a month: its last value after the table ends, 1 without a start date or table, 0 before the start."""
    if start is None or not ramp:
        return Decimal(1)
    tenure = tenure_month(start, month)
    return Decimal(0) if tenure < 0 else ramp[min(tenure, len(ramp) - 1)]


def ramped(full: Decimal, share: Decimal, days_present: Decimal, business_days: Decimal) -> Decimal:
    """full × share × days present ÷ business days; 0 in a month without business days."""
    return full * share * days_present / business_days if business_days else Decimal(0)


@dataclass(frozen=True)
class Backwards:
    """What a revenue takes: `won` to `contacts` exact, `calls` and `calls_per_day` rounded up from the exact number of calls.

    None where a rate is unknown or 0.
    """

    won: Decimal
    meetings: Decimal | None
    appointments: Decimal | None
    contacts: Decimal | None
    calls: int | None
    calls_per_day: int | None


def _before(amount: Decimal | None, rate: Decimal | None) -> Decimal | None:
    return amount / rate if amount is not None and rate else None


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
    if deal_size <= 0:
        raise ValueError("a deal size is more than 0")
    won = revenue / deal_size
    meetings = _before(won, close_rate)
    appointments = _before(meetings, held_rate)
    contacts = _before(appointments, appointment_rate)
    calls = _before(contacts, contact_rate) if meeting_per_call is None else _before(meetings, meeting_per_call)
    return Backwards(
        won=won,
        meetings=meetings,
        appointments=appointments,
        contacts=contacts,
        calls=None if calls is None else ceil(calls),
        calls_per_day=None if calls is None or business_days <= 0 else ceil(calls / business_days),
    )
