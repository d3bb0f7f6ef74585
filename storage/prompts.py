"""Prompts on a rep's way: under which keys a mentor got them, and that a word taken back leaves them to be sent again."""

from collections.abc import Iterable

import sqlalchemy as core
from sqlmodel import Session, col, or_, select, update

from storage import outbox
from storage.tables import Member, Outgoing

GRADUATION, RELAPSE = "graduation", "relapse"  # the first word of a prompt's key; the second is the rep's id


def sent(session: Session, *, workspace_id: int, to: Iterable[str]) -> frozenset[str]:
    """The keys of every prompt that was or will be sent to these people (Slack ids)."""
    ours = (Outgoing.workspace_id == workspace_id, col(Outgoing.to).in_(list(to)))
    kinds = or_(*(col(Outgoing.key).startswith(f"{kind} ") for kind in (GRADUATION, RELAPSE)))
    return frozenset(session.exec(select(col(Outgoing.key)).where(*ours, kinds)).all())


def open_again(session: Session, *, workspace_id: int, member_id: int, entry_id: int) -> None:
    """What was decided about this rep is taken back by undoing an entry: what was posted has another key, so it can be sent once more."""
    who = select(col(Member.slack_id)).where(Member.workspace_id == workspace_id, or_(col(Member.is_mentor), col(Member.is_manager)))
    kinds = or_(*(col(Outgoing.key).startswith(f"{kind} {member_id} ") for kind in (GRADUATION, RELAPSE)))
    posted = (col(Outgoing.workspace_id) == workspace_id, col(Outgoing.to).in_(who), col(Outgoing.state) == outbox.POSTED, kinds)
    session.exec(update(Outgoing).where(*posted).values(key=core.literal(f"answered {entry_id} ") + col(Outgoing.key)))
