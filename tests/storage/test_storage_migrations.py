"""A migrated database is what the tables say, however it came there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

from storage.engine import MIGRATIONS, connect, migrate

OLD = (
    "INSERT INTO workspace (slack_id, name, bot_user_id, created_at) VALUES ('T1', 'Ours', 'U1', '2026-10-01 00:00:00')",
    "INSERT INTO lead (workspace_id, name, folded, source, created_at) VALUES (1, 'Acme', 'acme', '', '2026-10-01 00:00:00')",
    """INSERT INTO outgoing (workspace_id, key, "to", body, planned_at, due_at, state, claimed_by, attempts, posted_at, ts, trouble)
       VALUES (1, 'k', 'C1', '{"text": "x"}',
               '2026-10-01 00:00:00', '2026-10-01 00:00:00', 'posted', '', 1, '2026-10-01 00:00:00', '1', '')""",
    "INSERT INTO answer (workspace_id, key, fingerprint, at, body) VALUES (1, 'k', 'f', '2026-10-01 00:00:00', '{}')",
)


@pytest.fixture
def blank(blank_url: str) -> Iterator[Engine]:
    """An engine on a database without any table."""
    engine = connect(blank_url)
    yield engine
    engine.dispose()


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SQLModel.metadata))


def test_a_migrated_database_equals_the_tables(engine: Engine) -> None:
    assert _differences(engine) == []


def test_a_difference_would_be_seen(blank: Engine) -> None:
    assert len(_differences(blank)) >= len(SQLModel.metadata.tables)


def test_migrating_again_changes_nothing(blank: Engine) -> None:
    migrate(blank)
    migrate(blank)
    assert _differences(blank) == []


def test_what_stood_in_an_older_database_stands_in_the_new_one(blank: Engine) -> None:
    """A database of the version before installations, with something in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    asked = {
        "workspace": "SELECT * FROM workspace",
        "lead": "SELECT * FROM lead",
        "outgoing": """SELECT id, workspace_id, key, "to", body, planned_at, due_at, state, ts FROM outgoing""",
        "answer": "SELECT * FROM answer",
    }
    with blank.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for statement in OLD:
            connection.execute(text(statement))
        before = {name: connection.execute(text(select)).all() for name, select in asked.items()}
    migrate(blank)
    with blank.connect() as connection:
        assert {name: connection.execute(text(select)).all() for name, select in asked.items()} == before
    assert [len(rows) for rows in before.values()] == [1, 1, 1, 1]
    assert _differences(blank) == []


def test_two_that_start_at_once_migrate_once(blank_url: str) -> None:
    engines = [connect(blank_url) for _ in range(3)]
    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(migrate, engines))
    assert _differences(engines[0]) == []
    for engine in engines:
        engine.dispose()


def test_every_step_can_be_taken_back(blank: Engine) -> None:
    migrate(blank)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with blank.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(blank).get_table_names() == ["alembic_version"]


def test_many_that_open_a_new_database_at_once_are_all_served(tmp_path: Path) -> None:
    """Switching a file to WAL is refused at once while another does it: six of 1,600 openings failed so."""
    for round_ in range(25):
        engines = [connect(f"sqlite:///{tmp_path}/{round_}.db") for _ in range(4)]
        with ThreadPoolExecutor(len(engines)) as pool:
            assert list(pool.map(lambda engine: inspect(engine).get_table_names(), engines)) == [[]] * 4
        for engine in engines:
            engine.dispose()
