"""The Block Kit pieces we use, each kept within Slack's limits (docs.slack.dev/reference/block-kit)."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from bot.talk import Block
from bot.text import clipped as clipped
from bot.text import shown_plain

MOST_TEXT = 4000  # characters of a message's text that can be edited ([R] chat.update: msg_too_long); with blocks it is the notification

Element: TypeAlias = dict[str, Any]


def plain(text: str, most: int) -> Element:
    """A plain_text object; never empty or blank, because Slack refuses that."""
    return {"type": "plain_text", "text": clipped(shown_plain(text), most).strip() or "–", "emoji": False}


def mrkdwn(text: str, most: int = 3000) -> Element:
    """A mrkdwn object; `text` comes from bot.text, which made a person's words harmless. verbatim: no auto-linking."""
    return {"type": "mrkdwn", "text": clipped(text, most) or "–", "verbatim": True}


def section(text: str, accessory: Element | None = None) -> Block:
    """A paragraph of mrkdwn, with a button or menu beside it."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block | {"accessory": accessory} if accessory else block


def header(text: str) -> Block:
    """A heading in plain text."""
    return {"type": "header", "text": plain(text, 150)}


def context(*texts: str) -> Block:
    """Small print; ten pieces at most."""
    return {"type": "context", "elements": [mrkdwn(t) for t in texts[:10]]}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def actions(*elements: Element, block_id: str = "") -> Block:
    """A row of buttons and menus; 25 at most."""
    block: Block = {"type": "actions", "elements": list(elements[:25])}
    return block | {"block_id": block_id} if block_id else block


def confirm(title: str, text: str, yes: str, no: str) -> Element:
    """A question asked before a button acts."""
    return {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(yes, 30), "deny": plain(no, 30)}


def button(label: str, action: str, value: str = "", style: str = "", ask_first: Element | None = None) -> Element:
    """A button. `action` is a row of the table of actions, optionally with :suffix to be unique in its block; value ≤ 2000."""
    if len(value) > 2000:
        raise ValueError("a button's value holds 2000 characters at most")
    element: Element = {"type": "button", "text": plain(label, 75), "action_id": action, "value": value or "-"}
    if style:
        element["style"] = style
    return element | {"confirm": ask_first} if ask_first else element


def option(label: str, value: str) -> Element:
    """One choice of a menu; the value ≤ 75 characters."""
    return {"text": plain(label, 75), "value": clipped(value, 75)}


def menu(action: str, choices: Sequence[tuple[str, str]], chosen: str = "", hint: str = "") -> Element:
    """A menu of (label, value); 100 at most."""
    options = [option(label, value) for label, value in choices[:100]]
    element: Element = {"type": "static_select", "action_id": action, "options": options}
    if hint:
        element["placeholder"] = plain(hint, 150)
    start = [o for o in options if chosen and o["value"] == chosen]
    return element | {"initial_option": start[0]} if start else element


def overflow(action: str, choices: Sequence[tuple[str, str]]) -> Element:
    """A ⋯ menu of (label, value); five at most."""
    return {"type": "overflow", "action_id": action, "options": [option(label, value) for label, value in choices[:5]]}


def people(action: str, chosen: Iterable[str] = (), several: bool = False) -> Element:
    """A picker of one person or several."""
    start = list(chosen)
    if several:
        return {"type": "multi_users_select", "action_id": action} | ({"initial_users": start} if start else {})
    return {"type": "users_select", "action_id": action} | ({"initial_user": start[0]} if start else {})


def channel_picker(action: str, chosen: str = "") -> Element:
    """A picker of one channel."""
    element: Element = {
        "type": "conversations_select",
        "action_id": action,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return element | {"initial_conversation": chosen} if chosen else element


def date_picker(action: str, chosen: str = "") -> Element:
    """A date, as YYYY-MM-DD."""
    return {"type": "datepicker", "action_id": action} | ({"initial_date": chosen} if chosen else {})


def time_picker(action: str, chosen: str = "") -> Element:
    """A time of day, as HH:MM."""
    return {"type": "timepicker", "action_id": action} | ({"initial_time": chosen} if chosen else {})


def line(action: str, start: str = "", hint: str = "", most: int = 3000, several_lines: bool = False) -> Element:
    """A text field."""
    element: Element = {"type": "plain_text_input", "action_id": action, "max_length": most, "multiline": several_lines}
    if start:
        element["initial_value"] = clipped(start, most)
    return element | {"placeholder": plain(hint, 150)} if hint else element


def field(label: str, element: Element, optional: bool = False, hint: str = "") -> Block:
    """An input of a form. Its block_id is its element's action_id, so that errors and values find it by one name."""
    block: Block = {
        "type": "input",
        "block_id": element["action_id"],
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": plain(hint, 2000)} if hint else block


def checks(action: str, choices: Sequence[tuple[str, str]], chosen: Iterable[str] = ()) -> Element:
    """Boxes to tick, of (label, value); ten at most."""
    options = [option(label, value) for label, value in choices[:10]]
    start = [o for o in options if o["value"] in set(chosen)]
    return {"type": "checkboxes", "action_id": action, "options": options} | ({"initial_options": start} if start else {})


def radios(action: str, choices: Sequence[tuple[str, str]], chosen: str = "") -> Element:
    """One of (label, value), all in sight; ten at most."""
    options = [option(label, value) for label, value in choices[:10]]
    start = [o for o in options if chosen and o["value"] == chosen]
    return {"type": "radio_buttons", "action_id": action, "options": options} | ({"initial_option": start[0]} if start else {})
