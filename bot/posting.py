"""The outbox worker: claims what is due, draws and posts it, confirms; settles what is doubtful by looking before posting again."""

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from bot.charts import Drawing, Pool
from storage import outbox
from storage.engine import reading, writing
from storage.tables import Outgoing, id_of

log = structlog.get_logger()

LOOK_AFTER = timedelta(seconds=10)  # Slack may still be at work on a request whose answer was lost
DOUBTFUL_AFTER = timedelta(seconds=90)  # longer than another worker can be busy with one message
GIVE_UP_AFTER = 8
LONGEST_PAUSE = 60.0  # seconds between tries while the database is broken
PAGES = 5
#: The token's trouble, not the message's: it waits until somebody has mended that.
TOKEN = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
#: Nothing was done, and trying again may help.
PASSING = {"service_unavailable", "request_timeout", "team_added_to_org"}
#: "Some aspect of the operation may have succeeded" (docs.slack.dev, common errors); "" is an answer that is not Slack's.
UNSURE = {"internal_error", "fatal_error", ""}


class Poster:
    """Posts each outgoing message once. `client` must not retry by itself (a retried lost answer posts twice)."""

    def __init__(self, *, engine: Engine, client: WebClient, pool: Pool, clock: Callable[[], datetime], name: str) -> None:
        """`name` tells this worker from others on the same database."""
        self._engine = engine
        self._client = client
        self._pool = pool
        self._clock = clock
        self._name = name
        self._dms: dict[str, str] = {}
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
            with writing(self._engine) as session:  # one at a time: what waits behind a slow one is not in doubt
                claimed = outbox.claim(session, now=self._clock(), worker=self._name, most=1)
            if not claimed:
                break
            self._post(claimed[0])
            taken += 1
        return taken

    def settle_doubtful(self) -> None:
        """Look for messages claimed a while ago and never confirmed: found in the channel they are confirmed, not found they are
        posted again, and held where the channel's history may not be read.
        """
        now = self._clock()
        with reading(self._engine) as session:
            found = [o for o in outbox.doubtful(session, before=now - LOOK_AFTER) if self._is_ours_to_settle(o, now)]
        for outgoing in found:
            with writing(self._engine) as session:
                mine = outbox.take_over(session, outgoing=outgoing, worker=self._name, now=self._clock())
            if mine:
                self._settle(outgoing)

    def _is_ours_to_settle(self, outgoing: Outgoing, now: datetime) -> bool:
        """Own ones soon (this thread is not at work on them any more), others' when nobody can be at work on them."""
        return outgoing.claimed_by == self._name or (outgoing.claimed_at or now) < now - DOUBTFUL_AFTER

    def _run(self) -> None:
        kinds: list[type[Exception]] = []  # of trouble, one for each try in vain since it last went well
        while not self._stopped.is_set():
            if kinds:
                self._stopped.wait(min(2.0 ** (len(kinds) - 1), LONGEST_PAUSE))
            else:
                self._awake.wait(timeout=1.0)
            self._awake.clear()
            try:
                self.settle_doubtful()
                self.post_due()
            except Exception as trouble:
                if type(trouble) not in kinds:
                    log.exception("posting broke; it is tried again, less and less often")
                kinds.append(type(trouble))
            else:
                if kinds:
                    log.info("posting works again", tries=len(kinds))
                kinds.clear()

    def _post(self, outgoing: Outgoing) -> None:
        try:
            ts = self._send(outgoing)
        except SlackApiError as refused:
            self._refused(outgoing, refused)
        except (OSError, HTTPException) as lost:
            self._unsure(outgoing, repr(lost))
        except Exception as broken:
            log.exception("a message could not be made", key=outgoing.key)
            self._park(outgoing, "failed", repr(broken))
        else:
            with writing(self._engine) as session:
                outbox.confirm(session, outgoing_id=id_of(outgoing), now=self._clock(), ts=ts)

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
        if not to.startswith(("U", "W")):
            return to
        if to not in self._dms:
            self._dms[to] = str(self._client.conversations_open(users=to)["channel"]["id"])
        return self._dms[to]

    def _refused(self, outgoing: Outgoing, refused: SlackApiError) -> None:
        error, status, wait = answered(refused)
        if status == 429 or error == "ratelimited" or error in TOKEN:
            self._again(outgoing, wait or 30, error)
        elif status >= 500 or error in UNSURE:
            self._unsure(outgoing, f"{error} {status}".strip())
        elif error in PASSING:
            self._retry(outgoing, error)
        else:
            self._park(outgoing, "failed", error)

    def _unsure(self, outgoing: Outgoing, trouble: str) -> None:
        """No answer came: nobody knows whether it was posted. It stays claimed, and settle_doubtful looks for it."""
        log.warning("an answer was lost", key=outgoing.key, trouble=trouble)

    def _retry(self, outgoing: Outgoing, trouble: str) -> None:
        """Once more, after a while that doubles; at last it has failed."""
        if outgoing.attempts >= GIVE_UP_AFTER:
            self._park(outgoing, "failed", trouble)
        else:
            self._again(outgoing, 2 ** (outgoing.attempts - 1), trouble)

    def _again(self, outgoing: Outgoing, seconds: int, trouble: str) -> None:
        with writing(self._engine) as session:
            outbox.again(session, outgoing_id=id_of(outgoing), due_at=self._clock() + timedelta(seconds=seconds), trouble=trouble)

    def _park(self, outgoing: Outgoing, state: str, trouble: str) -> None:
        log.warning("a message was set aside", key=outgoing.key, state=state, trouble=trouble)
        with writing(self._engine) as session:
            outbox.park(session, outgoing_id=id_of(outgoing), state=state, trouble=trouble)

    def _settle(self, outgoing: Outgoing) -> None:
        try:
            ts = self._find(outgoing)
        except SlackApiError as refused:
            error, status, _ = answered(refused)
            if status < 429 and error not in UNSURE | PASSING:
                self._park(outgoing, "held", error)
            return
        except (OSError, HTTPException):
            return  # looked for again in a while
        if ts is None:
            self._retry(outgoing, "not found in the channel")
            return
        with writing(self._engine) as session:
            outbox.confirm(session, outgoing_id=id_of(outgoing), now=self._clock(), ts=ts)

    def _find(self, outgoing: Outgoing) -> str | None:
        """The message with this key among the channel's latest thousand."""
        channel, cursor = self._channel(outgoing.to), ""
        for _ in range(PAGES):
            page = self._client.conversations_history(channel=channel, limit=200, cursor=cursor, include_all_metadata=True)
            if found := next((message for message in page["messages"] if carries(message, outgoing.key)), None):
                return str(found["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return None


def carries(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message of a channel's history is the one with this key."""
    told = ((message.get("metadata") or {}).get("event_payload") or {}).get("key")
    return told == key or any(file.get("name") == file_name(key) for file in message.get("files") or ())


def answered(refused: SlackApiError) -> tuple[str, int, int]:
    """Slack's error ("" when what came is not Slack's JSON), the HTTP status, and the seconds it asks to wait (0: none asked)."""
    response: Any = refused.response
    if isinstance(response, dict):
        error, status, headers = "", int(response.get("status") or 0), response.get("headers") or {}
    else:
        error, status, headers = str(response.get("error") or ""), response.status_code, response.headers
    wait = next((str(value) for name, value in headers.items() if name.lower() == "retry-after"), "")
    return error, status, int(wait) if wait.isdecimal() else 0


def file_name(key: str) -> str:
    """A picture's file name carries its key, because uploads take no metadata."""
    return "onpace-" + re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-") + ".png"
