"""Whose turn it is: meetings shared among AEs by weight."""

from collections.abc import Mapping


def next_ae(weights: Mapping[int, int], given: Mapping[int, int]) -> int | None:
    """The AE (member id) furthest below their share: the least (given + 1) ÷ weight; ties to the larger weight, then the smaller id. None when nobody has a weight > 0."""
    raise NotImplementedError
