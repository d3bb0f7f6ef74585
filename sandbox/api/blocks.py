"""Method blocks.validate: a verdict on blocks, a message or a view, nothing sent (docs.slack.dev/reference/methods/blocks.validate)."""

from collections.abc import Iterable
from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.blockkit import Fault, wrong_blocks
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.shapes import Json
from sandbox.views import wrong_view

ONE_OF = ("blocks", "view", "message")


def validate(_workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Nothing when Slack would take it. SlackError invalid_blocks with `errors`; invalid_arguments unless exactly one thing is given."""
    given = [name for name in ONE_OF if asked.given.get(name) not in (None, "")]
    if len(given) != 1:
        raise SlackError("invalid_arguments", ["must provide exactly one of `blocks`, `view`, or `message`"])
    faults = [told(fault) for fault in FAULTS[given[0]](asked.json(given[0]))]
    if faults:
        raise SlackError("invalid_blocks", errors=faults)
    return {}


def told(fault: Fault) -> dict[str, Any]:
    """One of the answer's errors."""
    body = {"code": fault.code, "message": fault.what, "pointer": fault.where}
    return body | ({"constraint": dict(fault.constraint)} if fault.constraint else {})


def wrong_message(message: Json) -> Iterable[Fault]:
    """A message is judged by its blocks."""
    if not isinstance(message, dict):
        return [Fault("", "must provide an object", "invalid_type")]
    return wrong_blocks(message.get("blocks", []), "message")


def wrong_whole_view(view: Json) -> Iterable[Fault]:
    """A view as the kind it says it is."""
    kind = view.get("type") if isinstance(view, dict) else None
    return wrong_view(view, kind if kind == "home" else "modal", "")


FAULTS = {
    "blocks": lambda blocks: wrong_blocks(blocks, "message", ""),
    "view": wrong_whole_view,
    "message": wrong_message,
}
