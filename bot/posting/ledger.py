"""What became of a message, written down; each in a short transaction of its own."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine

from bot.posting.answers import GONE, TOKEN
from storage import alarms, boards, outbox, unwanted
from storage.engine import reading, writing
from storage.tables import Outgoing, id_of

log = structlog.get_logger()

GIVE_UP_AFTER = 8
LONGEST_SILENCE = timedelta(days=1)  # so long it is tried while nobody answers at all
LONGEST_PAUSE = timedelta(minutes=1)  # between two such tries
FILES = ("picture", "file")  # what a body holds that is sent by more than one call
SENT_BY_ITSELF = timedelta(hours=1)  # what is new and a broken token held up no longer than that goes out when it works again


class Ledger:
    """The outbox as the worker uses it."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], worker: str) -> None:
        """`worker` is the name it claims by."""
        self._engine = engine
        self.now = clock
        self.worker = worker
        self._ready: Sequence[int] = ()
        self._silent: dict[int, tuple[datetime, int]] = {}  # by message: since when nobody answers, tries

    def claim(self, apart: timedelta, but: Iterable[int]) -> Outgoing | None:
        """The next due message, if any: one at a time, because what waits behind a slow one is not in doubt.

        What can be claimed is looked for outside the transaction that claims: others who write need not wait for that.
        """
        if self._ready and (claimed := self._claimed(apart, but)):
            return claimed
        with reading(self._engine) as session:
            self._ready = outbox.ready(session, now=self.now(), apart=apart, but=but)
        return self._claimed(apart, but) if self._ready else None

    def _claimed(self, apart: timedelta, but: Iterable[int]) -> Outgoing | None:
        """The first of what was ready that still is."""
        with writing(self._engine) as session:
            taken = outbox.claim(session, now=self.now(), worker=self.worker, most=1, apart=apart, but=but, among=self._ready)
        claimed = next(iter(taken), None)
        self._ready = [one for one in self._ready if claimed and one != claimed.id]
        return claimed

    def doubtful(self, before: datetime) -> list[Outgoing]:
        """Messages claimed before then and not confirmed."""
        with reading(self._engine) as session:
            return list(outbox.doubtful(session, before=before))

    def take_over(self, outgoing: Outgoing) -> bool:
        """Claim a doubtful message, to settle it; False when another worker was quicker."""
        with writing(self._engine) as session:
            return outbox.take_over(session, outgoing=outgoing, worker=self.worker, now=self.now())

    def next_due(self) -> datetime | None:
        """When the first of what waits is due."""
        with reading(self._engine) as session:
            return outbox.next_due(session)

    def confirm(self, outgoing: Outgoing, ts: str) -> None:
        """It was posted."""
        self._silent.pop(id_of(outgoing), None)
        with writing(self._engine) as session:
            outbox.confirm(session, outgoing_id=id_of(outgoing), now=self.now(), ts=ts)

    def wait(self, outgoing: Outgoing, until: datetime, trouble: str) -> None:
        """It was not posted because it had to wait: no try in vain."""
        with writing(self._engine) as session:
            outbox.again(session, outgoing_id=id_of(outgoing), due_at=until, trouble=trouble, counted=False)

    def unanswered(self, outgoing: Outgoing, trouble: str) -> None:
        """Nobody answers, which is not the message's fault: on and on, at last once a minute for a day. A file, whose way is one of its
        own, then lets others go first.
        """
        since, tries = self._silent.get(id_of(outgoing), (self.now(), 0))
        if self.now() - since >= LONGEST_SILENCE:
            self._silent.pop(id_of(outgoing), None)
            self.park(outgoing, outbox.FAILED, outbox.UNANSWERED + trouble)
            return
        self._silent[id_of(outgoing)] = since, tries + 1
        pause = min(timedelta(seconds=2 ** min(tries, GIVE_UP_AFTER)), LONGEST_PAUSE)
        behind = pause == LONGEST_PAUSE and not outgoing.body.keys().isdisjoint(FILES)
        with writing(self._engine) as session:
            about = {"outgoing_id": id_of(outgoing), "due_at": self.now() + pause}
            outbox.again(session, **about, trouble=trouble, counted=False, behind=behind)  # type: ignore[arg-type]

    def renew(self, outgoing: Outgoing, trouble: str) -> None:
        """A board that cannot be edited any more is posted anew, but not all the time, whatever takes it away."""
        at = outgoing.planned_at + GONE[trouble]
        if self.now() < at:
            self.wait(outgoing, at, trouble)
            return
        log.info("a board is posted anew", key=outgoing.key, trouble=trouble)
        with writing(self._engine) as session:
            boards.renew(session, outgoing_id=id_of(outgoing), now=self.now())

    def retry(self, outgoing: Outgoing, trouble: str) -> None:
        """Once more, after a while that doubles; at last it has failed."""
        if outgoing.attempts >= GIVE_UP_AFTER:
            self.park(outgoing, outbox.FAILED, outbox.UNANSWERED + trouble)
            return
        due_at = self.now() + timedelta(seconds=2 ** max(outgoing.attempts - 1, 0))
        with writing(self._engine) as session:
            outbox.again(session, outgoing_id=id_of(outgoing), due_at=due_at, trouble=trouble)

    def park(self, outgoing: Outgoing, state: str, trouble: str) -> None:
        """Set aside; a notice of what was parked is never itself the matter of a notice."""
        if state == outbox.PARKED and outgoing.key.startswith(outbox.NOTICE):
            state = outbox.FAILED
        log.warning("a message was set aside", key=outgoing.key, state=state, trouble=trouble)
        with writing(self._engine) as session:
            outbox.park(session, outgoing_id=id_of(outgoing), state=state, trouble=trouble)

    def drop(self, outgoing: Outgoing) -> None:
        """Its time is over: never sent."""
        log.info("a message came too late to be of use", key=outgoing.key)
        with writing(self._engine) as session:
            alarms.untell(session, outgoing=outgoing)
            outbox.park(session, outgoing_id=id_of(outgoing), state=outbox.DISCARDED, trouble="its time is over")

    def took_back(self, outgoing: Outgoing) -> bool:
        """Whether nobody wants it any more; its key is free again, for when they do."""
        with reading(self._engine) as session:
            if not unwanted.is_unwanted(session, outgoing=outgoing):
                return False
        log.info("a message was not wanted any more when its time came", key=outgoing.key, to=outgoing.to)
        with writing(self._engine) as session:
            alarms.untell(session, outgoing=outgoing)
            unwanted.take_back(session, outgoing_id=id_of(outgoing))
        return True

    def hold(self, workspace_id: int, until: datetime) -> None:
        """Nothing of the workspace goes out before then."""
        with writing(self._engine) as session:
            outbox.hold(session, workspace_id=workspace_id, until=until)

    def mute(self, workspace_id: int, trouble: str) -> None:
        """The workspace's token is in trouble: what is due is parked."""
        with writing(self._engine) as session:
            outbox.park_due(session, workspace_id=workspace_id, now=self.now(), trouble=trouble)

    def muted(self) -> Iterable[int]:
        """The workspaces where something of use was parked for the token's sake."""
        return self._held_up()

    def _held_up(self) -> dict[int, list[int]]:
        with reading(self._engine) as session:
            return outbox.held_up(session, troubles=TOKEN, since=self.now() - SENT_BY_ITSELF)

    def speak_again(self, workspace_id: int) -> None:
        """The token is good again: what it held up lately goes out, and every edit; notices are made anew if there is still something to
        tell.
        """
        log.info("a workspace's token works again", workspace=workspace_id)
        ids = self._held_up().get(workspace_id, [])
        with writing(self._engine) as session:
            outbox.release(session, workspace_id=workspace_id, ids=ids, now=self.now())
            outbox.withdraw(session, workspace_id=workspace_id, key=outbox.NOTICE)
