"""What goes wrong in the workspace, as long as it is switched on: on the page, by /control/faults, or in a test."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from threading import Lock
from typing import Any

# kind → the seconds it takes when none are told
API = {
    "rate_limited": 1.0,  # 429 with Retry-After (docs.slack.dev, rate limits)
    "server_error": 0.0,  # 500 before the work
    "lost_answer": 0.0,  # the work is done, then the line drops
    "slow": 2.0,  # done at once, told late
    "cut": 0.0,  # the line drops before the work
}
DELIVERY = {
    "duplicate": 0.0,  # the same delivery again, at once: Slack delivers at least once (docs.slack.dev, Events API)
    "out_of_order": 1.0,  # an event waits for the one after it, at most so long
    "skewed": -301.0,  # signed HTTP: the timestamp is so far from now; good for 5 minutes (docs.slack.dev, verifying requests from Slack)
}
SOCKET = {
    "close": 0.0,  # TCP ends without a disconnect frame
    "half_open": 30.0,  # open, but nothing is read or sent; Slack's side gives up after so long
    "silent": 0.0,  # pings are answered, envelopes never come
    "refused": 0.0,  # apps.connections.open and the socket itself are refused
    "slow_handshake": 2.0,  # accepted after so long, hello after so long again
}
KINDS = API | DELIVERY | SOCKET
MOST_SECONDS = 86_400


@dataclass
class Fault:
    """One switch. `method`: a Web API method, "response", "upload", a delivery's kind or an event's type; "" is all.

    `left`: how many more times (None: until switched off). `share`: of those it could strike. `copies`: of a duplicate, the first included.
    """

    kind: str
    method: str = ""
    left: int | None = None
    share: float = 1.0
    seconds: float = 0.0
    copies: int = 2
    struck: int = 0  # how often so far

    def told(self) -> dict[str, Any]:
        """As the page and /control/faults show it."""
        about = {"kind": self.kind, "method": self.method, "left": self.left, "share": self.share, "seconds": self.seconds}
        return about | {"copies": self.copies, "struck": self.struck}


class Faults:
    """The switches. Thread-safe; the same `seed` strikes the same share in the same order."""

    def __init__(self, seed: int = 3) -> None:
        self.when_changed: list[Callable[[], None]] = []
        self.when_off: list[Callable[[str], None]] = []  # told the kind, "" for all
        self._lock = Lock()
        self._random = Random(seed)
        self._on: dict[tuple[str, str], Fault] = {}

    def on(
        self, kind: str, *, method: str = "", times: int | None = None, share: float = 1.0, seconds: float = 0.0, copies: int = 2
    ) -> None:
        """Switch on, or anew. ValueError: an unknown kind, or a number out of its range. 0 seconds are the kind's own."""
        least = -MOST_SECONDS if kind == "skewed" else 0
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
        if not 0 < share <= 1 or (times is not None and times < 1) or not 2 <= copies <= 1000 or not least <= seconds <= MOST_SECONDS:
            raise ValueError("share is above 0 up to 1, times at least 1, copies 2 to 1,000, seconds not negative and up to a day")
        with self._lock:
            self._on[kind, str(method)] = Fault(kind, str(method), times and int(times), share, seconds or KINDS[kind], int(copies))
        self._changed()

    def off(self, kind: str = "") -> None:
        """Switch off all of a kind; "": everything."""
        with self._lock:
            self._on = {key: fault for key, fault in self._on.items() if kind and key[0] != kind}
        for tell in self.when_off:
            tell(kind)
        self._changed()

    def listed(self) -> list[dict[str, Any]]:
        """What is on, in the order it was switched on."""
        with self._lock:
            return [fault.told() for fault in self._on.values()]

    def struck(self, kind: str, method: str = "", also: str = "") -> Fault | None:
        """Whether this fault happens now, to this method (known by another name `also`); one of its times is then used up."""
        with self._lock:
            fault = next((self._on[kind, name] for name in (also, method, "") if (kind, name) in self._on), None)
            if fault is None or (fault.share < 1 and self._random.random() >= fault.share):
                return None
            fault.struck += 1
            if fault.left is not None:
                fault.left -= 1
                if not fault.left:
                    del self._on[kind, fault.method]
        if fault.left == 0:
            self._changed()
        return fault

    def _changed(self) -> None:
        for tell in self.when_changed:
            tell()
