"""What is pinned to its channel: a board while it is kept current."""

from collections.abc import Callable
from typing import Any

import structlog
from slack_sdk import WebClient

from bot.posting.answers import NotDone, Refused, Trouble, Waits
from storage.tables import Outgoing

log = structlog.get_logger()

Calls = Callable[[Outgoing, str, Callable[[WebClient], Any]], Any]


class Pins:
    """Pins a message as its body wants it (`pin`, `unpin`) once its words are there."""

    def __init__(self, call: Calls) -> None:
        """`call` makes a call of a method for a message, within the pace; it raises Waits, NotDone and Refused."""
        self._call = call
        self._pinned: set[str] = set()

    def follow(self, outgoing: Outgoing, channel: str, ts: str) -> None:
        """As the body wants it. Raises as `call` does where a pin could not be taken away yet."""
        if outgoing.body.get("unpin"):
            self._unpin(outgoing, channel, ts)
        elif outgoing.body.get("pin") and ts not in self._pinned:
            self._pin(outgoing, channel, ts)

    def _pin(self, outgoing: Outgoing, channel: str, ts: str) -> None:
        """Once, and once more after each start; a message that cannot be pinned is a message all the same. Where many wait to be
        pinned, with a later edit.
        """
        self._pinned.add(ts)
        try:
            self._call(outgoing, "pins.add", lambda client: client.pins_add(channel=channel, timestamp=ts))
        except (Waits, NotDone, Refused) as trouble:
            if not isinstance(trouble, Refused) or trouble.trouble is Trouble.LIMIT:
                self._pinned.discard(ts)
            log.info("a message was not pinned", key=outgoing.key, trouble=str(trouble))

    def _unpin(self, outgoing: Outgoing, channel: str, ts: str) -> None:
        """These are the last words of a message: no later edit would do it, so they are said again until it is done."""
        self._pinned.discard(ts)
        try:
            self._call(outgoing, "pins.remove", lambda client: client.pins_remove(channel=channel, timestamp=ts))
        except Refused as refused:
            if refused.trouble is Trouble.LIMIT:
                raise
            log.info("a pin stays", key=outgoing.key, trouble=str(refused))  # mostly because there was none: no_pin
