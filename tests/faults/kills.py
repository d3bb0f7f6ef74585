"""Kill −9 at random while eight clients log: every acknowledged entry is there, none twice, and the rollup equals the rows."""

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
from sqlmodel import func, select

from sandbox.server import Server, serve
from storage.engine import connect, reading
from storage.tables import Call, Entry
from tests.bench.places import free_port
from tests.faults.finding import Finding, Stage
from tests.living import TOKENS, furnished, workspace
from tests.office import WORKSPACE
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import settings, started

CLIENTS = 8
REPS = [CAST[name].slack_id for name in ("hana", "yui", "ken")]


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
        form = {"command": "/log", "text": "contact", "user_id": person, "team_id": WORKSPACE, "channel_id": TEAM_CHANNEL}
        body = urlencode(form | {"trigger_id": trigger, "response_url": "http://127.0.0.1:9/"}).encode()
        for attempt in range(600):
            if attempt:
                self.again.append(trigger)
                time.sleep(0.2)
            try:
                answer = web.post("/slack/events", content=body, headers=signed(body))
            except httpx.HTTPError:
                continue
            recorded = answer.status_code == 200 and any(word in answer.json()["text"] for word in ("コール", "calls"))
            (self.acknowledged if recorded else self.refused).append(trigger)
            return


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


def finding(url: str, clients: Clients, times: int) -> Finding:
    """What is in the database against what was acknowledged."""
    engine = connect(url)
    with reading(engine) as session:
        keys = Counter(key.removeprefix("command ") for key in session.exec(select(Entry.key)) if key.startswith("command "))
        rows = session.exec(select(func.count()).select_from(Call)).one()
        rollup = session.connection().execute(text("SELECT sum(calls) FROM tally")).scalar_one()
    engine.dispose()
    lost = sum(trigger not in keys for trigger in clients.acknowledged)
    doubled = sum(count - 1 for count in keys.values()) + max(rows - len(keys), 0)
    doubled += sum(trigger in keys for trigger in clients.refused)  # told to try again, and yet recorded
    passed = not lost and not doubled and rows == rollup == len(keys) and len(clients.acknowledged) > times
    note = f"{len(clients.acknowledged):,} acknowledged, {len(clients.again):,} sent again; {rows:,} rows, rollup {rollup:,}"
    return Finding(f"kill -9 while {CLIENTS} clients log", times, passed, lost, doubled, len(clients.refused), note)
