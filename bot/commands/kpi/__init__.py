"""/kpi: the numbers of a person, a team, its sources, reps and AEs; only who asked sees them until they are shared."""

from dataclasses import replace
from typing import Any

from bot import scoreboard
from bot.commands.kpi.asked import Asked, read
from bot.commands.kpi.seen import all_may_see, may_see, roles_in, rows_for
from bot.scoreboard import Board, bottleneck, closing
from bot.scoreboard.balance import balance
from bot.scoreboard.closing import Closed
from bot.talk import Ask, Post, Reply
from bot.text import Words, channel_link
from bot.views import kpi_reply
from bot.views.kpi_reply import Screen
from bot.views.permission import managers_in, managers_of, must_be_member
from coaching.errors import NotAllowed
from coaching.funnel import Funnel
from coaching.permissions import May, may
from coaching.terms import Role, Visibility
from storage import figures, members
from storage.tables import Member, id_of


def kpi(ask: Ask) -> Reply:
    """The numbers asked for, with the picture and what to look at next."""
    must_be_member(ask)
    asked = read(ask)
    if asked.view == "definitions":
        return kpi_reply.definitions(ask.words, asked.team)
    return kpi_reply.reply(_screen(ask, asked), in_dm=ask.in_dm)


def share(ask: Ask) -> Reply:
    """Post the numbers of a button, with their picture, where it was tapped; in the team's language."""
    must_be_member(ask)
    asked = read(ask)
    screen = _screen(ask, asked)
    if not screen.shareable:
        raise NotAllowed(May.SEE_MEMBER.value, managers_of(ask))
    if not screen.channel:
        return Reply(ask.words("kpi-share-nowhere"))
    team = asked.team
    public = replace(
        screen,
        words=Words(team.language, ask.zone, team.currency),
        public=True,
        rows=all_may_see(screen.board.by_member, team),
    )
    text, blocks, picture = kpi_reply.shared(public, by=ask.member)
    post = Post(key=f"share {ask.member.slack_id} {ask.key}", to=screen.channel, text=text, blocks=blocks, picture=picture)
    return Reply(ask.words("kpi-shared", channel=channel_link(screen.channel), what=kpi_reply.title(screen)), posts=(post,))


def _screen(ask: Ask, asked: Asked) -> Screen:
    """What is shown, fetched; who may not see it is refused before anything is."""
    must_see(ask, asked)
    team = asked.team
    closed = closing.closed(ask.session, team=team, member=asked.member, period=asked.period, now=ask.now)
    board = closed.board if closed else _board(ask, asked)
    return Screen(
        words=ask.words,
        view=asked.view,
        board=board,
        team=team,
        own=asked.member is not None and asked.member.id == ask.member.id,
        rows=rows_for(ask, board.by_member, team),
        aes=_aes(ask, asked, closed) if asked.view == "ae" else (),
        balance=balance(ask.session, team=team, period=asked.period) if asked.view == "ae" else None,
        closed=closed,
        people=_people(ask) if asked.view == "later" else {},
        closes=closing.closes_on(ask.session, team=team, period=asked.period) if asked.view == "later" else None,
        help=bottleneck.help_most(ask.session, board=board) if asked.view == "board" and not closed else None,
        parts=bottleneck.split(ask.session, board=board) if asked.view == "split" else {},
        managers=managers_in(ask, team),
        can_set=may(May.MANAGE, roles_in(ask, team)),
        shareable=_shareable(ask, asked),
        channel=ask.channel if _is_channel(ask) else team.channel_id,
        here=_is_channel(ask),
        elsewhere=team.id != ask.team.id,
    )


def must_see(ask: Ask, asked: Asked) -> None:
    """Raises NotAllowed for who may not see it; who entered what of a team later is for its managers."""
    allowed = may_see(ask, asked.team, asked.member, asked.period)
    if asked.view == "later" and asked.member is None and not may(May.MANAGE, roles_in(ask, asked.team)):
        allowed = False
    if not allowed:
        raise NotAllowed(May.SEE_MEMBER.value, managers_of(ask))


def _people(ask: Ask) -> dict[int, Member]:
    return {id_of(one): one for one in members.every(ask.session, workspace_id=ask.workspace_id)}


def _board(ask: Ask, asked: Asked) -> Board:
    if asked.member is None:
        return scoreboard.of_team(ask.session, team=asked.team, period=asked.period, now=ask.now)
    marks = asked.view == "source"
    return scoreboard.of_member(ask.session, team=asked.team, member=asked.member, period=asked.period, now=ask.now, marks=marks)


def _aes(ask: Ask, asked: Asked, closed: Closed | None) -> tuple[tuple[Member | None, Funnel], ...]:
    period = asked.period
    workspace_id = asked.team.workspace_id
    where: dict[str, Any] = {"workspace_id": workspace_id, "team_id": asked.team.id, "first": period.first, "last": period.last}
    found = closed.by_ae if closed else figures.by_ae(ask.session, **where, now=ask.now)
    one = {ae: members.find(ask.session, workspace_id=workspace_id, member_id=ae) if ae else None for ae in found}
    return tuple((one[ae], funnel) for ae, funnel in found.items())


def _shareable(ask: Ask, asked: Asked) -> bool:
    """Own or team numbers, or by a manager; a list of reps only where everyone may see it."""
    if asked.view == "later":
        return False
    if asked.view == "reps":
        return asked.team.visibility != Visibility.PRIVATE
    return asked.member is None or asked.member.id == ask.member.id or Role.MANAGER in roles_in(ask, asked.team)


def _is_channel(ask: Ask) -> bool:
    return not ask.in_dm and ask.channel.startswith(("C", "G"))
