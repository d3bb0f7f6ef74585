"""The team's numbers in its channel, at noon and in the evening."""

from bot import scoreboard
from bot.blocks import context
from bot.commands.kpi.seen import all_may_see
from bot.jobs.edition import Edition
from bot.talk import Post
from bot.views import kpi
from bot.views.kpi_reply import Screen, body, paragraphs, picture
from storage.tables import id_of


def numbers(edition: Edition) -> list[Post]:
    """One post with the month's chart; none where the team has no channel yet, or no month to speak of."""
    board = scoreboard.of_team(edition.session, team=edition.team, period=edition.month, now=edition.now)
    if not edition.channel or (board.is_empty and not board.goals):
        return []
    words = edition.words()
    rows = all_may_see(board.by_member, edition.team)
    screen = Screen(words, "board", board, edition.team, own=False, rows=rows, public=True)
    note = kpi.complete(words, board)
    lines = [*body(screen), note]
    blocks = (*paragraphs(lines[:-1]), context(note))
    key = f"numbers {id_of(edition.team)} {edition.period}"
    return [Post(key, edition.channel, "\n".join(lines), blocks, picture=picture(screen))]
