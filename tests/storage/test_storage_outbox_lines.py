"""Among thousands the next message is found without holding up who writes, and claimed strictly; what is over is forgotten in time."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from storage import outbox
from storage.engine import reading, writing
from storage.tables import id_of
from tests.storage.desk import NOW, Desk

SECOND = timedelta(seconds=1)


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def _put(desk: Desk, *keys: str, to: str = "C1", due_at: datetime = NOW) -> None:
    for key in keys:
        outbox.put(desk.session, workspace_id=desk.workspace_id, key=key, to=to, body={"text": key}, due_at=due_at)


def _ready(desk: Desk, now: datetime = NOW, **asked: Any) -> list[int]:
    return list(outbox.ready(desk.session, now=now, apart=SECOND, **asked))


def _claim(desk: Desk, among: list[int], now: datetime = NOW, **asked: Any) -> list[str]:
    return [one.key for one in outbox.claim(desk.session, now=now, worker="w", apart=SECOND, among=among, **asked)]


def test_ready_is_what_a_claim_would_take_oldest_first(desk: Desk) -> None:
    _put(desk, "b", "after b")
    _put(desk, "a", to="C2", due_at=NOW - SECOND)
    _put(desk, "later", to="C3", due_at=NOW + SECOND)
    found = _ready(desk)
    assert _claim(desk, found) == ["a", "b"]
    assert _ready(desk) == []


def test_no_more_are_ready_than_asked_for_and_none_of_a_workspace_left_out(desk: Desk) -> None:
    for n in range(4):
        _put(desk, f"k{n}", to=f"C{n}")
    assert len(_ready(desk, most=3)) == 3
    assert _ready(desk, but=[desk.workspace_id]) == []


def test_what_was_ready_is_claimed_only_if_it_still_is(desk: Desk) -> None:
    _put(desk, "gone", to="C1")
    _put(desk, "overtaken", to="C2")
    _put(desk, "muted", to="C3")
    found = _ready(desk)
    outbox.withdraw(desk.session, workspace_id=desk.workspace_id, key="gone")
    _put(desk, "earlier", to="C2", due_at=NOW - SECOND)
    assert _claim(desk, found, but=[desk.workspace_id]) == []
    assert _claim(desk, found) == ["muted"]
    assert _claim(desk, _ready(desk)) == ["earlier"]


def test_a_place_served_meanwhile_waits_its_second(desk: Desk) -> None:
    _put(desk, "first", "second")
    first = outbox.claim(desk.session, now=NOW, worker="w", most=1)[0]
    outbox.confirm(desk.session, outgoing_id=id_of(first), now=NOW, ts="1.0")
    found = _ready(desk, NOW + SECOND)
    assert _claim(desk, found, NOW + SECOND / 2) == []
    assert _claim(desk, found, NOW + SECOND) == ["second"]


def test_only_those_named_are_claimed(desk: Desk) -> None:
    _put(desk, "a", to="C1")
    _put(desk, "b", to="C2")
    assert _claim(desk, _ready(desk)[1:]) == ["b"]
    assert _claim(desk, []) == []


@pytest.mark.parametrize(
    ("state", "kept"), [("waiting", 1), ("claimed", 1), ("parked", 1), ("posted", 0), ("held", 0), ("failed", 0), ("discarded", 0)]
)
def test_only_what_is_over_is_forgotten_and_only_when_it_is_old(desk: Desk, state: str, kept: int) -> None:
    _put(desk, "old", to="C1")
    _put(desk, "new", to="C2", due_at=NOW + 2 * SECOND)
    for key in ("old", "new"):
        message = outbox.by_key(desk.session, workspace_id=desk.workspace_id, key=key)
        assert message
        message.state = state
        desk.session.add(message)
    assert outbox.forget(desk.session, before=NOW + SECOND) == 1 - kept
    assert outbox.counts(desk.session) == {state: 1 + kept}


def test_a_message_kept_current_in_place_is_not_forgotten_while_it_is_edited(desk: Desk) -> None:
    _put(desk, "board")
    for later in (timedelta(0), timedelta(days=89)):
        outbox.rewrite(desk.session, workspace_id=desk.workspace_id, key="board", body={"text": "now"}, now=NOW + later)
        [message] = outbox.claim(desk.session, now=NOW + later, worker="w")
        outbox.confirm(desk.session, outgoing_id=id_of(message), now=NOW + later, ts="1.0")
    assert outbox.forget(desk.session, before=NOW + timedelta(days=89)) == 0
    assert outbox.forget(desk.session, before=NOW + timedelta(days=89) + SECOND) == 1


def test_no_more_are_forgotten_at_once_than_said(desk: Desk) -> None:
    _put(desk, "a", "b", "c")
    outbox.park_due(desk.session, workspace_id=desk.workspace_id, now=NOW, trouble="is_archived")
    outbox.expire(desk.session, workspace_id=desk.workspace_id, before=NOW + SECOND)
    assert [outbox.forget(desk.session, before=NOW + SECOND, most=2) for _ in range(3)] == [2, 1, 0]


def test_every_look_at_a_place_is_a_step_into_an_index(engine: Engine) -> None:
    """Without them a claim among 10,000 messages took SQLite 60 ms, and 10 s when 450 channels had just got one."""
    if engine.dialect.name != "sqlite":
        return  # PostgreSQL plans by what is in the tables: of empty ones it reads all
    said: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *asked: said.append((asked[2], asked[3])))
    with reading(engine) as session:
        outbox.ready(session, now=NOW, apart=SECOND)
    with writing(engine) as session:
        outbox.claim(session, now=NOW, worker="w", apart=SECOND, among=[1])
    looks = [asked for asked in said if "EXISTS" in asked[0]]
    assert len(looks) == 2
    for statement, values in looks:
        with engine.connect() as connection:
            plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
        steps = " ".join(plan)
        assert "ix_outgoing_line (workspace_id=? AND to=? AND state=?)" in steps
        assert "ix_outgoing_line (workspace_id=? AND to=? AND state=? AND planned_at<?)" in steps
        assert "ix_outgoing_served (workspace_id=? AND to=? AND posted_at>? AND posted_at<?)" in steps
        assert "SCAN outgoing" not in steps
