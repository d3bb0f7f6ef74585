"""A workspace takes OnPace off: its token goes at once, its data after a while (bot/schedule.py)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from sqlalchemy import Engine

from bot.clients import Granted
from bot.directory import Directory
from storage import installations
from storage.engine import writing

log = structlog.get_logger()


@dataclass(frozen=True)
class Leaving:
    """What app_uninstalled and tokens_revoked do. Slack sends both, in any order, and either more than once (docs.slack.dev, events)."""

    engine: Engine
    clock: Callable[[], datetime]
    clients: Granted
    directory: Directory
    keep_days: int
    since: datetime | None = None  # when the environment's token was last known to be good: what happened before ends nothing

    def uninstalled(self, body: Mapping[str, Any]) -> None:
        """app_uninstalled, as Slack's event_callback tells it."""
        workspace, now = str(body["team_id"]), self.clock()
        happened = datetime.fromtimestamp(body["event_time"], UTC) if body.get("event_time") else now
        if self.since and happened < self.since.replace(microsecond=0):  # Slack tells whole seconds, and for minutes
            return
        with writing(self.engine) as session:
            news = installations.end(session, slack_id=workspace, happened=happened, now=now)
        self.clients.forget(workspace)
        self.directory.forget(workspace)
        if news:
            log.warning("a workspace took OnPace off: its token is deleted", workspace=workspace, data_kept_days=self.keep_days)

    def revoked(self, body: Mapping[str, Any]) -> None:
        """tokens_revoked: of people's tokens we have none; the bot's ends what app_uninstalled ends."""
        if (body["event"].get("tokens") or {}).get("bot"):
            self.uninstalled(body)
