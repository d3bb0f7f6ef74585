"""A refusal as its sentence in the reader's language, with what can be done instead as buttons."""

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any, TypeVar

from bot.blocks import actions, button, section
from bot.talk import Reply
from bot.text import Markup, Words, escaped, mention
from coaching.errors import AlreadyWon, Missing, NotUnderstood, NotYet, PracticeAhead, Refusal, TooMany

T = TypeVar("T")

#: Fields that hold a name of ours, which sentences choose by; all other text is a person's.
NAMES = frozenset({"what", "why", "unit"})
RECORDED = "recorded"
_MENTION = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]*)?>")


def refused(words: Words, refusal: Refusal, ending: str = RECORDED) -> Reply:
    """The reply to something that cannot be done as asked; nothing was written.

    `ending`: what it was that did not happen: "recorded", "changed", "sent", or "none" where somebody only wanted to look.
    Its sentence `refusal-<name>` gets the refusal's fields: moments and days said as words, Slack ids as mentions, `example` as the
    usage example it names. A text or list that may be empty comes with `has_<field>` ("yes" or "no") to choose by.
    """
    sentence = words(_key(refusal), ending=Markup(ending), **_values(words, refusal))
    return Reply(sentence, (section(sentence), *_ways_out(words, refusal)))


def in_form(words: Words, refusal: Refusal, ending: str = RECORDED) -> str:
    """The same as plain text, to stand under a form's field."""
    return words.plain(_key(refusal), ending=ending, **_values(words, refusal))


def attempted(words: Words, read: Callable[[], T], ending: str = RECORDED) -> tuple[T | None, str]:
    """What a form's field says, or the sentence to stand under it when that is refused."""
    try:
        return read(), ""
    except Refusal as refusal:
        return None, in_form(words, refusal, ending)


def _key(refusal: Refusal) -> str:
    return "refusal" + re.sub("([A-Z])", lambda m: "-" + m[1].lower(), type(refusal).__name__)


def _values(words: Words, refusal: Refusal) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in fields(refusal):
        value = getattr(refusal, field.name)
        if isinstance(value, str | tuple):
            values[f"has_{field.name}"] = Markup("yes" if value else "no")
        values[field.name] = _said(words, field.name, value)
    if isinstance(refusal, TooMany) and refusal.unit == "minutes":
        values |= {"count": words.length(refusal.count), "most": words.length(refusal.most)}
    return values


def _said(words: Words, name: str, value: Any) -> Any:  # noqa: ANN401 - a field of any refusal
    if isinstance(value, datetime):
        return words.when(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, tuple):
        return Markup(words("separator").join(mention(slack_id) for slack_id in value)) if value else words("refusal-nobody")
    if name == "example":
        return words("example-" + value.removeprefix("example-")) if value else Markup("")
    if isinstance(value, str) and _MENTION.search(value):
        return _named(value)
    return Markup(value) if name in NAMES else value


def _named(text: str) -> Markup:
    """A person's words with the people they picked from Slack's list as Slack shows them, not by their ids."""
    parts = _MENTION.split(text)
    return Markup("".join(mention(part) if at % 2 else escaped(part) for at, part in enumerate(parts)))


def _ways_out(words: Words, refusal: Refusal) -> tuple[dict[str, Any], ...]:
    if isinstance(refusal, NotYet):
        sure = button(words.plain("held-earlier"), "meeting-held-sure", str(refusal.meeting_id))
        return (actions(sure, button(words.plain("leave-it"), "dismiss")),)
    if isinstance(refusal, AlreadyWon):
        return (actions(button(words.plain("correct-amount"), "meeting-won-again", str(refusal.meeting_id))),)
    if isinstance(refusal, PracticeAhead) and refusal.practice_id:
        return (actions(button(words.plain("mark-button-early"), "coach-score", f"{refusal.practice_id}:early")),)
    if isinstance(refusal, NotUnderstood | Missing) and refusal.example.removeprefix("example-").startswith("log"):
        return (actions(button(words.plain("open-pad"), "log-pad"), button(words.plain("details"), "log-details")),)
    return ()
