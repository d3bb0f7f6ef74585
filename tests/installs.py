"""Two workspaces of one Slack, and an unmodified Bolt app that installs itself by OAuth over real HTTP. A pytest plugin's parts."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from slack_bolt import App
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from starlette.applications import Starlette
from starlette.routing import Route

from sandbox.clock import Clock
from sandbox.deliveries import SignedHttp
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from tests.sandboxes import MANIFEST, PEOPLE
from tests.serving import served

KENJI, GUEST, DEALS, PLAN = "U0KENJI", "U0GUEST", "C0DEALS", "C0PLAN"
FIRST, SECOND = "T0SANDBOX", "T0SECOND"
OTHER: dict[str, Any] = {
    "team": {"id": SECOND, "name": "Midori Trading", "domain": "midori"},
    "bot": {"id": "U0BOT2", "name": "onpace", "real_name": "OnPace"},
    "people": [
        {"id": KENJI, "name": "kenji", "real_name": "山本 健二", "locale": "ja-JP", "title": "manager"},
        {"id": GUEST, "name": "guest", "real_name": "Gil Guest", "is_restricted": True},
    ],
    "channels": [{"id": DEALS, "name": "deals", "members": [KENJI]}, {"id": PLAN, "name": "plan", "members": [KENJI], "is_private": True}],
}
SCOPES = ["commands", "chat:write"]


def manifest(*addresses: str) -> dict[str, Any]:
    """The small manifest, subscribed to leaving; these redirect_urls, none: any."""
    events = [*MANIFEST["settings"]["event_subscriptions"]["bot_events"], "app_uninstalled", "tokens_revoked"]
    oauth = MANIFEST["oauth_config"] | ({"redirect_urls": list(addresses)} if addresses else {})
    return MANIFEST | {"settings": {"event_subscriptions": {"bot_events": events}}, "oauth_config": oauth}


def pair(about: dict[str, Any] | None = None) -> tuple[Workspace, Workspace]:
    """The first workspace and another on the same clock, not yet served."""
    clock, told = Clock(), about or manifest()
    return Workspace(read_cast(PEOPLE), told, clock=clock), Workspace(read_cast(OTHER), told, clock=clock)


def api(server: Server, token: str = "") -> WebClient:
    """A client without retries."""
    return WebClient(token or None, base_url=f"{server.url}/api/", retry_handlers=[])


def refused(client: WebClient, method: str, **given: Any) -> str:
    """The error a call ends with, "" when it does not."""
    try:
        client.api_call(method, params=given)
    except SlackApiError as wrong:
        return str(wrong.response["error"])
    return ""


@dataclass
class Bot:
    """A Bolt app with OAuth, and what it heard."""

    url: str
    store: FileInstallationStore
    heard: list[dict[str, Any]] = field(default_factory=list)

    def asks(self) -> tuple[str, str]:
        """Where its install page leads, and the cookie it gives the browser."""
        page = httpx.get(f"{self.url}/slack/install")
        found = re.search(r'href="([^"]+oauth/v2/authorize[^"]+)"', page.text)
        assert found
        return unescape(found[1]), page.headers["set-cookie"].partition(";")[0]

    def returns(self, address: str, cookie: str) -> httpx.Response:
        """The browser comes back."""
        return httpx.get(address, headers={"Cookie": cookie})

    def token(self, team: str) -> str:
        """What it keeps for the team, "" when nothing."""
        kept = self.store.find_bot(enterprise_id=None, team_id=team)
        return str(kept.bot_token) if kept else ""


def decide(server: Server, asked: str, who: str, decision: str = "allow") -> str:
    """Open the page that asks, answer it as somebody; where the browser is sent."""
    assert httpx.get(asked).status_code == 200
    query = {key: values[0] for key, values in parse_qs(urlsplit(asked).query, keep_blank_values=True).items()}
    answer = httpx.post(f"{server.url}/oauth/v2/authorize", data=query | {"who": who, "decision": decision})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def told(address: str) -> dict[str, str]:
    """The query of an address."""
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


@contextmanager
def bolted(server: Server, folder: Path) -> Iterator[Bot]:
    """The app, reachable for the server's deliveries."""
    cast = server.workspace.cast
    store = FileInstallationStore(base_dir=str(folder / "installations"), client_id=cast.client_id)
    settings = OAuthSettings(
        client_id=cast.client_id,
        client_secret=cast.client_secret,
        scopes=SCOPES,
        authorization_url=f"{server.url}/oauth/v2/authorize",
        installation_store=store,
        state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(folder / "states"), client_id=cast.client_id),
    )
    client = api(server)
    app = App(
        client=client,
        signing_secret=cast.signing_secret,
        oauth_flow=OAuthFlow(client=client, settings=settings),
        process_before_response=True,
    )
    bot = Bot("", store)

    def note(body: dict[str, Any], next: Callable[[], Any]) -> None:
        if "event" in body:
            bot.heard.append(body["event"] | {"team_id": body["team_id"]})
        next()

    app.enable_token_revocation_listeners()
    app.middleware(note)
    app.event(re.compile(".*"))(lambda: None)
    app.command("/say")(lambda ack, command: ack(f"{command['team_id']} {command['text']}"))
    handler = SlackRequestHandler(app)
    paths = ["/slack/install", "/slack/oauth_redirect", "/slack/events"]
    with served(Starlette(routes=[Route(path, handler.handle, methods=["GET", "POST"]) for path in paths])) as url:
        bot.url = url
        settings.redirect_uri = settings.authorize_url_generator.redirect_uri = f"{url}/slack/oauth_redirect"
        server.workspace.delivery = SignedHttp(f"{url}/slack/events", cast.signing_secret, server.workspace.clock)
        yield bot


@contextmanager
def town(folder: Path) -> Iterator[tuple[Server, Bot]]:
    """Both workspaces served and the app beside them."""
    first, second = pair()
    with serve(first, others=[second]) as server, bolted(server, folder) as bot:
        yield server, bot
