"""The bot's outbox and the workspace it posts to, for trials: what is put in, what became of it, and the bot beside it, once or twice."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlmodel import select, update

from sandbox.server import Server
from storage import outbox
from storage.engine import connect, reading, writing
from storage.tables import Member, Outgoing
from tests.living import furnished
from tests.office import START
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import Running, settings, started

PLACES = {TEAM_CHANNEL: TEAM_CHANNEL, **{person.slack_id: f"D0{person.slack_id[2:]}" for person in CAST.values()}}  # ten
UNSETTLED = {"waiting", "claimed"}
SOON = timedelta(seconds=20)  # long after a worker is done with a message, and long before another takes it for dead


@dataclass(frozen=True)
class Replica:
    """One process of the bot, and between which moments it began (nanoseconds): its worker's name says when that was."""

    running: Running
    since: int
    until: int

    def claimed(self, row: Outgoing) -> bool:
        """Whether it is this one's worker that is at this message."""
        return self.since <= int(row.claimed_by.rpartition("-")[2] or "0", 16) <= self.until

    def kill(self) -> None:
        """Without a word."""
        self.running.process.kill()
        self.running.process.wait(10)


class Trial:
    """An outbox with what is needed to judge it."""

    def __init__(self, folder: Path, url: str = "") -> None:
        """On a SQLite file of its own unless `url` is a furnished database."""
        folder.mkdir()
        self.folder = folder
        self.url = url or furnished(f"sqlite:///{folder / 'onpace.db'}")
        self.engine = connect(self.url)
        with writing(self.engine) as session:  # nobody practises: the mornings' messages would come in between
            session.exec(update(Member).values(mentor_id=None, start_date=None))
        self.lives = 0

    def put(self, to: str, *keys: str) -> None:
        """Messages that say their keys."""
        with writing(self.engine) as session:
            for key in keys:
                outbox.put(session, workspace_id=1, key=key, to=to, body={"text": key, "blocks": []}, due_at=START)

    def rows(self) -> list[Outgoing]:
        """The outbox."""
        with reading(self.engine) as session:
            return list(session.exec(select(Outgoing)).all())

    def count(self, *states: str) -> int:
        """How many posts, without notices, are in these states."""
        return sum(row.state in states for row in self.rows() if not row.key.startswith(outbox.NOTICE))

    def alive(self, stack: ExitStack, server: Server) -> Replica:
        """The bot, started (again)."""
        self.lives += 1
        log, since = self.folder / f"log-{self.lives}", time.time_ns()
        told = settings(server, self.url) | {"ONPACE_CLOCK_EVERY": "0"}  # one time for all, also when it is moved
        bot = stack.enter_context(started(log, "bot", "run", "--transport", "socket", **told))
        bot.said("connected by Socket Mode")
        return Replica(bot, since, time.time_ns())

    def tarries(self, server: Server, living: Sequence[Replica]) -> bool:
        """Whether somebody alive is at a message for so long that the clock must not be moved: another would take it over too soon."""
        soon = server.workspace.clock.now() - SOON
        with reading(self.engine) as session:
            claimed = list(session.exec(select(Outgoing).where(Outgoing.state == outbox.CLAIMED)).all())
        return any(row.claimed_at and row.claimed_at < soon and any(one.claimed(row) for one in living) for row in claimed)
