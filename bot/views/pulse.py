"""What is said when a pace turns, and what the live board shows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.blocks import actions, button, context, section
from bot.scoreboard import Board
from bot.scoreboard.bottleneck import Help
from bot.talk import Block
from bot.text import Markup, Words, channel_link
from bot.views import forecast
from bot.views.bottleneck import help_line
from bot.views.kpi import held_line, needed
from bot.views.naming import call_back
from coaching.funnel import Funnel
from coaching.gaps import Cause
from coaching.warning import Turn

Said = tuple[Markup, tuple[Block, ...]]
CallsBack = Sequence[tuple[str, datetime]]  # leads, and the moment they were promised
PARTS = ((12, "morning"), (17, "afternoon"), (24, "evening"))
MOST_LEADS = 3


def turned(
    words: Words, own: Board, way: Turn, helps: Help | None, call_backs: CallsBack, now: datetime, since: datetime | None = None
) -> Said:
    """A rep's pace turned: the figures, what the days left would have to bring, what would help most, who waits for a call back.

    `since`: when they were told, where they were.
    """
    if way is Turn.CLEAR:
        lines = [words("pulse-clear", **_figures(words, own)), *forecast.lines(words, own)[:1]]
    else:
        lines = [_fell(words, own, now, since or now), *needs(words, own, helps, whose="you")]
        if call_backs:
            leads = words("separator").join(call_back(words, lead, at, now) for lead, at in call_backs[:MOST_LEADS])
            lines.append(words("pulse-callbacks", leads=Markup(leads)))
    text = Markup("\n".join(lines))
    return text, (section(text), actions(*_buttons(words, mute=way is Turn.WARN)))


def _fell(words: Words, own: Board, now: datetime, since: datetime) -> Markup:
    at = since.astimezone(words.zone)
    if at.date() < now.astimezone(words.zone).date():
        return words("pulse-warn-since", day=words.day(at.date()), **_figures(words, own))
    part = next(name for until, name in PARTS if at.hour < until)
    return words("pulse-warn", part=part, **_figures(words, own))


def team_turned(words: Words, board: Board, way: Turn, helps: Help | None, since: date | None = None) -> Said:
    """The same of a team, for its channel; `since`: an earlier day on which it was told."""
    assert board.pace
    goal = words.number(board.pace.goal or 0)
    more = needs(words, board, helps, whose="team") if way is Turn.WARN else forecast.lines(words, board)[:1]
    told = {"goal": goal, **_figures(words, board)}
    head = words("pulse-team-warn-since", day=words.day(since), **told) if since else words(f"pulse-team-{way.value}", **told)
    text = Markup("\n".join([head, *more]))
    return text, (section(text),)


def _figures(words: Words, board: Board) -> dict[str, Markup]:
    assert board.pace
    by = "pace" if (board.pace.pace or 0) >= board.pace.lines.ahead else "chance"
    return {"held": words.number(board.pace.actual), "expected": words.number(board.pace.expected or 0), "by": Markup(by)}


def needs(words: Words, board: Board, helps: Help | None, *, whose: str) -> list[Markup]:
    """The chance, what each day left would have to bring, until when bookings count, and the step that would help most."""
    chance, *more = forecast.lines(words, board) or [Markup("")]
    return [line for line in (chance, *needed(words, board), *more, help_line(words, helps, whose=whose) if helps else Markup("")) if line]


def _buttons(words: Words, *, mute: bool) -> list[Block]:
    quiet = [button(words.plain("pulse-button-mute"), "pace-mute", "mute")] if mute else []
    return [
        button(words.plain("pulse-button-pad"), "log-pad", "pad"),
        button(words.plain("pulse-button-meetings"), "meeting-list", "list"),
        *quiet,
    ]


def left(words: Words, team: str, channel: str) -> Said:
    """The last words of a board that is kept no longer; `channel`: where it is now, "" nowhere."""
    text = words("board-moved", team=team, place=channel_link(channel)) if channel else words("board-off", team=team)
    return text, (section(text),)


def live(words: Words, board: Board, today: Funnel, missing: Mapping[Cause, int]) -> Said:
    """The board of a team: its pace and chance, what today brought, what is open (`missing`: by cause), how far the data goes."""
    title = Markup(f"*{words('board-title', team=board.team.name if board.team else '')}*")
    counts = {"calls": today.calls, "contacts": today.contacts, "appointments": today.appointments, "held": today.held}
    chance = forecast.lines(words, board)[:1]
    gaps = open_line(words, board.waiting, board.pending, missing)
    text = Markup("\n".join([title, held_line(words, board), *chance, words("board-today", **counts), gaps]))
    note = words("board-complete", when=words.when(board.complete_to)) if board.complete_to else words("board-complete-none")
    return Markup(f"{text}\n{note}"), (section(text), context(note))


def open_line(words: Words, waiting: int, pending: int, missing: Mapping[Cause, int]) -> Markup:
    """What is open: meetings without a word, verdicts, days without a log, appointments without a contact."""
    gaps = {"days": missing.get(Cause.DAY, 0), "contacts": missing.get(Cause.CONTACT, 0)}
    return words("board-open", waiting=waiting, pending=pending, **gaps)
