"""Block elements: buttons, menus, pickers, inputs (docs.slack.dev/reference/block-kit/block-elements)."""

from collections.abc import Iterable, Mapping
from datetime import date

from sandbox.blockkit.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    OPTION_GROUPS,
    OPTIONS,
    PLAIN_OPTION,
    SLACK_FILE,
    STYLE,
    WORKFLOW,
    option,
    plain,
    starts_among_options,
)
from sandbox.blockkit.rich import RICH_TEXT
from sandbox.blockkit.rules import Fault, Rule, Wrong, anything, by_type, either, flag, listed, one_of, shape, string, whole
from sandbox.shapes import Json

ACTION_ID = string(255, 1)
ID = string(least=1)
LABEL = {"accessibility_label": string(75)}
MANY = {"max_selected_items": whole(1)}
ACTS: Mapping[str, Rule] = {"action_id": ACTION_ID}
ASKS = {**ACTS, "confirm": CONFIRM}
PICKS = {**ASKS, "focus_on_load": flag}
HINTS = {**PICKS, "placeholder": plain(150)}
TYPES = {**ACTS, "focus_on_load": flag, "placeholder": plain(150), "dispatch_action_config": DISPATCH}


def element(needed: Mapping[str, Rule], *free: Mapping[str, Rule], also: Iterable[Rule] = ()) -> Rule:
    """An element of this type: its own fields and those of its family."""
    may: dict[str, Rule] = {}
    for family in free:
        may |= family
    return shape({"type": anything, **needed}, may, *also)


def menu(initial: str, each: Rule, *more: Mapping[str, Rule]) -> Rule:
    """A select menu that gets its choices from Slack."""
    return element({}, HINTS, {initial: each}, *more)


def in_order(least: str, most: str) -> Rule:
    """A lower bound that is not above the upper one."""

    def rule(value: Json, at: str) -> Wrong:
        low, high = value.get(least), value.get(most)
        if low is not None and high is not None and float(low) > float(high):
            yield Fault(f"{at}/{least}", f"must be less than or equal to `{most}`")

    return rule


def day(value: Json, at: str) -> Wrong:
    """YYYY-MM-DD, a day there is."""
    faults = list(string(pattern=r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(value, at))
    yield from faults
    try:
        date.fromisoformat("2000-01-01" if faults else value)
    except ValueError:
        yield Fault(at, "must be a valid date")


NUMERAL = string(pattern=r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
STATIC = {"options": OPTIONS, "option_groups": OPTION_GROUPS}
LISTED = (either("options", "option_groups"), starts_among_options)
QUERY = {"min_query_length": whole(0)}
TALKS = {"default_to_current_conversation": flag, "filter": FILTER}
ANSWERS = {"response_url_enabled": flag}
BOXES = option("plain_text", "mrkdwn")
FEEDBACK = shape({"text": plain(75), "value": string(2000)}, LABEL)
LINES = {"min_lines": whole(1, 100), "max_lines": whole(1, 100)}
LENGTHS = {"min_length": whole(0, 3000), "max_length": whole(1, 3000)}
BUTTON = {"value": string(2000), "url": string(3000), "style": STYLE, "agent_prompt": string(4000), "agent_prompt_display": anything}
SEEN_BY = {"visible_to_user_ids": listed(ID, 10)}

IMAGE = element(
    {"alt_text": string(2000, 1)}, {"image_url": string(3000, 1), "slack_file": SLACK_FILE}, also=[either("image_url", "slack_file")]
)

ELEMENTS: dict[str, Rule] = {
    "button": element({"text": plain(75)}, ASKS, LABEL, BUTTON, SEEN_BY),
    "workflow_button": element({"text": plain(75), "workflow": WORKFLOW}, ASKS, LABEL, {"style": STYLE}),
    "icon_button": element({"icon": one_of("trash"), "text": plain(75)}, ASKS, LABEL, {"value": string(2000)}, SEEN_BY),
    "feedback_buttons": element({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, ACTS),
    "image": IMAGE,
    "overflow": element({"options": listed(option("plain_text", address=True), 5, 1)}, ASKS),
    "checkboxes": element({"options": listed(BOXES, 10, 1)}, PICKS, {"initial_options": listed(BOXES, 10, 1)}, also=LISTED[1:]),
    "radio_buttons": element({"options": listed(BOXES, 10, 1)}, PICKS, {"initial_option": BOXES}, also=LISTED[1:]),
    "static_select": element({}, HINTS, STATIC, {"initial_option": PLAIN_OPTION}, also=LISTED),
    "multi_static_select": element({}, HINTS, STATIC, MANY, {"initial_options": OPTIONS}, also=LISTED),
    "external_select": menu("initial_option", PLAIN_OPTION, QUERY),
    "multi_external_select": menu("initial_options", OPTIONS, QUERY, MANY),
    "users_select": menu("initial_user", ID),
    "multi_users_select": menu("initial_users", listed(ID), MANY),
    "conversations_select": menu("initial_conversation", ID, TALKS, ANSWERS),
    "multi_conversations_select": menu("initial_conversations", listed(ID), TALKS, MANY),
    "channels_select": menu("initial_channel", ID, ANSWERS),
    "multi_channels_select": menu("initial_channels", listed(ID), MANY),
    "datepicker": element({}, HINTS, {"initial_date": day}),
    "timepicker": element({}, HINTS, {"initial_time": string(pattern=r"([01][0-9]|2[0-3]):[0-5][0-9]"), "timezone": ID}),
    "datetimepicker": element({}, PICKS, {"initial_date_time": whole(0, 9_999_999_999)}),
    "plain_text_input": element(
        {}, TYPES, LENGTHS, {"initial_value": string(3000), "multiline": flag}, also=[in_order("min_length", "max_length")]
    ),
    "number_input": element(
        {"is_decimal_allowed": flag},
        TYPES,
        {"initial_value": NUMERAL, "min_value": NUMERAL, "max_value": NUMERAL},
        also=[in_order("min_value", "max_value")],
    ),
    "email_text_input": element({}, TYPES, {"initial_value": string()}),
    "url_text_input": element({}, TYPES, {"initial_value": string()}),
    "rich_text_input": element({}, TYPES, LINES, {"initial_value": RICH_TEXT}, also=[in_order("min_lines", "max_lines")]),
    "file_input": element({}, ACTS, {"filetypes": listed(ID), "max_files": whole(1, 10)}),
}

# @slack/types: which elements stand where
SELECTS = {kind for kind in ELEMENTS if kind.endswith("_select")}
PRESSED = SELECTS | {"button", "workflow_button", "overflow", "checkboxes", "radio_buttons", "datepicker", "timepicker"}
WRITTEN = {"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input"}
CHOSEN = SELECTS | {"checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker"}


def among(kinds: Iterable[str]) -> Rule:
    """One of these elements."""
    return by_type({kind: ELEMENTS[kind] for kind in kinds})


IN_ACTIONS = among(PRESSED | {"datetimepicker", "rich_text_input"})
IN_SECTION = among(PRESSED | {"image"})
IN_INPUT = among(CHOSEN | WRITTEN)
IN_CONTEXT_ACTIONS = among({"feedback_buttons", "icon_button"})
JUST_BUTTON = among({"button"})
JUST_IMAGE = among({"image"})
