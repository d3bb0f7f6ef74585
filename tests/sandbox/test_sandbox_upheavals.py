"""What administrators do: archived channels, the bot removed, people deactivated, the token revoked; and what the app is told of it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from tests.doors import Door, door
from tests.sandboxes import BACK, HANA, MANIFEST, PEOPLE, SALES, TARO, refusal

TOLD = [
    "channel_archive",
    "channel_unarchive",
    "group_archive",
    "member_left_channel",
    "member_joined_channel",
    "user_change",
    "tokens_revoked",
]


@pytest.fixture
def app() -> Iterator[Door]:
    with door() as way:
        yield way


@pytest.fixture
def sandbox(app: Door) -> Iterator[Server]:
    """A workspace that tells the app of everything."""
    manifest = {**MANIFEST, "settings": {"event_subscriptions": {"bot_events": TOLD}}}
    with serve(Workspace(read_cast(PEOPLE), manifest, deliver_to=app.url)) as server:
        yield server


def done(sandbox: Server, deed: str, **told: str) -> None:
    httpx.post(f"{sandbox.url}/control/{deed}", json=told).raise_for_status()


def events(app: Door) -> list[dict[str, Any]]:
    return [knock.json()["event"] for knock in app.heard]


def test_nothing_can_be_posted_to_an_archived_channel(sandbox: Server, slack: WebClient, app: Door) -> None:
    done(sandbox, "archive-channel", channel=SALES)
    assert refusal(slack, "chat.postMessage", channel=SALES, text="x")["error"] == "is_archived"
    done(sandbox, "unarchive-channel", channel=SALES)
    assert slack.chat_postMessage(channel=SALES, text="x")["ok"]
    done(sandbox, "archive-channel", channel=BACK)
    assert [(event["type"], event["channel"]) for event in events(app)] == [
        ("channel_archive", SALES),
        ("channel_unarchive", SALES),
        ("group_archive", BACK),
    ]


def test_a_bot_taken_out_of_a_channel_cannot_post_there_until_invited(sandbox: Server, slack: WebClient, app: Door) -> None:
    for _ in range(2):
        done(sandbox, "remove-bot", channel=SALES)
    assert refusal(slack, "chat.postMessage", channel=SALES, text="x")["error"] == "not_in_channel"
    for _ in range(2):
        done(sandbox, "invite-bot", channel=SALES)
    assert slack.chat_postMessage(channel=SALES, text="x")["ok"]
    assert [event["type"] for event in events(app)] == ["member_left_channel", "member_joined_channel"]
    assert events(app)[0].items() >= {"user": "U0BOT", "channel": SALES, "channel_type": "C", "team": "T0SANDBOX"}.items()


def test_a_deactivated_person_is_told_of_and_can_return(sandbox: Server, slack: WebClient, app: Door) -> None:
    done(sandbox, "deactivate", person=TARO)
    assert slack.users_info(user=TARO)["user"]["deleted"] is True
    done(sandbox, "reactivate", person=TARO)
    assert [event["user"]["deleted"] for event in events(app)] == [True, False]
    assert events(app)[0]["user"]["id"] == TARO


def test_a_revoked_token_is_dead_and_the_app_is_told_once(sandbox: Server, slack: WebClient, app: Door) -> None:
    for _ in range(2):
        done(sandbox, "revoke-token")
    assert refusal(slack, "chat.postMessage", channel=SALES, text="x")["error"] == "token_revoked"
    assert [(event["tokens"]["oauth"], event["tokens"]["bot"]) for event in events(app)] == [([], ["U0BOT"])]


@pytest.mark.parametrize(("deed", "told"), [("archive-channel", {"channel": "D0HANA"}), ("remove-bot", {"channel": "C404"}), ("dance", {})])
def test_what_cannot_be_done_is_refused(sandbox: Server, deed: str, told: dict[str, str]) -> None:
    assert httpx.post(f"{sandbox.url}/control/{deed}", json=told).status_code == 400
    assert sandbox.workspace.by_id[HANA]
