"""Several workspaces over HTTP: each installs for itself through the browser, none sees another, who leaves is forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sealing import new_key
from sandbox.deliveries import EVENT, SLASH
from tests.installs import KENJI, SECOND, decide, told
from tests.patience import until
from tests.people import TEAM_CHANNEL
from tests.processes import started
from tests.tenants import FIRST, WHO, Town, browser, environment, running, secrets_of, town

GERMAN = {"Accept-Language": "de-DE,de;q=0.9"}
JAPANESE = {"Accept-Language": "ja,en;q=0.5"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("town") / "onpace.db"


@pytest.fixture(scope="module")
def place(file: Path) -> Iterator[Town]:
    """One town for all tests of the file; OnPace is installed in the first workspace, and each test takes care of the second."""
    with town(file.parent, f"sqlite:///{file}", ONPACE_KEEP_DAYS="7") as there:
        assert "OnPace was not installed" not in there.installed(FIRST).text
        yield there


@pytest.fixture
def both(place: Town) -> Town:
    """OnPace installed in the second workspace too."""
    if not place.kept(SECOND):
        assert place.installed(SECOND).status_code == 200
    return place


def slash(place: Town, team: str, text: str) -> dict[str, Any]:
    """A slash command as Slack sends it, whether or not the app is installed."""
    there, (person, channel) = place.place(team), WHO[team]
    passes = {"trigger_id": there.passes.trigger(person), "response_url": there.response_url(person, channel)}
    return there.payloads.slash(there.by_id[person], there.channels[channel], "/onpace", text, passes)


def event(place: Town, team: str, kind: str, **more: Any) -> dict[str, Any]:
    """An event of now."""
    there = place.place(team)
    return there.payloads.event({"type": kind, **more}, int(there.clock.now().timestamp()))


# Coming


def test_a_workspace_installs_through_the_browser_and_is_answered(both: Town) -> None:
    assert both.said(SECOND, "/onpace") != ""
    row = both.row(SECOND)
    assert row
    assert (row.bot_user_id, row.installed_by, row.uninstalled_at) == ("U0BOT2", KENJI, None)
    assert set(row.scopes.split(",")) == set(both.server.workspace.registration.scopes)


def test_the_page_says_in_the_browsers_language_where_to_go_on(both: Town) -> None:
    answer = both.browser.get(decide(both.server, both.asked(), f"{SECOND}:{KENJI}"), headers=JAPANESE)
    assert (answer.status_code, "Midori Trading に OnPace をインストールしました" in answer.text) == (200, True)
    assert f"https://slack.com/app_redirect?app={both.server.workspace.registration.app_id}&amp;team={SECOND}" in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"
    answer = both.browser.get(decide(both.server, both.asked(), f"{SECOND}:{KENJI}"), headers=GERMAN)
    assert "OnPace is installed in Midori Trading" in answer.text


def test_installing_again_keeps_one_row_and_the_data(both: Town) -> None:
    both.said(SECOND, "/onpace")
    before = both.rows()[SECOND]
    assert both.installed(SECOND).status_code == 200
    assert both.rows()[SECOND] == before


def test_no_token_is_read_in_the_database_or_the_log(both: Town, file: Path) -> None:
    both.said(SECOND, "/onpace")
    written = b"".join(path.read_bytes() for path in file.parent.glob("onpace.db*")) + both.bot.output.encode()
    assert [name for name, secret in (secrets_of(both.server) | {"key": both.key}).items() if secret.encode() in written] == []
    assert both.kept(SECOND), "there is one, encrypted"


def test_what_two_workspaces_record_never_meets(both: Town) -> None:
    first = both.rows()[FIRST]
    for text in ("/onpace", "/onpace help"):
        both.said(SECOND, text)
    assert both.rows()[FIRST] == first
    assert all(KENJI not in str(message.data) for message in both.place(FIRST).messages(TEAM_CHANNEL, WHO[FIRST][0]))
    assert both.server.workspace.home_of(KENJI) is None
    both.place(SECOND).open_home(KENJI)
    assert until(lambda: both.place(SECOND).home_of(KENJI)), "shown with the second workspace's own token"


# What is not let in


def forged(place: Town) -> str:
    return f"{place.url}/slack/oauth_redirect?code=1.2.3&state=guessed"


@pytest.mark.parametrize(
    ("how", "status", "sentence"),
    [
        ("no state", 400, "not reached from the installation"),
        ("a guessed state", 400, "not reached from the installation"),
        ("a guessed state and cookie", 401, "used already"),
        ("another browser", 400, "not reached from the installation"),
        ("no code", 401, "missing_code"),
        ("a guessed code", 401, "invalid_code"),
        ("cancelled", 200, "cancelled"),
        ("markup", 200, "unknown"),
    ],
)
def test_what_did_not_come_about_is_said_and_stores_nothing(place: Town, how: str, status: int, sentence: str) -> None:
    before = place.row(SECOND), place.rows()
    back = f"{place.url}/slack/oauth_redirect"
    asked = place.asked()
    state = told(asked)["state"]
    addresses = {
        "no state": f"{back}?code=1.2.3",
        "a guessed state": f"{back}?code=1.2.3&state=guessed",
        "no code": f"{back}?state={state}",
        "a guessed code": f"{back}?code=1.2.3&state={state}",
        "markup": f"{back}?error=%3Cscript%3Ealert(1)%3C/script%3E",
    }
    if how == "a guessed state and cookie":
        answer = httpx.get(f"{back}?code=1.2.3&state=guessed", headers={"Cookie": "slack-app-oauth-state=guessed"})
    elif how == "another browser":
        with browser() as other:
            answer = other.get(decide(place.server, asked, f"{SECOND}:{KENJI}"))
    elif how == "cancelled":
        answer = place.browser.get(decide(place.server, asked, f"{SECOND}:{KENJI}", "cancel"))
    else:
        answer = place.browser.get(addresses[how])
    assert (answer.status_code, sentence in answer.text, "<script" in answer.text) == (status, True, False), answer.text
    assert (place.row(SECOND), place.rows()) == before
    assert "1.2.3" not in place.bot.output


@pytest.mark.parametrize(
    ("fault", "method"),
    [("server_error", "oauth.v2.access"), ("rate_limited", "oauth.v2.access"), ("cut", "oauth.v2.access"), ("server_error", "auth.test")],
)
def test_while_slack_is_in_trouble_the_page_says_so_and_not_that_the_code_was_wrong(place: Town, fault: str, method: str) -> None:
    before = place.row(SECOND), place.rows()
    address = decide(place.server, place.asked(), f"{SECOND}:{KENJI}")
    faults = place.server.workspace.faults
    faults.on(fault, method=method, times=1)
    try:
        answer = place.browser.get(address, headers=GERMAN)
    finally:
        faults.off()
    assert (answer.status_code, "Please wait a few minutes" in answer.text, "invalid_code" in answer.text) == (503, True, False)
    assert (place.row(SECOND), place.rows()) == before


def test_a_state_is_good_once(both: Town) -> None:
    state = told(both.asked())["state"]
    cookie = {"Cookie": f"slack-app-oauth-state={state}"}
    back = f"{both.url}/slack/oauth_redirect?state={state}&code=1.2.3"
    first, second = (httpx.get(back, headers=cookie) for _ in range(2))
    assert ("invalid_code" in first.text, "used already" in second.text, second.status_code) == (True, True, 401)


def test_a_state_lasts_ten_minutes(both: Town) -> None:
    asked = both.asked()
    address = decide(both.server, asked, f"{SECOND}:{KENJI}")
    both.server.workspace.clock.move(timedelta(minutes=11))
    assert both.browser.get(address).status_code == 401


def test_a_page_no_browser_of_ours_needs_is_not_there(place: Town) -> None:
    assert httpx.post(f"{place.url}/slack/install").status_code == 405
    assert httpx.get(f"{place.url}/slack/install?team=T1%0D%0ASet-Cookie:x=1").headers.get_list("set-cookie")[0].startswith("slack-app")


# Going


@pytest.mark.parametrize("order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled")])
def test_both_events_in_any_order_and_again_delete_the_token_once(both: Town, order: tuple[str, str]) -> None:
    tokens = {"tokens": {"oauth": [], "bot": ["U0BOT2"]}}
    for kind in order * 2:
        payload = event(both, SECOND, kind, **(tokens if kind == "tokens_revoked" else {}))
        assert both.server.workspace.registration.delivery.deliver(EVENT, payload).failed == ""
        assert both.kept(SECOND) == "", "at the first of them, before Slack is answered"
    row = both.row(SECOND)
    assert row
    assert row.uninstalled_at
    assert both.kept(FIRST)


def test_the_end_of_a_persons_token_ends_nothing(both: Town) -> None:
    both.server.workspace.registration.delivery.deliver(EVENT, event(both, SECOND, "tokens_revoked", tokens={"oauth": [KENJI], "bot": []}))
    assert both.kept(SECOND)


def test_what_comes_from_a_workspace_that_left_is_answered_and_writes_nothing(both: Town) -> None:
    both.said(SECOND, "/onpace")
    both.uninstalled(SECOND)
    before = both.rows()
    answer = both.server.workspace.registration.delivery.deliver(SLASH, slash(both, SECOND, ""))
    assert "not installed" in str(answer.body) or "インストールされていません" in str(answer.body), answer
    opened = event(both, SECOND, "app_home_opened", user=KENJI, channel="D1", tab="home")
    assert both.server.workspace.registration.delivery.deliver(EVENT, opened).failed == ""
    assert both.rows() == before


def test_who_comes_back_in_time_finds_everything(both: Town) -> None:
    both.said(SECOND, "/onpace")
    both.uninstalled(SECOND)
    before = both.rows()[SECOND]
    both.server.workspace.clock.move(timedelta(days=6))
    assert both.installed(SECOND).status_code == 200
    both.server.workspace.clock.move(timedelta(days=6))
    assert both.said(SECOND, "/onpace") != ""
    assert both.rows()[SECOND] == before


def test_an_end_from_before_the_new_beginning_is_old_news(both: Town) -> None:
    """Slack sends what was not acknowledged again after five minutes."""
    late = event(both, SECOND, "app_uninstalled")
    both.server.workspace.clock.move(timedelta(minutes=5))
    both.installed(SECOND)
    both.server.workspace.registration.delivery.deliver(EVENT, late)
    assert both.kept(SECOND)


def test_after_the_delay_everything_of_the_workspace_is_gone(both: Town) -> None:
    both.said(SECOND, "/onpace")
    both.said(FIRST, "/onpace")
    first = both.rows()[FIRST]
    both.uninstalled(SECOND)
    both.server.workspace.clock.move(timedelta(days=8))
    until(lambda: both.rows().keys() == {FIRST}, 30)
    assert both.rows() == {FIRST: first}
    assert both.said(FIRST, "/onpace") != ""
    assert both.installed(SECOND).status_code == 200
    assert both.said(SECOND, "/onpace") != ""


# The process again


def test_another_process_opens_the_tokens_with_the_same_key_and_no_other(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'onpace.db'}"
    with town(tmp_path, database) as first:
        first.installed(SECOND)
        assert first.said(SECOND, "/onpace") != ""
        first.bot.end()
        again = tmp_path / "again"
        again.mkdir()
        with running(again, first.server, database, first.key) as second:
            assert second.said(SECOND, "/onpace") != ""
        second.bot.end()
        words = ("bot", "run", "--transport", "http", "--port", "0")
        with started(tmp_path / "other", *words, **environment(first.server, database, new_key())) as other:
            assert other.process.wait(30) == 1
        assert other.output.startswith(f"ONPACE_TOKEN_KEY does not open the token of {SECOND}. Add the key it was sealed with")
