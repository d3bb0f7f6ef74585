"""Waiting for Slack at the start: what keeps it from answering, whether that passes, and the tries until it does."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TypeVar

import structlog
from slack_sdk.errors import SlackApiError

from bot.clients import DEAD, asked

log = structlog.get_logger()

T = TypeVar("T")

LONGEST = 60.0  # seconds between two tries, unless Slack asks for more
#: Slack knows the token and says no to it: trying again helps nobody (docs.slack.dev, errors of auth.test and apps.connections.open).
REFUSED = DEAD | {
    "not_allowed_token_type",
    "no_permission",
    "missing_scope",
    "org_login_required",
    "team_access_not_granted",
    "ekm_access_denied",
    "access_denied",
    "enterprise_is_restricted",
    "user_removed_from_team",
    "user_is_restricted",
    "invalid_arguments",
    "app_missing_action_url",
    "forbidden_team",
}
PASSING = (SlackApiError, OSError, HTTPException)
UNREAD = "Received a response in a non-JSON format"  # slack_sdk, web/internal_utils.py


class StoppedError(Exception):
    """Ctrl-C or SIGTERM came while waiting."""


def refused(trouble: Exception) -> bool:
    """Whether Slack refuses the token itself."""
    return isinstance(trouble, SlackApiError) and trouble.response.get("error") in REFUSED


def cause(trouble: Exception) -> str:
    """Why Slack gave no answer, in a few words; no token is in them."""
    if not isinstance(trouble, SlackApiError):
        return f"Slack does not answer ({getattr(trouble, 'reason', None) or trouble or type(trouble).__name__})"
    error, status = str(trouble.response.get("error") or "nothing"), getattr(trouble.response, "status_code", 200)
    if status == 429 or error in ("ratelimited", "rate_limited"):
        return "Slack asks to wait (ratelimited)"
    if status >= 500:
        return f"Slack has trouble of its own (HTTP {status})"
    if error.startswith(UNREAD):
        return f"what answers is no Slack API (HTTP {status}, no JSON): check SLACK_API_URL"
    return f"Slack says {error}"


@dataclass
class Waiting:
    """The tries of one start. `begun` is entered when the first fails (it tells /healthz) and left when all is well."""

    stopped: threading.Event
    begun: Callable[[ExitStack], object] = lambda _: None
    why: str = ""
    _stack: ExitStack = field(default_factory=ExitStack)

    def until(self, ask: Callable[[], T]) -> T:
        """What was asked, tried again for as long as it takes. Raises a refusal of the token at once; StoppedError."""
        pause = 1.0
        with self._stack:
            while True:
                try:
                    return ask()
                except PASSING as trouble:
                    if refused(trouble):
                        raise
                    seconds = asked(trouble) or pause
                    self._wait(cause(trouble), seconds)
                pause = min(2 * pause, LONGEST)

    def _wait(self, why: str, seconds: float) -> None:
        first, self.why = not self.why, why
        log.warning("waiting for Slack", trouble=why, again_in_seconds=seconds)
        if first:
            self.begun(self._stack)
            self._stack.callback(setattr, self, "why", "")
        if self.stopped.wait(seconds):
            raise StoppedError
