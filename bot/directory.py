"""Who is who in a Slack workspace: names and languages, asked of Slack beforehand and never while a person waits."""

import threading
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.talk import Profile

log = structlog.get_logger()


def profile_of(user: Mapping[str, Any]) -> Profile:
    """What users.info or user_change says of a person."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name") or ""
    outsider = any(user.get(flag) for flag in ("is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger"))
    locale = str(user.get("locale") or "")
    language = ("ja" if locale.startswith("ja") else "en") if locale else ""
    return Profile(name=str(name), language=language, human=not outsider and user.get("id") != "USLACKBOT")


class Directory:
    """Profiles by Slack id, as far as known; who is not is asked after in the background."""

    def __init__(self, client: WebClient, background: Executor) -> None:
        """`client` must not retry by itself."""
        self._client = client
        self._background = background
        self._profiles: dict[str, Profile] = {}
        self._asked: set[str] = set()
        self._lock = threading.Lock()

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """Everybody known."""
        return self._profiles

    def learn(self, user: Mapping[str, Any]) -> Profile:
        """Take in what Slack says of a person."""
        before, known = self._profiles.get(str(user["id"])), profile_of(user)
        if before and not known.language:  # not every payload says it
            known = replace(known, language=before.language)
        self._profiles[str(user["id"])] = known
        return known

    def profile(self, slack_id: str) -> Profile | None:
        """The person if known; else None now and asked after for the next time."""
        known = self._profiles.get(slack_id)
        if known is None and slack_id:
            with self._lock:
                if slack_id in self._asked:
                    return None
                self._asked.add(slack_id)
            self._background.submit(self._fetch, slack_id)
        return known

    def prefetch(self, most: int = 1000) -> None:
        """Ask for the whole workspace, page by page: at the start, in the background."""
        cursor = ""
        while len(self._profiles) < most:
            try:
                page = self._client.users_list(include_locale=True, limit=200, cursor=cursor)
            except (SlackApiError, OSError) as trouble:
                log.warning("people could not be listed", trouble=str(trouble))
                return
            for user in page["members"]:
                self.learn(user)
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _fetch(self, slack_id: str) -> None:
        try:
            self.learn(self._client.users_info(user=slack_id, include_locale=True)["user"])
        except (SlackApiError, OSError) as trouble:
            log.warning("a person could not be asked after", person=slack_id, trouble=str(trouble))
            self._asked.discard(slack_id)
