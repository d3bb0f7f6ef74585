"""A meeting's history: what it is now, whose word stands, and what may be recorded next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.errors import AeHasSpoken, AlreadyCancelled, AlreadyHeld, AlreadyWon, Gone, NotHeld, NotYet, Refusal
from coaching.meeting import Event, Standing, check, derive
from coaching.terms import Happening, Role, State, Verdict

H, S, V = Happening, State, Verdict
REP, AE, MANAGER = Role.REP, Role.AE, Role.MANAGER
START = datetime(2026, 9, 3, 1, tzinfo=UTC)
BEFORE, AFTER = START - timedelta(hours=1), START + timedelta(hours=1)
BOOKED = Event(0, H.BOOKED, BEFORE, starts_at=START)


def history(*words: tuple[Happening, Role]) -> list[Event]:
    """A booking and what was said after it; each move is a day later."""
    events = [BOOKED]
    for number, (kind, authority) in enumerate(words, 1):
        starts_at = START + timedelta(days=number) if kind is H.MOVED else None
        won = (Decimal(number), date(2026, 9, number)) if kind is H.WON else (None, None)
        events.append(Event(number, kind, AFTER, authority, starts_at, *won))
    return events


WORDS = [
    ([], S.BOOKED, None, False),
    ([(H.HELD, REP)], S.HELD, REP, False),
    ([(H.NO_SHOW, REP), (H.HELD, REP)], S.HELD, REP, False),
    ([(H.HELD, REP), (H.NO_SHOW, AE)], S.NO_SHOW, AE, True),
    ([(H.NO_SHOW, AE), (H.HELD, REP)], S.NO_SHOW, AE, True),
    ([(H.HELD, REP), (H.CANCELLED, MANAGER)], S.CANCELLED, MANAGER, True),
    ([(H.NO_SHOW, AE), (H.HELD, MANAGER)], S.HELD, MANAGER, False),
    ([(H.HELD, MANAGER), (H.NO_SHOW, AE)], S.NO_SHOW, AE, False),
    ([(H.HELD, REP), (H.HELD, AE)], S.HELD, AE, False),
    ([(H.NO_SHOW, REP), (H.HELD, REP), (H.HELD, AE)], S.HELD, AE, False),
    ([(H.NO_SHOW, AE), (H.MOVED, REP)], S.BOOKED, None, False),
    ([(H.CANCELLED, REP), (H.MOVED, REP)], S.BOOKED, None, False),
    ([(H.NO_SHOW, AE), (H.MOVED, REP), (H.HELD, REP)], S.HELD, REP, False),
]


@pytest.mark.parametrize(("words", "state", "word_of", "disputed"), WORDS)
def test_the_aes_word_beats_the_reps_and_among_equals_the_latest_stands(
    words: list[tuple[Happening, Role]], state: State, word_of: Role | None, disputed: bool
) -> None:
    standing = derive(history(*words))
    assert (standing.state, standing.word_of, standing.disputed) == (state, word_of, disputed)


@pytest.mark.parametrize(
    ("words", "moves", "missed", "day"),
    [
        ([], 0, 0, 3),
        ([(H.MOVED, REP)], 1, 0, 4),
        ([(H.MOVED, REP), (H.MOVED, AE)], 2, 0, 5),
        ([(H.NO_SHOW, REP), (H.MOVED, REP), (H.NO_SHOW, AE)], 1, 2, 5),
        ([(H.NO_SHOW, REP), (H.HELD, AE)], 0, 0, 3),
        ([(H.NO_SHOW, REP), (H.NO_SHOW, AE)], 0, 1, 3),
    ],
)
def test_moves_and_missed_times_are_remembered(words: list[tuple[Happening, Role]], moves: int, missed: int, day: int) -> None:
    standing = derive(history(*words))
    assert (standing.moves, standing.missed, standing.starts_at.day) == (moves, missed, day)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ([(H.HELD, REP)], V.PENDING),
        ([(H.HELD, REP), (H.QUALIFIED, AE)], V.QUALIFIED),
        ([(H.HELD, REP), (H.QUALIFIED, AE), (H.UNQUALIFIED, AE)], V.UNQUALIFIED),
        ([(H.HELD, REP), (H.UNQUALIFIED, AE), (H.QUALIFIED, MANAGER)], V.QUALIFIED),
        ([(H.HELD, REP), (H.QUALIFIED, AE), (H.NO_SHOW, MANAGER)], V.PENDING),
    ],
)
def test_the_latest_verdict_counts_while_the_meeting_stands_as_held(words: list[tuple[Happening, Role]], verdict: Verdict) -> None:
    assert derive(history(*words)).verdict is verdict


def undo(number: int, voids: int) -> Event:
    return Event(number, H.CORRECTED, AFTER, voids=voids)


def test_a_correction_takes_back_and_a_corrected_correction_gives_back() -> None:
    held = history((H.HELD, REP))
    assert derive([*held, undo(2, 1)]).state is S.BOOKED
    assert derive([*held, undo(2, 1), undo(3, 2)]).state is S.HELD
    assert derive([*held, undo(2, 1), undo(3, 2), undo(4, 3)]).state is S.BOOKED


def test_a_booking_taken_back_is_withdrawn_and_counts_nowhere() -> None:
    standing = derive([*history((H.HELD, REP), (H.QUALIFIED, AE)), undo(3, 0)])
    assert (standing.state, standing.verdict, standing.won_on, standing.starts_at) == (S.WITHDRAWN, V.PENDING, None, START)


def test_a_move_taken_back_returns_to_the_time_before() -> None:
    standing = derive([*history((H.MOVED, REP)), undo(2, 1)])
    assert (standing.state, standing.starts_at, standing.moves) == (S.BOOKED, START, 0)


def test_the_aes_word_taken_back_leaves_the_reps() -> None:
    standing = derive([*history((H.HELD, REP), (H.NO_SHOW, AE)), undo(3, 2)])
    assert (standing.state, standing.word_of, standing.disputed) == (S.HELD, REP, False)


def test_a_win_taken_back_is_none_and_the_later_of_two_stands() -> None:
    won = history((H.HELD, REP), (H.WON, AE), (H.WON, AE))
    assert derive(won).won_amount == 3
    assert (derive([*won, undo(4, 3)]).won_amount, derive([*won, undo(4, 3)]).won_on) == (Decimal(2), date(2026, 9, 2))
    assert derive([*won, undo(4, 3), undo(5, 2)]).won_amount is None


def test_a_win_without_a_day_is_won_when_it_was_recorded() -> None:
    assert derive([*history((H.HELD, REP)), Event(2, H.WON, AFTER, AE, amount=Decimal(5))]).won_on == AFTER.date()


@pytest.mark.parametrize("lines", [[], [Event(1, H.HELD, AFTER)]])
def test_a_history_without_a_booking_is_none(lines: list[Event]) -> None:
    with pytest.raises(ValueError, match="booking"):
        derive(lines)


SPOKEN = st.sampled_from([H.MOVED, H.HELD, H.NO_SHOW, H.CANCELLED, H.QUALIFIED, H.UNQUALIFIED, H.WON])
HISTORIES = st.lists(st.tuples(SPOKEN, st.sampled_from([REP, AE, MANAGER])), max_size=8)


@given(HISTORIES, HISTORIES)
def test_events_taken_back_leave_no_trace(kept: list[tuple[Happening, Role]], taken_back: list[tuple[Happening, Role]]) -> None:
    events = history(*kept)
    for kind, authority in taken_back:
        number = len(events)
        events += [Event(number, kind, AFTER, authority, AFTER if kind is H.MOVED else None), undo(number + 1, number)]
    assert derive(events) == derive(history(*kept))


@given(HISTORIES)
def test_counts_stay_within_the_history(words: list[tuple[Happening, Role]]) -> None:
    standing = derive(history(*words))
    assert standing.moves == sum(kind is H.MOVED for kind, _ in words)
    assert standing.missed <= standing.moves + 1
    assert standing.verdict is V.PENDING or standing.state is S.HELD
    assert not standing.disputed or standing.word_of in (AE, MANAGER)


def asked(words: Sequence[tuple[Happening, Role]], kind: Happening, authority: Role, *, now: datetime = AFTER, sure: bool = False) -> bool:
    standing = derive(history(*words))
    return check(standing, kind, lead="Acme", meeting_id=7, now=now, authority=authority, sure=sure)


NOTHING: list[tuple[Happening, Role]] = []
REP_HELD, AE_HELD = [(H.HELD, REP)], [(H.HELD, AE)]
REP_MISSED, AE_MISSED = [(H.NO_SHOW, REP)], [(H.NO_SHOW, AE)]
REP_CANCELLED, AE_CANCELLED = [(H.CANCELLED, REP)], [(H.CANCELLED, AE)]
JUDGED, WON = [*REP_HELD, (H.QUALIFIED, AE)], [*REP_HELD, (H.WON, AE)]

ANSWERS: list[tuple[list[tuple[Happening, Role]], Happening, Role, bool | type[Refusal]]] = [
    (NOTHING, H.HELD, REP, True),
    (NOTHING, H.NO_SHOW, REP, True),
    (NOTHING, H.CANCELLED, REP, True),
    (NOTHING, H.MOVED, REP, True),
    (NOTHING, H.QUALIFIED, AE, NotHeld),
    (NOTHING, H.WON, AE, NotHeld),
    (NOTHING, H.BOOKED, REP, False),
    (NOTHING, H.CORRECTED, REP, True),
    (REP_HELD, H.HELD, REP, False),
    (REP_HELD, H.HELD, AE, False),
    (AE_HELD, H.HELD, REP, False),
    (REP_HELD, H.NO_SHOW, REP, AlreadyHeld),
    (REP_HELD, H.CANCELLED, REP, AlreadyHeld),
    (REP_HELD, H.NO_SHOW, AE, True),
    (REP_HELD, H.CANCELLED, MANAGER, True),
    (AE_HELD, H.NO_SHOW, REP, AeHasSpoken),
    (AE_HELD, H.CANCELLED, REP, AeHasSpoken),
    (AE_HELD, H.NO_SHOW, AE, AlreadyHeld),
    (AE_HELD, H.CANCELLED, MANAGER, True),
    (REP_HELD, H.MOVED, REP, AlreadyHeld),
    (REP_HELD, H.MOVED, AE, AlreadyHeld),
    (AE_HELD, H.MOVED, REP, AlreadyHeld),
    (REP_HELD, H.QUALIFIED, AE, True),
    (JUDGED, H.QUALIFIED, AE, False),
    (JUDGED, H.UNQUALIFIED, AE, True),
    (REP_HELD, H.WON, AE, True),
    (WON, H.WON, AE, AlreadyWon),
    (WON, H.NO_SHOW, AE, AlreadyHeld),
    (WON, H.NO_SHOW, MANAGER, AlreadyHeld),
    (REP_MISSED, H.NO_SHOW, REP, False),
    (AE_MISSED, H.NO_SHOW, REP, False),
    (REP_MISSED, H.HELD, REP, True),
    (REP_MISSED, H.HELD, AE, True),
    (AE_MISSED, H.HELD, REP, AeHasSpoken),
    (AE_MISSED, H.CANCELLED, REP, AeHasSpoken),
    (AE_MISSED, H.HELD, AE, True),
    (AE_MISSED, H.MOVED, REP, True),
    (REP_MISSED, H.CANCELLED, REP, True),
    (REP_MISSED, H.QUALIFIED, AE, NotHeld),
    (REP_CANCELLED, H.CANCELLED, REP, False),
    (REP_CANCELLED, H.HELD, REP, AlreadyCancelled),
    (REP_CANCELLED, H.HELD, AE, True),
    (AE_CANCELLED, H.HELD, REP, AeHasSpoken),
    (REP_CANCELLED, H.NO_SHOW, AE, True),
    (REP_CANCELLED, H.MOVED, REP, True),
    (REP_CANCELLED, H.WON, AE, NotHeld),
]


@pytest.mark.parametrize(("words", "kind", "authority", "answer"), ANSWERS)
def test_every_next_line_is_new_a_repetition_or_refused(
    words: list[tuple[Happening, Role]], kind: Happening, authority: Role, answer: bool | type[Refusal]
) -> None:
    if isinstance(answer, bool):
        assert asked(words, kind, authority) is answer
    else:
        with pytest.raises(answer):
            asked(words, kind, authority)


def test_held_before_its_time_needs_to_be_sure() -> None:
    with pytest.raises(NotYet) as refusal:
        asked(NOTHING, H.HELD, REP, now=BEFORE)
    assert (refusal.value.meeting_id, refusal.value.lead, refusal.value.starts_at) == (7, "Acme", START)
    assert asked(NOTHING, H.HELD, REP, now=BEFORE, sure=True)
    assert asked(NOTHING, H.HELD, REP, now=START)


def test_being_sure_does_not_overrule_the_ae() -> None:
    with pytest.raises(AeHasSpoken):
        asked(AE_MISSED, H.HELD, REP, sure=True)


@pytest.mark.parametrize("kind", list(Happening))
def test_nothing_can_be_recorded_of_a_withdrawn_meeting(kind: Happening) -> None:
    withdrawn: Standing = replace(derive([BOOKED]), state=S.WITHDRAWN)
    with pytest.raises(Gone):
        check(withdrawn, kind, lead="Acme", meeting_id=7, now=AFTER, authority=MANAGER)


@given(HISTORIES, SPOKEN, st.sampled_from([REP, AE, MANAGER]))
def test_saying_the_same_word_again_changes_nothing(words: list[tuple[Happening, Role]], kind: Happening, authority: Role) -> None:
    if kind in (H.MOVED, H.WON):
        return
    try:
        new = asked(words, kind, authority, sure=True)
    except Refusal:
        return
    assert not new or not asked([*words, (kind, authority)], kind, authority, sure=True)
