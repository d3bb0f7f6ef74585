"""Whether what waited to be sent is wanted no more: its reader left or is on leave, or the team turned the post off meanwhile."""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func
from sqlmodel import Session, col, delete, exists, select

from coaching.posts import Job
from storage.tables import Leave, Meeting, Member, Outgoing, PostPlan

#: What its key begins with, and the jobs whose post it is: of several, as long as one of them is wanted.
JOBS: Final[dict[str, tuple[Job, ...]]] = {
    "brief": (Job.BRIEF,),
    "pace": (Job.WARNING,),
    "requests": (Job.VERDICT, Job.OUTCOME, Job.GAP),
    "drop": (Job.DROP,),
    "close": (Job.CLOSE,),
    "numbers": (Job.NUMBERS,),
    "pace-team": (Job.WARNING,),
}
_TO_CHANNELS: Final = frozenset({"numbers", "pace-team"})


def is_unwanted(session: Session, *, outgoing: Outgoing) -> bool:
    """Of a post that was never sent. What a practice needs, and what follows something a person did, goes by its own rules."""
    kind = outgoing.key.split(" ")[0]
    if kind not in JOBS or outgoing.ts:
        return False
    team = _team(outgoing.key)
    if kind in _TO_CHANNELS:
        return team is not None and bool(session.exec(select(_is_off(outgoing, kind, team))).one())
    whose = col(Member.team_id) if team is None else team
    day = outgoing.unasked_on or outgoing.due_at.date()
    away = exists().where(col(Leave.member_id) == col(Member.id), col(Leave.first) <= day, col(Leave.last) >= day)
    off = _is_off(outgoing, kind, whose)
    if asked := (outgoing.body.get("note") or {}).get("meetings"):
        off = and_(off, ~_is_asked_elsewhere(outgoing, asked))
    wanted = select(and_(col(Member.active), ~col(Member.outside), ~away, ~off))
    found = session.exec(wanted.where(Member.workspace_id == outgoing.workspace_id, Member.slack_id == outgoing.to)).first()
    return found is not None and not found


def take_back(session: Session, *, outgoing_id: int) -> None:
    """It was surely not posted, and will not be: its key is free again."""
    session.exec(delete(Outgoing).where(col(Outgoing.id) == outgoing_id, col(Outgoing.ts) == ""))


def _team(key: str) -> int | None:
    """Which team it is about, where it is said: a manager may hear of another than their own."""
    kind, *about = key.split(" ")
    said = kind in {*_TO_CHANNELS, "drop"} or (kind == "close" and len(about) > 2)
    return int(about[0]) if said and about and about[0].isdecimal() else None


def _is_asked_elsewhere(outgoing: Outgoing, meeting_ids: list[int]) -> ColumnElement[bool]:
    """Whether one of these meetings is a team's that wants them asked for: whose it is, decides."""
    these = (col(Meeting.workspace_id) == outgoing.workspace_id, col(Meeting.id).in_(meeting_ids))
    return exists().where(*these, ~_is_off(outgoing, "requests", col(Meeting.team_id)))


def _is_off(outgoing: Outgoing, kind: str, team: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column or a value
    off = select(func.count()).where(PostPlan.workspace_id == outgoing.workspace_id, col(PostPlan.team_id) == team, ~col(PostPlan.wanted))
    return off.where(col(PostPlan.job).in_(JOBS[kind])).scalar_subquery() == len(JOBS[kind])
