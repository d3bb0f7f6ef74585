"""When a pace warning turns on and off: two lines each, quiet first days, one word a day."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.pace import Lines
from coaching.warning import Turn, lasts, turn

WARN, CLEAR, NONE = Turn.WARN, Turn.CLEAR, Turn.NONE
#: behind, pace, P, business day, told today → what is told.
TABLE = [
    (False, "0.89", 0.49, 3, False, WARN),
    (False, "0", 0.0, 3, False, WARN),
    (False, "0.89", 0.5, 3, False, NONE),  # the booked meetings will do
    (False, "0.9", 0.49, 3, False, NONE),
    (False, "0.95", 0.2, 15, False, NONE),
    (False, "1.2", 0.9, 15, False, NONE),
    (False, "0.5", 0.1, 1, False, NONE),  # a month begins slowly
    (False, "0.5", 0.1, 2, False, NONE),
    (False, "0.5", 0.1, 0, False, NONE),
    (False, "0.5", 0.1, 9, True, NONE),  # told today
    (True, "0.99", 0.59, 9, False, NONE),  # between the lines
    (True, "0.89", 0.49, 9, False, NONE),  # it lasts
    (True, "0.91", 0.55, 9, False, NONE),
    (True, "1.0", 0.3, 9, False, CLEAR),
    (True, "0.7", 0.6, 9, False, CLEAR),
    (True, "1.3", 0.99, 9, False, CLEAR),
    (True, "1.3", 0.99, 9, True, NONE),
    (True, None, None, 9, False, NONE),  # the goal was taken away
    (False, None, None, 9, False, NONE),  # no goal, or goal 0
    (False, "0.5", None, 9, False, NONE),
    (False, None, 0.1, 9, False, NONE),
]


@pytest.mark.parametrize(("behind", "pace", "p", "day", "told", "wanted"), TABLE)
def test_what_is_told(behind: bool, pace: str | None, p: float | None, day: int, told: bool, wanted: Turn) -> None:
    measured = None if pace is None else Decimal(pace)
    assert turn(behind=behind, pace=measured, p=p, business_day=day, told_today=told) is wanted


@pytest.mark.parametrize(
    ("pace", "p", "wanted"),
    [("0.99", 0.59, True), ("1", 0.1, False), ("0.2", 0.6, False), (None, None, False), ("0.5", None, False)],
)
def test_how_long_a_warning_lasts(pace: str | None, p: float | None, wanted: bool) -> None:
    assert lasts(pace=None if pace is None else Decimal(pace), p=p) is wanted


@pytest.mark.parametrize(
    ("behind", "pace", "wanted"), [(False, "0.84", WARN), (False, "0.85", NONE), (True, "0.94", NONE), (True, "0.95", CLEAR)]
)
def test_a_team_has_its_own_lines(behind: bool, pace: str, wanted: Turn) -> None:
    own = Lines(Decimal("0.85"), Decimal("0.95"))
    assert turn(behind=behind, pace=Decimal(pace), p=0.3, business_day=9, told_today=False, lines=own) is wanted


LOOK = st.tuples(st.decimals("0", "2", places=2), st.floats(0, 1))


@given(st.lists(LOOK, min_size=1, max_size=200))
def test_a_day_brings_one_word_at_most_however_often_one_looks(looks: list[tuple[Decimal, float]]) -> None:
    behind, told = False, 0
    for pace, p in looks:
        found = turn(behind=behind, pace=pace, p=p, business_day=8, told_today=told > 0)
        told += found is not NONE
        behind = (found is WARN) or (behind and found is not CLEAR)
    assert told <= 1


@given(LOOK)
def test_what_warns_does_not_clear(look: tuple[Decimal, float]) -> None:
    """No flicker: figures that turn it on never turn it off."""
    pace, p = look
    asked = {"pace": pace, "p": p, "business_day": 8, "told_today": False}
    assert turn(behind=False, **asked) is not WARN or turn(behind=True, **asked) is NONE  # type: ignore[arg-type]
