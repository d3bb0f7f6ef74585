"""Messages for later, by the unmodified slack_sdk: on the workspace's clock, within Slack's bounds, gone when deleted."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.server import Server, serve
from tests.patience import until
from tests.sandboxes import BACK, HANA, SALES, workspace

DAY = 86_400


@pytest.fixture(scope="module")
def house() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture
def slack(house: Server) -> WebClient:
    house.workspace.scheduled.clear()
    house.workspace.said.by_channel.clear()
    return WebClient("xoxb-sandbox", base_url=f"{house.url}/api/", retry_handlers=[])


def ahead(house: Server, seconds: int) -> int:
    """A moment of the workspace's clock."""
    return int(house.workspace.clock.now().timestamp()) + seconds


def said(house: Server, channel: str = SALES) -> list[str]:
    return [message.data["text"] for message in house.workspace.messages(channel, HANA)]


def later(house: Server, slack: WebClient, seconds: int = 3600, **more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"channel": SALES, "text": "later", "post_at": ahead(house, seconds)} | more
    told = slack.chat_scheduleMessage(**given)
    answer: dict[str, Any] = told.data  # type: ignore[assignment]
    return answer


def test_a_message_is_posted_when_its_moment_comes(house: Server, slack: WebClient) -> None:
    told = later(house, slack, blocks=[{"type": "divider"}])
    assert told["message"]["blocks"][0]["type"] == "divider"
    waiting = slack.chat_scheduledMessages_list()["scheduled_messages"]
    assert [(one["id"], one["channel_id"], one["post_at"]) for one in waiting] == [(told["scheduled_message_id"], SALES, told["post_at"])]
    assert said(house) == []
    house.workspace.clock.move(timedelta(hours=1))
    until(lambda: said(house) == ["later"])
    assert slack.chat_scheduledMessages_list()["scheduled_messages"] == []


def test_a_deleted_one_and_one_with_metadata_never_come(house: Server, slack: WebClient) -> None:
    deleted = later(house, slack, text="deleted")
    later(house, slack, text="with metadata", metadata={"event_type": "e", "event_payload": {}})
    later(house, slack, 3601, text="plain")
    slack.chat_deleteScheduledMessage(channel=SALES, scheduled_message_id=deleted["scheduled_message_id"])
    house.workspace.clock.move(timedelta(hours=2))
    until(lambda: "plain" in said(house) and not house.workspace.scheduled)
    assert said(house) == ["plain"]


def test_nothing_is_posted_where_the_bot_is_no_more(house: Server, slack: WebClient) -> None:
    later(house, slack, channel=BACK)
    later(house, slack, 3601)
    house.workspace.channels[BACK].is_archived = True
    house.workspace.clock.move(timedelta(hours=2))
    until(lambda: said(house) == ["later"])
    assert said(house, BACK) == []
    house.workspace.channels[BACK].is_archived = False


@pytest.mark.parametrize(
    ("seconds", "named"), [(0, "time_in_past"), (-60, "time_in_past"), (120 * DAY + 60, "time_too_far"), (None, "invalid_time")]
)
def test_a_moment_out_of_bounds_is_refused(house: Server, slack: WebClient, seconds: int | None, named: str) -> None:
    with pytest.raises(SlackApiError, match=named):
        later(house, slack, post_at="soon" if seconds is None else ahead(house, seconds))
    assert later(house, slack, 120 * DAY - 60)["ok"]


def test_a_channel_takes_thirty_in_five_minutes(house: Server, slack: WebClient) -> None:
    for number in range(30):
        later(house, slack, 3600 + number)
    with pytest.raises(SlackApiError, match="restricted_too_many"):
        later(house, slack, 3600)
    assert later(house, slack, 3600, channel=BACK)["ok"]
    assert later(house, slack, 3600 + 400)["ok"]


def test_what_waits_cannot_be_edited(house: Server, slack: WebClient) -> None:
    told = later(house, slack)
    with pytest.raises(SlackApiError, match="message_not_found"):
        slack.chat_update(channel=SALES, ts=told["scheduled_message_id"], text="other")


@pytest.mark.parametrize("why", ["unknown", "elsewhere", "too late"])
def test_only_what_waits_there_can_be_deleted(house: Server, slack: WebClient, why: str) -> None:
    told = later(house, slack, 30 if why == "too late" else 3600)
    channel, named = BACK if why == "elsewhere" else SALES, "Q0" if why == "unknown" else told["scheduled_message_id"]
    with pytest.raises(SlackApiError, match="invalid_scheduled_message_id"):
        slack.chat_deleteScheduledMessage(channel=channel, scheduled_message_id=named)
