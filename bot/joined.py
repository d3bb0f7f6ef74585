"""A word on a practice at the top of a message its reader has already."""

from collections.abc import Sequence
from typing import Any

from bot.blocks import MOST_TEXT, clipped, section
from bot.talk import Block, Post
from bot.text import Markup
from storage import agenda
from storage.tables import Outgoing

MOST_BLOCKS = 50  # of a message


def joined(had: Outgoing, post: Post) -> dict[str, Any]:
    """A message with a change of a practice above what it said; what it said of that practice, and buttons that are anew, are gone."""
    body, practice = post.body(), agenda.practice_of(post.key)
    if practice and agenda.practice_of(had.key) == practice:
        return body
    blocks: list[Block] = body["blocks"] or [section(Markup(post.text))]
    anew = {one for block in blocks for one in _buttons(block)}
    below = _without(had.body.get("blocks") or [section(Markup(had.body["text"]))], anew, f":{practice}")
    text = clipped(f"{post.text}\n{had.body['text']}", MOST_TEXT)
    return {**had.body, **body, "text": text, "blocks": [*blocks, *below][:MOST_BLOCKS], "until": ""}


def _without(blocks: Sequence[Block], anew: set[str], practice: str) -> list[Block]:
    """Blocks but those with such buttons, each with the words above it."""
    left: list[Block] = []
    for block in blocks:
        if any(one in anew or one.endswith(practice) for one in _buttons(block)):
            if block["type"] == "actions" and left and left[-1]["type"] == "section":
                left.pop()
            continue
        left.append(block)
    return left


def _buttons(block: Block) -> list[str]:
    found = [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]
    return [str(one["action_id"]) for one in found if "action_id" in one]
