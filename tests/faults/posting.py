"""Posts through rate limits, lost answers and kills; and what comes of them where they cannot go."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlmodel import select

from sandbox import upheavals
from sandbox.server import Server, serve
from storage import outbox
from storage.engine import connect, reading, writing
from storage.tables import Outgoing
from tests.faults.asking import Asking
from tests.faults.finding import Finding, Stage
from tests.living import furnished, workspace
from tests.office import START
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import Running, settings, started

PLACES = {TEAM_CHANNEL: TEAM_CHANNEL, **{person.slack_id: f"D0{person.slack_id[2:]}" for person in CAST.values()}}  # ten
UNSETTLED = {"waiting", "claimed"}
LONGEST_DOUBT = timedelta(seconds=91)  # after that another worker settles what a killed one left
PAUSE = 3  # seconds the first post is made to wait
APART = 0.99  # seconds between two messages in a channel; the hundredth is rounding: a ts has six places


def trials(stage: Stage) -> Iterator[Finding]:
    """A storm with kills; then an archived channel, a removed bot, a revoked token."""
    yield from Storm(stage.folder / "storm", stage.times(300, 40), stage.times(50, 1)).findings()
    yield from Closed(stage.folder / "closed").findings()


class Trial:
    """The bot's outbox and the workspace it posts to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.url = furnished(f"sqlite:///{folder / 'onpace.db'}")
        self.engine = connect(self.url)
        self.lives = 0

    def put(self, to: str, *keys: str) -> None:
        """Messages that say their keys."""
        with writing(self.engine) as session:
            for key in keys:
                outbox.put(session, workspace_id=1, key=key, to=to, body={"text": key, "blocks": []}, due_at=START)

    def rows(self) -> list[Outgoing]:
        """The outbox."""
        with reading(self.engine) as session:
            return list(session.exec(select(Outgoing)).all())

    def count(self, *states: str) -> int:
        """How many posts, without notices, are in these states."""
        return sum(row.state in states for row in self.rows() if not row.key.startswith(outbox.NOTICE))

    def alive(self, stack: ExitStack, server: Server) -> Running:
        """The bot, started (again)."""
        self.lives += 1
        log = self.folder / f"log-{self.lives}"
        told = settings(server, self.url) | {"ONPACE_CLOCK_EVERY": "0"}  # one time for both, also when it is moved
        bot = stack.enter_context(started(log, "bot", "run", "--transport", "socket", **told))
        bot.said("connected by Socket Mode")
        return bot


class Storm(Trial):
    """Many posts to ten places, 5 % refused for a second, 5 % of the answers lost, the bot killed again and again; and people at work."""

    def __init__(self, folder: Path, posts: int, kills: int) -> None:
        super().__init__(folder)
        self.posts, self.kills = posts, kills
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
        """Post everything, killed every now and then."""
        with ExitStack() as stack:
            for life in range(self.kills + 1):
                bot = self.alive(stack, server)
                with asking.all_the_while():
                    if not life:
                        self.worsen(server, asking)
                    server.workspace.clock.move(LONGEST_DOUBT)
                    if life == self.kills:
                        until(self.is_done(server), 60 + self.posts)
                        return
                    until(self.has_posted(self.posts * life // (2 * self.kills + 1)), 60)
                bot.process.kill()
                bot.process.wait(10)

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

    def is_done(self, server: Server) -> Callable[[], bool]:
        """Whether nothing waits; what is left in doubt is given the time it takes."""

        def done() -> bool:
            if self.count("claimed") == self.count(*UNSETTLED):
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
        what = f"posts to 10 places, 5 % 429s, 5 % lost, {self.kills} × kill −9"
        return Finding(what, self.posts, passed, lost, doubled, note="; ".join(notes))

    def waits(self) -> int:
        """How often the bot was asked to wait, by its logs."""
        logs = [line for log in self.folder.glob("log-*") for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
        return sum(json.loads(line).get("event") == "Slack asks to wait" for line in logs)


class Closed(Trial):
    """Places where nothing can be posted."""

    def findings(self) -> Iterator[Finding]:
        """An archived channel, sent after all by a tap; the bot removed the next day; the token revoked."""
        with ExitStack() as stack:
            server = stack.enter_context(serve(workspace()))
            bot = self.alive(stack, server)
            upheavals.archive(server.workspace, TEAM_CHANNEL)
            yield self.parked(server, "posts to an archived channel", 3, days=1)
            upheavals.archive(server.workspace, TEAM_CHANNEL, archived=False)
            yield self.sent_by_a_tap(server)
            server.workspace.clock.move(timedelta(days=1))
            upheavals.remove_bot(server.workspace, TEAM_CHANNEL)
            yield self.parked(server, "posts to a channel the bot was removed from", 3, days=2)
            upheavals.revoke_token(server.workspace)
            yield self.muted(bot)

    def notices(self, server: Server) -> list[int]:
        """How many notices each manager has in their DM, where nothing else is told them."""
        return [len(server.workspace.said.lasting(PLACES[CAST[name].slack_id])) for name in ("mio", "ann")]

    def parked(self, server: Server, what: str, posts: int, days: int) -> Finding:
        """The posts are parked, and each manager has one notice for each day so far."""
        before = self.count("parked")
        self.put(TEAM_CHANNEL, *(f"{what} {n}" for n in range(posts)))
        until(lambda: self.count("parked") == before + posts, 30)
        until(lambda: self.notices(server) == [days, days] and not self.count(*UNSETTLED), 30)
        parked = self.count("parked") - before
        notices = self.notices(server)
        lost = posts - parked
        return Finding(
            what, posts, not lost and notices == [days, days], lost, refused=parked, note=f"{notices[0]} notice a manager in {days} d"
        )

    def sent_by_a_tap(self, server: Server) -> Finding:
        """[Send the 3 now], when the channel is open again."""
        ann = CAST["ann"].slack_id
        until(lambda: "3 messages" in server.workspace.said.lasting(PLACES[ann])[-1].data["text"], 30)
        notice = server.workspace.said.lasting(PLACES[ann])[-1].data
        block = notice["blocks"][1]
        action = {name: block["elements"][0][name] for name in ("action_id", "type", "value")}
        place = f"{PLACES[ann]}:{notice['ts']}"
        server.workspace.act(ann, container="message", container_id=place, block_id=block["block_id"], action=action)
        until(lambda: self.count("posted") == 3, 30)
        said = [message.data["text"] for message in server.workspace.said.lasting(TEAM_CHANNEL)]
        found = [text for text in said if text.startswith("posts to an archived")]
        passed = found == sorted(set(found)) and len(found) == 3
        return Finding("sent by one tap when it is open again", 3, passed, 3 - len(set(found)), len(found) - len(set(found)))

    def muted(self, bot: Running) -> Finding:
        """Nothing is lost and nothing breaks while there is no token."""
        before = self.count("parked")
        self.put(CAST["tom"].slack_id, "while revoked 0", "while revoked 1")
        until(lambda: self.count("parked") >= before + 1 and self.count("claimed") == 0, 30)
        kept = self.count("parked", "waiting") - before
        alive = bot.process.poll() is None and "Traceback" not in bot.output
        return Finding("posts while the token is revoked", 2, kept == 2 and alive, 2 - kept, refused=kept, note="parked; the bot goes on")
