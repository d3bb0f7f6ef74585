"""Rules of the Web API: scopes by method and kind of conversation, archived channels, group DMs, guests, Slack Connect."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox.api.rules import RULES
from sandbox.clock import Clock
from sandbox.people import Channel, read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from tests.sandboxes import BACK, ELSEWHERE, GONE, HANA, MANIFEST, MIO, PEOPLE, SALES, SCOPES, TARO, refusal, workspace

GRACE, SHARED, OLD = "U0GRACE", "C0SHARED", "C0OLD"
CROWD = [f"U0CROWD{number}" for number in range(5)]


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    """A workspace with a channel shared with another team, and an archived one."""
    crowd = [{"id": person, "name": person.lower(), "real_name": person} for person in CROWD]
    people = [*PEOPLE["people"], *crowd, {"id": GRACE, "name": "grace", "real_name": "Grace of Yamada", "team_id": "T0YAMADA"}]
    channels = [
        {"id": SHARED, "name": "shared", "members": [HANA, GRACE], "is_ext_shared": True},
        {"id": OLD, "name": "old", "members": [HANA], "is_archived": True},
    ]
    there = Workspace(read_cast(PEOPLE | {"people": people, "channels": PEOPLE["channels"] + channels}), MANIFEST, clock=Clock())
    there.rates.enforced = False
    with serve(there) as server:
        yield server


@pytest.fixture
def there(place: Server) -> Iterator[Workspace]:
    """The workspace, what tests change about it put back."""
    yield place.workspace
    place.workspace.granted = set(SCOPES)
    place.workspace.said.by_channel.clear()


@pytest.fixture
def api(place: Server, there: Workspace) -> WebClient:
    return WebClient(there.cast.bot_token, base_url=f"{place.url}/api/", retry_handlers=[])


# Scopes


@pytest.mark.parametrize(
    ("method", "given", "needed"),
    [
        ("chat.postMessage", {"channel": SALES, "text": "x"}, "chat:write"),
        ("chat.update", {"channel": SALES, "ts": "1.1", "text": "x"}, "chat:write"),
        ("chat.postEphemeral", {"channel": SALES, "user": HANA, "text": "x"}, "chat:write"),
        ("chat.delete", {"channel": SALES, "ts": "1.1"}, "chat:write"),
        ("conversations.history", {"channel": SALES}, "channels:history"),
        ("conversations.history", {"channel": BACK}, "groups:history"),
        ("conversations.history", {"channel": "D0HANA"}, "im:history"),
        ("conversations.history", {"channel": "C404"}, "channels:history,groups:history,im:history,mpim:history"),
        ("conversations.info", {"channel": BACK}, "groups:read"),
        ("conversations.members", {"channel": SALES}, "channels:read"),
        ("conversations.list", {}, "channels:read"),
        ("conversations.list", {"types": "im"}, "im:read"),
        ("users.conversations", {"types": "private_channel"}, "groups:read"),
        ("conversations.join", {"channel": ELSEWHERE}, "channels:join"),
        ("conversations.open", {"users": HANA}, "im:write"),
        ("conversations.open", {"users": f"{HANA},{TARO}"}, "mpim:write"),
        ("files.getUploadURLExternal", {"filename": "a", "length": 1}, "files:write"),
        ("files.completeUploadExternal", {"files": []}, "files:write"),
        ("files.info", {"file": "F404"}, "files:read"),
        ("pins.add", {"channel": SALES, "timestamp": "1.1"}, "pins:write"),
        ("pins.list", {"channel": SALES}, "pins:read"),
        ("team.info", {}, "team:read"),
        ("users.info", {"user": HANA}, "users:read"),
        ("users.list", {}, "users:read"),
        ("bots.info", {"bot": "B0SANDBOX"}, "users:read"),
    ],
)
def test_a_method_without_its_scope_says_what_it_needs(
    api: WebClient, there: Workspace, method: str, given: dict[str, Any], needed: str
) -> None:
    there.granted = {"commands", *SCOPES} - set(needed.split(","))
    answer = refusal(api, method, **given)
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)
    assert set(answer["provided"].split(",")) == there.granted


@pytest.mark.parametrize("method", ["auth.test", "views.publish", "views.open", "blocks.validate"])
def test_some_methods_need_no_scope(api: WebClient, there: Workspace, method: str) -> None:
    there.granted = set()
    assert RULES[method].scopes == ()
    answer = api.api_call("auth.test").data if method == "auth.test" else refusal(api, method)
    assert isinstance(answer, dict)
    assert answer.get("error") != "missing_scope"


def test_several_kinds_need_several_scopes(api: WebClient, there: Workspace) -> None:
    there.granted = {"channels:read"}
    assert refusal(api, "conversations.list", types="public_channel,private_channel")["needed"] == "groups:read"


def test_headers_tell_the_scopes_there_are_and_those_accepted(api: WebClient) -> None:
    headers = api.conversations_info(channel=SALES).headers
    assert headers["x-accepted-oauth-scopes"] == "channels:read,groups:read,im:read,mpim:read"
    assert headers["x-oauth-scopes"] == ",".join(SCOPES)


def test_public_channels_can_be_spoken_in_from_outside_with_a_scope_of_its_own(api: WebClient, there: Workspace) -> None:
    assert refusal(api, "chat.postMessage", channel=ELSEWHERE, text="x")["error"] == "not_in_channel"
    there.granted |= {"chat:write.public"}
    assert api.chat_postMessage(channel=ELSEWHERE, text="x")["ok"]


# Conversations


@pytest.mark.parametrize(
    ("method", "given", "error"),
    [
        ("chat.postMessage", {"text": "x"}, "is_archived"),
        ("chat.postEphemeral", {"text": "x", "user": HANA}, "is_archived"),
        ("conversations.join", {}, "is_archived"),
    ],
)
def test_an_archived_channel_takes_nothing_more(api: WebClient, method: str, given: dict[str, Any], error: str) -> None:
    assert refusal(api, method, channel=OLD, **given)["error"] == error


def test_what_was_said_before_it_was_archived_is_read_but_not_changed(api: WebClient, there: Workspace) -> None:
    there.channels[SALES].is_archived = True
    message = there.bot_says(SALES, {"text": "before"})
    try:
        assert refusal(api, "chat.update", channel=SALES, ts=message.ts, text="after")["error"] == "is_inactive"
        assert api.conversations_history(channel=SALES)["messages"][0]["text"] == "before"
        assert api.conversations_info(channel=SALES)["channel"]["is_archived"]
        listed = api.conversations_list(exclude_archived=True)["channels"]
        assert {SALES, OLD}.isdisjoint(channel["id"] for channel in listed)
    finally:
        there.channels[SALES].is_archived = False


def test_several_people_share_a_group_dm_with_the_bot(api: WebClient, there: Workspace) -> None:
    opened = api.conversations_open(users=[HANA, TARO], return_im=True)
    told = opened["channel"]
    assert (opened["already_open"], told["is_mpim"], told["name"]) == (False, True, "mpdm-onpace--hana--taro-1")
    again = api.conversations_open(users=[TARO, HANA])
    assert (again["already_open"], again["channel"]["id"]) == (True, told["id"])
    assert api.conversations_open(channel=told["id"])["channel"]["id"] == told["id"]
    api.chat_postMessage(channel=told["id"], text="for both")
    assert [one.data["text"] for one in there.messages(told["id"], TARO)] == ["for both"]
    assert told["id"] in [channel["id"] for channel in api.conversations_list(types="mpim")["channels"]]


def test_a_group_dm_has_at_most_eight_people(api: WebClient) -> None:
    everybody = [HANA, TARO, MIO, GRACE, *CROWD]
    assert api.conversations_open(users=everybody[:8])["ok"]
    assert refusal(api, "conversations.open", users=",".join(everybody[:9]))["error"] == "too_many_users"
    assert refusal(api, "conversations.open", users=f"{HANA},{GONE}")["error"] == "user_disabled"


def test_a_deactivated_persons_dm_still_takes_messages(api: WebClient, there: Workspace) -> None:
    api.chat_postMessage(channel=GONE, text="to nobody")
    assert len(there.messages("D0GONE", GONE)) == 1


def test_without_a_messages_tab_nobody_is_written_to() -> None:
    manifest = MANIFEST | {"features": MANIFEST["features"] | {"app_home": {"messages_tab_enabled": False}}}
    with serve(Workspace(read_cast(PEOPLE), manifest)) as server:
        closed = WebClient("xoxb-sandbox", base_url=f"{server.url}/api/", retry_handlers=[])
        assert refusal(closed, "chat.postMessage", channel=HANA, text="x")["error"] == "messages_tab_disabled"
        assert closed.chat_postMessage(channel=SALES, text="x")["ok"]


def test_who_is_here_by_slack_connect_is_of_another_team(api: WebClient) -> None:
    told = api.users_info(user=GRACE)["user"]
    assert (told["team_id"], told["is_stranger"], told["profile"]["team"]) == ("T0YAMADA", True, "T0YAMADA")
    assert not api.users_info(user=HANA)["user"]["is_stranger"]
    assert GRACE not in [member["id"] for member in api.users_list()["members"]]
    assert GRACE in api.conversations_members(channel=SHARED)["members"]
    assert api.conversations_info(channel=SHARED)["channel"]["is_ext_shared"]
    assert not api.conversations_info(channel=SALES)["channel"]["is_shared"]


def test_the_bots_own_channels_are_listed(api: WebClient) -> None:
    assert [channel["id"] for channel in api.users_conversations()["channels"]] == [SALES, SHARED, OLD]


def test_a_guest_of_one_channel_says_so() -> None:
    people = [{"id": "U0G", "name": "g", "real_name": "G", "is_ultra_restricted": True}]
    there = Workspace(read_cast(PEOPLE | {"people": people, "channels": []}), MANIFEST)
    with serve(there) as server:
        told = WebClient("xoxb-sandbox", base_url=f"{server.url}/api/").users_info(user="U0G")["user"]
    assert (told["is_restricted"], told["is_ultra_restricted"]) == (True, True)


@pytest.mark.parametrize(
    ("channel", "kind"),
    [
        (Channel("C1", "a"), "public_channel"),
        (Channel("C1", "a", is_private=True), "private_channel"),
        (Channel("D1", "a", is_im=True), "im"),
        (Channel("G1", "a", is_private=True, is_mpim=True), "mpim"),
    ],
)
def test_a_conversation_has_one_kind(channel: Channel, kind: str) -> None:
    assert channel.kind == kind


def test_limits_are_on_unless_switched_off() -> None:
    assert Workspace(read_cast(PEOPLE), MANIFEST).rates.enforced
    assert not workspace().rates.enforced
