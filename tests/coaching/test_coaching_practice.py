"""Who is due for practice and on what; a practice marked; what changed after it."""

from decimal import Decimal
from random import Random

import pytest

from coaching.funnel import Rate, Step
from coaching.learning import Word, change
from coaching.practice import Need, need, ready_to_graduate, weakest
from coaching.reading import Reading
from coaching.rubric import Apart, Item, Rubric, Score, apart, passed, total
from coaching.standing import Course, Standing

BELOW, UNKNOWN, READY = Standing.BELOW, Standing.UNKNOWN, Standing.READY


def reading(step: Step, standing: Standing = UNKNOWN, k: int = 5, n: int = 74, recent: int = 74, threshold: float = 0.15) -> Reading:
    course = {BELOW: Course(ratio=9.0), UNKNOWN: Course(), READY: Course(ready_on=3)}[standing]
    return Reading(step, Rate(k, n), threshold, threshold, course, recent)


def readings(contact: Standing, appointment: Standing, recent: int = 60) -> dict[Step, Reading]:
    return {
        Step.CONTACT: reading(Step.CONTACT, contact, recent=recent),
        Step.APPOINTMENT: reading(Step.APPOINTMENT, appointment, recent=recent),
    }


@pytest.mark.parametrize(
    ("contact", "appointment", "recent", "tenure", "graduated", "this_week", "due"),
    [
        (UNKNOWN, UNKNOWN, 60, 1, False, 0, Need.NEW),
        (READY, READY, 60, 20, False, 4, Need.NEW),  # the first twenty days, every day
        (UNKNOWN, READY, 60, 21, False, 1, Need.UNKNOWN),
        (UNKNOWN, READY, 60, 21, False, 2, None),  # twice a week
        (BELOW, READY, 60, 21, False, 4, Need.BELOW),
        (READY, READY, 60, 21, False, 0, None),
        (BELOW, UNKNOWN, 59, 21, False, 0, Need.UNKNOWN),  # too few trials to gate
        (READY, READY, 0, 21, False, 0, Need.UNKNOWN),  # no gate: nothing is known
        (BELOW, BELOW, 60, 5, True, 0, None),  # a graduate is the mentor's to ask
    ],
)
def test_who_is_due(
    contact: Standing, appointment: Standing, recent: int, tenure: int, graduated: bool, this_week: int, due: Need | None
) -> None:
    assert need(readings(contact, appointment, recent), tenure=tenure, graduated=graduated, this_week=this_week) is due


@pytest.mark.parametrize(
    ("appointment", "tenure", "this_week", "due"),
    [
        (READY, 21, 0, Need.KEPT),
        (READY, 21, 2, None),  # twice a week
        (READY, 20, 4, Need.NEW),
        (UNKNOWN, 21, 1, Need.UNKNOWN),
        (BELOW, 21, 4, Need.BELOW),
    ],
)
def test_whose_mentor_said_not_yet_goes_on_practising(appointment: Standing, tenure: int, this_week: int, due: Need | None) -> None:
    assert need(readings(READY, appointment), tenure=tenure, graduated=False, this_week=this_week, kept=True) is due


@pytest.mark.parametrize(
    ("contact", "appointment", "recent", "ready"),
    [(READY, READY, 60, True), (READY, UNKNOWN, 60, False), (READY, READY, 59, False), (BELOW, READY, 60, False)],
)
def test_graduation_asks_for_every_gate(contact: Standing, appointment: Standing, recent: int, ready: bool) -> None:
    assert ready_to_graduate(readings(contact, appointment, recent)) is ready
    assert ready_to_graduate({}) is False


@pytest.mark.parametrize(("standing", "ready"), [(BELOW, False), (UNKNOWN, True), (READY, True)])
def test_nobody_is_ready_while_any_rate_is_below(standing: Standing, ready: bool) -> None:
    rates = readings(READY, READY) | {Step.HELD: reading(Step.HELD, standing, recent=20)}
    assert ready_to_graduate(rates) is ready
    assert need(rates, tenure=21, graduated=False, this_week=0) is (None if ready else Need.UNKNOWN), "practice goes on"


