"""What was decided of each period of each job: once, by whichever process is first."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from coaching.posts import Decision, Job
from storage import dialect
from storage.tables import Round, Team


def decide(
    session: Session, *, workspace_id: int, team_id: int, job: Job, period: str, decision: Decision, now: datetime, posts: int = 0
) -> bool:
    """Note it; False (and nothing noted) when somebody decided it before: then write nothing."""
    row = Round(
        workspace_id=workspace_id, team_id=team_id, job=job.value, period=period, decision=decision.value, decided_at=now, posts=posts
    )
    return dialect.added(session, Round, row.model_dump(exclude={"id"}))


def latest(session: Session, *, since: datetime, most: int = 40) -> Sequence[tuple[str, Round]]:
    """What was decided last, newest first, with the name of its team; nothing of before a moment. Read off the table's end: cheap."""
    query = select(Team.name, Round).join(Team, col(Team.id) == col(Round.team_id)).where(Round.decision != Decision.OFF.value)
    found = session.exec(query.order_by(col(Round.id).desc()).limit(most)).all()
    return [(name, row) for name, row in found if row.decided_at >= since]


def decided(session: Session, *, since: datetime) -> Mapping[tuple[int, Job, str], Decision]:
    """By team, job and period: everything that was decided since a moment."""
    rows = session.exec(select(Round).where(Round.decided_at >= since)).all()
    return {(row.team_id, Job(row.job), row.period): Decision(row.decision) for row in rows}
