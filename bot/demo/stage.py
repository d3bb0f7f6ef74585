"""The demo on stage: seeds once, starts the sandbox and the real bot as separate processes, prints one address, stops both."""

import errno
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.request import Request, urlopen

import typer
import yaml
from rich.progress import Progress

from bot.demo import seeding
from bot.demo.cast import CAST, CHANNEL, WORKSPACE
from coaching.terms import Role
from storage.engine import connect, migrate

TOKENS = {"bot_token": "xoxb-sandbox", "app_token": "xapp-sandbox", "signing_secret": "sandbox-secret"}


class CannotStart(Exception):  # noqa: N818 - an answer to the person at the keyboard
    """The demo cannot start; the text says what to do."""


def perform(folder: Path, port: int, manifest: Path) -> None:
    """Run the demo until Ctrl-C or SIGTERM. Raises CannotStart."""
    _check_port(port)
    _make(folder)
    with (folder / "lock").open("wb") as lock:
        _take(lock.fileno(), folder, port)
        _play(folder, port, manifest, lock.fileno())


def _play(folder: Path, port: int, manifest: Path, lock: int) -> None:
    database = f"sqlite:///{folder / 'onpace.db'}"
    _seed(database, folder)
    (folder / "people.yml").write_text(yaml.safe_dump(people(), allow_unicode=True, sort_keys=False), encoding="utf-8")
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    url = f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        sandbox = stack.enter_context(_process(_sandbox_words(folder, port, manifest), folder / "sandbox.log", {}, lock))
        _until(lambda: _answers(f"{url}/clock"), sandbox, folder / "sandbox.log", "the sandbox")
        token, told = _token(url) or _installed(url), False
        while not stopped.is_set():  # once for each token: who installs again starts the bot anew
            with _process([sys.executable, "-m", "bot", "run"], folder / "onpace.log", _bot_environment(url, database, token), lock) as bot:
                _until(lambda: _connected(folder), bot, folder / "onpace.log", "OnPace")
                if not told:
                    _announce(url, folder)
                told, token = True, _watched(stopped, {"sandbox": sandbox, "onpace": bot}, folder, url, token)
        typer.echo("\nStopping …")


def _connected(folder: Path) -> bool:
    return "connected by Socket Mode" in (folder / "onpace.log").read_text(encoding="utf-8")


def _watched(stopped: threading.Event, processes: dict[str, subprocess.Popen[bytes]], folder: Path, url: str, token: str) -> str:
    """Until stopped or installed again: the token then. Raises CannotStart when a process ends by itself."""
    while not stopped.wait(0.5):
        for name, process in processes.items():
            if process.poll() is not None:
                who = {"sandbox": "The sandbox", "onpace": "OnPace"}[name]
                raise CannotStart(f"{who} stopped by itself. Its last lines are in {folder / name}.log.")
        if _token(url) not in ("", token):
            return _token(url)
    return token


def _token(url: str) -> str:
    """The bot token that works in the sandbox; "" after it was revoked."""
    try:
        with urlopen(f"{url}/control/installed", timeout=5) as answer:
            return str(json.load(answer)["token"])
    except (OSError, ValueError):
        return ""


def _installed(url: str) -> str:
    """Install OnPace in the sandbox again: its new token."""
    with urlopen(Request(f"{url}/control/install", data=b"{}", headers={"Content-Type": "application/json"}), timeout=5) as answer:
        return str(json.load(answer)["token"])


def people() -> dict[str, object]:
    """The workspace's people and channels, as the sandbox reads them."""
    everybody = [person.slack_id for person in CAST]
    return {
        "team": {"id": WORKSPACE, "name": "OnPace demo", "domain": "onpace-demo"},
        "bot": {"id": "U0ONPACE", "name": "onpace", "real_name": "OnPace"},
        **TOKENS,
        "people": [
            {
                "id": person.slack_id,
                "name": person.name,
                "real_name": person.real_name,
                "locale": "ja-JP" if person.language == "ja" else "en-US",
                "tz": "Asia/Tokyo",
                "title": person.title,
            }
            for person in sorted(CAST, key=lambda p: Role.REP not in p.roles)
        ],
        "channels": [
            {"id": CHANNEL, "name": "inside-sales", "members": [*everybody, "U0ONPACE"]},
            {"id": "C0GENERAL", "name": "general", "members": everybody},
        ],
    }


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            if taken.errno != errno.EADDRINUSE:
                raise
            raise CannotStart(
                f"Port {port} is in use, perhaps by another demo (lsof -i :{port} tells by which program). "
                f"Stop that one, or choose another port: make demo PORT={port + 1}"
            ) from taken


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise CannotStart(f"The demo cannot keep its data in {folder}: {trouble.strerror}. Choose another folder with --data.") from trouble


