"""Whose token speaks: a Web API client for the workspace a delivery or a message belongs to."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.sealing import Seal, WrongKeyError
from bot.settings import Settings
from coaching.errors import NotInstalled
from storage import installations, workspaces
from storage.engine import reading, writing
from storage.tables import Installation

log = structlog.get_logger()

FRESH = 60.0  # seconds until another process's change is looked for
#: The token is good for nothing any more (docs.slack.dev, common errors).
DEAD = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}


def asked(trouble: Exception) -> float:
    """Seconds Slack asks to wait; 0 when it does not say (docs.slack.dev, rate limits)."""
    headers = getattr(trouble.response, "headers", {}) if isinstance(trouble, SlackApiError) else {}
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(told) if str(told).isdecimal() else 0.0


class Clients(Protocol):
    """A client for each workspace; none retries by itself (a retried lost answer posts twice). Raises NotInstalled."""

    def of(self, workspace: str, *, timeout: int = 30) -> WebClient:
        """The client of the workspace with this Slack id; `timeout` in seconds."""

    def of_row(self, workspace_id: int, *, timeout: int = 30) -> WebClient:
        """The same by the workspace's row."""


@dataclass(frozen=True)
class Always:
    """One client for whatever workspace."""

    client: WebClient

    def of(self, workspace: str, *, timeout: int = 30) -> WebClient:  # noqa: ARG002 - it has its own
        """The client."""
        return self.client

    def of_row(self, workspace_id: int, *, timeout: int = 30) -> WebClient:  # noqa: ARG002
        """The client."""
        return self.client


