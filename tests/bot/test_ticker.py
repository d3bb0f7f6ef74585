"""The ticker stops when it is told to, and a database that is away is no news every few seconds."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import schedule
from bot.schedule import Ticker
from storage import erasing, installations
from storage.engine import connect, reading, writing
from storage.tables import Workspace
from tests.office import WORKSPACE, Office
from tests.patience import until
from tests.rows import rows


def test_a_long_erasure_does_not_hold_up_the_end_and_is_gone_on_with(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing.erase, "__kwdefaults__", {"most": 1})  # a piece is a row: it lasts
    monkeypatch.setattr(schedule, "LOOK_EVERY", 0.05)
    with writing(office.engine) as session:
        installations.end(session, slack_id=WORKSPACE, happened=office.now, now=office.now)
    with Ticker(office.engine, lambda: office.now + timedelta(days=1), keep=timedelta(0)).ticking() as ticker:
        until(lambda: WORKSPACE not in [row.slack_id for row in rows(office, Workspace)], 10)
    assert rows(office, Workspace), "it was not over yet"
    ticker.erase_workspaces()
    assert rows(office, Workspace), "and goes on no more after the end"
    monkeypatch.setattr(erasing.erase, "__kwdefaults__", {"most": 500})
    Ticker(office.engine, lambda: office.now + timedelta(days=1), keep=timedelta(0)).erase_workspaces()
    assert not rows(office, Workspace)


def test_a_database_that_is_away_is_a_line_in_the_log(tmp_path: object) -> None:
    engine = connect(f"sqlite:///{tmp_path}/never-migrated.db")

    def look() -> None:
        with reading(engine) as session:
            installations.ended(session, before=timedelta(0))  # type: ignore[arg-type]

    with capture_logs() as logs:
        schedule._calmly(look)
    engine.dispose()
    assert [(line["log_level"], line["job"]) for line in logs] == [("warning", "look")]
