"""Posts through rate limits, lost answers and kills; and what comes of them where they cannot go."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

from sandbox import upheavals
from sandbox.server import Server, serve
from tests.databases import cluster, programs
from tests.faults import crowds
from tests.faults.finding import Finding, Stage
from tests.faults.outboxes import PLACES, UNSETTLED, Replica, Trial
from tests.faults.storm import Storm
from tests.living import workspace
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL


def trials(stage: Stage) -> Iterator[Finding]:
    """A storm with kills, of one bot and of two on one database; then an archived channel, a removed bot, a revoked token."""
    if not stage.short:
        yield from Storm(stage.folder / "storm", posts=300, kills=50).findings()
    yield from replicas(stage)
    yield from Closed(stage.folder / "closed").findings()


def replicas(stage: Stage) -> Iterator[Finding]:
    """The storm over two bots: on PostgreSQL where it is, else on one SQLite file."""
    with ExitStack() as stack:
        url = crowds.made(stack.enter_context(cluster()), "storm") if programs() else ""
        yield from Storm(stage.folder / "two", url, posts=stage.times(300, 40), kills=stage.times(50, 2), replicas=2).findings()


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

    def muted(self, bot: Replica) -> Finding:
        """Nothing is lost and nothing breaks while there is no token."""
        before = self.count("parked")
        self.put(CAST["tom"].slack_id, "while revoked 0", "while revoked 1")
        until(lambda: self.count("parked") >= before + 1 and self.count("claimed") == 0, 30)
        kept = self.count("parked", "waiting") - before
        alive = bot.running.process.poll() is None and "Traceback" not in bot.running.output
        return Finding("posts while the token is revoked", 2, kept == 2 and alive, 2 - kept, refused=kept, note="parked; the bot goes on")
