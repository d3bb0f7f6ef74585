"""Installing OnPace in a workspace through Slack's page: /slack/install sends the browser there, /slack/oauth_redirect takes it back."""

import hashlib
import logging
import re
import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import anyio.to_thread
import structlog
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.error import BoltError
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import InstallationStore, OAuthStateStore
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clients import Granted
from bot.knocks import Knocks
from bot.pages import HEADERS, page, words_for
from bot.posting.answers import Refused, Trouble
from bot.sealing import Seal
from bot.settings import MANIFEST, Settings, leave_nothing_for_bolt
from storage import installations, workspaces
from storage.engine import writing
from storage.tables import id_of

log = structlog.get_logger()

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"  # Bolt's own paths
LASTS = timedelta(minutes=10)  # between leaving for Slack's page and coming back
AT_ONCE = 4  # browsers served at the same time: who knocks here must not keep Slack waiting
WHOLE_ORGANISATION = "installed for a whole organisation"
#: Why an installation did not come about, as Bolt and Slack name it (docs.slack.dev, installing with OAuth).
SENTENCES = {
    "access_denied": "install-cancelled",
    "invalid_browser": "install-other-browser",
    "invalid_state": "install-too-late",
    WHOLE_ORGANISATION: "install-one-workspace",
}


#: Who reloads the last page did install: its title does not say otherwise.
UNTOUCHED = {"install-other-browser": "install-nothing-new", "install-too-late": "install-nothing-new"}


@dataclass(frozen=True)
class Passages(OAuthStateStore):
    """States in the database, so that any process takes back whom another sent; each is good once, for ten minutes."""

    engine: Engine
    clock: Callable[[], datetime]

    def issue(self, *_: Any, **__: Any) -> str:  # noqa: ANN401 - as the SDK has it
        """A new state."""
        state = secrets.token_urlsafe(32)
        with writing(self.engine) as session:
            installations.open_passage(session, digest=_digest(state), now=self.clock(), lasts=LASTS)
        return state

    def consume(self, state: str) -> bool:
        """Whether it is one of ours, in time, and for the first time."""
        with writing(self.engine) as session:
            return installations.pass_through(session, digest=_digest(state), now=self.clock())


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Kept(InstallationStore):
    """What workspaces grant, kept with the token sealed. Tokens are found by bot/clients.py, never by Bolt."""

    engine: Engine
    clock: Callable[[], datetime]
    seal: Seal
    arrived: Callable[[str], None]

    def save(self, installation: Installation) -> None:
        """Installed, or installed anew. BoltError for what is no bot in one workspace."""
        team, token = installation.team_id or "", installation.bot_token or ""
        if installation.is_enterprise_install or not team:
            raise BoltError(WHOLE_ORGANISATION)
        if not token:
            raise BoltError("no bot token came")
        now, bot = self.clock(), installation.bot_user_id or ""
        with writing(self.engine) as session:
            workspace = workspaces.ensure(session, slack_id=team, now=now, name=installation.team_name or "", bot_user_id=bot)
            installations.begin(
                session,
                workspace_id=id_of(workspace),
                token=self.seal.seal(team, token),
                bot_user_id=bot,
                app_id=installation.app_id or "",
                scopes=",".join(installation.bot_scopes or ()),
                installed_by=installation.user_id or "",
                now=now,
            )
        log.info("a workspace installed OnPace", workspace=team, by=installation.user_id)
        self.arrived(team)


class Busy(Exception):  # noqa: N818 - an answer, or none
    """Slack is in trouble, or wants us to wait: it said nothing against the code."""


class Exchange(WebClient):
    """Trades the code for the token; what Slack says against it is logged, without the code."""

    def api_call(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - as the SDK has it
        """One call of oauth.v2.access, or of auth.test with the new token. Raises Busy, which Bolt does not take for a wrong code."""
        try:
            return super().api_call(*args, **named)
        except (OSError, HTTPException) as lost:
            log.warning("Slack did not answer about the code", error=type(lost).__name__)
            raise Busy from None
        except SlackApiError as said:
            refused = Refused.of("oauth.v2.access", said)
            log.warning("Slack gave no token for the code", error=str(refused))
            if refused.trouble in (Trouble.LIMIT, Trouble.PASSING, Trouble.UNSURE):
                raise Busy from None
            raise


def flow(settings: Settings, *, scopes: Iterable[str], store: InstallationStore, states: OAuthStateStore) -> OAuthFlow:
    """Bolt's flow with everything given: nothing is read from the environment or kept in files."""
    leave_nothing_for_bolt()
    quiet = logging.getLogger("onpace.installing")
    quiet.setLevel(logging.CRITICAL)  # it would log the code
    told = Told(settings.onpace_language)
    public = settings.onpace_public_url.rstrip("/")
    return OAuthFlow(
        client=Exchange(base_url=settings.api_url, timeout=10, retry_handlers=[]),
        logger=quiet,
        settings=OAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=settings.slack_client_secret.get_secret_value(),
            scopes=list(scopes),
            user_scopes=[],
            redirect_uri=public + BACK if public else None,
            install_path=INSTALL,
            install_page_rendering_enabled=False,
            redirect_uri_path=BACK,
            authorization_url=settings.slack_authorize_url,
            callback_options=CallbackOptions(success=told.installed, failure=told.failed),
            installation_store=store,
            state_store=states,
            state_expiration_seconds=int(LASTS.total_seconds()),
            logger=quiet,
        ),
    )


