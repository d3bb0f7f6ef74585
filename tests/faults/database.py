"""The database is locked, full, read-only or away: each person is told "saved" or "try again", never silence, never both."""

import contextlib
import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from sandbox.server import serve
from tests.databases import Cluster, cluster, programs
from tests.faults import crowds
from tests.faults.crowds import LOCKER, heard
from tests.faults.duplicates import calls
from tests.faults.finding import Finding, Stage
from tests.living import HANA, Person, furnished, lived, meet, workspace
from tests.patience import until
from tests.people import TEAM_CHANNEL
from tests.processes import settings, started, unprivileged


def trials(stage: Stage) -> Iterator[Finding]:
    """SQLite locked, full and read-only; PostgreSQL stopped, standing still and read-only."""
    for seconds in (2, 10) if not stage.short else (2, 3):
        yield locked(_folder(stage, f"locked-{seconds}"), seconds)
    for transport, seconds in (("http", 2), ("http", 10), ("socket", 10)) if not stage.short else (("http", 3),):
        yield crowds.locked(_folder(stage, f"crowd-{transport}-{seconds}"), transport, seconds)
    yield full(_folder(stage, "full"))
    yield read_only(_folder(stage, "read-only"))
    if programs():
        with cluster() as postgres:
            yield stopped(_folder(stage, "stopped"), postgres)
            yield crowds.frozen(_folder(stage, "frozen"), postgres, stage.times(3, 1), stage.times(10, 3))
            yield told_to_only_read(_folder(stage, "only-read"), postgres)


def _folder(stage: Stage, name: str) -> Path:
    folder = stage.folder / name
    folder.mkdir()
    return folder


@dataclass
class Told:
    """What became of commands: how many were told they are saved, to try again, or neither (not known, too); how long the slowest took.

    Each is answered by one message and no more: `more` are those beyond, and the others' come when the next command is sent.
    """

    saved: int = 0
    again: int = 0
    silent: int = 0
    more: int = 0
    slowest: float = 0.0
    said: str = ""

    def log(self, hana: Person) -> str:
        """One call logged; "saved", "again" or "" for anything else."""
        begun, before = time.monotonic(), len(self.answers(hana))
        failed = hana.server.workspace.write(HANA, TEAM_CHANNEL, "/log contact")
        self.slowest = max(self.slowest, time.monotonic() - begun)
        self.said = "" if failed else until(lambda: self.answers(hana)[before:])[0]
        told = {"saved": "saved", "again": "again"}.get(heard(self.said), "")
        self.saved += told == "saved"
        self.again += told == "again"
        self.silent += not told
        self.more = max(len(self.answers(hana)) - self.times, 0)
        return told

    @property
    def times(self) -> int:
        """How many commands there were."""
        return self.saved + self.again + self.silent

    @staticmethod
    def answers(hana: Person) -> list[str]:
        """All that Hana alone was told in the channel."""
        return [str(one.data["text"]) for one in hana.server.workspace.messages(TEAM_CHANNEL, HANA) if one.only_for]

    def finding(self, what: str, rows: int, *, passed: bool, note: str = "") -> Finding:
        """Saved is what is there, no more and no less, and each was told it once."""
        well = passed and rows == self.saved and not self.silent and not self.more and self.times > 0
        lost, doubled = max(self.saved - rows, 0) + self.silent, max(rows - self.saved, 0) + self.more
        return Finding(what, self.times, well, lost, doubled, self.again, note or f"slowest answer {self.slowest:.1f} s")


def locked(folder: Path, seconds: float) -> Finding:
    """Another program writes for so long."""
    file = folder / "onpace.db"
    url, told = furnished(f"sqlite:///{file}"), Told()
    with lived(folder, "http", url) as hana:
        with subprocess.Popen([sys.executable, "-c", LOCKER, str(file), str(seconds)], stdout=subprocess.PIPE) as locker:
            assert locker.stdout
            locker.stdout.readline()
            while locker.poll() is None:
                told.log(hana)
        last = told.log(hana)
    return told.finding(f"database locked for {seconds} s by another program", calls(url), passed=told.slowest < 3 and last == "saved")


