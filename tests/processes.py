"""OnPace as a process of its own: started, its log read, asked to stop."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.server import Server
from tests.patience import until

ROOT = Path(__file__).parent.parent
OURS = ("SLACK_", "ONPACE_")


@dataclass(frozen=True)
class Running:
    """A started process and where it writes."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def output(self) -> str:
        """Everything it wrote so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def said(self, event: str) -> dict[str, Any]:
        """The log line of this event, waited for."""

        def found() -> dict[str, Any] | None:
            assert self.process.poll() is None, self.output
            lines = [json.loads(line) for line in self.output.splitlines() if line.startswith("{")]
            return next((line for line in lines if line["event"] == event), None)

        return until(found, 30) or {}

    def end(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Its exit code after this signal."""
        self.process.send_signal(sign)
        return self.process.wait(timeout=15)


def environment(**own: str) -> dict[str, str]:
    """This machine's environment without settings of ours, and these."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | own


@contextmanager
def started(log: Path, *words: str, before: Sequence[str] = (), **own: str) -> Iterator[Running]:
    """`python -m …` while the block runs, however that ends; `before` are words that stand before python's."""
    with log.open("wb") as out:
        process = subprocess.Popen([*before, sys.executable, "-m", *words], stdout=out, stderr=out, cwd=ROOT, env=environment(**own))
    try:
        yield Running(process, log)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)


def unprivileged() -> Sequence[str]:
    """Words before a program's that make it respect the rights of files: root may write everything."""
    return ("setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override") if os.geteuid() == 0 else ()


def settings(server: Server, database_url: str) -> dict[str, str]:
    """What the bot is told to live in this workspace."""
    cast = server.workspace.cast
    return {
        "SLACK_BOT_TOKEN": cast.bot_token,
        "SLACK_APP_TOKEN": cast.app_token,
        "SLACK_SIGNING_SECRET": cast.signing_secret,
        "SLACK_API_URL": f"{server.url}/api/",
        "ONPACE_CLOCK_URL": f"{server.url}/clock",
        "ONPACE_DATABASE_URL": database_url,
    }
