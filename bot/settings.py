"""The environment, read once."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DATA = Path(__file__).parent.parent / "data"
MANIFEST = Path(__file__).parent.parent / "manifest.yml"


MOST_DAYS = 36_500


def _plain(secret: SecretStr) -> SecretStr:
    """Only what goes into a header of HTTP: the … of an example is no token. ValueError."""
    strange = re.search(r"[^!-~]", secret.get_secret_value())
    if strange:
        raise ValueError(strange[0])
    return secret


def _address(told: str) -> str:
    """An address of the web. ValueError."""
    if told and not re.fullmatch(r"https?://(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(:\d{1,5})?(/[!-~]*)?", told, re.ASCII):
        raise ValueError(told)
    return told


Secret = Annotated[SecretStr, AfterValidator(_plain)]
Address = Annotated[str, AfterValidator(_address)]


class Settings(BaseSettings):
    """What OnPace is told from outside; what is empty counts as not told. Tokens are secrets: they print as stars and stay out of logs."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    slack_bot_token: Secret = SecretStr("")  # of the one workspace; several bring their own by OAuth
    slack_app_token: Secret = SecretStr("")
    slack_signing_secret: Secret = SecretStr("")
    slack_client_id: str = ""
    slack_client_secret: Secret = SecretStr("")
    slack_api_url: Address = "https://slack.com/api/"
    slack_authorize_url: Address = "https://slack.com/oauth/v2/authorize"
    onpace_token_key: SecretStr = SecretStr("")  # encrypts the workspaces' tokens; several, the newest first, separated by commas
    onpace_public_url: Address = ""  # where browsers reach OnPace; without it Slack sends them to the app's first redirect URL
    onpace_installs_a_minute: int = Field(default=20, ge=1)  # requests at the installation's addresses, from one address of a browser
    onpace_trusted_proxies: str = ""  # whose X-Forwarded-For is believed: addresses and networks, separated by commas; * for everybody's
    onpace_keep_days: int = Field(default=30, ge=0, le=MOST_DAYS)  # how long data is kept after a workspace took OnPace off
    onpace_keep_posts_days: int = Field(default=90, ge=62, le=MOST_DAYS)  # of what was posted or given up; 62: storage.outbox.forget
    onpace_database_url: str = f"sqlite:///{DATA / 'onpace.db'}"
    onpace_health_port: int | None = Field(default=None, ge=0, le=65535)  # tells /healthz in Socket Mode; 0: any free one
    onpace_now: str = ""  # an ISO time the clock starts at: for demo and tests
    onpace_clock_url: Address = ""  # where the clock is asked: for demo and tests
    onpace_clock_every: float = Field(default=0.2, ge=0, allow_inf_nan=False)  # seconds it is not asked again; 0: asked each time
    onpace_language: Literal["en", "ja"] = "en"  # of people nothing is known of yet

    @property
    def api_url(self) -> str:
        """Slack's API with its closing slash."""
        return self.slack_api_url.rstrip("/") + "/"

    @property
    def several(self) -> bool:
        """Whether each workspace installs OnPace by OAuth and brings its own token."""
        return bool(self.onpace_token_key.get_secret_value())


def leave_nothing_for_bolt() -> None:
    """Take Slack's settings out of the environment once they were read.

    Bolt reads it behind one's back (slack_bolt.App.__init__): SLACK_CLIENT_ID and SLACK_CLIENT_SECRET switch its own OAuth on, with tokens
    in plain files; SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET fill in for what was not passed. Nor need our own child processes know them.
    """
    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        del os.environ[name]


def missing(settings: Settings, transport: str) -> str:
    """What `onpace run` lacks for a transport ("": for either), as a sentence; "" when all is there."""
    if transport not in ("", "socket", "http"):
        return f"--transport is socket or http, not {transport}."
    if lack := swapped(settings):
        return lack
    if lack := _of_several(settings) if settings.several else _of_one(settings):
        return lack
    if transport == "socket" and not settings.slack_app_token.get_secret_value():
        return "SLACK_APP_TOKEN is not set: make an app-level token (xapp-…) with connections:write, or use --transport http."
    if transport == "http" and not settings.slack_signing_secret.get_secret_value():
        return "SLACK_SIGNING_SECRET is not set: copy it from your app's page “Basic Information”."
    return ""


def swapped(settings: Settings) -> str:
    """Whether a token is in the other's place, as a sentence."""
    bot, app = settings.slack_bot_token.get_secret_value(), settings.slack_app_token.get_secret_value()
    if bot.startswith("xapp-") and app.startswith("xoxb-"):
        return "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped: the bot token begins with xoxb-, the app token with xapp-."
    if bot.startswith("xapp-"):
        return "SLACK_BOT_TOKEN holds an app-level token (xapp-…): put it into SLACK_APP_TOKEN, and the bot token (xoxb-…) here."
    if app.startswith("xoxb-"):
        return "SLACK_APP_TOKEN holds a bot token (xoxb-…): put it into SLACK_BOT_TOKEN, and the app-level token (xapp-…) here."
    return ""


def _of_one(settings: Settings) -> str:
    if settings.slack_bot_token.get_secret_value():
        return ""
    if settings.slack_client_id:
        return "ONPACE_TOKEN_KEY is not set: print a key with `onpace key`; it encrypts the tokens of the workspaces that install OnPace."
    return "SLACK_BOT_TOKEN is not set: copy it (xoxb-…) from your app's page “Install App”. To try OnPace without Slack: make demo."


def _of_several(settings: Settings) -> str:
    if settings.slack_bot_token.get_secret_value():
        return "SLACK_BOT_TOKEN is for one workspace, ONPACE_TOKEN_KEY for several that install OnPace themselves: unset one of them."
    named = {"SLACK_CLIENT_ID": settings.slack_client_id, "SLACK_CLIENT_SECRET": settings.slack_client_secret.get_secret_value()}
    lack = next((name for name, told in named.items() if not told), "")
    return lack and f"{lack} is not set: copy it from your app's page “Basic Information”. For one workspace, unset ONPACE_TOKEN_KEY."
