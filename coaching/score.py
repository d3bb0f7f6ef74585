"""The score: three KPIs, weighted 6 : 3 : 1 by default (design §3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from coaching.terms import Kpi


@dataclass(frozen=True)
class Weights:
    """Weights, cap on an attainment (None: uncapped) and the ramp shares by month of tenure."""

    of: Mapping[Kpi, Decimal] = field(default_factory=lambda: {Kpi.MEETINGS: Decimal(6), Kpi.QUALIFIED: Decimal(3), Kpi.REVENUE: Decimal(1)})
    cap: Decimal | None = None


def attainment(actual: Decimal | None, goal: Decimal | None) -> Decimal | None:
    """actual ÷ goal; None without a goal, with goal 0, or with nothing to measure (actual None)."""
    raise NotImplementedError


def score(attainments: Mapping[Kpi, Decimal | None], weights: Weights) -> Decimal | None:
    """Σ weight × attainment ÷ Σ weight over the KPIs that have one, times 100; None when none has."""
    raise NotImplementedError
