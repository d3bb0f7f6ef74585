"""Where the one token comes from the environment, late news of an end does not end what began after it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.clients import Granted
from bot.directory import Directory
from bot.leaving import Leaving
from storage import installations, workspaces
from storage.engine import reading, writing

STARTED = datetime(2026, 11, 24, 10, 0, 0, 700_000, UTC)


def _event(seconds: int) -> dict[str, Any]:
    at = STARTED.replace(microsecond=0) + timedelta(seconds=seconds)
    return {"team_id": "T0ONE", "event_time": int(at.timestamp()), "event": {"type": "app_uninstalled"}}


@pytest.mark.parametrize(("seconds", "ends"), [(-180, False), (-1, False), (0, True), (60, True)])
def test_an_end_from_before_the_start_ends_nothing(engine: Engine, seconds: int, ends: bool) -> None:
    with writing(engine) as session:
        workspaces.ensure(session, slack_id="T0ONE", now=STARTED - timedelta(days=9))
    clients = Granted(engine, api_url="http://127.0.0.1:9/api/", token="xoxb-1")
    directory = Directory(clients, None)  # type: ignore[arg-type]  # nobody is asked after
    leaving = Leaving(engine, lambda: STARTED + timedelta(minutes=2), clients, directory, 30, STARTED)
    leaving.uninstalled(_event(seconds))
    assert clients.installed("T0ONE") is not ends
    with reading(engine) as session:
        assert bool(installations.ended(session, before=STARTED + timedelta(days=1))) is ends
