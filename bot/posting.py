"""The outbox worker: claims what is due, draws and posts it, confirms; settles what is doubtful by looking before posting again."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot.charts import Drawing, Pool
from storage import outbox
from storage.engine import reading, writing
from storage.tables import Outgoing

log = structlog.get_logger()

DOUBTFUL_AFTER = timedelta(seconds=90)
GIVE_UP_AFTER = 8
#: Slack's answers after which trying again may help; everything else it refuses is refused for good.
PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}


class Poster:
    """Posts each outgoing message once. `client` must not retry by itself (a retried lost answer posts twice)."""

    def __init__(self, *, engine: Engine, client: WebClient, pool: Pool, clock: Callable[[], datetime], name: str) -> None:
        """`name` tells this worker from others on the same database."""
        self._engine = engine
        self._client = client
        self._pool = pool
        self._clock = clock
        self._name = name
        self._awake = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="poster", daemon=True)

    def wake(self) -> None:
        """Something waits: look at once."""
        self._awake.set()

    @contextmanager
    def working(self) -> Iterator["Poster"]:
        """Post in the background while the block runs; what is under way at its end is finished."""
        self._thread.start()
        try:
            yield self
        finally:
            self._stopped.set()
            self._awake.set()
            self._thread.join(timeout=20)

    def post_due(self) -> int:
        """Post everything due now; how many messages were taken up."""
        taken = 0
        while not self._stopped.is_set():
            with writing(self._engine) as session:
                batch = list(outbox.claim(session, now=self._clock(), worker=self._name))
            if not batch:
                break
            for outgoing in batch:
                self._post(outgoing)
            taken += len(batch)
        return taken

    def settle_doubtful(self) -> None:
        """Messages claimed long ago and never confirmed: found in the channel they are confirmed, not found they are posted again, unreadable they are held."""
        with reading(self._engine) as session:
            found = [o for o in outbox.doubtful(session, before=self._clock() - DOUBTFUL_AFTER) if o.claimed_by != self._name]
        for outgoing in found:
            self._settle(outgoing)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._awake.wait(timeout=1.0)
            self._awake.clear()
            try:
                self.settle_doubtful()
                self.post_due()
            except Exception:
                log.exception("posting broke; it goes on")

    def _post(self, outgoing: Outgoing) -> None:
        try:
            ts = self._send(outgoing)
        except SlackApiError as refused:
            self._refused(outgoing, refused)
        except OSError as lost:  # no answer came: nobody knows whether it was posted
            log.warning("an answer was lost", key=outgoing.key, trouble=str(lost))
            self._settle(outgoing)
        except Exception as broken:
            log.exception("a message could not be made", key=outgoing.key)
            self._park(outgoing, "failed", repr(broken))
        else:
            with writing(self._engine) as session:
                outbox.confirm(session, outgoing_id=_id(outgoing), now=self._clock(), ts=ts)

    def _send(self, outgoing: Outgoing) -> str:
        body: dict[str, Any] = outgoing.body
        channel = self._channel(outgoing.to)
        if "picture" not in body:
            metadata = {"event_type": "onpace", "event_payload": {"key": outgoing.key}}
            return str(
                self._client.chat_postMessage(channel=channel, text=body["text"], blocks=body["blocks"] or None, metadata=metadata)["ts"]
            )
        picture = body["picture"]
        png = self._pool.draw(Drawing.of_json(picture["chart"]))
        sent = self._client.files_upload_v2(
            channel=channel,
            content=png,
            filename=file_name(outgoing.key),
            title=picture["title"],
            alt_txt=picture["alt"][:1000],
            initial_comment=body["text"] or None,
            request_file_info=False,
        )
        return str(sent["files"][0]["id"])

    def _channel(self, to: str) -> str:
        return str(self._client.conversations_open(users=to)["channel"]["id"]) if to.startswith(("U", "W")) else to

    def _refused(self, outgoing: Outgoing, refused: SlackApiError) -> None:
        error = str(refused.response.get("error") or refused)
        if error in PASSING or refused.response.status_code >= 500 or refused.response.status_code == 429:
            wait = int(refused.response.headers.get("Retry-After") or min(2**outgoing.attempts, 300))
            self._later(outgoing, wait, error)
        else:
            self._park(outgoing, "failed", error)

    def _later(self, outgoing: Outgoing, seconds: int, trouble: str) -> None:
        if outgoing.attempts >= GIVE_UP_AFTER:
            self._park(outgoing, "failed", trouble)
            return
        with writing(self._engine) as session:
            outbox.again(session, outgoing_id=_id(outgoing), due_at=self._clock() + timedelta(seconds=seconds), trouble=trouble)

    def _park(self, outgoing: Outgoing, state: str, trouble: str) -> None:
        log.warning("a message was set aside", key=outgoing.key, state=state, trouble=trouble)
        with writing(self._engine) as session:
            outbox.park(session, outgoing_id=_id(outgoing), state=state, trouble=trouble)

    def _settle(self, outgoing: Outgoing) -> None:
        try:
            ts = self._find(outgoing)
        except (SlackApiError, OSError) as unreadable:
            self._park(outgoing, "held", str(unreadable))
            return
        if ts is None:
            self._later(outgoing, 1, "not found in the channel")
            return
        with writing(self._engine) as session:
            outbox.confirm(session, outgoing_id=_id(outgoing), now=self._clock(), ts=ts)

    def _find(self, outgoing: Outgoing) -> str | None:
        """The message with this key among the channel's latest two hundred."""
        channel = self._channel(outgoing.to)
        history = self._client.conversations_history(channel=channel, limit=200, include_all_metadata=True)["messages"]
        for message in history:
            key = ((message.get("metadata") or {}).get("event_payload") or {}).get("key")
            names = {file.get("name") for file in message.get("files") or ()}
            if key == outgoing.key or file_name(outgoing.key) in names:
                return str(message["ts"])
        return None


def file_name(key: str) -> str:
    """A picture's file name carries its key, because uploads take no metadata."""
    return "onpace-" + re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-") + ".png"


def _id(outgoing: Outgoing) -> int:
    assert outgoing.id is not None
    return outgoing.id
