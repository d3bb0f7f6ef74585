"""What imports ask and write in bulk: known keys, and whole histories of meetings at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, insert, select

from coaching.meeting import Event, derive
from coaching.terms import Happening, Role
from storage.dialect import stored
from storage.tables import Lead, Meeting, MeetingEvent

CHUNK = 500


@dataclass(frozen=True)
class Told:
    """One line of a history that is written whole."""

    kind: Happening
    at: datetime
    authority: Role = Role.REP
    actor_id: int | None = None
    starts_at: datetime | None = None
    amount: Decimal | None = None
    won_on: date | None = None


@dataclass(frozen=True)
class History:
    """A meeting with its history: `columns` are Meeting's own ones (not the derived), `told` starts with `booked`."""

    columns: Mapping[str, Any]
    told: Sequence[Told] = field(default_factory=list)


def add_histories(session: Session, histories: Sequence[History], zone: ZoneInfo) -> list[Meeting]:
    """Write meetings with their events; the derived columns come from the same rule as everywhere (coaching.meeting.derive)."""
    rows = [Meeting(**history.columns, **_derived(history.told, zone)) for history in histories]
    session.add_all(rows)
    session.flush()
    events = [
        {
            "workspace_id": row.workspace_id,
            "meeting_id": row.id,
            "entry_id": None,
            "at": told.at,
            "kind": told.kind.value,
            "actor_id": told.actor_id or row.member_id,
            "authority": told.authority.value,
            "starts_at": told.starts_at,
            "amount": told.amount,
            "won_on": told.won_on,
            "voids_id": None,
            "key": None,
        }
        for row, history in zip(rows, histories, strict=True)
        for told in history.told
    ]
    if events:
        session.connection().execute(insert(MeetingEvent), events)
    return rows


def _derived(told: Sequence[Told], zone: ZoneInfo) -> dict[str, Any]:
    lines = [
        Event(id=n, kind=t.kind, at=t.at, authority=t.authority, starts_at=t.starts_at, amount=t.amount, won_on=t.won_on)
        for n, t in enumerate(told, 1)
    ]
    now = derive(lines)
    return {
        "state": now.state.value,
        "starts_at": now.starts_at,
        "day": now.starts_at.astimezone(zone).date(),
        "moves": now.moves,
        "missed": now.missed,
        "verdict": now.verdict.value,
        "won_amount": now.won_amount,
        "won_on": now.won_on,
    }


@dataclass(frozen=True)
class Win:
    """A meeting that was held and is not won yet, and what was won from it."""

    key: str
    meeting: Meeting
    amount: Decimal
    won_on: date


def add_wins(session: Session, wins: Sequence[Win], *, now: datetime) -> None:
    """Append a win to each history; on a held meeting that is not won, `derive` makes of it these two columns and no other."""
    for win in wins:
        win.meeting.won_amount, win.meeting.won_on = win.amount, win.won_on
    events = [
        MeetingEvent(
            workspace_id=win.meeting.workspace_id,
            meeting_id=stored(win.meeting.id),
            at=now,
            kind=Happening.WON.value,
            authority=Role.MANAGER.value,
            amount=win.amount,
            won_on=win.won_on,
            key=win.key,
        )
        for win in wins
    ]
    session.add_all(events)
    session.flush()


def add_leads(session: Session, rows: Sequence[Lead]) -> list[int]:
    """Write many leads at once; their ids in the same order."""
    session.add_all(rows)
    session.flush()
    return [stored(row.id) for row in rows]


def meetings_by_key(session: Session, *, workspace_id: int, keys: Iterable[str], lock: bool = False) -> dict[str, Meeting]:
    """The imported meetings with these keys; with `lock` nobody else changes them until the transaction ends."""
    return {str(row.key): row for row in _keyed(session, Meeting, workspace_id, keys, lock=lock)}


def leads_by_key(session: Session, *, workspace_id: int, keys: Iterable[str]) -> dict[str, Lead]:
    """The imported leads with these keys."""
    return {str(row.key): row for row in _keyed(session, Lead, workspace_id, keys)}


def known_wins(session: Session, *, workspace_id: int, keys: Iterable[str]) -> set[str]:
    """Which of these wins were imported before."""
    return {str(row.key) for row in _keyed(session, MeetingEvent, workspace_id, keys)}


def leads_by_fold(session: Session, *, workspace_id: int) -> dict[str, int]:
    """The id of the oldest lead for each folded name."""
    found = session.execute(select(Lead.folded, Lead.id).where(col(Lead.workspace_id) == workspace_id).order_by(col(Lead.id).desc()))
    return {folded: lead_id for folded, lead_id in found if lead_id is not None}


def _keyed(session: Session, table: Any, workspace_id: int, keys: Iterable[str], *, lock: bool = False) -> list[Any]:  # noqa: ANN401
    wanted = sorted(set(keys))
    query = select(table).where(table.workspace_id == workspace_id).order_by(table.id)
    query = query.with_for_update() if lock else query
    return [row for n in range(0, len(wanted), CHUNK) for row in session.exec(query.where(table.key.in_(wanted[n : n + CHUNK])))]
