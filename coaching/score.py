"""The score: three KPIs, weighted 6 : 3 : 1 by default (design §3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from coaching.terms import Kpi


@dataclass(frozen=True)
class Weights:
    """Weights, and the cap on an attainment (None: uncapped)."""

    of: Mapping[Kpi, Decimal] = field(
        default_factory=lambda: {Kpi.MEETINGS: Decimal(6), Kpi.QUALIFIED: Decimal(3), Kpi.REVENUE: Decimal(1)}
    )
    cap: Decimal | None = None


def attainment(actual: Decimal | None, goal: Decimal | None) -> Decimal | None:
    """actual ÷ goal; None without a goal, with goal 0, or with nothing to measure (actual None)."""
    return actual / goal if actual is not None and goal else None


def _capped(value: Decimal, cap: Decimal | None) -> Decimal:
    return value if cap is None else min(value, cap)


def score(attainments: Mapping[Kpi, Decimal | None], weights: Weights) -> Decimal | None:
    """Σ weight × attainment ÷ Σ weight over the KPIs that have one, times 100; None when none has."""
    counted = [(weights.of.get(kpi, Decimal(0)), _capped(value, weights.cap)) for kpi, value in attainments.items() if value is not None]
    total = sum((weight for weight, _ in counted), Decimal(0))
    return sum((weight * value for weight, value in counted), Decimal(0)) / total * 100 if total else None
