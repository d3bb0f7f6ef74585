"""Elements of blocks a person uses: finding them, the values they hold, what is still to be filled in."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

# docs.slack.dev, block elements: type → (where it starts, where the chosen value stands in state.values)
HOLDING = {
    "plain_text_input": ("initial_value", "value"),
    "number_input": ("initial_value", "value"),
    "email_text_input": ("initial_value", "value"),
    "url_text_input": ("initial_value", "value"),
    "rich_text_input": ("initial_value", "rich_text_value"),
    "static_select": ("initial_option", "selected_option"),
    "external_select": ("initial_option", "selected_option"),
    "users_select": ("initial_user", "selected_user"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "channels_select": ("initial_channel", "selected_channel"),
    "multi_static_select": ("initial_options", "selected_options"),
    "multi_external_select": ("initial_options", "selected_options"),
    "multi_users_select": ("initial_users", "selected_users"),
    "multi_conversations_select": ("initial_conversations", "selected_conversations"),
    "multi_channels_select": ("initial_channels", "selected_channels"),
    "radio_buttons": ("initial_option", "selected_option"),
    "checkboxes": ("initial_options", "selected_options"),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "datetimepicker": ("initial_date_time", "selected_date_time"),
    "file_input": ("", "files"),
}
SEVERAL = {kind for kind in HOLDING if kind.startswith("multi_")} | {"checkboxes", "file_input"}

INSIDE = {"carousel": "elements", "container": "child_blocks"}  # blocks within blocks (docs.slack.dev, carousel block, container block)
REQUIRED = "Please complete this required field."  # Slack's client says so


def elements(blocks: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every (block, element) a person can use, in reading order."""
    for block in blocks:
        if block["type"] in ("actions", "context_actions"):
            yield from ((block, element) for element in block["elements"])
        elif block["type"] == "section" and "accessory" in block:
            yield block, block["accessory"]
        elif block["type"] == "input":
            yield block, block["element"]
        elif block["type"] == "card":
            yield from ((block, element) for element in block.get("actions", []))
        elif block["type"] in INSIDE:
            yield from elements(block[INSIDE[block["type"]]])


def element_of(blocks: Sequence[Mapping[str, Any]], block_id: str, action_id: str) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """The block and element with these ids, or None."""
    return next((pair for pair in elements(blocks) if (pair[0]["block_id"], pair[1].get("action_id")) == (block_id, action_id)), None)


def values(blocks: Sequence[Mapping[str, Any]], *given: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """state.values: each element's value from the first of `given` that has it, else its start. Buttons and overflows hold none."""
    state: dict[str, dict[str, Any]] = {}
    for block, element in elements(blocks):
        if element["type"] in HOLDING:
            state.setdefault(block["block_id"], {})[element["action_id"]] = held(block["block_id"], element, given)
    return state


def held(block_id: str, element: Mapping[str, Any], given: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One element's value, in Slack's shape."""
    start, key = HOLDING[element["type"]]
    empty: Any = [] if element["type"] in SEVERAL else None
    for state in given:
        told = state.get(block_id, {}).get(element["action_id"])
        if told is not None:
            return {"type": element["type"], key: deepcopy(told.get(key, empty))}
    return {"type": element["type"], key: deepcopy(element.get(start, empty))}


def unfilled(blocks: Sequence[Mapping[str, Any]], state: Mapping[str, Any]) -> dict[str, str]:
    """What Slack's client asks for before it submits: sentences by block_id."""
    told = {}
    for block, element in elements(blocks):
        if block["type"] == "input" and (sentence := wrong(block, element, state)):
            told[block["block_id"]] = sentence
    return told


def wrong(block: Mapping[str, Any], element: Mapping[str, Any], state: Mapping[str, Any]) -> str:
    """What keeps one input from being submitted; "" = nothing."""
    value = state[block["block_id"]][element["action_id"]][HOLDING[element["type"]][1]]
    if value in (None, "", []):
        return "" if block.get("optional") else REQUIRED
    if element["type"] == "plain_text_input":
        return wrong_length(value, element.get("min_length", 0), element.get("max_length", 3000))
    return ""


def wrong_length(value: str, least: int, most: int) -> str:
    """Whether a text keeps to its bounds."""
    if len(value) < least:
        return f"Please enter at least {least} characters."
    return f"Please enter no more than {most} characters." if len(value) > most else ""


def used(element: Mapping[str, Any], block_id: str, action: Mapping[str, Any], ts: str) -> dict[str, Any]:
    """One entry of block_actions' `actions`: a button brings its text and value along, a chosen option its text."""
    brought = {key: element[key] for key in ("text", "value", "placeholder", "style") if key in element}
    told = {**brought, **action, "type": element["type"], "block_id": block_id, "action_ts": ts}
    if isinstance(told.get("selected_option"), dict):
        told["selected_option"] = option_of(element, told["selected_option"])
    return told


def option_of(element: Mapping[str, Any], chosen: Mapping[str, Any]) -> Mapping[str, Any]:
    """The element's whole option with the chosen value; an external one stays as given. ValueError when there is none."""
    if "options" not in element and "option_groups" not in element:
        return chosen
    listed = element.get("options") or [option for group in element["option_groups"] for option in group["options"]]
    for option in listed:
        if option["value"] == chosen["value"]:
            return deepcopy(dict(option))
    raise ValueError(f"{element['action_id']} has no option {chosen['value']}")
