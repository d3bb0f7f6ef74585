"""Several workspaces of one Slack and the real bot as a process beside them, which each installs through the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml
from sqlmodel import select

from bot.sealing import new_key
from sandbox.deliveries import SignedHttp
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from storage import erasing
from storage.engine import connect, reading
from storage.tables import Installation
from storage.tables import Workspace as Row
from tests.installs import DEALS, KENJI, OTHER, SECOND, decide
from tests.living import HANA, TOKENS, answers, workspace
from tests.office import WORKSPACE
from tests.patience import until
from tests.people import TEAM_CHANNEL
from tests.processes import ROOT, Running, started

FIRST = WORKSPACE
WHO = {FIRST: (HANA, TEAM_CHANNEL), SECOND: (KENJI, DEALS)}


def secrets_of(server: Server) -> dict[str, str]:
    """Everything that must not be read in a log or the database file."""
    tokens = {f"bot token {n}": token for n, token in enumerate(server.workspace.registration.tokens)}
    return tokens | {"client secret": server.workspace.registration.client_secret, "signing secret": TOKENS["signing_secret"]}


@dataclass
class Town:
    """Two workspaces, the bot, its database, and a browser that keeps its cookies."""

    server: Server
    bot: Running
    url: str  # of the bot
    database: str
    key: str
    browser: httpx.Client = field(default_factory=lambda: browser())

    def asked(self) -> str:
        """Begin to install: Slack's page the browser is sent to."""
        answer = self.browser.get(f"{self.url}/slack/install")
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def installed(self, team: str, decision: str = "allow") -> httpx.Response:
        """Install in the workspace; the page the browser ends at."""
        return self.browser.get(decide(self.server, self.asked(), f"{team}:{WHO[team][0]}", decision))

    def place(self, team: str) -> Workspace:
        """The workspace."""
        return next(one for one in self.server.workspaces if one.team_id == team)

    def said(self, team: str, text: str) -> str:
        """What somebody there is answered."""
        person, channel = WHO[team]
        before = len(self.place(team).messages(channel, person))
        told = self.place(team).write(person, channel, text)
        return told or str(until(lambda: answers(self.place(team).messages(channel, person)[before:]))[0].data["text"])

    def uninstalled(self, team: str) -> None:
        """Take OnPace off, and wait until the bot knows."""
        self.place(team).registration.uninstall(self.place(team))
        until(lambda: self.kept(team) == "")

    def kept(self, team: str) -> str | None:
        """The token as it is stored; None without a row."""
        row = self.row(team)
        return None if row is None else row.token

    def row(self, team: str) -> Installation | None:
        """The installation."""
        engine = connect(self.database)
        with reading(engine) as session:
            own = select(Installation).join(Row, Row.id == Installation.workspace_id).where(Row.slack_id == team)  # type: ignore[arg-type]
            found = session.exec(own).first()
        engine.dispose()
        return found

    def rows(self) -> dict[str, dict[str, int]]:
        """How many rows each workspace has in each table."""
        return rows(self.database)


def rows(database: str) -> dict[str, dict[str, int]]:
    """How many rows each workspace (by Slack id) has in each table."""
    engine = connect(database)
    with reading(engine) as session:
        known = {row.id: row.slack_id for row in session.exec(select(Row)).all()}
        found: dict[str, dict[str, int]] = {slack_id: {} for slack_id in known.values()}
        for table in erasing.owned():
            for (owner,) in session.execute(select(table.c.workspace_id)):
                mine = found.setdefault(known.get(owner, "nobody's"), {})
                mine[table.name] = mine.get(table.name, 0) + 1
    engine.dispose()
    return found


def browser() -> httpx.Client:
    """A browser on this machine: like a real one it gives secure cookies to loopback without TLS, which httpx does not."""

    def carry(request: httpx.Request) -> None:
        if kept := "; ".join(f"{cookie.name}={cookie.value}" for cookie in surfing.cookies.jar):
            request.headers["Cookie"] = kept

    surfing = httpx.Client(timeout=10, event_hooks={"request": [carry]})
    return surfing


def pair() -> tuple[Workspace, Workspace]:
    """The office, and another workspace of the same Slack."""
    first = workspace()
    manifest: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return first, Workspace(read_cast(OTHER), manifest, clock=first.clock)


def environment(server: Server, database: str, key: str, **own: str) -> dict[str, str]:
    """What the bot is told to serve whoever installs it."""
    registration = server.workspace.registration
    return {
        "SLACK_CLIENT_ID": registration.client_id,
        "SLACK_CLIENT_SECRET": registration.client_secret,
        "SLACK_SIGNING_SECRET": TOKENS["signing_secret"],
        "SLACK_API_URL": f"{server.url}/api/",
        "SLACK_AUTHORIZE_URL": f"{server.url}/oauth/v2/authorize",
        "ONPACE_TOKEN_KEY": key,
        "ONPACE_CLOCK_URL": f"{server.url}/clock",
        "ONPACE_CLOCK_EVERY": "0",
        "ONPACE_INSTALLS_A_MINUTE": "100000",  # all tests come from one address
        "ONPACE_DATABASE_URL": database,
    } | own


@contextmanager
def running(folder: Path, server: Server, database: str, key: str, **own: str) -> Iterator[Town]:
    """The bot over HTTP, reached by the workspaces and by browsers."""
    words = ("bot", "run", "--transport", "http", "--port", "0")
    with started(folder / "log", *words, **environment(server, database, key, **own)) as bot:
        url = f"http://127.0.0.1:{bot.said('listening')['port']}"
        registration = server.workspace.registration
        registration.manifest["oauth_config"]["redirect_urls"] = [f"{url}/slack/oauth_redirect"]
        if isinstance(registration.delivery, SignedHttp):
            registration.delivery.close()
        registration.delivery = SignedHttp(f"{url}/slack/events", TOKENS["signing_secret"], registration.clock)
        with browser() as surfing:
            yield Town(server, bot, url, database, key, surfing)


@contextmanager
def town(folder: Path, database: str, **own: str) -> Iterator[Town]:
    """Both workspaces and the bot, installed nowhere yet."""
    first, second = pair()
    with serve(first, others=[second]) as server, running(folder, server, database, new_key(), **own) as there:
        yield there
