"""`onpace run`: the database, the poster, the app and a transport, put together and taken down in order."""

import gc
import logging
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from sqlalchemy import Engine

from bot.answering import Answering
from bot.app import build_app
from bot.charts import Pool
from bot.clients import Granted
from bot.directory import Directory
from bot.leaving import Leaving
from bot.posting import Poster
from bot.replies import Replies
from bot.schedule import Ticker
from bot.sealing import Seal
from bot.settings import Settings
from bot.web import build_web, server
from storage import installations, outbox
from storage.engine import connect, migrate, reading, writing

log = structlog.get_logger()

THREADS = 64  # listeners run on the transport's threads


def web_client(settings: Settings, *, timeout: int = 30) -> WebClient:
    """A client that never retries by itself: a retried lost answer would post twice."""
    return WebClient(token=settings.slack_bot_token.get_secret_value(), base_url=settings.api_url, timeout=timeout, retry_handlers=[])


def granted(settings: Settings, engine: Engine) -> Granted:
    """The workspaces' tokens: each its own where a key opens them, else the environment's. Raises WrongKeyError."""
    seal = Seal(settings.onpace_token_key.get_secret_value()) if settings.several else None
    return Granted(engine, api_url=settings.api_url, token=settings.slack_bot_token.get_secret_value(), seal=seal)


def places(settings: Settings, engine: Engine, clients: Granted, clock: Callable[[], datetime]) -> list[str]:
    """Slack ids of the workspaces there are: the token's own, or those that installed OnPace. Raises SlackApiError, WrongKeyError."""
    if settings.several:
        return clients.everywhere()
    workspace = str(web_client(settings).auth_test()["team_id"])
    with writing(engine) as session:
        if installations.resume(session, slack_id=workspace, now=clock()):
            log.info("the workspace is back: its data is kept", workspace=workspace)
    return [workspace]


@dataclass(frozen=True)
class House:
    """Everything that runs behind a transport."""

    engine: Engine
    app: App
    answering: Answering
    poster: Poster


@contextmanager
def opened(settings: Settings, clock: Callable[[], datetime]) -> Iterator[House]:
    """The database migrated, the poster and the ticker at work, the app built; closed in turn at the end."""
    with ExitStack() as stack:
        engine = connect(settings.onpace_database_url)
        stack.callback(engine.dispose)
        migrate(engine)
        pool = stack.enter_context(Pool())
        clients = granted(settings, engine)
        there = places(settings, engine, clients, clock)  # only from here on the tokens are known to be good
        poster = Poster(
            engine=engine,
            clients=clients,
            pool=pool,
            clock=clock,
            name=f"{socket.gethostname()}-{time.time_ns():x}",
        )
        background = stack.enter_context(ThreadPoolExecutor(2, thread_name_prefix="directory"))
        directory = Directory(clients, background)
        replies = Replies(clients, settings.api_url)
        stack.callback(replies.close)
        answering = Answering(engine, clock, directory, settings.onpace_language, poster.wake, clients.installed)
        app = build_app(
            clients=clients,
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            answering=answering,
            replies=replies,
            leaving=Leaving(engine, clock, clients, directory, settings.onpace_keep_days),
        )
        for workspace in there:
            background.submit(directory.prefetch, workspace)
        stack.enter_context(poster.working())
        stack.enter_context(Ticker(engine, clock, keep=timedelta(days=settings.onpace_keep_days)).ticking())
        gc.collect()
        gc.freeze()  # what the start made stays: looking through it again and again would hold answers up
        yield House(engine, app, answering, poster)


def run_socket(settings: Settings, house: House, stopped: threading.Event) -> None:
    """Serve by Socket Mode until stopped."""
    app_token = settings.slack_app_token.get_secret_value()
    opener = WebClient(token=app_token, base_url=settings.api_url)
    handler = SocketModeHandler(house.app, app_token, web_client=opener, concurrency=THREADS)
    handler.connect()  # type: ignore[no-untyped-call]
    logging.disable(logging.NOTSET)  # from now on what the SDK says is news; of a start that fails we say it ourselves
    log.info("connected by Socket Mode", connected=handler.client.is_connected())
    _until(stopped)
    handler.close()  # type: ignore[no-untyped-call]


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
    web = build_web(
        app=house.app,
        secret=settings.slack_signing_secret.get_secret_value(),
        wall=time.time,
        health=lambda: health(house.engine),
        threads=THREADS,
    )
    serving = server(web)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]}, name="http", daemon=True)
    thread.start()
    logging.disable(logging.NOTSET)
    log.info("listening", port=listening.getsockname()[1], path="/slack/events")
    _until(stopped)
    serving.should_exit = True
    thread.join(timeout=10)


def _until(stopped: threading.Event) -> None:
    while not stopped.wait(0.5):  # a signal that comes just before a wait without an end does not wake it
        pass


def health(engine: Engine) -> dict[str, Any]:
    """Whether the database answers, and what waits in the outbox."""
    try:
        with reading(engine) as session:
            return {"ok": True, "outbox": outbox.counts(session)}
    except Exception as trouble:  # noqa: BLE001 - whatever it is, the answer is "not well"
        log.warning("the database does not answer", trouble=str(trouble))
        return {"ok": False, "database": type(trouble).__name__}


def until_signal() -> threading.Event:
    """An event that Ctrl-C or SIGTERM sets."""
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    return stopped
