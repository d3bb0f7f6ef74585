"""What every transaction may rely on, in both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import Session, select

from coaching.terms import Outcome
from storage.engine import connect, migrate, reading, writing
from storage.tables import Exact, Lead, Workspace
from tests.storage.desk import NOW, Desk

THREADS, TIMES = 8, 20


def _workspaces(session: Session) -> list[str]:
    return list(session.exec(select(Workspace.slack_id)))


def test_what_is_written_stays(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Workspace(slack_id="T1", created_at=NOW))
    with reading(engine) as session:
        assert _workspaces(session) == ["T1"]


def test_nothing_of_a_failed_transaction_stays(engine: Engine) -> None:
    def fail() -> None:
        with writing(engine) as session:
            Desk.opened(session).call(count=3)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with reading(engine) as session:
        assert _workspaces(session) == []


def test_a_reader_cannot_write(engine: Engine) -> None:
    with reading(engine) as session:
        session.add(Workspace(slack_id="T1", created_at=NOW))
        with pytest.raises(DBAPIError):
            session.flush()


def test_a_connection_that_read_may_write_afterwards(engine: Engine) -> None:
    for slack_id in ("T1", "T2"):
        with reading(engine) as session:
            _workspaces(session)
        with writing(engine) as session:
            session.add(Workspace(slack_id=slack_id, created_at=NOW))
    with reading(engine) as session:
        assert len(_workspaces(session)) == 2


def test_a_reader_sees_one_moment_and_keeps_nobody_waiting(engine: Engine) -> None:
    with reading(engine) as reader:
        assert _workspaces(reader) == []
        with writing(engine) as writer:
            writer.add(Workspace(slack_id="T1", created_at=NOW))
        assert _workspaces(reader) == []


def test_a_row_cannot_point_at_nothing(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(Lead(workspace_id=404, name="Acme", folded="acme", created_at=NOW))


def test_many_write_at_once_and_nothing_is_lost(engine: Engine) -> None:
    with writing(engine) as session:
        desk = Desk.opened(session)

    def dial(worker: int) -> None:
        for n in range(TIMES):
            with writing(engine) as session:
                here = desk.on(session)
                here.call(Outcome.CONTACT, entry=here.entry(key=f"{worker}-{n}"), talk=7)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(dial, range(THREADS)))
    with reading(engine) as session:
        funnel = desk.on(session).funnel()
    total = THREADS * TIMES
    assert (funnel.calls, funnel.contacts, funnel.talk_seconds) == (total, total, 7 * total)


def test_sqlite_is_durable_and_lets_readers_go_on(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'new' / 'folder' / 'onpace.db'}")
    migrate(engine)
    with reading(engine) as session:
        pragmas = {name: session.connection().execute(text(f"PRAGMA {name}")).scalar_one() for name in PRAGMAS}
    engine.dispose()
    assert pragmas == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 1500}


def test_a_moment_comes_back_as_the_same_moment(session: Session) -> None:
    session.add(Workspace(slack_id="T1", created_at=NOW))
    session.flush()
    session.expire_all()
    assert session.exec(select(Workspace.created_at)).one() == datetime(2026, 9, 2, 1, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="without a zone"), writing(engine) as session:
        session.add(Workspace(slack_id="T1", created_at=NOW.replace(tzinfo=None)))


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=4))
def test_an_amount_comes_back_to_the_last_digit(amount: Decimal) -> None:
    dialect = sqlite.dialect()
    assert Exact().process_result_value(Exact().process_bind_param(amount, dialect), dialect) == amount


@pytest.mark.parametrize(
    ("kept", "shown"), [("1200000", "1200000"), ("0.6000", "0.6"), ("12345.50", "12345.5"), ("0", "0"), ("-3.00", "-3")]
)
def test_an_amount_shows_no_digits_nobody_gave(kept: str, shown: str) -> None:
    dialect = sqlite.dialect()
    assert str(Exact().process_result_value(Exact().process_bind_param(Decimal(kept), dialect), dialect)) == shown
