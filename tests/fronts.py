"""The bot's app in the tests' process: real Bolt on an office, answers by real HTTP into a sandbox workspace."""

from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.app import build_app
from bot.clients import Always
from bot.replies import Replies
from sandbox.server import Server
from tests.office import WORKSPACE, Office
from tests.sandboxes import HANA, SALES

Json = dict[str, Any]


def client(place: Server) -> WebClient:
    return WebClient(place.workspace.cast.bot_token, base_url=f"{place.url}/api/", timeout=5, retry_handlers=[])


def texts(place: Server, person: str = HANA, channel: str = SALES) -> list[str]:
    """What the person sees in a channel."""
    return [message.data["text"] for message in place.workspace.messages(channel, person)]


class Front:
    """The bot's app on an office, and what it is sent."""

    def __init__(self, place: Server, office: Office, replies: Replies) -> None:
        self.place, self.office, self.replies = place, office, replies
        self.app: App = build_app(clients=Always(client(place)), signing_secret="s", answering=office.answering, replies=replies)

    def dispatch(self, payload: Json) -> BoltResponse:
        """As Socket Mode hands it over."""
        return self.app.dispatch(BoltRequest(mode="socket_mode", body=payload))

    def passes(self, person: str, channel: str = SALES) -> Json:
        """A trigger and a response_url of now."""
        workspace = self.place.workspace
        return {"trigger_id": workspace.passes.trigger(person), "response_url": workspace.response_url(person, channel)}

    def command(self, text: str, person: str = HANA, **more: str) -> BoltResponse:
        """A slash command."""
        command, _, rest = text.partition(" ")
        body = {"command": command, "text": rest, "user_id": person, "team_id": WORKSPACE, "channel_id": SALES, "token": ""}
        return self.dispatch(body | self.passes(person) | more)

    def tap(self, action: str, person: str = HANA, **more: Any) -> BoltResponse:
        """A tap in a message."""
        used = {"type": "button", "action_id": action, "block_id": "b", "value": "", "action_ts": self.office.stamp()}
        body = {"type": "block_actions", "user": {"id": person}, "team": {"id": WORKSPACE}, "channel": {"id": SALES}, "actions": [used]}
        return self.dispatch(body | self.passes(person) | more)
