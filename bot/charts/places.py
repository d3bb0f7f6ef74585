"""Where labels go: each near what it names, off the lines, never on another or over the edge."""

from dataclasses import dataclass
from itertools import pairwise, permutations

import numpy as np
from numpy.typing import NDArray

from bot.charts.letters import Block
from bot.charts.paper import LEFT, RIGHT, Box, Paper, Point

Numbers = NDArray[np.float64]

_SIDES = {
    "left": (-1, 0),
    "right": (1, 0),
    "above": (0, -1),
    "below": (0, 1),
    "above left": (-1, -1),
    "above right": (1, -1),
    "below left": (-1, 1),
    "below right": (1, 1),
}
_APART, _BESIDE = 4.0, 10.0  # px between two labels, up and down, and across
_NEAR = [(float(dx), float(dy)) for dx in range(-200, 201, 10) for dy in range(-150, 151, 10)]
_FAR = [(float(dx), float(dy)) for dx in range(-760, 761, 20) for dy in range(-400, 401, 20)]

# What a place costs. A point of a line under the words costs most; then being far (per px); then standing at a less wished side.
_COVERED, _DISTANT, _LESS_WISHED, _UNWISHED, _NOWHERE = 14.0, 0.6, 5.0, 30.0, 1e6


@dataclass(frozen=True)
class Wish:
    """Words that want to stand at a side of a point, the best side first."""

    block: Block
    colour: str
    at: Point
    sides: tuple[str, ...]


@dataclass(frozen=True)
class _Spots:
    """Free places for one label: a row of left, top, right, bottom each, and what it costs."""

    boxes: Numbers
    costs: Numbers

    def best(self, taken: list[Numbers]) -> int | None:
        """The cheapest one off the places taken."""
        free = np.ones(len(self.costs), dtype=bool)
        for box in taken:
            free &= ~_meet(self.boxes, box)
        return int(np.where(free, self.costs, np.inf).argmin()) if free.any() else None


def place(paper: Paper, wishes: list[Wish], lines: list[list[Point]], ceiling: float, floor: float) -> None:
    """Write the words where together they cover the least, as near as can be; words are left out only on a full sheet."""
    wishes = [wish for wish in wishes if wish.block.lines]
    ink = _ink(lines)
    spots = [_spots(paper, wish, ink, ceiling, floor) for wish in wishes]
    tried = (_in_turn(spots, order) for order in permutations(range(len(wishes))))
    _, chosen = min(tried, key=lambda one: one[0])
    for at, box in chosen.items():
        paper.block(box[0], (box[1] + box[3]) / 2, wishes[at].block, colour=wishes[at].colour)


def at_the_end(paper: Paper, x: float, labels: list[tuple[Block, str, float]], ceiling: float, floor: float) -> None:
    """Labels right of x, each at its level (px from the top), moved apart where they would meet."""
    labels = sorted((label for label in labels if label[0].lines), key=lambda label: label[2])
    middles: list[float] = []
    edge = ceiling
    for words, _, level in labels:
        middles.append(max(level, edge + words.height / 2))
        edge = middles[-1] + words.height / 2 + _APART
    edge = floor
    for at in range(len(labels) - 1, -1, -1):
        middles[at] = min(middles[at], edge - labels[at][0].height / 2)
        edge = middles[at] - labels[at][0].height / 2 - _APART
    for (words, colour, _), middle in zip(labels, middles, strict=True):
        paper.block(x, middle, words, colour=colour)


def _in_turn(spots: list[_Spots], order: tuple[int, ...]) -> tuple[float, dict[int, Numbers]]:
    """Each label in this order takes the best place left: the whole cost, and the places."""
    cost, chosen = 0.0, dict[int, Numbers]()
    for at in order:
        best = spots[at].best(list(chosen.values()))
        cost += _NOWHERE if best is None else float(spots[at].costs[best])
        if best is not None:
            chosen[at] = spots[at].boxes[best]
    return cost, chosen


def _spots(paper: Paper, wish: Wish, ink: Numbers, ceiling: float, floor: float) -> _Spots:
    near = _free(paper, wish, _NEAR, ceiling, floor)
    boxes, dislike = near if len(near[0]) else _free(paper, wish, _FAR, ceiling, floor)
    return _Spots(boxes, dislike + _COVERED * _covered(boxes, ink) + _DISTANT * _distance(boxes, *wish.at))


def _free(paper: Paper, wish: Wish, offsets: list[Point], ceiling: float, floor: float) -> tuple[Numbers, Numbers]:
    """At the wished sides and at all these offsets: the boxes on nothing yet written, and how little each was wished."""
    x, y = wish.at
    wished = [(dx, dy, rank * _LESS_WISHED) for rank, side in enumerate(wish.sides) for dx, dy in _offsets(wish.block, side)]
    across, down, dislike = np.array([*wished, *((dx, dy, _UNWISHED) for dx, dy in offsets)]).T
    left = np.clip(x + across, LEFT, max(RIGHT - wish.block.width, LEFT))
    top = y + down - wish.block.height / 2
    boxes = np.stack([left, top, left + wish.block.width, top + wish.block.height], axis=1)
    free = (boxes[:, 2] <= RIGHT) & (top >= ceiling) & (boxes[:, 3] <= floor + 4)
    for box in paper.boxes:
        free &= ~_meet(boxes, _row(box))
    return boxes[free], dislike[free]


def _offsets(words: Block, side: str) -> list[Point]:
    """From the point to the label's left edge and middle, near and a little farther."""
    across, down = _SIDES[side]
    return [
        (across * (words.width / 2 + gap) - words.width / 2, down * (words.height / 2 + (gap / 3 if across else gap)))
        for gap in (12.0, 20.0)
    ]


def _row(box: Box) -> Numbers:
    return np.array([box.left, box.top, box.right, box.bottom])


def _meet(boxes: Numbers, other: Numbers) -> NDArray[np.bool_]:
    left, top, right, bottom = boxes.T
    across = (left < other[2] + _BESIDE) & (other[0] < right + _BESIDE)
    return np.asarray(across & (top < other[3] + _APART) & (other[1] < bottom + _APART))


def _ink(lines: list[list[Point]]) -> Numbers:
    """Points every few pixels along the lines."""
    found = [np.linspace(a, b, max(int(np.hypot(b[0] - a[0], b[1] - a[1]) // 5), 2)) for line in lines for a, b in pairwise(line)]
    return np.concatenate(found) if found else np.zeros((0, 2))


def _covered(boxes: Numbers, ink: Numbers) -> Numbers:
    """How many points of ink each box lies on."""
    left, top, right, bottom = (edge[:, np.newaxis] for edge in boxes.T)
    x, y = ink.T
    return np.asarray(((x > left - 4) & (x < right + 4) & (y > top + 1) & (y < bottom - 1)).sum(axis=1), dtype=np.float64)


def _distance(boxes: Numbers, x: float, y: float) -> Numbers:
    """From the point to the nearest edge of each box."""
    left, top, right, bottom = boxes.T
    return np.asarray(np.hypot(np.maximum(np.maximum(left - x, x - right), 0), np.maximum(np.maximum(top - y, y - bottom), 0)))
