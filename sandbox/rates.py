"""How often a method may be called: Slack's tiers as buckets that fill on the workspace's clock."""

import math
from collections.abc import Callable
from dataclasses import dataclass

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}  # tier → calls a minute, at least (docs.slack.dev, rate limits)
CHANNEL_BURST = 5  # "1 per second, short bursts > 1 allowed" (docs.slack.dev, rate limits); how short is not said: ours
WORKSPACE_MESSAGES = 300  # a minute. "while also maintaining a workspace-wide limit" (same page); its number is not said: ours


class RateLimitedError(Exception):
    """HTTP 429; `seconds`, whole and at least 1, go to Retry-After (docs.slack.dev, responding to rate limiting conditions)."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class Bucket:
    """Holds `most` calls at first and gains `rate` a second; `left` at the moment `at` (seconds)."""

    most: float
    rate: float
    at: float
    left: float

    def fill(self, now: float) -> None:
        """What was gained meanwhile; a clock set back gives nothing and takes nothing."""
        self.left = min(self.most, self.left + max(now - self.at, 0.0) * self.rate)
        self.at = now

    def wait(self) -> int:
        """Whole seconds until it holds a call, 0 when it does."""
        return 0 if self.left >= 1 else max(1, math.ceil((1 - self.left) / self.rate))


class Rates:
    """The buckets of one app in one workspace.

    They fill on the workspace's clock: whoever waits for Retry-After on that clock (as an app pointed to it does) gets through when it is
    moved, and time runs as really when nobody moves it. Each holds a minute's calls, the burst Slack tolerates. Not thread-safe.
    """

    def __init__(self, now: Callable[[], float], enforced: bool = True) -> None:
        """`now` in seconds. Not `enforced`, nothing is refused and nothing counted."""
        self.now = now
        self.enforced = enforced
        self.buckets: dict[tuple[str, str], Bucket] = {}

    def enforce(self, enforced: bool) -> None:
        """Switch the limits on, every bucket full, or off."""
        self.enforced = bool(enforced)
        self.buckets.clear()

    def spend(self, method: str, tier: int, channel: str = "") -> None:
        """Count a call of a method of this tier (0: special). RateLimitedError; a call refused is not counted.

        `channel` is where chat.postMessage posts; other special methods allow "hundreds a minute" ([R] auth.test) and are not limited here.
        """
        if not self.enforced:
            return
        asked = [self.bucket(method, "", TIERS[tier], TIERS[tier] / 60)] if tier else []
        if method == "chat.postMessage":
            asked = [self.bucket(method, channel, CHANNEL_BURST, 1.0), self.bucket(method, "", WORKSPACE_MESSAGES, WORKSPACE_MESSAGES / 60)]
        if seconds := max((bucket.wait() for bucket in asked), default=0):
            raise RateLimitedError(seconds)
        for bucket in asked:
            bucket.left -= 1

    def bucket(self, method: str, channel: str, most: float, rate: float) -> Bucket:
        """The bucket for this, filled up to now."""
        now = self.now()
        found = self.buckets.setdefault((method, channel), Bucket(most, rate, now, most))
        found.fill(now)
        return found
