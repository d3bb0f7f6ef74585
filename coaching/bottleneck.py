"""The gap between two funnels, split into what each step did to the meetings held (design §3, Bottleneck)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, log, log1p, prod

from coaching.funnel import Funnel

ENOUGH = 5.0  # what a step's usual rate would have made of what there was: below, its own rate says nothing


class Factor(StrEnum):
    """What meetings held are the product of, in the order of the funnel."""

    CALLS = "calls"
    CONTACT = "contact"  # contacts ÷ calls
    APPOINTMENT = "appointment"  # appointments from calls ÷ contacts
    BY_EMAIL = "by_email"  # appointments that took no call
    TIMING = "timing"  # due ÷ appointments: how many of the bookings fall due within the period
    HELD = "held"  # held ÷ due


@dataclass(frozen=True)
class Flow:
    """A funnel's counts as amounts, so that a quarter can stand beside two weeks."""

    calls: float = 0.0
    contacts: float = 0.0
    from_calls: float = 0.0  # appointments
    by_email: float = 0.0  # appointments
    due: float = 0.0
    held: float = 0.0

    @classmethod
    def of(cls, funnel: Funnel) -> "Flow":
        """A funnel as it was counted."""
        from_calls = funnel.appointments - funnel.by_email
        return cls(funnel.calls, funnel.contacts, from_calls, funnel.by_email, funnel.due, funnel.held)

    def times(self, share: float) -> "Flow":
        """The same rates with so much more or less of everything."""
        return Flow(*(amount * share for amount in vars(self).values()))

    def value(self, factor: Factor) -> float | None:
        """An amount (calls, by e-mail) or a rate; None where there is nothing to divide by."""
        booked = self.from_calls + self.by_email
        return {
            Factor.CALLS: self.calls,
            Factor.CONTACT: _rate(self.contacts, self.calls),
            Factor.APPOINTMENT: _rate(self.from_calls, self.contacts),
            Factor.BY_EMAIL: self.by_email,
            Factor.TIMING: _rate(self.due, booked),
            Factor.HELD: _rate(self.held, self.due),
        }[factor]


@dataclass(frozen=True)
class Bottleneck:
    """Two funnels in meetings held. `change` = now − before = the sum of `effects`; `gains`: more meetings if only this were as before."""

    before: Flow
    now: Flow
    effects: Mapping[Factor, float]
    gains: Mapping[Factor, float]

    @property
    def change(self) -> float:
        """Meetings held: now − before."""
        return self.now.held - self.before.held

    @property
    def worst(self) -> Factor | None:
        """The factor that took the most meetings; None where none took any."""
        factor = min(self.effects, key=lambda one: self.effects[one])
        return factor if self.effects[factor] < 0 else None

    @property
    def best(self) -> Factor | None:
        """The factor whose return would bring the most meetings; None where none would."""
        factor = max(self.gains, key=lambda one: self.gains[one])
        return factor if self.gains[factor] > 0 else None


