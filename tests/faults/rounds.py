"""What is due at nine, of several bots on one database: said to each once; the busiest bot killed −9 in the midst, the rest goes on."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from sqlmodel import func, select

from coaching.posts import Decision, Job
from sandbox.server import Server
from storage import outbox
from storage.engine import reading
from storage.tables import Outgoing, Round
from tests.databases import cluster, programs
from tests.faults import crowds, moments
from tests.faults.finding import Finding, Stage
from tests.faults.outboxes import UNSETTLED, Replica, Trial
from tests.faults.staff import NINE, Staff
from tests.patience import until

BRIEF = "brief "
PERIOD = f"{NINE:%Y-%m-%d %H:%M}"
STEP = timedelta(seconds=5)
PATIENCE = 120
NEXT_WITHIN = 30  # seconds after a kill


def trials(stage: Stage) -> Iterator[Finding]:
    """The short form does two at once: most of the time each waits for a look of the ticker's."""
    with ExitStack() as stack:
        postgres = stack.enter_context(cluster()) if programs() else None
        staff = Staff(teams=stage.times(20, 2), reps=stage.times(50, 20))
        found: list[Nine | moments.Noons] = []  # made one after the other: migrations are for one thread
        for replicas in (2, 4)[: stage.times(2, 1)]:
            url = crowds.made(postgres, f"nine{replicas}") if postgres else ""
            for where in ("", url) if url else ("",):
                killed = bool(where) or not stage.short or not postgres
                folder = stage.folder / f"{replicas}-{'postgresql' if where else 'sqlite'}"
                found.append(Nine(folder, staff, where, replicas=replicas, killed=killed))
        found.append(moments.Downtime(stage.folder / "down", moments.DOWN[1::2] if stage.short else moments.DOWN))
        found.append(moments.Clocks(stage.folder / "clocks"))
        with ThreadPoolExecutor(stage.times(1, 2)) as pool:
            for told in pool.map(lambda one: list(one.findings()), found):
                yield from told


class Nine(Trial):
    """A brief for every rep of every team at nine."""

    def __init__(self, folder: Path, staff: Staff, url: str, *, replicas: int, killed: bool) -> None:
        """`killed`: whether the busiest bot dies in the midst."""
        super().__init__(folder, url)
        self.staff, self.replicas, self.killed = staff, replicas, killed
        self.next_after = 0.0  # seconds from the kill to the next post
        staff.settle(self.engine)

    def findings(self) -> Iterator[Finding]:
        """Nine comes."""
        with ExitStack() as stack:
            server = stack.enter_context(self.staff.serve(NINE - timedelta(minutes=1)))
            living = [self.alive(stack, server) for _ in range(self.replicas)]
            server.workspace.clock.set(NINE)
            if self.killed:
                until(lambda: self.posted() > len(self.staff.people) // 4, PATIENCE)
                living = self.bereft(living)
            until(self.is_done(server, living), PATIENCE + len(self.staff.people))
            said = Counter(
                message.data["metadata"]["event_payload"]["key"]
                for place in self.staff.places
                for message in server.workspace.said.lasting(place)
            )
        yield self.judged(said)

    def bereft(self, living: list[Replica]) -> list[Replica]:
        """Who is left when the one that posted most is dead, and how long it takes until the next post."""
        with reading(self.engine) as session:
            rows = list(session.exec(select(Outgoing).where(Outgoing.state == outbox.POSTED)).all())
        busiest = max(living, key=lambda one: sum(one.claimed(row) for row in rows))
        busiest.kill()
        begun, before = time.monotonic(), self.posted()
        until(lambda: self.posted() > before, PATIENCE)
        self.next_after = time.monotonic() - begun
        return [one for one in living if one is not busiest]

    def posted(self) -> int:
        """How many messages are out."""
        with reading(self.engine) as session:
            return outbox.counts(session).get(outbox.POSTED, 0)

    def is_done(self, server: Server, living: list[Replica]) -> Callable[[], bool]:
        """Whether every round was decided and nothing waits; what waits for Slack's pace, or is in doubt, is given the time it takes."""

        def done() -> bool:
            time.sleep(0.1)  # they need the machine
            with reading(self.engine) as session:
                counts = outbox.counts(session)
                this = (Round.job == Job.BRIEF.value, Round.period == PERIOD, Round.decision == Decision.WRITTEN.value)
                decided = session.exec(select(func.count()).select_from(Round).where(*this)).one() >= self.staff.teams
            waits = bool(UNSETTLED & counts.keys())
            if decided and waits and not self.tarries(server, living):
                server.workspace.clock.move(STEP)
            return decided and not waits

        return done

    def judged(self, said: Counter[str]) -> Finding:
        """One line."""
        with reading(self.engine) as session:
            briefs = [row for row in session.exec(select(Outgoing)).all() if row.key.startswith(BRIEF)]
        wanted = {row.key for row in briefs} & said.keys()
        lost = len(self.staff.people) - len({row.to for row in briefs if row.key in wanted} & set(self.staff.people))
        doubled = sum(count - 1 for key, count in said.items()) + len(briefs) - len({row.to for row in briefs})
        passed = not lost and not doubled and self.next_after < NEXT_WITHIN
        note = f"the next post {self.next_after:.1f} s after the kill" if self.killed else "each in its rep's DM"
        what = f"due at nine, {self.replicas} bots on one {self.engine.dialect.name}" + (", the busiest killed −9" if self.killed else "")
        return Finding(what, len(self.staff.people), passed, max(lost, 0), doubled, note=note)
