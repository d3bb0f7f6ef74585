"""App Home: the reader's own page by role, fresh at each opening."""

from datetime import timedelta

from bot import scoreboard
from bot.blocks import actions, button, divider, header, section
from bot.talk import Ask, Block
from bot.views.home.practice import practice
from bot.views.kpi import held_line
from bot.views.meeting import Mine, head_of, lists, mine
from bot.views.month import day_line, today_of
from bot.views.pad import due, rows
from bot.views.parked import Parked, told
from bot.views.permission import is_outsider, managers_of
from bot.views.refusals import refused
from bot.views.undo import line_of
from coaching.calendar import month_of
from coaching.errors import Outsider
from coaching.permissions import May, may
from storage import entries, members


def home(ask: Ask, notice: str = "") -> tuple[Block, ...]:
    """What the person sees; `notice` says what their last tap did."""
    roles = members.roles(ask.member)
    said = (section(notice), divider()) if notice else ()
    if is_outsider(ask):
        return (*said, header("OnPace"), *refused(ask.words, Outsider(managers_of(ask)), "none").blocks)
    if ask.home is None or not roles:
        return (*said, header("OnPace"), section(ask.words("home-not-a-member" if ask.home else "home-not-set-up")))
    heading = header(ask.words.plain("home-heading", day=str(ask.words.day(today_of(ask)))))
    logging = _logging(ask) if may(May.LOG, roles) else ()
    shown = [logging, practice(ask), _meetings(ask, mine(ask)), _numbers(ask)]
    parts = [block for part in shown if part for block in (divider(), *part)]
    return (*said, heading, *_parked(ask), *_month(ask), *parts[1 if logging else 0 :])


def _month(ask: Ask) -> tuple[Block, ...]:
    """The month against the pace, in a line: a rep's own; for everybody else the team's."""
    period = month_of(today_of(ask))
    if ask.member.is_rep:
        own = scoreboard.of_member(ask.session, team=ask.team, member=ask.member, period=period, now=ask.now)
        return (section(held_line(ask.words, own)),)
    team = scoreboard.of_team(ask.session, team=ask.team, period=period, now=ask.now)
    return (section(ask.words("home-team", team=ask.team.name, held=held_line(ask.words, team))),)


def _parked(ask: Ask) -> tuple[Block, ...]:
    """What could not be posted, for the manager whose it is."""
    mine = Parked(ask.session, ask.workspace_id, ask.now, ask.known).of_manager if may(May.MANAGE, members.roles(ask.member)) else {}
    return told(ask.words, mine[ask.member_id])[1] if ask.member_id in mine else ()


def _logging(ask: Ask) -> tuple[Block, ...]:
    return (section(day_line(ask, today_of(ask))), *due(ask), *rows(ask), *_latest(ask))


def _latest(ask: Ask) -> tuple[Block, ...]:
    """The last thing entered today, with Undo."""
    recent = entries.recent(ask.session, workspace_id=ask.workspace_id, actor_id=ask.member_id, since=ask.now - timedelta(hours=24), most=1)
    undo = ask.words.plain("undo")
    return tuple(section(ask.words("home-latest", what=line_of(ask, e)), button(undo, "undo:latest", str(e.id))) for e in recent)


def _meetings(ask: Ask, found: Mine) -> tuple[Block, ...]:
    head = head_of(ask, found)
    return (section(head), *lists(ask, found))


def _numbers(ask: Ask) -> tuple[Block, ...]:
    """The way to the figures."""
    me = [button(ask.words.plain("home-my-numbers"), "kpi:me", "me")] if ask.member.is_rep else []
    return (actions(*me, button(ask.words.plain("home-team-numbers"), "kpi:team", "team")),)
