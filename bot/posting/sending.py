"""One message to Slack: words by one call, a picture by three, an edit in place; and looking whether it was posted."""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.request import Request, urlopen

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.blocks import MOST_TEXT, clipped
from bot.charts import Drawing, Pool
from bot.clients import Clients
from bot.posting.answers import NotDone, Refused, Trouble, Waits
from bot.posting.pacing import OTHERS, POST, UPDATE, Pacing
from bot.posting.pins import Pins
from coaching.errors import NotInstalled
from storage import members
from storage.engine import reading, writing
from storage.tables import Outgoing

log = structlog.get_logger()

PAGES = 5
TIMEOUT = 15  # seconds for one call of the Web API
ANNOUNCE, COMPLETE = "files.getUploadURLExternal", "files.completeUploadExternal"
MOST_ALT = 1000  # characters ([R] files.getUploadURLExternal, alt_txt_too_large)
ENDS = ("png", "ics")  # of the files that are sent
PERSON = ("U", "W")  # how people's ids begin
MARGIN = timedelta(minutes=2)  # by which Slack's clock and ours may differ

Call = Callable[[WebClient], Any]


class CannotTell(Exception):  # noqa: N818 - an outcome
    """The channel's history is too long to say that the message is not in it."""


class Sender:
    """Makes the calls, each within the pace. `clients` must not retry by themselves (a retried lost answer posts twice)."""

    def __init__(self, *, engine: Engine, clients: Clients, pool: Pool, pacing: Pacing, clock: Callable[[], datetime]) -> None:
        """`engine` to remember where people's DMs are."""
        self._engine = engine
        self._clients = clients
        self._pool = pool
        self._pacing = pacing
        self._clock = clock
        self._dms: dict[tuple[int, str], str] = {}
        self._pins = Pins(self._harmless)

    def send(self, outgoing: Outgoing) -> str:
        """Post it, or edit it when it was posted before; its ts (a picture's file id).

        Raises Waits and NotDone when surely nothing was posted, Refused, and OSError or HTTPException when nobody knows.
        """
        body: dict[str, Any] = outgoing.body
        if "picture" in body:
            return self._picture(outgoing, body["text"], body["picture"])
        if "file" in body:
            return self._shared(outgoing, body["text"], body["file"]["title"], body["file"]["content"].encode(), body["file"]["end"])
        words = {"text": body["text"], "blocks": body["blocks"] or None}
        channel, ts = self._edited(outgoing, words) if outgoing.ts else self._said(outgoing, words)
        self._pins.follow(outgoing, channel, ts)
        return ts

    def _said(self, outgoing: Outgoing, words: dict[str, Any]) -> tuple[str, str]:
        """As a new message; its channel and ts. Who was never written to is written to by their own id, which opens the DM ([R]
        chat.postMessage, channels): conversations.open allows so few calls a minute that the last of a thousand would wait 20 minutes.
        """
        place = self._known_dm(outgoing) or outgoing.to
        metadata = {"event_type": "onpace", "event_payload": {"key": outgoing.key}}
        post: Call = lambda client: client.chat_postMessage(channel=place, metadata=metadata, **words)  # noqa: E731
        try:
            told = self._call(outgoing, POST, post)
        except Refused as refused:
            if refused.trouble is not Trouble.PLACE or not place.startswith(PERSON):
                raise
            self._opened_dm(outgoing)  # or it says better what is in the way
            return self._said(outgoing, words)
        channel = str(told["channel"])
        if place.startswith(PERSON):
            self._keep_dm(outgoing, channel)
        return channel, str(told["ts"])

    def _edited(self, outgoing: Outgoing, words: dict[str, Any]) -> tuple[str, str]:
        """In place; its channel and ts. Edits of what is no board have a share of their own; an edit's text must be short."""
        channel = self.channel(outgoing)
        if not outgoing.body.get("pin"):
            self._may(outgoing, UPDATE)
            self._may(outgoing, OTHERS)
            self._pacing.called(outgoing.workspace_id, OTHERS, self._clock())
        now = words | {"text": clipped(words["text"], MOST_TEXT)}
        edit: Call = lambda client: client.chat_update(channel=channel, ts=outgoing.ts, **now)  # noqa: E731
        return channel, str(self._harmless(outgoing, UPDATE, edit)["ts"])

    def find(self, outgoing: Outgoing) -> str | None:
        """The message with this key among the channel's latest thousand. Raises as `send` does, and CannotTell."""
        channel, cursor = self.channel(outgoing), ""
        for _ in range(PAGES):
            page = self._history(outgoing, channel, cursor)
            if found := next((message for message in page["messages"] if carries(message, outgoing.key)), None):
                return str(found["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None
        if float(page["messages"][-1]["ts"]) > (outgoing.due_at - MARGIN).timestamp():
            raise CannotTell
        return None

    def _history(self, outgoing: Outgoing, channel: str, cursor: str) -> Any:  # noqa: ANN401 - the SDK's answer
        asked: Call = lambda client: client.conversations_history(  # noqa: E731
            channel=channel, limit=200, cursor=cursor, include_all_metadata=True
        )
        return self._harmless(outgoing, "conversations.history", asked)

    def token_trouble(self, workspace_id: int) -> str | None:
        """What Slack says against the workspace's token: "" nothing, None when nobody answers."""
        try:
            self._clients.of_row(workspace_id, timeout=TIMEOUT).auth_test()
        except NotInstalled:
            return "not_installed"
        except SlackApiError as said:
            refused = Refused.of("auth.test", said)
            return refused.error if refused.trouble is Trouble.TOKEN else None
        except (OSError, HTTPException):
            return None
        return ""

    def channel(self, outgoing: Outgoing) -> str:
        """The channel's id: a person's DM is opened once, and remembered."""
        if not outgoing.to.startswith(PERSON):
            return outgoing.to
        return self._known_dm(outgoing) or self._opened_dm(outgoing)

    def _known_dm(self, outgoing: Outgoing) -> str:
        """The person's DM, if it is remembered; "" also for a channel."""
        known = (outgoing.workspace_id, outgoing.to)
        if outgoing.to.startswith(PERSON) and not self._dms.get(known):
            self._dms[known] = self._kept_dm(outgoing)
        return self._dms.get(known, "")

    def forget(self, outgoing: Outgoing) -> bool:
        """The person's DM may not be where it was; whether one was remembered."""
        known = self._dms.pop((outgoing.workspace_id, outgoing.to), "")
        if known:
            self._keep_dm(outgoing, "")
        return bool(known)

    def _kept_dm(self, outgoing: Outgoing) -> str:
        with reading(self._engine) as session:
            member = members.by_slack_id(session, workspace_id=outgoing.workspace_id, slack_id=outgoing.to)
        return member.dm_id if member else ""

    def _opened_dm(self, outgoing: Outgoing) -> str:
        opened = self._harmless(outgoing, "conversations.open", lambda client: client.conversations_open(users=outgoing.to))
        self._keep_dm(outgoing, str(opened["channel"]["id"]))
        return str(opened["channel"]["id"])

    def _keep_dm(self, outgoing: Outgoing, dm_id: str) -> None:
        self._dms[outgoing.workspace_id, outgoing.to] = dm_id
        try:
            with writing(self._engine) as session:
                members.note_dm(session, workspace_id=outgoing.workspace_id, slack_id=outgoing.to, dm_id=dm_id)
        except SQLAlchemyError as trouble:  # it is asked for again after the next start
            log.warning("a DM could not be remembered", trouble=type(trouble).__name__)

    def _picture(self, outgoing: Outgoing, text: str, picture: dict[str, Any]) -> str:
        self.channel(outgoing)
        self._may(outgoing, COMPLETE)  # before the drawing, which takes a while
        png = self._pool.draw(Drawing.of_json(picture["chart"]))
        return self._shared(outgoing, text, picture["title"], png, "png", alt_txt=described(picture))

    def _shared(self, outgoing: Outgoing, text: str, title: str, content: bytes, end: str, **more: str) -> str:
        """The three steps (docs.slack.dev, working with files): only the last shows anything."""
        channel = self.channel(outgoing)
        self._may(outgoing, COMPLETE)
        about: dict[str, Any] = {"filename": file_name(outgoing.key, end), "length": len(content), **more}
        place = self._harmless(outgoing, ANNOUNCE, lambda client: client.files_getUploadURLExternal(**about))
        self._upload(outgoing, str(place["upload_url"]), content)
        files = [{"id": place["file_id"], "title": title}]
        shown: Call = lambda client: client.files_completeUploadExternal(  # noqa: E731
            files=files, channel_id=channel, initial_comment=text or None
        )
        self._call(outgoing, COMPLETE, shown)
        return str(place["file_id"])

    def _upload(self, outgoing: Outgoing, url: str, content: bytes) -> None:
        client = self._clients.of_row(outgoing.workspace_id, timeout=TIMEOUT)
        try:
            urlopen(Request(url, data=content, method="POST"), context=client.ssl, timeout=TIMEOUT).close()
        except (OSError, HTTPException) as lost:
            raise NotDone(f"upload: {lost!r}") from lost

    def _may(self, outgoing: Outgoing, method: str) -> None:
        if until := self._pacing.free_at(outgoing.workspace_id, method, self._clock()):
            raise Waits(until)

    def _call(self, outgoing: Outgoing, method: str, call: Call) -> Any:  # noqa: ANN401 - the SDK's answer
        self._may(outgoing, method)
        client = self._client(outgoing, method)
        self._pacing.called(outgoing.workspace_id, method, self._clock())
        try:
            return call(client)
        except SlackApiError as said:
            raise Refused.of(method, said) from said

    def _client(self, outgoing: Outgoing, method: str) -> WebClient:
        try:
            return self._clients.of_row(outgoing.workspace_id, timeout=TIMEOUT)
        except NotInstalled as nobody:
            raise Refused(method, "not_installed") from nobody

    def _harmless(self, outgoing: Outgoing, method: str, call: Call) -> Any:  # noqa: ANN401 - the SDK's answer
        """A call that shows nothing new however often it is made."""
        try:
            return self._call(outgoing, method, call)
        except (OSError, HTTPException) as lost:
            raise NotDone(f"{method}: {lost!r}") from lost
        except Refused as refused:
            if refused.trouble is Trouble.UNSURE:
                raise NotDone(f"{method}: {refused}") from refused
            raise


def carries(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message of a channel's history is the one with this key."""
    told = ((message.get("metadata") or {}).get("event_payload") or {}).get("key")
    return told == key or any(file.get("name") in {file_name(key, end) for end in ENDS} for file in message.get("files") or ())


def described(picture: Mapping[str, Any]) -> str:
    """A picture in words for who does not see it, as long as Slack takes them."""
    return str(picture["alt"])[:MOST_ALT]


def file_name(key: str, end: str = "png") -> str:
    """A file's name carries its key, because uploads take no metadata; different keys give different names."""
    readable = re.sub(r"[^A-Za-z0-9]+", "-", key).strip("-")[:80]
    return f"onpace-{readable}-{hashlib.sha256(key.encode()).hexdigest()[:8]}.{end}"
