"""calls → contacts → appointments → due → held → qualified → won, counted and as rates."""

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from coaching.intervals import Interval, wilson


@dataclass(frozen=True)
class Rate:
    """k of n. `value` is exact and None for n = 0."""

    k: int
    n: int

    @property
    def value(self) -> Decimal | None:
        """k ÷ n."""
        return Decimal(self.k) / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Wilson 95 %. None for n = 0, and where k > n (won this month of meetings held before)."""
        return wilson(self.k, self.n) if self.k <= self.n else None


class Step(StrEnum):
    """The rates of the funnel."""

    CONTACT = "contact"  # contacts ÷ calls
    APPOINTMENT = "appointment"  # appointments from calls ÷ contacts
    CALL_TO_APPOINTMENT = "call_to_appointment"  # appointments from calls ÷ calls
    HELD = "held"  # held ÷ due
    QUALIFIED = "qualified"  # qualified ÷ judged
    CLOSE = "close"  # won ÷ held


@dataclass(frozen=True)
class Funnel:
    """The counts of a period. Empty by default; they add with +.

    calls, contacts, appointments on the day they happened; due, held, qualified, unqualified by the meeting's latest day; won and
    revenue on the day won. `appointments` includes those by e-mail (`by_email` says how many); `due` are meetings whose latest time has
    passed (withdrawn ones left out; cancelled and no-show are due and not held); `waiting` those of them without a word yet; `ahead`
    booked meetings of the period still to come.
    """

    calls: int = 0
    contacts: int = 0
    appointments: int = 0
    by_email: int = 0
    due: int = 0
    held: int = 0
    no_show: int = 0
    cancelled: int = 0
    waiting: int = 0
    ahead: int = 0
    qualified: int = 0
    unqualified: int = 0
    won: int = 0
    revenue: Decimal = Decimal(0)
    inbound: int = 0
    talk_seconds: int = 0
    wrap_up_seconds: int = 0
    emails_sent: int = 0
    emails_opened: int = 0
    emails_clicked: int = 0
    work_minutes: int = 0

    def __add__(self, other: "Funnel") -> "Funnel":
        """Both together."""
        return Funnel(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def judged(self) -> int:
        """qualified + unqualified."""
        return self.qualified + self.unqualified

    @property
    def pending(self) -> int:
        """Held meetings without a verdict yet."""
        return max(self.held - self.judged, 0)

    def rate(self, step: Step) -> Rate:
        """One rate of the funnel."""
        from_calls = self.appointments - self.by_email
        return {
            Step.CONTACT: Rate(self.contacts, self.calls),
            Step.APPOINTMENT: Rate(from_calls, self.contacts),
            Step.CALL_TO_APPOINTMENT: Rate(from_calls, self.calls),
            Step.HELD: Rate(self.held, self.due),
            Step.QUALIFIED: Rate(self.qualified, self.judged),
            Step.CLOSE: Rate(self.won, self.held),
        }[step]


def forward(calls: Decimal, contact_rate: Decimal, appointment_rate: Decimal, held_rate: Decimal) -> Decimal:
    """Meetings held that so many calls bring, without rounding between steps."""
    return calls * contact_rate * appointment_rate * held_rate


def backward(held: Decimal, contact_rate: Decimal, appointment_rate: Decimal, held_rate: Decimal) -> Decimal | None:
    """Calls that so many meetings need, without rounding; None when a rate is 0."""
    rate = contact_rate * appointment_rate * held_rate
    return held / rate if rate else None