def full(folder: Path) -> Finding:
    """The disk takes nothing more, for a while."""
    with small_disk(folder) as (place, fill, free):
        url, told = furnished(f"sqlite:///{place / 'onpace.db'}"), Told()
        with lived(folder, "http", url) as hana:
            told.log(hana)
            fill(hana.bot.process.pid)
            until(lambda: told.log(hana) and told.again, 30)
            ill = health(hana)
            refused = told.again
            free(hana.bot.process.pid)
            recovers = recovered(hana)
            told.log(hana)
        rows = calls(url)
        passed = ill == 503 and recovers and refused > 0 and told.again == refused
        return told.finding(f"disk full ({'a real one' if os.path.ismount(place) else 'by a limit'})", rows, passed=passed)


Deed = Callable[[int], object]


@contextmanager
def small_disk(folder: Path) -> Iterator[tuple[Path, Deed, Deed]]:
    """A folder, and how to fill and free it: a disk in memory of 4 MB, or where that is not allowed a limit on what the process writes."""
    place = folder / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True, check=False).returncode == 0
    ballast = place / "ballast"
    try:
        if mounted:
            yield place, lambda _: _fill(ballast), lambda _: ballast.unlink()
        else:
            most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            yield (
                place,
                lambda pid: resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, most)),
                lambda pid: resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most)),
            )
    finally:
        if mounted:
            subprocess.run(["umount", "-l", place], check=False)


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as out, contextlib.suppress(OSError):
        while True:
            out.write(b"x" * 512)


def read_only(folder: Path) -> Finding:
    """The bot starts where it may not write the file, and later may."""
    file = folder / "onpace.db"
    url, told = furnished(f"sqlite:///{file}"), Told()
    with sqlite3.connect(file) as kept:
        kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept.close()
    file.chmod(0o444)
    words = ("bot", "run", "--transport", "http", "--port", "0")
    with serve(workspace()) as server, started(folder / "log", *words, before=unprivileged(), **settings(server, url)) as bot:
        hana = meet(server, bot, "http")
        told.log(hana)
        said = told.said.strip()
        ill = health(hana)
        file.chmod(0o644)
        recovers = recovered(hana)
        told.log(hana)
    passed = ill == 503 and recovers and "can be read but not written" in bot.output and (told.again, told.saved) == (1, 1)
    return told.finding("database read-only", calls(url), passed=passed, note=said[:60])


def told_to_only_read(folder: Path, postgres: Cluster) -> Finding:
    """The bot starts where PostgreSQL says that nothing may be written, and later it may."""
    url, told = crowds.made(postgres, "reading"), Told()
    postgres.run("ALTER DATABASE reading SET default_transaction_read_only = on")
    with lived(folder, "http", url) as hana:
        told.log(hana)
        said = told.said.strip()
        ill = health(hana)
        warned = "can be read but not written" in hana.bot.output
        postgres.run("ALTER DATABASE reading RESET default_transaction_read_only")
        recovers = recovered(hana)
        told.log(hana)
    passed = ill == 503 and recovers and warned and (told.again, told.saved) == (1, 1)
    return told.finding("PostgreSQL read-only", calls(url), passed=passed, note=said[:60])


def stopped(folder: Path, postgres: Cluster) -> Finding:
    """PostgreSQL is stopped, and started again."""
    url, told = crowds.made(postgres, "stopped"), Told()
    with lived(folder, "http", url) as hana:
        told.log(hana)
        postgres.stop()
        told.log(hana)
        said = told.said.strip()
        told.log(hana)
        ill = health(hana)
        restart(postgres)
        recovers = recovered(hana)
        told.log(hana)
    passed = ill == 503 and recovers and (told.again, told.saved) == (2, 2) and told.slowest < 3
    return told.finding("PostgreSQL stopped and started again", calls(url), passed=passed, note=said[:60])


def restart(postgres: Cluster) -> None:
    """Started, and answering."""
    postgres.start()


def health(hana: Person) -> int:
    """What /healthz answers."""
    return httpx.get(f"http://127.0.0.1:{hana.port}/healthz", timeout=10).status_code


def recovered(hana: Person) -> bool:
    """Whether the bot is well again by itself."""
    try:
        return until(lambda: health(hana) == 200, 30)
    except AssertionError:
        return False
