"""What a setting was before it was changed: kept with its entry, put back by Undo where nobody changed it since."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final, TypeAlias

from sqlmodel import Session, SQLModel, select

from coaching.errors import ChangedSince
from storage.tables import Member, Team

#: A row's columns as JSON holds them.
Values: TypeAlias = dict[str, Any]
#: The tables whose rows are settings, with the columns people choose.
CHOSEN: Final[dict[str, tuple[type[SQLModel], tuple[str, ...]]]] = {
    "team": (
        Team,
        ("name", "timezone", "country", "language", "currency", "channel_id", "visibility", "top_n", "working_days", "opens", "closes"),
    ),
    "member": (Member, ("language", "mentor_id", "start_date")),
}


def values(row: Team | Member) -> Values:
    """What is chosen in a row now."""
    _, columns = CHOSEN[_name(row)]
    return {column: _packed(getattr(row, column)) for column in columns}


def between(row: Team | Member, before: Values) -> dict[str, Any]:
    """What changed in a row since, for an entry's summary; {} when nothing did."""
    now = values(row)
    changed = {column: [before[column], now[column]] for column in now if before[column] != now[column]}
    return {"table": _name(row), "row": row.id, "columns": changed} if changed else {}


def put_back(session: Session, told: Mapping[str, Any], *, workspace_id: int) -> None:
    """Undo what `between` told. Raises ChangedSince when somebody changed one of these settings later."""
    table, _ = CHOSEN[told["table"]]
    row = session.get(table, told["row"])
    if not isinstance(row, Team | Member) or row.workspace_id != workspace_id:
        raise ChangedSince
    now, columns = values(row), told["columns"]
    if any(now[column] != after for column, (_, after) in columns.items()):
        raise ChangedSince
    if "name" in columns and isinstance(row, Team) and _taken(session, row, columns["name"][0]):
        raise ChangedSince
    for column, (before, _) in columns.items():
        setattr(row, column, _unpacked(column, before))
    session.add(row)


def _taken(session: Session, team: Team, name: str) -> bool:
    return session.exec(select(Team.id).where(Team.workspace_id == team.workspace_id, Team.name == name)).first() is not None


def _name(row: Team | Member) -> str:
    return "team" if isinstance(row, Team) else "member"


def _packed(value: Any) -> Any:  # noqa: ANN401 - a column of a row
    return value.isoformat() if isinstance(value, date | time) else value


def _unpacked(column: str, value: Any) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if column in ("opens", "closes"):
        return time.fromisoformat(value)
    return date.fromisoformat(value) if column == "start_date" else value
