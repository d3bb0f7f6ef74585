"""Slack's pace: each tier a minute's calls, a message a second and channel, 429 with Retry-After, on the workspace's clock."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.api import METHODS
from sandbox.api.rules import RULES
from sandbox.clock import Clock
from sandbox.rates import CHANNEL_BURST, TIERS, WORKSPACE_MESSAGES, RateLimitedError, Rates
from sandbox.server import Server, serve
from tests.sandboxes import BACK, HANA, SALES, workspace


class Hand:
    """A clock moved by hand, so that no slow machine refills a bucket."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def refused(rates: Rates, method: str, tier: int, channel: str = "") -> int:
    """The seconds to wait; 0 when it may be called."""
    try:
        rates.spend(method, tier, channel)
    except RateLimitedError as limit:
        return limit.seconds
    return 0


@pytest.fixture
def limited() -> Iterator[Server]:
    with serve(workspace(clock=Clock(), limited=True)) as server:
        yield server


@pytest.fixture
def hand(limited: Server) -> Hand:
    """The limits of the served workspace, on a clock moved by hand."""
    limited.workspace.rates.now = moved = Hand()
    return moved


def client(server: Server) -> WebClient:
    return WebClient(server.workspace.cast.bot_token, base_url=f"{server.url}/api/", retry_handlers=[])


def test_every_method_has_its_rule() -> None:
    assert set(METHODS) <= set(RULES)
    assert {rule.tier for rule in RULES.values()} <= {0, *TIERS}


# docs.slack.dev/reference/methods, each method's "Rate limits"; 0 is "special".
TOLD = {
    0: "chat.postMessage chat.getPermalink auth.test oauth.v2.access",
    1: "apps.uninstall",
    2: "users.list conversations.list pins.add",
    3: "chat.update chat.delete chat.scheduleMessage chat.deleteScheduledMessage chat.scheduledMessages.list conversations.info "
    "conversations.open conversations.history conversations.replies conversations.join apps.connections.open auth.revoke team.info",
    4: "chat.postEphemeral views.open views.push views.update views.publish users.info conversations.members files.getUploadURLExternal "
    "files.completeUploadExternal files.info",
}


@pytest.mark.parametrize(("method", "tier"), [(method, tier) for tier, methods in TOLD.items() for method in methods.split()])
def test_a_method_is_of_its_tier(method: str, tier: int) -> None:
    assert RULES[method].tier == tier


@pytest.mark.parametrize(
    ("tier", "calls", "method"), [(1, 1, "apps.uninstall"), (2, 20, "users.list"), (3, 50, "chat.update"), (4, 100, "views.open")]
)
def test_a_tier_allows_its_calls_a_minute(tier: int, calls: int, method: str) -> None:
    assert RULES[method].tier == tier
    hand = Hand()
    rates = Rates(hand)
    assert [refused(rates, method, tier) for _ in range(calls)] == [0] * calls
    wait = refused(rates, method, tier)
    assert wait == -(-60 // calls)
    hand.now += wait
    assert refused(rates, method, tier) == 0
    assert refused(rates, method, tier) > 0
    hand.now += 60
    assert [refused(rates, method, tier) for _ in range(calls)] == [0] * calls


def test_methods_and_channels_have_limits_of_their_own() -> None:
    rates = Rates(Hand())
    assert [refused(rates, "chat.postMessage", 0, "C1") for _ in range(CHANNEL_BURST + 1)] == [0] * CHANNEL_BURST + [1]
    assert refused(rates, "chat.postMessage", 0, "C2") == 0
    assert refused(rates, "chat.update", 3) == 0


def test_messages_have_a_limit_for_the_whole_workspace() -> None:
    rates = Rates(Hand())
    waits = [refused(rates, "chat.postMessage", 0, f"C{number}") for number in range(WORKSPACE_MESSAGES + 1)]
    assert waits == [0] * WORKSPACE_MESSAGES + [1]


def test_what_is_refused_is_not_counted_again() -> None:
    hand = Hand()
    rates = Rates(hand)
    for _ in range(CHANNEL_BURST + 50):
        refused(rates, "chat.postMessage", 0, "C1")
    hand.now += 1
    assert refused(rates, "chat.postMessage", 0, "C1") == 0


def test_a_clock_set_back_neither_gives_nor_takes() -> None:
    hand = Hand()
    rates = Rates(hand)
    assert refused(rates, "apps.uninstall", 1) == 0
    hand.now -= 86_400
    assert refused(rates, "apps.uninstall", 1) == 60
    hand.now += 60
    assert refused(rates, "apps.uninstall", 1) == 0


def test_switched_off_nothing_is_refused() -> None:
    rates = Rates(Hand(), enforced=False)
    assert {refused(rates, "apps.uninstall", 1) for _ in range(50)} == {0}


def test_too_many_messages_are_answered_429_with_retry_after(limited: Server, hand: Hand) -> None:
    slack = client(limited)
    for number in range(CHANNEL_BURST):
        slack.chat_postMessage(channel=SALES, text=str(number))
    with pytest.raises(SlackApiError) as wrong:
        slack.chat_postMessage(channel="#sales", text="by its name it is the same channel")
    response = wrong.value.response
    assert (response.status_code, response.data) == (429, {"ok": False, "error": "ratelimited"})
    assert response.headers["Retry-After"] == "1"
    assert len(limited.workspace.messages(SALES, HANA)) == CHANNEL_BURST
    slack.chat_postMessage(channel=BACK, text="another channel")
    hand.now += 1
    slack.chat_postMessage(channel=SALES, text="after the wait")


def test_moving_the_workspaces_clock_refills() -> None:
    there = workspace(clock=Clock(), limited=True)
    assert refused(there.rates, "apps.uninstall", 1) == 0
    assert refused(there.rates, "apps.uninstall", 1) > 0
    there.clock.move(timedelta(minutes=1))
    assert refused(there.rates, "apps.uninstall", 1) == 0


def given() -> dict[str, str]:
    """A message as a form."""
    return {"token": "xoxb-sandbox", "channel": SALES, "text": "x"}


def test_limits_are_switched_by_the_control_address(limited: Server, hand: Hand) -> None:
    def limit(enforced: bool) -> None:
        httpx.post(f"{limited.url}/control/limit", json={"enforced": enforced}).raise_for_status()

    limit(False)
    for _ in range(CHANNEL_BURST * 2):
        assert httpx.post(f"{limited.url}/api/chat.postMessage", data=given()).json()["ok"]
    limit(True)
    answers = [httpx.post(f"{limited.url}/api/chat.postMessage", data=given()).status_code for _ in range(CHANNEL_BURST + 1)]
    assert answers == [200] * CHANNEL_BURST + [429]


def test_an_unknown_token_uses_up_nothing(limited: Server, hand: Hand) -> None:
    for _ in range(CHANNEL_BURST + 1):
        assert httpx.post(f"{limited.url}/api/chat.postMessage", data=given() | {"token": "xoxb-other"}).json()["error"] == "invalid_auth"
    assert client(limited).chat_postMessage(channel=SALES, text="x")["ok"]
