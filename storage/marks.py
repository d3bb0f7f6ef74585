"""How practices were marked, by whom, and what the rep answered."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from coaching import rubric as rules
from coaching.errors import ChangedSince
from coaching.rubric import Rubric, Score, Together, passed, total
from storage.tables import Entry, Mark

KINDS = ("practice-score", "practice-answer")  # of entries
_KEPT = ("at", "marks", "blocked", "total", "passed", "well", "next", "entry_id")


def of(session: Session, *, workspace_id: int, practice_ids: Iterable[int]) -> dict[int, list[Mark]]:
    """Each practice's marks, the first scorer's first; practices nobody marked are absent."""
    query = select(Mark).where(Mark.workspace_id == workspace_id, col(Mark.practice_id).in_(list(practice_ids)))
    found: dict[int, list[Mark]] = {}
    for row in session.exec(query.order_by(col(Mark.id))).all():
        found.setdefault(row.practice_id, []).append(row)
    return found


def find(session: Session, *, workspace_id: int, mark_id: int) -> Mark | None:
    """A mark of this workspace by id; others who would change it wait."""
    return session.exec(select(Mark).where(Mark.id == mark_id, Mark.workspace_id == workspace_id).with_for_update()).first()


def own(session: Session, *, workspace_id: int, practice_id: int, scorer_id: int) -> Mark | None:
    """What this scorer said of a practice."""
    query = select(Mark).where(Mark.workspace_id == workspace_id, Mark.practice_id == practice_id)
    return session.exec(query.where(Mark.scorer_id == scorer_id)).first()


def as_score(mark: Mark) -> Score:
    """The mark as the rule reads it."""
    return Score(mark.marks, frozenset(mark.blocked))


def together(given: Iterable[Mark]) -> Together:
    """What these marks of one practice come to."""
    return rules.together([(mark.total, mark.passed) for mark in given])


def keep(
    session: Session,
    *,
    workspace_id: int,
    practice_id: int,
    scorer_id: int,
    rubric: Rubric,
    score: Score,
    well: str,
    next_time: str,
    now: datetime,
    entry_id: int | None = None,
) -> Mark:
    """A scorer's word about a practice; their earlier one gives way. ValueError when an item is missing (coaching.rubric.total)."""
    mark = own(session, workspace_id=workspace_id, practice_id=practice_id, scorer_id=scorer_id)
    if mark is None:
        mark = Mark(
            workspace_id=workspace_id, practice_id=practice_id, scorer_id=scorer_id, at=now, marks={}, total=Decimal(0), passed=False
        )
    mark.at, mark.marks, mark.blocked = now, dict(score.marks), sorted(score.blocked)
    mark.total, mark.passed = total(rubric, score), passed(rubric, score)
    mark.well, mark.next, mark.entry_id = well, next_time, entry_id
    session.add(mark)
    session.flush()
    return mark


def before(mark: Mark | None) -> dict[str, Any]:
    """What Undo puts back: the mark as it is now; {} when there is none."""
    if mark is None:
        return {}
    return {name: getattr(mark, name) for name in _KEPT} | {"at": mark.at.isoformat(), "total": str(mark.total)}


def answer(session: Session, *, mark: Mark, text: str) -> None:
    """What the rep says to it."""
    mark.answer = text
    session.add(mark)
    session.flush()


def put_back(session: Session, *, entry: Entry) -> None:
    """Undo a mark or an answer. Raises ChangedSince when it was given anew since, or the rep answered to a mark that would be gone."""
    said: Mapping[str, Any] = entry.summary
    mark = find(session, workspace_id=entry.workspace_id, mark_id=said["mark"])
    if mark is None:
        raise ChangedSince("score")
    if "answer" in said:
        _unanswer(mark, said)
    else:
        if mark.entry_id != entry.id or (mark.answer and not said["before"]):
            raise ChangedSince("score")
        _unmark(session, mark, said["before"])
    session.flush()


def _unanswer(mark: Mark, said: Mapping[str, Any]) -> None:
    if mark.answer != said["answer"]:
        raise ChangedSince("score")
    mark.answer = said["former"]


def _unmark(session: Session, mark: Mark, former: Mapping[str, Any]) -> None:
    if not former:
        session.delete(mark)
        return
    for name in _KEPT:
        setattr(mark, name, former[name])
    mark.at, mark.total = datetime.fromisoformat(former["at"]), Decimal(former["total"])
    session.add(mark)
