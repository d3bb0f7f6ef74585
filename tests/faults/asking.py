"""Somebody at work while posts wait: what waits for Slack must hold up nobody whom Slack waits for."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.server import Server
from tests.faults.finding import Finding
from tests.people import CAST, TEAM_CHANNEL

LEAST = 3  # commands while it mattered
SLACKS = 3.0  # seconds
CROWDED = 3  # so many programs want each core: what is late then says nothing of OnPace


class Asking:
    """Hana logs calls over the socket, all the while; how long the slowest waited, and whom nobody answered."""

    def __init__(self, server: Server) -> None:
        """Nobody asked yet."""
        self.server = server
        self.begun: list[float] = []
        self.waits: list[float] = []  # seconds until each was acknowledged
        self.slowest = 0.0
        self.silent: list[str] = []
        self.late: list[bool] = []  # of whoever waited too long: whether others crowded the machine just then

    @contextmanager
    def all_the_while(self) -> Iterator[None]:
        """One after the other; the last is seen through, so that it is before a kill."""
        stopped = threading.Event()
        asking = threading.Thread(target=self._ask, args=(stopped,))
        asking.start()
        try:
            yield
        finally:
            stopped.set()
            asking.join(30)

    def _ask(self, stopped: threading.Event) -> None:
        while not stopped.wait(0.1):
            begun = time.monotonic()
            failed = self.server.workspace.write(CAST["hana"].slack_id, TEAM_CHANNEL, "/log contact")
            self.begun.append(begun)
            waited = time.monotonic() - begun
            self.waits.append(waited)
            self.slowest = max(self.slowest, waited)
            self.silent += [failed] if failed else []
            if failed or waited >= SLACKS:
                self.late.append(os.getloadavg()[0] > CROWDED * (os.cpu_count() or 1))

    def during(self, begun: float, seconds: float) -> int:
        """How many began within so many seconds."""
        return sum(begun <= one <= begun + seconds for one in self.begun)

    def finding(self, what: str, within: int) -> Finding:
        """Every command was answered within Slack's 3 s; `within`: how many were given while it mattered (`what`).

        Not judged where all that were late were so while others crowded the machine.
        """
        passed = None if self.late and all(self.late) else not self.late and within >= LEAST
        note = "; ".join([f"slowest {self.slowest:.2f} s", what, *self.silent[:1]])
        return Finding("/log over the socket while 429s are waited out", len(self.begun), passed, len(self.silent), note=note)
