"""The app's subscription to events: how many it may be sent in an hour, when its failures end it, how long Slack tries."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

HOUR, MINUTE = 3600, 60  # seconds
MOST_EVENTS = 30_000  # docs.slack.dev, Events API, rate limiting: per workspace, app and 60 minutes
MOST_FAILED = 0.95  # docs.slack.dev, Events API, failure limits: more of the attempts within 60 minutes, and the subscription is disabled
LEAST_EVENTS = 1_000  # docs.slack.dev, Events API, low traffic exemption: who receives fewer an hour is never disabled
RETRIES = (0.0, 60.0, 300.0)  # docs.slack.dev, Events API, retries: nearly at once, after 1 minute, after 5; Socket Mode alike
DELAYED = (float(HOUR),) * 24  # docs.slack.dev, Events API, Delayed Events: once an hour for 24 hours, after the three retries


@dataclass
class Volume:
    """One workspace's events of the last 60 minutes. `limited`: the last minute the app was told that there were too many."""

    sent: deque[float] = field(default_factory=deque)
    limited: int = -1


class Subscription:
    """Counts on the workspace's clock. Thread-safe."""

    def __init__(self, now: Callable[[], float]) -> None:
        """`now` in seconds."""
        self.now = now
        self.enabled = True
        self.delayed = False  # the app's setting "Delayed Events"
        self.most_events, self.least_events = MOST_EVENTS, LEAST_EVENTS
        self._lock = Lock()
        self._volumes: dict[str, Volume] = {}  # by team
        self._attempts: deque[tuple[float, bool, bool]] = deque()  # when, whether it failed, whether it was an event's first
        self._failed = self._events = 0  # of those

    def allowed(self, team: str) -> bool:
        """Whether the team may have one more event; it is counted."""
        now = self.now()
        with self._lock:
            sent = self._volumes.setdefault(team, Volume()).sent
            while sent and sent[0] <= now - HOUR:
                sent.popleft()
            if len(sent) >= self.most_events:
                return False
            sent.append(now)
            return True

    def limited(self, team: str) -> int:
        """The minute to tell the app of that had too many events, 0 when it knows (docs.slack.dev, app_rate_limited: once for each)."""
        minute = int(self.now()) // MINUTE * MINUTE
        with self._lock:
            volume = self._volumes.setdefault(team, Volume())
            known, volume.limited = volume.limited == minute, minute
        return 0 if known else minute

    def attempted(self, failed: bool, first: bool) -> bool:
        """Count an attempt over HTTP (`first`: not a retry); whether it was the one too many, and the subscription is disabled by it."""
        with self._lock:
            self._forget()
            self._attempts.append((self.now(), failed, first))
            self._count(failed, first)
            failures, attempts = self._failed, len(self._attempts)
            if not self.enabled or self._events < self.least_events or failures <= MOST_FAILED * attempts:
                return False
            self.enabled = False
        logging.getLogger(__name__).warning(
            "no more events are sent: %s of %s attempts failed within 60 minutes; POST /control/enable-events", failures, attempts
        )
        return True

    def enable(self) -> None:
        """Deliver again; what failed before is forgotten (docs.slack.dev, Events API, resuming event deliveries)."""
        with self._lock:
            self.enabled = True
            self._attempts.clear()
            self._failed = self._events = 0

    def delay(self, enabled: bool) -> None:
        """Switch Delayed Events on or off, for what fails from now on."""
        self.delayed = bool(enabled)

    def waits(self) -> tuple[float, ...]:
        """Seconds before each retry of an event nobody acknowledged."""
        return RETRIES + DELAYED if self.delayed else RETRIES

    def about(self) -> dict[str, Any]:
        """For /control/subscription."""
        with self._lock:
            self._forget()
            hour = {"events": self._events, "attempts": len(self._attempts), "failed": self._failed}
        return {"enabled": self.enabled, "delayed": self.delayed, **hour}

    def _count(self, failed: bool, first: bool, by: int = 1) -> None:
        self._failed += by * failed
        self._events += by * first

    def _forget(self) -> None:
        """What is 60 minutes old no longer counts."""
        since = self.now() - HOUR
        while self._attempts and self._attempts[0][0] <= since:
            _, failed, first = self._attempts.popleft()
            self._count(failed, first, -1)
