"""A poster at work on a database, with a proxy before the workspace where things go wrong. A pytest plugin."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import Engine
from sqlmodel import select

from bot.charts import Bars, Pool
from bot.charts.drawings import Bar
from bot.clients import Always
from bot.posting import Poster
from bot.talk import File, Picture, Post
from sandbox.server import Server, serve
from storage import outbox, workspaces
from storage.engine import reading, writing
from storage.tables import Outgoing
from tests.mishaps import Proxy, proxied
from tests.sandboxes import SALES, workspace

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
CHART = Picture(Bars("Web leads", "by source", bars=(Bar("web", 3, "3"),)), "Web leads", "Web: 3 meetings held")
ICS = File("ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "Practice 16:30")


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture(scope="module")
def line(place: Server) -> Iterator[Proxy]:
    with proxied(place.url) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool() as pool:
        yield pool


@dataclass
class Desk:
    """A poster at work on a database, what it posts seen in the workspace."""

    engine: Engine
    place: Server
    line: Proxy
    pool: Pool
    now: datetime = START
    workspace_id: int = 0
    poster: Poster = field(init=False)

    def __post_init__(self) -> None:
        self.place.workspace.said.by_channel.clear()
        self.line.reset()
        self.poster = self.another("one")
        with writing(self.engine) as session:
            self.workspace_id = workspaces.ensure(session, slack_id="T0SANDBOX", now=START).id or 0

    def another(self, name: str) -> Poster:
        """A poster of this name."""
        client = WebClient(self.place.workspace.cast.bot_token, base_url=self.line.url, timeout=10, retry_handlers=[])
        return Poster(engine=self.engine, clients=Always(client), pool=self.pool, clock=lambda: self.now, name=name)

    def put(self, *keys: str, to: str = SALES, text: str = "", picture: Picture | None = None, **more: Any) -> None:
        """Messages to post, each saying its key; `more`: file, until."""
        for key in keys:
            post = Post(key=key, to=to, text=text or ("" if picture else key), picture=picture, **more)
            with writing(self.engine) as session:
                outbox.put(session, workspace_id=self.workspace_id, key=key, to=to, body=post.body(), due_at=self.now)

    def work(self, **later: float) -> None:
        """What the worker does at each look, after some time."""
        self.now += timedelta(**later)
        self.poster.work()

    def run(self, seconds: int) -> None:
        """Its looks, one a second."""
        for _ in range(seconds):
            self.work(seconds=1)

    def said(self, channel: str = SALES) -> list[dict[str, Any]]:
        """The channel's messages, oldest first."""
        return [message.data for message in self.place.workspace.said.lasting(channel)]

    def texts(self, channel: str = SALES) -> list[str]:
        """What they say."""
        return [message["text"] for message in self.said(channel)]

    def rows(self) -> dict[str, Outgoing]:
        """The outbox by key."""
        with reading(self.engine) as session:
            return {row.key: row for row in session.exec(select(Outgoing)).all()}

    def states(self) -> dict[str, str]:
        """Each message's state."""
        return {key: row.state for key, row in self.rows().items()}


@pytest.fixture
def desk(engine: Engine, place: Server, line: Proxy, pool: Pool) -> Desk:
    return Desk(engine, place, line, pool)
