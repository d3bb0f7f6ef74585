"""A rep's learning curve as a picture, and in words whether practice changed the rate."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from bot.charts.drawings import Curve, Dot, Sign
from bot.charts.drawings import Level as Line
from bot.scoreboard.learning import Learning, Practised
from bot.talk import Picture
from bot.text import Markup, Words
from coaching.learning import FEWEST_TRIALS, Change, Word
from coaching.standing import Standing
from coaching.trainee import Way

SIGNS = {Way.GRADUATED: "graduated", Way.RELAPSED: "again", Way.SPARED: "spared"}
TOLD = 12  # practices in the text for who does not see the picture


def picture(words: Words, found: Learning, *, own: bool) -> Picture:
    """The curve; `own`: for the rep themselves."""
    title = _title(words, found, own=own)
    drawing = Curve(
        title=title,
        subtitle=words.plain("curve-under", when=words.when(found.now)),
        days=tuple(f"{day.month}/{day.day}" for day in found.days),
        rates=tuple(float(point.rate.value or 0) if point.interval else None for point in found.points),
        lows=tuple(point.interval.low if point.interval else None for point in found.points),
        highs=tuple(point.interval.high if point.interval else None for point in found.points),
        levels=tuple(_lines(words, found)),
        dots=tuple(Dot(_at(found, one.day), _mark(words, one), one.passed) for one in found.practised),
        signs=tuple(_signs(words, found)),
        rate_label=_rate_label(words, found),
        dots_label=words.plain("curve-practices") if found.practised else "",
        act=found.reading.standing is Standing.BELOW,
        empty_label=words.plain("curve-empty"),
    )
    return Picture(drawing, title, " · ".join(filter(None, (title, drawing.subtitle, *_alt(words, found, drawing)))))


def _title(words: Words, found: Learning, *, own: bool) -> str:
    """Hana: contact → appointment is ready."""
    name = "" if own else words.plain("kpi-chart-who", who=found.trainee.member.name)
    step = words.plain(f"coach-rate-{found.step.value}")
    return name + words.plain(f"curve-{found.reading.standing.value}", step=step)


def _lines(words: Words, found: Learning) -> Iterator[Line]:
    for level in found.levels:
        first, last = _at(found, level.first), _at(found, level.last)
        label = words.plain("curve-threshold", rate=words.percent(level.value, 0 if level.value >= 0.1 else 1))
        yield Line(first, last, level.value, label)


def _at(found: Learning, day: date) -> int:
    """The place of a day on the axis; a closed one stands on the business day after it."""
    return min(bisect_left(found.days, day), len(found.days) - 1)


def _mark(words: Words, one: Practised) -> str:
    return words.number(one.mark, 0)


def _signs(words: Words, found: Learning) -> Iterator[Sign]:
    """Graduation and what came after it; since when the rate is ready."""
    said = [(turn.day, SIGNS[turn.kind]) for turn in found.trainee.way if turn.kind in SIGNS]
    if found.reading.ready_on:
        said.append((found.reading.ready_on, "ready"))
    for day, sign in sorted(said):
        if day >= found.days[0]:
            yield Sign(_at(found, day), words.plain(f"curve-sign-{sign}", day=f"{day.month}/{day.day}"))


def _rate_label(words: Words, found: Learning) -> str:
    known = next((point for point in reversed(found.points) if point.interval), None)
    return words.percent(known.rate.value) if known else ""


def _alt(words: Words, found: Learning, drawing: Curve) -> Iterator[str]:
    """The same numbers in words: now, thresholds, what happened, the latest practices with their marks."""
    now = found.points[-1]
    if now.interval:
        low, high = (words.number(edge * 100, 0) for edge in (now.interval.low, now.interval.high))
        rate = words.percent(now.rate.value)
        yield words.plain("curve-alt-rate", k=now.rate.k, n=now.rate.n, rate=rate, low=low, high=high)
    else:
        yield drawing.empty_label
    yield from (f"{drawing.days[line.first]}–{drawing.days[line.last]}: {line.label}" for line in drawing.levels)
    yield from (sign.label for sign in drawing.signs)
    if found.practised:
        rows = [f"{one.day.month}/{one.day.day} {_mark(words, one)}" for one in found.practised[-TOLD:]]
        yield words.plain("curve-alt-practices", count=len(found.practised), marks=", ".join(rows))


def change_line(words: Words, found: Learning) -> Markup | None:
    """Whether the rate changed with practice by more than chance brings; None before the first practice on it."""
    if found.change is None or found.since is None:
        return None
    told, step = found.change, words(f"coach-rate-{found.step.value}")
    if told.word is Word.TOO_EARLY or told.low is None or told.high is None:
        return _early(words, told, step)
    return words(
        f"curve-change-{told.word.value.replace('_', '-')}",
        step=step,
        day=words.day(found.since),
        k=told.after.k,
        n=told.after.n,
        rate=words.percent(told.after.value),
        before=words.percent(told.before.value),
        low=words.number(told.low * 100, 0),
        high=words.number(told.high * 100, 0),
    )


def _early(words: Words, told: Change, step: Markup) -> Markup:
    """What is missing: tries since, tries before, or colleagues to compare with."""
    if told.before.n < FEWEST_TRIALS:
        return words("curve-change-no-before", step=step, count=told.before.n, least=FEWEST_TRIALS)
    if told.after.n < FEWEST_TRIALS:
        return words("curve-change-early", step=step, count=FEWEST_TRIALS - told.after.n)
    return words("curve-change-no-peers", step=step)
