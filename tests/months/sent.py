"""A message as its reader finds it, and which posts of the table (design §6) it holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tests.weeks.floor import elements

Json = dict[str, Any]
SLIPPED, BACK = ("slipped behind", "下回りました"), ("back on pace", "ペースに戻りました", "within reach again", "届く見込みが戻りました")
#: The posts of the table; what the month must have shown.
KINDS = (
    *("brief", "mentor", "numbers", "slipped", "back", "team-slipped", "team-back"),
    *("board", "verdict", "outcome", "gap", "digest", "drop", "closed", "closed-own"),
)
#: Of the one message of a day: the button that tells what is asked in it.
ASKS = {"meeting:qualified": "verdict", "meeting:held": "outcome", "asked-nothing": "gap", "meeting-more:open": "digest"}


@dataclass(frozen=True)
class Sent:
    """`key`: what the bot marked it with ("" for an answer to what was typed); `at` in Tokyo; `id` finds it again."""

    to: str
    key: str
    text: str
    blocks: tuple[Json, ...]
    at: datetime
    id: str
    pinned: bool = False
    files: tuple[str, ...] = field(default=())

    @property
    def day(self) -> date:
        """When it came."""
        return self.at.date()

    def kinds(self) -> Iterator[str]:
        """The posts it is, or holds."""
        name, _, _ = self.key.partition(" ")
        if name == "requests":
            used = {element["action_id"] for _, element in elements(self.blocks)}
            yield from (kind for action, kind in ASKS.items() if action in used)
        elif name in ("pace", "pace-team"):
            turned = "slipped" if any(words in self.text for words in SLIPPED) else "back" if any(w in self.text for w in BACK) else ""
            yield f"team-{turned}" if name == "pace-team" else turned
        elif name == "close":
            yield "closed" if len(self.key.split()) == 4 else "closed-own"
        elif name == "practices":
            yield "mentor"
        elif name in KINDS:
            yield name


def number_of(value: str) -> int:
    """The meeting a button is about: `held:12:asked:2026-11-24`."""
    return int(value.split(":")[1])
