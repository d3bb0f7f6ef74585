"""Rows of one measure: name, bar, value, today's pace as a black tick, a note at the right."""

from dataclasses import dataclass

from bot.charts.drawings import Bar, Bars
from bot.charts.letters import LABEL, SMALL, Block, block, shown, width
from bot.charts.paper import BLUE, GREY, HEIGHT, INK, LEFT, ORANGE, RIGHT, Head, Paper, say_empty

_FOOT = 24
_GAP = 16
_NAME_ROOM, _LABEL_ROOM, _NOTE_ROOM = 230, 190, 150


@dataclass(frozen=True)
class _Rows:
    """Where things stand: rows from `top` every `pitch` pixels, bars from `start` at `scale` pixels a unit."""

    top: float
    pitch: float
    start: float
    scale: float
    names: tuple[Block, ...]
    labels: tuple[Block, ...]
    notes: tuple[Block, ...]

    def middle(self, at: int) -> float:
        return self.top + self.pitch * (at + 0.5)

    def end(self, bar: Bar) -> float:
        """The right end of what is drawn in the row."""
        return self.start + max(bar.value, bar.mark or 0, 0) * self.scale


def bars(drawing: Bars) -> Paper:
    """The picture: 500 px high for up to ten rows, then 34 px for each more."""
    head = Head.of(drawing.title, drawing.subtitle)
    rows = _rows(drawing, head)
    paper = Paper(max(HEIGHT, round(rows.top + rows.pitch * len(drawing.bars)) + _FOOT))
    head.write(paper)
    if not drawing.bars:
        say_empty(paper, head, drawing.empty_label)
    for at, bar in enumerate(drawing.bars):
        _row(paper, rows, at, bar)
    _explain_mark(paper, rows, drawing)
    return paper


def _rows(drawing: Bars, head: Head) -> _Rows:
    top = head.bottom + (30 if _first_mark(drawing) is not None else 6)
    pitch = min(max((HEIGHT - _FOOT - top) / max(len(drawing.bars), 1), 34.0), 77.0)
    px, lines = (LABEL, 2) if pitch >= 60 else (SMALL + 2 if pitch >= 40 else SMALL, 1)
    names = tuple(block(bar.name, SMALL + 2 if lines > 1 else SMALL, _NAME_ROOM, lines) for bar in drawing.bars)
    labels = tuple(block(bar.label, px, _LABEL_ROOM) for bar in drawing.bars)
    notes = tuple(block(bar.note, px, _NOTE_ROOM) for bar in drawing.bars)
    start = LEFT + _widest(names) + 20
    end = RIGHT - _widest(notes) - (20 if _widest(notes) else 0) - _widest(labels) - _GAP
    most = max((max(bar.value, bar.mark or 0) for bar in drawing.bars), default=0)
    return _Rows(top, pitch, start, (end - start) / most if most > 0 else 0.0, names, labels, notes)


def _widest(blocks: tuple[Block, ...]) -> float:
    return max((block.width for block in blocks), default=0.0)


def _row(paper: Paper, rows: _Rows, at: int, bar: Bar) -> None:
    middle = rows.middle(at)
    paper.block(LEFT, middle, rows.names[at])
    paper.bar(rows.start, middle, bar.value * rows.scale, rows.pitch * 0.5, colour=ORANGE if bar.act else BLUE)
    if bar.mark is not None:
        x = rows.start + max(bar.mark, 0) * rows.scale
        paper.line([(x, middle - rows.pitch * 0.38), (x, middle + rows.pitch * 0.38)], colour=INK, px=4, above=3)
    paper.block(rows.end(bar) + _GAP, middle, rows.labels[at], colour=ORANGE if bar.act else INK)
    paper.block(RIGHT, middle, rows.notes[at], colour=ORANGE if bar.act else GREY, align="right")


def _first_mark(drawing: Bars) -> float | None:
    return next((bar.mark for bar in drawing.bars if bar.mark is not None), None) if drawing.mark_label else None


def _explain_mark(paper: Paper, rows: _Rows, drawing: Bars) -> None:
    """Above the first mark, a little tick of the same kind and what it means."""
    mark = _first_mark(drawing)
    if mark is None:
        return
    x, middle = rows.start + max(mark, 0) * rows.scale, rows.top - 10
    words = block(drawing.mark_label, SMALL, max(x - LEFT, RIGHT - x) - 12)
    paper.line([(x, middle - 10), (x, middle + 10)], colour=INK, px=4)
    if x + 12 + width(shown(drawing.mark_label), SMALL) <= RIGHT or RIGHT - x > x - LEFT:
        paper.block(x + 12, middle, words)
    else:
        paper.block(x - 12, middle, words, align="right")
