"""What an import keeps at hand, and what a kind of record is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from sqlmodel import Session

from bot.importing import days
from bot.importing.plan import Bad, Plan
from bot.parsing import words
from coaching.leads import fold
from storage import imports, leads, members, teams
from storage.tables import Member, Team, id_of


@dataclass
class Desk:
    """What an import keeps at hand: the people and teams of the workspace, the leads by name, the walk through months."""

    plan: Plan
    workspace_id: int
    now: datetime
    teams: dict[int, Team]
    people: dict[str, Member]
    reps: list[Member]
    lead_ids: dict[str, int]
    walk: days.Walk | None
    turn: Iterator[int] = field(default_factory=count)

    @classmethod
    def opened(cls, session: Session, plan: Plan, *, workspace_id: int, now: datetime) -> "Desk":
        """Read once at the start. ValueError when --start is no month, or nobody is there to assign to."""
        found = members.every(session, workspace_id=workspace_id)
        desk = cls(
            plan=plan,
            workspace_id=workspace_id,
            now=now,
            teams={number_of(t): t for t in teams.every(session, workspace_id=workspace_id)},
            people={},
            reps=sorted((m for m in found if m.is_rep and m.active and m.team_id), key=lambda m: (m.team_id or 0, m.name, id_of(m))),
            lead_ids=imports.leads_by_fold(session, workspace_id=workspace_id),
            walk=days.Walk(plan.start) if plan.start else None,
        )
        for member in found:
            desk.know(member)
        if plan.assign_reps and not desk.reps:
            raise ValueError("--assign-reps needs reps: import members first, or set the team up with /onpace.")
        return desk

    def know(self, member: Member) -> None:
        """Find the member again by Slack id and by name."""
        for name in (member.slack_id or "", fold(member.name)):
            if name:
                self.people.setdefault(name, member)

    def person(self, named: str) -> Member:
        """A member by Slack id or name. ValueError when nobody is called so."""
        found = self.people.get(named) or self.people.get(fold(named))
        if found is None:
            raise ValueError(f"no member {named!r}: import members first, or check the name")
        return found

    def rep(self, fields: dict[str, str]) -> Member:
        """Whose row it is: named, or the next in turn."""
        if fields.get("rep"):
            return self.person(fields["rep"])
        if self.plan.assign_reps:
            return self.reps[next(self.turn) % len(self.reps)]
        raise ValueError("no rep: map a column to rep, or use --assign-reps")

    def team(self, member: Member) -> Team:
        """The member's team. ValueError without one."""
        if member.team_id is None:
            raise ValueError(f"{member.name} is in no team")
        return self.teams[member.team_id]

    def lead(self, session: Session, fields: dict[str, str]) -> int | None:
        """The lead by name, made when new; None when the row names none."""
        if not (name := fields.get("lead", "")):
            return None
        folded = fold(name)
        if folded not in self.lead_ids:
            made = leads.add(
                session,
                workspace_id=self.workspace_id,
                team_id=None,
                name=name[:200],
                now=self.now,
                source=words.source(fields.get("source", "")),
            )
            session.flush()
            self.lead_ids[folded] = number_of(made)
        return self.lead_ids[folded]


@dataclass(frozen=True)
class Draft:
    """A row that was understood."""

    line: int
    key: str
    made: Any


@dataclass(frozen=True)
class Kind:
    """`read` makes a row into what `write` writes; `write` says how many were new and which rows failed after all."""

    read: Callable[[Session, Desk, dict[str, str], str], Any]
    write: Callable[[Session, Desk, Sequence[Draft]], tuple[int, list[Bad]]]


def number_of(row: Any) -> int:  # noqa: ANN401 - any table's row
    """The id of a row that is stored."""
    return int(row.id)
