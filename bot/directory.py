"""Who is who in a Slack workspace: names and languages, asked of Slack beforehand and never while a person waits."""

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from http.client import HTTPException
from itertools import chain
from typing import Any, Protocol

import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.clients import Clients, asked
from bot.talk import Profile
from bot.text import readable
from coaching.errors import NotInstalled

log = structlog.get_logger()

PAUSE = 30.0  # seconds until Slack is asked again where it does not say
TROUBLE = (SlackApiError, OSError, HTTPException, NotInstalled, SQLAlchemyError)
#: Slack's own (docs.slack.dev, users.list, errors).
OWN_TROUBLE = {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class Kept(Protocol):
    """Where it is kept who is no full member, for when Slack has not told since the start. Each may raise SQLAlchemyError."""

    def note(self, workspace: str, outside: Mapping[str, bool]) -> None:
        """What Slack says of these people now."""

    def unheard(self, workspace: str, heard: Collection[str]) -> Iterable[str]:
        """Who else must be asked after."""


class Nowhere:
    """It is kept nowhere, and nobody else is asked after."""

    def note(self, workspace: str, outside: Mapping[str, bool]) -> None:
        """Nothing."""

    def unheard(self, workspace: str, heard: Collection[str]) -> Iterable[str]:  # noqa: ARG002
        """Nobody."""
        return ()


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
        self.kept: Kept = Nowhere()
        self._waiting: dict[str, list[threading.Timer]] = {}  # by workspace: what goes on later
        self._closed = False
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
            for timer in self._waiting.pop(workspace, ()):
                timer.cancel()
            self._asked = {asked for asked in self._asked if asked[0] != workspace}

    def prefetch(self, workspace: str, most: int = 1000) -> None:
        """Ask for the whole workspace, page by page, and then for those with a role who were not among `most`: at the start, in the
        background. What Slack limits or breaks off is waited out, and gone on with."""
        self._list(workspace, most, "")

    def _list(self, workspace: str, most: int, cursor: str, *, again: bool = False) -> None:
        try:
            while True:
                page = self._clients.of(workspace).users_list(include_locale=True, limit=200, cursor=cursor)
                self._take_in(workspace, page["members"])
                cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor or len(self._of(workspace)) >= most:
                    break
        except TROUBLE as trouble:
            self._later(workspace, trouble, partial(self._list, workspace, most, cursor, again=True))
            if again or not _passes(trouble):
                return
        self._ask_rest(workspace)  # at once also where the list has to wait: who has a role may be a guest by now

    def _ask_rest(self, workspace: str) -> None:
        try:
            left = tuple(self.kept.unheard(workspace, self._of(workspace)))
        except TROUBLE as trouble:
            self._later(workspace, trouble, partial(self._ask_rest, workspace))
        else:
            self._ask_each(workspace, left)

    def _ask_each(self, workspace: str, people: tuple[str, ...]) -> None:
        for n, slack_id in enumerate(people):
            if self._closed:
                return
            try:
                self._ask(workspace, slack_id)
            except TROUBLE as trouble:
                if _passes(trouble):
                    self._later(workspace, trouble, partial(self._ask_each, workspace, people[n:]))
                    return
                log.warning("a person could not be asked after", person=slack_id, trouble=str(trouble))

    def close(self) -> None:
        """Go on with nothing any more."""
        with self._lock:
            self._closed = True
            for timer in chain.from_iterable(self._waiting.values()):
                timer.cancel()

    def _later(self, workspace: str, trouble: Exception, go_on: Callable[[], None]) -> None:
        """Once Slack has had its time; nobody waits for it, and no thread of the background is held up."""
        seconds = (asked(trouble) or PAUSE) if _passes(trouble) else 0.0
        log.warning("people could not be listed", workspace=workspace, trouble=str(trouble), again_in_seconds=seconds)
        timer = threading.Timer(seconds, self._again, (go_on,))
        timer.daemon = True
        with self._lock:
            if seconds and not self._closed:
                self._waiting[workspace] = [*filter(threading.Timer.is_alive, self._waiting.get(workspace, ())), timer]
                timer.start()

    def _again(self, go_on: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the background has ended meanwhile
            self._background.submit(go_on)

    def _of(self, workspace: str) -> dict[str, Profile]:
        return self._profiles.setdefault(workspace, {})

    def _take_in(self, workspace: str, users: Iterable[Mapping[str, Any]]) -> None:
        """Know them, and keep who is no full member; what they are called is known also where that cannot be kept now."""
        found = {str(user["id"]): self.learn(workspace, user) for user in users}
        self.kept.note(workspace, {slack_id: not profile.human for slack_id, profile in found.items()})

    def _ask(self, workspace: str, slack_id: str) -> None:
        self._take_in(workspace, [self._clients.of(workspace).users_info(user=slack_id, include_locale=True)["user"]])

    def _fetch(self, workspace: str, slack_id: str) -> None:
        try:
            self._ask(workspace, slack_id)
        except TROUBLE as trouble:
            log.warning("a person could not be asked after", person=slack_id, trouble=str(trouble))
            self._asked.discard((workspace, slack_id))


def _passes(trouble: Exception) -> bool:
    """Whether the same may do a while later: a limit, a line that broke, Slack's or the database's own trouble; no refusal."""
    if isinstance(trouble, SlackApiError):
        response: Any = trouble.response
        status = response.get("status") if isinstance(response, dict) else response.status_code
        return status == 429 or int(status or 0) >= 500 or response.get("error") in OWN_TROUBLE
    return not isinstance(trouble, NotInstalled)
