"""Two workspaces of one Slack: neither sees anything of the other's; each has its page, its control and its place in the state."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from slack_sdk import WebClient

from sandbox.clock import Clock
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from tests.installs import DEALS, FIRST, KENJI, OTHER, PLAN, SECOND, api, manifest, pair, refused
from tests.patience import until
from tests.processes import started
from tests.sandboxes import BACK, HANA, MIO, PEOPLE, SALES, TARO

EVERY_SCOPE = [
    "chat:write",
    "channels:read",
    "groups:read",
    "im:read",
    "im:write",
    "channels:history",
    "groups:history",
    "im:history",
    "channels:join",
    "files:read",
    "files:write",
    "users:read",
    "team:read",
    "pins:write",
    "reactions:write",
]
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Ours"}, "blocks": [{"type": "divider"}], "external_id": "same"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Both workspaces, the app installed in both with every scope."""
    first, second = pair()
    with serve(first, others=[second]) as running:
        for workspace in running.workspaces:
            workspace.registration.install(workspace, EVERY_SCOPE)
        yield running


@pytest.fixture(scope="module")
def here(server: Server) -> WebClient:
    return api(server, server.workspaces[0].cast.bot_token)


@pytest.fixture(scope="module")
def there(server: Server) -> WebClient:
    return api(server, server.workspaces[1].cast.bot_token)


@pytest.mark.parametrize(
    ("method", "given", "error"),
    [
        ("chat.postMessage", {"channel": SALES, "text": "x"}, "channel_not_found"),
        ("chat.postEphemeral", {"channel": SALES, "user": HANA, "text": "x"}, "channel_not_found"),
        ("conversations.info", {"channel": BACK}, "channel_not_found"),
        ("conversations.history", {"channel": SALES}, "channel_not_found"),
        ("conversations.members", {"channel": SALES}, "channel_not_found"),
        ("conversations.join", {"channel": SALES}, "channel_not_found"),
        ("conversations.open", {"users": HANA}, "user_not_found"),
        ("users.info", {"user": HANA}, "user_not_found"),
        ("views.publish", {"user_id": HANA, "view": '{"type": "home", "blocks": []}'}, "user_not_found"),
    ],
)
def test_the_first_workspaces_ids_mean_nothing_in_the_second(there: WebClient, method: str, given: dict[str, Any], error: str) -> None:
    assert refused(there, method, **given) == error


def test_each_lists_its_own_people_and_channels(here: WebClient, there: WebClient) -> None:
    def listed(client: WebClient) -> tuple[set[str], set[str]]:
        channels = client.conversations_list(types="public_channel,private_channel")["channels"]
        return {user["id"] for user in client.users_list()["members"]}, {channel["id"] for channel in channels}

    people, channels = listed(there)
    assert people == {"USLACKBOT", "U0BOT2", KENJI, "U0GUEST"}
    assert channels == {DEALS, PLAN}
    people, channels = listed(here)
    assert {HANA, TARO, MIO} < people
    assert not people & {KENJI, "U0BOT2"}
    assert not channels & {DEALS, PLAN}
    assert (here.team_info()["team"]["id"], there.team_info()["team"]["id"]) == (FIRST, SECOND)
    assert (here.auth_test()["user_id"], there.auth_test()["user_id"]) == ("U0BOT", "U0BOT2")


def test_a_message_is_only_where_it_was_posted(server: Server, here: WebClient, there: WebClient) -> None:
    ts = here.chat_postMessage(channel=SALES, text="ours alone")["ts"]
    for method in ("chat.update", "chat.delete"):
        assert refused(there, method, channel=SALES, ts=ts, text="taken over") == "channel_not_found"
        assert refused(there, method, channel=DEALS, ts=ts, text="taken over") == "message_not_found"
    assert "ours alone" not in httpx.get(f"{server.url}/t/{SECOND}/", params={"as": KENJI, "in": DEALS}).text
    assert "ours alone" in httpx.get(f"{server.url}/", params={"as": HANA, "in": SALES}).text


def test_a_file_is_shown_to_its_own_workspaces_token(here: WebClient, there: WebClient) -> None:
    file = there.files_upload_v2(channel=DEALS, content=b"figures", filename="figures.txt")["file"]
    url = str(there.files_info(file=file["id"])["file"]["url_private"])
    until(lambda: httpx.get(url, headers={"Authorization": f"Bearer {there.token}"}).content == b"figures")
    assert refused(here, "files.info", file=file["id"]) == "file_not_found"
    assert httpx.get(url, headers={"Authorization": f"Bearer {here.token}"}).status_code == 403
    assert httpx.get(url).status_code == 403


