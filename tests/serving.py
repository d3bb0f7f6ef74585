"""An ASGI app served over real HTTP, in a thread, on a free port of loopback."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


def plain(app: ASGIApp) -> uvicorn.Server:
    """A web server that says nothing of its own."""
    return uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))


@contextmanager
def served(app: ASGIApp, serving: Callable[..., uvicorn.Server] = plain) -> Iterator[str]:
    """The app's address while the block runs; `serving` makes the web server."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:  # without it asyncio leaves Nagle's 40 ms pause on
        listening.bind(("127.0.0.1", 0))
        server = serving(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)
