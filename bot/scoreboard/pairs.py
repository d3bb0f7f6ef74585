"""A practice with the two people in it, what they practise, and who said yes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.scoreboard.trainees import Trainee
from coaching.agreement import LIVE, State
from storage import members, practices, scenarios
from storage.tables import Member, Practice, ScenarioVersion, id_of


@dataclass(frozen=True)
class Pair:
    """A practice as it stands; `agreed`: the ids of those who said yes to its time."""

    practice: Practice
    rep: Member
    mentor: Member
    version: ScenarioVersion
    agreed: frozenset[int]

    @property
    def id(self) -> int:
        """The practice's."""
        return id_of(self.practice)

    @property
    def value(self) -> str:
        """What a button or form about it carries: which one, and the time whoever uses it reads."""
        return f"{self.id} {self.practice.starts_at.isoformat()}"

    @property
    def sides(self) -> tuple[Member, Member]:
        """Who has to say yes."""
        return self.rep, self.mentor

    @property
    def open_sides(self) -> tuple[Member, ...]:
        """Who has not said yes yet."""
        return tuple(one for one in self.sides if one.id not in self.agreed)

    @property
    def live(self) -> bool:
        """Whether it will take place, or took place and waits for its score."""
        return self.practice.state in LIVE

    def is_over(self, now: datetime) -> bool:
        """Whether its time has passed."""
        return practices.ends_at(self.practice) <= now

    def ended(self, now: datetime) -> str:
        """Why nothing can be agreed on any more: skipped, cancelled, done, over; "" when something can."""
        if not self.live:
            return State(self.practice.state).value
        return "over" if self.is_over(now) else ""


def pairs(session: Session, *, workspace_id: int, found: Iterable[Practice]) -> list[Pair]:
    """These practices with everything that is told of them, in the order given."""
    rows = list(found)
    known = members.some(session, workspace_id=workspace_id, member_ids={one for row in rows for one in (row.rep_id, row.mentor_id)})
    versions = scenarios.versions(session, workspace_id=workspace_id, version_ids=[row.version_id for row in rows])
    yes = practices.agreed(session, practices=rows)
    return [Pair(row, known[row.rep_id], known[row.mentor_id], versions[row.version_id], yes[id_of(row)]) for row in rows]


def evidence(found: Trainee) -> dict[str, Any]:
    """Where a rep stands at this moment, as a practice keeps it: every rate with its count, threshold and standing."""
    return {
        "rates": [
            {
                "step": reading.step.value,
                "k": reading.rate.k,
                "n": reading.rate.n,
                "low": reading.interval.low if reading.interval else None,
                "high": reading.interval.high if reading.interval else None,
                "threshold": reading.threshold,
                "expected": reading.expected,
                "standing": reading.standing.value,
                "anew": [reading.anew.day.isoformat(), reading.anew.why] if reading.anew else None,
            }
            for reading in found.readings.values()
        ],
        "tenure": found.tenure,
    }
