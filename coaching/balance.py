"""Whose turn it is: meetings shared among AEs by weight."""

from collections.abc import Mapping
from fractions import Fraction


def next_ae(weights: Mapping[int, int], given: Mapping[int, int]) -> int | None:
    """The AE (member id) furthest below their share: the least (given + 1) ÷ weight; ties to the larger weight, then the smaller id.

    None when nobody has a weight > 0. Nobody falls a whole meeting below their share; the rule is D'Hondt's.
    """
    turns = [(Fraction(given.get(ae, 0) + 1, weight), -weight, ae) for ae, weight in weights.items() if weight > 0]
    return min(turns)[2] if turns else None
