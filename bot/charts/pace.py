"""A month's meetings held against the pace line, with what is booked for the rest of it."""

from dataclasses import dataclass
from functools import cached_property

from bot.charts.drawings import Pace
from bot.charts.letters import LABEL, SMALL, Block, block
from bot.charts.paper import BLUE, GREY, INK, LEFT, ORANGE, PALE, PALE_BLUE, RIGHT, Head, Paper, Point, say_empty
from bot.charts.places import Wish, at_the_end, place

_FLOOR = 440.0  # px from the top: where nought is
_WALL = 46.0  # px from the left: where the month begins
_LABEL_ROOM = 220
_FAN_ROOM = 170  # two lines rather than a narrow picture


@dataclass(frozen=True)
class _Month:
    """A drawing with its scale: business days and meetings → pixels."""

    drawing: Pace
    top: float
    right: float

    @property
    def length(self) -> int:
        """Business days."""
        return max(len(self.drawing.days), 1)

    @cached_property
    def now(self) -> float:
        """Business days gone by."""
        return min(max(self.drawing.position, 0.0), float(self.length))

    @property
    def held(self) -> float:
        """So far."""
        return float(self.drawing.held[-1]) if self.drawing.held else 0.0

    @property
    def may_be(self) -> float:
        """Held, and all that is booked."""
        return self.held + (self.drawing.coming[-1] if self.drawing.coming else 0)

    @cached_property
    def expected(self) -> float | None:
        """By now; the straight line's when the drawing does not say."""
        if not self.drawing.goal:
            return None
        return self.drawing.goal * self.now / self.length if self.drawing.expected is None else self.drawing.expected

    @cached_property
    def most(self) -> float:
        drawn = (*self.drawing.held, *self.drawing.coming, *self.drawing.fan_high)
        return max(self.drawing.goal or 0, self.expected or 0, self.may_be, *drawn, 0) or 1.0

    def x(self, day: float) -> float:
        return _WALL + (self.right - _WALL) * day / self.length

    def y(self, meetings: float) -> float:
        return _FLOOR - (_FLOOR - self.top) * max(meetings, 0) / self.most

    def at(self, day: float, meetings: float) -> Point:
        return self.x(day), self.y(meetings)

    def held_line(self) -> list[Point]:
        """A meeting stands over the middle of its day, today's not after now."""
        return self._steps(0.0, 0.0, [(min(at + 0.5, self.now), float(held)) for at, held in enumerate(self.drawing.held)], self.now)

    def coming_line(self) -> list[Point]:
        """On top of what is held, from the first day with something booked to the month's end."""
        first = self.length - len(self.drawing.coming)
        rises = [(max(first + at + 0.5, self.now), self.held + more) for at, more in enumerate(self.drawing.coming) if more > 0]
        return self._steps(rises[0][0], self.held, rises, float(self.length))

    def fan_line(self, levels: tuple[float, ...]) -> list[Point]:
        """From now to the month's end, a level for the end of each day left."""
        first = self.length - len(levels)
        ahead = [(first + at + 1.0, level) for at, level in enumerate(levels) if first + at + 1 > self.now]
        return [self.at(self.now, self.held), *(self.at(day, level) for day, level in ahead)]

    def pace_line(self) -> list[Point]:
        """From nothing to the goal, through what is expected by now."""
        through = [] if self.expected is None or not 0 < self.now < self.length else [self.at(self.now, self.expected)]
        return [self.at(0, 0), *through, self.at(self.length, self.drawing.goal or 0)]

    def _steps(self, day: float, level: float, rises: list[tuple[float, float]], end: float) -> list[Point]:
        path = [self.at(day, level)]
        for at, to in rises:
            path += [self.at(at, level), self.at(at, to)]
            level = to
        return [*path, self.at(end, level)]


def pace(drawing: Pace) -> Paper:
    """The picture, 800 × 500."""
    head, paper = Head.of(drawing.title, drawing.subtitle), Paper()
    head.write(paper)
    if not drawing.days or (drawing.empty_label and _is_empty(drawing)):
        say_empty(paper, head, drawing.empty_label)
        return paper
    at_end = _end_labels(drawing)
    gutter = max((words.width for words, *_ in at_end), default=0.0)
    month = _Month(drawing, top=head.bottom + 30, right=RIGHT - gutter - 16 if gutter else RIGHT - 12)
    _days(paper, month)
    lines = _lines(paper, month)
    at_the_end(paper, month.right + 16, [(words, colour, month.y(level)) for words, colour, level in at_end], head.bottom, _FLOOR)
    _labels(paper, month, lines, head.bottom)
    return paper


def _is_empty(drawing: Pace) -> bool:
    return not drawing.goal and not any(drawing.held) and not any(drawing.coming)


def _is_over(drawing: Pace) -> bool:
    return drawing.position >= len(drawing.days)


