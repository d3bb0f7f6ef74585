"""What one person is told right after they did something, in the background: by response_url, in their DM, or on App Home."""

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.clients import Clients
from bot.homes import Homes
from bot.talk import Block
from coaching.errors import NotInstalled

log = structlog.get_logger()
LANES = 16  # one that waits for Slack holds up few others
TRIES = 3
LONGEST_WAIT = 30  # seconds: an answer that must wait longer helps nobody
MOST_LATER = 100  # answers yet to be made; who asks beyond that waits for the answer, and so does not ask for more
AT_ONCE = 2  # answers being made: those whose requests are yet to be acknowledged need the processor more
REMEMBERED = 5_000  # requests answered later


class Replies:
    """Background answers. What concerns one person runs one after the other; people do not wait for each other much."""

    def __init__(self, clients: Clients, api_url: str) -> None:
        """Only Slack's host (or the configured API's) is ever answered to."""
        self._clients = clients
        self._hosts = {"hooks.slack.com", urlsplit(api_url).hostname}
        self._closing = threading.Event()
        self._making = threading.Semaphore(AT_ONCE)
        self._later: set[Hashable] = set()  # yet to be made
        self._taken: OrderedDict[Hashable, None] = OrderedDict()  # made or to be made later, the oldest first
        self._lock = threading.Lock()
        self._homes = Homes(clients, self._run, lambda workspace, person, said: self.tell(workspace, person, {"text": said}))
        self._lanes = [ThreadPoolExecutor(1, thread_name_prefix=f"reply-{n}") for n in range(LANES)]

    def respond(self, response_url: str, body: dict[str, Any], person: str = "", *, workspace: str = "") -> None:
        """Answer a command, tap or form of the person's where it happened; in their DM when that address is used up or too old."""
        if self._is_slacks(response_url):
            self._respond(response_url, lambda: body, person, workspace)

    def respond_later(self, response_url: str, made: Callable[[], dict[str, Any]], person: str, *, workspace: str, once: Hashable) -> bool:
        """Make an answer and send it as above, one for each `once`. False when that cannot be, or so many wait that it must not."""
        if not self._is_slacks(response_url):
            return False
        with self._lock:
            if once in self._taken:
                return True
            if len(self._later) >= MOST_LATER:
                return False
            self._later.add(once)
            self._taken[once] = None
            if len(self._taken) > REMEMBERED:
                self._taken.popitem(last=False)
        self._respond(response_url, cache(partial(self._made, made, once)), person, workspace)
        return True

    def _made(self, made: Callable[[], dict[str, Any]], once: Hashable) -> dict[str, Any]:
        try:
            with self._making:
                return made()
        finally:
            with self._lock:
                self._later.discard(once)

    def _respond(self, response_url: str, body: Callable[[], dict[str, Any]], person: str, workspace: str) -> None:
        def send() -> Any:  # noqa: ANN401 - the SDK's answers
            told = body()
            answer = WebhookClient(response_url, timeout=10, retry_handlers=[]).send_dict(told)
            return self._told(workspace, person, told) if answer.status_code == 404 and workspace else answer

        self._run(person or response_url, send)

    def _is_slacks(self, response_url: str) -> bool:
        if (host := urlsplit(response_url).hostname) in self._hosts:
            return True
        log.warning("an answer was to go elsewhere than Slack", host=host)
        return False

    def tell(self, workspace: str, person: str, body: dict[str, Any]) -> None:
        """Answer in the person's DM with OnPace, where there is nothing to answer to."""
        self._run(person, lambda: self._told(workspace, person, body))

    def publish(self, workspace: str, person: str, home: Callable[[], list[Block]], notice: str = "") -> None:
        """Show App Home anew, however long Slack takes; `notice`, what the person's tap did, is told in their DM when that is long."""
        self._homes.publish(workspace, person, home, notice)

    def close(self) -> None:
        """Wait for what is under way; nothing is tried again any more."""
        self._closing.set()
        self._homes.close()
        for lane in self._lanes:
            lane.shutdown(wait=True)

    def _told(self, workspace: str, person: str, body: dict[str, Any]) -> Any:  # noqa: ANN401
        return self._clients.of(workspace).chat_postMessage(channel=person, **_said(body))

    def _run(self, lane: str, send: Callable[[], Any]) -> None:
        self._lanes[zlib.crc32(lane.encode()) % LANES].submit(self._sent, send)

    def _sent(self, send: Callable[[], Any]) -> None:
        """Send; when Slack asks to wait, wait and send again. What may have arrived is not sent twice."""
        for _ in range(TRIES):
            wait = self._wait_after(send)
            if not wait or self._closing.wait(wait):
                return

    @staticmethod
    def _wait_after(send: Callable[[], Any]) -> int:
        """Send once; the seconds Slack asks to wait before another try, 0 for none."""
        try:
            answer = send()
            if (status := getattr(answer, "status_code", 200)) == 200:
                return 0
            trouble, headers = f"{status} {answer.body}"[:200], answer.headers
        except SlackApiError as refused:
            trouble, status, headers = str(refused), getattr(refused.response, "status_code", 0), getattr(refused.response, "headers", {})
        except (OSError, NotInstalled) as lost:
            trouble, status, headers = str(lost) or type(lost).__name__, 0, {}
        except Exception:
            log.exception("an answer broke")
            return 0
        wait = _asked_wait(headers) if status == 429 else 0
        log.warning("an answer was not taken", trouble=trouble, again_in=wait)
        return wait


def _asked_wait(headers: Mapping[str, Any]) -> int:
    """Retry-After of a 429 in whole seconds (docs.slack.dev, rate limits); 0 when that is too long for who waits."""
    asked = next((str(value) for name, value in headers.items() if name.lower() == "retry-after"), "1")
    return int(asked) if asked.isdecimal() and int(asked) <= LONGEST_WAIT else 0


def _said(body: dict[str, Any]) -> dict[str, Any]:
    return {"text": body["text"], "blocks": body.get("blocks")}
