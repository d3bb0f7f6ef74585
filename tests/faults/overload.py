"""Overload: slow jobs everywhere and a trivial command still acknowledged at once; 64 clients at once and no error.

Milliseconds are the machine's as much as ours: a bare Bolt is measured in the same minutes, and where others keep the machine busy from
the start, or the bare one is over half the budget itself, Slack's own 3 s decide, and the median.
"""

import asyncio
import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace

import httpx

from bot.demo.cast import CAST
from tests.bench import load, places
from tests.bench.__main__ import REPS
from tests.faults.finding import Finding, Stage
from tests.faults.kills import signed

JOBS, JOB_SECONDS = 8, 10.0
QUICK, PATIENT, SLACKS = 100.0, 500.0, 3000.0  # milliseconds: a trivial command beside slow jobs; one of 64 clients; Slack's limit
SLICE = 2.5  # seconds
SECRET = load.SECRET.decode()


def trials(stage: Stage) -> Iterator[Finding]:
    """The bot and a bare Bolt beside it, in the same minutes."""
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    with places.slack(stage.folder) as api, places.onpace(stage.folder, api) as (port, _, _):
        bare = places.free_port()
        with places.process(["tests.bench.bare", str(bare), api], f"http://127.0.0.1:{bare}/healthz"):
            for place, text in ((port, "contact"), (bare, "")):  # what is loaded at the first command is no measure of the rest
                asyncio.run(load.run(place, text, REPS, clients=4, seconds=0.5))
            yield crowd(port, bare, stage.times(60, 5), busy=busy)
            yield beside_slow_jobs(api, port, bare, stage.times(100, 30), busy=busy)


def beside_slow_jobs(api: str, port: int, bare: int, times: int, *, busy: bool) -> Finding:
    """Slack answers everything after 10 s; App Homes and pictures are on their way; then commands one by one, in turn with the bare."""
    control = api.replace("/api/", "/control/faults")
    with httpx.Client(timeout=10, trust_env=False) as web:
        web.post(control, json={"on": "slow", "seconds": JOB_SECONDS}).raise_for_status()
        asyncio.run(load.run(port, "me", REPS[:1], clients=1, seconds=0.01, name="/kpi"))
        for person in CAST:  # answers to a few people share a lane and wait for each other
            home_opened(web, port, person.slack_id)
        struck = until_struck(web, control)
        ours, theirs = load.Load([], 0, 0), load.Load([], 0, 0)
        begun = time.monotonic()
        while len(ours.latencies) < times and time.monotonic() - begun < JOB_SECONDS - 2:  # the jobs must still run
            ours += asyncio.run(load.run(port, "contact", REPS, clients=1, seconds=0.001))
            theirs += asyncio.run(load.run(bare, "", REPS, clients=1, seconds=0.001))
        lasted = time.monotonic() - begun
        web.post(control, json={"off": "slow"})
    what = f"{struck} slow Slack calls of {JOB_SECONDS:.0f} s running, one command ({lasted:.0f} s)"
    found = judged(what, ours, theirs, QUICK, busy=busy)
    return found if struck >= JOBS else replace(found, passed=False, note=f"only {struck} of {JOBS} jobs ran")


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


def crowd(port: int, bare: int, seconds: int, *, busy: bool) -> Finding:
    """64 clients as fast as they are answered; in turn with the bare."""
    ours, theirs = load.Load([], 0, 0), load.Load([], 0, 0)
    for _ in range(round(seconds / SLICE)):
        ours += asyncio.run(load.run(port, "contact", REPS, clients=64, seconds=SLICE))
        theirs += asyncio.run(load.run(bare, "", REPS, clients=64, seconds=SLICE))
    return judged(f"64 clients for {seconds} s", ours, theirs, PATIENT, busy=busy)


def judged(what: str, ours: load.Load, theirs: load.Load, wanted: float, *, busy: bool) -> Finding:
    """No error, and within the budget; half of the answers within it, or ten times the bare one's, however busy the machine is."""
    p99, bare = ours.quantile(0.99), theirs.quantile(0.99)
    budget = SLACKS if busy or bare > wanted / 2 else wanted
    usual = ours.quantile(0.5) <= max(wanted, 10 * theirs.quantile(0.5))
    note = f"p50 {ours.quantile(0.5):.0f} ms, p99 {p99:.0f} of {budget:,.0f} ms; bare p99 {bare:.0f} ms"
    return Finding(what, len(ours.latencies), not ours.errors and p99 <= budget and usual, ours.errors, 0, 0, note)
