"""The outbox worker: claims what is due, posts it, confirms; settles what is doubtful by looking before posting again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.client import HTTPException

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.charts import Pool
from bot.clients import Clients
from bot.posting.answers import GONE, NotDone, Refused, Trouble, Waits
from bot.posting.ledger import FILES, Ledger
from bot.posting.pacing import APART, OTHERS, POST, Pacing
from bot.posting.sending import COMPLETE, CannotTell, Sender
from storage import outbox
from storage.tables import Outgoing

log = structlog.get_logger()

LOOK_AFTER = timedelta(seconds=10)  # Slack may still be at work on a request whose answer was lost
LOOK_FOR_PICTURE_AFTER = timedelta(seconds=30)  # and files are shown only when they are processed
DOUBTFUL_AFTER = timedelta(seconds=90)  # longer than another worker can be busy with one message
TRY_TOKEN_EVERY = timedelta(minutes=1)
AT_ONCE = 50  # messages between two looks at the doubtful ones
SHORTEST_REST, LONGEST_REST = 0.2, 1.0  # seconds
LONGEST_PAUSE = 60.0  # seconds between tries while the database is broken


class Poster:
    """Posts each outgoing message once, as the bot of its workspace, one at a time."""

    def __init__(self, *, engine: Engine, clients: Clients, pool: Pool, clock: Callable[[], datetime], name: str) -> None:
        """`name` tells this worker from others on the same database; `clients` must not retry by themselves."""
        self._clock = clock
        self._pacing = Pacing()
        self._ledger = Ledger(engine, lambda: self._clock(), name)
        self._sender = Sender(engine=engine, clients=clients, pool=pool, pacing=self._pacing, clock=lambda: self._clock())
        self._mute: dict[int, datetime] = {}  # workspaces whose token is in trouble, and when it is tried next
        self._looked: datetime | None = None  # for what others parked
        self._awake = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="poster", daemon=True)

    def wake(self) -> None:
        """Something waits: look at once."""
        self._awake.set()

    def edits(self, workspace_id: int) -> int:
        """How many messages of a workspace (its row's id) that are no boards were edited within the last minute."""
        return self._pacing.lately(workspace_id, OTHERS, self._clock())

    @contextmanager
    def working(self) -> Iterator["Poster"]:
        """Post in the background while the block runs; what is under way at its end is finished."""
        self._thread.start()
        try:
            yield self
        finally:
            self._stopped.set()
            self._awake.set()
            self._thread.join(timeout=20)

    def work(self) -> None:
        """One round: tokens in trouble tried again, doubtful messages settled, due ones posted."""
        self._try_tokens()
        self.settle_doubtful()
        self.post_due()

    def post_due(self) -> int:
        """Post what is due now; how many messages were taken up."""
        for taken in range(AT_ONCE):
            if self._stopped.is_set():
                return taken
            outgoing = self._ledger.claim(APART, {*self.mute, *self._pacing.closed(self._clock())})
            if outgoing is None:
                return taken
            self._take_up(outgoing)
        return AT_ONCE

    def settle_doubtful(self) -> None:
        """Look for messages claimed a while ago and never confirmed: found in the channel they are confirmed, not found they are
        posted again, and held where the channel's history may not be read.
        """
        now = self._clock()
        for outgoing in self._ledger.doubtful(now - LOOK_AFTER):
            if self._is_ours_to_settle(outgoing, now) and self._ledger.take_over(outgoing):
                self._settle(outgoing)

    @property
    def mute(self) -> dict[int, datetime]:
        """Workspaces whose token is in trouble. Looked for once a minute: an event, or another process, parks too."""
        now = self._clock()
        if self._looked is None or abs(now - self._looked) >= TRY_TOKEN_EVERY:
            self._looked = now
            self._mute = dict.fromkeys(self._ledger.muted(), now) | self._mute
        return self._mute

    def _try_tokens(self) -> None:
        now = self._clock()
        for workspace_id in [one for one, due in self.mute.items() if due <= now]:
            self.mute[workspace_id] = now + TRY_TOKEN_EVERY
            trouble = self._sender.token_trouble(workspace_id)
            if trouble:
                self._ledger.mute(workspace_id, trouble)
            elif trouble == "":
                self._ledger.speak_again(workspace_id)
                del self.mute[workspace_id]

    def _is_ours_to_settle(self, outgoing: Outgoing, now: datetime) -> bool:
        """Own ones soon (this thread is not at work on them any more), others' when nobody can be at work on them."""
        if outgoing.workspace_id in self.mute:
            return False
        own = LOOK_FOR_PICTURE_AFTER if outgoing.body.keys() & set(FILES) else LOOK_AFTER
        return now - (outgoing.claimed_at or now) > (own if outgoing.claimed_by == self._ledger.worker else DOUBTFUL_AFTER)

    def _run(self) -> None:
        kinds: list[type[Exception]] = []  # of trouble, one for each try in vain since it last went well
        while not self._stopped.is_set():
            if kinds:
                self._stopped.wait(min(2.0 ** (len(kinds) - 1), LONGEST_PAUSE))
            else:
                self._awake.wait(timeout=self._rest())
            self._awake.clear()
            try:
                self.work()
            except Exception as trouble:
                if type(trouble) not in kinds:
                    log.exception("posting broke; it is tried again, less and less often")
                kinds.append(type(trouble))
            else:
                if kinds:
                    log.info("posting works again", tries=len(kinds))
                kinds.clear()

    def _rest(self) -> float:
        """Seconds until something may be due."""
        try:
            due = self._ledger.next_due()
            ahead = (due - self._clock()).total_seconds() if due else LONGEST_REST
        except Exception:  # noqa: BLE001 - the round that follows tells it
            return LONGEST_REST
        return min(max(ahead, SHORTEST_REST), LONGEST_REST)

    def _take_up(self, outgoing: Outgoing) -> None:
        """What waited may be of use no more."""
        if _is_over(outgoing, self._clock()):
            self._ledger.drop(outgoing)
        elif not self._ledger.took_back(outgoing):
            self._post(outgoing)

    def _post(self, outgoing: Outgoing) -> None:
        try:
            ts = self._sender.send(outgoing)
        except Waits as pause:
            self._ledger.wait(outgoing, pause.until, outgoing.trouble)
        except NotDone as nothing:
            self._ledger.unanswered(outgoing, str(nothing))
        except Refused as refused:
            self._refused(outgoing, refused)
        except (OSError, HTTPException) as lost:
            self._unsure(outgoing, repr(lost))
        except SQLAlchemyError:
            raise  # our database, not the message: it stays claimed and is looked for
        except Exception as broken:
            log.exception("a message could not be made", key=outgoing.key)
            self._ledger.park(outgoing, outbox.FAILED, repr(broken))
        else:
            self._ledger.confirm(outgoing, ts)

    def _refused(self, outgoing: Outgoing, refused: Refused) -> None:
        match refused.trouble:
            case Trouble.LIMIT:
                self._limited(outgoing, refused)
            case Trouble.TOKEN:
                self._muted(outgoing, refused)
            case Trouble.PLACE if refused.error == "channel_not_found" and self._sender.forget(outgoing) and outgoing.attempts == 1:
                self._ledger.retry(outgoing, refused.error)  # an app installed anew has other DMs
            case Trouble.PLACE:
                self._ledger.park(outgoing, outbox.PARKED, refused.error)
            case Trouble.UNSURE if refused.method in (POST, COMPLETE):
                self._unsure(outgoing, str(refused))
            case Trouble.UNSURE | Trouble.PASSING:
                self._ledger.retry(outgoing, str(refused))
            case Trouble.MESSAGE if outgoing.ts and outgoing.body.get("pin") and refused.error in GONE:
                self._ledger.renew(outgoing, refused.error)
            case _:
                self._ledger.park(outgoing, outbox.FAILED, refused.error)

    def _limited(self, outgoing: Outgoing, refused: Refused) -> None:
        """Slack asks to wait: this channel does, or the workspace; no other."""
        log.info("Slack asks to wait", method=refused.method, seconds=refused.pause, key=outgoing.key)
        until = self._held_off(outgoing, refused)
        self._ledger.wait(outgoing, until, "ratelimited")

    def _held_off(self, outgoing: Outgoing, refused: Refused) -> datetime:
        now = self._clock()
        until = now + timedelta(seconds=refused.pause)
        if self._pacing.refused(outgoing.workspace_id, refused.method, outgoing.to, until, now):
            self._ledger.hold(outgoing.workspace_id, until)
        return until

    def _muted(self, outgoing: Outgoing, refused: Refused) -> None:
        """The token is in trouble: the workspace says nothing until it is good again. A notice waits for that."""
        self.mute[outgoing.workspace_id] = self._clock() + TRY_TOKEN_EVERY
        if outgoing.key.startswith(outbox.NOTICE):
            self._ledger.wait(outgoing, self._clock(), refused.error)
        else:
            self._ledger.park(outgoing, outbox.PARKED, refused.error)
        self._ledger.mute(outgoing.workspace_id, refused.error)

    def _unsure(self, outgoing: Outgoing, trouble: str) -> None:
        """No answer came: nobody knows whether it was posted. It stays claimed, and settle_doubtful looks for it."""
        log.warning("an answer was lost", key=outgoing.key, trouble=trouble)

    def _settle(self, outgoing: Outgoing) -> None:
        if outgoing.ts:  # an edit: made again, it changes nothing
            self._ledger.retry(outgoing, "an answer was lost")
            return
        try:
            ts = self._sender.find(outgoing)
        except (Waits, NotDone):
            return  # looked for again in a while
        except CannotTell:
            self._ledger.park(outgoing, outbox.HELD, "not among the channel's latest thousand")
        except Refused as refused:
            self._unsettled(outgoing, refused)
        else:
            if ts is None:
                self._ledger.retry(outgoing, "not found in the channel")
            else:
                self._ledger.confirm(outgoing, ts)

    def _unsettled(self, outgoing: Outgoing, refused: Refused) -> None:
        """The channel could not be looked through: later, unless Slack will never let us."""
        if refused.trouble is Trouble.LIMIT:
            self._held_off(outgoing, refused)
        elif refused.trouble is Trouble.TOKEN:
            self.mute[outgoing.workspace_id] = self._clock() + TRY_TOKEN_EVERY
        elif refused.trouble in (Trouble.PLACE, Trouble.MESSAGE):
            self._ledger.park(outgoing, outbox.HELD, refused.error)


def _is_over(outgoing: Outgoing, now: datetime) -> bool:
    """Whether it was never posted, and is of no use any more."""
    until = str(outgoing.body.get("until", ""))
    return until != "" and not outgoing.ts and datetime.fromisoformat(until) <= now
