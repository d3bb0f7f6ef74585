"""/onpace mute: a rest from warnings of one's own pace until the next working day, by words or by the button of a warning; and its end."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.parsing import posts as parsing
from bot.scoreboard.book import team_calendar
from bot.talk import Ask, Reply
from bot.views import muted as view
from bot.views.month import today_of
from bot.views.permission import must_be_member
from bot.views.undo import undoable
from coaching.calendar import Period
from coaching.errors import NotUnderstood
from storage import entries, hushes
from storage.hushes import PACE
from storage.tables import Hush

AHEAD = 21  # days in which the next working day is looked for


def mute(ask: Ask, rest: str) -> Reply:
    """`/onpace mute`, `mute until tomorrow`; `mute off` ends it. Raises NotUnderstood."""
    wanted = parsing.muted(rest)
    if wanted is None:
        raise NotUnderstood(rest, "", "onpace-mute")
    return tapped(ask) if wanted else untapped(ask)


def unmute(ask: Ask, rest: str) -> Reply:
    """`/onpace unmute`. Raises NotUnderstood."""
    if rest:
        raise NotUnderstood(rest, "", "onpace-mute")
    return untapped(ask)


def tapped(ask: Ask) -> Reply:
    """[Mute until tomorrow] of a pace warning."""
    must_be_member(ask)
    return _muted(ask)


def untapped(ask: Ask) -> Reply:
    """[Hear them again]."""
    must_be_member(ask)
    return _heard_again(ask)


def shown(ask: Ask, reply: Reply) -> Reply:
    """The same with a line on what its reader does not hear of, while that lasts, and the way back."""
    found = _now(ask)
    return view.below(ask.words, reply, found.until.astimezone(ask.zone).date()) if found else reply


def _muted(ask: Ask) -> Reply:
    """Asked again it is a rest anew, with its own Undo."""
    _ended(ask)
    day, entry_id = _next_day(ask), ask.entry("mute")
    until = datetime.combine(day, ask.team.opens, ask.zone).astimezone(UTC)
    hushes.keep(ask.session, workspace_id=ask.workspace_id, member_id=ask.member_id, about=PACE, until=until, entry_id=entry_id)
    return undoable(ask.words, ask.words("pulse-muted", day=ask.words.day(day)), entry_id)


def _heard_again(ask: Ask) -> Reply:
    return replace(view.heard_again(ask.words, was=_ended(ask)), home=True)


def _ended(ask: Ask) -> bool:
    """End the rest there is, as its Undo does, also when it is too late for that; whether there was one."""
    found = _now(ask)
    if found is None:
        return False
    entry = entries.find(ask.session, workspace_id=ask.workspace_id, entry_id=found.entry_id or 0)
    if entry and ask.now - entry.at <= entries.UNDO_FOR:
        entries.undo(ask.session, entry=entry, actor_id=ask.member_id, now=ask.now)
    hushes.end(ask.session, workspace_id=ask.workspace_id, member_id=ask.member_id, about=PACE)
    return True


def _now(ask: Ask) -> Hush | None:
    found = hushes.of(ask.session, workspace_id=ask.workspace_id, member_ids=[ask.member_id], now=ask.now)
    return found[ask.member_id].get(PACE)


def _next_day(ask: Ask) -> date:
    """The next on which the team works: on the days before nobody is warned anyway."""
    first = today_of(ask) + timedelta(days=1)
    ahead = Period(first, first + timedelta(days=AHEAD))
    return next(iter(team_calendar(ask.session, team=ask.team, period=ahead).days(ahead.first, ahead.last)), first)
