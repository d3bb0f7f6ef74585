"""What people allowed the app and it has not taken yet: an OAuth code for each, good once and for ten minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sandbox.clock import Clock
from sandbox.errors import SlackError

if TYPE_CHECKING:
    from sandbox.ground import Ground

LASTS = timedelta(minutes=10)  # docs.slack.dev, installing with OAuth: a code expires after ten minutes


@dataclass
class Grant:
    """What one person allowed: for which workspace, which scopes, and where the browser was sent ("": as the app's settings say)."""

    workspace: "Ground"
    person: str
    scopes: Sequence[str]
    redirect_uri: str
    until: datetime
    used: bool = False


class Grants:
    """All codes given out. The ten minutes are the workspace's clock's."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.codes: dict[str, Grant] = {}

    def allow(self, workspace: "Ground", person: str, scopes: Sequence[str], redirect_uri: str) -> str:
        """The code of a new grant."""
        code = f"{token_hex(5)}.{token_hex(6)}.{token_hex(32)}"
        self.codes[code] = Grant(workspace, person, scopes, redirect_uri, self.clock.now() + LASTS)
        return code

    def take(self, code: str, redirect_uri: str) -> Grant:
        """Use a code up. SlackError: invalid_code (unknown, too old), code_already_used, bad_redirect_uri ([R] oauth.v2.access)."""
        grant = self.codes.get(code)
        if grant is None or self.clock.now() > grant.until:
            raise SlackError("invalid_code")
        if grant.used:
            raise SlackError("code_already_used")
        if grant.redirect_uri != redirect_uri:
            raise SlackError("bad_redirect_uri")
        grant.used = True
        return grant


def permitted(redirect_uri: str, registered: Sequence[str]) -> bool:
    """Whether the browser may be sent there: to a registered address or below one (docs.slack.dev, installing with OAuth); anywhere on the
    web when none is registered."""
    return web(redirect_uri) and (not registered or any(below(redirect_uri, one) for one in registered))


def web(address: str) -> bool:
    """Whether it is an address of the web at all."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.fragment
    except ValueError:
        return False


def below(address: str, base: str) -> bool:
    """Same scheme, host and port, and a path at or under the base's."""
    one, other = urlsplit(address), urlsplit(base)
    path = other.path.rstrip("/")
    same = (one.scheme, one.netloc) == (other.scheme, other.netloc)
    return same and ".." not in one.path and (one.path.rstrip("/") == path or one.path.startswith(f"{path}/"))
