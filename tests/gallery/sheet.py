"""The contact sheet: every picture of the gallery, small, in columns of about the same height."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

COLUMNS, WIDE, GAP, MOST_HIGH = 16, 150, 6, 420  # pixels; what is longer is cut off
LARGEST = 1_500_000  # bytes


def sheet(pictures: Sequence[Path], to: Path) -> None:
    """One PNG of few colours, small enough for the README."""
    columns: list[list[Image.Image]] = [[] for _ in range(COLUMNS)]
    for path in pictures:
        min(columns, key=lambda column: sum(one.height + GAP for one in column)).append(thumbnail(path))
    high = max(sum(one.height + GAP for one in column) for column in columns) + GAP
    whole = Image.new("RGB", (COLUMNS * (WIDE + GAP) + GAP, high), "#8a8f98")
    for number, column in enumerate(columns):
        top = GAP
        for one in column:
            whole.paste(one, (GAP + number * (WIDE + GAP), top))
            top += one.height + GAP
    to.parent.mkdir(parents=True, exist_ok=True)
    for colours in (64, 32, 16):
        whole.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(to, optimize=True)
        if to.stat().st_size < LARGEST:
            return


def thumbnail(path: Path) -> Image.Image:
    """A picture at the sheet's width."""
    with Image.open(path) as found:
        small = found.convert("RGB").resize((WIDE, max(1, found.height * WIDE // found.width)), Image.Resampling.LANCZOS)
    return small.crop((0, 0, WIDE, min(small.height, MOST_HIGH)))
