"""What one person is told right after they did something, in the background: by response_url, in their DM, or on App Home."""

import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.clients import Clients
from bot.talk import Block
from coaching.errors import NotInstalled

log = structlog.get_logger()
LANES = 4


class Replies:
    """Background answers. What concerns one person runs one after the other; people do not wait for each other much."""

    def __init__(self, clients: Clients, api_url: str) -> None:
        """Only Slack's host (or the configured API's) is ever answered to."""
        self._clients = clients
        self._hosts = {"hooks.slack.com", urlsplit(api_url).hostname}
        self._lanes = [ThreadPoolExecutor(1, thread_name_prefix=f"reply-{n}") for n in range(LANES)]

    def respond(self, response_url: str, body: dict[str, Any], person: str = "") -> None:
        """Answer a command, tap or form of the person's where it happened."""
        if urlsplit(response_url).hostname not in self._hosts:
            log.warning("an answer was to go elsewhere than Slack", host=urlsplit(response_url).hostname)
            return
        self._run(person or response_url, lambda: WebhookClient(response_url, timeout=10, retry_handlers=[]).send_dict(body))

    def tell(self, workspace: str, person: str, body: dict[str, Any]) -> None:
        """Answer in the person's DM with OnPace, where there is nothing to answer to."""
        self._run(person, lambda: self._clients.of(workspace).chat_postMessage(channel=person, **_said(body)))

    def publish(self, workspace: str, person: str, home: Callable[[], list[Block]]) -> None:
        """Show App Home anew."""
        self._run(person, lambda: self._clients.of(workspace).views_publish(user_id=person, view=_page(home())))

    def close(self) -> None:
        """Wait for what is under way."""
        for lane in self._lanes:
            lane.shutdown(wait=True)

    def _run(self, lane: str, send: Callable[[], Any]) -> None:
        self._lanes[zlib.crc32(lane.encode()) % LANES].submit(self._guarded, send)

    @staticmethod
    def _guarded(send: Callable[[], Any]) -> None:
        try:
            answer = send()
            if getattr(answer, "status_code", 200) != 200:
                log.warning("an answer was not taken", status=answer.status_code, body=str(answer.body)[:200])
        except (SlackApiError, OSError, NotInstalled) as trouble:
            log.warning("an answer was not taken", trouble=str(trouble) or type(trouble).__name__)
        except Exception:
            log.exception("an answer broke")


def _page(shown: list[Block]) -> dict[str, Any]:
    return {"type": "home", "blocks": shown[:100]}


def _said(body: dict[str, Any]) -> dict[str, Any]:
    return {"text": body["text"], "blocks": body.get("blocks")}
