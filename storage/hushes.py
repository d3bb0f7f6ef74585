"""What a person does not want to hear of before some moment: "Later", "Nothing to log", "Mute until tomorrow"."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session, col, delete, select

from storage.tables import Hush

PACE = "pace"  # what a warning of one's own pace is about


def keep(
    session: Session, *, workspace_id: int, member_id: int, about: str, until: datetime, reason: str = "", entry_id: int | None = None
) -> Hush:
    """Say nothing of it until then; said again, the newer word counts."""
    end(session, workspace_id=workspace_id, member_id=member_id, about=about)
    row = Hush(workspace_id=workspace_id, member_id=member_id, about=about, until=until, reason=reason, entry_id=entry_id)
    session.add(row)
    session.flush()
    return row


def end(session: Session, *, workspace_id: int, member_id: int, about: str) -> None:
    """It may be spoken of again, before its time."""
    session.exec(delete(Hush).where(col(Hush.member_id) == member_id, col(Hush.about) == about, col(Hush.workspace_id) == workspace_id))


def of(session: Session, *, workspace_id: int, member_ids: Iterable[int], now: datetime) -> Mapping[int, Mapping[str, Hush]]:
    """What each of these does not want to hear of now, by what it is about; a member with nothing has the empty mapping."""
    found: dict[int, dict[str, Hush]] = {one: {} for one in member_ids}
    lasting = (Hush.workspace_id == workspace_id, col(Hush.member_id).in_(list(found)), Hush.until > now)
    for row in session.exec(select(Hush).where(*lasting).order_by(col(Hush.id))).all():
        found[row.member_id][row.about] = row
    return found


def remove(session: Session, *, entry_id: int) -> None:
    """It may be spoken of again: Undo."""
    session.exec(delete(Hush).where(col(Hush.entry_id) == entry_id))
