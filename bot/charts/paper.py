"""A sheet to draw on in pixels from its top left corner: colours, lines, bars, words, and where the words came to stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Polygon
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from bot.charts.letters import DPI, LABEL, SMALL, TITLE, Block, block, font, message, points

INK, GREY, PALE = "#1a1a1a", "#6b6b6b", "#e2e4e6"
BLUE, PALE_BLUE = "#0f5c99", "#d5e4f0"
ORANGE = "#cc6200"  # 4:1 on white, 1.8:1 beside the blue: told apart in grey, too

WIDTH, HEIGHT = 800, 500
LEFT, RIGHT = 28, 772

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0) -> bool:
        """Whether the two share any place, or come nearer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


@dataclass(frozen=True)
class Said:
    """Words as they stand on the sheet."""

    words: str
    px: float
    colour: str
    box: Box


class Paper:
    """White, `width` × `height` pixels."""

    def __init__(self, height: int = HEIGHT, width: int = WIDTH) -> None:
        """An empty sheet."""
        self.height, self.width = height, width
        self._figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor="white")
        self._canvas = FigureCanvasAgg(self._figure)
        self._down = Affine2D().scale(1, -1).translate(0, height)
        self._texts: list[Text] = []
        self.boxes: list[Box] = []

    def words(self, x: float, middle: float, words: str, *, px: float = LABEL, colour: str = INK, align: str = "left") -> None:
        """One line, its capitals' middle at `middle`."""
        if not words:
            return
        text = self._figure.text(
            x,
            middle + px * 0.36,
            words,
            transform=self._down,
            fontproperties=font(px),
            color=colour,
            ha=align,
            va="baseline",
            parse_math=False,
            zorder=6,
        )
        self._texts.append(text)
        self.boxes.append(self._box(text))

    def block(self, x: float, middle: float, block: Block, *, colour: str = INK, align: str = "left") -> None:
        """Several lines, their common middle at `middle`."""
        for at, line in enumerate(block.lines):
            self.words(x, middle + (at - (len(block.lines) - 1) / 2) * block.pitch, line, px=block.px, colour=colour, align=align)

    def line(self, path: Sequence[Point], *, colour: str, px: float, dashes: tuple[float, float] | None = None, above: int = 2) -> None:
        """A line through points, with corners as they are."""
        xs, ys = zip(*path, strict=True)
        drawn, gap = dashes or (1, 0)
        self._figure.add_artist(
            Line2D(
                xs,
                ys,
                transform=self._down,
                color=colour,
                linewidth=points(px),
                linestyle=(0, (drawn / px, gap / px)) if gap else "-",
                solid_capstyle="butt",
                dash_capstyle="butt",
                solid_joinstyle="miter",
                zorder=above,
            )
        )

    def dot(self, x: float, y: float, *, colour: str, px: float = 16) -> None:
        """A filled circle."""
        size = points(px)
        look: dict[str, Any] = {"marker": "o", "markersize": size, "color": colour, "markeredgewidth": 0, "linestyle": "", "zorder": 5}
        self._figure.add_artist(Line2D([x], [y], transform=self._down, **look))

    def ring(self, x: float, y: float, *, colour: str, px: float = 16) -> None:
        """A circle, white inside."""
        self.dot(x, y, colour=colour, px=px)
        self.dot(x, y, colour="white", px=px - 6)

    def area(self, path: Sequence[Point], *, colour: str) -> None:
        """A filled shape."""
        self._figure.add_artist(Polygon(list(path), closed=True, transform=self._down, facecolor=colour, edgecolor="none", zorder=1))

    def bar(self, x: float, middle: float, length: float, thickness: float, *, colour: str) -> None:
        """A bar to the right of x; something is seen of anything above nought."""
        if length <= 0:
            return
        length = max(length, 3)
        rounding = min(5, length / 2)
        shape = f"round,pad=0,rounding_size={rounding}"
        self._figure.add_artist(
            FancyBboxPatch(
                (x, middle - thickness / 2), length, thickness, boxstyle=shape, transform=self._down, facecolor=colour, edgecolor="none"
            )
        )

    def png(self) -> bytes:
        """The picture; the same drawing gives the same bytes."""
        out = BytesIO()
        self._canvas.print_png(out, metadata={"Software": None})
        return out.getvalue()

    def said(self) -> tuple[Said, ...]:
        """All words with the place they really take, in the order written."""
        return tuple(
            Said(text.get_text(), float(text.get_fontsize()) * DPI / 72, str(text.get_color()), box)
            for text, box in zip(self._texts, self.boxes, strict=True)
        )

    def _box(self, text: Text) -> Box:
        at = text.get_window_extent(self._canvas.get_renderer())
        return Box(float(at.x0), float(self.height - at.y1), float(at.x1), float(self.height - at.y0))


@dataclass(frozen=True)
class Head:
    """Title and subtitle, set before the sheet is cut, for the sheet may grow with them. `bottom`: where the rest may begin."""

    title: Block
    subtitle: Block

    @classmethod
    def of(cls, title: str, subtitle: str) -> "Head":
        """Two lines at most for each."""
        return cls(message(title, TITLE, RIGHT - LEFT, lines=2), message(subtitle, SMALL, RIGHT - LEFT, lines=2))

    @property
    def bottom(self) -> float:
        """Below the last line."""
        return 20 + self.title.height + self.subtitle.height + 4

    def write(self, paper: Paper) -> None:
        """Both, at the top left."""
        paper.block(LEFT, 20 + self.title.height / 2, self.title)
        paper.block(LEFT, 22 + self.title.height + self.subtitle.height / 2, self.subtitle, colour=GREY)


def say_empty(paper: Paper, head: Head, words: str) -> None:
    """The one sentence of a picture with nothing to show, in its middle."""
    paper.block(
        paper.width / 2, (head.bottom + paper.height) / 2, block(words, LABEL, RIGHT - LEFT - 80, lines=3), colour=GREY, align="center"
    )
