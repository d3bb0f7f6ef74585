"""Which step of the funnel would help most, and a month's gap in parts."""

from collections.abc import Mapping
from decimal import Decimal

from bot.scoreboard.board import Board
from bot.scoreboard.bottleneck import FROM_DAY, Against, Help
from bot.text import Markup, Words
from bot.views.kpi_rows import off
from coaching.bottleneck import Bottleneck, Factor

AMOUNTS = (Factor.CALLS, Factor.BY_EMAIL)
SHOWN = 0.05  # a part that would be shown as 0.0 is left out


def help_line(words: Words, found: Help, *, whose: str, how: str = "help") -> Markup:
    """What would help most: appointment rate back to your usual 25% (so far −3.2 meetings). `whose`: you, or anything else for another's;
    `how`: "listed" where what it is about stands above, "cost" of a month that is over."""
    if found.waiting:
        return words("bottleneck-words", waiting=found.waiting, held=words.number(Decimal(found.meetings), 0))
    usual = _value(words, found.factor, found.usual / found.days if found.factor is Factor.CALLS else found.usual)
    step = words(f"bottleneck-back-{found.factor.value}", usual=usual, whose=Markup("team" if found.of_team else whose))
    meetings = words.number(Decimal(found.meetings))
    return words(f"bottleneck-{how}", step=step, meetings=meetings, number=Markup("one" if meetings == "1" else "other"))


def split_lines(words: Words, board: Board, found: Mapping[Against, Bottleneck]) -> list[str]:
    """Each comparison with its parts; or why there is none."""
    if not found:
        return [_why_not(words, board)]
    lines: list[str] = []
    for against, gap in found.items():
        lines += ["", _head(words, against, gap), *_parts(words, gap)]
    waiting = board.funnel.waiting
    return [*lines[1:], "", words("bottleneck-note"), *([words("bottleneck-waiting", count=waiting)] if waiting else [])]


def _why_not(words: Words, board: Board) -> Markup:
    if board.pace is None:
        return words("bottleneck-no-range")
    return words("bottleneck-too-early" if board.pace.elapsed_days < FROM_DAY else "bottleneck-no-past")


def _head(words: Words, against: Against, gap: Bottleneck) -> Markup:
    before, now = (words.number(Decimal(flow.held)) for flow in (gap.before, gap.now))
    return words(f"bottleneck-against-{against.value}", before=before, now=now, change=off(words, Decimal(gap.change)))


def _parts(words: Words, gap: Bottleneck) -> list[Markup]:
    shown = [factor for factor in Factor if abs(gap.effects[factor]) >= SHOWN]
    return [_part(words, gap, factor) for factor in shown] or [words("bottleneck-same")]


def _part(words: Words, gap: Bottleneck, factor: Factor) -> Markup:
    return words(
        "bottleneck-part",
        step=words(f"bottleneck-step-{factor.value}"),
        effect=off(words, Decimal(gap.effects[factor])),
        before=_value(words, factor, gap.before.value(factor)),
        now=_value(words, factor, gap.now.value(factor)),
    )


def _value(words: Words, factor: Factor, value: float | None) -> Markup:
    """25%; an amount; – where there is none."""
    if value is None:
        return Markup("–")
    if factor is Factor.TIMING:
        return words.number(Decimal(value), 2)
    return words.number(Decimal(value), 0 if factor is Factor.CALLS else 1) if factor in AMOUNTS else words.percent(Decimal(value))
