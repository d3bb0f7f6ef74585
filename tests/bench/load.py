"""Clients that send signed commands over kept-alive connections, each as fast as it is answered, wherever the answer comes."""

import asyncio
import hashlib
import hmac
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from urllib.parse import urlencode

SECRET = b"sandbox-secret"
_count = itertools.count(1)


@dataclass(frozen=True)
class Load:
    """What a run measured: seconds per acknowledgement, and per answer where that comes later, each in order of size."""

    latencies: Sequence[float]
    seconds: float
    errors: int
    spent: float = 0.0  # CPU seconds of who answered
    answers: Sequence[float] = ()

    def __add__(self, other: "Load") -> "Load":
        """Both runs as one."""
        latencies, answers = sorted([*self.latencies, *other.latencies]), sorted([*self.answers, *other.answers])
        return Load(latencies, self.seconds + other.seconds, self.errors + other.errors, self.spent + other.spent, answers)

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
        return _quantile(self.latencies, share)

    def answered(self, share: float) -> float:
        """The same from the request to the answer that came later."""
        return _quantile(self.answers, share)


def _quantile(found: Sequence[float], share: float) -> float:
    return 1000 * found[min(int(len(found) * share), len(found) - 1)] if found else float("inf")


class Mailbox:
    """Where answers come to that follow their acknowledgement: one address each."""

    def __init__(self, port: int) -> None:
        """On this port of the machine; 9 is where nobody listens."""
        self.port = port
        self.awaited: dict[str, asyncio.Future[bool]] = {}

    def address(self, n: int) -> str:
        """A new response_url."""
        self.awaited[f"/{n}"] = asyncio.get_running_loop().create_future()
        return f"http://127.0.0.1:{self.port}/{n}"

    async def came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """An answer."""
        path, good = await _read(reader, b"POST ")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()
        self.awaited[path].set_result(good)


def command(text: str, people: Sequence[str], name: str = "/log", n: int = 0, response_url: str = "http://127.0.0.1:9/") -> bytes:
    """A signed HTTP request with a slash command that was never sent before."""
    n = n or next(_count)
    form = {"command": name, "text": text, "user_id": people[n % len(people)], "team_id": "T0DEMO", "channel_id": "C0INSIDE"}
    body = urlencode(form | {"trigger_id": f"{time.time_ns()}.{n}", "response_url": response_url}).encode()
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


async def run(
    port: int, text: str, people: Sequence[str], *, clients: int, seconds: float, name: str = "/log", later: bool = False
) -> Load:
    """So many clients for so long. `later`: each waits for the answer that follows the acknowledgement before it asks again."""
    mailbox = Mailbox(9)
    served = await asyncio.start_server(mailbox.came, "127.0.0.1", 0) if later else None
    mailbox.port = served.sockets[0].getsockname()[1] if served else 9
    until = time.perf_counter() + seconds
    asked = partial(_client, port, lambda n, url: command(text, people, name, n, url), until, mailbox if later else None)
    found = await asyncio.gather(*(asked() for _ in range(clients)))
    if served:
        served.close()
    latencies, answers = (sorted(chain.from_iterable(times)) for times in ([own[0] for own in found], [own[1] for own in found]))
    return Load(latencies, seconds, sum(errors for _, _, errors in found), answers=answers)


async def _client(
    port: int, request: Callable[[int, str], bytes], until: float, mailbox: Mailbox | None
) -> tuple[list[float], list[float], int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    latencies, answers, errors = [], [], 0
    while time.perf_counter() < until:
        n = next(_count)
        asked = request(n, mailbox.address(n) if mailbox else "http://127.0.0.1:9/")
        start = time.perf_counter()
        writer.write(asked)
        body, good = await _read(reader, b"HTTP/1.1 200")
        latencies.append(time.perf_counter() - start)
        if mailbox and not body:
            good &= await mailbox.awaited[f"/{n}"]
            answers.append(time.perf_counter() - start)
        errors += not good
    writer.close()
    return latencies, answers, errors


async def _read(reader: asyncio.StreamReader, begins: bytes) -> tuple[str, bool]:
    """A message's path or body, and whether it is a good one: begins so, and tells of nothing that broke."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")), 0)
    body = await reader.readexactly(length)
    told = head.split(b" ", 2)[1] if begins == b"POST " else body
    return told.decode(), head.startswith(begins) and b"ref " not in body
