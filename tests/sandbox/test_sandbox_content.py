"""Messages, threads, metadata, pins and files as the Web API keeps them: what stays, what goes, what is ready when."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from sandbox.server import Server
from tests.sandboxes import BACK, HANA, PNG, SALES, refusal


def test_a_thread_is_read_as_one_and_is_not_in_the_history(slack: WebClient) -> None:
    root = slack.chat_postMessage(channel=SALES, text="root")["ts"]
    slack.chat_postMessage(channel=SALES, text="reply", thread_ts=root)
    assert [message["text"] for message in slack.conversations_history(channel=SALES)["messages"]] == ["root"]
    assert [message["text"] for message in slack.conversations_replies(channel=SALES, ts=root)["messages"]] == ["root", "reply"]


def test_metadata_stay_until_they_are_emptied(slack: WebClient) -> None:
    metadata = {"event_type": "post", "event_payload": {"key": "k"}}
    ts = slack.chat_postMessage(channel=SALES, text="x", metadata=metadata)["ts"]
    assert slack.chat_update(channel=SALES, ts=ts, text="y")["message"]["metadata"] == metadata
    assert "metadata" not in slack.chat_update(channel=SALES, ts=ts, text="z", metadata={})["message"]


def test_metadata_of_a_dotted_type_are_dropped_without_a_word(slack: WebClient) -> None:
    metadata = {"event_type": "on.pace", "event_payload": {"key": "k"}}
    assert "metadata" not in slack.chat_postMessage(channel=SALES, text="x", metadata=metadata)["message"]


def test_a_text_alone_takes_the_blocks_away_and_blocks_alone_leave_the_rest(slack: WebClient) -> None:
    divider = [{"type": "divider"}]
    ts = slack.chat_postMessage(channel=SALES, text="x", blocks=divider)["ts"]
    told = slack.api_call("chat.update", json={"channel": SALES, "ts": ts, "blocks": divider * 2})["message"]
    assert (told["text"], len(told["blocks"])) == ("", 2)
    assert "blocks" not in slack.chat_update(channel=SALES, ts=ts, text="y")["message"]


def test_an_update_is_shorter_than_a_new_message(slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel=SALES, text="x" * 40_000)["ts"]
    assert refusal(slack, "chat.update", channel=SALES, ts=ts, text="x" * 4_001)["error"] == "msg_too_long"
    assert slack.chat_update(channel=SALES, ts=ts, text="x" * 4_000)["ok"]


def test_an_ephemeral_message_keeps_no_metadata(slack: WebClient, sandbox: Server) -> None:
    metadata = {"event_type": "post", "event_payload": {}}
    slack.chat_postEphemeral(channel=SALES, user=HANA, text="psst", metadata=metadata)
    assert "metadata" not in sandbox.workspace.messages(SALES, HANA)[0].data


def test_messages_are_pinned_once_and_taken_off(slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel=SALES, text="board")["ts"]
    slack.pins_add(channel=SALES, timestamp=ts)
    assert refusal(slack, "pins.add", channel=SALES, timestamp=ts)["error"] == "already_pinned"
    assert [item["message"]["text"] for item in slack.pins_list(channel=SALES)["items"]] == ["board"]
    assert slack.conversations_history(channel=SALES)["pin_count"] == 1
    slack.pins_remove(channel=SALES, timestamp=ts)
    assert refusal(slack, "pins.remove", channel=SALES, timestamp=ts)["error"] == "no_pin"


def test_a_message_has_an_address_for_people(slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel=SALES, text="x")["ts"]
    told = slack.chat_getPermalink(channel=SALES, message_ts=ts)["permalink"]
    assert told.endswith(f"/archives/{SALES}/p{ts.replace('.', '')}")


# Files


def uploaded(slack: WebClient, channel: str | None = SALES, name: str = "pace.png") -> dict[str, Any]:
    """A file, as the last step tells it."""
    given = slack.files_getUploadURLExternal(filename=name, length=len(PNG))
    httpx.post(given["upload_url"], content=PNG).raise_for_status()
    told: dict[str, Any] = slack.files_completeUploadExternal(files=[{"id": given["file_id"]}], channel_id=channel)["files"][0]
    return told


def picture(**file: str) -> list[dict[str, Any]]:
    """An image block of a file."""
    return [{"type": "image", "slack_file": file, "alt_text": "pace"}]


def test_a_file_is_shown_at_once_and_of_use_when_processed(slack: WebClient, sandbox: Server) -> None:
    sandbox.workspace.files.delay = 3600
    told = uploaded(slack)
    assert sandbox.workspace.messages(SALES, HANA)[-1].data["files"][0]["id"] == told["id"]
    assert (told["mimetype"], "original_w" in told) == ("", False)
    answer = refusal(slack, "chat.postMessage", channel=SALES, text="x", blocks=picture(id=told["id"]))
    assert (answer["error"], answer["response_metadata"]["messages"]) == (
        "invalid_blocks",
        ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"],
    )
    sandbox.workspace.clock.move(timedelta(hours=1))
    assert slack.files_info(file=told["id"])["file"]["original_w"] == 640
    assert slack.chat_postMessage(channel=SALES, text="x", blocks=picture(id=told["id"]))["ok"]


@pytest.mark.parametrize(("shared", "name"), [(None, "pace.png"), (BACK, "pace.png"), (SALES, "pace.csv")])
def test_only_a_picture_shared_there_can_be_shown(slack: WebClient, sandbox: Server, shared: str | None, name: str) -> None:
    sandbox.workspace.files.delay = 0
    told = uploaded(slack, shared, name)
    assert refusal(slack, "chat.postMessage", channel=SALES, text="x", blocks=picture(id=told["id"]))["error"] == "invalid_blocks"


def test_a_file_can_be_meant_by_its_address_and_shown_on_app_home(slack: WebClient, sandbox: Server) -> None:
    sandbox.workspace.files.delay = 0
    home = {"type": "home", "blocks": picture(url=uploaded(slack)["url_private"])}
    assert slack.views_publish(user_id=HANA, view=home)["ok"]
    unknown = {"type": "home", "blocks": picture(id="F404")}
    answer = refusal(slack, "views.publish", user_id=HANA, view=unknown)
    assert "/view/blocks/0/slack_file" in answer["response_metadata"]["messages"][0]


def test_files_are_for_who_brings_the_token(slack: WebClient) -> None:
    address = uploaded(slack)["url_private"]
    assert httpx.get(address, headers={"Authorization": "Bearer xoxb-other"}).status_code == 403
    assert httpx.get(address, headers={"Authorization": "Bearer xoxb-sandbox"}).content == PNG


def test_processing_takes_as_long_as_the_control_address_says(slack: WebClient, sandbox: Server) -> None:
    httpx.post(f"{sandbox.url}/control/slow-files", json={"seconds": 3600}).raise_for_status()
    assert uploaded(slack)["mimetype"] == ""
    httpx.post(f"{sandbox.url}/control/slow-files", json={"seconds": 0}).raise_for_status()
    assert uploaded(slack)["mimetype"] == "image/png"
    assert httpx.post(f"{sandbox.url}/control/slow-files", json={"seconds": -1}).status_code == 400


@pytest.mark.parametrize(("comment", "shown"), [("Look", False), ("", True)])
def test_a_comment_with_a_file_makes_its_blocks_ignored(slack: WebClient, sandbox: Server, comment: str, shown: bool) -> None:
    given = slack.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    httpx.post(given["upload_url"], content=PNG).raise_for_status()
    about = {"files": [{"id": given["file_id"]}], "channel_id": SALES, "initial_comment": comment}
    slack.api_call("files.completeUploadExternal", json=about | {"blocks": [{"type": "divider"}]})
    message = sandbox.workspace.messages(SALES, HANA)[-1].data
    assert (message["text"], "blocks" in message) == (comment, shown)


def test_a_markdown_block_with_a_file_fails_as_it_does_at_slack(slack: WebClient) -> None:
    given = slack.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    httpx.post(given["upload_url"], content=PNG).raise_for_status()
    files, blocks = [{"id": given["file_id"]}], [{"type": "markdown", "text": "x"}]
    assert refusal(slack, "files.completeUploadExternal", files=files, channel_id=SALES, blocks=blocks)["error"] == "internal_error"
    assert slack.files_completeUploadExternal(files=[{"id": given["file_id"]}], channel_id=SALES)["ok"]
