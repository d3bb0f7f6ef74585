"""Carries every delivery to the app: sends events again that nobody acknowledged, lets faults happen on the way, keeps account."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Lock, Timer
from typing import Any

from sandbox.clock import Clock
from sandbox.deliveries import EVENT, SLASH, Answer, Delivery, How, SignedHttp
from sandbox.faults import Fault, Faults
from sandbox.later import Later
from sandbox.subscription import Subscription

REMEMBERED = 500


@dataclass
class Sent:
    """One delivery and what became of it. `state`: held, waiting, acked, failed (given up), forgotten (the app left)."""

    id: str
    kind: str
    what: str
    payload: dict[str, Any] = field(repr=False)
    state: str = "waiting"
    attempts: list[dict[str, Any]] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """As /control/deliveries shows it."""
        about = {"id": self.id, "kind": self.kind, "what": self.what, "team": self.payload.get("team_id", ""), "state": self.state}
        return about | {"acked": self.state == "acked", "attempts": list(self.attempts)}


class Courier:
    """Between the workspaces and the way to the app. Thread-safe. Retries run on the workspace's clock, acknowledgements in real time."""

    def __init__(self, way: Callable[[], Delivery], clock: Clock, faults: Faults) -> None:
        self.way, self.clock, self.faults = way, clock, faults
        self.later = Later(clock)
        self.recent: deque[Sent] = deque(maxlen=REMEMBERED)
        self.subscription = Subscription(lambda: clock.now().timestamp())
        self._lock = Lock()
        self._held: Sent | None = None

    def deliver(self, kind: str, payload: dict[str, Any]) -> Answer:
        """Send; an event that fails is sent again later, whatever is answered here. Not with a workspace's lock held."""
        sent = self._noted(kind, payload)
        if kind == EVENT and not self.subscription.allowed(payload.get("team_id", "")):
            return self._limited(sent)
        if kind == EVENT and (fault := self._misplaced(sent)):
            self._hold(sent, fault.seconds)
            return Answer()
        answer = self._tried(sent)
        self._release()
        return answer

    def deliveries(self) -> list[dict[str, Any]]:
        """The last ones, newest first."""
        return [sent.told() for sent in reversed(list(self.recent))]

    def forget(self, team: str) -> None:
        """The app left the team: what still waits is not sent any more."""
        for sent in list(self.recent):
            if sent.state in ("waiting", "held") and sent.payload.get("team_id") == team:
                sent.state = "forgotten"

    def close(self) -> None:
        """Nothing is sent any more."""
        self.later.close()

    def _noted(self, kind: str, payload: dict[str, Any]) -> Sent:
        sent = Sent(str(payload.get("event_id") or payload.get("trigger_id") or token_hex(6)), kind, what(kind, payload), payload)
        self.recent.append(sent)
        return sent

    def _tried(self, sent: Sent, attempt: int = 0, reason: str = "") -> Answer:
        """One attempt, noted; the next is planned when it failed."""
        if sent.state == "forgotten":
            return Answer(failed="unreachable")
        trial = {"attempt": attempt, "reason": reason, "at": self.clock.now().isoformat()}
        began = time.monotonic()
        answer = self._barred(sent) or self._carried(sent, attempt, reason)
        seconds, over = time.monotonic() - began, self.clock.now()  # noted before anybody can see it and move the clock
        waits = self.subscription.waits()
        again = answer.failed and sent.kind == EVENT and not answer.final and attempt < len(waits)
        sent.attempts.append(trial | {"outcome": answer.failed or "acked", "ms": round(seconds * 1000, 1)})
        sent.state = "waiting" if again else "failed" if answer.failed else "acked"
        if again:
            self.later.after(waits[attempt], lambda: self._tried(sent, attempt + 1, answer.reason or "unknown_error"), over)
        return answer

    def _barred(self, sent: Sent) -> Answer | None:
        """The end of an event that may not be sent at all: the subscription is disabled, or the address is unverified."""
        if sent.kind != EVENT:
            return None
        if not self.subscription.enabled:
            return Answer(failed="disabled", final=True)
        return Answer(failed="unverified", final=True) if self.way().disproved() else None

    def _carried(self, sent: Sent, attempt: int, reason: str) -> Answer:
        """What came of sending it, with what the faults make of that."""
        duplicate = self.faults.struck("duplicate", sent.kind, sent.what)
        skewed = self.faults.struck("skewed", sent.kind, sent.what)
        how = How(attempt, reason, duplicate.copies if duplicate else 1, skewed.seconds if skewed else 0.0)
        way = self.way()
        answer = way.deliver(sent.kind, sent.payload, how)
        if sent.kind == EVENT and isinstance(way, SignedHttp) and self.subscription.attempted(bool(answer.failed), not attempt):
            self.later.after(0, lambda: self._tell_limited(sent.payload))
        return answer

    def _misplaced(self, sent: Sent) -> Fault | None:
        """Whether this event is to come after the next one; only one at a time is."""
        with self._lock:
            return None if self._held else self.faults.struck("out_of_order", sent.kind, sent.what)

    def _hold(self, sent: Sent, seconds: float) -> None:
        sent.state = "held"
        with self._lock:
            self._held = sent
        patience = Timer(seconds, self._release, (sent,))
        patience.daemon = True
        patience.start()

    def _release(self, only: Sent | None = None) -> None:
        """Let what is held go, after what overtook it."""
        with self._lock:
            held = self._held
            if held is None or only not in (None, held):
                return
            self._held = None
        self.later.after(0, lambda: self._tried(held))

    def _limited(self, sent: Sent) -> Answer:
        """The event is not sent: there were too many. The app is told so once a minute."""
        sent.state = "failed"
        self._tell_limited(sent.payload)
        return Answer(failed="limited")

    def _tell_limited(self, payload: Mapping[str, Any]) -> None:
        """app_rate_limited (docs.slack.dev, app_rate_limited: when subscriptions "are rate limited or disabled"); it is not sent again."""
        team = payload.get("team_id", "")
        minute = self.subscription.limited(team)
        if minute and not self.way().disproved():
            about = {"token": payload.get("token"), "type": "app_rate_limited", "team_id": team, "api_app_id": payload.get("api_app_id")}
            self.way().deliver(EVENT, about | {"minute_rate_limited": minute})


def what(kind: str, payload: Mapping[str, Any]) -> str:
    """What a delivery is about: the command, the event's type, the action or form."""
    if kind == SLASH:
        return str(payload.get("command", ""))
    if kind == EVENT:
        return str(payload.get("event", {}).get("type", payload.get("type", "")))
    actions = payload.get("actions") or [{}]
    return str(actions[0].get("action_id") or payload.get("view", {}).get("callback_id") or payload.get("type", ""))
