"""What was recorded of a meeting, as the reply says it."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks import Element, actions, button, context, section
from bot.talk import Ask, Reply
from bot.text import Markup
from bot.views.meeting_rows import again_button
from bot.views.meeting_word import VERDICTS, Word
from bot.views.month import month_line, today_of
from bot.views.naming import lead_name
from coaching.calendar import Period, month_of
from coaching.terms import Happening, State
from storage import closings, figures
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
    return Markup(words("between").join([words(f"meeting-said-{word.kind.value}", **values), *_counts_in(ask, said)]))


def _counts_in(ask: Ask, said: Said) -> list[Markup]:
    """A meeting counts in the month of its own time: which one, and a rep's own count of it, if not the present; or that it is closed."""
    day = said.meeting.starts_at.astimezone(ask.zone).date()
    month, held = month_of(day), {Happening.HELD, *VERDICTS}
    if said.word.kind not in held or said.meeting.state != State.HELD or month == month_of(today_of(ask)):
        return []
    if closings.find(ask.session, workspace_id=ask.workspace_id, team_id=said.meeting.team_id, month=month.first):
        return [ask.words("meeting-closed-month", month=ask.words.month(month.first))]
    count = _held_in(ask, month) if said.meeting.member_id == ask.member.id else 0
    return [ask.words("meeting-counts-in", month=ask.words.month(month.first), count=count)]


def _held_in(ask: Ask, month: Period) -> int:
    held = figures.held_by_day(ask.session, workspace_id=ask.workspace_id, member_id=ask.member_id, first=month.first, last=month.last)
    return sum(held.values())


def said_reply(ask: Ask, said: Said) -> Reply:
    """The reply on its own: to words and forms, where there is no list to show again."""
    line = said_line(ask, said)
    month = [month_line(ask)] if said.meeting.member_id == ask.member.id else []
    ways: list[Element] = [button(ask.words.plain("undo"), "undo", str(said.entry_id))] if said.entry_id else []
    if said.word.kind is Happening.NO_SHOW:
        ways.append(again_button(ask, said.meeting))
    blocks = [section(line), *([context(*month)] if month else []), *([actions(*ways)] if ways else [])]
    return Reply("\n".join([line, *month]), tuple(blocks), home=said.entry_id is not None)
