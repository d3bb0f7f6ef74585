"""What a setting was before it was changed: kept with its entry, put back by Undo where nobody changed it since."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, Final, TypeAlias

from sqlmodel import Session, SQLModel, select

from coaching.errors import ChangedSince
from storage import meetings
from storage.tables import Closure, Member, PostPlan, Scheme, Team

#: A row's columns as JSON holds them.
Values: TypeAlias = dict[str, Any]
#: The tables whose rows are settings, with the columns people choose.
CHOSEN: Final[dict[str, tuple[type[SQLModel], tuple[str, ...]]]] = {
    "team": (
        Team,
        (
            *("name", "timezone", "country", "language", "currency", "channel_id", "visibility", "top_n"),
            *("working_days", "opens", "closes", "quiet_from", "quiet_until", "catch_up_minutes", "close_day"),
            *("behind_below", "ahead_from"),
            *("new_days", "unknown_a_week", "below_a_week"),
        ),
    ),
    "member": (Member, ("language", "mentor_id", "start_date", "balance_weight")),
    "roles": (Member, ("team_id", "active", "is_rep", "is_mentor", "is_ae", "is_manager", "rep_since")),
}
#: The tables of which a team has a row for a day, or none: with the day's column and those people choose.
DATED: Final[dict[str, tuple[type[Scheme | Closure], str, tuple[str, ...]]]] = {
    "scheme": (Scheme, "valid_from", ("weight_meetings", "weight_qualified", "weight_revenue", "cap", "ramp")),
    "closure": (Closure, "day", ("working",)),
}
#: The columns of a team that `/onpace posts` changes.
OF_POSTS: Final = frozenset({"quiet_from", "quiet_until", "catch_up_minutes", "close_day", "behind_below", "ahead_from"})
#: What a team chose for a post, one row for each job, or none.
POST: Final = "post"
_OF_POST: Final = ("wanted", "times", "days", "channel_id", "language")


def values(row: Team | Member, part: str = "") -> Values:
    """What is chosen in a row now; `part` is a name in CHOSEN where it is not the row's own."""
    _, columns = CHOSEN[part or _name(row)]
    return {column: _packed(getattr(row, column)) for column in columns}


def between(row: Team | Member, before: Values, part: str = "") -> dict[str, Any]:
    """What changed in a row since, for an entry's summary; {} when nothing did."""
    now = values(row, part)
    changed = {column: [before[column], now[column]] for column in now if before[column] != now[column]}
    return {"table": part or _name(row), "row": row.id, "columns": changed} if changed else {}


def on_day(session: Session, name: str, *, workspace_id: int, team_id: int, day: date) -> Values | None:
    """What a team chose for a day in one of DATED; None when nothing."""
    row = _row_of(session, name, workspace_id, team_id, day)
    return None if row is None else {column: _packed(getattr(row, column)) for column in DATED[name][2]}


def between_days(name: str, *, team_id: int, day: date, before: Values | None, after: Values | None) -> dict[str, Any]:
    """What changed for the day, for an entry's summary; {} when nothing did."""
    return {} if before == after else {"table": name, "row": team_id, "day": day.isoformat(), "values": [before, after]}


def of_post(session: Session, *, workspace_id: int, team_id: int, job: str) -> Values | None:
    """What a team chose for a job's post; None when it is as shipped."""
    row = _post(session, workspace_id, team_id, job)
    return None if row is None else {column: getattr(row, column) for column in _OF_POST}


def between_posts(*, team_id: int, job: str, before: Values | None, after: Values | None) -> dict[str, Any]:
    """What changed of a job's post, for an entry's summary; {} when nothing did."""
    return {} if before == after else {"table": POST, "row": team_id, "job": job, "values": [before, after]}


def put_back(session: Session, told: Mapping[str, Any], *, workspace_id: int) -> None:
    """Undo what `between`, `between_days` or `between_posts` told, or several such (`parts`). Raises ChangedSince when somebody changed
    one of these settings later: then nothing of it may be committed.
    """
    for part in told.get("parts", (told,)):
        back = _post_back if part["table"] == POST else _day_back if part["table"] in DATED else _row_back
        back(session, part, workspace_id)


def _day_back(session: Session, told: Mapping[str, Any], workspace_id: int) -> None:
    name, day = told["table"], date.fromisoformat(told["day"])
    before, after = told["values"]
    if on_day(session, name, workspace_id=workspace_id, team_id=told["row"], day=day) != after:
        raise ChangedSince
    table, column, _ = DATED[name]
    row = _row_of(session, name, workspace_id, told["row"], day)
    if before is None:
        session.delete(row)
        return
    own: dict[str, Any] = {"workspace_id": workspace_id, "team_id": told["row"], column: day}
    row = row or table(**own)
    for chosen, value in before.items():
        setattr(row, chosen, _unpacked(chosen, value))
    session.add(row)


def _post_back(session: Session, told: Mapping[str, Any], workspace_id: int) -> None:
    where: dict[str, Any] = {"workspace_id": workspace_id, "team_id": told["row"], "job": told["job"]}
    before, after = told["values"]
    if of_post(session, **where) != after:
        raise ChangedSince("posts")
    row = _post(session, **where) or PostPlan(**where)
    if before is None:
        session.delete(row)
        return
    for column, value in before.items():
        setattr(row, column, value)
    session.add(row)


def _post(session: Session, workspace_id: int, team_id: int, job: str) -> PostPlan | None:
    same = (PostPlan.workspace_id == workspace_id, PostPlan.team_id == team_id, PostPlan.job == job)
    return session.exec(select(PostPlan).where(*same)).first()


def _row_of(session: Session, name: str, workspace_id: int, team_id: int, day: date) -> Scheme | Closure | None:
    table, column, _ = DATED[name]
    same = (table.workspace_id == workspace_id, table.team_id == team_id, getattr(table, column) == day)
    found: Any = session.exec(select(table).where(*same)).first()
    return found if isinstance(found, Scheme | Closure) else None


def _row_back(session: Session, told: Mapping[str, Any], workspace_id: int) -> None:
    table, _ = CHOSEN[told["table"]]
    row = session.get(table, told["row"])
    if not isinstance(row, Team | Member) or row.workspace_id != workspace_id:
        raise ChangedSince
    now, columns = values(row, told["table"]), told["columns"]
    if any(now[column] != after for column, (_, after) in columns.items()):
        raise ChangedSince("posts") if columns.keys() <= OF_POSTS else ChangedSince
    if "name" in columns and isinstance(row, Team) and _taken(session, row, columns["name"][0]):
        raise ChangedSince
    for column, (before, _) in columns.items():
        setattr(row, column, _unpacked(column, before))
    session.add(row)
    if isinstance(row, Team) and "timezone" in columns:
        meetings.date_anew(session, team=row)


def _taken(session: Session, team: Team, name: str) -> bool:
    return session.exec(select(Team.id).where(Team.workspace_id == team.workspace_id, Team.name == name)).first() is not None


def _name(row: Team | Member) -> str:
    return "team" if isinstance(row, Team) else "member"


def _packed(value: Any) -> Any:  # noqa: ANN401 - a column of a row
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")  # as it comes from either database
    return value.isoformat() if isinstance(value, date | time) else value


def _unpacked(column: str, value: Any) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if column in ("opens", "closes", "quiet_from", "quiet_until"):
        return time.fromisoformat(value)
    if column == "cap" or column.startswith("weight_"):
        return Decimal(value)
    return date.fromisoformat(value) if column in ("start_date", "rep_since") else value
