"""App Home is shown until Slack takes it: the latest state of each person, again and again, while nobody waits for it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError

from bot.clients import Clients
from bot.posting.answers import Refused, Trouble
from bot.talk import Block
from coaching.errors import NotInstalled

log = structlog.get_logger()

MOST = 5_000  # people whose Home is behind; of more the first are let go: they see it at their next visit
LONGEST_PAUSE = 60.0  # seconds between two tries while Slack is in trouble
GIVE_UP_AFTER = 24 * 3600.0  # seconds
SOON = 3  # seconds within which nobody taps again
#: Publishing twice changes nothing, so whatever may pass is tried again (docs.slack.dev, views.publish; common errors).
AGAIN = {Trouble.LIMIT, Trouble.UNSURE, Trouble.PASSING}


@dataclass
class Wanted:
    """A person's Home as it is to be shown; `untold`: what their taps did that they have not been told yet."""

    workspace: str
    person: str
    shown: Callable[[], list[Block]]
    untold: tuple[str, ...]
    since: float  # seconds of the monotonic clock
    tries: int = 0  # in vain
    due: float | None = None  # when it is tried again; None while it is in its lane


@dataclass
class Homes:
    """`run` does something in a person's lane, `tell` says a sentence in their DM."""

    clients: Clients
    run: Callable[[str, Callable[[], Any]], None]
    tell: Callable[[str, str, str], None]
    _wanted: dict[tuple[str, str], Wanted] = field(default_factory=dict)
    _closed: dict[str, float] = field(default_factory=dict)  # workspaces Slack asked to wait with, until when
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None
    _over: bool = False

    def publish(self, workspace: str, person: str, shown: Callable[[], list[Block]], notice: str = "") -> None:
        """Show App Home anew: what was still to be shown to the person before is not shown any more."""
        who = (workspace, person)
        with self._changed:
            before = self._wanted.pop(who, None)
            untold = (*(before.untold if before else ()), *([notice] if notice else []))
            wanted = Wanted(workspace, person, shown, untold[-5:], time.monotonic(), before.tries if before else 0)
            self._wanted[who] = wanted
            if len(self._wanted) > MOST:
                del self._wanted[next(iter(self._wanted))]
        self.run(person, partial(self._show, wanted))

    def close(self) -> None:
        """Nothing is tried again any more."""
        with self._changed:
            self._over = True
            self._changed.notify()
        if self._thread:
            self._thread.join(timeout=5)

    def _show(self, wanted: Wanted) -> None:
        if not self._is_latest(wanted):
            return
        pause = self._closed.get(wanted.workspace, 0.0) - time.monotonic()
        if pause <= 0:
            trouble, pause = self._published(wanted)
            if not trouble:
                self._done(wanted)
                return
            log.warning("App Home was not taken", trouble=trouble, again_in=round(pause))
        if pause > 0 and time.monotonic() - wanted.since < GIVE_UP_AFTER:
            self._later(wanted, pause)
        else:
            self._done(wanted)

    def _published(self, wanted: Wanted) -> tuple[str, float]:
        """Try once: what went wrong ("" nothing), and the seconds until another try (0: it is of no use)."""
        try:
            view = {"type": "home", "blocks": wanted.shown()[:100]}
            self.clients.of(wanted.workspace).views_publish(user_id=wanted.person, view=view)
        except SlackApiError as said:
            refused = Refused.of("views.publish", said)
            if refused.trouble is Trouble.LIMIT:
                self._closed[wanted.workspace] = time.monotonic() + refused.pause
                return str(refused), refused.pause
            return str(refused), _pause(wanted) if refused.trouble in AGAIN else 0.0
        except NotInstalled:
            return "not installed", 0.0
        except (OSError, HTTPException, DBAPIError) as lost:
            return repr(lost)[:200], _pause(wanted)
        except Exception:
            self._done(wanted)
            raise
        return "", 0.0

    def _is_latest(self, wanted: Wanted) -> bool:
        with self._changed:
            return self._wanted.get((wanted.workspace, wanted.person)) is wanted

    def _done(self, wanted: Wanted) -> None:
        with self._changed:
            if self._wanted.get((wanted.workspace, wanted.person)) is wanted:
                del self._wanted[wanted.workspace, wanted.person]

    def _later(self, wanted: Wanted, pause: float) -> None:
        """Again after a while; who would wait for it is told in their DM what their tap did."""
        with self._changed:
            if self._over or self._wanted.get((wanted.workspace, wanted.person)) is not wanted:
                return
            wanted.tries += 1
            untold = wanted.untold if wanted.tries > 1 or pause > SOON else ()
            wanted.due = time.monotonic() + pause
            wanted.untold = () if untold else wanted.untold
            if self._thread is None:
                self._thread = threading.Thread(target=self._again, name="homes", daemon=True)
                self._thread.start()
            self._changed.notify()
        if untold:
            self.tell(wanted.workspace, wanted.person, "\n".join(untold))

    def _again(self) -> None:
        """Hand what is due back to its lane."""
        with self._changed:
            while not self._over:
                now = time.monotonic()
                for wanted in [one for one in self._wanted.values() if one.due is not None and one.due <= now]:
                    wanted.due = None
                    self.run(wanted.person, partial(self._show, wanted))
                ahead = [one.due - now for one in self._wanted.values() if one.due is not None]
                self._changed.wait(max(min(ahead), 0.05) if ahead else None)


def _pause(wanted: Wanted) -> float:
    """Seconds until another try: ½, 1, 2, 4 … while Slack does not say how long."""
    return min(0.5 * 2.0**wanted.tries, LONGEST_PAUSE)
