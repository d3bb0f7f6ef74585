"""One person's message of a day: what they are asked, what became of it, and what their managers read of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.scoreboard.ending import Ending
from coaching.gaps import Gap
from storage.tables import Hush, Meeting, Member, Outgoing, id_of

AWAY = "away"  # why a day is not asked for: the leave noted for it, as long as it is there


@dataclass(frozen=True)
class Told:
    """What somebody's open question of an earlier day is about, as their managers read it."""

    member: Member
    meeting: Meeting | None = None
    gap: Gap | None = None
    fresh: bool = False  # a meeting that managers could not have read of the business day before

    @property
    def about(self) -> tuple[int, str]:
        """What it is, once for all: of a meeting, whoever was asked."""
        return (0, about(self.meeting)) if self.meeting else (id_of(self.member), self.gap.about if self.gap else "")


@dataclass(frozen=True)
class Sheet:
    """One person's message of a day."""

    member: Member
    day: date
    waiting: Sequence[Meeting]  # for a word or a verdict of theirs, the latest first: it is remembered best
    later: Sequence[tuple[Meeting, Hush]]  # put off
    done: Sequence[Meeting]  # were asked for, and are not any more
    gaps: Sequence[Gap]
    settled: Sequence[str] = ()  # gaps that were asked for, and are not any more
    said: Mapping[str, Hush] = field(default_factory=dict)  # by gap, what their own tap said of it
    digest: Sequence[Told] = ()  # for a manager: what others were asked for a business day ago
    own: Mapping[int, int] = field(default_factory=dict)  # by meeting, the entry of their own word
    past: bool = False  # the day is over: its message says dates
    endings: Sequence[Ending] = ()  # for a manager: months that are about to close
    passed_on: bool = False  # and what is open is asked for in a newer one

    @property
    def open(self) -> int:
        """How many things wait for them."""
        return len(self.waiting) + len(self.gaps)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say at all."""
        return not (self.open or self.later or self.done or self.settled or self.digest or self.endings)


def about(meeting: Meeting) -> str:
    """What a meeting is called where somebody puts it off."""
    return f"meeting {meeting.id}"


def note_of(message: Outgoing | None) -> dict[str, list[Any]]:
    """What a message of a day asked for so far: ids of meetings, names of gaps."""
    note = message.body.get("note") if message else None
    return {"meetings": list((note or {}).get("meetings", ())), "gaps": list((note or {}).get("gaps", ()))}
