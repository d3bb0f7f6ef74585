"""Contact sheets: the pictures of the gallery, small, in columns of about the same height."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

GAP = 6  # pixels
LARGEST = 1_500_000  # bytes


@dataclass(frozen=True)
class Format:
    """Columns, the width of each and how much of a long picture is shown, in pixels."""

    columns: int
    wide: int
    high: int


EVERYTHING = Format(24, 150, 420)
README = Format(10, 216, 330)


def fullest(pictures: Sequence[Path]) -> list[Path]:
    """One picture of each scene: the longest that a screen or two can hold."""
    chosen: dict[str, tuple[int, Path]] = {}
    for path in pictures:
        with Image.open(path) as found:
            high = found.height if found.height <= 1300 else 0
        scene = path.stem.rpartition("-")[0]
        chosen[scene] = max(chosen.get(scene, (-1, path)), (high, path))
    return [path for _, path in chosen.values()]


def sheet(pictures: Sequence[Path], to: Path, form: Format) -> None:
    """One PNG of few colours."""
    columns: list[list[Image.Image]] = [[] for _ in range(form.columns)]
    for path in pictures:
        min(columns, key=lambda column: sum(one.height + GAP for one in column)).append(thumbnail(path, form))
    high = max(sum(one.height + GAP for one in column) for column in columns) + GAP
    whole = Image.new("RGB", (form.columns * (form.wide + GAP) + GAP, high), "#8a8f98")
    for number, column in enumerate(columns):
        top = GAP
        for one in column:
            whole.paste(one, (GAP + number * (form.wide + GAP), top))
            top += one.height + GAP
    to.parent.mkdir(parents=True, exist_ok=True)
    for colours in (200, 64, 32, 16):
        whole.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(to, optimize=True)
        if to.stat().st_size < LARGEST:
            return


def thumbnail(path: Path, form: Format) -> Image.Image:
    """A picture at the sheet's width."""
    with Image.open(path) as found:
        small = found.convert("RGB").resize((form.wide, max(1, found.height * form.wide // found.width)), Image.Resampling.LANCZOS)
    return small.crop((0, 0, form.wide, min(small.height, form.high)))
