"""Installing by OAuth v2 and leaving again, with Bolt's own flow as the client, over real HTTP."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.deliveries import SignedHttp
from sandbox.server import Server, serve
from tests.installs import DEALS, GUEST, KENJI, SCOPES, SECOND, Bot, api, decide, manifest, pair, refused, told, town
from tests.patience import until
from tests.sandboxes import HANA, SALES

KENJI_THERE = f"{SECOND}:{KENJI}"
HERE = "https://bot.example/back"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Server, Bot]]:
    with town(tmp_path) as both:
        yield both


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Two workspaces without a bot beside them: the tests bring their own codes."""
    first, second = pair()
    with serve(first, others=[second]) as running:
        yield running


def installed(place: tuple[Server, Bot]) -> str:
    """Kenji allows the app; the token it keeps."""
    server, bot = place
    asked, cookie = bot.asks()
    assert bot.returns(decide(server, asked, KENJI_THERE), cookie).status_code == 200
    return bot.token(SECOND)


def acknowledged(server: Server) -> bool:
    """Whether the app is done with everything it was sent."""
    return all(sent["acked"] for sent in server.workspace.registration.courier.deliveries())


def asking(server: Server, **other: str) -> str:
    """The address an app sends a browser to."""
    query = {"client_id": server.workspace.registration.client_id, "scope": "chat:write", "redirect_uri": HERE, "state": "s"} | other
    return str(httpx.URL(f"{server.url}/oauth/v2/authorize", params=query))


def code(server: Server, **other: str) -> str:
    """A fresh code of Kenji's."""
    return told(decide(server, asking(server, **other), KENJI_THERE))["code"]


def proof(server: Server, **other: str) -> dict[str, str]:
    registration = server.workspace.registration
    return {"client_id": registration.client_id, "client_secret": registration.client_secret, "redirect_uri": HERE} | other


def test_a_second_workspace_installs_the_app_and_both_work(place: tuple[Server, Bot]) -> None:
    server, bot = place
    first, second = server.workspaces
    assert second.write(KENJI, DEALS, "/say hi").startswith("/say is not a valid command.")
    token = installed(place)
    assert token not in ("", first.cast.bot_token)
    assert api(server, token).auth_test()["team_id"] == SECOND
    assert api(server, token).chat_postMessage(channel=DEALS, text="there")["channel"] == DEALS
    assert second.write(KENJI, DEALS, "/say hi") == ""
    assert [message.data["text"] for message in second.messages(DEALS, KENJI)] == ["there", f"{SECOND} hi"]
    assert first.messages(SALES, HANA) == []
    kept = bot.store.find_installation(enterprise_id=None, team_id=SECOND)
    assert kept
    assert (kept.user_id, kept.bot_user_id, kept.team_name, kept.bot_scopes) == (KENJI, "U0BOT2", "Midori Trading", SCOPES)


def test_the_answer_has_slacks_shape(server: Server) -> None:
    server.workspace.registration.uninstall(server.workspaces[1])  # whatever another test left there
    answer = httpx.post(f"{server.url}/api/oauth.v2.access", data=proof(server, code=code(server))).json()
    assert answer.pop("access_token").startswith("xoxb-")
    assert answer == {
        "ok": True,
        "app_id": "A0SANDBOX",
        "authed_user": {"id": KENJI},
        "scope": "chat:write",
        "token_type": "bot",
        "bot_user_id": "U0BOT2",
        "team": {"id": SECOND, "name": "Midori Trading"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def test_a_replayed_way_back_is_refused(place: tuple[Server, Bot]) -> None:
    server, bot = place
    asked, cookie = bot.asks()
    address = decide(server, asked, KENJI_THERE)
    assert bot.returns(address, cookie).status_code == 200
    assert bot.returns(address, cookie).status_code == 401
    again = {"code": told(address)["code"], "redirect_uri": f"{bot.url}/slack/oauth_redirect"}
    assert refused(api(server), "oauth.v2.access", **proof(server, **again)) == "code_already_used"


def test_cancelling_installs_nothing(place: tuple[Server, Bot]) -> None:
    server, bot = place
    asked, cookie = bot.asks()
    address = decide(server, asked, KENJI_THERE, "cancel")
    assert told(address) == {"error": "access_denied", "state": told(asked)["state"]}
    assert "access_denied" in bot.returns(address, cookie).text
    assert (bot.token(SECOND), server.workspaces[1].installed) == ("", False)


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_secret": "guessed"}, "bad_client_secret"),
        ({"code": "1.2.3"}, "invalid_code"),
        ({"code": ""}, "invalid_code"),
        ({"redirect_uri": "https://bot.example/elsewhere"}, "bad_redirect_uri"),
        ({"redirect_uri": ""}, "bad_redirect_uri"),
        ({"grant_type": "refresh_token"}, "invalid_grant_type"),
        ({}, ""),
    ],
)
def test_a_code_is_only_for_the_app_that_asked(server: Server, other: dict[str, str], error: str) -> None:
    assert refused(api(server), "oauth.v2.access", **{**proof(server, code=code(server)), **other}) == error


