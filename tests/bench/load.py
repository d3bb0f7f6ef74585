"""Clients that send signed commands over kept-alive connections as fast as they are answered."""

import asyncio
import hashlib
import hmac
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

SECRET = b"sandbox-secret"
_count = itertools.count(1)


@dataclass(frozen=True)
class Load:
    """What a run measured: seconds per answer, in order of size."""

    latencies: Sequence[float]
    seconds: float
    errors: int
    spent: float = 0.0  # CPU seconds of who answered

    def __add__(self, other: "Load") -> "Load":
        """Both runs as one."""
        latencies = sorted([*self.latencies, *other.latencies])
        return Load(latencies, self.seconds + other.seconds, self.errors + other.errors, self.spent + other.spent)

    @property
    def cpu(self) -> float:
        """CPU seconds for an answer; 0 where nobody measured them."""
        return self.spent / max(len(self.latencies), 1)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        """The latency not exceeded by this share, in milliseconds."""
        return 1000 * self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)] if self.latencies else float("inf")


def command(text: str, people: Sequence[str], name: str = "/log") -> bytes:
    """A signed HTTP request with a slash command that was never sent before."""
    n = next(_count)
    form = {"command": name, "text": text, "user_id": people[n % len(people)], "team_id": "T0DEMO", "channel_id": "C0INSIDE"}
    body = urlencode(form | {"trigger_id": f"{time.time_ns()}.{n}", "response_url": "http://127.0.0.1:9/response"}).encode()
    stamp = str(int(time.time())).encode()
    signature = hmac.new(SECRET, b"v0:" + stamp + b":" + body, hashlib.sha256).hexdigest().encode()
    head = [
        b"POST /slack/events HTTP/1.1",
        b"Host: bench",
        b"Content-Type: application/x-www-form-urlencoded",
        b"Content-Length: " + str(len(body)).encode(),
        b"X-Slack-Request-Timestamp: " + stamp,
        b"X-Slack-Signature: v0=" + signature,
    ]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


async def run(port: int, text: str, people: Sequence[str], *, clients: int, seconds: float, name: str = "/log") -> Load:
    """So many clients for so long."""
    until = time.perf_counter() + seconds
    found = await asyncio.gather(*(_client(port, text, people, until, name) for _ in range(clients)))
    latencies = sorted(latency for own, _ in found for latency in own)
    return Load(latencies, seconds, sum(errors for _, errors in found))


async def _client(port: int, text: str, people: Sequence[str], until: float, name: str) -> tuple[list[float], int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    latencies, errors = [], 0
    while time.perf_counter() < until:
        request = command(text, people, name)
        start = time.perf_counter()
        writer.write(request)
        errors += not await _ok(reader)
        latencies.append(time.perf_counter() - start)
    writer.close()
    return latencies, errors


async def _ok(reader: asyncio.StreamReader) -> bool:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")), 0)
    body = await reader.readexactly(length)
    return head.startswith(b"HTTP/1.1 200") and b"ref " not in body
