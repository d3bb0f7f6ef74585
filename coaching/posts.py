"""What OnPace says unasked: each job, whom it is for, and when it is due as shipped (design §6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

MOST_A_DAY = 6  # unasked messages a person; edits in place are none
CLOSELY = timedelta(minutes=30)  # nobody is reminded of the next practice while they are at the first


class Job(StrEnum):
    """A kind of post; the order is the table's."""

    BRIEF = "brief"  # each rep's morning
    COACHING = "coaching"  # each mentor's morning: the practices of the day
    NUMBERS = "numbers"  # the team's noon and evening
    WARNING = "warning"  # pace, at once
    BOARD = "board"  # the live board
    VERDICT = "verdict"  # the AE's word
    OUTCOME = "outcome"  # what became of a meeting
    GAP = "gap"  # what seems to be missing
    DROP = "drop"  # a source that fell
    CLOSE = "close"  # the month


#: Whose recipients hear of it more than once a day; all others have one time.
SEVERAL_TIMES = frozenset({Job.NUMBERS})


def reminders(starts: Sequence[datetime]) -> int:
    """How many messages remind somebody of practices that begin then (oldest first): one of those that follow each other closely."""
    count, until = 0, None
    for start in starts:
        if until is None or start > until:
            count, until = count + 1, start + CLOSELY
    return count


class Audience(StrEnum):
    """Whom a job is for."""

    REPS = "reps"
    MENTORS = "mentors"
    MANAGERS = "managers"
    AES = "aes"
    CHANNEL = "channel"


class Decision(StrEnum):
    """What became of a period of a job."""

    WRITTEN = "written"
    NOTHING = "nothing"  # nobody had anything to hear
    LATE = "late"  # OnPace was down, and it is of no use any more
    OFF = "off"  # the team does not want it


@dataclass(frozen=True)
class Shipped:
    """A job as shipped. Without `times` it goes by what happens: at once, or when a moment passes."""

    audience: Audience
    times: tuple[time, ...] = ()


SHIPPED: dict[Job, Shipped] = {
    Job.BRIEF: Shipped(Audience.REPS, (time(9),)),
    Job.COACHING: Shipped(Audience.MENTORS, (time(8, 45),)),
    Job.NUMBERS: Shipped(Audience.CHANNEL, (time(12), time(18))),
    Job.WARNING: Shipped(Audience.REPS),
    Job.BOARD: Shipped(Audience.CHANNEL),
    Job.VERDICT: Shipped(Audience.AES, (time(9),)),
    Job.OUTCOME: Shipped(Audience.REPS),
    Job.GAP: Shipped(Audience.REPS, (time(16),)),
    Job.DROP: Shipped(Audience.MANAGERS, (time(12),)),
    Job.CLOSE: Shipped(Audience.MANAGERS, (time(9),)),
}
