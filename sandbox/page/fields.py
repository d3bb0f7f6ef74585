"""What a person filled in or tapped, as Slack's JSON.

The page sends names and words, never JSON; the elements are found again in the blocks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from sandbox.page.words import say

Json = dict[str, Any]
Posted = Mapping[str, Sequence[str]]  # a field's name → what was posted for it

MOMENTARY = ("button", "overflow", "workflow_button", "image")  # these keep no value


def controls(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """(block, element) of everything a person can use."""
    for block in blocks:
        inside = [block.get("accessory"), block.get("element"), *block.get("elements", [])]
        yield from ((block, e) for e in inside if isinstance(e, dict) and "action_id" in e)


def name(block: Json, element: Json) -> str:
    """What the element's field is called on the page."""
    return f"{block.get('block_id', '')} {element.get('action_id', '')}"


def state(blocks: Sequence[Json], posted: Posted) -> dict[str, Json]:
    """state.values: block_id → action_id → what the element holds."""
    values: dict[str, Json] = {}
    for block, element in controls(blocks):
        if element["type"] not in MOMENTARY:
            values.setdefault(block.get("block_id", ""), {})[element["action_id"]] = held(element, posted.get(name(block, element), ()))
    return values


def action(blocks: Sequence[Json], tapped: str, choice: str, posted: Posted) -> tuple[str, Json] | None:
    """(block_id, the element's part of block_actions), or None when the element is gone (the message changed meanwhile)."""
    for block, element in controls(blocks):
        if name(block, element) == tapped:
            mine = [choice] if element["type"] in MOMENTARY else posted.get(tapped, ())
            block_id = block.get("block_id", "")
            return block_id, {"action_id": element["action_id"], "block_id": block_id} | held(element, mine)
    return None


def held(element: Json, posted: Sequence[str]) -> Json:
    """What an element holds, in the words of its type; nothing chosen is None or []."""
    kind = str(element["type"])
    given = [p for p in posted if p != ""]
    one = given[0] if given else None
    if kind == "button":
        return {"type": kind, "value": element.get("value", ""), "text": element.get("text")}
    several = _several(element, given)
    if several is not None:
        return {"type": kind} | several
    if kind in ("static_select", "radio_buttons", "overflow"):
        return {"type": kind, "selected_option": next(iter(_chosen(element, given[:1])), None)}
    return {"type": kind, SINGLE.get(kind, "value"): one}


SINGLE = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}


def _several(element: Json, given: Sequence[str]) -> Json | None:
    match element["type"]:
        case "multi_static_select" | "checkboxes":
            return {"selected_options": _chosen(element, given)}
        case "multi_users_select":
            return {"selected_users": list(given)}
        case "multi_conversations_select":
            return {"selected_conversations": list(given)}
    return None


def options(element: Json) -> list[Json]:
    """The options of a menu, those in groups too."""
    grouped = [o for group in element.get("option_groups") or [] for o in group.get("options", [])]
    return [*(element.get("options") or []), *grouped]


def _chosen(element: Json, given: Sequence[str]) -> list[Json]:
    return [o for o in options(element) if o.get("value") in given]


def complaints(blocks: Sequence[Json], posted: Posted, language: str) -> dict[str, str]:
    """What the chat program itself refuses before the bot is asked: block_id → sentence."""
    found: dict[str, str] = {}
    for block, element in controls(blocks):
        if block.get("type") != "input":
            continue
        given = [p for p in posted.get(name(block, element), ()) if p.strip()]
        key = _complaint(block, element, given)
        if key:
            found[block.get("block_id", "")] = say(key, language, **_bounds(element))
    return found


def _complaint(block: Json, element: Json, given: Sequence[str]) -> str:
    if not given:
        return "" if block.get("optional") else "required"
    refuse = REFUSALS.get(element["type"])
    return refuse(element, given[0]) if refuse else ""


def _text(element: Json, text: str) -> str:
    if len(text) < int(element.get("min_length") or 0):
        return "too_short"
    return "too_long" if len(text) > int(element.get("max_length") or 3000) else ""


def _number(element: Json, text: str) -> str:
    try:
        number = float(text) if element.get("is_decimal_allowed") else int(text)
        finite = isfinite(number)
    except (OverflowError, ValueError):
        return "no_number"
    if not finite:
        return "no_number"
    low, high = element.get("min_value"), element.get("max_value")
    outside = (low is not None and number < float(low)) or (high is not None and number > float(high))
    return "outside" if outside else ""


REFUSALS: dict[str, Callable[[Json, str], str]] = {"plain_text_input": _text, "number_input": _number}


def _bounds(element: Json) -> dict[str, str]:
    """What a complaint may name."""
    return {
        "low": str(element.get("min_value", "–")),
        "high": str(element.get("max_value", "–")),
        "least": str(element.get("min_length") or 0),
        "most": str(element.get("max_length") or 3000),
    }
