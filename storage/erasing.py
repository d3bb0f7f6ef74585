"""Everything of a workspace deleted for good, a piece at a time so that others need not wait."""

from datetime import datetime

from sqlalchemy import Table, delete, select, update
from sqlmodel import Session, SQLModel, col

from storage import dialect
from storage.tables import Installation, Workspace

SET_ASIDE = "erased "  # no Slack id has a blank in it
AT_ONCE = 500  # rows in one transaction: a quarter of a second


def erase(session: Session, *, workspace_id: int, before: datetime, most: int = AT_ONCE) -> bool:
    """Delete up to `most` rows of a workspace that took OnPace off by then; True once nothing is left (or it came back in time).

    First the workspace is set aside under another name: who installs OnPace from now on starts anew.
    """
    due = select(Installation).where(col(Installation.workspace_id) == workspace_id, col(Installation.uninstalled_at) <= before)
    if session.scalars(due.with_for_update()).first() is None:
        return True
    workspace = session.get_one(Workspace, workspace_id)
    if not workspace.slack_id.startswith(SET_ASIDE):
        workspace.slack_id = f"{SET_ASIDE}{workspace_id}"
        return False
    *tables, mark = owned()
    if any(_piece(session, table, workspace_id, most) for table in tables):
        return False
    _piece(session, mark, workspace_id, most)
    session.execute(delete(Workspace).where(col(Workspace.id) == workspace_id))
    return True


def owned() -> list[Table]:
    """Every table whose rows belong to a workspace: those others refer to last, the note that it is to be erased at the very end."""
    mark = dialect.table(Installation)
    tables = [table for table in reversed(SQLModel.metadata.sorted_tables) if "workspace_id" in table.c and table is not mark]
    return [*tables, mark]


def _piece(session: Session, table: Table, workspace_id: int, most: int) -> int:
    """How many rows of the table were deleted, newest first. A table without ids is small: it goes as a whole."""
    mine = table.c.workspace_id == workspace_id
    for own in (key.parent for key in table.foreign_keys if key.column.table is table):  # a mentor may be newer than the rep
        dialect.run(session, update(table).where(mine, own.is_not(None)).values({own: None}))
    if "id" not in table.c:
        return dialect.run(session, delete(table).where(mine)).rowcount
    newest = select(table.c.id).where(mine).order_by(table.c.id.desc()).limit(most)
    return dialect.run(session, delete(table).where(table.c.id.in_(newest))).rowcount
