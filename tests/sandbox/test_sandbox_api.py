"""The Web API through the unmodified client: what each method gives and refuses, by Slack's names."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from sandbox.server import Server
from tests.sandboxes import BACK, ELSEWHERE, GONE, HANA, PNG, SALES, SCOPES, TARO, refusal

BOT = "U0BOT"
HUGE = {"event_type": "post", "event_payload": {"key": "k" * 8_000}}


def test_the_client_learns_who_it_is(slack: WebClient) -> None:
    told = slack.auth_test()
    assert (told["user_id"], told["team_id"], told["bot_id"]) == (BOT, "T0SANDBOX", "B0SANDBOX")
    assert told.headers["x-oauth-scopes"] == ",".join(SCOPES)
    assert slack.team_info()["team"]["domain"] == "aozora"
    assert slack.bots_info(bot=told["bot_id"])["bot"]["user_id"] == BOT
    assert slack.api_test(foo="bar")["args"] == {"foo": "bar"}


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("xapp-sandbox", "auth.test", "not_allowed_token_type"),
        ("xoxb-sandbox", "apps.connections.open", "not_allowed_token_type"),
    ],
)
def test_a_token_is_looked_at(sandbox: Server, token: str, method: str, error: str) -> None:
    assert httpx.post(f"{sandbox.url}/api/{method}", data={"token": token}).json() == {"ok": False, "error": error}
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    assert httpx.post(f"{sandbox.url}/api/{method}", headers=headers).json() == {"ok": False, "error": error}


def test_an_unknown_method_says_so_and_is_listed(sandbox: Server, slack: WebClient) -> None:
    for _ in range(2):
        assert refusal(slack, "reactions.add", channel=SALES)["error"] == "unknown_method"
    assert httpx.get(f"{sandbox.url}/control/unknown").json() == {"methods": {"reactions.add": 2}}


@pytest.mark.parametrize(
    ("method", "given", "error"),
    [
        ("chat.postMessage", {"text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": ELSEWHERE, "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": SALES}, "no_text"),
        ("chat.postMessage", {"channel": SALES, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": SALES, "text": "x", "blocks": "{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": SALES, "text": "x", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ("chat.postMessage", {"channel": SALES, "text": "x", "metadata": {"event_type": 1}}, "invalid_metadata_schema"),
        ("chat.postMessage", {"channel": SALES, "text": "x", "metadata": "{"}, "invalid_metadata_format"),
        ("chat.postMessage", {"channel": SALES, "text": "x", "metadata": [1]}, "invalid_metadata_format"),
        ("chat.postMessage", {"channel": SALES, "text": "x", "metadata": HUGE}, "metadata_too_large"),
        ("chat.postMessage", {"channel": SALES, "attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ("chat.postMessage", {"channel": BOT, "text": "x"}, "cannot_dm_bot"),
        ("chat.postMessage", {"channel": "D0OTHERS", "text": "x"}, "channel_not_found"),
        ("chat.postEphemeral", {"channel": SALES, "user": "U0MIO", "text": "x"}, "user_not_in_channel"),
        ("chat.postEphemeral", {"channel": "D0GONE", "user": GONE, "text": "x"}, "user_not_in_channel"),
        ("chat.getPermalink", {"channel": SALES, "message_ts": "1.000001"}, "message_not_found"),
        ("chat.postEphemeral", {"channel": BACK, "user": TARO, "text": "x"}, "user_not_in_channel"),
        ("chat.update", {"channel": SALES, "ts": "1.000001", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": SALES, "ts": "1.000001"}, "message_not_found"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U404"}, "user_not_found"),
        ("conversations.open", {"users": f"{HANA},U404"}, "user_not_found"),
        ("conversations.open", {"users": GONE}, "user_disabled"),
        ("conversations.open", {"users": BOT}, "cannot_dm_bot"),
        ("conversations.open", {"channel": SALES}, "method_not_supported_for_channel_type"),
        ("conversations.list", {"types": "rooms"}, "invalid_types"),
        ("conversations.replies", {"channel": SALES, "ts": "1.000001"}, "thread_not_found"),
        ("pins.add", {"channel": SALES, "timestamp": "1.000001"}, "message_not_found"),
        ("pins.add", {"channel": SALES}, "no_item_specified"),
        ("conversations.history", {"channel": ELSEWHERE}, "not_in_channel"),
        ("conversations.history", {"channel": SALES, "cursor": "?"}, "invalid_cursor"),
        ("conversations.history", {"channel": SALES, "limit": 1000}, "invalid_limit"),
        ("conversations.join", {"channel": BACK}, "method_not_supported_for_channel_type"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("views.open", {"trigger_id": "1.2.3", "view": {}}, "invalid_trigger_id"),
        ("views.update", {"view_id": "V404", "view": {}}, "not_found"),
        ("views.publish", {"user_id": "U404", "view": {}}, "user_not_found"),
        ("views.publish", {"user_id": HANA, "view": {"type": "modal"}}, "invalid_arguments"),
        ("files.info", {"file": "F404"}, "file_not_found"),
        ("files.getUploadURLExternal", {"filename": "a.png"}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": [{"id": "F404"}]}, "file_not_found"),
    ],
)
def test_refusals_have_slacks_names(slack: WebClient, method: str, given: dict[str, Any], error: str) -> None:
    assert refusal(slack, method, **given)["error"] == error


def test_a_message_is_posted_changed_and_deleted(sandbox: Server, slack: WebClient) -> None:
    divider = [{"type": "divider"}]
    ts = slack.chat_postMessage(channel="#sales", text="one", blocks=divider)["ts"]
    told = slack.chat_update(channel=SALES, ts=ts, text="two")["message"]
    assert (told["text"], "blocks" in told, told["edited"]["user"]) == ("two", False, BOT)
    slack.chat_delete(channel=SALES, ts=ts)
    assert sandbox.workspace.messages(SALES, HANA) == []


def test_forms_and_json_bodies_are_the_same(sandbox: Server, slack: WebClient) -> None:
    given = {"token": "xoxb-sandbox", "channel": SALES, "text": "form", "blocks": '[{"type": "divider"}]'}
    told = httpx.post(f"{sandbox.url}/api/chat.postMessage", data=given).json()
    assert told["message"]["blocks"][0]["type"] == "divider"
    assert httpx.post(f"{sandbox.url}/api/chat.postMessage", content="[1]", headers={"Content-Type": "application/json"}).json() == {
        "ok": False,
        "error": "json_not_object",
    }


def test_a_message_to_a_person_goes_to_their_dm(slack: WebClient) -> None:
    assert slack.chat_postMessage(channel=HANA, text="hi")["channel"] == slack.conversations_open(users=HANA)["channel"]["id"]


def test_anothers_message_is_not_the_bots_to_change(sandbox: Server, slack: WebClient) -> None:
    sandbox.workspace.write(HANA, SALES, "mine")
    ts = sandbox.workspace.messages(SALES, HANA)[0].ts
    assert refusal(slack, "chat.update", channel=SALES, ts=ts, text="x")["error"] == "cant_update_message"
    assert refusal(slack, "chat.delete", channel=SALES, ts=ts)["error"] == "cant_delete_message"


def test_an_ephemeral_message_is_seen_by_one_and_in_no_history(sandbox: Server, slack: WebClient) -> None:
    ts = slack.chat_postEphemeral(channel=SALES, user=HANA, text="psst")["message_ts"]
    assert [message.data["text"] for message in sandbox.workspace.messages(SALES, HANA)] == ["psst"]
    assert sandbox.workspace.messages(SALES, TARO) == []
    assert slack.conversations_history(channel=SALES)["messages"] == []
    assert refusal(slack, "chat.update", channel=SALES, ts=ts, text="x")["error"] == "message_not_found"


def test_metadata_is_hidden_unless_asked_for(slack: WebClient) -> None:
    metadata = {"event_type": "post", "event_payload": {"key": "k"}}
    slack.chat_postMessage(channel=SALES, text="x", metadata=metadata)
    assert "metadata" not in slack.conversations_history(channel=SALES)["messages"][0]
    assert slack.conversations_history(channel=SALES, include_all_metadata=True)["messages"][0]["metadata"] == metadata


def test_history_comes_newest_first_page_by_page(slack: WebClient) -> None:
    stamps = [slack.chat_postMessage(channel=SALES, text=str(number))["ts"] for number in range(5)]
    assert stamps == sorted(set(stamps))
    pages = [[message["text"] for message in page["messages"]] for page in slack.conversations_history(channel=SALES, limit=2)]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]
    between = slack.conversations_history(channel=SALES, oldest=stamps[1], latest=stamps[3])
    assert [message["text"] for message in between["messages"]] == ["2"]
    between = slack.conversations_history(channel=SALES, oldest=stamps[1], latest=stamps[3], inclusive=True)
    assert [message["text"] for message in between["messages"]] == ["3", "2", "1"]


def test_ts_increase_when_the_clock_is_set_back(sandbox: Server, slack: WebClient) -> None:
    before = slack.chat_postMessage(channel=SALES, text="x")["ts"]
    httpx.post(f"{sandbox.url}/clock", json={"to": "2020-01-01T09:00:00+09:00"}).raise_for_status()
    assert float(slack.chat_postMessage(channel=SALES, text="y")["ts"]) > float(before)


def test_channels_are_listed_by_kind(slack: WebClient) -> None:
    def listed(**more: Any) -> list[str]:
        return [channel["id"] for channel in slack.conversations_list(**more)["channels"]]

    assert listed() == [SALES, ELSEWHERE]
    assert listed(types="private_channel") == [BACK]
    assert listed(types="im")[0] == "D0HANA"
    assert slack.conversations_members(channel=SALES)["members"] == [HANA, TARO, BOT]
    assert slack.conversations_info(channel=BACK)["channel"]["is_private"]
    assert slack.conversations_info(channel="D0HANA")["channel"]["user"] == HANA
    assert slack.conversations_join(channel=ELSEWHERE)["channel"]["is_member"]
    slack.chat_postMessage(channel=ELSEWHERE, text="here now")


def test_people_have_zone_and_on_request_locale(slack: WebClient) -> None:
    told = slack.users_info(user=HANA, include_locale=True)["user"]
    assert (told["tz"], told["tz_offset"], told["locale"]) == ("Asia/Tokyo", 32_400, "ja-JP")
    assert "locale" not in slack.users_info(user=HANA)["user"]
    everybody = {person["id"]: person for page in slack.users_list(limit=2) for person in page["members"]}
    assert set(everybody) == {"USLACKBOT", BOT, HANA, TARO, "U0MIO", GONE}
    assert everybody[GONE]["deleted"]
    assert "tz" not in everybody[GONE]
    assert everybody["U0MIO"]["is_restricted"]


def test_slackbot_is_told_of_as_anybody_and_is_no_bot(slack: WebClient) -> None:
    told = slack.users_info(user="USLACKBOT", include_locale=True)["user"]
    assert (told["name"], told["is_bot"], told["deleted"], told["locale"]) == ("slackbot", False, False, "en-US")
    assert {key: value for key, value in told.items() if key != "locale"} in slack.users_list()["members"]


def test_offsets_follow_the_workspaces_clock(sandbox: Server, slack: WebClient) -> None:
    offsets = []
    for day in ("2026-01-10T00:00:00Z", "2026-07-10T00:00:00Z"):
        httpx.post(f"{sandbox.url}/clock", json={"to": day}).raise_for_status()
        offsets.append(slack.users_info(user=TARO)["user"]["tz_offset"])
    assert offsets == [-18_000, -14_400]


def test_a_picture_is_uploaded_in_three_steps(sandbox: Server, slack: WebClient) -> None:
    slack.files_upload_v2(channel="D0HANA", content=PNG, filename="pace.png", title="Pace", alt_txt="198 held", initial_comment="Look")
    message = sandbox.workspace.messages("D0HANA", HANA)[0].data
    told = message["files"][0]
    assert (message["text"], message["user"]) == ("Look", BOT)
    assert (told["title"], told["alt_txt"], told["mimetype"], told["original_w"], told["original_h"]) == (
        "Pace",
        "198 held",
        "image/png",
        640,
        360,
    )
    assert slack.files_info(file=told["id"])["file"]["shares"]["private"]["D0HANA"] == [{"ts": message["ts"]}]
    assert sandbox.workspace.file(told["id"])[1] == PNG
    assert httpx.get(told["url_private"]).status_code == 403
    assert httpx.get(told["url_private"], headers={"Authorization": "Bearer xoxb-sandbox"}).content == PNG


def test_a_pictures_words_end_somewhere(slack: WebClient) -> None:
    assert refusal(slack, "files.getUploadURLExternal", filename="a.png", length=3, alt_txt="x" * 1001)["error"] == "alt_txt_too_large"
    assert slack.files_getUploadURLExternal(filename="a.png", length=3, alt_txt="x" * 1000)["file_id"]


def test_an_upload_may_be_a_form_and_only_once(sandbox: Server, slack: WebClient) -> None:
    given = slack.files_getUploadURLExternal(filename="a.txt", length=3)
    assert refusal(slack, "files.completeUploadExternal", files=[{"id": given["file_id"]}])["error"] == "file_not_found"
    assert httpx.post(given["upload_url"], files={"file": b"abc"}).text == "OK - 3"
    assert httpx.post(given["upload_url"], content=b"abc").status_code == 404
    slack.files_completeUploadExternal(files=[{"id": given["file_id"]}])
    assert sandbox.workspace.file(given["file_id"])[1] == b"abc"
