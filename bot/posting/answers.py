"""What Slack's no means for a message: wait, mend something first, look whether it was posted, or give it up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Any

from slack_sdk.errors import SlackApiError

#: The token's trouble, not the message's: nothing goes out until somebody has mended that ([R] chat.postMessage, errors).
TOKEN = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_installed"}
#: The place's (or the app's rights there): this message and others to it go out once somebody has mended that.
PLACE = {
    "access_denied",
    "cannot_dm_bot",
    "cannot_dm_user",
    "channel_is_limited_access",
    "channel_not_found",
    "ekm_access_denied",
    "is_archived",
    "is_inactive",  # what chat.update says of an archived channel ([R] chat.update, errors)
    "messages_tab_disabled",
    "missing_scope",
    "no_permission",
    "not_in_channel",
    "posting_to_channel_denied",
    "read_only_channel",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    "team_access_not_granted",
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "users_not_found",
}
#: Nothing was done, and trying again may help.
PASSING = {"service_unavailable", "request_timeout", "team_added_to_org", "file_not_found"}
#: "Some aspect of the operation may have succeeded" (docs.slack.dev, common errors); "" is an answer that is not Slack's.
UNSURE = {"internal_error", "fatal_error", ""}
#: A message that cannot be edited any more ([R] chat.update, errors), and how long a board waits before it is posted anew for it.
GONE = {
    "message_not_found": timedelta(minutes=5),
    "cant_update_message": timedelta(days=1),
    "edit_window_closed": timedelta(days=1),
}
UNTOLD = 30  # seconds to wait when Slack does not say how long


class Waits(Exception):  # noqa: N818 - nothing went wrong
    """Nothing was sent: the next call is allowed at `until`."""

    def __init__(self, until: datetime) -> None:
        """When."""
        super().__init__(f"until {until}")
        self.until = until


class NotDone(Exception):  # noqa: N818 - an outcome
    """An answer was lost, of a call that shows nothing to anybody: it can be made again at once."""


class Trouble(StrEnum):
    """What kind of no it is."""

    LIMIT = "limit"
    TOKEN = "token"
    PLACE = "place"
    PASSING = "passing"
    UNSURE = "unsure"
    MESSAGE = "message"


@dataclass
class Refused(Exception):  # noqa: N818 - an answer of Slack's, not an error of ours
    """Slack said no to a call of `method`; `wait` seconds are asked for (0: none)."""

    method: str
    error: str
    status: int = 200
    wait: int = 0

    @classmethod
    def of(cls, method: str, said: SlackApiError) -> "Refused":
        """What the SDK raised: Slack's error ("" when what came is not Slack's JSON), the HTTP status, the seconds to wait."""
        response: Any = said.response
        if isinstance(response, dict):
            error, status, headers = "", int(response.get("status") or 0), response.get("headers") or {}
        else:
            error, status, headers = str(response.get("error") or ""), response.status_code, response.headers
        told = next((str(value) for name, value in headers.items() if name.lower() == "retry-after"), "")
        return cls(method, error, status, seconds(told))

    @property
    def trouble(self) -> Trouble:
        """What kind of no it is."""
        if self.status == 429 or self.error in ("ratelimited", "rate_limited"):
            return Trouble.LIMIT
        kinds = {Trouble.TOKEN: TOKEN, Trouble.PLACE: PLACE, Trouble.PASSING: PASSING, Trouble.UNSURE: UNSURE}
        if self.status >= 500:
            return Trouble.UNSURE
        return next((kind for kind, errors in kinds.items() if self.error in errors), Trouble.MESSAGE)

    @property
    def pause(self) -> int:
        """The seconds to wait, at least one."""
        return self.wait or UNTOLD

    def __str__(self) -> str:
        return f"{self.error} {self.status if self.status != 200 else ''}".strip()


def seconds(told: str) -> int:
    """A Retry-After header, rounded up and at least 1; 0 when it says nothing we can read."""
    try:
        return max(ceil(float(told)), 1)
    except (ValueError, OverflowError):
        return 0
