"""Members, their roles, mentors and leave."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlmodel import Session

from coaching.terms import Role
from storage.tables import Leave, Member


def ensure(session: Session, *, workspace_id: int, slack_id: str, now: datetime, name: str = "", language: str = "") -> Member:
    """The member with this Slack id; made without role or team when new; name and language filled in when empty. Safe when two come at once."""
    raise NotImplementedError


def find(session: Session, *, workspace_id: int, member_id: int) -> Member | None:
    """A member of this workspace by id."""
    raise NotImplementedError


def by_slack_id(session: Session, *, workspace_id: int, slack_id: str) -> Member | None:
    """A member by Slack id."""
    raise NotImplementedError


def by_name(session: Session, *, workspace_id: int, name: str) -> Sequence[Member]:
    """Active members whose name (or a word of it) is this, case and width folded; exact matches first."""
    raise NotImplementedError


def of_team(session: Session, *, workspace_id: int, team_id: int, role: Role | None = None, active: bool = True) -> Sequence[Member]:
    """A team's members by name, those with a role if one is given; `active=False` includes who left."""
    raise NotImplementedError


def managers(session: Session, *, workspace_id: int, team_id: int | None = None) -> Sequence[Member]:
    """Active managers of the team, or of the workspace."""
    raise NotImplementedError


def roles(member: Member) -> frozenset[Role]:
    """A member's roles; none when they are not active."""
    raise NotImplementedError


def set_roles(member: Member, wanted: Iterable[Role]) -> None:
    """Give exactly these roles."""
    raise NotImplementedError


def leave_days(session: Session, *, workspace_id: int, member_ids: Iterable[int], first: date, last: date) -> dict[int, frozenset[date]]:
    """Each member's days of leave between first and last."""
    raise NotImplementedError


def add_leave(session: Session, *, workspace_id: int, member_id: int, first: date, last: date) -> Leave:
    """Note a leave; a repeated one changes nothing."""
    raise NotImplementedError
