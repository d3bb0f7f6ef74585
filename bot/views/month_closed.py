"""A month that was closed, as its manager and each rep hear of it: how it ended, and what would help most from here on."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import actions, button
from bot.scoreboard import Board, Row
from bot.scoreboard.bottleneck import Help
from bot.talk import Block
from bot.text import Markup, Words
from bot.views.bottleneck import help_line
from bot.views.kpi import held_line, period_name, result_lines
from bot.views.kpi_reply import paragraphs, span
from bot.views.kpi_rows import MOST, by_rep, more_people, ranked
from bot.views.naming import who

Said = tuple[Markup, tuple[Block, ...]]


@dataclass(frozen=True)
class Line:
    """A rep's month, and the step whose return to usual would help them most."""

    row: Row
    helps: Help | None


def of_team(words: Words, board: Board, lines: Sequence[Line]) -> Said:
    """The team's result, each rep's, and who needs what from here on."""
    head = words("month-closed-team", period=period_name(words, board.period), team=board.team.name if board.team else "")
    order = ranked([line.row for line in lines])
    parts = [
        head,
        held_line(words, board),
        *result_lines(words, board),
        *_open(words, board),
        "",
        words("kpi-by-rep"),
        *by_rep(words, order),
    ]
    helped = {line.row.member.id: line.helps for line in lines if line.helps}
    needing = [row.member for row in order if row.member.id in helped]
    needs = [
        words("month-closed-need", who=who(member), what=help_line(words, helped[member.id], whose="rep", how="listed"))
        for member in needing[:MOST]
    ]
    parts += ["", words("month-closed-next"), *needs, *more_people(words, len(needing))] if needs else []
    return _said(words, parts, "team", board)


def of_rep(words: Words, own: Board, line: Line) -> Said:
    """A rep's own result, and what would help them most."""
    head = words("month-closed-rep", period=period_name(words, own.period))
    helps = ["", help_line(words, line.helps, whose="you", how="cost")] if line.helps else []
    return _said(words, [head, held_line(words, own), *result_lines(words, own), *_open(words, own), *helps], "me", own)


def _open(words: Words, board: Board) -> list[Markup]:
    """What nobody said until then: the result stands, and what is said from now on is shown as a correction."""
    waiting, pending = board.funnel.waiting, board.funnel.pending
    return [words("month-closed-open", waiting=waiting, pending=pending)] if waiting or pending else []


def _said(words: Words, lines: Sequence[str], whose: str, board: Board) -> Said:
    more = button(words.plain("month-closed-button"), "kpi", f"{whose} {span(board.period)}")
    return Markup("\n".join(lines)), (*paragraphs(lines), actions(more))
