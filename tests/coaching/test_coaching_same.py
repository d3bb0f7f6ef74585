"""Standings read fast are those read plainly."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.funnel import Step
from coaching.reading import COACHED, Cell, read, trials, usual
from coaching.standing import follow
from tests.plain import plain_follow, plain_read, plain_trend

DAYS = [day for n in range(60) if (day := date(2026, 9, 7) + timedelta(days=n)).weekday() < 5]
KINDS = (("web", "outbound"), ("web", "inbound"), ("list", "outbound"))


counts = st.integers(0, 45).flatmap(lambda n: st.tuples(st.one_of(st.integers(0, n), st.integers(0, n // 6)), st.just(n)))


@settings(deadline=None)
@given(days=st.lists(st.one_of(counts, st.just((0, 0))), max_size=80), threshold=st.floats(0.01, 0.9), at=st.floats(0.4, 6))
def test_a_course_is_the_one_told_trial_by_trial(days: list[tuple[int, int]], threshold: float, at: float) -> None:
    gates = [at + day % 3 for day in range(len(days))]
    found = follow(days, threshold=threshold, ready_at=lambda day, _, highest: highest >= gates[day])
    assert found == plain_follow(days, threshold=threshold, ready_at=gates, relapsed_at=5.0)


@st.composite
def worked_cells(draw: st.DrawFn) -> list[Cell]:
    """Some days of some kinds, also at week-ends, in any order."""
    found = []
    for day in draw(st.lists(st.sampled_from([*DAYS, DAYS[4] + timedelta(days=1)]), max_size=30)):
        calls = draw(st.integers(0, 40))
        contacts = draw(st.integers(0, calls))
        due = draw(st.integers(0, 3))
        held = draw(st.integers(0, due))
        judged = draw(st.integers(0, held))
        kind = draw(st.sampled_from(KINDS))
        won, good = draw(st.integers(0, contacts)), draw(st.integers(0, judged))
        found.append(Cell(day, *kind, calls, contacts, won, due, held, judged, good))
    return found


@settings(deadline=None)
@given(cells=worked_cells(), expected=st.sampled_from([0.02, 0.15, 0.6]), long=st.integers(1, len(DAYS)))
@pytest.mark.parametrize("step", COACHED)
def test_a_reading_is_the_one_read_plainly(step: Step, cells: list[Cell], expected: float, long: int) -> None:
    team = {
        KINDS[0]: Cell(DAYS[0], *KINDS[0], 900, 200, 40, 30, 25, 22, 11),
        KINDS[2]: Cell(DAYS[0], *KINDS[2], 1900, 300, 19, 10, 7, 6, 2),
    }
    days = DAYS[-long:]
    own = [cell for cell in cells if cell.day >= days[0]]
    found = read(step, *trials(step, own), expected=expected, team=usual(step, team), days=days)
    plain = plain_read(step, own, expected=expected, team=team, days=days)
    told = ("k", "n", "ratio", "climb", "fall", "standing")
    assert [getattr(found.course, name) for name in told] == [getattr(plain.course, name) for name in told]
    assert (found.course.below_on is None, found.course.relapsed_on is None) == (
        plain.course.below_on is None,
        plain.course.relapsed_on is None,
    )
    for name in ("rate", "threshold", "recent", "ready_at", "lately", "ready_on"):
        assert getattr(found, name) == getattr(plain, name), name
    assert found.trend is plain_trend(plain)
