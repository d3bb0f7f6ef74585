"""/healthz and the doctor tell the same: whether the database takes what is written, and whether Slack is there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from bot.doctor import Check, checks
from bot.health import Health, sentences
from bot.settings import MANIFEST, Settings
from storage.engine import connect, writing
from tests.living import Person, furnished, lived
from tests.patience import until

CONNECTED = {"connected": True, "last_trouble": "", "last_contact_seconds": 3}


def test_a_well_database_and_connection_are_ok(engine: Engine) -> None:
    state = Health(engine, "socket", lambda: dict(CONNECTED))()
    assert (state["ok"], state["database"], state["outbox"], state["last_contact_seconds"]) == (True, "ok", {}, 3)
    assert sentences(state) == []


def test_without_a_connection_it_is_not_ok(engine: Engine) -> None:
    state = Health(engine, "socket", lambda: CONNECTED | {"connected": False, "last_trouble": "no hello"})()
    assert state["ok"] is False
    assert "Socket Mode is not connected (no hello)" in sentences(state)[0]


def test_a_token_slack_refuses_is_not_well(engine: Engine) -> None:
    state = Health(engine, "http", lost=lambda: True)()
    assert (state["ok"], state["token"]) == (False, "refused")
    assert sentences(state) == [
        "Slack refuses the bot token: install OnPace again, set SLACK_BOT_TOKEN to its new token, and start OnPace anew."
    ]


def test_by_http_nothing_heard_yet_is_well(engine: Engine) -> None:
    assert Health(engine, "http", heard=lambda: None)()["ok"] is True


def test_a_database_others_write_to_all_the_while_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.health.PROBING", 0.1)
    engine = connect(furnished(f"sqlite:///{tmp_path / 'onpace.db'}"))
    with closing(sqlite3.connect(tmp_path / "onpace.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        state = Health(engine, "http")()
    assert (state["ok"], state["database"]) == (False, "busy")
    assert "another program" in sentences(state)[0]
    engine.dispose()


def test_a_database_that_is_nowhere_is_away(tmp_path: Path) -> None:
    engine = connect("postgresql://me@127.0.0.1:9/nowhere")
    assert Health(engine, "http")() | {"outbox": {}} == {
        "ok": False,
        "transport": "http",
        "database": "away",
        "outbox": {},
        "last_contact_seconds": None,
    }
    engine.dispose()


def test_asking_often_does_not_write_often(engine: Engine) -> None:
    health = Health(engine, "http")
    first = health()
    with writing(engine):  # a second look would wait for this one and say busy
        assert health() is first


# The running bot


@pytest.fixture(scope="module")
def hana(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    folder = tmp_path_factory.mktemp("health")
    with lived(folder, "socket", furnished(f"sqlite:///{folder / 'onpace.db'}"), ONPACE_HEALTH_PORT="0") as person:
        yield person


def test_the_running_bot_and_the_doctor_tell_the_connection(hana: Person) -> None:
    port = int(hana.bot.said("telling its health")["port"])
    url = f"http://127.0.0.1:{port}/healthz"
    until(lambda: httpx.get(url).status_code == 200, 30)
    assert running(port).ok
    assert "Socket Mode" in running(port).says
    hana.server.workspace.sockets.disconnect("link_disabled")
    until(lambda: httpx.get(url).status_code == 503, 30)
    assert not running(port).ok
    assert "Socket Mode is not connected" in running(port).says
    hana.server.workspace.sockets.enable()
    until(lambda: httpx.get(url).status_code == 200, 60)
    assert httpx.post(url).status_code == 405
    hana.server.workspace.registration.revoke(hana.server.workspace)
    until(lambda: httpx.get(url).json().get("token") == "refused", 30)
    assert "Slack refuses the bot token" in running(port).says


def test_where_none_runs_the_doctor_says_how_to_start_one() -> None:
    assert running(9) == Check("running bot", None, "none answers on port 9 of this machine; `onpace run` starts it")


def running(port: int) -> Check:
    """What the doctor says of it."""
    settings = Settings(onpace_health_port=port, onpace_database_url="sqlite://", slack_api_url="http://127.0.0.1:9/api/")
    return next(check for check in checks(settings, lambda: datetime(2026, 11, 22, tzinfo=UTC), MANIFEST) if check.what == "running bot")
