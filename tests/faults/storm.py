"""A storm over the outbox: rate limits, lost answers and kills of the bots that post from it, while people are at work."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sandbox.server import Server, serve
from tests.faults.asking import Asking
from tests.faults.finding import Finding
from tests.faults.outboxes import PLACES, UNSETTLED, Replica, Trial
from tests.living import workspace
from tests.patience import until

STEP, STEPS = timedelta(seconds=31), 3  # longer than a killed worker's messages are left alone: then another settles them
PAUSE = 3  # seconds the first post is made to wait
APART = 0.99  # seconds between two messages in a channel; the hundredth is rounding: a ts has six places


class Storm(Trial):
    """Many posts to ten places, 5 % refused for a second, 5 % of the answers lost, the bots killed in turn; and people at work."""

    def __init__(self, folder: Path, url: str = "", *, posts: int, kills: int, replicas: int = 1) -> None:
        super().__init__(folder, url)
        self.posts, self.kills, self.replicas = posts, kills, replicas
        each = posts // len(PLACES)
        self.planned = {to: [f"{to} {n:03}" for n in range(each)] for to in PLACES}
        self.during = 0  # commands while the first post waited

    def findings(self) -> Iterator[Finding]:
        """What was lost, doubled, out of order; how often Slack had to say that we are too fast; and who logged meanwhile."""
        with serve(workspace()) as server:
            for to, keys in self.planned.items():
                self.put(to, *keys)
            server.workspace.faults.on("rate_limited", method="chat.postMessage", times=1, seconds=PAUSE)  # the first of a row, surely
            asking = Asking(server)
            self.weather(server, asking)
            struck = 1 + sum(fault["struck"] for fault in server.workspace.faults.listed() if fault["kind"] == "rate_limited")
            said = {to: [message.data for message in server.workspace.said.lasting(there)] for to, there in PLACES.items()}
        yield self.judged(said, struck)
        yield asking.finding(f"{self.during} in the {PAUSE} s after a 429", self.during)

    def weather(self, server: Server, asking: Asking) -> None:
        """Post everything; every now and then one is killed, and started again while the others go on."""
        with ExitStack() as stack:
            living = [self.alive(stack, server) for _ in range(self.replicas)]
            for life in range(self.kills + 1):
                with asking.all_the_while():
                    if not life:
                        self.worsen(server, asking)
                    self.doubt_passes(server, living)
                    if life == self.kills:
                        until(self.is_done(server, living), 60 + self.posts)
                        return
                    until(self.has_posted(self.posts * life // (2 * self.kills + 1)), 60)
                living[life % self.replicas].kill()
                living[life % self.replicas] = self.alive(stack, server)

    def doubt_passes(self, server: Server, living: Sequence[Replica]) -> None:
        """Until what a killed one left is taken over, and nothing of anybody alive."""
        for _ in range(STEPS):
            until(lambda: not self.tarries(server, living), 60)
            server.workspace.clock.move(STEP)

    def worsen(self, server: Server, asking: Asking) -> None:
        """Once the first post was refused, and waited as long as Slack asked: what strikes a few of all."""
        faults = server.workspace.faults
        until(lambda: not faults.listed(), 30)
        refused = time.monotonic()
        until(lambda: time.monotonic() > refused + PAUSE, PAUSE + 1)
        self.during = asking.during(refused, PAUSE)
        faults.on("rate_limited", method="chat.postMessage", share=0.05, seconds=1)
        faults.on("lost_answer", method="chat.postMessage", share=0.05)

    def has_posted(self, more_than: int) -> Callable[[], bool]:
        """Whether more than so many are posted."""
        return lambda: self.count("posted") > more_than

    def is_done(self, server: Server, living: Sequence[Replica]) -> Callable[[], bool]:
        """Whether nothing waits; what is left in doubt is given the time it takes."""

        def done() -> bool:
            if self.count("claimed") == self.count(*UNSETTLED) and not self.tarries(server, living):
                server.workspace.clock.move(timedelta(seconds=1))
            return not self.count(*UNSETTLED)

        return done

    def judged(self, said: dict[str, list[dict[str, Any]]], struck: int) -> Finding:
        """One line."""
        texts = {to: [message["text"] for message in messages] for to, messages in said.items()}
        lost = sum(len(set(keys) - set(texts[to])) for to, keys in self.planned.items())
        doubled = sum(len(told) - len(set(told)) for told in texts.values())
        orderly = all(told == sorted(told) for told in texts.values())
        hasty = sum(float(b["ts"]) - float(a["ts"]) < APART for messages in said.values() for a, b in pairwise(messages))
        waits = self.waits()
        passed = not lost and not doubled and orderly and not hasty and waits <= struck
        notes = [f"{struck} × 429 of ours, {max(waits - struck, 0)} of Slack's", "in order" if orderly else "OUT OF ORDER"]
        notes += [f"{hasty} WITHIN A SECOND"] if hasty else ["a second apart"]
        bots = f"{self.replicas} bots on one {self.engine.dialect.name}" if self.replicas > 1 else f"a bot on {self.engine.dialect.name}"
        what = f"posts of {bots}, 5 % 429s, 5 % lost, {self.kills} × kill −9"
        return Finding(what, self.posts, passed, lost, doubled, note="; ".join(notes))

    def waits(self) -> int:
        """How often the bot was asked to wait, by its logs."""
        logs = [line for log in self.folder.glob("log-*") for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
        return sum(json.loads(line).get("event") == "Slack asks to wait" for line in logs)