@dataclass(frozen=True)
class Told:
    """What the browser is shown at the end."""

    language: str  # where the browser asks for none of ours

    def installed(self, done: SuccessArgs) -> BoltResponse:
        """It worked: where to go on. The state's cookie goes."""
        words = words_for(*self._asked(done.request))
        team, app = quote(done.installation.team_id or ""), quote(done.installation.app_id or "")
        shown = page(
            words,
            title=words.plain("install-done", team=done.installation.team_name or ""),
            body=words.plain("install-done-next"),
            href=f"https://slack.com/app_redirect?app={app}&team={team}",
            link=words.plain("install-open"),
        )
        gone = done.settings.state_utils.build_set_cookie_for_deletion()
        return BoltResponse(status=200, body=shown, headers={**HEADERS, "Set-Cookie": gone})

    def failed(self, why: FailureArgs) -> BoltResponse:
        """It did not work: why, and what to do."""
        reason = str(why.error) if why.error else why.reason
        log.warning("an installation did not come about", reason=_harmless(reason))
        status = 400 if reason == WHOLE_ORGANISATION else why.suggested_status_code
        return self.sentence(why.request, SENTENCES.get(reason, "install-refused"), status, _harmless(reason))

    def sentence(self, request: BoltRequest, key: str, status: int, reason: str = "") -> BoltResponse:
        """A page that nothing was installed."""
        words = words_for(*self._asked(request))
        body = words.plain(key, reason=reason) if key in ("install-refused", "install-broke") else words.plain(key)
        shown = page(
            words, title=words.plain(UNTOUCHED.get(key, "install-not-done")), body=body, href=INSTALL, link=words.plain("install-again")
        )
        return BoltResponse(status=status, body=shown, headers={**HEADERS})

    def _asked(self, request: BoltRequest) -> tuple[str, str]:
        return ",".join(request.headers.get("accept-language", [])), self.language


def _harmless(reason: str) -> str:
    """A reason that came with the address, as far as it can be one of Slack's."""
    return reason if re.fullmatch(r"[a-z_ ]{1,60}", reason) else "unknown"


def routes(through: OAuthFlow, language: str, knocks: Knocks) -> list[Route]:
    """Where browsers knock. Each step runs in a thread; who knocks too often is asked to wait."""
    limiter = anyio.CapacityLimiter(AT_ONCE)

    def guarded(step: Callable[[BoltRequest], BoltResponse], asked: BoltRequest) -> BoltResponse:
        try:
            return step(asked)
        except Busy:
            return Told(language).sentence(asked, "install-slack-busy", 503)
        except Exception:
            ref = uuid.uuid4().hex[:6]
            log.exception("installing broke", ref=ref)
            return Told(language).sentence(asked, "install-broke", 503, ref)

    async def served(request: Request, step: Callable[[BoltRequest], BoltResponse], query: str) -> Response:
        asked = BoltRequest(body="", query=query, headers=dict(request.headers))
        if wait := knocks.again_in(request.client.host if request.client else ""):
            return _shown(Told(language).sentence(asked, "install-too-often", 429), {"Retry-After": str(wait)})
        return _shown(await anyio.to_thread.run_sync(guarded, step, asked, limiter=limiter))

    async def install(request: Request) -> Response:
        return await served(request, through.handle_installation, "")

    async def back(request: Request) -> Response:
        return await served(request, through.handle_callback, request.url.query)

    return [Route(INSTALL, install, methods=["GET"]), Route(BACK, back, methods=["GET"])]


def _shown(answer: BoltResponse, more: Mapping[str, str] = MappingProxyType({})) -> Response:
    """Bolt's answer as Starlette's, with further headers."""
    told = {name: ", ".join(values) for name, values in answer.headers.items() if name != "content-length"}
    return Response(answer.body, answer.status, {**told, **more})


def doorways(
    settings: Settings, engine: Engine, clock: Callable[[], datetime], clients: Granted, arrived: Callable[[str], object]
) -> list[Route]:
    """The routes where each workspace installs for itself; none with the one token of the environment. `arrived` hears of who installed."""
    if not settings.several:
        return []

    def known(workspace: str) -> None:
        clients.forget(workspace)
        arrived(workspace)

    import yaml  # who has one token need not load it

    scopes = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"]
    store = Kept(engine, clock, Seal(settings.onpace_token_key.get_secret_value()), known)
    through = flow(settings, scopes=scopes, store=store, states=Passages(engine, clock))
    return routes(through, settings.onpace_language, Knocks(settings.onpace_installs_a_minute))
