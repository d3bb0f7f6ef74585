"""Teams, their scheme and closed days."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from coaching import calendar
from coaching.calendar import Period
from coaching.pace import Lines
from coaching.practice import Rhythm
from coaching.score import Weights
from coaching.terms import Kpi
from storage import names
from storage.dialect import stored
from storage.tables import Closure, Scheme, Team

RAMP = ("0", "0.25", "0.5", "0.75", "1")  # shares of the full goal by month of tenure
EVER = date(1970, 1, 1)  # the default scheme holds for imported history too


def create(
    session: Session,
    *,
    workspace_id: int,
    name: str,
    now: datetime,
    timezone: str = "Asia/Tokyo",
    country: str = "JP",
    language: str = "ja",
    currency: str = "JPY",
) -> Team:
    """A new team with the default scheme."""
    team = Team(
        workspace_id=workspace_id, name=name, timezone=timezone, country=country, language=language, currency=currency, created_at=now
    )
    session.add(team)
    session.flush()
    set_scheme(session, workspace_id=workspace_id, team_id=stored(team.id), valid_from=EVER, weights=Weights(), ramp=RAMP)
    return team


def find(session: Session, *, workspace_id: int, team_id: int) -> Team | None:
    """A team of this workspace by id."""
    return session.exec(select(Team).where(Team.id == team_id, Team.workspace_id == workspace_id)).first()


def by_name(session: Session, *, workspace_id: int, name: str) -> Team | None:
    """A team by its name, case and width folded."""
    wanted = names.folded(name)
    return next((team for team in every(session, workspace_id=workspace_id) if names.folded(team.name) == wanted), None)


def every(session: Session, *, workspace_id: int) -> Sequence[Team]:
    """All teams of a workspace, oldest first."""
    return session.exec(select(Team).where(Team.workspace_id == workspace_id).order_by(col(Team.id))).all()


def rhythm(team: Team) -> Rhythm:
    """How often its reps practise."""
    return Rhythm(team.new_days, team.unknown_a_week, team.below_a_week)


def week_of(team: Team, day: date) -> Period:
    """The team's week a day lies in: from Monday for who works Monday to Friday, from Sunday for Sunday to Thursday."""
    return calendar.week_of(day, frozenset(int(one) for one in team.working_days))


def lines(team: Team) -> Lines:
    """From where on it calls a pace behind, and ahead."""
    return Lines(Decimal(team.behind_below) / 100, Decimal(team.ahead_from) / 100)


def closures(session: Session, *, workspace_id: int, team_id: int) -> Sequence[Closure]:
    """The team's own closed and extra working days."""
    return session.exec(_CLOSURES, params={"workspace_id": workspace_id, "team_id": team_id}).all()


_CLOSURES = (
    select(Closure)
    .where(Closure.workspace_id == bindparam("workspace_id"), Closure.team_id == bindparam("team_id"))
    .order_by(col(Closure.day))
)


def set_closure(session: Session, *, workspace_id: int, team_id: int, day: date, working: bool) -> None:
    """Close a day (or make it a working day)."""
    same = (Closure.workspace_id == workspace_id, Closure.team_id == team_id, Closure.day == day)
    closure = session.exec(select(Closure).where(*same)).first() or Closure(workspace_id=workspace_id, team_id=team_id, day=day)
    closure.working = working
    session.add(closure)
    session.flush()


def remove_closure(session: Session, *, workspace_id: int, team_id: int, day: date) -> None:
    """Let the calendar alone decide on a day again."""
    query = select(Closure).where(Closure.workspace_id == workspace_id, Closure.team_id == team_id, Closure.day == day)
    for row in session.exec(query).all():
        session.delete(row)
    session.flush()


def scheme(session: Session, *, workspace_id: int, team_id: int, on: date) -> Scheme | None:
    """The scheme valid on a day; None when the team has none yet."""
    return session.exec(_SCHEME, params={"workspace_id": workspace_id, "team_id": team_id, "on_day": on}).first()


_SCHEME = (
    select(Scheme)
    .where(Scheme.workspace_id == bindparam("workspace_id"), Scheme.team_id == bindparam("team_id"))
    .where(Scheme.valid_from <= bindparam("on_day"))
    .order_by(col(Scheme.valid_from).desc())
)


def set_scheme(session: Session, *, workspace_id: int, team_id: int, valid_from: date, weights: Weights, ramp: Sequence[str]) -> Scheme:
    """Weights, cap and ramp from a date on; the same date again replaces it."""
    same = (Scheme.workspace_id == workspace_id, Scheme.team_id == team_id, Scheme.valid_from == valid_from)
    row = session.exec(select(Scheme).where(*same)).first() or Scheme(workspace_id=workspace_id, team_id=team_id, valid_from=valid_from)
    row.weight_meetings, row.weight_qualified, row.weight_revenue = (weights.of[kpi] for kpi in (Kpi.MEETINGS, Kpi.QUALIFIED, Kpi.REVENUE))
    row.cap, row.ramp = weights.cap, list(ramp)
    session.add(row)
    session.flush()
    return row


def weights(scheme: Scheme | None) -> Weights:
    """The rules' view of a scheme; 6:3:1 without one."""
    if scheme is None:
        return Weights()
    of = {Kpi.MEETINGS: scheme.weight_meetings, Kpi.QUALIFIED: scheme.weight_qualified, Kpi.REVENUE: scheme.weight_revenue}
    return Weights(of=of, cap=scheme.cap)
