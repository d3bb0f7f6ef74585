"""Composition objects: texts, confirmations, options, filters (docs.slack.dev/reference/block-kit/composition-objects)."""

from sandbox.blockkit.rules import Fault, Rule, Wrong, anything, by_type, either, flag, listed, one_of, shape, some, string
from sandbox.shapes import Json

TEXT_KINDS = ("plain_text", "mrkdwn")


def text(most: int = 3000, *kinds: str) -> Rule:
    """A text object of 1 to `most` characters (limits.md: 1-3000, less in most places)."""
    words = string(most, 1)
    plain = shape({"type": anything, "text": words}, {"emoji": flag})
    marked = shape({"type": anything, "text": words}, {"verbatim": flag})
    inner = by_type({kind: plain if kind == "plain_text" else marked for kind in kinds or TEXT_KINDS})

    def rule(value: Json, at: str) -> Wrong:
        faults = list(inner(value, at))
        if any(fault.constraint.get("type") in ("min_length", "max_length") for fault in faults):
            # Slack checks form and length by two schemas and says so before it says which failed.
            yield Fault(at, "failed to match all allowed schemas")
        yield from faults

    return rule


def plain(most: int = 3000) -> Rule:
    """A plain_text object."""
    return text(most, "plain_text")


STYLE = one_of("primary", "danger")

CONFIRM = shape({"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)}, {"style": STYLE})

DISPATCH = shape({"trigger_actions_on": listed(one_of("on_enter_pressed", "on_character_entered"), 2, 1)})

FILTER = shape(
    {},
    {
        "include": listed(one_of("im", "mpim", "private", "public"), None, 1),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    some("include", "exclude_external_shared_channels", "exclude_bot_users"),
)

SLACK_FILE = shape({}, {"id": string(least=1), "url": string(least=1)}, either("id", "url"))

WORKFLOW = shape(
    {
        "trigger": shape(
            {"url": string(least=1)},
            {"customizable_input_parameters": listed(shape({"name": string(least=1), "value": string()}))},
        )
    }
)


def option(*kinds: str, address: bool = False) -> Rule:
    """One choice. `value`: 150 in some published limits, 75 in @slack/types; the smaller holds in both."""
    free = {"description": text(75, *kinds)} | ({"url": string(3000)} if address else {})
    return shape({"text": text(75, *kinds), "value": string(75, 1)}, free)


PLAIN_OPTION = option("plain_text")
OPTIONS = listed(PLAIN_OPTION, 100, 1)
OPTION_GROUPS = listed(shape({"label": plain(75), "options": OPTIONS}), 100, 1)


def starts_among_options(value: Json, at: str) -> Wrong:
    """initial_option(s): each exactly one of the options (docs.slack.dev, select menus, checkboxes, radio buttons)."""
    groups = value.get("option_groups", [])
    offered = [*value.get("options", []), *(one for group in groups for one in group["options"])]
    if "initial_option" in value and value["initial_option"] not in offered:
        yield Fault(f"{at}/initial_option", "must exactly match one of the options")
    for place, one in enumerate(value.get("initial_options", [])):
        if one not in offered:
            yield Fault(f"{at}/initial_options/{place}", "must exactly match one of the options")
