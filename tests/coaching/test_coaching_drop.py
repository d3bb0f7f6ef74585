"""A source is said to have fallen when luck hardly does that, and hardly ever otherwise."""

from functools import cache
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from coaching.drop import AT_MOST, Drop, at_most, drop, drops
from coaching.funnel import Funnel, Rate, Step


def funnel(calls: int, contacts: int, appointments: int = 0) -> Funnel:
    return Funnel(calls=calls, contacts=contacts, appointments=appointments)


@pytest.mark.parametrize(("k", "n", "rate"), [(0, 10, 0.2), (3, 10, 0.2), (9, 10, 0.5), (5, 5, 0.1), (0, 0, 0.3), (4, 40, 0.25)])
def test_the_tail_is_the_sum_of_its_terms(k: int, n: int, rate: float) -> None:
    assert at_most(k, n, rate) == pytest.approx(sum(comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(k + 1)), rel=1e-12)


@given(st.integers(0, 20_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.001, 0.999))
def test_it_is_what_scipy_says(counts: tuple[int, int], rate: float) -> None:
    k, n = counts
    assert at_most(k, n, rate) == pytest.approx(float(binom.cdf(k, n, rate)), rel=1e-7, abs=1e-12)


@pytest.mark.parametrize(("rate", "k", "wanted"), [(0.0, 0, 1.0), (1.0, 4, 0.0), (1.0, 5, 1.0)])
def test_sure_things(rate: float, k: int, wanted: float) -> None:
    assert at_most(k, 5, rate) == wanted


def test_what_is_no_rate_has_no_tail() -> None:
    with pytest.raises(ValueError, match="no rate"):
        at_most(6, 5, 0.5)


#: now, before → which step fell. 20 % of 1,000 calls before.
TABLE = [
    (funnel(300, 60), funnel(1000, 200), None),
    (funnel(300, 42), funnel(1000, 200), None),  # 14 %: p = .0044
    (funnel(300, 36), funnel(1000, 200), Step.CONTACT),  # 12 %: p = .0002
    (funnel(300, 60, 1), funnel(1000, 200, 40), Step.APPOINTMENT),
    (funnel(300, 0), funnel(1000, 200), Step.CONTACT),
    (funnel(20, 0), funnel(1000, 200), None),  # too few to know
    (funnel(0, 0), funnel(1000, 200), None),
    (funnel(300, 0), funnel(1000, 0), None),  # it never worked
    (funnel(300, 0), funnel(0, 0), None),  # new
    (funnel(300, 90), funnel(1000, 200), None),  # better
]


@pytest.mark.parametrize(("now", "before", "wanted"), TABLE)
def test_what_fell(now: Funnel, before: Funnel, wanted: Step | None) -> None:
    found = drop("web", now, before)
    assert (found.step if found else None) is wanted
    assert found is None or found.chance <= AT_MOST


def test_the_surest_comes_first_and_what_has_no_source_is_none() -> None:
    usual = funnel(1000, 200)
    now = {"web": funnel(300, 36), "list": funnel(300, 0), "": funnel(300, 0), "new": funnel(300, 0)}
    assert [one.source for one in drops(now, {"web": usual, "list": usual, "": usual, "fair": usual})] == ["list", "web"]
    assert drops(now, {"web": usual})[0] == Drop("web", Step.CONTACT, Rate(36, 300), Rate(200, 1000), at_most(36, 300, 0.2))


MONTHS = 120


@cache
def cries(fall: float) -> float:
    """The share of months in which one of six sources is said to have fallen, looked at every business day.

    30 calls a day each, 20 % contacts, 15 % appointments; the last 20 days against the 60 before. `fall`: from day 1 of the month the
    first source's contact rate is so much lower.
    """
    cried = 0
    for month in range(MONTHS):
        chance = Random(f"{fall}:{month}")
        cried += any(_cries(chance, 0.2 * (1 - fall * (source == 0))) for source in range(6))
    return cried / MONTHS


def _cries(chance: Random, rate: float) -> bool:
    days = [_day(chance, 0.2) for _ in range(80)] + [_day(chance, rate) for _ in range(20)]
    return any(drop("web", _sum(days[n - 20 : n]), _sum(days[n - 80 : n - 20])) for n in range(81, 101))


def _day(chance: Random, rate: float) -> tuple[int, int]:
    contacts = sum(chance.random() < rate for _ in range(30))
    return contacts, sum(chance.random() < 0.15 for _ in range(contacts))


def _sum(days: list[tuple[int, int]]) -> Funnel:
    return funnel(30 * len(days), sum(c for c, _ in days), sum(a for _, a in days))


def test_six_sources_looked_at_every_day_cry_wolf_in_few_months() -> None:
    assert cries(0.0) <= 0.08


def test_a_source_that_halved_is_found() -> None:
    assert cries(0.5) >= 0.95
