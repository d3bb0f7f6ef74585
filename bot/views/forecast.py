"""How the month may end, in words: the chance, the range, the calls that would help, and until when bookings count."""

from collections.abc import Iterator
from decimal import Decimal

from bot.scoreboard import Board
from bot.scoreboard.board import NEAR_THE_END
from bot.text import Markup, Words
from coaching.chance import SAFE, Forecast
from coaching.terms import Kpi

LEAST, MOST = 0.01, 0.99  # nothing is sure


def share(words: Words, p: float) -> Markup:
    """2%, and never 0 or 100."""
    size = "least" if p < LEAST else "most" if p >= MOST else "other"
    return words("forecast-share", size=size, percent=words.percent(p))


def lines(words: Words, board: Board) -> list[Markup]:
    """Nothing where there is no forecast, or nothing is to come any more; of calls nothing once their bookings count for the next month."""
    found = board.forecast
    if found is None or not (board.fan or found.chances):
        return []
    calls = () if board.is_late else _calls(words, found)
    return [*_chance(words, board, found), *calls, *_useful(words, board, found)]


def _chance(words: Words, board: Board, found: Forecast) -> Iterator[Markup]:
    """The chance with the range; only the range without a goal, and once it is reached."""
    ends = {"low": found.low, "high": found.high}
    if found.p is not None and _is_open(found):
        told = {"share": share(words, found.p), "goal": words.number(board.goals[Kpi.MEETINGS])}
        yield words("forecast-chance", **told, low=found.low) if found.low == found.high else words("forecast-chance-range", **told, **ends)
    elif found.low < found.high:
        yield words("forecast-range", **ends)


def _is_open(found: Forecast) -> bool:
    """Whether there is a goal, and it is not yet reached."""
    return found.goal is not None and found.held < found.goal


def _calls(words: Words, found: Forecast) -> Iterator[Markup]:
    """What calls alone would take; or that they will not do, and what else there is to turn to."""
    if found.p is None or found.p >= SAFE or not found.per_call:
        return
    lately = found.per_call.lately
    usual = Markup("none") if lately is None else words.number(Decimal(lately), 0)
    if found.calls_a_day is not None:
        yield words("forecast-calls", calls=words.number(found.calls_a_day), usual=usual)
    elif found.per_call.days and lately:
        yield words("forecast-calls-not-enough", most=words.number(found.per_call.most), usual=usual)


def _useful(words: Words, board: Board, found: Forecast) -> Iterator[Markup]:
    """Once the end is near: until when new bookings mostly count for this month."""
    ahead = [day.day for day in board.fan]
    if not ahead or len(ahead) > NEAR_THE_END or found.last_useful_day == ahead[-1]:
        return
    lag = words.number(found.lag_days)
    if found.last_useful_day is None:
        yield words("forecast-late", lag=lag)
    else:
        yield words("forecast-useful", lag=lag, until=words.day(found.last_useful_day))


def under(words: Words, board: Board) -> str:
    """2% chance of reaching 18, plain; "" where there is none."""
    found = board.forecast
    if found is None or found.p is None or not _is_open(found):
        return ""
    return words.plain("forecast-chart-chance", share=share(words, found.p), goal=words.number(board.goals[Kpi.MEETINGS]))


def likely(words: Words, found: Forecast) -> str:
    """likely 14.2 (13–16), plain."""
    return words.plain("forecast-chart-likely", expected=words.number(Decimal(str(found.expected))), low=found.low, high=found.high)
