"""Blocks as Slack keeps and tells them: with the ids and defaults their author left out, emoji by code, addresses as links."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from secrets import token_urlsafe
from typing import Any

from sandbox.emoji import with_codes
from sandbox.inputs import HOLDING, elements
from sandbox.shapes import Json

FLAGS = {"plain_text": ("emoji", True), "mrkdwn": ("verbatim", False)}
PRESSED = {"button", "overflow", "workflow_button", "icon_button", "feedback_buttons"}
ASKING = {"optional": False, "dispatch_action": False}  # docs.slack.dev, input block: "defaults to false"; [R] views.open, its answer
# A text field of a form comes back so in the payloads Slack sends (docs.slack.dev, dispatch action configuration).
TYPING = {"dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}
ADDRESS = re.compile(r"```.*?```|<[^<>\n]*>|`[^`\n]*`|(https?://[^\s<>`|]*[^\s<>`|.,:;!?)\]}'\"*_~])", re.DOTALL)


def completed(blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every block with a block_id, every element with an action_id (docs.slack.dev, blocks: "if not specified, one will be generated")."""
    kept = deepcopy([dict(block) for block in blocks])
    for block in kept:
        block["block_id"] = block.get("block_id") or token_urlsafe(4)
    for around, one in elements(kept):
        if isinstance(one, dict) and one.get("type") in PRESSED | set(HOLDING):
            one.setdefault("action_id", token_urlsafe(4))
        if isinstance(around, dict) and around.get("type") == "input":
            around.update({**ASKING, **around})
        if isinstance(one, dict) and one.get("type") == "plain_text_input":
            one.update({**deepcopy(TYPING), **one})
    settled(kept)
    return kept


def settled(told: Json) -> None:
    """The text objects in it, in place: with the flag left out, and what the flag asks for done (docs.slack.dev, text object)."""
    waiting = [told]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict) and one.get("type") in FLAGS and isinstance(one.get("text"), str):
            one.setdefault(*FLAGS[one["type"]])
            one["text"] = spelled(one)
        if isinstance(one, dict | list):
            waiting += list(one.values()) if isinstance(one, dict) else one


def spelled(text: Mapping[str, Any]) -> str:
    """The words: `emoji` "escapes emoji into the colon format", without `verbatim` "URLs will be auto-converted into links"."""
    words: str = text["text"]
    if text.get("emoji"):
        return with_codes(words)
    return linked(words) if text.get("verbatim") is False else words


def linked(words: str) -> str:
    """Bare addresses as mrkdwn links; not within code or a link."""
    return ADDRESS.sub(lambda found: f"<{found[1]}>" if found[1] else found[0], words)