def effects(before: Sequence[Sequence[float]], now: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """What each factor of a sum of products did to it, by the additive logarithmic mean Divisia index: no remainder, in any order.

    Each row is one product, its factors in the same columns. Where a product comes from or falls to nothing, the limit is taken (Ang & Liu
    2007, Energy Policy 35:238): the change belongs to the factors that were, or became, 0, in equal parts. cases/lmdi.json. ValueError
    for factors below 0 or rows of different lengths.
    """
    if any(factor < 0 for row in (*before, *now) for factor in row):
        raise ValueError("a factor is at least 0")
    rows = [_row(old, new) for old, new in zip(before, now, strict=True)]
    return tuple(fsum(column) for column in zip(*rows, strict=True))


def _row(before: Sequence[float], now: Sequence[float]) -> list[float]:
    old, new = prod(before), prod(now)
    if not old or not new:
        emptied = [factor == 0 for factor in (now if old else before)]
        return [(new - old) * empty / max(sum(emptied), 1) for empty in emptied]
    mean = _log_mean(old, new)
    return [mean * log(after / ago) for ago, after in zip(before, now, strict=True)]


def _log_mean(one: float, other: float) -> float:
    """(b − a) ÷ ln(b ÷ a); a where both are the same."""
    apart = (other - one) / one
    return (other - one) / log1p(apart) if apart else one


def compare(before: Flow, now: Flow) -> Bottleneck:
    """What made the meetings held of one funnel into those of the other, and what each step's return would bring.

    held = (calls × contact rate × appointment rate + appointments by e-mail) × timing × held rate: a sum of two products, because an
    e-mail takes no call and would break a single one. Where a stage is empty the other funnel's rates are taken below it. Meetings that
    fall due although nothing was booked in the period have no product: they are a third one, and all timing.
    """
    old, new = _products(before, now), _products(now, before)
    split = effects(old, new)
    return Bottleneck(before, now, dict(zip(Factor, split, strict=True)), {factor: _gain(new, old, n) for n, factor in enumerate(Factor)})


def returns(usual: Flow, now: Flow) -> Mapping[Factor, float]:
    """What may be said of each step: the meetings its return to usual would have brought so far, the step that would bring most first.

    A rate with too little beneath it is taken as usual, and no step brings more than is missing altogether: usual − now, with the calls
    and e-mails that were made where those are more than usual. (`gains` know neither: three calls with three appointments, and the calls
    of a usual day would each bring one.)
    """
    gains, missing = compare(usual, _judged(usual, now)).gains, max(_as_usual(usual, now) - now.held, 0.0)
    return {factor: min(gains[factor], missing) for factor in sorted(gains, key=lambda one: -gains[one])}


def _judged(usual: Flow, now: Flow) -> Flow:
    """The flow that the amounts of now and its known rates make, the others as usual."""
    contacts = now.calls * _known(usual, now, Factor.CONTACT, now.calls)
    from_calls = contacts * _known(usual, now, Factor.APPOINTMENT, now.contacts)
    due = (from_calls + now.by_email) * _known(usual, now, Factor.TIMING, now.from_calls + now.by_email)
    return Flow(now.calls, contacts, from_calls, now.by_email, due, due * _known(usual, now, Factor.HELD, now.due))


def _known(usual: Flow, now: Flow, factor: Factor, of: float) -> float:
    own, often = now.value(factor), usual.value(factor)
    if often is None:
        return own or 0.0
    return often if own is None or of * often < ENOUGH else own


def _as_usual(usual: Flow, now: Flow) -> float:
    """Meetings held at the usual rates, with the usual work or what was done where that is more."""
    calls, emails = (max(made / often, 1.0) if often else 1.0 for made, often in ((now.calls, usual.calls), (now.by_email, usual.by_email)))
    booked = usual.from_calls + usual.by_email
    return usual.held * (usual.from_calls * calls + usual.by_email * emails) / booked if booked else usual.held


def _gain(now: Sequence[Sequence[float]], before: Sequence[Sequence[float]], column: int) -> float:
    as_before = [[*row[:column], old[column], *row[column + 1 :]] for row, old in zip(now, before, strict=True)]
    return fsum(prod(row) for row in as_before) - fsum(prod(row) for row in now)


def _products(flow: Flow, other: Flow) -> list[list[float]]:
    """By phone, by e-mail, and what was booked before the period when nothing was booked in it."""
    contact, appointment, timing, held = (
        _either(flow, other, factor) for factor in (Factor.CONTACT, Factor.APPOINTMENT, Factor.TIMING, Factor.HELD)
    )
    from_before = 0.0 if flow.from_calls or flow.by_email else flow.due
    return [
        [flow.calls, contact, appointment, 1.0, timing, held],
        [1.0, 1.0, 1.0, flow.by_email, timing, held],
        [1.0, 1.0, 1.0, 1.0, from_before, held],
    ]


def _either(flow: Flow, other: Flow, factor: Factor) -> float:
    own, others = flow.value(factor), other.value(factor)
    return own if own is not None else 1.0 if others is None else others


def _rate(k: float, n: float) -> float | None:
    return k / n if n else None
