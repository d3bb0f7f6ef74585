"""One drawing → one picture. Imports matplotlib: only the pool's worker, tests and the sheet of samples come here."""

from bot.charts.bars import bars
from bot.charts.curve import curve
from bot.charts.drawings import Bars, Curve, Drawing, Funnel, Pace
from bot.charts.funnel import funnel
from bot.charts.pace import pace
from bot.charts.paper import Paper, Said


def png(drawing: Drawing) -> bytes:
    """The picture as PNG, 800 px wide."""
    return _paper(drawing).png()


def said(drawing: Drawing) -> tuple[Said, ...]:
    """All words of the picture, with size, colour and the box they take."""
    return _paper(drawing).said()


def size(drawing: Drawing) -> tuple[int, int]:
    """Width and height in pixels."""
    paper = _paper(drawing)
    return paper.width, paper.height


def _paper(drawing: Drawing) -> Paper:
    match drawing:
        case Pace():
            return pace(drawing)
        case Bars():
            return bars(drawing)
        case Funnel():
            return funnel(drawing)
        case Curve():
            return curve(drawing)
        case _:
            raise TypeError(f"nothing draws a {type(drawing).__name__}")
