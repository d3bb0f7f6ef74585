"""An app's front door over HTTP that answers as told and notes what came: for what a well-behaved app never does."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Knock:
    """One request, by its headers (in small letters) and body."""

    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """An event's payload."""
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class Door(ThreadingHTTPServer):
    """`statuses` are given in turn, 200 after the last; 0 hangs up; 302 leads back here. `open` cleared lets everybody wait.

    A challenge is answered with what `echo` makes of it (status, content type, body), and kept apart in `challenges`.
    """

    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[Knock] = field(default_factory=list)
    challenges: list[Knock] = field(default_factory=list)
    echo: Callable[[str], tuple[int, str, str]] = lambda challenge: (200, "text/plain", challenge)
    open: threading.Event = field(default_factory=threading.Event)
    daemon_threads = True

    def __post_init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Step)
        self.url = f"http://127.0.0.1:{self.server_port}/slack/events"
        self.open.set()

    __hash__ = object.__hash__


class _Step(BaseHTTPRequestHandler):
    server: Door

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        knock = Knock({name.lower(): value for name, value in self.headers.items()}, body)
        if b'"type": "url_verification"' in body:
            self._proved(knock)
            return
        self.server.heard.append(knock)
        self.server.open.wait(10)
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        self.close_connection = True
        if status:
            self.send_response(status)
            for name, value in (self.server.headers | {"Content-Length": "0", "Location": self.server.url}).items():
                self.send_header(name, value)
            self.end_headers()

    def _proved(self, knock: Knock) -> None:
        self.server.challenges.append(knock)
        status, kind, said = self.server.echo(knock.json()["challenge"])
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(said.encode())))
        self.end_headers()
        self.wfile.write(said.encode())

    def do_GET(self) -> None:  # where a redirect leads
        self.do_POST()

    def log_message(self, format: str, *args: object) -> None:
        """Quietly."""


@contextmanager
def door(*statuses: int, **headers: str) -> Iterator[Door]:
    """A door while the block runs; `headers` go with every answer, by names with _ for -."""
    with Door(list(statuses), {name.replace("_", "-"): value for name, value in headers.items()}) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.open.set()
        server.shutdown()