def test_a_code_lasts_ten_minutes(server: Server) -> None:
    young, old = code(server), code(server)
    server.workspace.clock.move(timedelta(minutes=9))
    assert refused(api(server), "oauth.v2.access", **proof(server, code=young)) == ""
    server.workspace.clock.move(timedelta(minutes=2))
    assert refused(api(server), "oauth.v2.access", **proof(server, code=old)) == "invalid_code"


@pytest.mark.parametrize("secret", ["sandbox-client-secret", "guessed"])
def test_an_app_may_prove_itself_by_basic_authentication(server: Server, secret: str) -> None:
    known = (server.workspace.registration.client_id, secret)
    answer = httpx.post(f"{server.url}/api/oauth.v2.access", auth=known, data={"code": code(server), "redirect_uri": HERE}).json()
    assert answer["ok"] is (secret != "guessed"), answer


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"scope": ""}, "no_scopes"),
        ({"scope": "everything"}, "invalid_scope"),
        ({"redirect_uri": "javascript:alert(1)"}, "bad_redirect_uri"),
        ({"redirect_uri": ""}, "bad_redirect_uri"),
        ({"redirect_uri": "https://bot.example/#x"}, "bad_redirect_uri"),
    ],
)
def test_a_wrong_question_is_not_asked(server: Server, other: dict[str, str], name: str) -> None:
    answer = httpx.get(asking(server, **other))
    assert (answer.status_code, f"<code>{name}</code>" in answer.text) == (400, True)


@pytest.mark.parametrize("who", [f"{SECOND}:{GUEST}", f"{SECOND}:{HANA}", "T404:U404", ""])
def test_only_a_member_of_the_workspace_may_install(server: Server, who: str) -> None:
    query = {"client_id": server.workspace.registration.client_id, "scope": "chat:write", "redirect_uri": HERE}
    answer = httpx.post(f"{server.url}/oauth/v2/authorize", data=query | {"who": who, "decision": "allow"})
    assert (answer.status_code, "user_not_found" in answer.text) == (400, True)


