"""`onpace doctor`: what is right, what is not, and what to do about it."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import yaml
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import progress
from bot.health import ailment, not_yet, sentences
from bot.sealing import Seal, WrongKeyError
from bot.settings import Settings, missing, swapped
from bot.troubles import sentence
from bot.waiting import PASSING, cause, refused
from storage import installations, outbox
from storage.engine import connect, migrate, reading
from storage.outages import NewerError
from storage.tables import Installation

HTTP_PORT = 3000  # of `onpace run` when no other is told
MOST_OFF = 60  # seconds; Slack's own limit is 300


@dataclass(frozen=True)
class Check:
    """One line of the doctor; `ok` is None for what is neither right nor wrong."""

    what: str
    ok: bool | None
    says: str

    def __str__(self) -> str:
        """As it is printed."""
        return f"{ {True: 'ok ', False: 'NO ', None: '-- '}[self.ok] } {self.what}: {self.says}"


def checks(settings: Settings, clock: Callable[[], datetime], manifest: Path) -> Iterator[Check]:
    """Every check, in the order a new installation meets them."""
    yield from [_client(settings), _token_key(settings)] if settings.several else _bot_token(settings, manifest)
    yield _app_token(settings)
    yield _signing_secret(settings)
    database = _database(settings)
    yield database
    if database.ok:
        yield from _posts(settings)
        yield from _progress(settings, clock())
    if settings.several and database.ok is not None:
        yield _installations(settings, manifest)
    yield _fonts()
    yield _clock(settings, clock)
    yield _running(settings)


def _bot_token(settings: Settings, manifest: Path) -> Iterator[Check]:
    token = settings.slack_bot_token.get_secret_value()
    if not token:
        yield Check("bot token", False, "SLACK_BOT_TOKEN is not set. Copy it (xoxb-…) from your app's page “Install App”.")
        return
    if lack := swapped(settings):
        yield Check("bot token", False, lack)
        return
    try:
        answer = WebClient(token=token, base_url=settings.api_url, timeout=10, retry_handlers=[]).auth_test()
    except PASSING as trouble:
        yield Check("bot token", False, _unanswered(trouble, settings, "Reinstall the app and copy the new token."))
        return
    yield Check("bot token", True, f"{answer['user']} in {answer['team']}")
    wanted = set(yaml.safe_load(manifest.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])
    granted = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes") or "").split(",")} - {""}
    missing = sorted(wanted - granted)
    yield Check(
        "scopes", not missing, "all granted" if not missing else f"{', '.join(missing)} missing. Update the app's manifest and reinstall."
    )


def _unanswered(trouble: Exception, settings: Settings, remedy: str) -> str:
    """Why Slack gave no good answer, and what to do: the remedy is for a token it refuses."""
    if refused(trouble):
        return f"{cause(trouble)}. {remedy}"
    if not isinstance(trouble, SlackApiError):
        return f"{settings.api_url} does not answer ({getattr(trouble, 'reason', trouble)}). Check SLACK_API_URL and the network."
    return f"{settings.api_url}: {cause(trouble)}. `onpace run` would wait for it."


def _client(settings: Settings) -> Check:
    lack = missing(settings, "")
    return Check("client", not lack, lack or "id and secret set: workspaces install OnPace at /slack/install")


def _token_key(settings: Settings) -> Check:
    try:
        Seal(settings.onpace_token_key.get_secret_value())
    except WrongKeyError as wrong:
        return Check("token key", False, str(wrong))
    return Check("token key", True, "valid: tokens are kept encrypted")


def _installations(settings: Settings, manifest: Path) -> Check:
    """Whether each workspace's token opens, and grants what the manifest asks for."""
    try:
        seal = Seal(settings.onpace_token_key.get_secret_value())
        held = _granted(settings.onpace_database_url)
        for workspace, granted in held.items():
            seal.open(workspace, granted.token)
    except (WrongKeyError, SQLAlchemyError, OSError) as trouble:
        wrong = isinstance(trouble, WrongKeyError)
        return Check("installations", False, str(trouble) if wrong else "they cannot be read: see the line of the database.")
    wanted = set(yaml.safe_load(manifest.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])
    poor = [workspace for workspace, granted in held.items() if wanted - set(granted.scopes.split(","))]
    if poor:
        return Check("installations", False, f"{', '.join(poor)} granted less than the manifest asks for. Install there again.")
    return Check("installations", True, f"{len(held)}, and every token opens")


def _granted(url: str) -> dict[str, Installation]:
    engine = connect(url)
    try:
        with reading(engine) as session:
            found = {workspace: installations.find(session, slack_id=workspace) for workspace, _ in installations.active(session)}
        return {workspace: granted for workspace, granted in found.items() if granted}
    finally:
        engine.dispose()


def _app_token(settings: Settings) -> Check:
    token = settings.slack_app_token.get_secret_value()
    if not token:
        return Check("app token", True, "not set: HTTP will be used")
    if lack := swapped(settings):
        return Check("app token", False, lack)
    try:
        WebClient(token=token, base_url=settings.api_url, timeout=10, retry_handlers=[]).apps_connections_open(app_token=token)
    except PASSING as trouble:
        remedy = "Make an app-level token with connections:write and set SLACK_APP_TOKEN."
        return Check("app token", False, _unanswered(trouble, settings, remedy))
    return Check("app token", True, "Socket Mode opens")


