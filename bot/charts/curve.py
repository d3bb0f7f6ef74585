"""A learning curve: a rate with its interval against what was expected, over the practices that were to lift it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from bot.charts.drawings import Curve, Level
from bot.charts.letters import LABEL, SMALL, Block, block
from bot.charts.paper import BLUE, GREY, INK, LEFT, ORANGE, PALE, PALE_BLUE, RIGHT, Head, Paper, Point, say_empty
from bot.charts.places import Wish, at_the_end, place

_FLOOR = 446.0  # px from the top: where the days stand under
_ROW = 56.0  # what practices take above it
_WALL = 40.0
_LABEL_ROOM = 220
_SIGNS = 2  # rows of them
_EARLIER = 3  # former thresholds that are named


@dataclass(frozen=True)
class _Scale:
    """A drawing with its scale: days and rates → pixels."""

    drawing: Curve
    top: float
    bottom: float
    right: float

    @cached_property
    def most(self) -> float:
        """As high as the rate, the threshold and all but the vaguest intervals reach."""
        rates = [rate for rate in self.drawing.rates if rate is not None]
        level = max([*rates, *(level.value for level in self.drawing.levels)], default=0.0)
        return min(max([level * 1.15, *(high for high in self.drawing.highs if high is not None)]), level * 1.8) or 1.0

    def x(self, day: float) -> float:
        return _WALL + (self.right - _WALL) * (day + 0.5) / max(len(self.drawing.days), 1)

    def y(self, rate: float) -> float:
        return self.bottom - (self.bottom - self.top) * min(max(rate, 0.0), self.most) / self.most

    @property
    def pitch(self) -> float:
        """From one day to the next."""
        return self.x(1) - self.x(0)

    def stretches(self) -> Iterator[list[int]]:
        """Days in a row that have a rate."""
        for there, days in groupby(range(len(self.drawing.days)), lambda day: self.drawing.rates[day] is not None):
            if there:
                yield list(days)

    def path(self, values: tuple[float | None, ...], days: list[int]) -> list[Point]:
        """A line through the days; a single one is as wide as the day."""
        known = [(self.x(day), self.y(values[day] or 0.0)) for day in days]
        return known if len(known) > 1 else [(known[0][0] - 4, known[0][1]), (known[0][0] + 4, known[0][1])]


def curve(drawing: Curve) -> Paper:
    """The picture, 800 × 500."""
    head, paper = Head.of(drawing.title, drawing.subtitle), Paper()
    head.write(paper)
    drawn = any(rate is not None for rate in drawing.rates)
    if not drawing.days or not (drawn or drawing.dots):
        say_empty(paper, head, drawing.empty_label)
        return paper
    ends = list(_end_labels(drawing))
    gutter = max((words.width for words, *_ in ends), default=0.0)
    bottom = _FLOOR - (_ROW if drawing.dots else 0.0)
    rows = _sign_rows(drawing)
    scale = _Scale(drawing, head.bottom + 14 + 28 * rows, bottom, RIGHT - gutter - 16 if gutter else RIGHT - 12)
    _days(paper, scale)
    _signs(paper, scale, head.bottom)
    lines = _lines(paper, scale)
    _dots(paper, scale)
    at_the_end(paper, scale.right + 12, [(words, colour, _end(scale, where)) for words, colour, where in ends], head.bottom, _FLOOR)
    _earlier(paper, scale, lines, head.bottom)
    if not drawn:
        words = block(drawing.empty_label, LABEL, scale.right - _WALL, lines=2)
        paper.block((_WALL + scale.right) / 2, (scale.top + scale.bottom) / 2, words, colour=GREY, align="center")
    return paper


def _end_labels(drawing: Curve) -> Iterator[tuple[Block, str, float | None]]:
    """What stands at the end: words, colour, the rate they stand at (None: the practices' row)."""
    rate = next((rate for rate in reversed(drawing.rates) if rate is not None), None)
    if rate is not None and drawing.rate_label.strip():
        yield block(drawing.rate_label, LABEL, _LABEL_ROOM), ORANGE if drawing.act else BLUE, rate
    if _holds(drawing) and drawing.levels[-1].label.strip():
        yield block(drawing.levels[-1].label, LABEL, _LABEL_ROOM, lines=2), INK, drawing.levels[-1].value
    if drawing.dots and drawing.dots_label.strip():
        yield block(drawing.dots_label, SMALL, _LABEL_ROOM, lines=2), GREY, None


def _holds(drawing: Curve) -> bool:
    """Whether something is expected to the last day."""
    return bool(drawing.levels) and drawing.levels[-1].last >= len(drawing.days) - 1


def _end(scale: _Scale, rate: float | None) -> float:
    return _FLOOR - _ROW / 2 if rate is None else scale.y(rate)


def _days(paper: Paper, scale: _Scale) -> None:
    """The floor, and as many days under it as stand apart: whole weeks where they do, always the last."""
    paper.line([(_WALL - 8, _FLOOR), (scale.right, _FLOOR)], colour=PALE, px=2, above=0)
    names = [block(day, SMALL, 160) for day in scale.drawing.days]
    apart, last = max(name.width for name in names) + 24, len(names) - 1
    step = next((days for days in (1, 2, 5, 10, 20) if scale.pitch * days >= apart), last + 1)
    for at in (at for at in range(last, -1, -step)):
        half = names[at].width / 2
        x = min(max(scale.x(at), LEFT + half), RIGHT - half)
        paper.block(x, _FLOOR + 22, names[at], colour=GREY, align="center")


def _lines(paper: Paper, scale: _Scale) -> list[list[Point]]:
    """All that is drawn but practices and words; answers the lines the words should keep off."""
    drawing, drawn = scale.drawing, []
    for level in drawing.levels:
        edges = (scale.x(level.first) - scale.pitch / 2, scale.x(level.last) + scale.pitch / 2)
        drawn.append([(x, scale.y(level.value)) for x in edges])
        paper.line(drawn[-1], colour=INK, px=3, dashes=(11, 8), above=3)
    for days in scale.stretches():
        low, high = scale.path(drawing.lows, days), scale.path(drawing.highs, days)
        paper.area([*high, *reversed(low)], colour=PALE_BLUE)
        drawn.append(scale.path(drawing.rates, days))
        paper.line(drawn[-1], colour=BLUE, px=6, above=4)
    return drawn


def _sign_rows(drawing: Curve) -> int:
    return min(len(drawing.signs), _SIGNS)


def _signs(paper: Paper, scale: _Scale, ceiling: float) -> None:
    """A pale upright line for each, its words on top where they have room; of too many the latest."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_SIGNS)]
    for sign in reversed(scale.drawing.signs):
        x, words = scale.x(sign.at), block(sign.label, SMALL, 300)
        left = min(max(x - words.width / 2, LEFT), RIGHT - words.width)
        row = next((row for row, spans in enumerate(taken) if _is_free(spans, left, left + words.width)), None)
        if row is None:
            continue
        taken[row].append((left, left + words.width))
        middle = ceiling + 16 + 28 * row
        paper.line([(x, middle + 14), (x, _FLOOR)], colour=PALE, px=2, above=0)
        paper.block(left, middle, words, colour=GREY)


def _is_free(spans: list[tuple[float, float]], left: float, right: float) -> bool:
    return all(right + 16 < start or left > end + 16 for start, end in spans)


def _dots(paper: Paper, scale: _Scale) -> None:
    """Each practice on its day, the marks over them as far as they stand apart, the latest first."""
    edge = scale.right + 14
    places = [dot.at for dot in scale.drawing.dots]
    nearest = min((after - before for before, after in pairwise(places)), default=2)
    size = min(max(scale.pitch * nearest - 2, 9), 16)
    for dot in reversed(scale.drawing.dots):
        x, words = scale.x(dot.at), block(dot.label, SMALL, 80)
        (paper.dot if dot.passed else paper.ring)(x, _FLOOR - 16, colour=BLUE if dot.label else GREY, px=size)
        if dot.label and x + words.width / 2 + 8 <= edge:
            paper.block(x, _FLOOR - 40, words, colour=BLUE if dot.passed else GREY, align="center")
            edge = x - words.width / 2


def _earlier(paper: Paper, scale: _Scale, lines: list[list[Point]], ceiling: float) -> None:
    """Words at the thresholds that held before."""
    former = scale.drawing.levels[:-1] if _holds(scale.drawing) else scale.drawing.levels
    wishes = [_wish(scale, level) for level in former[-_EARLIER:]]
    place(paper, wishes, lines, ceiling, scale.bottom)


def _wish(scale: _Scale, level: Level) -> Wish:
    middle = (scale.x(level.first) + scale.x(level.last)) / 2
    return Wish(block(level.label, SMALL, _LABEL_ROOM), INK, (middle, scale.y(level.value)), ("above", "below"))