def test_another_sites_form_allows_nothing(server: Server) -> None:
    query = dict(httpx.URL(asking(server)).params) | {"who": KENJI_THERE, "decision": "allow"}
    for path in ("/oauth/v2/authorize", "/apps/uninstall"):
        assert httpx.post(f"{server.url}{path}", data=query, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize(("language", "told"), [("en", "There is no such workspace here."), ("ja", "そのワークスペースは見つかりません")])
def test_a_workspace_that_is_not_there_cannot_be_left(server: Server, language: str, told: str) -> None:
    answer = httpx.post(f"{server.url}/apps/uninstall", data={"team": "T404"}, headers={"Accept-Language": language})
    assert (answer.status_code, told in answer.text) == (400, True)


def test_only_registered_addresses_are_gone_back_to() -> None:
    with serve(*pair(manifest(HERE))[:1]) as server:
        assert [httpx.get(asking(server, redirect_uri=address)).status_code for address in ("", HERE, f"{HERE}/below?x=1")] == [200] * 3
        wrong = ("https://bot.example/backwards", "https://evil.example/back", "http://bot.example/back", f"{HERE}/../away")
        assert [httpx.get(asking(server, redirect_uri=address)).status_code for address in wrong] == [400] * 4


def test_installing_again_widens_the_scopes_of_one_installation(server: Server) -> None:
    def grant(scope: str) -> Any:
        return httpx.post(f"{server.url}/api/oauth.v2.access", data=proof(server, code=code(server, scope=scope))).json()

    first, second = grant("chat:write"), grant("users:read,commands")
    assert first["access_token"] == second["access_token"]
    assert {"chat:write", "users:read", "commands"} <= set(second["scope"].split(","))
    assert server.workspaces[1].granted == set(second["scope"].split(","))


@pytest.mark.parametrize("way", ["method", "page", "control"])
def test_uninstalling_tells_the_app_and_ends_the_token(place: tuple[Server, Bot], way: str) -> None:
    server, bot = place
    token = installed(place)
    if way == "method":
        registration = server.workspace.registration
        api(server, token).apps_uninstall(client_id=registration.client_id, client_secret=registration.client_secret)
    elif way == "page":
        httpx.post(f"{server.url}/apps/uninstall", data={"team": SECOND})
    else:
        httpx.post(f"{server.url}/control/uninstall?team={SECOND}")
    until(lambda: {event["type"] for event in bot.heard} >= {"app_uninstalled", "tokens_revoked"})
    revoked = next(event for event in bot.heard if event["type"] == "tokens_revoked")
    assert (revoked["tokens"]["oauth"], revoked["tokens"]["bot"], revoked["team_id"]) == ([], ["U0BOT2"], SECOND)
    until(lambda: acknowledged(server))
    assert bot.token(SECOND) == ""  # Bolt's own listeners deleted it
    assert refused(api(server, token), "auth.test") == "account_inactive"
    heard = len(bot.heard)
    server.workspaces[1].open_home(KENJI)
    assert (server.workspaces[1].write(KENJI, DEALS, "hello?"), len(bot.heard)) == ("", heard)
    assert installed(place) not in ("", token)
    assert refused(api(server, token), "auth.test") == "account_inactive"


def test_a_revoked_token_is_dead_and_a_new_one_comes_by_installing_again(place: tuple[Server, Bot]) -> None:
    server, bot = place
    token = installed(place)
    assert api(server, token).auth_revoke(test=True)["revoked"] is False
    assert api(server, token).auth_revoke()["revoked"] is True
    until(lambda: [event["type"] for event in bot.heard] == ["tokens_revoked"] and acknowledged(server))
    assert refused(api(server, token), "chat.postMessage", channel=DEALS, text="x") == "token_revoked"
    assert refused(api(server, "xoxb-never"), "auth.test") == "invalid_auth"
    again = installed(place)
    assert again != token
    assert api(server, again).chat_postMessage(channel=DEALS, text="back")["ok"]


def test_what_still_waited_is_not_sent_after_the_app_left() -> None:
    first, _ = pair()
    first.delivery = SignedHttp("http://127.0.0.1:9/nobody", "secret", first.clock, verified=True)
    with serve(first) as server:
        courier = server.workspace.registration.courier

        def attempts(what: str) -> int:
            return next((len(sent["attempts"]) for sent in courier.deliveries() if sent["what"] == what), 0)

        first.open_home(HANA)
        until(lambda: attempts("app_home_opened") == 2)
        first.registration.uninstall(first)
        until(lambda: attempts("app_uninstalled") == 2)
        first.clock.move(timedelta(minutes=1))
        until(lambda: attempts("app_uninstalled") == 3)
        first.clock.move(timedelta(minutes=5))
        until(lambda: attempts("app_uninstalled") == 4)
        assert attempts("app_home_opened") == 2
