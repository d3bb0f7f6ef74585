"""The team's numbers in its channel, at noon and in the evening."""

from collections.abc import Iterable

from bot.blocks import context
from bot.commands.kpi.seen import all_may_see
from bot.jobs.edition import Edition
from bot.scoreboard import Board
from bot.scoreboard.behind import Behind
from bot.scoreboard.bottleneck import help_most
from bot.talk import Post
from bot.views import kpi, kpi_rows
from bot.views.kpi_reply import Screen, body, paragraphs, picture
from bot.views.naming import unmentioned
from storage import alarms, figures, leads, members
from storage.tables import id_of


def numbers(edition: Edition) -> list[Post]:
    """One post with the month's chart; none where the team has no channel yet, or no month to speak of."""
    board = edition.board
    if not edition.channel or (board.is_empty and not board.goals):
        return []
    words, helps = edition.words(), help_most(edition.session, board=board)
    screen = Screen(words, "board", board, edition.team, own=False, help=helps, public=True)
    note = kpi.complete(words, board)
    head, month, *more = body(screen)
    lines = _named(edition, [head, month, *_behind(edition, board), *more, *_by_rep(edition, board), *_by_ae(edition), *_left(edition)])
    key, said = f"numbers {id_of(edition.team)} {edition.period}", (*paragraphs(lines), context(note))
    text, warned = "\n".join([*lines, "", note]), edition.warned(alarms.TEAM)
    return [Post(key, edition.channel, text, said, picture=picture(screen), warned=warned)]


def _behind(edition: Edition, board: Board) -> list[str]:
    """Since when the team is warned of its pace, while it lasts."""
    since, words = Behind(edition.session, team=edition.team, month=edition.month.first).since(board), edition.words()
    since = since or (edition.day if alarms.TEAM in edition.turned else None)
    return [words("brief-behind", day=words.day(since))] if since else []


def _named(edition: Edition, lines: Iterable[str]) -> list[str]:
    """People by their names."""
    people = members.every(edition.session, workspace_id=edition.team.workspace_id)
    return [unmentioned(line, people) for line in lines]


def _by_rep(edition: Edition, board: Board) -> list[str]:
    """The reps, as far as everybody may see them (design §8)."""
    rows, words = all_may_see(board.by_member, edition.team), edition.words()
    return ["", words("kpi-by-rep"), *kpi_rows.by_rep(words, rows)] if rows else []


def _by_ae(edition: Edition) -> list[str]:
    """What was held and judged, by AE; nothing while none has a meeting."""
    where = edition.where | {"first": edition.month.first, "last": edition.month.last}
    found = figures.by_ae(edition.session, **where, now=edition.now)
    if not any(found):
        return []
    people = {id_of(one): one for one in members.every(edition.session, workspace_id=edition.team.workspace_id)}
    words = edition.words()
    aes = [(people.get(ae) if ae else None, funnel) for ae, funnel in found.items()]
    return ["", words("kpi-by-ae"), *kpi_rows.by_ae(words, aes)]


def _left(edition: Edition) -> list[str]:
    """The leads of the team's lists that nobody called yet; nothing where there is no list."""
    found = leads.left(edition.session, **edition.where)
    return ["", kpi_rows.left(edition.words(), found)] if found else []
