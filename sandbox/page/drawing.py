"""Jinja, set up so that nothing becomes HTML by accident, and Look: what every template asks about the reader."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChainableUndefined, Environment, FileSystemLoader
from markupsafe import Markup, escape

from sandbox.emoji import with_signs
from sandbox.page import fields, mrkdwn, rich_text, words
from sandbox.workspace import Channel, Person

Json = dict[str, Any]

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=ChainableUndefined,  # Slack's JSON leaves out what is not set
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Look:
    """Who reads, and how ids, texts and moments are shown to them."""

    viewer: Person
    bot: Person
    people: Sequence[Person]
    channels: Sequence[Channel]

    @property
    def lang(self) -> str:
        """en or ja."""
        return words.language(self.viewer.locale)

    @property
    def zone(self) -> ZoneInfo:
        """The reader's time zone."""
        return ZoneInfo(self.viewer.tz)

    @property
    def names(self) -> mrkdwn.Names:
        """What ids are called."""
        people = {p.id: shown(p) for p in [*self.people, self.bot]}
        return mrkdwn.Names(people, {c.id: c.name for c in self.channels if not c.is_im}, self.viewer.id)

    def say(self, key: str, **parts: object) -> str:
        """One of the page's own texts."""
        return words.say(key, self.lang, **parts)

    def text(self, thing: Json | None) -> Markup:
        """A text object."""
        if not thing:
            return Markup("")
        if thing.get("type") == "mrkdwn":
            return self.mrkdwn(thing.get("text", ""))
        written = str(thing.get("text", ""))
        return Markup("<br>").join(escape(with_signs(written) if thing.get("emoji") else written).split("\n"))

    def mrkdwn(self, text: str) -> Markup:
        """A message's text."""
        return mrkdwn.html(text, self.names)

    def rich(self, block: Json) -> Markup:
        """A rich_text block."""
        return rich_text.rich_html(block, self.names)

    def markdown(self, text: str) -> Markup:
        """A markdown block."""
        return rich_text.markdown_html(text)

    def name(self, block: Json, element: Json) -> str:
        """A field's name."""
        return fields.name(block, element)

    def options(self, element: Json) -> list[Json]:
        """What a menu offers: its own options, or people or channels in the same shape."""
        kind = str(element.get("type"))
        if "users" in kind:
            return [_option(shown(p), p.id) for p in self.people if not p.deleted]
        if "conversations" in kind or "channels" in kind:
            return [_option(f"#{c.name}", c.id) for c in self.channels if not c.is_im]
        return fields.options(element)

    def chosen(self, element: Json) -> set[str]:
        """The values an element starts with."""
        single = [
            (element.get("initial_option") or {}).get("value"),
            *(element.get(key) for key in ("initial_user", "initial_conversation", "initial_channel")),
        ]
        several = [o.get("value") for o in element.get("initial_options") or []]
        ids = [*(element.get("initial_users") or []), *(element.get("initial_conversations") or [])]
        return {str(v) for v in [*single, *several, *ids] if v}

    def uid(self, *parts: str) -> str:
        """An id for labels, the same at every drawing."""
        return "u" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]

    def picture(self, image: Json) -> str:
        """Where a picture's bytes are; "" for what is no picture address."""
        file = image.get("slack_file") or {}
        if file.get("id"):
            return f"page/file/{file['id']}"
        url = str(image.get("image_url", ""))
        return url if url.startswith(("https://", "http://")) else ""

    def question(self, element: Json) -> str:
        """A confirm dialog's words as JSON for the script, "" without one."""
        ask = element.get("confirm")
        if not isinstance(ask, dict):
            return ""
        said = {key: mrkdwn.plain((ask.get(key) or {}).get("text", "")) for key in ("title", "text", "confirm", "deny")}
        return json.dumps(said | {"style": ask.get("style", "")})


def _option(label: str, value: str) -> Json:
    return {"text": {"type": "plain_text", "text": label}, "value": value}


def shown(person: Person) -> str:
    """What a person is called on the page."""
    return person.real_name or person.name


def draw(template: str, look: Look, **parts: Any) -> str:  # noqa: ANN401  a template takes anything
    """A template as HTML."""
    return TEMPLATES.get_template(template).render(look=look, say=look.say, **parts)