class Granted:
    """The tokens workspaces granted by OAuth, or the one of the environment; none for a workspace that took OnPace off."""

    def __init__(
        self, engine: Engine, *, api_url: str, token: str = "", seal: Seal | None = None, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        """With `seal` each workspace's own token is opened, without it `token` is everybody's. `elapsed` counts seconds."""
        self._engine, self._api_url, self._token, self._seal, self._elapsed = engine, api_url, token, seal, elapsed
        self._held: dict[str, tuple[str, float]] = {}
        self._clients: dict[tuple[str, str, int], WebClient] = {}
        self._lock = threading.Lock()
        self._dead = False

    def lost(self, there: Iterable[str]) -> bool:
        """Whether the environment's token is good for nothing any more in its workspace."""
        return self._seal is None and (self._dead or not all(self.installed(workspace) for workspace in there))

    def of(self, workspace: str, *, timeout: int = 30) -> WebClient:
        """The client of the workspace with this Slack id. Raises NotInstalled."""
        token = self._token_of(workspace)
        with self._lock:
            key = (workspace, token, timeout)
            if key not in self._clients:
                renewed = partial(self._renewed, workspace)
                self._clients[key] = _Client(renewed, self._let_in, token=token, base_url=self._api_url, timeout=timeout)
            return self._clients[key]

    def of_row(self, workspace_id: int, *, timeout: int = 30) -> WebClient:
        """The same by the workspace's row. Not remembered: SQLite gives an erased workspace's number to the next one."""
        with reading(self._engine) as session:
            found = workspaces.by_row(session, row=workspace_id)
        if found is None:
            raise NotInstalled
        return self.of(found.slack_id, timeout=timeout)

    def installed(self, workspace: str) -> bool:
        """Whether OnPace is installed there."""
        try:
            return bool(self._token_of(workspace))
        except NotInstalled:
            return False

    def forget(self, workspace: str) -> None:
        """Look its token up anew: it was granted, deleted or refused."""
        with self._lock:
            self._held.pop(workspace, None)
            self._clients = {key: client for key, client in self._clients.items() if key[0] != workspace}

    def _renewed(self, workspace: str) -> str:
        """Its token after one was refused, as the database has it now; "" when there is none."""
        self.forget(workspace)
        self._dead = True
        try:
            return self._token_of(workspace)
        except (NotInstalled, WrongKeyError, SQLAlchemyError):
            return ""

    def _let_in(self) -> None:
        """A token was taken: a refusal before it was a passing one."""
        self._dead = False

    def everywhere(self) -> list[str]:
        """Workspaces that installed OnPace by OAuth, their tokens all opened and kept under the newest key. Raises WrongKeyError."""
        if self._seal is None:
            return []
        with writing(self._engine) as session:
            held = installations.active(session)
            for workspace, sealed in held:
                token = self._seal.open(workspace, sealed)
                if not self._seal.is_newest(sealed):
                    installations.reseal(session, slack_id=workspace, before=sealed, token=self._seal.seal(workspace, token))
        return [workspace for workspace, _ in held]

    def _token_of(self, workspace: str) -> str:
        held = self._held.get(workspace)
        if held is None or self._elapsed() - held[1] > FRESH:
            held = self._look(workspace, held)
        return held[0]

    def _look(self, workspace: str, before: tuple[str, float] | None) -> tuple[str, float]:
        """The token as the database has it now; while that does not answer, the one known before."""
        now = self._elapsed()
        try:
            with reading(self._engine) as session:
                found = installations.find(session, slack_id=workspace)
            held = (self._opened(workspace, found), now)
        except SQLAlchemyError as trouble:
            if before is None:
                raise
            log.warning("a token could not be looked up; the one known is used", workspace=workspace, trouble=type(trouble).__name__)
            held = (before[0], now)
        except NotInstalled:
            self.forget(workspace)
            raise
        self._held[workspace] = held
        return held

    def _opened(self, workspace: str, found: Installation | None) -> str:
        if found and found.uninstalled_at:
            raise NotInstalled
        if self._seal is None:
            return self._token
        if found is None or not found.token:
            raise NotInstalled
        return self._seal.open(workspace, found.token)


def granted(settings: Settings, engine: Engine) -> Granted:
    """The workspaces' tokens: each its own where a key opens them, else the environment's. Raises WrongKeyError."""
    seal = Seal(settings.onpace_token_key.get_secret_value()) if settings.several else None
    return Granted(engine, api_url=settings.api_url, token=settings.slack_bot_token.get_secret_value(), seal=seal)


def homes(
    settings: Settings,
    engine: Engine,
    clients: Granted,
    clock: Callable[[], datetime],
    patiently: Callable[[Callable[[], str]], str] = lambda ask: ask(),
) -> list[str]:
    """Slack ids of the workspaces there are: the token's own, or those that installed OnPace. Raises SlackApiError, WrongKeyError.

    The environment's token works again in a workspace that took OnPace off: its data stays. `patiently` asks Slack again when it hiccups.
    """
    if settings.several:
        return clients.everywhere()
    token = settings.slack_bot_token.get_secret_value()
    client = WebClient(token=token, base_url=settings.api_url, timeout=10, retry_handlers=[])
    workspace = patiently(lambda: str(client.auth_test()["team_id"]))
    with writing(engine) as session:
        if installations.resume(session, slack_id=workspace, now=clock()):
            log.info("the workspace is back: its data is kept", workspace=workspace)
    return [workspace]


class _Client(WebClient):
    """A client that asks for another token when its own is dead: another process may have been granted one since. No retry handlers."""

    def __init__(self, renewed: Callable[[], str], let_in: Callable[[], None], *, token: str, base_url: str, timeout: int) -> None:
        super().__init__(token=token, base_url=base_url, timeout=timeout, retry_handlers=[])
        self._renewed, self._let_in = renewed, let_in

    def api_call(self, *words: Any, **named: Any) -> Any:  # noqa: ANN401 - as the SDK has it
        """One call; once more with the workspace's new token, if it has one: who is not let in has done nothing."""
        before = self.token
        try:
            return self._called(*words, **named)
        except SlackApiError as refused:
            if refused.response.get("error") not in DEAD:
                raise
            token = self._renewed()
            if token in ("", before):
                raise
            self.token = token
            return self._called(*words, **named)

    def _called(self, *words: Any, **named: Any) -> Any:  # noqa: ANN401 - as the SDK has it
        answer = super().api_call(*words, **named)
        self._let_in()
        return answer