@pytest.mark.parametrize(
    ("rates", "step"),
    [
        ([], None),
        ([reading(Step.CONTACT, k=0, n=0)], None),
        ([reading(Step.CONTACT, k=1), reading(Step.APPOINTMENT, k=9)], Step.CONTACT),
        ([reading(Step.CONTACT, k=1), reading(Step.APPOINTMENT, BELOW, k=9)], Step.APPOINTMENT),
        ([reading(Step.HELD, BELOW, k=0, n=10, recent=10), reading(Step.CONTACT, READY, k=40)], Step.HELD),  # ready needs none
        ([reading(Step.HELD, BELOW, k=0, n=10, recent=10), reading(Step.CONTACT, k=40)], Step.HELD),
        ([reading(Step.HELD, k=0, n=10, recent=10), reading(Step.CONTACT, READY, k=40)], Step.HELD),
        ([reading(Step.HELD, k=0, n=10, recent=10), reading(Step.CONTACT, k=40)], Step.CONTACT),  # among equals a gate goes first
        ([reading(Step.HELD, BELOW, k=0, n=10, recent=10), reading(Step.CONTACT, BELOW, k=4)], Step.CONTACT),
        ([reading(Step.HELD, k=1, n=10, recent=10), reading(Step.QUALIFIED, k=9, n=10, recent=10)], Step.HELD),
    ],
)
def test_the_weakest_step_is_practised(rates: list[Reading], step: Step | None) -> None:
    assert weakest({rate.step: rate for rate in rates}) is step


KEYS = ("opens", "asks", "closes", "listens")
RUBRIC = Rubric(tuple(Item(key, key, ("1", "2", "3", "4", "5")) for key in KEYS), {"lies": "Promises what we do not sell"})


def marks(*given: int) -> Score:
    return Score(dict(zip(KEYS, given, strict=True)))


@pytest.mark.parametrize(
    ("score", "mark", "well"),
    [
        (marks(5, 5, 5, 5), "100", True),
        (marks(1, 1, 1, 1), "20", False),
        (marks(4, 4, 3, 3), "70", True),
        (marks(4, 3, 3, 3), "65", False),
        (Score(marks(5, 5, 5, 5).marks, frozenset({"lies"})), "100", False),  # a blocker fails at any mark
    ],
)
def test_a_practice_is_marked_of_a_hundred(score: Score, mark: str, well: bool) -> None:
    assert total(RUBRIC, score) == Decimal(mark)
    assert passed(RUBRIC, score) is well


@pytest.mark.parametrize(
    "wrong", [{}, {"opens": 3}, {"opens": 6, "asks": 1, "closes": 1, "listens": 1}, {**marks(1, 1, 1, 1).marks, "x": 1}]
)
def test_a_score_that_does_not_fit_is_an_error(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="does not mark"):
        total(RUBRIC, Score(wrong))


def test_two_scorers_are_shown_how_far_apart_they_are() -> None:
    assert apart(RUBRIC, marks(5, 3, 2, 4), marks(3, 3, 3, 4)) == Apart(Decimal(5), ("opens",))


PEERS = [Rate(12, 100), Rate(9, 100), Rate(11, 100), Rate(14, 100)]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (Rate(4, 100), Rate(11, 100), Word.WITHIN_CHANCE),  # back at the team's rate: luck alone brings that
        (Rate(4, 100), Rate(30, 100), Word.ROSE),
        (Rate(12, 100), Rate(0, 100), Word.FELL),
        (Rate(4, 19), Rate(30, 100), Word.TOO_EARLY),
        (Rate(4, 100), Rate(10, 19), Word.TOO_EARLY),
    ],
)
def test_a_change_is_held_against_what_chance_brings(before: Rate, after: Rate, word: Word) -> None:
    assert change(before, after, PEERS).word is word


def test_a_low_start_is_expected_to_rise_and_two_peers_say_nothing() -> None:
    found = change(Rate(4, 100), Rate(11, 100), PEERS)
    assert found.expected is not None
    assert 0.08 < found.expected < 0.12
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.expected < found.high
    assert change(Rate(4, 100), Rate(30, 100), PEERS[:2]).word is Word.TOO_EARLY


@pytest.mark.parametrize("alike", [None, 15, 60])
def test_nothing_is_claimed_where_nothing_changed(alike: int | None) -> None:
    """Somebody is picked because they are lowest, and practice does nothing: claimed in at most 5 of 100 simulated teams."""
    chance, claims, teams = Random(5), 0, 600
    for _ in range(teams):
        truths = [0.12 if alike is None else chance.betavariate(0.12 * alike, 0.88 * alike) for _ in range(8)]
        before = [(_luck(chance, 150, truth), truth) for truth in truths]
        low, truth = min(before)
        found = change(Rate(low, 150), Rate(_luck(chance, 150, truth), 150), [Rate(k, 150) for k, _ in before])
        claims += found.word in (Word.ROSE, Word.FELL)
    assert claims / teams <= 0.05


def _luck(chance: Random, n: int, rate: float) -> int:
    return sum(chance.random() < rate for _ in range(n))
