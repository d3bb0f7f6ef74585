"""What was recorded of a meeting, as the reply says it."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks import Element, actions, button, context, section
from bot.talk import Ask, Reply
from bot.text import Markup
from bot.views.meeting_rows import again_button
from bot.views.meeting_word import Word
from bot.views.month import month_line, today_of
from bot.views.naming import lead_name
from coaching.terms import Happening
from storage.tables import Meeting


@dataclass(frozen=True)
class Said:
    """What came of a word about a meeting; without an entry nothing changed, it was so already."""

    meeting: Meeting
    word: Word
    before: datetime  # the meeting's time until now
    entry_id: int | None


def said_line(ask: Ask, said: Said) -> Markup:
    """Acme, Wed, Nov 25, 14:00: recorded as held. (Or that it was so already.)"""
    words, word = ask.words, said.word
    values = {"lead": lead_name(ask, said.meeting.lead_id), "when": words.when(said.meeting.starts_at)}
    if not said.entry_id:
        return words("meeting-already", **values, what=words(f"happening-{word.kind.value}"))
    if word.kind is Happening.MOVED:
        values["before"] = words.when(said.before)
    if word.amount:
        values |= {"amount": words.money(word.amount), "day": words.day(word.on or today_of(ask))}
    return words(f"meeting-said-{word.kind.value}", **values)


def said_reply(ask: Ask, said: Said) -> Reply:
    """The reply on its own: to words and forms, where there is no list to show again."""
    line = said_line(ask, said)
    month = [month_line(ask)] if said.meeting.member_id == ask.member.id else []
    ways: list[Element] = [button(ask.words.plain("undo"), "undo", str(said.entry_id))] if said.entry_id else []
    if said.word.kind is Happening.NO_SHOW:
        ways.append(again_button(ask, said.meeting))
    blocks = [section(line), *([context(*month)] if month else []), *([actions(*ways)] if ways else [])]
    return Reply("\n".join([line, *month]), tuple(blocks), home=said.entry_id is not None)
