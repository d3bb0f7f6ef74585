"""The environment, read once."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

DATA = Path(__file__).parent.parent / "data"


class Settings(BaseSettings):
    """What OnPace is told from outside. Tokens are secrets: they print as stars and stay out of logs."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    onpace_database_url: str = f"sqlite:///{DATA / 'onpace.db'}"
    onpace_now: str = ""  # an ISO time the clock starts at: for demo and tests
    onpace_clock_url: str = ""  # where the clock is asked: for demo and tests
    onpace_clock_every: float = 0.2  # seconds it is not asked again; 0: asked each time
    onpace_language: str = "en"  # of people nothing is known of yet

    @property
    def api_url(self) -> str:
        """Slack's API with its closing slash."""
        return self.slack_api_url.rstrip("/") + "/"
