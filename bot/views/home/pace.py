"""How the month stands on App Home: a rep's own; the team's for everybody else, and for its managers with what would help."""

from bot import scoreboard
from bot.blocks import context, section
from bot.scoreboard import Board
from bot.scoreboard.behind import Behind
from bot.scoreboard.bottleneck import help_most
from bot.talk import Ask, Block
from bot.text import Markup
from bot.views import forecast
from bot.views.kpi import complete, held_line, no_goal
from bot.views.month import today_of
from bot.views.permission import managers_in
from bot.views.pulse import needs
from coaching.calendar import month_of
from coaching.permissions import May, may
from storage import members


def own(ask: Ask) -> tuple[Block, ...]:
    """A rep's month."""
    board = scoreboard.of_member(ask.session, team=ask.team, member=ask.member, period=month_of(today_of(ask)), now=ask.now)
    lines = [held_line(ask.words, board), *_behind(ask, board), *_needs(ask, board, whose="you")]
    return (section(Markup("\n".join(lines))),)


def teams(ask: Ask) -> tuple[Block, ...]:
    """The team's month: for its managers with what is needed, else with the chance alone."""
    board = scoreboard.of_team_in_short(ask.session, team=ask.team, period=month_of(today_of(ask)), now=ask.now)
    head = ask.words("home-team", team=ask.team.name, held=held_line(ask.words, board))
    if not _manages(ask):
        return (section(Markup("\n".join([head, *forecast.lines(ask.words, board)[:1]]))),)
    lines = [head, *_behind(ask, board), *_needs(ask, board, whose="team")]
    return section(Markup("\n".join(lines))), context(complete(ask.words, board))


def _needs(ask: Ask, board: Board, *, whose: str) -> list[Markup]:
    """What is needed; without a goal, who can set one."""
    found, managing = needs(ask.words, board, help_most(ask.session, board=board), whose=whose), _manages(ask)
    if board.pace is None or board.pace.goal is not None or (managing and board.member):  # a manager reads it of the team
        return found
    return [no_goal(ask.words, board, can_set=managing, managers=managers_in(ask, ask.team)), *found]


def _behind(ask: Ask, board: Board) -> list[Markup]:
    """Since when the pace is behind, as it was told, while it lasts."""
    since = Behind(ask.session, team=ask.team, month=board.period.first).since(board)
    return [ask.words("brief-behind", day=ask.words.day(since))] if since else []


def _manages(ask: Ask) -> bool:
    return may(May.MANAGE, members.roles(ask.member))
