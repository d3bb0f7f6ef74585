"""Overload: slow jobs everywhere and a trivial command still acknowledged at once; 64 clients at once and no error.

Errors, jobs that truly run and Slack's own 3 s decide, in either form and on any machine. Milliseconds are the machine's as much as ours:
the whole form judges them in a line of their own, beside a bare Bolt in the same minutes, and does not where others keep the machine busy
from the start, or where the bare one is over half the budget itself.
"""

import asyncio
import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx

from bot.demo.cast import CAST
from tests.bench import load, places
from tests.bench.__main__ import REPS
from tests.faults.finding import Finding, Stage
from tests.faults.kills import signed

JOBS, JOB_SECONDS = 8, 10.0
LEAST = 10  # commands beside them
QUICK, PATIENT, SLACKS = 100.0, 500.0, 3000.0  # milliseconds: a trivial command beside slow jobs; one of 64 clients; Slack's limit
SLICE = 2.5  # seconds
SECRET = load.SECRET.decode()


def trials(stage: Stage) -> Iterator[Finding]:
    """The bot, and in the whole form a bare Bolt beside it, in the same minutes."""
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    with ExitStack() as stack:
        api = stack.enter_context(places.slack(stage.folder))
        port, _, _ = stack.enter_context(places.onpace(stage.folder, api))
        bare = 0 if stage.short else places.free_port()
        if bare:
            stack.enter_context(places.process(["tests.bench.bare", str(bare), api], f"http://127.0.0.1:{bare}/healthz"))
        both = Both(port, bare, busy)
        both.run(4, 0.5)  # what is loaded at the first command is no measure of the rest
        yield from crowd(both, stage.times(60, 5))
        yield from beside_slow_jobs(api, both, stage.times(100, 30))


class Both:
    """The bot and the bare one (port 0: none), asked in turn; what came of it."""

    def __init__(self, port: int, bare: int, busy: bool) -> None:
        """`busy`: others used the machine before we began."""
        self.port, self.bare, self.busy = port, bare, busy
        self.ours, self.theirs = load.Load([], 0, 0), load.Load([], 0, 0)

    def run(self, clients: int, seconds: float) -> None:
        """So many clients for so long, first here and then there."""
        self.ours += asyncio.run(load.run(self.port, "contact", REPS, clients=clients, seconds=seconds))
        if self.bare:
            self.theirs += asyncio.run(load.run(self.bare, "", REPS, clients=clients, seconds=seconds))

    def anew(self) -> "Both":
        """The same two, nothing measured yet."""
        return Both(self.port, self.bare, self.busy)

    def judged(self, what: str, wanted: float, *, jobs: str = "") -> Iterator[Finding]:
        """No error and nobody waits for 3 s; then, beside a bare one, the milliseconds. `jobs`: why it proves nothing, "" when it does."""
        slowest, times = self.ours.quantile(1.0), len(self.ours.latencies)
        measured = f"p50 {self.ours.quantile(0.5):.0f} ms, p99 {self.ours.quantile(0.99):.0f} ms"
        passed = not self.ours.errors and slowest < SLACKS and not jobs
        yield Finding(what, times, passed, self.ours.errors, note=jobs or f"slowest {slowest:,.0f} ms; {measured}")
        if self.bare:
            note = f"{measured} of {wanted:.0f}; bare p99 {self.theirs.quantile(0.99):.0f} ms"
            yield Finding(f"the same, milliseconds: {what}", times, self.in_time(wanted), note=note)

    def in_time(self, wanted: float) -> bool | None:
        """Whether 99 of 100 answers came within the budget; None where the machine is too busy to tell."""
        if self.busy or self.theirs.quantile(0.99) > wanted / 2:
            return None
        return self.ours.quantile(0.99) <= wanted


def beside_slow_jobs(api: str, both: Both, times: int) -> Iterator[Finding]:
    """Slack answers everything after 10 s; App Homes and pictures are on their way; then commands one by one, in turn with the bare."""
    control = api.replace("/api/", "/control/faults")
    with httpx.Client(timeout=10, trust_env=False) as web:
        web.post(control, json={"on": "slow", "seconds": JOB_SECONDS}).raise_for_status()
        begun = time.monotonic()  # none of the jobs began before, so none of them is over JOB_SECONDS later
        asyncio.run(load.run(both.port, "me", REPS[:1], clients=1, seconds=0.01, name="/kpi"))
        for person in CAST:  # answers to a few people share a lane and wait for each other
            home_opened(web, both.port, person.slack_id)
        struck, both = until_struck(web, control), both.anew()
        while len(both.ours.latencies) < times and time.monotonic() - begun < JOB_SECONDS - 1:
            both.run(1, 0.001)
        over = time.monotonic() - begun
        web.post(control, json={"off": "slow"})
    well = struck >= JOBS and over < JOB_SECONDS and len(both.ours.latencies) >= LEAST
    jobs = "" if well else f"{struck} jobs of {JOBS} ran, {len(both.ours.latencies)} commands of {LEAST}; over after {over:.1f} s"
    yield from both.judged(f"{struck} slow Slack calls of {JOB_SECONDS:.0f} s running, a command", QUICK, jobs=jobs)


def home_opened(web: httpx.Client, port: int, person: str) -> None:
    """Somebody opens App Home."""
    event = {"type": "app_home_opened", "user": person, "tab": "home", "channel": "D1", "event_ts": "1"}
    body = json.dumps({"type": "event_callback", "team_id": "T0DEMO", "event_id": f"Ev{time.time_ns()}", "event": event}).encode()
    web.post(f"http://127.0.0.1:{port}/slack/events", content=body, headers=signed(body, SECRET) | {"Content-Type": "application/json"})


def until_struck(web: httpx.Client, control: str) -> int:
    """How many calls hang, once there are some."""
    for _ in range(100):
        struck = sum(fault["struck"] for fault in web.get(control).json()["faults"])
        if struck >= JOBS:
            break
        time.sleep(0.05)
    return int(struck)


def crowd(both: Both, seconds: int) -> Iterator[Finding]:
    """64 clients as fast as they are answered; in turn with the bare."""
    both = both.anew()
    for _ in range(round(seconds / SLICE)):
        both.run(64, SLICE)
    yield from both.judged(f"64 clients for {seconds} s", PATIENT)
