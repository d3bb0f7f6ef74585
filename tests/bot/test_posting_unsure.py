"""The database is lost while a manager's tap on a notice is committed: what is said is true, and tapping again does no harm."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, text
from sqlmodel import Session

from storage import outbox, workspaces
from storage.engine import writing
from storage.tables import id_of
from tests.databases import Cluster
from tests.furniture import move_in
from tests.office import WORKSPACE, Office
from tests.patience import hurried, until

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # SQLite's commit has no line that could drop
VALUE = "9999999 99"
BUTTONS = [("posts-send", "waiting"), ("posts-discard", "discarded")]


@pytest.fixture
def lobby(engine: Engine) -> Office:
    """An office with two parked messages."""
    move_in(engine)
    office = Office(engine)
    with writing(engine) as session:
        here = id_of(workspaces.ensure(session, slack_id=WORKSPACE, now=office.now))
        for n in range(2):
            outbox.put(session, workspace_id=here, key=f"{n}", to="C0TEAM", body={"text": f"{n}", "blocks": []}, due_at=office.now)
        outbox.park_due(session, workspace_id=here, now=office.now, trouble="is_archived")
    office.answering = replace(office.answering, seconds=30)
    for who in ("ann", "mio"):  # the language each was last answered in is known without the database
        office.home(who)
    return office


def tap(office: Office, who: str, button: str) -> str:
    """What is said."""
    return office.tap(who, {"action_id": button, "type": "button", "value": VALUE, "action_ts": office.stamp()}).text


def states(office: Office) -> set[str]:
    """Of the two."""
    return {row.state for row in office.outgoing() if not row.key.startswith(outbox.NOTICE)}


@contextmanager
def at_commit(deed: Callable[[Session], object]) -> Iterator[None]:
    """Done once, just before something is committed."""
    event.listen(Session, "before_commit", deed, once=True)
    yield


@pytest.mark.parametrize(("button", "state"), BUTTONS)
@pytest.mark.parametrize(("who", "said"), [("ann", "not known whether this was done"), ("mio", "完了したかどうか確認できません")])
def test_who_cannot_be_told_is_told_where_to_look(lobby: Office, postgres: Cluster, who: str, said: str, button: str, state: str) -> None:
    with ExitStack() as frozen:

        def freeze(_: Session) -> None:
            frozen.enter_context(postgres.frozen())
            hurried(0.5)

        with at_commit(freeze):
            told = copy_context().run(tap, lobby, who, button)
    assert said in told
    assert "/log" not in told
    assert until(lambda: states(lobby) == {state}), "it was sent, and came about"
    assert "could not be posted" not in str(lobby.home("ann"))
    assert "Nothing waits" in tap(lobby, "ann", "posts-send")
    assert states(lobby) == {state}


@pytest.mark.parametrize(("button", "state"), BUTTONS)
def test_what_came_to_nothing_is_told_as_nothing_and_done_by_another_tap(lobby: Office, postgres: Cluster, button: str, state: str) -> None:
    def end(session: Session) -> None:
        process = session.connection().execute(text("SELECT pg_backend_pid()")).scalar_one()
        postgres.run(f"SELECT pg_terminate_backend({process}, 5000)")

    with at_commit(end):
        told = tap(lobby, "ann", button)
    assert "nothing was sent or discarded" in told
    assert states(lobby) == {"parked"}
    assert "could not be posted" in str(lobby.home("ann"))
    tap(lobby, "ann", button)
    assert states(lobby) == {state}


@pytest.mark.parametrize("who", ["ann", "tom", "zoe"])
def test_in_ordinary_weather_the_same_taps_say_nothing_of_a_database(lobby: Office, who: str) -> None:
    told = tap(lobby, who, "posts-send")
    assert "database" not in told
    assert "データベース" not in told
