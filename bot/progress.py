"""How far the posts of today are: what waits, what should be out by now, what was decided of each round. For /healthz and the doctor."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlmodel import Session

from storage import outbox, rounds
from storage.tables import Round

TODAY = timedelta(hours=24)
SHOWN, A_TEAM = 12, 6  # rounds at /healthz, and of a team by the doctor


def told(session: Session, now: datetime) -> dict[str, Any]:
    """For machines, on a page anybody may read: teams are known by their number, moments are seconds ago."""
    due, oldest = outbox.due(session, now=now)
    found = rounds.latest(session, since=now - TODAY, most=SHOWN)
    return {
        "posts": {"due": due, "oldest_due_seconds": _ago(now, oldest) if oldest else None},
        "rounds": [_round(row, now) for _, row in found],
    }


def _round(row: Round, now: datetime) -> dict[str, Any]:
    about = {"team": row.team_id, "job": row.job, "period": row.period, "decision": row.decision, "posts": row.posts}
    return about | {"decided_seconds": _ago(now, row.decided_at)}


def _ago(now: datetime, at: datetime) -> int:
    return max(round((now - at).total_seconds()), 0)


def line(session: Session, now: datetime) -> str:
    """5 wait, 3 of them due, the oldest for 12 s."""
    waiting = outbox.counts(session).get(outbox.WAITING, 0)
    due, oldest = outbox.due(session, now=now)
    if not waiting:
        return "none waits"
    return f"{waiting} wait, " + (f"{due} of them due, the oldest for {_ago(now, oldest)} s" if oldest else "none of them due yet")


def rounds_of_today(session: Session, now: datetime) -> Iterator[tuple[str, str]]:
    """By team: numbers 2026-11-24 12:00 written (1), …; newest first."""
    found = sorted(rounds.latest(session, since=now - TODAY), key=lambda one: (one[1].team_id, -(one[1].id or 0)))
    for _, rows in groupby(found, key=lambda one: one[1].team_id):
        several = list(rows)
        said = [f"{row.job} {row.period} {row.decision}" + (f" ({row.posts})" if row.posts else "") for _, row in several[:A_TEAM]]
        yield several[0][0], ", ".join(said)
