"""Block Kit's basic rules: known types, counts, lengths, ids (docs.slack.dev/reference/block-kit); and what Slack adds to blocks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from secrets import token_urlsafe
from typing import Any

from sandbox.errors import SlackError
from sandbox.inputs import HOLDING, elements
from sandbox.shapes import Json

Wrong = Iterator[tuple[str, str]]  # JSON pointer, what is wrong there

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
NOT_IN = {
    "message": {"alert"},
    "modal": {"table", "markdown", "context_actions", "file"},
    "home": {"alert", "markdown", "context_actions", "file", "table"},
}
OPTION_LISTS = {"static_select": 100, "multi_static_select": 100, "overflow": 5, "checkboxes": 10, "radio_buttons": 10}
ELEMENT_TYPES = set(HOLDING) | {"button", "overflow", "image", "workflow_button", "icon_button", "feedback_buttons"}


def refuse_wrong(blocks: Json, surface: str) -> None:
    """SlackError invalid_blocks (a view: invalid_arguments) with a message and JSON pointer for each fault."""
    faults = list(wrong_blocks(blocks, surface))
    if faults:
        name = "invalid_blocks" if surface == "message" else "invalid_arguments"
        raise SlackError(name, [f"[ERROR] {what} [json-pointer:{where}]" for where, what in faults])


def wrong_blocks(blocks: Json, surface: str, at: str = "/blocks") -> Wrong:
    """Each fault of the blocks on this surface: message, modal or home."""
    if not isinstance(blocks, list):
        yield at, "must provide an array"
        return
    if len(blocks) > MOST_BLOCKS[surface]:
        yield at, f"no more than {MOST_BLOCKS[surface]} items allowed"
    ids = [block["block_id"] for block in blocks if isinstance(block, dict) and block.get("block_id")]
    for repeated in sorted({block_id for block_id in ids if ids.count(block_id) > 1}):
        yield at, f"`block_id` {repeated} already exists"
    for number, block in enumerate(blocks):
        yield from wrong_block(block, surface, f"{at}/{number}")


def wrong_block(block: Json, surface: str, at: str) -> Wrong:
    """Each fault of one block."""
    if not isinstance(block, dict) or not isinstance(block.get("type"), str):
        yield f"{at}/type", "missing required field: type"
    elif block["type"] not in BLOCKS:
        yield f"{at}/type", f"unsupported type: {block['type']}"
    elif block["type"] in NOT_IN[surface]:
        yield at, f"unsupported block in a {surface}: {block['type']}"
    else:
        if len(block.get("block_id") or "") > 255:
            yield f"{at}/block_id", "must be less than 256 characters"
        yield from BLOCKS[block["type"]](block, at)


def text(value: Json, at: str, most: int, plain: bool = False) -> Wrong:
    """A text object of 1 to `most` characters."""
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        yield at, "must provide a text object"
    elif value.get("type") not in kinds:
        yield f"{at}/type", f"must be one of {', '.join(kinds)}"
    elif not value["text"]:
        yield f"{at}/text", "must be more than 0 characters"
    elif len(value["text"]) > most:
        yield f"{at}/text", f"must be less than {most + 1} characters"


def section(block: Mapping[str, Any], at: str) -> Wrong:
    """Text, fields, accessory."""
    if "text" not in block and "fields" not in block:
        yield at, "missing required field: text or fields"
    if "text" in block:
        yield from text(block["text"], f"{at}/text", 3000)
    fields = block.get("fields", [])
    yield from count(fields, f"{at}/fields", 10)
    for number, field in enumerate(fields):
        yield from text(field, f"{at}/fields/{number}", 2000)
    if "accessory" in block:
        yield from element(block["accessory"], f"{at}/accessory")


def header(block: Mapping[str, Any], at: str) -> Wrong:
    """Plain text."""
    yield from text(block.get("text"), f"{at}/text", 150, plain=True)


def actions(block: Mapping[str, Any], at: str) -> Wrong:
    """Elements with different action_ids."""
    many = block.get("elements")
    if not isinstance(many, list) or not many:
        yield f"{at}/elements", "must provide at least 1 element"
        return
    yield from count(many, f"{at}/elements", 25)
    ids = [str(one["action_id"]) for one in many if isinstance(one, dict) and one.get("action_id")]
    for repeated in sorted({action_id for action_id in ids if ids.count(action_id) > 1}):
        yield f"{at}/elements", f"`action_id` {repeated} already exists in this block"
    for number, one in enumerate(many):
        yield from element(one, f"{at}/elements/{number}")


def context(block: Mapping[str, Any], at: str) -> Wrong:
    """Texts and images."""
    many = block.get("elements") or []
    if not many:
        yield f"{at}/elements", "must provide at least 1 element"
    yield from count(many, f"{at}/elements", 10)
    for number, one in enumerate(many):
        if one.get("type") == "image":
            yield from image(one, f"{at}/elements/{number}")
        else:
            yield from text(one, f"{at}/elements/{number}", 3000)


def image(block: Mapping[str, Any], at: str) -> Wrong:
    """A picture by address or by file, with its words."""
    if not block.get("image_url") and not block.get("slack_file"):
        yield at, "missing required field: image_url or slack_file"
    if not block.get("alt_text"):
        yield f"{at}/alt_text", "missing required field: alt_text"
    if len(block.get("alt_text") or "") > 2000:
        yield f"{at}/alt_text", "must be less than 2001 characters"


def input_block(block: Mapping[str, Any], at: str) -> Wrong:
    """A label and one element that holds a value."""
    yield from text(block.get("label"), f"{at}/label", 2000, plain=True)
    if "hint" in block:
        yield from text(block["hint"], f"{at}/hint", 2000, plain=True)
    inner = block.get("element")
    if isinstance(inner, dict) and inner.get("type") in ELEMENT_TYPES and inner["type"] not in HOLDING:
        yield f"{at}/element/type", f"unsupported type: {inner['type']}"
    else:
        yield from element(inner, f"{at}/element")


def element(one: Json, at: str) -> Wrong:
    """One element."""
    if not isinstance(one, dict) or one.get("type") not in ELEMENT_TYPES:
        yield f"{at}/type", f"unsupported type: {one.get('type') if isinstance(one, dict) else one}"
        return
    if len(one.get("action_id") or "") > 255:
        yield f"{at}/action_id", "must be less than 256 characters"
    if "placeholder" in one:
        yield from text(one["placeholder"], f"{at}/placeholder", 150, plain=True)
    if "confirm" in one:
        yield from confirm(one["confirm"], f"{at}/confirm")
    if one["type"] == "button":
        yield from button(one, at)
    elif one["type"] == "image":
        yield from image(one, at)
    elif one["type"] in OPTION_LISTS:
        yield from choices(one, at)


def button(one: Mapping[str, Any], at: str) -> Wrong:
    """Its label, value, address and style."""
    yield from text(one.get("text"), f"{at}/text", 75, plain=True)
    for key, most in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if len(one.get(key) or "") > most:
            yield f"{at}/{key}", f"must be less than {most + 1} characters"
    if one.get("style", "primary") not in ("primary", "danger"):
        yield f"{at}/style", "must be one of primary, danger"


def choices(one: Mapping[str, Any], at: str) -> Wrong:
    """Options, alone or in groups."""
    groups = one.get("option_groups")
    if groups is None:
        yield from options(one.get("options"), f"{at}/options", OPTION_LISTS[one["type"]])
        return
    yield from count(groups, f"{at}/option_groups", 100)
    for number, group in enumerate(groups):
        yield from text(group.get("label"), f"{at}/option_groups/{number}/label", 75, plain=True)
        yield from options(group.get("options"), f"{at}/option_groups/{number}/options", 100)


def options(many: Json, at: str, most: int) -> Wrong:
    """1 to `most` options; a value keeps to the shorter of the two published limits."""
    if not isinstance(many, list) or not many:
        yield at, "must provide at least 1 option"
        return
    yield from count(many, at, most)
    for number, option in enumerate(many):
        yield from text(option.get("text"), f"{at}/{number}/text", 75)
        if not 0 < len(option.get("value") or "") <= 75:
            yield f"{at}/{number}/value", "must be 1 to 75 characters"
        if "description" in option:
            yield from text(option["description"], f"{at}/{number}/description", 75)


def confirm(one: Json, at: str) -> Wrong:
    """The question before an action."""
    for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from text(one.get(key), f"{at}/{key}", most, plain=key != "text")


def count(many: Sequence[Any], at: str, most: int) -> Wrong:
    """No more than so many."""
    if len(many) > most:
        yield at, f"no more than {most} items allowed"


def unchecked(_block: Mapping[str, Any], _at: str) -> Wrong:
    """A block whose inside is not looked at yet."""
    yield from ()


BLOCKS: dict[str, Callable[[Mapping[str, Any], str], Wrong]] = {
    "section": section,
    "header": header,
    "actions": actions,
    "context": context,
    "image": image,
    "input": input_block,
} | dict.fromkeys(("divider", "rich_text", "video", "file", "markdown", "table", "context_actions", "alert"), unchecked)


def completed(blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The blocks as Slack keeps them: every block has a block_id, every element an action_id."""
    kept = deepcopy([dict(block) for block in blocks])
    for block in kept:
        block.setdefault("block_id", token_urlsafe(4))
        block["block_id"] = block["block_id"] or token_urlsafe(4)
    for _, one in elements(kept):
        if isinstance(one, dict):
            one.setdefault("action_id", token_urlsafe(4))
    return kept
