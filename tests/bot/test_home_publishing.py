"""App Home while Slack has trouble: shown once Slack takes it again, the latest state only; what a tap did is told meanwhile."""

from collections.abc import Iterator
from functools import partial

import pytest
from slack_sdk import WebClient
from structlog.testing import capture_logs

from bot.blocks import section
from bot.clients import Always
from bot.replies import Replies
from bot.talk import Block
from sandbox.server import Server, serve
from tests.patience import until
from tests.sandboxes import HANA, TARO, workspace

WORKSPACE = "T0ONPACE"


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture
def replies(place: Server) -> Iterator[Replies]:
    place.workspace.said.by_channel.clear()
    place.workspace.views.homes.clear()
    token = place.workspace.cast.bot_token
    client = WebClient(token, base_url=f"{place.url}/api/", timeout=5, retry_handlers=[])
    replies = Replies(Always(client), f"{place.url}/api/")
    yield replies
    place.workspace.faults.off()
    replies.close()


def home(place: Server, person: str = HANA) -> str:
    """The first words of a person's App Home; "" before it is published."""
    view = place.workspace.home_of(person)
    return str(view.data["blocks"][0]["text"]["text"]) if view else ""


def dm(place: Server) -> list[str]:
    return [message.data["text"] for message in place.workspace.messages("D0HANA", HANA)]


@pytest.mark.parametrize("kind", ["rate_limited", "server_error", "cut", "lost_answer"])
def test_home_is_shown_once_slack_answers_again(place: Server, replies: Replies, kind: str) -> None:
    """A first visit as well: there is nothing to go back to."""
    place.workspace.faults.on(kind, method="views.publish", times=2, seconds=1)
    replies.publish(WORKSPACE, HANA, lambda: [section("31 calls")])
    until(lambda: home(place) == "31 calls" and not place.workspace.faults.listed())
    assert dm(place) == [], "a mere visit did nothing that has to be told"


def test_the_latest_state_is_shown_whatever_was_to_be_shown_before(place: Server, replies: Replies) -> None:
    place.workspace.faults.on("rate_limited", method="views.publish", times=1, seconds=1)
    made: list[int] = []

    def shown(calls: int) -> list[Block]:
        made.append(calls)
        return [section(f"{calls} calls")]

    for calls in range(5):
        replies.publish(WORKSPACE, HANA, partial(shown, calls))
    until(lambda: home(place) == "4 calls")
    assert made == sorted(made)


def test_what_a_tap_did_is_told_in_the_dm_while_home_cannot_show_it(place: Server, replies: Replies) -> None:
    place.workspace.faults.on("server_error", method="views.publish")
    replies.publish(WORKSPACE, HANA, lambda: [section("1 call")], "Recorded: no answer.")
    until(lambda: dm(place) == ["Recorded: no answer."])
    replies.publish(WORKSPACE, HANA, lambda: [section("2 calls")], "Recorded: contact.")
    until(lambda: dm(place) == ["Recorded: no answer.", "Recorded: contact."])
    place.workspace.faults.off("server_error")
    until(lambda: home(place) == "2 calls")
    assert len(dm(place)) == 2


def test_a_home_that_waits_holds_nobody_up(place: Server, replies: Replies) -> None:
    place.workspace.faults.on("rate_limited", method="views.publish", times=1, seconds=600)
    replies.publish(WORKSPACE, HANA, lambda: [section("late")], "Recorded.")
    until(lambda: dm(place) == ["Recorded."])
    replies.tell(WORKSPACE, HANA, {"text": "Another answer."})
    until(lambda: dm(place) == ["Recorded.", "Another answer."])
    replies.publish(WORKSPACE, TARO, lambda: [section("Taro")])
    replies.close()
    assert (home(place), home(place, TARO)) == ("", ""), "Slack asked the whole workspace to wait; nobody tries before"


def test_what_slack_will_never_take_is_given_up(place: Server, replies: Replies) -> None:
    with capture_logs() as logged:
        replies.publish(WORKSPACE, "U0NOBODY", lambda: [section("home")])
        until(lambda: logged)
        replies.close()
    assert [line["again_in"] for line in logged] == [0]
