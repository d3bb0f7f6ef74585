"""Blocks: every kind Slack publishes, and where each may stand (docs.slack.dev/reference/block-kit/blocks)."""

from collections.abc import Mapping

from sandbox.blockkit.elements import IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION, JUST_BUTTON, JUST_IMAGE
from sandbox.blockkit.objects import SLACK_FILE, plain, text
from sandbox.blockkit.rich import BLOCK_ID, RICH_TEXT
from sandbox.blockkit.rules import Fault, Rule, Wrong, anything, by_type, either, flag, listed, one_of, shape, some, string
from sandbox.blockkit.tables import DATA_TABLE, DATA_VISUALIZATION, TABLE
from sandbox.shapes import Json


def block(needed: Mapping[str, Rule], free: Mapping[str, Rule] = {}, *more: Rule) -> Rule:
    """A block: its type, its own fields, perhaps a block_id."""
    return shape({"type": anything, **needed}, {**BLOCK_ID, **free}, *more)


def different_actions(value: Json, at: str) -> Wrong:
    """action_id: unique in its block."""
    ids = [one["action_id"] for one in value["elements"] if "action_id" in one]
    for repeated in sorted({action_id for action_id in ids if ids.count(action_id) > 1}):
        yield Fault(f"{at}/elements", f"`action_id` {repeated} already exists for other elements")


def folds(value: Json, at: str) -> Wrong:
    """A container: only one that folds starts folded, and that one has no header line."""
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        yield Fault(f"{at}/default_collapsed", "requires `is_collapsible`")
    if value.get("has_header_divider") and value.get("is_collapsible"):
        yield Fault(f"{at}/has_header_divider", "cannot be set with `is_collapsible`")


IMAGE = block(
    {"alt_text": string(2000, 1)},
    {"image_url": string(3000, 1), "slack_file": SLACK_FILE, "title": plain(2000)},
    either("image_url", "slack_file"),
)
SMALL = by_type(
    {
        "image": JUST_IMAGE,
        "plain_text": text(3000, "plain_text"),
        "mrkdwn": text(3000, "mrkdwn"),
    }
)
# title and author_name: "less than" 200 and 50 in the reference and in slack_sdk
VIDEO = block(
    {"alt_text": string(2000, 1), "title": plain(199), "thumbnail_url": string(3000, 1), "video_url": string(3000, 1)},
    {
        "author_name": string(49),
        "description": plain(200),
        "provider_icon_url": string(2000),
        "provider_name": string(50),
        "title_url": string(2000),
    },
)
CARD = block(
    {},
    {
        "hero_image": JUST_IMAGE,
        "icon": JUST_IMAGE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": listed(JUST_BUTTON, 3, 1),
    },
    some("hero_image", "title", "actions", "body"),
)
TASK_CARD = block(
    {"task_id": string(least=1), "title": string(least=1), "status": one_of("pending", "in_progress", "complete", "error")},
    {
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": listed(by_type({"url": shape({"type": anything, "url": string(least=1), "text": string(least=1)})})),
    },
)

BLOCKS: dict[str, Rule] = {
    "section": block(
        {},
        {"text": text(3000), "fields": listed(text(2000), 10, 1), "accessory": IN_SECTION, "expand": flag},
        some("text", "fields"),
    ),
    "header": block({"text": plain(150)}),
    "divider": block({}),
    "actions": block({"elements": listed(IN_ACTIONS, 25, 1)}, {}, different_actions),
    "context": block({"elements": listed(SMALL, 10, 1)}),
    "context_actions": block({"elements": listed(IN_CONTEXT_ACTIONS, 5, 1)}, {}, different_actions),
    "image": IMAGE,
    "input": block({"label": plain(2000), "element": IN_INPUT}, {"hint": plain(2000), "optional": flag, "dispatch_action": flag}),
    "rich_text": RICH_TEXT,
    "video": VIDEO,
    "file": block({"external_id": string(least=1), "source": one_of("remote")}),
    "markdown": block({"text": string(12_000, 1)}),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "alert": block({"text": text(200)}, {"level": one_of("default", "info", "warning", "error", "success")}),
    "card": CARD,
    "carousel": block({"elements": listed(by_type({"card": CARD}), 10, 1)}),
    "task_card": TASK_CARD,
    "plan": block({"title": string(least=1)}, {"tasks": listed(by_type({"task_card": TASK_CARD}), 50)}),
}
CHILDREN = ("actions", "context", "divider", "file", "header", "image", "input", "rich_text", "section", "table", "video")
BLOCKS["container"] = block(
    {"child_blocks": listed(by_type({kind: BLOCKS[kind] for kind in CHILDREN}), 10, 1)},
    {
        "title": plain(150),
        "rich_text_title": RICH_TEXT,
        "subtitle": text(150),
        "width": one_of("narrow", "standard", "wide", "full"),
        "icon": JUST_IMAGE,
        **dict.fromkeys(("is_collapsible", "default_collapsed", "has_header_divider"), flag),
    },
    some("title", "rich_text_title"),
    folds,
)

# slackblocks 3.0, surfaces
MESSAGE = set(BLOCKS) - {"alert"}
HOME = MESSAGE - {"markdown", "context_actions", "file", "plan", "task_card"}
MODAL = {"actions", "alert", "card", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
SURFACES = {"message": MESSAGE, "modal": MODAL, "home": HOME}
