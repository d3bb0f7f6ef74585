"""Each workspace is spoken to with its own token, looked up seldom, and no more once it left."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlmodel import select, update

from bot.clients import FRESH, Granted
from bot.sealing import Seal, WrongKeyError, new_key
from coaching.errors import NotInstalled
from sandbox.server import Server, serve
from storage import installations, workspaces
from storage.dialect import stored
from storage.engine import reading, writing
from storage.tables import Installation
from tests.office import START
from tests.sandboxes import workspace

OLD = new_key()


@dataclass
class Desk:
    """Clients on a database, and a watch that is set by hand."""

    engine: Engine
    url: str
    now: float = 0.0
    seal: Seal = field(default_factory=lambda: Seal(OLD))

    def __post_init__(self) -> None:
        self.clients = self.another()

    def another(self, seal: Seal | None = None, token: str = "") -> Granted:
        """As another process sees it."""
        return Granted(self.engine, api_url=self.url, token=token, seal=None if token else seal or self.seal, elapsed=lambda: self.now)

    def grant(self, team: str, token: str) -> int:
        """Install there."""
        with writing(self.engine) as session:
            row = stored(workspaces.ensure(session, slack_id=team, now=START).id)
            told = {"bot_user_id": "U0BOT", "app_id": "A1", "scopes": "", "installed_by": "U1"}
            installations.begin(session, workspace_id=row, token=self.seal.seal(team, token), now=START, **told)
        return row

    def leave(self, team: str) -> None:
        """Take it off."""
        with writing(self.engine) as session:
            installations.end(session, slack_id=team, happened=START, now=START)

    def token(self, team: str) -> str | None:
        """What the workspace is spoken to with."""
        return self.clients.of(team).token


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture
def desk(engine: Engine, place: Server) -> Desk:
    return Desk(engine, f"{place.url}/api/")


def test_each_workspace_has_its_own_token(desk: Desk) -> None:
    rows = {team: desk.grant(team, f"xoxb-{team}") for team in ("T1", "T2")}
    assert [desk.token(team) for team in ("T1", "T2", "T1")] == ["xoxb-T1", "xoxb-T2", "xoxb-T1"]
    assert [desk.clients.of_row(row).token for row in rows.values()] == ["xoxb-T1", "xoxb-T2"]
    assert (desk.clients.of("T1", timeout=2).timeout, desk.clients.of("T1", timeout=15).timeout) == (2, 15)
    assert desk.clients.of("T1").retry_handlers == []


@pytest.mark.parametrize("team", ["T9", ""])
def test_who_never_installed_has_none(desk: Desk, team: str) -> None:
    with pytest.raises(NotInstalled):
        desk.clients.of(team)
    with pytest.raises(NotInstalled):
        desk.clients.of_row(99)
    assert not desk.clients.installed(team)
    desk.grant("T9", "xoxb-late")
    assert desk.clients.installed("T9"), "that somebody is not there is not remembered"


def test_another_process_that_installs_or_leaves_is_noticed_within_a_minute(desk: Desk) -> None:
    desk.grant("T1", "xoxb-1")
    assert desk.token("T1") == "xoxb-1"
    desk.grant("T1", "xoxb-2")
    assert desk.token("T1") == "xoxb-1", "it is not looked up each time"
    desk.now += FRESH + 1
    assert desk.token("T1") == "xoxb-2"
    desk.leave("T1")
    desk.now += FRESH + 1
    with pytest.raises(NotInstalled):
        desk.token("T1")


def test_a_token_slack_refuses_is_looked_up_at_once(desk: Desk) -> None:
    desk.grant("T1", "xoxb-dead")
    dead = desk.clients.of("T1")
    desk.grant("T1", "xoxb-alive")
    with pytest.raises(SlackApiError, match="invalid_auth"):
        dead.auth_test()
    assert desk.token("T1") == "xoxb-alive"


def test_a_refusal_of_what_was_asked_says_nothing_of_the_token(desk: Desk, place: Server) -> None:
    desk.grant("T1", place.workspace.cast.bot_token)
    before = desk.clients.of("T1")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        before.chat_postMessage(channel="C0NOWHERE", text="x")
    assert desk.clients.of("T1") is before


def test_a_token_refused_in_passing_is_well_again_once_slack_takes_it(desk: Desk, place: Server) -> None:
    one = desk.another(token="xoxb-not-this-one")
    client = one.of("T1")
    with pytest.raises(SlackApiError, match="invalid_auth"):
        client.auth_test()
    assert one.lost(["T1"])
    with pytest.raises(SlackApiError, match="invalid_auth"):
        client.auth_test()
    assert one.lost(["T1"]), "nothing was taken since"
    client.token = place.workspace.cast.bot_token
    client.auth_test()
    assert not one.lost(["T1"])


def test_the_one_token_serves_everybody_until_they_leave(desk: Desk) -> None:
    with writing(desk.engine) as session:
        workspaces.ensure(session, slack_id="T1", now=START)
    one = desk.another(token="xoxb-one")
    assert (one.of("T1").token, one.of("T2").token, one.everywhere()) == ("xoxb-one", "xoxb-one", [])
    desk.leave("T1")
    one.forget("T1")
    assert (one.installed("T1"), one.installed("T2")) == (False, True)


def test_tokens_move_to_the_newest_key_at_the_start(desk: Desk) -> None:
    desk.grant("T1", "xoxb-1")
    new = new_key()
    assert desk.another(Seal(f"{new},{OLD}")).everywhere() == ["T1"]
    assert desk.another(Seal(new)).of("T1").token == "xoxb-1"
    with pytest.raises(WrongKeyError):
        desk.another(Seal(OLD)).everywhere()


def test_a_token_moved_to_another_workspaces_row_does_not_open(desk: Desk) -> None:
    rows = {team: desk.grant(team, f"xoxb-{team}") for team in ("T1", "T2")}
    with writing(desk.engine) as session:
        stolen = session.exec(select(Installation.token).where(Installation.workspace_id == rows["T1"])).one()
        session.exec(update(Installation).where(Installation.workspace_id == rows["T2"]).values(token=stolen))  # type: ignore[arg-type]
    with pytest.raises(WrongKeyError):
        desk.token("T2")
    with reading(desk.engine) as session:
        assert "xoxb" not in str(installations.active(session))
