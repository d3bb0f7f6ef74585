"""Where labels go: each near what it names, off the lines, never on another or over the edge."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.charts.letters import Block
from bot.charts.paper import LEFT, RIGHT, Box, Paper, Point

_SIDES = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "above": (0.0, -1.0),
    "below": (0.0, 1.0),
    "above left": (-1.0, -1.0),
    "above right": (1.0, -1.0),
    "below left": (-1.0, 1.0),
    "below right": (1.0, 1.0),
}
_APART, _BESIDE = 4.0, 8.0  # px between two labels


@dataclass(frozen=True)
class Wish:
    """Words that want to stand at a side of a point, the best side first."""

    block: Block
    colour: str
    near: tuple[float, float, tuple[str, ...]]


def beside(x: float, y: float, sides: tuple[str, ...]) -> tuple[float, float, tuple[str, ...]]:
    """A point and the sides of it, wished ones first; all others are taken if need be."""
    return x, y, (*sides, *(side for side in _SIDES if side not in sides))


def place(paper: Paper, wish: Wish, lines: list[list[Point]], ceiling: float, floor: float) -> None:
    """Write the words where they cover the least, as near as can be; nowhere if the sheet is full."""
    if not wish.block.lines:
        return
    x, y, sides = wish.near
    near = [(spot, rank * 6.0) for rank, side in enumerate(sides) for spot in _at(x, y, wish.block, side)]
    far = [((x + dx, y + dy), 60.0) for dx in range(-760, 761, 20) for dy in range(-400, 401, 20)]
    ink = _ink(lines)
    for spots in (near, far):
        costs: list[tuple[float, Point]] = []
        for (left, middle), dislike in spots:
            box = Box(left, middle - wish.block.height / 2, left + wish.block.width, middle + wish.block.height / 2)
            if _is_free(paper, box, ceiling, floor):
                costs.append((dislike + 14 * _covered(ink, box) + 0.5 * _distance(box, x, y), (left, middle)))
        if costs:
            paper.block(*min(costs)[1], wish.block, colour=wish.colour)
            return


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


def _at(x: float, y: float, words: Block, side: str) -> list[Point]:
    """The label's left edge and middle at a side of the point, near and a little farther."""
    across, down = _SIDES[side]
    lefts = [x - words.width / 2 + across * (words.width / 2 + gap) for gap in (12.0, 20.0)]
    middles = [y + down * (words.height / 2 + (gap / 3 if across else gap)) for gap in (12.0, 20.0)]
    return [(min(max(left, LEFT), RIGHT - words.width), middle) for left, middle in zip(lefts, middles, strict=True)]


def _ink(lines: list[list[Point]]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Points every few pixels along the lines."""
    found = [np.linspace(a, b, max(int(np.hypot(b[0] - a[0], b[1] - a[1]) // 5), 2)) for line in lines for a, b in pairwise(line)]
    return np.concatenate(found) if found else np.zeros((0, 2))


def _covered(ink: "np.ndarray[tuple[int, int], np.dtype[np.float64]]", box: Box) -> int:
    x, y = ink[:, 0], ink[:, 1]
    return int(((x > box.left - 4) & (x < box.right + 4) & (y > box.top + 2) & (y < box.bottom - 2)).sum())


def _is_free(paper: Paper, box: Box, ceiling: float, floor: float) -> bool:
    inside = box.left >= LEFT and box.right <= RIGHT and box.top >= ceiling and box.bottom <= floor + 4
    wide = Box(box.left - _BESIDE, box.top, box.right + _BESIDE, box.bottom)
    return inside and not any(wide.meets(other, _APART) for other in paper.boxes)


def _distance(box: Box, x: float, y: float) -> float:
    """From the point to the nearest edge of the box."""
    return max(box.left - x, x - box.right, 0.0) + max(box.top - y, y - box.bottom, 0.0)
