"""A hundred people log at once while nobody can write: each is told within Slack's 3 s, and once; and PostgreSQL that stands still."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sandbox.deliveries import SLASH
from tests.databases import Cluster
from tests.faults.duplicates import calls
from tests.faults.finding import Finding
from tests.living import HANA, Person, furnished, lived
from tests.people import TEAM_CHANNEL

MANY = 100
SLACKS = 3.0  # seconds
SAVED = ("コール", "calls")  # in what is said of a recorded call
AGAIN = ("記録されていません", "nothing was recorded")
UNSURE = ("確認できません", "may be recorded or not")
BROKE = ("番号", "Ref ", ": ref ")  # the exit for what nobody foresaw: an outage is foreseen

LOCKER = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("ROLLBACK")
"""


def heard(said: str) -> str:
    """saved, again or unsure; "" for silence, for two of them at once, and for an apology."""
    kinds = {"saved": SAVED, "again": AGAIN, "unsure": UNSURE}
    found = [kind for kind, words in kinds.items() if any(word in said for word in words)]
    return found[0] if len(found) == 1 and not any(word in said for word in BROKE) else ""


class Crowd:
    """People who log a call each, at once, again and again; what each was told, and how long the slowest waited."""

    def __init__(self, hana: Person) -> None:
        """Nobody asked yet."""
        self._hana = hana
        self.told: list[str] = []
        self.slowest = 0.0

    def log(self) -> None:
        """One call by one of them."""
        workspace = self._hana.server.workspace
        passes = {"trigger_id": workspace.passes.trigger(HANA), "response_url": workspace.response_url(HANA, TEAM_CHANNEL)}
        payload = workspace.payloads.slash(workspace.by_id[HANA], workspace.channels[TEAM_CHANNEL], "/log", "contact", passes)
        begun = time.monotonic()
        answer = workspace.delivery.deliver(SLASH, payload)
        self.slowest = max(self.slowest, time.monotonic() - begun)
        self.told.append("" if answer.failed else heard(str(answer.body)))

    def at_once(self, people: int, seconds: float) -> None:
        """So many people, each with a new call as soon as the last was answered, for so long."""
        until = time.monotonic() + seconds

        def work(_: int) -> None:
            self.log()
            while time.monotonic() < until:
                self.log()

        with ThreadPoolExecutor(people) as crowd:
            list(crowd.map(work, range(people)))

    def finding(self, what: str, rows: int, *, wanted: set[str], unsure: bool = True) -> Finding:
        """What is there is what was told as saved, and of what nobody knew perhaps something; each of the `wanted` kinds was told.

        `unsure`: whether there can be what nobody knows. A file is written or it is not.
        """
        count = {kind: self.told.count(kind) for kind in ("saved", "again", "unsure", "")}
        lost, doubled = max(count["saved"] - rows, 0) + count[""], max(rows - count["saved"] - count["unsure"], 0)
        passed = not lost and not doubled and self.slowest < SLACKS and wanted <= set(self.told)
        passed = passed and (unsure or not count["unsure"])
        note = f"slowest {self.slowest:.1f} s; {count['saved']} saved, {count['unsure']} not known"
        return Finding(what, len(self.told), passed, lost, doubled, count["again"], note)


def locked(folder: Path, transport: str, seconds: float) -> Finding:
    """Another program writes all the while; afterwards everybody is heard."""
    file = folder / "onpace.db"
    url = furnished(f"sqlite:///{file}")
    with lived(folder, transport, url) as hana:
        crowd = Crowd(hana)
        crowd.log()
        with subprocess.Popen([sys.executable, "-c", LOCKER, str(file), str(seconds)], stdout=subprocess.PIPE) as locker:
            assert locker.stdout
            locker.stdout.readline()
            crowd.at_once(MANY, seconds)
        last = len(crowd.told)
        crowd.log()
    wanted = {"saved", "again"} if seconds > SLACKS - 1 else {"saved"}  # the bot waits for a lock as long as Slack lets it
    what = f"{MANY} writers, SQLite locked for {seconds:.0f} s, {transport}"
    found = crowd.finding(what, calls(url), wanted=wanted, unsure=False)
    return found if crowd.told[last] == "saved" else Finding(found.what, found.times, False, note="nobody is heard afterwards")


def frozen(folder: Path, postgres: Cluster, times: int, seconds: float) -> Finding:
    """PostgreSQL stands still in the midst of work, and goes on."""
    url = made(postgres, "frozen")
    with lived(folder, "http", url) as hana, ThreadPoolExecutor(1) as others:
        crowd = Crowd(hana)
        crowd.log()
        for _ in range(times):
            working = others.submit(crowd.at_once, 8, seconds + 1)
            time.sleep(0.5)  # some are in the midst of it
            with postgres.frozen():
                time.sleep(seconds)
            working.result()
        last = len(crowd.told)
        crowd.log()
    found = crowd.finding(f"PostgreSQL stands still for {seconds:.0f} s, ×{times}", calls(url), wanted={"saved", "again"})
    return found if crowd.told[last] == "saved" else Finding(found.what, found.times, False, note="nobody is heard afterwards")


def made(postgres: Cluster, name: str) -> str:
    """A new database with the team in it; where it is."""
    postgres.run(f"CREATE DATABASE {name}")
    return furnished(postgres.url(name))
