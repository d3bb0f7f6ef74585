"""What the Web API refuses, by Slack's names."""

from collections.abc import Sequence
from typing import Any

from sandbox.shapes import Json


class SlackError(Exception):
    """An answer `{"ok": false, "error": name}`; `messages` go to response_metadata, `more` beside the name."""

    def __init__(self, name: str, messages: Sequence[str] = (), **more: Json) -> None:
        super().__init__(name)
        self.name = name
        self.more = more
        self.messages = list(messages)

    def answer(self) -> dict[str, Any]:
        """The body, always sent with HTTP status 200 (docs.slack.dev, Web API)."""
        body: dict[str, Any] = {"ok": False, "error": self.name} | self.more
        return body | {"response_metadata": {"messages": self.messages}} if self.messages else body
