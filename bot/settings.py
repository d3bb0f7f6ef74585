"""The environment, read once."""

import os
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DATA = Path(__file__).parent.parent / "data"
MANIFEST = Path(__file__).parent.parent / "manifest.yml"


class Settings(BaseSettings):
    """What OnPace is told from outside. Tokens are secrets: they print as stars and stay out of logs."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    slack_bot_token: SecretStr = SecretStr("")  # of the one workspace; several bring their own by OAuth
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_client_id: str = ""
    slack_client_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    slack_authorize_url: str = "https://slack.com/oauth/v2/authorize"
    onpace_token_key: SecretStr = SecretStr("")  # encrypts the workspaces' tokens; several, the newest first, separated by commas
    onpace_public_url: str = ""  # where browsers reach OnPace; without it Slack sends them to the app's first redirect URL
    onpace_installs_a_minute: int = Field(default=20, ge=1)  # requests at the installation's addresses, from one address of a browser
    onpace_trusted_proxies: str = ""  # whose X-Forwarded-For is believed: addresses and networks, separated by commas; * for everybody's
    onpace_keep_days: int = Field(default=30, ge=0)  # how long data is kept after a workspace took OnPace off
    onpace_keep_posts_days: int = Field(default=90, ge=62)  # how long what was posted or given up is kept; 62: storage.outbox.forget
    onpace_database_url: str = f"sqlite:///{DATA / 'onpace.db'}"
    onpace_health_port: int | None = Field(default=None, ge=0, le=65535)  # tells /healthz in Socket Mode; 0: any free one
    onpace_now: str = ""  # an ISO time the clock starts at: for demo and tests
    onpace_clock_url: str = ""  # where the clock is asked: for demo and tests
    onpace_clock_every: float = 0.2  # seconds it is not asked again; 0: asked each time
    onpace_language: str = "en"  # of people nothing is known of yet

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
    if lack := _of_several(settings) if settings.several else _of_one(settings):
        return lack
    if transport == "socket" and not settings.slack_app_token.get_secret_value():
        return "SLACK_APP_TOKEN is not set: make an app-level token (xapp-…) with connections:write, or use --transport http."
    if transport == "http" and not settings.slack_signing_secret.get_secret_value():
        return "SLACK_SIGNING_SECRET is not set: copy it from your app's page “Basic Information”."
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
