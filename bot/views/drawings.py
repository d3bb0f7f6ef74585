"""A scoreboard as pictures: drawings of bot.charts with their sentences said, and the same numbers as alt text."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.charts.drawings import Bar, Bars, Funnel, Pace, Stage
from bot.scoreboard import Board, Row
from bot.talk import Picture
from bot.text import Words, visible
from bot.views import forecast, kpi
from bot.views.kpi import period_name, side
from bot.views.kpi_rows import MOST, held_to, off, ranked, sources
from coaching.funnel import Step
from coaching.pace import Mood
from coaching.terms import Kpi


def pace(words: Words, board: Board, name: str = "") -> Picture:
    """Meetings held against the pace line, with what is booked; without one, just what was held. `name`: plain, "" for one's own."""
    title = _title(words, board, name)
    days = board.calendar.days(board.period.first, board.period.last)
    gone = [day for day in days if day <= board.today]
    goal = board.goals.get(Kpi.MEETINGS)
    expected = board.pace.expected if board.pace else None
    low, likely, high = _fan(board, days)
    drawing = Pace(
        title=title,
        subtitle=under(words, board),
        days=tuple(f"{day.month}/{day.day}" for day in days),
        held=_running(board.held_by_day, gone, board.funnel.held),
        position=float(board.calendar.elapsed(board.period.first, board.period.last, board.now)),
        goal=float(goal) if goal else None,
        expected=float(expected) if expected is not None else None,
        coming=_coming(board, days),
        fan_low=low,
        fan_likely=likely,
        fan_high=high,
        empty_label=_empty(words, board),
        **_labels(words, board),
    )
    labels = (drawing.held_label, drawing.goal_label, drawing.expected_label, drawing.coming_label, drawing.fan_label)
    return Picture(drawing, title, " · ".join(filter(None, (title, drawing.subtitle, *labels))))


def _title(words: Words, board: Board, name: str) -> str:
    """Hana: 9 meetings – 4.3 behind pace."""
    return f"{_who(words, name)}{words.plain('kpi-chart-pace', count=board.funnel.held)}{_state(words, board)}"


def _labels(words: Words, board: Board) -> dict[str, str]:
    """The words at the lines; the shortfall only where someone should act."""
    goal = board.goals.get(Kpi.MEETINGS)
    labels = {"held_label": words.plain("kpi-chart-held", count=board.funnel.held)}
    if board.forecast and board.fan:
        labels["fan_label"] = forecast.likely(words, board.forecast)
    if board.funnel.ahead:
        labels["coming_label"] = words.plain("kpi-chart-coming", count=board.funnel.ahead)
    if not goal or board.pace is None or board.pace.expected is None or board.pace.shortfall is None:
        return labels
    labels["goal_label"] = words.plain("kpi-chart-goal", goal=words.number(goal))
    if not board.is_over and board.pace.expected:
        labels["expected_label"] = words.plain("kpi-chart-expected", expected=words.number(board.pace.expected))
    if not board.is_over and board.pace.mood is Mood.BEHIND and side(board.pace.shortfall) == "behind":
        labels["shortfall_label"] = words.plain("kpi-chart-shortfall", off=words.number(board.pace.shortfall))
    return labels


def _running(by_day: Mapping[date, int], days: Sequence[date], whole: int) -> tuple[int, ...]:
    """Held so far at the end of each business day; the last value is now, whatever day it was held on."""
    counts = [sum(count for day, count in by_day.items() if day <= end) for end in days]
    return (*counts[:-1], whole) if counts else ()


def _coming(board: Board, days: Sequence[date]) -> tuple[int, ...]:
    """Booked meetings added up over the business days left; today's are those still ahead."""
    left = [day for day in days if board.now < board.calendar.hours(day)[1]]
    if not left or not board.funnel.ahead:
        return ()
    later = {day: count for day, count in board.booked_by_day.items() if day > board.today}
    today = max(board.funnel.ahead - sum(later.values()), 0)
    counts = [today + sum(count for day, count in later.items() if day <= end) for end in left]
    return (*counts[:-1], board.funnel.ahead)


def _fan(board: Board, days: Sequence[date]) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    """What may be held by the end of each day left on the axis: low, likely, high; at the month's end the percentiles that are said."""
    if board.forecast is None or not board.fan:
        return (), (), ()
    shown = set(days[:-1])
    ahead = [one for one in board.fan[:-1] if one.day in shown]
    low, high = float(board.forecast.low), float(board.forecast.high)
    return (
        (*(one.low for one in ahead), low),
        (*(one.expected for one in ahead), board.forecast.expected),
        (*(one.high for one in ahead), high),
    )


def _state(words: Words, board: Board) -> str:
    """– 4.3 behind pace; nothing without a pace."""
    goal = board.goals.get(Kpi.MEETINGS)
    if not goal or board.pace is None or board.pace.shortfall is None or not board.pace.expected:
        return ""
    if board.is_over:
        return words.plain("kpi-chart-final", percent=words.percent(board.pace.actual / goal))
    return words.plain(f"kpi-chart-{side(board.pace.shortfall)}", off=words.number(abs(board.pace.shortfall)))


