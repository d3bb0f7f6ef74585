"""Whose turn it is: meetings shared among AEs by weight."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction


def next_ae(weights: Mapping[int, int], given: Mapping[int, int]) -> int | None:
    """The AE (member id) furthest below their share: the least (given + 1) ÷ weight; ties to the larger weight, then the smaller id.

    Asked only of those still below their share of the meetings with this one, which keeps everybody within one meeting of it (the quota
    method, Balinski & Young 1975; without that a heavy weight runs ahead). None when nobody has a weight > 0.
    """
    sharing = {ae: weight for ae, weight in weights.items() if weight > 0}
    meetings, total = sum(given.get(ae, 0) for ae in sharing) + 1, sum(sharing.values())
    below = [(ae, weight, given.get(ae, 0)) for ae, weight in sharing.items() if given.get(ae, 0) * total < meetings * weight]
    turns = [(Fraction(had + 1, weight), -weight, ae) for ae, weight, had in below]
    return min(turns)[2] if turns else None


def due(weights: Mapping[int, int], given: Mapping[int, int]) -> dict[int, Decimal]:
    """How many meetings each would have by weight (exact but for rounding), of those given to everybody who shares; 0 without a weight."""
    sharing = {ae: max(weight, 0) for ae, weight in weights.items()}
    whole, meetings = sum(sharing.values()), sum(given.get(ae, 0) for ae, weight in sharing.items() if weight)
    return {ae: Decimal(meetings) * weight / whole if whole else Decimal(0) for ae, weight in sharing.items()}
