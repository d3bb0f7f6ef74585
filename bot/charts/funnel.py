"""The stages from calls to meetings held, each with its count and the rate into it with its interval."""

from math import sqrt

from bot.charts.drawings import Funnel, Stage
from bot.charts.letters import LABEL, SMALL, block
from bot.charts.paper import BLUE, GREY, HEIGHT, INK, LEFT, ORANGE, RIGHT, Head, Paper, say_empty

_FOOT = 24
_GAP = 14
_NAME_ROOM, _LABEL_ROOM, _RATE_ROOM = 220, 190, 170
_LONGEST = 300


def funnel(drawing: Funnel) -> Paper:
    """The picture: 500 px high for up to six stages, then 60 px for each more."""
    head = Head.of(drawing.title, drawing.subtitle)
    top = head.bottom + (30 if drawing.rate_label else 6)
    pitch = min(max((HEIGHT - _FOOT - top) / max(len(drawing.stages), 1), 60.0), 72.0)
    paper = Paper(max(HEIGHT, round(top + pitch * len(drawing.stages)) + _FOOT))
    head.write(paper)
    if not drawing.stages:
        say_empty(paper, head, drawing.empty_label)
        return paper
    if any(stage.rate for stage in drawing.stages):
        paper.block(RIGHT, top - 10, block(drawing.rate_label, SMALL, RIGHT - LEFT), colour=GREY, align="right")
    _stages(paper, drawing.stages, top, pitch)
    return paper


def _stages(paper: Paper, stages: tuple[Stage, ...], top: float, pitch: float) -> None:
    names = [block(stage.name, SMALL + 2, _NAME_ROOM, lines=2) for stage in stages]
    labels = [block(stage.label, LABEL, _LABEL_ROOM) for stage in stages]
    rates = [(block(stage.rate, LABEL, _RATE_ROOM), block(stage.interval, SMALL, _RATE_ROOM)) for stage in stages]
    start = LEFT + max(name.width for name in names) + 24
    room = RIGHT - start - max(label.width for label in labels) - _GAP - max(max(rate.width, span.width) for rate, span in rates) - 24
    lengths = _lengths([stage.count for stage in stages], min(room, _LONGEST))
    for at, (stage, length) in enumerate(zip(stages, lengths, strict=True)):
        middle = top + pitch * (at + 0.5)
        paper.block(LEFT, middle, names[at])
        paper.bar(start, middle, length, 36, colour=ORANGE if stage.act else BLUE)
        paper.block(start + length + _GAP, middle, labels[at])
        rate, span = rates[at]
        apart = 13 if rate.lines and span.lines else 0
        paper.block(RIGHT, middle - apart, rate, colour=ORANGE if stage.act else INK, align="right")
        paper.block(RIGHT, middle + apart, span, colour=GREY, align="right")


def _lengths(counts: list[float], longest: float) -> list[float]:
    """By the square root: by the count itself everything after the calls would be a sliver."""
    most = max(*counts, 0)
    return [longest * sqrt(max(count, 0) / most) if most > 0 else 0.0 for count in counts]
