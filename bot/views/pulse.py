"""What is said when a pace turns, and what the live board shows."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil

from bot.blocks import actions, button, context, section
from bot.scoreboard import Board, Row
from bot.talk import Block
from bot.text import Markup, Words, escaped
from bot.views.kpi import held_line
from coaching.chance import Forecast
from coaching.funnel import Funnel
from coaching.pace import Pace
from coaching.warning import Turn

Said = tuple[Markup, tuple[Block, ...]]
PARTS = ((12, "morning"), (17, "afternoon"), (24, "evening"))
MOST_LEADS = 3


def chance(words: Words, forecast: Forecast) -> Markup:
    """2 % chance of reaching 18; 13 to 16 likely."""
    if forecast.p is None:
        return Markup("")
    span = {"low": "same" if forecast.low == forecast.high else "range", "from": forecast.low, "high": forecast.high}
    return words("pulse-chance", p=words.percent(forecast.p), goal=words.number(forecast.goal or 0), **span)


def turned(words: Words, row: Row, forecast: Forecast, turn: Turn, call_backs: Sequence[str], now: datetime) -> Said:
    """A rep's pace turned: the figures, what it takes, what would help most."""
    assert row.pace
    told = _figures(words, row.pace, forecast)
    if turn is Turn.CLEAR:
        lines = [words("pulse-clear", **told)]
    else:
        hour = now.astimezone(words.zone).hour
        part = next(name for until, name in PARTS if hour < until)
        lines = [words("pulse-warn", part=part, **told), *_help(words, row.pace, forecast)]
        if call_backs:
            leads = words("separator").join(escaped(lead) for lead in call_backs[:MOST_LEADS])
            lines.append(words("pulse-callbacks", leads=Markup(leads)))
    text = Markup("\n".join(lines))
    return text, (section(text), actions(*_buttons(words, mute=turn is Turn.WARN)))


def team_turned(words: Words, board: Board, forecast: Forecast, turn: Turn) -> Said:
    """The same of a team, for its channel."""
    assert board.pace
    goal = words.number(board.pace.goal or 0)
    lines = [words(f"pulse-team-{turn.value}", goal=goal, **_figures(words, board.pace, forecast))]
    lines += _help(words, board.pace, forecast) if turn is Turn.WARN else []
    text = Markup("\n".join(lines))
    return text, (section(text),)


def _figures(words: Words, pace: Pace, forecast: Forecast) -> dict[str, Markup]:
    return {"held": words.number(pace.actual), "expected": words.number(pace.expected or 0), "chance": chance(words, forecast)}


def _help(words: Words, pace: Pace, forecast: Forecast) -> list[Markup]:
    """What the days left would have to bring, and what would do most for it."""
    lines = [words("pulse-needs", needed=words.number(pace.needed_per_day))] if pace.needed_per_day else []
    missing = ceil(forecast.goal or 0) - forecast.held
    if forecast.last_useful_day:
        lines.append(words("pulse-help-new", count=missing, day=words.day(forecast.last_useful_day)))
    elif forecast.booked.mean:
        lines.append(words("pulse-help-booked", count=round(forecast.booked.mean)))
    if forecast.calls_a_day:
        lines.append(words("pulse-help-calls", calls=words.number(forecast.calls_a_day)))
    return lines


def _buttons(words: Words, *, mute: bool) -> list[Block]:
    quiet = [button(words.plain("pulse-button-mute"), "pace-mute", "mute")] if mute else []
    return [
        button(words.plain("pulse-button-pad"), "log-pad", "pad"),
        button(words.plain("pulse-button-meetings"), "meeting-list", "list"),
        *quiet,
    ]


def live(words: Words, board: Board, forecast: Forecast | None, today: Funnel) -> Said:
    """The board of a team: its pace and chance, what today brought, what is open, how far the data goes."""
    title = Markup(f"*{words('board-title', team=board.team.name if board.team else '')}*")
    counts = {"calls": today.calls, "contacts": today.contacts, "appointments": today.appointments, "held": today.held}
    lines = [
        title,
        held_line(words, board),
        chance(words, forecast) if forecast else Markup(""),
        words("board-today", **counts),
        words("board-open", waiting=board.funnel.waiting, pending=board.funnel.pending),
    ]
    text = Markup("\n".join(line for line in lines if line))
    note = words("board-complete", when=words.when(board.complete_to)) if board.complete_to else words("board-complete-none")
    return Markup(f"{text}\n{note}"), (section(text), context(note))
