"""Another process was told that a workspace took OnPace off, or installed it anew; this one still knows the token of before."""

from collections.abc import Callable

import pytest
from slack_sdk.errors import SlackApiError

from bot.clients import Granted
from bot.notices import Notices
from bot.posting import Poster
from bot.sealing import Seal, new_key
from storage import installations, members, outbox, teams
from storage.engine import writing
from tests.posts import START, Desk
from tests.sandboxes import HANA, SALES

TEAM = "T0SANDBOX"
POST = "chat.postMessage"


class Two:
    """A process at work on a token that Slack does not know any more, and what another one writes."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.seal = desk, Seal(new_key())
        with writing(desk.engine) as session:
            team = teams.create(session, workspace_id=desk.workspace_id, name="Sales", now=START)
            manager = members.ensure(session, workspace_id=desk.workspace_id, slack_id=HANA, now=START)
            manager.team_id, manager.is_manager, team.channel_id = team.id, True, SALES
        self.installs("xoxb-of-before")
        self.clients = Granted(desk.engine, api_url=desk.line.url, seal=self.seal, elapsed=lambda: 0.0)
        assert self.clients.of(TEAM).token == "xoxb-of-before"
        desk.poster = Poster(engine=desk.engine, clients=self.clients, pool=desk.pool, clock=lambda: desk.now, name="this")

    def installs(self, token: str) -> None:
        """The other process is granted a token."""
        told = {"bot_user_id": "U0BOT", "app_id": "A1", "scopes": "", "installed_by": "U1"}
        with writing(self.desk.engine) as session:
            sealed = self.seal.seal(TEAM, token)
            installations.begin(session, workspace_id=self.desk.workspace_id, token=sealed, now=START, **told)

    def leaves(self) -> None:
        """The other process is told that the workspace took OnPace off."""
        with writing(self.desk.engine) as session:
            installations.end(session, slack_id=TEAM, happened=self.desk.now, now=self.desk.now)

    def work(self, minutes: int) -> None:
        """The poster and the notices, every few seconds."""
        for _ in range(minutes * 6):
            Notices(self.desk.engine, lambda: self.desk.now).tell()
            self.desk.work(seconds=10)

    @property
    def here(self) -> str:
        """A token Slack knows."""
        return self.desk.place.workspace.cast.bot_token


@pytest.fixture
def two(desk: Desk) -> Two:
    return Two(desk)


def test_after_it_was_taken_off_elsewhere_slack_is_asked_once_and_nobody_is_told(two: Two) -> None:
    two.leaves()
    two.desk.put("a", "b")
    two.work(minutes=10)
    assert two.desk.line.asked == [POST], "no try after try"
    assert {key: state for key, state in two.desk.states().items() if not key.startswith(outbox.NOTICE)} == {"a": "parked", "b": "parked"}
    assert two.desk.rows()["a"].attempts == 1
    assert two.desk.texts("D0HANA") == [], "no notice goes out, and none is tried"


def test_after_it_was_installed_anew_elsewhere_the_new_token_speaks_at_once(two: Two) -> None:
    two.installs(two.here)
    two.desk.put("a", "b")
    two.desk.run(2)
    assert two.desk.texts() == ["a", "b"]
    assert two.desk.line.asked == [POST, POST, POST], "the dead token, the new one, and the new one again"
    two.work(minutes=3)
    assert set(two.desk.states().values()) == {"posted"}
    assert two.desk.texts("D0HANA") == []


def test_taken_off_and_then_installed_anew_what_waited_goes_out_and_nobody_is_told(two: Two) -> None:
    two.leaves()
    two.desk.put("a")
    two.work(minutes=2)
    two.installs(two.here)
    two.work(minutes=2)
    assert two.desk.texts() == ["a"]
    assert set(two.desk.states()) == {"a"}, "the notice of it was withdrawn"


def test_what_the_event_parked_goes_out_by_itself_after_it_was_installed_again(two: Two) -> None:
    """While nothing else went out that could have told this process of it."""
    two.installs(two.here)
    two.desk.put("before")
    two.desk.work()
    two.desk.put("a", "b")
    two.leaves()
    assert two.desk.states() == {"before": "posted", "a": "parked", "b": "parked"}
    two.installs(two.here)
    for _ in range(12):
        two.desk.work(seconds=15)
    assert (two.desk.texts(), set(two.desk.states().values())) == (["before", "a", "b"], {"posted"})
    assert two.desk.line.asked.count("auth.test") == 1, "once, not every minute"


@pytest.mark.parametrize("others", [Two.leaves, lambda two: two.installs("xoxb-of-before"), lambda two: two.installs("xoxb-bad-too")])
def test_a_dead_token_is_never_tried_more_than_once_in_a_call(two: Two, others: Callable[[Two], None]) -> None:
    others(two)
    client = two.clients.of(TEAM)
    with pytest.raises(SlackApiError, match="invalid_auth"):
        client.auth_test()
    tokens = 2 if client.token == "xoxb-bad-too" else 1
    assert two.desk.line.asked == ["auth.test"] * tokens