def _signing_secret(settings: Settings) -> Check:
    if settings.slack_signing_secret.get_secret_value():
        return Check("signing secret", True, "set")
    needed = not settings.slack_app_token.get_secret_value()
    return Check(
        "signing secret", not needed, "SLACK_SIGNING_SECRET is not set; HTTP needs it." if needed else "not set: not needed by Socket Mode"
    )


def _database(settings: Settings) -> Check:
    if there := not_yet(settings.onpace_database_url):
        return Check("database", None, f"{there} does not exist yet; `onpace run` will make it")
    try:
        engine = connect(settings.onpace_database_url)
        migrate(engine)
    except NewerError as newer:
        return Check("database", False, str(newer))
    except Exception as trouble:  # noqa: BLE001 - whatever the driver raises, it is one line here
        why = sentence(trouble, 0).partition(" Check ONPACE")[0] or f"{type(trouble).__name__}."
        return Check("database", False, f"{why} Check ONPACE_DATABASE_URL and that the folder can be written.")
    name, lack = engine.url.render_as_string(hide_password=True), ailment(engine)
    engine.dispose()
    if lack:
        return Check("database", False, lack)
    return Check("database", True, f"{name}, schema up to date")


def _posts(settings: Settings) -> Iterator[Check]:
    """What could not be posted or perhaps was, if anything: while the token is revoked no notice of it reaches anybody in Slack."""
    with _read(settings) as session:
        not_there = outbox.troubles(session, states=(outbox.PARKED, outbox.FAILED))
        perhaps = outbox.troubles(session, states=(outbox.HELD,))
    if not_there:
        yield Check("posts", False, f"{_counted(not_there, 'could not be posted')}. Managers can send or discard them on App Home.")
    if perhaps:
        said = _counted(perhaps, "may have been posted already")
        yield Check("posts", False, f"{said}. Managers see on App Home where to look before they send them again.")


def _counted(found: dict[str, int], what: str) -> str:
    return f"{sum(found.values())} {what}: " + ", ".join(f"{trouble} ({count})" for trouble, count in found.items())


def _progress(settings: Settings, now: datetime) -> Iterator[Check]:
    """What waits to be posted, and what was decided of the last rounds."""
    with _read(settings) as session:
        waits, rounds = progress.line(session, now), list(progress.rounds_of_today(session, now))
    yield Check("outbox", True, waits)
    yield from (Check(f"posts of {team}", None, said) for team, said in rounds)


@contextmanager
def _read(settings: Settings) -> Iterator[Session]:
    engine = connect(settings.onpace_database_url)
    migrate(engine)
    try:
        with reading(engine) as session:
            yield session
    finally:
        engine.dispose()


def _clock(settings: Settings, clock: Callable[[], datetime]) -> Check:
    """Slack's signatures are good for five minutes, so both clocks must agree."""
    said = f"{clock():%Y-%m-%d %H:%M:%S} UTC"
    if settings.onpace_clock_url:
        try:
            urlopen(settings.onpace_clock_url, timeout=5).close()
        except (OSError, ValueError) as trouble:
            return Check("clock", False, f"{settings.onpace_clock_url} does not answer ({trouble}). Unset ONPACE_CLOCK_URL for real time.")
    off = _behind_slack(settings)
    if off is not None and abs(off) > MOST_OFF:
        return Check("clock", False, f"{said}, {off:+.0f} s off Slack's. Set this machine's time: Slack's requests would be refused.")
    return Check("clock", True, said)


def _behind_slack(settings: Settings) -> float | None:
    """How many seconds this machine is ahead of Slack's own time; None when Slack does not say."""
    try:
        told = WebClient(base_url=settings.api_url, timeout=10, retry_handlers=[]).api_test().headers.get("date")
        return time.time() - parsedate_to_datetime(str(told)).timestamp()
    except (SlackApiError, OSError, ValueError):
        return None


def _running(settings: Settings) -> Check:
    """What the bot that runs here says of itself; where it tells is known by ONPACE_HEALTH_PORT, or is the HTTP transport's own port."""
    by_http = not settings.slack_app_token.get_secret_value()
    port = settings.onpace_health_port or (HTTP_PORT if by_http else 0)
    if not port:
        return Check("running bot", None, "not asked: with ONPACE_HEALTH_PORT set, `onpace run` tells its health there")
    state = _health(f"http://127.0.0.1:{port}/healthz")
    if state is None:
        return Check("running bot", None, f"none answers on port {port} of this machine; `onpace run` starts it")
    if troubles := sentences(state):
        return Check("running bot", False, " ".join(troubles))
    heard = state.get("last_contact_seconds")
    waiting = (state.get("outbox") or {}).get("waiting", 0)
    said = "nothing heard from Slack yet" if heard is None else f"last heard from Slack {heard} s ago"
    return Check("running bot", True, f"well, by {'Socket Mode' if state.get('socket') else 'HTTP'}; {said}; {waiting} messages wait")


def _health(url: str) -> dict[str, Any] | None:
    """What /healthz says, well or not; None when nothing that knows health answers."""
    try:
        try:
            with urlopen(url, timeout=5) as answer:
                told = json.load(answer)
        except HTTPError as ill:
            told = json.load(ill)
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) and "database" in told else None


def _fonts() -> Check:
    from bot.charts.letters import japanese_font

    found = japanese_font()
    return Check("fonts", found is not None, "Japanese font found" if found else "No Japanese font. Reinstall matplotlib-fontja.")
