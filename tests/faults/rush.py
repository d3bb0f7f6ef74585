"""Nine o'clock for many channels and DMs: all sent, in order, as fast as Slack lets them; who logs meanwhile is not kept waiting."""

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import httpx
from sqlmodel import func, select

from coaching.posts import Job
from sandbox.messages import Message
from sandbox.server import Server
from storage import outbox
from storage.engine import reading
from storage.tables import Round
from tests.faults.asking import CROWDED, Asking
from tests.faults.finding import Finding, Stage
from tests.faults.outboxes import UNSETTLED, Trial
from tests.faults.staff import NINE, Staff
from tests.living import Person, meet
from tests.patience import until
from tests.processes import settings, started

JOBS = (Job.BRIEF.value, Job.NUMBERS.value)
P99 = 0.1  # seconds a /log may take to be acknowledged
SPEED = 2  # times as fast as real time the workspace's clock runs in the whole form
A_MINUTE = 200  # posts OnPace allows itself


def trials(stage: Stage) -> Iterator[Finding]:
    """200 channels and 1,000 DMs; 6 and 30 in the short form."""
    staff = Staff(teams=stage.times(200, 6), reps=5, channels=True)
    yield from Rush(stage.folder / "rush", staff, judged=not stage.short).findings()


def asked_to_wait(log: str) -> Counter[str]:
    """How often Slack asked to wait, by method."""
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    waits = Counter(str(line.get("method", "")) for line in lines if line["event"] == "Slack asks to wait")
    pins = sum(line["event"] == "a message was not pinned" and "ratelimited" in line["trouble"] for line in lines)
    return waits + Counter({"pins.add": pins})


class Rush(Trial):
    """One bot; at nine every rep's brief and every team's numbers, with their chart, and the live boards."""

    def __init__(self, folder: Path, staff: Staff, *, judged: bool) -> None:
        """`judged`: whether the milliseconds are."""
        super().__init__(folder)
        self.staff, self.judges = staff, judged
        self.waiting: list[int] = []  # as /healthz told it, until nothing did
        staff.settle(self.engine)

    def findings(self) -> Iterator[Finding]:
        """Nine comes while somebody logs."""
        with ExitStack() as stack:
            server = stack.enter_context(self.staff.serve(NINE - timedelta(seconds=20)))
            words, told = ("bot", "run", "--transport", "http", "--port", "0"), settings(server, self.url)
            bot = stack.enter_context(started(self.folder / "log", *words, **told))
            person, asking = meet(server, bot, "http"), Asking(server)
            server.workspace.clock.set(NINE)
            server.workspace.clock.run(SPEED if self.judges else 1)
            begun = server.workspace.clock.now()
            with asking.all_the_while():
                until(self.is_done(person), 60 + 2 * len(self.staff.places))
            taken = (server.workspace.clock.now() - begun).total_seconds()
            yield self.sent(server, taken, bot.output)
        yield self.acknowledged(asking)

    def is_done(self, person: Person) -> Callable[[], bool]:
        """Whether every round was decided and nothing waits; each time /healthz is looked at as well."""

        def done() -> bool:
            time.sleep(0.2)  # it needs the machine
            told = httpx.get(f"http://127.0.0.1:{person.port}/healthz", timeout=10).json()
            self.waiting.append(told["outbox"].get(outbox.WAITING, 0))
            with reading(self.engine) as session:
                this = (Round.period == f"{NINE:%Y-%m-%d %H:%M}", Round.job.in_(JOBS), Round.posts > 0)  # type: ignore[attr-defined]
                decided = session.exec(select(func.count()).select_from(Round).where(*this)).one()
                counts = outbox.counts(session)
            return decided >= len(JOBS) * self.staff.teams and not UNSETTLED & counts.keys() and not self.waiting[-1]

        return done

    def sent(self, server: Server, taken: float, log: str) -> Finding:
        """Each place has its post once, each place's in order, and the DMs in that of the outbox."""
        briefs = {row.key: row.id or 0 for row in self.rows() if row.key.startswith("brief ")}
        said = {place: server.workspace.said.lasting(place) for place in self.staff.places}
        found = {place: _keys(messages) for place, messages in said.items()}
        numbers = [sum(bool(one.data.get("files")) for one in said[place]) for place in said if place.startswith("C")]
        dms = [[key for key in found[place] if key in briefs] for place in found if place.startswith("D")]
        lost = sum(not keys for keys in dms) + numbers.count(0)
        doubled = sum(max(len(keys) - 1, 0) for keys in dms) + sum(max(count - 1, 0) for count in numbers)
        every = [(one.data["ts"], key) for place in said for one, key in zip(said[place], found[place], strict=True)]
        sent = [briefs[key] for _, key in sorted(every) if key in briefs]
        orderly = sent == sorted(sent)
        waits, most = asked_to_wait(log), max(self.waiting)
        passed = not (lost or doubled or waits) and orderly and most > 0 and self.waiting[-1] == 0
        notes = [f"in {taken:.0f} s ({len(self.rows()) * 60 / taken:.0f} a minute)", "in order" if orderly else "OUT OF ORDER"]
        notes += [f"{sum(waits.values())} × 429 {dict(waits) or ''}".strip(), f"/healthz: {most} waiting, then 0"]
        what = f"{self.staff.teams} channels and {len(self.staff.people):,} DMs due at nine"
        return Finding(what, len(self.staff.places), passed, lost, doubled, note="; ".join(notes))

    def acknowledged(self, asking: Asking) -> Finding:
        """The 99th percentile of /log meanwhile; not judged in the short form, nor where others crowd the machine."""
        waits = sorted(asking.waits)
        p99 = waits[min(int(len(waits) * 0.99), len(waits) - 1)] if waits else float("inf")
        busy = os.getloadavg()[0] > CROWDED * (os.cpu_count() or 1)
        passed = False if asking.silent else True if p99 < P99 else None if busy or not self.judges else False
        note = f"p99 {1000 * p99:.0f} ms, slowest {asking.slowest:.2f} s"
        return Finding("/log acknowledged meanwhile", len(waits), passed, len(asking.silent), note=note)


def _keys(messages: Sequence[Message]) -> list[str]:
    """By message: the key in its metadata; "" without."""
    return [str(((one.data.get("metadata") or {}).get("event_payload") or {}).get("key", "")) for one in messages]
