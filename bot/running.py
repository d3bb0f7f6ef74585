"""`onpace run`: the database, the poster, the app and a transport, put together and taken down in order."""

import ctypes
import gc
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from slack_bolt import App
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.routing import Route

from bot import absences, installing
from bot.answering import Answering
from bot.app import build_app
from bot.charts import Pool
from bot.clients import granted, homes
from bot.directory import Directory
from bot.health import Health, ailment
from bot.jobs.pulse import Pulse
from bot.leaving import Leaving
from bot.posting import Poster
from bot.replies import Replies
from bot.schedule import Ticker
from bot.settings import Settings
from bot.waiting import Waiting
from bot.watch import Watch
from bot.web import build_healthz, build_web, server
from storage.engine import connect, migrate

log = structlog.get_logger()

TURN = 0.0005  # seconds a thread computes before another's turn: with Python's own 0.005 a look at a team trebled an answer's time
THREADS = 64  # listeners run on the transport's threads


@dataclass(frozen=True)
class House:
    """Everything that runs behind a transport."""

    engine: Engine
    app: App
    answering: Answering
    poster: Poster
    waiting: Waiting
    lost: Callable[[], bool]  # whether the one token there is was refused
    doorways: Sequence[Route] = ()  # where browsers come to install OnPace


@contextmanager
def opened(
    settings: Settings, clock: Callable[[], datetime], stopped: threading.Event, listening: socket.socket | None = None
) -> Iterator[House]:
    """The database migrated, the poster and the ticker at work, the app built; closed in turn at the end.

    As long as Slack gives no answer it is waited for, and `listening` tells so at /healthz. Raises StoppedError when stopped meanwhile.
    """
    _two_heaps()
    sys.setswitchinterval(TURN)
    with ExitStack() as stack:
        engine = connect(settings.onpace_database_url)
        stack.callback(engine.dispose)
        migrate(engine)
        pool = stack.enter_context(Pool())
        clients = granted(settings, engine)
        waiting = _waiting(engine, stopped, listening, settings)
        there = homes(settings, engine, clients, clock, waiting.until)  # only from here on the tokens are known to be good
        if lack := ailment(engine):
            log.warning(f"{lack} OnPace runs, tells people so, and records again by itself as soon as it can.")
        since = None if settings.several else clock()
        poster = Poster(
            engine=engine,
            clients=clients,
            pool=pool,
            clock=clock,
            name=f"{socket.gethostname()}-{time.time_ns():x}",
        )
        background = stack.enter_context(ThreadPoolExecutor(2, thread_name_prefix="directory"))
        directory = Directory(clients, background)
        stack.callback(directory.close)
        replies = Replies(clients, settings.api_url)
        stack.callback(replies.close)
        pulse = Pulse(engine, clock, poster.wake, directory.known, poster.edits)
        answering = Answering(engine, clock, directory, settings.onpace_language, poster.wake, pulse.touched, clients.installed)
        directory.kept = absences.Kept(answering)
        app = build_app(
            clients=clients,
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            answering=answering,
            replies=replies,
            leaving=Leaving(engine, clock, clients, directory, settings.onpace_keep_days, since),
        )
        arrived: Callable[[str], object] = partial(background.submit, directory.prefetch)  # type: ignore[call-arg]
        doorways = installing.doorways(settings, engine, clock, clients, arrived)
        for workspace in there:
            arrived(workspace)
        stack.enter_context(poster.working())
        keep, keep_posts = timedelta(days=settings.onpace_keep_days), timedelta(days=settings.onpace_keep_posts_days)
        ticker = Ticker(engine, clock, keep=keep, keep_posts=keep_posts, known=directory.known, wake=poster.wake)
        stack.enter_context(ticker.ticking())
        stack.enter_context(pulse.beating())
        gc.collect()
        gc.freeze()  # what the start made stays: looking through it again and again would hold answers up
        yield House(engine, app, answering, poster, waiting, partial(clients.lost, there), doorways)


def _two_heaps() -> None:
    """For all threads: glibc else makes one for each, up to eight a core, and all keep what they once needed (mallopt(3), M_ARENA_MAX)."""
    with suppress(OSError, AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(-8, 2)


def _waiting(engine: Engine, stopped: threading.Event, listening: socket.socket | None, settings: Settings) -> Waiting:
    """The wait for Slack, told at /healthz while it lasts."""

    def tell(stack: ExitStack) -> None:
        if listening:
            health = Health(engine, "")
            told = build_healthz(lambda: health() | {"ok": False, "waiting": f"waiting for Slack: {waiting.why}"})
            stack.enter_context(serving(told, listening.dup(), settings))  # uvicorn closes what it served

    waiting = Waiting(stopped, tell)
    return waiting


def run_socket(settings: Settings, house: House, stopped: threading.Event, listening: socket.socket | None = None) -> None:
    """Serve by Socket Mode until stopped; /healthz is told on `listening`, when there is one."""
    app_token = settings.slack_app_token.get_secret_value()
    watch = Watch(house.app, app_token, api_url=settings.api_url, concurrency=THREADS)
    with ExitStack() as stack:
        stack.enter_context(watch.connected(house.waiting.until))
        logging.disable(logging.NOTSET)  # from now on what the SDK says is news; of a start that fails we say it ourselves
        if listening:
            health = Health(house.engine, "socket", watch.state, clock=house.answering.clock, lost=house.lost)
            stack.enter_context(serving(build_healthz(health, house.doorways), listening, settings))
            log.info("telling its health", port=listening.getsockname()[1], path="/healthz")
        log.info("connected by Socket Mode", connected=True)
        _until(stopped)


def listener(port: int) -> socket.socket:
    """The port, taken (0: any free one). OSError when another program has it."""
    listening = socket.socket(proto=socket.IPPROTO_TCP)  # without it asyncio leaves Nagle's 40 ms pause on
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("0.0.0.0", port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def run_http(settings: Settings, house: House, stopped: threading.Event, listening: socket.socket) -> None:
    """Serve by HTTP at /slack/events until stopped."""
    heard = [0.0]
    web = build_web(
        app=house.app,
        secret=settings.slack_signing_secret.get_secret_value(),
        wall=time.time,
        health=Health(house.engine, "http", heard=lambda: heard[0] or None, clock=house.answering.clock, lost=house.lost),
        heard=lambda: heard.__setitem__(0, time.monotonic()),
        threads=THREADS,
        doorways=house.doorways,
    )
    with serving(web, listening, settings):
        logging.disable(logging.NOTSET)
        log.info("listening", port=listening.getsockname()[1], path="/slack/events")
        _until(stopped)


@contextmanager
def serving(web: Starlette, listening: socket.socket, settings: Settings) -> Iterator[None]:
    """Served in a thread while the block runs."""
    served = server(web, settings.onpace_trusted_proxies)
    thread = threading.Thread(target=served.run, kwargs={"sockets": [listening]}, name="http", daemon=True)
    thread.start()
    try:
        yield
    finally:
        served.should_exit = True
        thread.join(timeout=10)


def _until(stopped: threading.Event) -> None:
    while not stopped.wait(0.5):  # a signal that comes just before a wait without an end does not wake it
        pass


def until_signal() -> threading.Event:
    """An event that Ctrl-C or SIGTERM sets."""
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    return stopped
