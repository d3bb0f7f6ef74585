"""What a person entered lately, each with Undo; and what an entry was, in a line."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.blocks import actions, button, section
from bot.talk import Ask, Post, Reply
from bot.text import Markup, Words
from bot.views.naming import who
from bot.views.plan import unpacked
from bot.views.recorded import summary_line
from storage import members
from storage.tables import Entry


def undoable(words: Words, text: Markup, entry_id: int, *, posts: tuple[Post, ...] = ()) -> Reply:
    """What was recorded, with [Undo], and who else is told."""
    return Reply(text, (section(text), actions(button(words.plain("undo"), "undo", str(entry_id)))), posts=posts, home=True)


def undo_list(ask: Ask, recent: Sequence[Entry], said: str = "") -> Reply:
    """The last 24 hours, newest first, with what just happened on top."""
    head = ask.words("undo-head" if recent else "undo-nothing")
    top = Markup("\n".join(line for line in (said, head) if line))
    lines = [(entry, line_of(ask, entry)) for entry in recent]
    undo = ask.words.plain("undo")
    sections = [section(line, button(undo, "undo", f"{entry.id}:list")) for entry, line in lines]
    return Reply("\n".join([top, *(line for _, line in lines)]), (section(top), *sections), replace=bool(said), home=bool(said))


def line_of(ask: Ask, entry: Entry) -> Markup:
    """10:42 12 × no answer."""
    return ask.words("undo-line", time=ask.words.clock(entry.at), what=what_was(ask, entry))


def what_was(ask: Ask, entry: Entry) -> Markup:
    """What an entry recorded: a log, a word about a meeting, or another kind by its name."""
    if "plan" in entry.summary:
        return summary_line(ask, unpacked(entry.summary["plan"]))
    if "kinds" in entry.summary:
        return _word_about_meeting(ask, entry.summary)
    if entry.kind == "setting" and entry.summary["what"] == "post":
        return ask.words("undo-setting-post", name=ask.words("post-name", job=Markup(entry.summary["change"]["job"])))
    if entry.kind == "setting":
        return ask.words("undo-setting", what=Markup(entry.summary["what"]))
    if entry.kind == "leave":
        return _leave(ask, entry.summary)
    key = f"undo-{entry.kind}"
    if "name" in entry.summary:
        return ask.words(key, name=entry.summary["name"])
    return ask.words(key if ask.words.has(key) else "undo-other")


def _leave(ask: Ask, told: dict[str, Any]) -> Markup:
    """Whose leave, and its day or days."""
    first, last = (ask.words.day(date.fromisoformat(told[name])) for name in ("first", "last"))
    member = members.find(ask.session, workspace_id=ask.workspace_id, member_id=told["of"])
    days = first if first == last else ask.words("kpi-range", first=first, last=last)
    return ask.words("undo-leave", who=who(member), days=days) if member else ask.words("undo-other")


def _word_about_meeting(ask: Ask, summary: dict[str, Any]) -> Markup:
    words = ask.words
    kinds = words("separator").join(words(f"happening-{kind}") for kind in summary["kinds"])
    amount = [words.money(Decimal(summary["amount"]))] if summary.get("amount") else []
    when = words.when(datetime.fromisoformat(summary["starts_at"]))
    return words("undo-meeting", lead=summary["lead"], when=when, what=Markup(words("separator").join([kinds, *amount])))
