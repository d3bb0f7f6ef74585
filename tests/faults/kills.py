"""Kill −9 at random while eight clients log: every acknowledged entry is there, none twice, and the rollup equals the rows.

The rollup is compared cell by cell: each member's day, source and direction, and in it calls, contacts, appointments and seconds.
"""

import hashlib
import hmac
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

import httpx
from sqlalchemy import text
from sqlmodel import select

from sandbox.server import Server, serve
from storage.calls import CELL, SUMS
from storage.engine import connect, reading
from storage.tables import Entry
from tests.bench.places import free_port
from tests.faults.finding import Finding, Stage
from tests.living import TOKENS, furnished, workspace
from tests.office import WORKSPACE
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import settings, started

CLIENTS = 8
REPS = [CAST[name].slack_id for name in ("hana", "yui", "ken")]
#: What they log in turn, and how many calls it is: other cells of the rollup, other outcomes.
LINES = (
    ("contact", 1),
    ("3 no-answer source:seminar inbound", 3),
    ("contact inbound", 1),
    ("not-interested source:web", 1),
    ("contact 5m wrap:3m", 1),
    ("appointment Acme{0} tomorrow 14:00 @lena source:web", 1),
    ("gatekeeper", 1),
)
SAVED = ("コール", "calls", "アポ", "appointment")


@dataclass
class Clients:
    """Eight people who log one call after another; what is not answered they send again, the same delivery, until it is."""

    port: int
    stopped: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def work(self, number: int) -> None:
        """One client, until stopped; the last delivery is seen through."""
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=5, trust_env=False) as web:
            sent = 0
            while not self.stopped.is_set():
                sent += 1
                self.deliver(web, REPS[number % len(REPS)], f"{number}.{sent}")

    def deliver(self, web: httpx.Client, person: str, trigger: str) -> None:
        """Until somebody answers."""
        form = {"command": "/log", "text": line_of(trigger)[0], "user_id": person, "team_id": WORKSPACE, "channel_id": TEAM_CHANNEL}
        body = urlencode(form | {"trigger_id": trigger, "response_url": "http://127.0.0.1:9/"}).encode()
        for attempt in range(600):
            if attempt:
                self.again.append(trigger)
                time.sleep(0.2)
            try:
                answer = web.post("/slack/events", content=body, headers=signed(body))
            except httpx.HTTPError:
                continue
            recorded = answer.status_code == 200 and any(word in answer.json()["text"] for word in SAVED)
            (self.acknowledged if recorded else self.refused).append(trigger)
            return


def line_of(trigger: str) -> tuple[str, int]:
    """What is logged by this delivery, and how many calls it is."""
    text, count = LINES[int(trigger.partition(".")[2]) % len(LINES)]
    return text.format(trigger.replace(".", "x")), count


def signed(body: bytes, secret: str = TOKENS["signing_secret"], *, stamp: str | None = None) -> dict[str, str]:
    """The headers Slack sends: now, or with another timestamp."""
    stamp = str(int(time.time())) if stamp is None else stamp
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"} | kind


def trials(stage: Stage) -> Iterator[Finding]:
    """So many lives of the bot, each ended without a word."""
    times = stage.times(100, 3)
    url = furnished(f"sqlite:///{stage.folder / 'onpace.db'}")
    clients = Clients(free_port())
    crowd = [threading.Thread(target=clients.work, args=(n,)) for n in range(CLIENTS)]
    with serve(workspace()) as server:
        for client in crowd:
            client.start()
        fate = random.Random(9)
        for life in range(times + 1):
            lived_through(stage, server, url, clients, crowd, until=fate.uniform(0.2, 1.5) if life < times else None)
    yield finding(url, clients, times)


def lived_through(stage: Stage, server: Server, url: str, clients: Clients, crowd: list[threading.Thread], *, until: float | None) -> None:
    """One life: killed so many seconds after it listens, or (None) the last, in which everybody comes to an end."""
    words = ("bot", "run", "--transport", "http", "--port", str(clients.port))
    with started(stage.folder / "log", *words, **settings(server, url)) as bot:
        bot.said("listening")
        if until is None:
            clients.stopped.set()
            for client in crowd:
                client.join(60)
        else:
            time.sleep(until)
            bot.process.kill()


ROLLUP = f"""SELECT {", ".join(CELL)}, {", ".join(SUMS)} FROM tally"""
#: The same from the calls themselves, said here once more: what counts as a contact is the promise, not the program's to choose.
ROWS = f"""
SELECT {", ".join(CELL)}, count(*), sum(outcome IN ('contact', 'callback', 'not_interested', 'appointment')), sum(outcome = 'appointment'),
    sum(talk_seconds), sum(wrap_up_seconds) FROM call GROUP BY {", ".join(CELL)}
"""
CELLS = len(CELL)


def finding(url: str, clients: Clients, times: int) -> Finding:
    """What is in the database against what was acknowledged."""
    engine = connect(url)
    with reading(engine) as session:
        keys = Counter(key.removeprefix("command ") for key in session.exec(select(Entry.key)) if key.startswith("command "))
        rows = {tuple(row[:CELLS]): tuple(row[CELLS:]) for row in session.connection().execute(text(ROWS))}
        rollup = {tuple(row[:CELLS]): tuple(row[CELLS:]) for row in session.connection().execute(text(ROLLUP))}
    engine.dispose()
    there, wanted = sum(sums[0] for sums in rows.values()), sum(line_of(trigger)[1] for trigger in keys.elements())
    wrong = sum(rows.get(cell) != rollup.get(cell) for cell in rows | rollup)
    lost = sum(trigger not in keys for trigger in clients.acknowledged)
    doubled = sum(count - 1 for count in keys.values()) + max(there - wanted, 0)
    doubled += sum(trigger in keys for trigger in clients.refused)  # told to try again, and yet recorded
    lost += max(wanted - there, 0)
    passed = not lost and not doubled and not wrong and len(rows) > len(REPS) and len(clients.acknowledged) > times
    note = f"{len(clients.acknowledged):,} acknowledged, {len(clients.again):,} sent again; {there:,} calls, "
    note += f"{wrong} of {len(rows)} cells of the rollup differ"
    return Finding(f"kill -9 while {CLIENTS} clients log", times, passed, lost, doubled, len(clients.refused), note)
