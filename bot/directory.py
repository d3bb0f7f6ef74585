"""Who is who in a Slack workspace: names and languages, asked of Slack beforehand and never while a person waits."""

import threading
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.clients import Clients
from bot.talk import Profile
from bot.text import readable
from coaching.errors import NotInstalled

log = structlog.get_logger()


def profile_of(user: Mapping[str, Any]) -> Profile:
    """What users.info or user_change says of a person."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name") or ""
    outsider = any(user.get(flag) for flag in ("is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger"))
    locale = str(user.get("locale") or "")
    language = ("ja" if locale.startswith("ja") else "en") if locale else ""
    return Profile(name=readable(str(name))[:80], language=language, human=not outsider and user.get("id") != "USLACKBOT")


class Directory:
    """Profiles by workspace and Slack id, as far as known; who is not is asked after in the background. No workspace sees another's."""

    def __init__(self, clients: Clients, background: Executor) -> None:
        """Nobody is known yet."""
        self._clients = clients
        self._background = background
        self._profiles: dict[str, dict[str, Profile]] = {}  # by workspace, then by person
        self._asked: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def known(self, workspace: str) -> Mapping[str, Profile]:
        """Everybody known in the workspace."""
        return self._of(workspace)

    def learn(self, workspace: str, user: Mapping[str, Any]) -> Profile:
        """Take in what Slack says of a person."""
        people = self._of(workspace)
        before, known = people.get(str(user["id"])), profile_of(user)
        if before and not known.language:  # not every payload says it
            known = replace(known, language=before.language)
        people[str(user["id"])] = known
        return known

    def profile(self, workspace: str, slack_id: str) -> Profile | None:
        """The person if known; else None now and asked after for the next time."""
        known = self._of(workspace).get(slack_id)
        if known is None and slack_id:
            with self._lock:
                if (workspace, slack_id) in self._asked:
                    return None
                self._asked.add((workspace, slack_id))
            self._background.submit(self._fetch, workspace, slack_id)
        return known

    def forget(self, workspace: str) -> None:
        """Nobody of the workspace is known any more."""
        with self._lock:
            self._profiles.pop(workspace, None)
            self._asked = {asked for asked in self._asked if asked[0] != workspace}

    def prefetch(self, workspace: str, most: int = 1000) -> None:
        """Ask for the whole workspace, page by page: at the start, in the background."""
        cursor = ""
        while len(self._of(workspace)) < most:
            try:
                page = self._clients.of(workspace).users_list(include_locale=True, limit=200, cursor=cursor)
            except (SlackApiError, OSError, NotInstalled) as trouble:
                log.warning("people could not be listed", workspace=workspace, trouble=str(trouble))
                return
            for user in page["members"]:
                self.learn(workspace, user)
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _of(self, workspace: str) -> dict[str, Profile]:
        return self._profiles.setdefault(workspace, {})

    def _fetch(self, workspace: str, slack_id: str) -> None:
        try:
            self.learn(workspace, self._clients.of(workspace).users_info(user=slack_id, include_locale=True)["user"])
        except (SlackApiError, OSError, NotInstalled) as trouble:
            log.warning("a person could not be asked after", person=slack_id, trouble=str(trouble))
            self._asked.discard((workspace, slack_id))