def _take(lock: int, folder: Path, port: int) -> None:
    """The folder is this demo's alone until it and both its processes have ended: two would write over each other."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as taken:
        raise CannotStart(
            f"A demo with this data ({folder}) is running already. Open that one, or stop it. "
            f"A second one needs a folder of its own: onpace demo --port {port} --data FOLDER"
        ) from taken


def _seed(database: str, folder: Path) -> None:
    engine = connect(database)
    try:
        migrate(engine)
        if seeding.is_seeded(engine):
            typer.echo(f"The demo team is there already; its data is kept. To begin anew, delete the folder {folder}.")
            return
        with Progress() as bar:
            task = bar.add_task("Three months of the demo team", total=None)
            seeding.seed(engine, progress=lambda done, of: bar.update(task, completed=done, total=of))
    finally:
        engine.dispose()


def _sandbox_words(folder: Path, port: int, manifest: Path) -> list[str]:
    start = seeding.BEGINS.isoformat()
    words = ["--port", str(port), "--people", str(folder / "people.yml"), "--manifest", str(manifest), "--state", str(folder / "workspace")]
    return [sys.executable, "-m", "sandbox", *words, "--now", start]


def _bot_environment(url: str, database: str, token: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": token,
        "SLACK_APP_TOKEN": TOKENS["app_token"],
        "SLACK_SIGNING_SECRET": TOKENS["signing_secret"],
        "SLACK_API_URL": f"{url}/api/",
        "ONPACE_CLOCK_URL": f"{url}/clock",
        "ONPACE_CLOCK_EVERY": "0",  # whoever moves the clock and taps at once is answered in the new time
        "ONPACE_DATABASE_URL": database,
    }


@contextmanager
def _process(words: list[str], log: Path, environment: dict[str, str], lock: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its output in a log; asked to stop at the end, and made to if it does not. It holds the lock as long as it lives."""
    root = Path(__file__).parent.parent.parent
    others = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ONPACE_"))}  # of another installation
    with log.open("wb") as out:
        process = subprocess.Popen(
            words, stdout=out, stderr=out, cwd=root, env={**others, **environment}, start_new_session=True, pass_fds=(lock,)
        )
    leash = subprocess.Popen(
        [sys.executable, "-m", "bot.demo.leash", str(process.pid)], stdin=subprocess.PIPE, cwd=root, start_new_session=True
    )
    try:
        yield process
    finally:
        leash.kill()
        leash.communicate()
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _until(ready: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, name: str) -> None:
    """Wait until it is ready. Raises CannotStart with its last words when it stops or takes 30 seconds."""
    for _ in range(300):
        if ready():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:])
    raise CannotStart(f"{name[0].upper()}{name[1:]} did not start. Its last lines:\n{last}")


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=1) as answer:
            return "offset" in json.load(answer)
    except (OSError, ValueError):
        return False


def _clock(url: str) -> str:
    """The sandbox's time, as the demo team in Tokyo has it."""
    with urlopen(f"{url}/clock", timeout=5) as answer:
        return f"{datetime.fromisoformat(json.load(answer)['now']).astimezone(seeding.BEGINS.tzinfo):%A %Y-%m-%d %H:%M} in Tokyo"


def _announce(url: str, folder: Path) -> None:
    typer.echo(f"""
OnPace is running in a workspace of its own. Open  {url}

  Be Hana, a rep: type /log and tap, or  /log アポ 山田商事 火曜14時 @sora   then  /kpi me
  Be Mio, the manager:  /kpi team
  The people and their numbers are synthetic. The clock stands at {_clock(url)}; move it on the page.
  Data: {folder}   Ctrl-C stops.
""")
