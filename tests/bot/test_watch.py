"""The watch over Socket Mode: a connection that is gone, deaf or dumb is replaced; what it knows is told."""

import gc
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.watch import Line, Watch
from tests.patience import until
from tests.serving import served

NOW = 1000.0
WELL = Line(session="a", since=NOW - 60, hello=NOW - 60, heard=NOW - 2, spoke=NOW - 60, hellos=3)

LINES = {
    "well": (WELL, ""),
    "just opened": (Line(session="a", since=NOW - 1), ""),
    "hello before it was noticed": (replace(WELL, since=NOW - 59), ""),
    "never greeted": (replace(WELL, since=NOW - 9), "no hello"),
    "no answer to pings": (replace(WELL, heard=NOW - 13), "no answer to pings"),
    "never answered a ping": (replace(WELL, since=NOW - 13, hello=NOW - 13, heard=NOW - 13), "no answer to pings"),
    "just gone": (replace(WELL, session="", since=NOW - 5), ""),
    "gone": (replace(WELL, session="", since=NOW - 7), "no connection"),
}


@pytest.mark.parametrize(("line", "ailment"), LINES.values(), ids=LINES)
def test_what_is_wrong_with_a_line(line: Line, ailment: str) -> None:
    assert line.ailment(NOW) == ailment
    assert line.told(NOW)["connected"] is (not ailment and line.greeted and bool(line.session))


SPOKEN, MUTE = replace(WELL, since=NOW - 2000, spoke=NOW - 899), replace(WELL, since=NOW - 19, spoke=NOW - 60)
IDLE = {
    "spoke within 15 minutes": (SPOKEN, False),
    "spoke longer ago": (replace(SPOKEN, spoke=NOW - 901), True),
    "new": (MUTE, False),
    "not a word in 20 s": (replace(MUTE, since=NOW - 21), True),
    "renewed just now": (replace(MUTE, since=NOW - 21, renewed=NOW - 19), False),
    "not a word in 40 s after a renewal": (replace(MUTE, since=NOW - 41, renewed=NOW - 41, renewals=1), True),
    "sooner": (replace(MUTE, since=NOW - 39, renewed=NOW - 39, renewals=1), False),
    "never later than after 15 minutes": (replace(MUTE, since=NOW - 901, spoke=NOW - 9000, renewals=50), True),
}


@pytest.mark.parametrize(("line", "idle"), IDLE.values(), ids=IDLE)
def test_a_line_on_which_nothing_is_said_is_renewed(line: Line, idle: bool) -> None:
    assert line.idle(NOW) is idle


class Slack:
    """Slack's Socket Mode as it must not be: `manner` of the next connections, from well to dumb."""

    def __init__(self) -> None:
        self.manners: list[str] = []
        self.opened = 0
        self.url = ""

    @property
    def app(self) -> Starlette:
        """Its API and its socket."""
        api = [Route("/api/apps.connections.open", self.open, methods=["POST"]), Route("/api/auth.test", self.test, methods=["POST"])]
        return Starlette(routes=[*api, WebSocketRoute("/link", self.link)])

    async def test(self, _: Request) -> JSONResponse:
        return JSONResponse({"ok": True, "bot_id": "B", "bot_user_id": "U", "team_id": "T"})

    async def open(self, _: Request) -> JSONResponse:
        if self.manners and self.manners[0] == "refused":
            self.manners.pop(0)
            return JSONResponse({"ok": False, "error": "internal_error"})
        return JSONResponse({"ok": True, "url": self.url.replace("http", "ws") + "/link"})

    async def link(self, socket: WebSocket) -> None:
        self.opened += 1
        manner = self.manners.pop(0) if self.manners else "well"
        if manner == "closed":
            return await socket.close()
        await socket.accept()
        if manner != "dumb":
            await socket.send_text(json.dumps({"type": "hello", "num_connections": 1}))
        if manner == "short":
            return await socket.close()
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            return None


@pytest.fixture(scope="module")
def slack() -> Iterator[Slack]:
    slack = Slack()
    with served(slack.app) as url:
        slack.url = url
        yield slack


@contextmanager
def watched(slack: Slack, *manners: str) -> Iterator[Watch]:
    """A watch whose first connections go like this."""
    slack.manners, slack.opened = list(manners), 0
    app = App(client=WebClient("xoxb-1", base_url=f"{slack.url}/api/"), token_verification_enabled=False)
    with Watch(app, "xapp-1", api_url=f"{slack.url}/api/", concurrency=2).connected() as watch:
        yield watch


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("TICK", 0.05), ("GREETING", 0.6), ("ALONE", 0.5), ("PING_SECONDS", 0.2)):
        monkeypatch.setattr(f"bot.watch.{name}", seconds)


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_bad_connection_is_replaced_until_a_good_one_is_there(slack: Slack, hurried: None) -> None:
    """The SDK leaves the socket of a failed handshake to the garbage collector."""
    before = set(threading.enumerate())
    with watched(slack, "dumb", "closed", "refused", "short") as watch:
        until(lambda: not slack.manners and watch.state()["connected"], 30)
        assert watch.line.rebuilt
        assert watch.state()["last_trouble"]
    until(lambda: not [t for t in set(threading.enumerate()) - before if t.is_alive()], 20)
    gc.collect()


def test_a_good_connection_is_left_alone(slack: Slack, hurried: None) -> None:
    with watched(slack) as watch:
        until(lambda: watch.state()["connected"])
        seen = watch.line.heard
        until(lambda: watch.state() and watch.line.heard > seen)  # a ping was answered meanwhile
        assert (slack.opened, watch.line.rebuilt, watch.state()["reconnects"]) == (1, 0, 0)
