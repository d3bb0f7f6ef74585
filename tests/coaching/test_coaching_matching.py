"""Whoever trains others and is trained on the same day is in one place at a time, and no more are left out for it than must be."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot import rehearsal
from coaching.matching import match, torn
from coaching.placing import Mentor, Trainee, place
from coaching.simulation import mornings

FOUR = datetime(2026, 11, 24, 7, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
BOTH = 1  # mentors and learns

Teams = tuple[list[Trainee], list[Mentor]]


def at_once() -> Teams:
    """One slot at four each: who mentors is wanted twice then."""
    return [Trainee(BOTH, 7), Trainee(2, BOTH)], [Mentor(7, (FOUR,), 1), Mentor(BOTH, (FOUR,), 1)]


def later() -> Teams:
    """The same, but the one who learns has a time later too."""
    return [Trainee(BOTH, 7), Trainee(2, BOTH)], [Mentor(7, (FOUR, FOUR + 2 * QUARTER), 1), Mentor(BOTH, (FOUR,), 1)]


def two_lessons() -> Teams:
    """Half an hour with the mentor at 16:00 is in the way of two quarters that they could give: the lesson is dropped."""
    short = Mentor(BOTH, (FOUR, FOUR + QUARTER), 2)
    return [Trainee(BOTH, 7), Trainee(2, BOTH), Trainee(3, BOTH)], [Mentor(7, (FOUR,), 1), short]


@pytest.mark.parametrize(("team", "served"), [(at_once, {2}), (later, {BOTH, 2}), (two_lessons, {2, 3})])
def test_nobody_is_in_two_places_at_once(team: Callable[[], Teams], served: set[int]) -> None:
    trainees, mentors = team()
    lasts = {7: 2 * QUARTER, BOTH: QUARTER}
    assert torn(place(trainees, mentors), lasts), "alone, the matching tears somebody"
    found = match(trainees, mentors, lasts)
    assert torn(found, lasts) is None
    assert set(found.placed) == served


def test_who_would_be_torn_by_a_matching_that_does_not_look_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mornings, "match", lambda trainees, mentors, _: place(trainees, mentors))
    assert mornings.mornings(60, seed=1, most_served=rehearsal.most_served).double_booked > 0
