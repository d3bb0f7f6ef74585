"""The ticker stops when it is told to, and a database that is away is no news every few seconds."""

from datetime import timedelta

import pytest
from pydantic import ValidationError
from structlog.testing import capture_logs

from bot import schedule
from bot.schedule import Ticker
from bot.settings import Settings
from storage import erasing, installations, outbox
from storage.engine import connect, reading, writing
from storage.tables import Outgoing, Workspace, id_of
from tests.dawn import TODAY, Dawn
from tests.office import WORKSPACE, Office
from tests.patience import until
from tests.press import Press
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


@pytest.mark.direct("the outbox is filled by hand")
def test_posts_that_are_over_are_kept_a_while_and_go_a_piece_at_a_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox.forget, "__kwdefaults__", {"most": 2})
    with writing(office.engine) as session:
        for n in range(5):
            outbox.put(session, workspace_id=1, key=f"k{n}", to=f"C{n}", body={}, due_at=office.now)
        for message in outbox.claim(session, now=office.now, worker="w", most=4):
            outbox.confirm(session, outgoing_id=id_of(message), now=office.now, ts="1.0")
    for later, left in ((timedelta(days=90), 5), (timedelta(days=90, seconds=1), 1)):
        Ticker(office.engine, lambda now=office.now + later: now).forget_posts()  # type: ignore[misc]
        assert len(rows(office, Outgoing)) == left
    assert [row.key for row in rows(office, Outgoing)] == ["k4"], "what still waits is not over"


@pytest.mark.direct("the outbox is filled by hand")
def test_the_ticker_forgets_posts_by_itself(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "TIDY_EVERY", 0.001)
    with writing(office.engine) as session:
        outbox.put(session, workspace_id=1, key="old", to="C1", body={}, due_at=office.now)
        [message] = outbox.claim(session, now=office.now, worker="w")
        outbox.confirm(session, outgoing_id=id_of(message), now=office.now, ts="1.0")
    with Ticker(office.engine, lambda: office.now + timedelta(days=63), keep_posts=timedelta(days=62)).ticking():
        until(lambda: not rows(office, Outgoing), 10)


def test_posts_are_kept_as_long_as_their_keys_are_needed() -> None:
    assert Settings(onpace_keep_posts_days=outbox.SHORTEST_MEMORY).onpace_keep_posts_days == 62
    with pytest.raises(ValidationError):
        Settings(onpace_keep_posts_days=outbox.SHORTEST_MEMORY - 1)


def test_a_database_that_is_away_is_a_line_in_the_log(tmp_path: object) -> None:
    engine = connect(f"sqlite:///{tmp_path}/never-migrated.db")

    def look() -> None:
        with reading(engine) as session:
            installations.ended(session, before=timedelta(0))  # type: ignore[arg-type]

    with capture_logs() as logs:
        schedule._calmly(look)
    engine.dispose()
    assert [(line["log_level"], line["job"]) for line in logs] == [("warning", "look")]


def test_a_brief_tells_of_the_days_practice_also_when_both_are_due_at_once(office: Office) -> None:
    dawn, press = Dawn(office), Press(office)
    dawn.trains("ken", "yui")
    office.at(f"{TODAY} 09:00")
    Ticker(office.engine, lambda: office.now)._look()
    [brief] = press.texts("yui", "brief")
    assert "今日のロープレ: 16:00" in brief
