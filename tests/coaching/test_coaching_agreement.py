"""What a practice comes to after everything that was said of it, as tables."""

from datetime import datetime, timedelta, timezone

import pytest

from coaching.agreement import Agreement, Deed, State, Word, agreement
from coaching.slots import Span, clashing, free

TOKYO = timezone(timedelta(hours=9))
FOUR = datetime(2026, 9, 2, 16, tzinfo=TOKYO)
FIVE = FOUR + timedelta(hours=1)
HALF = timedelta(minutes=30)
REP, MENTOR, MANAGER = 1, 2, 3
PROPOSED = Word(Deed.PROPOSED, None, FOUR)


def by(actor: int, kind: Deed = Deed.ACCEPTED, at: datetime | None = None) -> Word:
    return Word(kind, actor, at)


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ([], Agreement(State.PROPOSED, FOUR)),
        ([by(REP)], Agreement(State.PROPOSED, FOUR, frozenset({REP}))),
        ([by(REP), by(REP)], Agreement(State.PROPOSED, FOUR, frozenset({REP}))),
        ([by(REP), by(MENTOR)], Agreement(State.ACCEPTED, FOUR, frozenset({REP, MENTOR}))),
        ([by(REP), by(MANAGER)], Agreement(State.PROPOSED, FOUR, frozenset({REP, MANAGER}))),
        ([by(REP), by(MENTOR), by(REP, Deed.MOVED, FIVE)], Agreement(State.PROPOSED, FIVE, frozenset({REP}))),
        ([by(REP, Deed.MOVED, FIVE), by(MENTOR)], Agreement(State.ACCEPTED, FIVE, frozenset({REP, MENTOR}))),
        ([by(REP, Deed.SKIPPED), by(MENTOR)], Agreement(State.SKIPPED, FOUR, frozenset({MENTOR}))),
        ([by(MANAGER, Deed.CANCELLED)], Agreement(State.CANCELLED, FOUR)),
        ([by(MENTOR, Deed.SCORED)], Agreement(State.DONE, FOUR)),
        ([by(REP, Deed.SKIPPED), by(MENTOR, Deed.SCORED)], Agreement(State.DONE, FOUR)),
        ([by(MENTOR, Deed.SCORED), by(REP, Deed.SKIPPED)], Agreement(State.DONE, FOUR)),
    ],
)
def test_a_practice_is_what_was_said_of_it(words: list[Word], result: Agreement) -> None:
    assert agreement([PROPOSED, *words], rep=REP, mentor=MENTOR) == result


def test_by_hand_whoever_proposes_agrees() -> None:
    assert agreement([Word(Deed.PROPOSED, MENTOR, FOUR)], rep=REP, mentor=MENTOR).agreed == {MENTOR}


def test_without_a_time_there_is_no_practice() -> None:
    with pytest.raises(ValueError, match="nobody said when"):
        agreement([by(REP)], rep=REP, mentor=MENTOR)


DAY = Span(FOUR, FOUR + timedelta(hours=2))


@pytest.mark.parametrize(
    ("taken", "not_before", "starts"),
    [
        ([], FOUR, [0, 30, 60, 90]),
        ([Span(FOUR, FIVE)], FOUR, [60, 90]),
        ([Span(FOUR + HALF / 2, FOUR + HALF)], FOUR, [30, 60, 90]),  # fifteen minutes of the first slot
        ([Span(FOUR - HALF, FOUR)], FOUR, [0, 30, 60, 90]),  # ends when the first begins
        ([], FOUR + HALF / 2, [30, 60, 90]),
        ([Span(FOUR, DAY.end)], FOUR, []),
        ([], DAY.end, []),
    ],
)
def test_free_slots_are_the_hours_without_what_is_taken(taken: list[Span], not_before: datetime, starts: list[int]) -> None:
    assert list(free(DAY, minutes=30, taken=taken, not_before=not_before)) == [FOUR + timedelta(minutes=m) for m in starts]


@pytest.mark.parametrize(("minutes", "starts"), [(45, [0, 45]), (60, [0, 60]), (120, [0]), (121, [])])
def test_slots_are_as_long_as_a_practice(minutes: int, starts: list[int]) -> None:
    assert list(free(DAY, minutes=minutes, taken=(), not_before=FOUR)) == [FOUR + timedelta(minutes=m) for m in starts]


def test_without_hours_there_is_no_slot() -> None:
    assert free(None, minutes=30, taken=(), not_before=FOUR) == ()


def test_slots_clash_with_whatever_shares_a_minute() -> None:
    slots = [FOUR, FOUR + HALF, FIVE]
    assert clashing(slots, minutes=30, taken=[Span(FOUR + HALF, FIVE)]) == {FOUR + HALF}
    assert clashing(slots, minutes=45, taken=[Span(FOUR + HALF, FIVE)]) == {FOUR, FOUR + HALF}
