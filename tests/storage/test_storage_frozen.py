"""PostgreSQL that answers nothing: given up in time, and of a commit nobody confirmed it is found out what became of it."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as WaitedError
from sqlmodel import Session, select

from coaching.errors import DatabaseAway, DatabaseBusy, DatabaseReadOnly, DatabaseUnsure, Refusal
from storage import patience
from storage.engine import HURRY, connect, probe, reading, writing
from storage.outages import outage
from storage.postgresql import Patient
from storage.tables import Workspace
from tests.databases import EMPTY, MIGRATED, Cluster
from tests.patience import hurried, until
from tests.storage.desk import NOW

SECONDS = 0.5  # of patience; what a machine with other work takes beside it is not measured closely


@pytest.fixture
def server(postgres: Cluster) -> Iterator[Engine]:
    """PostgreSQL, a connection open."""
    engine = connect(postgres.url(MIGRATED))
    with reading(engine) as session:
        session.connection()
    yield engine
    engine.dispose()
    postgres.run(EMPTY, MIGRATED)


Deed = Callable[[Session], object]


def of_its_process(deed: Callable[[int], object]) -> Deed:
    """A deed to the server process of a session."""
    return lambda session: deed(session.connection().execute(text("SELECT pg_backend_pid()")).scalar_one())


def written(engine: Engine, at_commit: Deed = lambda _: None) -> type[Refusal] | None:
    """A workspace is written, and `at_commit` done just before the commit: why it was not, as a member is told."""
    try:
        with patience.within(30), writing(engine) as session:
            session.add(Workspace(slack_id="T1", created_at=NOW))
            session.flush()
            event.listen(session, "before_commit", at_commit, once=True)
    except SQLAlchemyError as trouble:
        return told(trouble)
    return None


def told(trouble: Exception) -> type[Refusal]:
    """What a member is told of it."""
    refusal = outage(trouble)
    assert refusal, trouble
    return type(refusal)


def there(engine: Engine) -> int:
    """How many workspaces there are."""
    with reading(engine) as session:
        return len(session.exec(select(Workspace)).all())


def looked(engine: Engine) -> None:
    """Something is read."""
    with reading(engine) as session:
        session.exec(select(Workspace)).all()


WAYS: list[Callable[[Engine], object]] = [written, looked, lambda engine: probe(engine, within=5)]


@pytest.mark.parametrize("opened", [True, False], ids=["a connection that was open", "a new connection"])
@pytest.mark.parametrize("way", WAYS, ids=["writing", "reading", "probing"])
def test_a_server_that_answers_nothing_is_given_up(
    server: Engine, postgres: Cluster, way: Callable[[Engine], object], opened: bool
) -> None:
    if not opened:
        server.dispose()
    begun = time.monotonic()
    with postgres.frozen(), patience.within(SECONDS):
        try:
            why = way(server)
        except SQLAlchemyError as trouble:
            why = told(trouble)
        took = time.monotonic() - begun
    assert why is DatabaseAway
    assert took < 10, "not the minute one wait may take"
    assert there(server) == 0
    assert written(server) is None, "well again by itself"


def test_a_name_nobody_resolves_is_given_up(server: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: never.wait(30) and [])
    nowhere = connect("postgresql://postgres@nowhere.example/none")
    with patience.within(SECONDS):
        assert written(nowhere) is DatabaseAway
    never.set()
    nowhere.dispose()


def test_who_finds_no_free_connection_waits_no_longer_than_they_can(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'onpace.db'}")
    held = [engine.connect() for _ in range(16)]
    with patience.within(0.05), pytest.raises(WaitedError, match=r"timeout 0\.0"), engine.connect():
        pass
    for connection in held:
        connection.close()
    engine.dispose()


def test_nothing_is_committed_too_late_for_who_asked(engine: Engine) -> None:
    def slowly() -> None:
        with patience.within(30), writing(engine) as session:
            session.add(Workspace(slack_id="T1", created_at=NOW))
            session.flush()
            hurried(-HURRY)

    with pytest.raises(WaitedError):
        slowly()
    with patience.within(0):
        assert written(engine, lambda _: pytest.fail("not even begun")) is DatabaseBusy
    assert there(engine) == 0


# The commit


def test_a_commit_the_whole_server_keeps_silent_about_is_told_as_unknown(server: Engine, postgres: Cluster) -> None:
    with ExitStack() as stack:

        def freeze(_: Session) -> None:
            stack.enter_context(postgres.frozen())
            hurried(SECONDS)

        assert written(server, freeze) is DatabaseUnsure
    assert until(lambda: there(server) == 1), "it was sent, and came about"


def test_a_commit_that_is_still_coming_is_waited_for(server: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the one server process stands still: who looked for the row at once would not find it, and say that it is not there."""
    stopped: list[int] = []

    def stop(process: int) -> None:
        os.kill(process, signal.SIGSTOP)
        stopped.append(process)

    monkeypatch.setattr(Patient, "wait", brief(Patient.wait, stopped))
    with ThreadPoolExecutor(1) as other:
        telling = other.submit(written, server, of_its_process(stop))
        try:
            until(lambda: asked_after(server), 30)
            assert not telling.done()
        finally:
            os.kill(stopped[0], signal.SIGCONT)
        assert telling.result(30) is None, "saved"
    assert there(server) == 1


def brief(wait: Callable[..., Any], stopped: list[int]) -> Callable[..., Any]:
    """A wait for a process that stands still ends soon."""

    def waited(self: Patient, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        return wait(self, gen, interval, 0.3 if self.info.backend_pid in stopped else timeout)

    return waited


def asked_after(server: Engine) -> bool:
    """Whether the server was asked what became of a transaction."""
    with reading(server) as session:
        asked = text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_xact_status%'")
        return bool(session.connection().execute(asked).scalar_one())


def test_a_commit_that_came_to_nothing_is_told_as_nothing(server: Engine, postgres: Cluster) -> None:
    """The server process is ended before it read the commit."""
    assert written(server, of_its_process(lambda process: postgres.run(f"SELECT pg_terminate_backend({process}, 5000)"))) is DatabaseAway
    assert there(server) == 0


# Not frozen, and yet it takes nothing


def test_where_the_server_says_to_write_nothing_nothing_is_written_and_later_it_is(postgres: Cluster) -> None:
    """Connections opened meanwhile would keep saying so (default_transaction_read_only is taken up by new ones)."""
    engine = connect(postgres.url(MIGRATED))
    postgres.run(f"ALTER DATABASE {MIGRATED} SET default_transaction_read_only = on")
    try:
        for _ in range(2):
            assert there(engine) == 0, "a connection that read"
            assert written(engine) is DatabaseReadOnly
            with pytest.raises(SQLAlchemyError) as why:
                probe(engine, within=30)
            assert told(why.value) is DatabaseReadOnly
    finally:
        postgres.run(f"ALTER DATABASE {MIGRATED} RESET default_transaction_read_only")
    assert written(engine) is None
    engine.dispose()
    postgres.run(EMPTY, MIGRATED)