def under(words: Words, board: Board) -> str:
    """Goal with the chance to reach it, as of when, and how many meetings wait for a word."""
    goal = board.goals.get(Kpi.MEETINGS)
    aim = forecast.under(words, board) or words.plain("kpi-chart-under-goal", goal=words.number(goal)) if goal else ""
    waiting = words.plain("kpi-chart-waiting", count=board.waiting) if board.waiting else ""
    return " · ".join(filter(None, (aim, *_when(words, board), waiting)))


def _when(words: Words, board: Board) -> tuple[str, ...]:
    """The period where it is not the present month, and as of when where it is not over."""
    name = str(period_name(words, board.period))
    if board.is_over or board.is_ahead:
        return (name,)
    asof = words.plain("kpi-chart-asof", when=words.when(board.now))
    return (asof,) if board.pace else (name, asof)


def _empty(words: Words, board: Board) -> str:
    if board.is_ahead:
        return words.plain("kpi-chart-not-begun")
    return "" if board.funnel.held or board.funnel.ahead else words.plain("kpi-chart-empty")


def _who(words: Words, name: str) -> str:
    return words.plain("kpi-chart-who", who=name) if name else ""


def by_source(words: Words, board: Board, name: str = "") -> Picture:
    """Meetings held by source against where each should be by now."""
    bars = tuple(
        _bar(visible(kpi.source(words, source)), funnel.held, board.source_marks.get(source), words)
        for source, funnel in sources(board)[:MOST]
    )
    return _bars(words, board, "kpi-chart-source", name, bars)


def by_rep(words: Words, board: Board, rows: Sequence[Row], name: str = "", rank: bool = False) -> Picture:
    """Meetings held by rep against each one's own pace, in the order given or ranked."""
    ordered = ranked(rows) if rank else rows
    bars = tuple(
        _bar(visible(row.member.name or str(row.member.slack_id)), row.funnel.held, row.pace.expected if row.pace else None, words)
        for row in ordered
    )
    return _bars(words, board, "kpi-chart-reps", name, bars)


def _rep_bar(words: Words, row: Row) -> Bar:
    mark = row.pace.expected if row.pace else None
    return _bar(visible(row.member.name or str(row.member.slack_id)), row.funnel.held, mark, words)


def _bar(name: str, held: int, mark: Decimal | None, words: Words) -> Bar:
    note = off(words, held - mark) if mark is not None else ""
    act = mark is not None and held < mark * Decimal("0.9") and mark - held >= 1
    return Bar(name=name, value=held, label=words.number(held), mark=float(mark) if mark is not None else None, note=note, act=act)


def _bars(words: Words, board: Board, key: str, name: str, bars: tuple[Bar, ...]) -> Picture:
    title = _title(words, board, name)
    marked = any(bar.mark is not None for bar in bars)
    drawing = Bars(
        title=title,
        subtitle=f"{words.plain(key)} · {under(words, board)}",
        bars=bars,
        mark_label=words.plain("kpi-chart-mark", to=held_to(board)) if marked else "",
        empty_label="" if bars else words.plain("kpi-chart-empty"),
    )
    rows = (f"{bar.name} {bar.label} {bar.note}".strip() for bar in bars)
    return Picture(drawing, title, " · ".join((title, drawing.subtitle, *rows)))


STAGES = (
    ("calls", None),
    ("contacts", Step.CONTACT),
    ("appointments", Step.APPOINTMENT),
    ("due", None),
    ("held", Step.HELD),
    ("qualified", Step.QUALIFIED),
)


def funnel(words: Words, board: Board, name: str = "") -> Picture:
    """calls → contacts → appointments → due → held → qualified, with rates and intervals."""
    title = _who(words, name) + words.plain("kpi-chart-funnel", calls=board.funnel.calls, held=board.funnel.held)
    stages = tuple(_stage(words, board, stage, step) for stage, step in STAGES)
    drawing = Funnel(
        title=title,
        subtitle=under(words, board),
        stages=stages,
        rate_label=words.plain("kpi-chart-rate"),
        empty_label=words.plain("kpi-chart-funnel-empty") if board.is_empty else "",
    )
    rows = (_stage_alt(words, stage) for stage in stages)
    return Picture(drawing, title, " · ".join((title, drawing.subtitle, *rows)))


def _stage(words: Words, board: Board, stage: str, step: Step | None) -> Stage:
    count = getattr(board.funnel, stage)
    rate = board.funnel.rate(step) if step else None
    interval = rate.interval if rate else None
    return Stage(
        name=words.plain(f"kpi-stage-{stage}"),
        count=count,
        label=words.number(count),
        rate=words.percent(rate.value) if rate and rate.value is not None else "",
        interval=f"{words.number(interval.low * 100, 0)}–{words.number(interval.high * 100, 0)}" if interval else "",
    )


def _stage_alt(words: Words, stage: Stage) -> str:
    """contacts 61 (15%, 12–19)."""
    rate = words.plain("kpi-alt-rate", rate=stage.rate, interval=stage.interval or "–") if stage.rate else ""
    return " ".join(filter(None, (stage.name, stage.label, rate)))
