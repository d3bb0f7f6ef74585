"""What somebody gave up of a day's practices: a mentor's time is given to nobody unasked, and their rep practises with somebody else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from bot.scoreboard.practices import COUNTED
from coaching.agreement import Deed, State
from coaching.slots import Span
from storage import agenda
from storage.tables import Practice, PracticeEvent, id_of

OFF = frozenset({State.SKIPPED, State.CANCELLED})
ENDS = frozenset({Deed.SKIPPED, Deed.CANCELLED})
CHANGES = ENDS | {Deed.MOVED}

Said = Mapping[int, Sequence[PracticeEvent]]  # by practice, oldest first


@dataclass(frozen=True)
class GivenUp:
    """`times`: of a mentor's, for nobody; `pairs`: a rep, and who called theirs off that day: not with each other again."""

    times: frozenset[tuple[int, Span]] = frozenset()
    pairs: frozenset[tuple[int, int]] = frozenset()


def given_up(rows: Iterable[Practice], said: Said, day: date) -> GivenUp:
    """Of these practices, as far as it matters on a day."""
    found = list(rows)
    today = [row for row in found if row.day == day]
    pairs = {(row.rep_id, row.mentor_id) for row in today if by_mentor(row, said[id_of(row)]) and _left_nothing(row, today, said)}
    return GivenUp(frozenset(one for row in found for one in _times(row, said[id_of(row)])), frozenset(pairs))


def by_mentor(row: Practice, said: Sequence[PracticeEvent]) -> bool:
    """Whether who would have given a practice called it off before its time: the rep still wants one."""
    if row.state not in OFF or said[-1].kind not in ENDS:
        return False
    return said[-1].actor_id == row.mentor_id and said[-1].at < row.starts_at


def _left_nothing(row: Practice, today: Iterable[Practice], said: Said) -> bool:
    """Whether the rep had no other that day when this one was called off: a second one taken out again is nobody's no to the first."""
    at = id_of(said[id_of(row)][-1])
    others = [(one, said[id_of(one)]) for one in today if one.rep_id == row.rep_id and one.id != row.id]
    return not any(id_of(words[0]) < at and (one.state not in OFF or id_of(words[-1]) > at) for one, words in others)


def served(session: Session, rows: Iterable[Practice]) -> frozenset[int]:
    """Who has a practice among a day's, had one, or skipped it with a reason of their own; a cancelled one leaves the day open."""
    found = list(rows)
    skipped = [row for row in found if row.state == State.SKIPPED]
    said = agenda.said(session, practice_ids=[id_of(row) for row in skipped]) if skipped else {}
    own = {row.rep_id for row in skipped if not by_mentor(row, said[id_of(row)])}
    return frozenset(own | {row.rep_id for row in found if row.state in COUNTED})


def _times(row: Practice, said: Iterable[PracticeEvent]) -> Iterator[tuple[int, Span]]:
    """Those that somebody but the rep moved it from or called it off at."""
    starts_at = row.starts_at
    for word in said:
        if word.kind in CHANGES and word.actor_id not in (None, row.rep_id):
            yield row.mentor_id, Span(starts_at, starts_at + timedelta(minutes=row.minutes))
        starts_at = word.starts_at or starts_at
