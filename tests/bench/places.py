"""The processes and databases a bench needs, made and taken down."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import yaml

from bot.demo import seeding, stage
from bot.sealing import Seal, new_key
from storage import installations, workspaces
from storage.engine import connect, migrate, writing
from storage.tables import id_of
from tests.bench.load import Load

ROOT = Path(__file__).parent.parent.parent


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(
    words: Sequence[str], ready: str, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """A process and the seconds until `ready` (an address) answered."""
    start = time.perf_counter()
    started = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not _answers(ready):
        if started.poll() is not None or time.perf_counter() - start > 60:
            raise RuntimeError(f"{words[0]} did not start")
        time.sleep(0.005)
    try:
        yield started, time.perf_counter() - start
    finally:
        started.terminate()
        started.wait(timeout=20)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2):
            return True
    except OSError as trouble:
        return hasattr(trouble, "code")  # an HTTP error is an answer too


@contextmanager
def slack(folder: Path) -> Iterator[str]:
    """A sandbox workspace with the demo team; the address of its API."""
    people, port = folder / "people.yml", free_port()
    people.write_text(yaml.safe_dump(stage.people(), allow_unicode=True), encoding="utf-8")
    words = ["sandbox", "--port", str(port), "--people", str(people), "--manifest", str(ROOT / "manifest.yml")]
    with process(words, f"http://127.0.0.1:{port}/clock"):
        yield f"http://127.0.0.1:{port}/api/"


@contextmanager
def onpace(folder: Path, api: str) -> Iterator[tuple[int, subprocess.Popen[bytes], float]]:
    """The real bot by HTTP on the demo team's data, installed by OAuth, its token sealed: port, process, seconds to start.

    Its files are compiled, as they are from the second start on.
    """
    port, database = free_port(), f"sqlite:///{folder / 'bench.db'}"
    engine = connect(database)
    migrate(engine)
    if not seeding.is_seeded(engine):
        seeding.seed(engine)
    key = new_key()
    with writing(engine) as session:
        workspace = workspaces.only(session)
        assert workspace
        token = Seal(key).seal(workspace.slack_id, "xoxb-sandbox")
        granted = {"token": token, "bot_user_id": workspace.bot_user_id, "app_id": "A0SANDBOX", "scopes": "", "installed_by": ""}
        installations.begin(session, workspace_id=id_of(workspace), **granted, now=seeding.BEGINS)
    engine.dispose()
    environment = {
        **{"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "secret", "ONPACE_TOKEN_KEY": key, "SLACK_SIGNING_SECRET": "sandbox-secret"},
        **{"SLACK_API_URL": api, "ONPACE_DATABASE_URL": database, "ONPACE_NOW": seeding.BEGINS.isoformat()},
    }
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    subprocess.run([sys.executable, "-c", "import bot.__main__, bot.running"], cwd=ROOT, env={**os.environ, **environment}, check=True)
    words = ["bot", "run", "--transport", "http", "--port", str(port)]
    with process(words, f"http://127.0.0.1:{port}/healthz", environment) as (started, seconds):
        yield port, started, seconds


def measured(pid: int, run: Callable[[], Load]) -> Load:
    """A run with the CPU time a process spent on it."""
    before = _cpu(pid)
    found = run()
    return replace(found, spent=_cpu(pid) - before)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Resident MiB of a process, and of its children together."""
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")  # a child is its thread's
    children = [int(child) for path in tasks for child in path.read_text(encoding="utf-8").split()]
    return _resident(process.pid), sum(_resident(child) for child in children)


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)
