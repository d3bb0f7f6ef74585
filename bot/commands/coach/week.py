"""/coach week: who practises when, by the reader's role; what is still free, and who was left out."""

from datetime import date, timedelta

from bot.parsing import words as known
from bot.scoreboard.coached import Coached
from bot.scoreboard.week import Week
from bot.talk import Ask, Reply
from bot.views import practice_week as view
from bot.views.month import today_of
from bot.views.permission import managers_of, must_be_member
from coaching.errors import NotAllowed, NotUnderstood
from coaching.terms import Role
from storage import members, teams

NEXT = frozenset({"next", "next week", "来週", "翌週"})
THIS = frozenset({"", "this", "this week", "今週"})
WEEK = timedelta(days=7)


def week(ask: Ask) -> Reply:
    """This week's (on its last evening and at the weekend the next one's); `next`, 来週: the week after."""
    must_be_member(ask)
    text = known.normal(ask.text).casefold()
    if text not in NEXT | THIS:
        raise NotUnderstood(ask.text, known.nearest(text, NEXT | THIS), "coach-week")
    roles = members.roles(ask.member)
    if not roles & {Role.REP, Role.MENTOR, Role.MANAGER}:
        raise NotAllowed("standing", managers_of(ask))
    today = today_of(ask)
    this = teams.week_of(ask.team, today).first
    found = _open(ask, this) if text in THIS else _of(ask, this + WEEK)
    loads = Coached(ask.session, team=ask.team, day=found.first, now=ask.now).loads if Role.MANAGER in roles else ()
    return view.week(ask, found, loads)


def next_week(ask: Ask) -> Reply:
    """来週 by itself."""
    return week(ask.saying("next"))


def _of(ask: Ask, first: date) -> Week:
    return Week(ask.session, ask.team, first, ask.now)


def _open(ask: Ask, first: date) -> Week:
    """The week, or the next one when nothing of it is left."""
    this = _of(ask, first)
    return this if this.days and this.days[-1] >= today_of(ask) else _of(ask, first + WEEK)
