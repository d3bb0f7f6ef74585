"""What a method was called with: a form, JSON or the query, told apart no more (docs.slack.dev, Web API: POST bodies; pagination)."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sandbox.errors import SlackError
from sandbox.shapes import Json, parsed

T = TypeVar("T")


@dataclass(frozen=True)
class Arguments:
    """The arguments by name. In a form, structures are JSON texts and flags words."""

    given: Mapping[str, Any]

    def text(self, name: str, refused_as: str = "") -> str:
        """A text; missing is "", or SlackError `refused_as`."""
        value = self.given.get(name)
        if value in (None, "") and refused_as:
            raise SlackError(refused_as)
        return "" if value is None else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """A yes or no; a form says true or 1."""
        value = self.given.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """A whole number. SlackError invalid_arguments."""
        value = self.given.get(name)
        try:
            return default if value in (None, "") else int(str(value))
        except ValueError:
            raise SlackError("invalid_arguments", [f"[ERROR] invalid `{name}`"]) from None

    def names(self, name: str) -> list[str]:
        """A list of words between commas (or a JSON list)."""
        value = self.given.get(name) or []
        listed = value if isinstance(value, list) else str(value).split(",")
        return [str(one).strip() for one in listed if str(one).strip()]

    def json(self, name: str, refused_as: str = "invalid_arguments") -> Json:
        """A structure; None when missing. SlackError `refused_as` when it is no JSON."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return parsed(value) if value else None
        except ValueError:
            raise SlackError(refused_as) from None

    def page(self, rows: Sequence[T], most: int = 1000) -> tuple[list[T], dict[str, Any]]:
        """The page asked for by limit and cursor, and the response_metadata that leads on. SlackError: invalid_cursor, invalid_limit."""
        limit = self.number("limit", 100)
        if not 0 < limit <= most:
            raise SlackError("invalid_limit")
        start = place(self.text("cursor"))
        rest = f"next:{start + limit}" if start + limit < len(rows) else ""
        return list(rows[start : start + limit]), {"response_metadata": {"next_cursor": base64.b64encode(rest.encode()).decode()}}


def place(cursor: str) -> int:
    """Where a cursor points."""
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:") or 0)
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
