"""Answers that are to go to a stranger: a response_url that is not Slack's is never asked, and what was done is kept."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import httpx

from tests.faults.duplicates import calls
from tests.faults.finding import Finding, Stage
from tests.faults.kills import signed
from tests.living import HANA, Person, furnished, lived
from tests.office import WORKSPACE
from tests.patience import until
from tests.people import TEAM_CHANNEL

REFUSED = "an answer was to go elsewhere than Slack"
#: All of them reach the listener, if anything is sent there at all; its port stands in the braces.
STRANGERS = (
    "http://localhost:{0}/response/1",
    "http://LOCALHOST:{0}/response/1",
    "http://127.0.0.1@localhost:{0}/response/1",
    "http://hooks.slack.com@localhost:{0}/response/1",
    "http://localhost:{0}?hooks.slack.com",
    "http://localhost:{0}#@hooks.slack.com/response/1",
    "http://localhost.:{0}/response/1",
    "http://127.1:{0}/response/1",
    "http://2130706433:{0}/response/1",
    "http://0x7f000001:{0}/response/1",
    "http://[::ffff:127.0.0.1]:{0}/response/1",
)


class Listener(ThreadingHTTPServer):
    """Somebody else's server; `asked` is what it was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Heard)
        self.asked: list[str] = []


class _Heard(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quietly."""


@contextmanager
def listening() -> Iterator[Listener]:
    """The stranger, while the block runs."""
    with Listener() as listener:
        threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield listener
        listener.shutdown()


def trials(stage: Stage) -> Iterator[Finding]:
    """Taps whose answers go by response_url: to strangers, and then to where the configured API is, or the silence would prove nothing."""
    url = furnished(f"sqlite:///{stage.folder / 'onpace.db'}")
    with lived(stage.folder, "http", url) as hana, listening() as listener:
        before, port = calls(url), listener.server_port
        for stranger in STRANGERS:
            tap(hana, stranger.format(port))
        until(lambda: hana.bot.output.count(REFUSED) >= len(STRANGERS), 15)
        tap(hana, f"http://127.0.0.1:{port}/slacks-own")  # answered after the others': they run one after the other for a person
        until(lambda: "/slacks-own" in listener.asked, 15)
        rows = calls(url) - before
    asked = [path for path in listener.asked if path != "/slacks-own"]
    lost = len(STRANGERS) + 1 - rows
    note = f"the stranger was asked {len(asked)} times; the API's host, next, once"
    passed = not asked and not lost and len(listener.asked) == 1
    yield Finding("response_url of a stranger", len(STRANGERS), passed, lost, len(asked), len(STRANGERS), note)


def tap(hana: Person, response_url: str) -> None:
    """A call tapped on the pad, by signed HTTP; the pad is shown anew by response_url."""
    stamp = f"{time.time_ns()}"
    used = {"action_id": "log-tap", "block_id": "b", "type": "button", "value": "contact", "action_ts": stamp}
    body = {"type": "block_actions", "user": {"id": HANA}, "team": {"id": WORKSPACE}, "channel": {"id": TEAM_CHANNEL}}
    told = json.dumps(body | {"actions": [used], "trigger_id": stamp, "response_url": response_url})
    sent = urlencode({"payload": told}).encode()
    answer = httpx.post(f"http://127.0.0.1:{hana.port}/slack/events", content=sent, headers=signed(sent), timeout=10, trust_env=False)
    assert answer.status_code == 200, answer.text