def _end_labels(drawing: Pace) -> list[tuple[Block, str, float]]:
    """What stands at the month's end: words, colour, level."""
    held = float(drawing.held[-1]) if drawing.held else 0.0
    said = [(drawing.goal_label, INK, _LABEL_ROOM, drawing.goal or 0.0)] if drawing.goal else []
    if drawing.held and _is_over(drawing):
        said.append((drawing.held_label, BLUE, _LABEL_ROOM, held))
    if drawing.fan_likely:
        said.append((drawing.fan_label, BLUE, _FAN_ROOM, drawing.fan_likely[-1]))
    elif any(drawing.coming):
        said.append((drawing.coming_label, BLUE, _LABEL_ROOM, held + drawing.coming[-1]))
    return [(block(words, LABEL, room, lines=2), colour, level) for words, colour, room, level in said if words.strip()]


def _days(paper: Paper, month: _Month) -> None:
    """The floor, and as many days under it as stand apart: whole weeks where they do, always the first and the last."""
    paper.line([(_WALL - 8, _FLOOR), (month.right, _FLOOR)], colour=PALE, px=2, above=0)
    names = [block(day, SMALL, 160) for day in month.drawing.days]
    apart = max(name.width for name in names) + 18
    step = next((days for days in (1, 2, 5, 10) if month.x(days) - month.x(0) >= apart), month.length)
    chosen = [at for at in range(0, month.length - 1, step) if month.x(month.length - 1) - month.x(at) >= apart] + [month.length - 1]
    for at in chosen:
        half = names[at].width / 2
        x = min(max(month.x(at + 0.5), LEFT + half), RIGHT - half)
        paper.block(x, _FLOOR + 20, names[at], colour=GREY, align="center")


def _lines(paper: Paper, month: _Month) -> list[list[Point]]:
    """All that is drawn but words; answers the lines the words should keep off."""
    now, drawn = month.at(month.now, month.held), list[list[Point]]()
    if month.drawing.fan_likely:
        drawn.append(month.fan_line(month.drawing.fan_likely))
        rim = [*month.fan_line(month.drawing.fan_high), *month.fan_line(month.drawing.fan_low)[:0:-1]]
        paper.area(rim, colour=PALE_BLUE)
        paper.line(drawn[-1], colour=BLUE, px=3, dashes=(3, 5), above=3)
    elif any(month.drawing.coming):
        drawn.append(month.coming_line())
        paper.area([*drawn[-1], month.at(month.length, month.held)], colour=PALE_BLUE)
        paper.line(drawn[-1], colour=BLUE, px=3, dashes=(3, 5), above=3)
    if month.drawing.goal:
        drawn.append(month.pace_line())
        paper.line(drawn[-1], colour=GREY, px=3, dashes=(11, 8))
    if month.drawing.held:
        drawn += [month.held_line(), [now, month.at(month.now, 0)]]
        paper.line(drawn[-1], colour=PALE, px=2, above=1)
        paper.line(drawn[-2], colour=BLUE, px=6, above=3)
        paper.dot(*now, colour=BLUE)
    if _is_short(month):
        drawn.append([now, month.at(month.now, month.expected or 0)])
        paper.line(drawn[-1], colour=ORANGE, px=5, above=4)
    return drawn


def _is_short(month: _Month) -> bool:
    return bool(month.drawing.shortfall_label) and month.expected is not None and month.expected > month.held


def _labels(paper: Paper, month: _Month, lines: list[list[Point]], ceiling: float) -> None:
    """What stands around now: held, pace, shortfall."""
    x, held = month.at(month.now, month.held)
    expected = month.y(month.expected or 0)
    behind = month.expected is None or month.expected >= month.held
    wishes = []
    if month.drawing.held and not _is_over(month.drawing):
        wishes.append(Wish(_set(month.drawing.held_label), BLUE, (x, held), ("below right",) if behind else ("above left", "left")))
    if _is_short(month):
        wishes.append(Wish(_set(month.drawing.shortfall_label), ORANGE, (x, (held + expected) / 2), ("left", "right")))
    if month.expected is not None and month.now > 0 and not _is_over(month.drawing):
        sides = ("above left", "above") if behind else ("below right", "right")
        wishes.append(Wish(_set(month.drawing.expected_label, SMALL + 2), GREY, (x, expected), sides))
    place(paper, wishes, [*lines, _around(x, held)] if month.drawing.held else lines, ceiling, _FLOOR)


def _around(x: float, y: float) -> list[Point]:
    """The dot's rim, for labels to keep off."""
    return [(x + dx, y + dy) for dx, dy in ((-8, 0), (0, -8), (8, 0), (0, 8), (-8, 0))]


def _set(words: str, px: int = LABEL) -> Block:
    return block(words, px, _LABEL_ROOM, lines=2)