def test_views_and_triggers_stay_where_they_are(server: Server, here: WebClient, there: WebClient) -> None:
    first, second = server.workspaces
    trigger = second.passes.trigger(KENJI)
    assert refused(here, "views.open", trigger_id=trigger, view=json.dumps(MODAL)) == "invalid_trigger_id"
    view_id = there.views_open(trigger_id=trigger, view=MODAL)["view"]["id"]
    assert refused(here, "views.update", view_id=view_id, view=json.dumps(MODAL)) == "not_found"
    assert here.views_open(trigger_id=first.passes.trigger(HANA), view=MODAL)["ok"]  # an external_id is unique per team only
    assert len(second.modals_of(KENJI)) == len(first.modals_of(HANA)) == 1


def test_a_response_url_answers_in_its_own_workspace(server: Server) -> None:
    first, second = server.workspaces
    url = second.response_url(KENJI, DEALS)
    assert httpx.post(url.replace(f"/t/{SECOND}", ""), json={"text": "astray"}).status_code == 404
    assert httpx.post(url, json={"text": "home"}).status_code == 200
    assert [message.data["text"] for message in second.messages(DEALS, KENJI)][-1] == "home"
    assert "home" not in [message.data["text"] for message in first.messages(SALES, HANA)]


def test_each_has_its_own_page_and_control(server: Server) -> None:
    page = httpx.get(f"{server.url}/t/{SECOND}", follow_redirects=True)
    assert (page.status_code, "山本 健二" in page.text, "佐藤 花" in page.text) == (200, True, False)
    parts = httpx.get(f"{server.url}/t/{SECOND}/page/parts", params={"as": HANA, "in": SALES}).json()  # not their ids: the first's person
    assert "Taro Abe" not in json.dumps(parts)
    do = {"person": KENJI, "channel": DEALS, "text": "typed here"}
    assert httpx.post(f"{server.url}/control/write", params={"team": SECOND}, json=do).json() == {"told": ""}
    assert httpx.post(f"{server.url}/control/write", json=do).status_code == 400
    state = httpx.get(f"{server.url}/control/state", params={"team": SECOND, "person": KENJI}).json()
    assert state["messages"][DEALS][-1]["text"] == "typed here"
    assert httpx.get(f"{server.url}/control/state", params={"team": "T404", "person": KENJI}).status_code == 404
    assert httpx.get(f"{server.url}/clock", params={"team": SECOND}).status_code == 200


def test_the_list_of_workspaces_says_where_the_app_is(server: Server) -> None:
    page = httpx.get(f"{server.url}/apps", headers={"Accept-Language": "ja"}).text
    assert ("Midori Trading" in page, "インストール済みです" in page, f'href="/t/{SECOND}/"' in page) == (True, True, True)


def test_a_workspace_with_another_clock_or_a_known_id_is_not_taken_in() -> None:
    first, second = pair()
    with pytest.raises(ValueError, match="one clock"):
        serve(first, others=[Workspace(read_cast(OTHER), manifest(), clock=Clock())])
    with pytest.raises(ValueError, match="T0SANDBOX already"):
        serve(first, others=[Workspace(read_cast(PEOPLE), manifest(), clock=first.clock)])
    assert second.installed


def test_a_restart_finds_every_workspace_and_installation(tmp_path: Path) -> None:
    first, second = pair()
    with serve(first, others=[second], state=tmp_path) as server:
        registration = server.workspace.registration
        ended = registration.install(second, ["chat:write"])
        registration.uninstall(second)
        token = registration.install(second, ["chat:write"])
        api(server, token).chat_postMessage(channel=DEALS, text="kept there")
        api(server, first.cast.bot_token).chat_postMessage(channel=SALES, text="kept here")
        registration.uninstall(first)
    first, second = pair()
    with serve(first, others=[second], state=tmp_path) as server:
        assert [message.data["text"] for message in second.messages(DEALS, KENJI)] == ["kept there"]
        assert [message.data["text"] for message in first.messages(SALES, HANA)] == ["kept here"]
        assert api(server, token).chat_postMessage(channel=DEALS, text="and on")["ok"]
        assert (second.granted, first.installed, first.granted) == ({"chat:write"}, False, set())
        assert [refused(api(server, dead), "auth.test") for dead in (ended, "xoxb-sandbox")] == ["account_inactive"] * 2


def test_the_program_serves_a_workspace_for_each_people_file(tmp_path: Path) -> None:
    options = ["--port", "0"]
    for option, name, content in (("people", "a", PEOPLE), ("people", "b", OTHER), ("manifest", "m", manifest())):
        (tmp_path / f"{name}.yml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        options += [f"--{option}", str(tmp_path / f"{name}.yml")]
    with started(tmp_path / "log", "sandbox", *options, PYTHONUNBUFFERED="1") as program:
        first, second = until(lambda: program.output.splitlines()[:2] if program.output.count("\n") > 1 else [], 30)
        assert first.startswith("Aozora Sales is open at http://127.0.0.1:")
        assert (second.partition(" is open at ")[0], second.endswith(f"/t/{SECOND}")) == ("Midori Trading", True)
        assert "山本 健二" in httpx.get(f"{second.split()[-1]}/").text
        assert program.end() == 0
