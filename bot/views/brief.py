"""A rep's morning: the goal, the pace, what today needs, and what stands in the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.blocks import actions, button, context, section
from bot.scoreboard import Board
from bot.scoreboard.bottleneck import Help
from bot.scoreboard.ending import Ending
from bot.scoreboard.pairs import Pair
from bot.talk import Block
from bot.text import Markup, Words
from bot.views.ending import ending_line
from bot.views.kpi import complete, held_line
from bot.views.naming import who
from bot.views.pulse import needs
from coaching.gaps import Cause

MOST = 6  # of one list; the rest is a count


@dataclass(frozen=True)
class Morning:
    """What a rep hears: meetings and calls back as (moment, lead), soonest first."""

    day: date
    own: Board
    behind_since: date | None = None
    helps: Help | None = None
    meetings: Sequence[tuple[datetime, str]] = ()
    call_backs: Sequence[tuple[datetime, str]] = ()
    practices: Sequence[Pair] = ()
    ending: Ending | None = None  # of the meetings they booked
    missing: Mapping[Cause, int] = field(default_factory=dict)  # days without a log, appointments without a contact


def brief(words: Words, found: Morning) -> tuple[Markup, tuple[Block, ...]]:
    """The message of a morning."""
    own = found.own
    behind = [words("brief-behind", day=words.day(found.behind_since))] if found.behind_since else []
    month = [held_line(words, own), *behind, *needs(words, own, found.helps, whose="you")]
    head, note = words("brief-head", day=words.day(found.day)), _complete(words, found)
    closes = [ending_line(words, found.ending)] if found.ending else []
    parts = [Markup("\n".join([head, *_today(words, found), *_open(words, found), *closes])), Markup("\n".join(month))]
    taps = [
        button(words.plain("pulse-button-pad"), "log-pad", "pad"),
        button(words.plain("pulse-button-meetings"), "meeting-list", "list"),
        button(words.plain("brief-button-numbers"), "kpi:me", "me"),
    ]
    return Markup("\n".join([*parts, *note])), (*(section(part) for part in parts), *map(context, note), actions(*taps))


def _open(words: Words, found: Morning) -> list[Markup]:
    """Open: 2 meetings wait for a word · 1 working day without calls; nothing where nothing is."""
    days, contacts = found.missing.get(Cause.DAY, 0), found.missing.get(Cause.CONTACT, 0)
    counts = {"kpi-waiting": found.own.waiting, "brief-open-days": days, "brief-open-contacts": contacts}
    each = [words(key, count=count) for key, count in counts.items() if count]
    return [words("brief-open", what=Markup(" · ".join(each)))] if days or contacts else []


def _complete(words: Words, found: Morning) -> list[Markup]:
    """Until when data is complete, and which meetings wait, unless that was said with the rest."""
    if not _open(words, found):
        return [complete(words, found.own)]
    return [words("brief-complete", when=words.when(found.own.complete_to))] if found.own.complete_to else []


def _today(words: Words, found: Morning) -> list[Markup]:
    lines = [meetings_line(words, found.meetings)]
    if found.practices:
        each = [words("brief-practice-one", at=words.clock(one.practice.starts_at), who=who(one.mentor)) for one in found.practices]
        lines.append(words("brief-practice", names=Markup(words("separator").join(each))))
    due = [one for one in found.call_backs if one[0].astimezone(words.zone).date() >= found.day]
    if late := [one for one in found.call_backs if one not in due]:
        lines.append(words("brief-call-backs-late", names=_named(words, late, dated=True)))
    return [*lines, *([words("brief-call-backs", names=_named(words, due))] if due else [])]


def meetings_line(words: Words, found: Sequence[tuple[datetime, str]]) -> Markup:
    """Meetings today: 11:00 Acme, 14:00 Beta."""
    return words("brief-meetings", names=_named(words, found)) if found else words("brief-meetings-none")


def _named(words: Words, found: Sequence[tuple[datetime, str]], *, dated: bool = False) -> Markup:
    when = words.when if dated else words.clock
    shown = [words("brief-meeting", at=when(at), lead=lead or words.plain("unnamed-lead")) for at, lead in sorted(found)[:MOST]]
    more = [words("and-more", count=len(found) - MOST)] if len(found) > MOST else []
    return Markup(words("separator").join([*shown, *more]))
