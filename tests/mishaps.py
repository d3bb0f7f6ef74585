"""A real proxy in front of the sandbox where things go wrong as told: answers lost on the way, requests cut, refusals."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx


@dataclass(frozen=True)
class Mishap:
    """What happens to one request: whether Slack does it, and the answer that comes instead of Slack's (status 0: none, the line drops)."""

    performed: bool = False
    status: int = 0
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


LOST = Mishap(performed=True)
CUT = Mishap()
BAD_GATEWAY = Mishap(performed=True, status=502, body=b"<html>Bad gateway</html>")


def refusal(error: str) -> Mishap:
    """Slack's own no."""
    return Mishap(status=200, body=json.dumps({"ok": False, "error": error}).encode(), headers={"Content-Type": "application/json"})


def rate_limited(seconds: int) -> Mishap:
    """Slack's request to wait. Its header comes in small letters over HTTP/2."""
    return Mishap(status=429, body=b'{"ok":false,"error":"ratelimited"}', headers={"retry-after": str(seconds)})


class Proxy(ThreadingHTTPServer):
    """`url` is the API's address; `mishaps` by method, the next request's first; `asked` is every method asked for."""

    daemon_threads = True

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), _Way)
        self.client = httpx.Client(base_url=target, trust_env=False)
        self.url = f"http://127.0.0.1:{self.server_port}/api/"
        self.mishaps: dict[str, list[Mishap]] = {}
        self.asked: list[str] = []

    def reset(self) -> None:
        """All is well again."""
        self.mishaps, self.asked = {}, []


class _Way(BaseHTTPRequestHandler):
    server: Proxy

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        method = self.path.rpartition("/")[2]
        self.server.asked.append(method)
        planned = self.server.mishaps.get(method)
        mishap = planned.pop(0) if planned else None
        if mishap is None or mishap.performed:
            kept = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection", "content-length")}
            answer = self.server.client.post(self.path, content=body, headers=kept)
        if mishap is None:
            mishap = Mishap(True, answer.status_code, answer.content, {"Content-Type": answer.headers["content-type"]})
        self._answer(mishap)

    def _answer(self, mishap: Mishap) -> None:
        self.close_connection = True
        if not mishap.status:
            return
        self.send_response(mishap.status)
        for name, value in mishap.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(mishap.body)

    def log_message(self, format: str, *args: object) -> None:
        """Quietly."""


@contextmanager
def proxied(target: str) -> Iterator[Proxy]:
    """A proxy in front of the target while the block runs."""
    with Proxy(target) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield proxy
        proxy.shutdown()
        proxy.client.close()
