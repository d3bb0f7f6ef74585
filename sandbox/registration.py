"""The app as it is registered at this Slack: its keys, the way to it, and the workspaces it is installed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sandbox.clock import Clock
from sandbox.courier import Courier
from sandbox.deliveries import EVENT, FIRST, Answer, Delivery, How, SignedHttp
from sandbox.errors import SlackError
from sandbox.faults import Faults
from sandbox.grants import Grants, permitted
from sandbox.people import Cast
from sandbox.sockets import SocketMode

if TYPE_CHECKING:
    from sandbox.ground import Ground

REVOKED, REMOVED = "token_revoked", "account_inactive"  # [R] errors of every method: the token was revoked; the app or its bot is gone


@dataclass(frozen=True)
class Nowhere:
    """The way to an app that is not installed: nothing leaves the workspace."""

    def deliver(self, kind: str, payload: dict[str, Any], how: How = FIRST) -> Answer:  # noqa: ARG002  a Delivery's parameters
        """Not sent."""
        return Answer(failed="unreachable")

    def connected(self) -> bool:
        """Nobody is there."""
        return False

    def disproved(self) -> str:
        """Nothing is sent."""
        return ""

    def close(self) -> None:
        """Nothing is open."""


class Registration:
    """One app; all its workspaces share its connections, its clock and the faults switched on."""

    def __init__(self, cast: Cast, manifest: Mapping[str, Any], clock: Clock, deliver_to: str = "") -> None:
        """The keys are those of the first workspace's people file. Deliveries go to `deliver_to`, without it over Socket Mode."""
        self.app_id, self.app_token, self.signing_secret = cast.app_id, cast.app_token, cast.signing_secret
        self.client_id, self.client_secret = cast.client_id, cast.client_secret
        self.manifest, self.clock = manifest, clock
        self.url = ""  # where it is served
        self.faults = Faults()
        self.sockets = SocketMode(cast.app_id, self.faults)
        self.delivery: Delivery = SignedHttp(deliver_to, cast.signing_secret, clock) if deliver_to else self.sockets
        self.courier = Courier(lambda: self.delivery, clock, self.faults)
        self.workspaces: list[Ground] = []
        self.grants = Grants(clock)
        self.tokens: dict[str, Ground] = {}  # bot tokens that work
        self.ended: dict[str, str] = {}  # bot tokens that worked → the error they get now

    @property
    def name(self) -> str:
        """The app's, by its manifest."""
        return str(self.manifest.get("display_information", {}).get("name") or self.workspaces[0].bot.real_name)

    @property
    def scopes(self) -> Sequence[str]:
        """The bot scopes the manifest lists."""
        return list(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    @property
    def addresses(self) -> Sequence[str]:
        """Where a browser may be sent back to, as far as the manifest says."""
        return list(self.manifest.get("oauth_config", {}).get("redirect_urls", []))

    def way_back(self, redirect_uri: str) -> str:
        """Where the browser goes after the question; the first registered one unless the app says. SlackError bad_redirect_uri."""
        address = redirect_uri or next(iter(self.addresses), "")
        if not permitted(address, self.addresses):
            raise SlackError("bad_redirect_uri")
        return address

    def told(self, granted: set[str]) -> str:
        """Scopes as Slack writes them: between commas, the manifest's order first."""
        return ",".join([*(one for one in self.scopes if one in granted), *sorted(granted.difference(self.scopes))])

    def host(self, workspace: "Ground") -> None:
        """Serve this workspace too; the app is not installed there until somebody allows it. ValueError: another clock, a known team."""
        if workspace.clock is not self.clock:
            raise ValueError("workspaces of one Slack have one clock: Workspace(cast, manifest, clock=first.clock)")
        if workspace.team_id in [known.team_id for known in self.workspaces]:
            raise ValueError(f"there is a workspace {workspace.team_id} already")
        if workspace.cast.bot_token in self.tokens:
            workspace.cast.bot_token = ""
        workspace.registration.close()
        workspace.belong(self)
        self.workspaces.append(workspace)

    def close(self) -> None:
        """Nothing is sent or received any more."""
        self.courier.close()
        self.delivery.close()

    def team(self, team_id: str) -> "Ground":
        """The workspace with this id; the first for "". KeyError."""
        if not team_id:
            return self.workspaces[0]
        return {workspace.team_id: workspace for workspace in self.workspaces}[team_id]

    def at(self, token: str) -> "Ground":
        """The workspace a token works in; an app-level token is of the first. SlackError: not_authed, token_revoked, …, invalid_auth."""
        if not token:
            raise SlackError("not_authed")
        if token == self.app_token:
            return self.workspaces[0]
        if token not in self.tokens:
            raise SlackError(self.ended.get(token, "invalid_auth"))
        return self.tokens[token]

    def install(self, workspace: "Ground", scopes: Sequence[str]) -> str:
        """Install, or widen what was granted; the bot token, the same as long as it works (docs.slack.dev, installing with OAuth)."""
        token = workspace.cast.bot_token
        if not token or token in self.ended or self.tokens.get(token, workspace) is not workspace:
            token = f"xoxb-{token_hex(24)}"
        self.tokens[token] = workspace
        workspace.welcome(token, {*workspace.granted, *scopes})
        return token

    def revoke(self, workspace: "Ground", error: str = REVOKED) -> bool:
        """The bot token works no more, and its user leaves the channels ([R] auth.revoke); whether there was one that worked."""
        token = workspace.cast.bot_token
        if self.tokens.pop(token, None) is None:
            return False
        self.ended[token] = error
        workspace.part()
        self.tell(workspace, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot.id]}})
        return True

    def uninstall(self, workspace: "Ground") -> bool:
        """The app is gone from the workspace, with every token and scope; whether it was there. The last it hears from there."""
        if not workspace.installed:
            return False
        self.courier.forget(workspace.team_id)
        self.revoke(workspace, REMOVED)
        self.tell(workspace, {"type": "app_uninstalled"})
        self.ended[workspace.cast.bot_token] = REMOVED
        workspace.left()
        return True

    def tell(self, workspace: "Ground", event: Mapping[str, Any]) -> None:
        """An event about the installation itself, from a thread of its own, when the manifest asks for it."""
        if event["type"] in workspace.events:
            payload = workspace.payloads.event(event, int(self.clock.now().timestamp()))
            self.courier.later.after(0, lambda: self.courier.deliver(EVENT, payload))
