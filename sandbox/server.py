"""Serving a workspace: in a thread of this process, saved as it changes."""

import asyncio
import errno
import logging
import socket
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from types import TracebackType

import uvicorn

from sandbox.lines import Line
from sandbox.web import application
from sandbox.workspace import Workspace

STOP_SECONDS = 1.0  # what is being answered when the server ends may take so long
SAVE_AFTER = 0.5  # seconds a change may wait to be saved with those after it


class PortBusyError(Exception):
    """Somebody else listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port

    def __str__(self) -> str:
        return f"Port {self.port} is already in use: stop what runs there, or start with another one, such as --port {self.port + 1}."


class Prompt(uvicorn.Server):
    """A web server that stops when it is told to: uvicorn's own looks ten times a second, and rests a tenth before it is gone."""

    loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen."""
        self.loop, self.told = asyncio.get_running_loop(), asyncio.Event()
        await super().startup(sockets)

    def end(self) -> None:
        """Stop serving, from any thread."""
        self.should_exit = True
        with suppress(RuntimeError):  # it has ended by itself
            if self.loop:
                self.loop.call_soon_threadsafe(self.told.set)

    async def main_loop(self) -> None:
        """Serve until told to end."""
        counter = 0
        while not await self.on_tick(counter):
            counter = (counter + 1) % 10  # at 0 the Date header is made anew
            with suppress(TimeoutError):
                await asyncio.wait_for(self.told.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what is being answered end, for a while; then whatever it is."""
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        state, until = self.server_state, monotonic() + STOP_SECONDS
        for connection in list(state.connections):
            connection.shutdown()
        while (state.connections or state.tasks) and monotonic() < until:
            await asyncio.sleep(0.005)
        for task in state.tasks:
            task.cancel()


class Server:
    """A running workspace; a context manager that stops it. `url` is where, without a slash at the end."""

    def __init__(self, workspaces: Sequence[Workspace], listener: socket.socket, state: Path | None = None) -> None:
        self.workspace, self.workspaces = workspaces[0], workspaces
        self.state = state
        self.listener = listener
        host, port = listener.getsockname()[:2]
        self.port: int = port
        self.url = self.workspace.url = self.workspace.registration.url = (
            f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"
        )
        for other in workspaces[1:]:
            other.url = f"{self.url}/t/{other.team_id}"
        self.stopping = Event()
        app = application(*workspaces, everybody=not ip_address(host).is_loopback)
        self.uvicorn = Prompt(
            uvicorn.Config(
                app,
                http=Line,
                ws="websockets-sansio",
                ws_ping_interval=self.workspace.sockets.ping_seconds,
                ws_ping_timeout=self.workspace.sockets.pong_seconds,
                lifespan="off",
                log_level="warning",
                access_log=False,
            )
        )
        self.threads = [Thread(target=self.uvicorn.run, kwargs={"sockets": [listener]}, name="sandbox", daemon=True)]
        if state:
            self.threads.append(Thread(target=self.keep, args=(state,), name="sandbox-state", daemon=True))

    def start(self) -> "Server":
        """Serve; back when the address answers."""
        for thread in self.threads:
            thread.start()
        until = monotonic() + 10
        while not self.uvicorn.started:
            if monotonic() > until or not self.threads[0].is_alive():
                raise RuntimeError("the sandbox did not start")
            sleep(0.005)
        return self

    def stop(self) -> None:
        """Stop serving, then save."""
        self.stopping.set()
        for workspace in self.workspaces:
            workspace.stop()
        self.workspace.registration.close()
        self.uvicorn.end()
        for thread in self.threads:
            thread.join(10)
        self.listener.close()
        if self.state:
            self.save(self.state)

    def save(self, state: Path) -> None:
        """Every workspace, the first in the folder itself, the others in one of their own within."""
        for folder, workspace in folders(state, self.workspaces):
            workspace.save(folder)

    def keep(self, state: Path) -> None:
        """Save a little after each change, so that even a kill loses little."""
        kept = self.versions()
        while not self.stopping.is_set():
            self.workspace.wait(self.workspace.version, 0.2)
            if self.versions() != kept:
                self.stopping.wait(SAVE_AFTER)
                kept = self.saved(state)

    def saved(self, state: Path) -> list[int]:
        """The versions saved; none when the disk did not take them: they are tried again."""
        now = self.versions()
        try:
            self.save(state)
        except OSError as wrong:
            logging.getLogger(__name__).warning("the workspace could not be saved: %s", wrong)
            return []
        return now

    def versions(self) -> list[int]:
        """What would have to be saved again when it differs."""
        return [workspace.version for workspace in self.workspaces]

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def folders(state: Path, workspaces: Sequence[Workspace]) -> list[tuple[Path, Workspace]]:
    """Where each workspace is kept."""
    return [(state, workspaces[0]), *((state / workspace.team_id, workspace) for workspace in workspaces[1:])]


def serve(
    workspace: Workspace, port: int = 0, *, host: str = "127.0.0.1", state: Path | None = None, others: Sequence[Workspace] = ()
) -> Server:
    """Serve the workspace from a thread; port 0 takes a free one. With `state` it is restored from there and kept. PortBusyError.

    `others` belong to the same Slack, at /t/ and their id; the app is installed there once somebody allows it. ValueError: another clock.
    """
    for other in others:
        workspace.registration.host(other)
    listener = listening(host, port)
    for folder, one in folders(state, [workspace, *others]) if state else []:
        one.restore(folder)
    return Server([workspace, *others], listener, state).start()


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. PortBusyError."""
    # without the protocol's name asyncio leaves Nagle's 40 ms pause on
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as wrong:
        listener.close()
        if wrong.errno == errno.EADDRINUSE:
            raise PortBusyError(port) from None
        raise
    return listener
