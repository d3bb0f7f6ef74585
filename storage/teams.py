"""Teams, their scheme and closed days."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from coaching.score import Weights
from storage.tables import Closure, Scheme, Team


def create(session: Session, *, workspace_id: int, name: str, now: datetime, timezone: str = "Asia/Tokyo", country: str = "JP", language: str = "ja", currency: str = "JPY") -> Team:
    """A new team with the default scheme."""
    raise NotImplementedError


def find(session: Session, *, workspace_id: int, team_id: int) -> Team | None:
    """A team of this workspace by id."""
    raise NotImplementedError


def by_name(session: Session, *, workspace_id: int, name: str) -> Team | None:
    """A team by its name, case and width folded."""
    raise NotImplementedError


def every(session: Session, *, workspace_id: int) -> Sequence[Team]:
    """All teams of a workspace, oldest first."""
    raise NotImplementedError


def closures(session: Session, *, workspace_id: int, team_id: int) -> Sequence[Closure]:
    """The team's own closed and extra working days."""
    raise NotImplementedError


def set_closure(session: Session, *, workspace_id: int, team_id: int, day: date, working: bool) -> None:
    """Close a day (or make it a working day)."""
    raise NotImplementedError


def scheme(session: Session, *, workspace_id: int, team_id: int, on: date) -> Scheme | None:
    """The scheme valid on a day; None when the team has none yet."""
    raise NotImplementedError


def set_scheme(session: Session, *, workspace_id: int, team_id: int, valid_from: date, weights: Weights, ramp: Sequence[str]) -> Scheme:
    """Weights, cap and ramp from a date on; the same date again replaces it."""
    raise NotImplementedError


def weights(scheme: Scheme | None) -> Weights:
    """The rules' view of a scheme; 6:3:1 without one."""
    raise NotImplementedError
