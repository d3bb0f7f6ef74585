"""Calls and the tally: two ways to count that never differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, select

from coaching.terms import CONTACTS, Direction, Outcome
from storage import calls
from storage.calls import CELL, SUMS
from storage.tables import Call, Entry, Tally
from tests.storage.desk import DAY, HOUR, NOW, Desk

Cells = dict[tuple[Any, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Step:
    """One thing that happens to the calls: some are added, imported, taken back, or moved to another team's hands."""

    how: str
    member: int
    outcome: Outcome
    direction: Direction
    source: str
    day: date
    count: int
    talk: int


steps = st.lists(
    st.builds(
        Step,
        how=st.sampled_from(["add", "add", "import", "import again", "undo", "rebuild"]),
        member=st.integers(0, 1),
        outcome=st.sampled_from(Outcome),
        direction=st.sampled_from(Direction),
        source=st.sampled_from(["", "web", "紹介"]),
        day=st.sampled_from([DAY, DAY + timedelta(days=1)]),
        count=st.integers(1, 4),
        talk=st.integers(0, 300),
    ),
    max_size=12,
)


def _grouped(session: Session, workspace_id: int) -> Cells:
    """The plain GROUP BY, by hand."""
    cells: Cells = {}
    for call in session.exec(select(Call).where(Call.workspace_id == workspace_id)):
        cell = tuple(getattr(call, name) for name in CELL)
        parts = (1, call.outcome in CONTACTS, call.outcome == Outcome.APPOINTMENT, call.talk_seconds, call.wrap_up_seconds)
        before = cells.get(cell, (0,) * len(SUMS))
        cells[cell] = tuple(a + int(b) for a, b in zip(before, parts, strict=True))
    return cells


def _tallied(session: Session, workspace_id: int) -> Cells:
    session.expire_all()
    rows = session.exec(select(Tally).where(Tally.workspace_id == workspace_id)).all()
    return {tuple(getattr(row, name) for name in CELL): tuple(getattr(row, name) for name in SUMS) for row in rows}


def _rows(desk: Desk, step: Step) -> list[dict[str, Any]]:
    member_id = (desk.hana, desk.tom)[step.member]
    return [
        {
            "workspace_id": desk.workspace_id,
            "team_id": desk.team_id,
            "member_id": member_id,
            "at": NOW,
            "day": step.day,
            "outcome": step.outcome.value,
            "direction": step.direction.value,
            "source": step.source,
            "talk_seconds": step.talk,
            "key": f"{step.source}{n}" if step.how == "import again" else None,
        }
        for n in range(step.count)
    ]


def _take(desk: Desk, step: Step, entries: list[Entry]) -> None:
    if step.how == "add":
        entries.append(desk.entry())
        member = (desk.hana, desk.tom)[step.member]
        desk.call(
            step.outcome,
            entry=entries[-1],
            member=member,
            day=step.day,
            count=step.count,
            source=step.source,
            direction=step.direction,
            talk=step.talk,
        )
    elif step.how.startswith("import"):
        calls.add_rows(desk.session, _rows(desk, step))
    elif step.how == "undo" and entries:
        desk.undo(entries[step.count % len(entries)])
    else:
        calls.rebuild_tally(desk.session, workspace_id=desk.workspace_id)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_tally_is_what_the_calls_add_up_to(engine: Engine, steps: Sequence[Step]) -> None:
    with Session(engine) as session:
        desk, entries = Desk.opened(session), list[Entry]()
        for step in steps:
            _take(desk, step, entries)
            assert _tallied(session, desk.workspace_id) == _grouped(session, desk.workspace_id)
        calls.rebuild_tally(session, workspace_id=desk.workspace_id)
        assert _tallied(session, desk.workspace_id) == _grouped(session, desk.workspace_id)
        session.rollback()


def test_who_changes_teams_keeps_both_teams_figures(session: Session) -> None:
    desk = Desk.opened(session)
    desk.call(count=2)
    other = Desk.opened(session, "T0TWO").team_id
    row = {"workspace_id": desk.workspace_id, "team_id": other, "member_id": desk.hana, "at": NOW, "day": DAY, "outcome": "contact"}
    calls.add_rows(session, [row])
    assert _tallied(session, desk.workspace_id) == _grouped(session, desk.workspace_id)
    assert desk.funnel().calls == 2


def test_the_same_rows_again_change_nothing(session: Session) -> None:
    desk = Desk.opened(session)
    row = {"workspace_id": desk.workspace_id, "team_id": desk.team_id, "member_id": desk.hana, "at": NOW, "day": DAY, "outcome": "contact"}
    rows = [row | {"key": f"row-{n % 1500}"} for n in range(2500)]  # more than one statement holds, and some twice
    assert [calls.add_rows(session, rows), calls.add_rows(session, rows)] == [1500, 0]
    assert desk.funnel().calls == 1500


def test_no_rows_are_no_rows(session: Session) -> None:
    assert calls.add_rows(session, []) == 0


@pytest.mark.parametrize(
    ("later", "listed"), [([], True), ([-1], True), ([1], False)], ids=["not called since", "called before", "called since"]
)
def test_a_call_back_is_due_until_the_lead_is_called(session: Session, later: list[int], listed: bool) -> None:
    desk = Desk.opened(session)
    lead, other = desk.lead(), desk.lead("Globex")
    [promised] = desk.call(Outcome.CALLBACK, lead=lead, call_back_at=NOW + 5 * HOUR)
    desk.call(lead=other, at=NOW + HOUR)
    for hours in later:
        desk.call(lead=lead, at=NOW + hours * HOUR, member=desk.tom)
    due = calls.call_backs(session, workspace_id=desk.workspace_id, member_id=desk.hana, before=NOW + 6 * HOUR)
    assert [call.id for call in due] == ([promised] if listed else [])


def test_call_backs_come_soonest_first_and_not_before_their_day(session: Session) -> None:
    desk = Desk.opened(session)
    for hours in (5, 2, 30):
        desk.call(Outcome.CALLBACK, lead=desk.lead(f"Lead {hours}"), call_back_at=NOW + hours * HOUR)
    due = calls.call_backs(session, workspace_id=desk.workspace_id, member_id=desk.hana, before=NOW + 8 * HOUR)
    assert [call.call_back_at for call in due] == [NOW + 2 * HOUR, NOW + 5 * HOUR]
