"""The tables: the whole bot on one page. Each row is what Slack sends → the function that answers it (Ask → Reply)."""

from collections.abc import Callable
from typing import TypeAlias

from bot.talk import Ask, Reply

Command: TypeAlias = Callable[[Ask], Reply]

#: Slash commands, as in manifest.yml.
COMMANDS: dict[str, Command] = {}

#: Buttons and menus, by action_id (what stands before a ":" in it).
ACTIONS: dict[str, Command] = {}

#: Submitted forms, by callback_id.
FORMS: dict[str, Command] = {}
