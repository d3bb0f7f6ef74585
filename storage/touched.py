"""Which teams' figures a transaction changed: who keeps them before people's eyes looks at these again, once it is committed."""

from sqlmodel import Session

_TEAMS = "touched"


def note(session: Session, team_id: int | None) -> None:
    """Something of this team changed."""
    if team_id is not None:
        session.info.setdefault(_TEAMS, set()).add(team_id)


def teams(session: Session) -> frozenset[int]:
    """The teams of which anything changed."""
    return frozenset(session.info.get(_TEAMS, ()))
