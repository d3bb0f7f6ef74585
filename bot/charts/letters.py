"""Letters on a picture: the font, what it can show, how wide words are, and how they are made to fit."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

DPI = 64  # a power of two: pixels → inches → pixels is then exact
TITLE, LABEL, SMALL = 29, 24, 20  # px; nothing is smaller than 20
_FALLBACK = "DejaVu Sans"
_MISSING = "□"
_NO_LINE_START = frozenset("、。，．・：；？！）」』】〕〉》ー…々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)]}%％件")
_DASHES = frozenset("–—")  # one at a line's end looks forgotten
_NO_LINE_END = frozenset("（「『【〔〈《([{¥￥")


def points(px: float) -> float:
    """Pixels as the points matplotlib counts in."""
    return px * 72 / DPI


def japanese_font() -> Path | None:
    """The file of IPAexGothic; None when matplotlib-fontja is not installed."""
    # Found, not imported: importing the package changes rcParams for everyone.
    package = find_spec("matplotlib_fontja")
    places = (package.submodule_search_locations if package else None) or ()
    return next((path for place in places if (path := Path(place) / "fonts" / "ipaexg.ttf").is_file()), None)


@cache
def _families() -> tuple[str, ...]:
    path = japanese_font()
    if path is None:
        return (_FALLBACK,)
    fontManager.addfont(path)
    return (str(get_font(path).family_name), _FALLBACK)


@lru_cache(maxsize=16)
def font(px: float) -> FontProperties:
    """The font at a size in pixels: Japanese first, DejaVu for the letters it lacks."""
    return FontProperties(family=list(_families()), size=points(px))


@cache
def _known() -> frozenset[int]:
    return frozenset().union(*(get_font(findfont(family)).get_charmap() for family in _families()))


@lru_cache(maxsize=1024)
def shown(words: str) -> str:
    """The words on one line, with only what the font can show: other signs become □, invisible ones go, piled-up accents stop at two."""
    signs: list[str] = []
    accents = 0
    for sign in re.sub(r"[\t-\r\x85\u2028\u2029]+", " ", unicodedata.normalize("NFC", words)).strip():
        kind = unicodedata.category(sign)
        accents = accents + 1 if kind in ("Mn", "Me") else 0
        if kind in ("Cc", "Cf", "Cs") or accents > 2 or (accents and ord(sign) not in _known()):
            continue
        seen = sign if ord(sign) in _known() else _MISSING
        if not (seen == _MISSING and signs[-1:] == [_MISSING]):
            signs.append(seen)
    return "".join(signs)


@cache
def _ruler() -> RendererAgg:
    return RendererAgg(1, 1, DPI)


@lru_cache(maxsize=8192)
def width(words: str, px: float) -> float:
    """How wide words are, in pixels."""
    return float(_ruler().get_text_width_height_descent(words, font(px), False)[0]) if words else 0.0


def cut(words: str, px: float, room: float) -> str:
    """The words if they fit into `room` pixels, else as many letters as do, and an ellipsis."""
    if width(words, px) <= room:
        return words
    end = "..." if words.isascii() else "…"  # the Japanese one hangs in mid-air beside English letters
    return words[: _fitting(words, px, room, end)].rstrip() + end


def _fitting(words: str, px: float, room: float, end: str = "") -> int:
    """How many letters from the start fit, at least one."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if width(words[:middle].rstrip() + end, px) <= room:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True)
class Block:
    """Words set on one or more lines; width and height in pixels."""

    lines: tuple[str, ...]
    px: int

    @property
    def pitch(self) -> float:
        """From one line's middle to the next."""
        return round(self.px * 1.3)

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max((width(line, self.px) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines together."""
        return self.pitch * len(self.lines)


def block(words: str, px: int, room: float, lines: int = 1) -> Block:
    """Words on at most `lines` lines of `room` pixels; what is left over ends in an ellipsis. No words, no lines."""
    return Block(tuple(_lines(shown(words), px, room, lines)), px)


def message(words: str, px: int, room: float, lines: int) -> Block:
    """As a block, but what is too long is cut in its first half: a long name stands first, what it is about comes last."""
    words = shown(words)
    low, high = 0, len(words)
    while low < high:
        kept = (low + high + 1) // 2
        if len(tuple(_lines(_without_middle(words, kept), px, room, lines + 1))) <= lines:
            low = kept
        else:
            high = kept - 1
    return Block(tuple(_lines(_without_middle(words, low), px, room, lines)), px)


def _without_middle(words: str, kept: int) -> str:
    """Of the letters kept a third from the start, the others from the end."""
    if kept >= len(words):
        return words
    return words[: kept // 3].rstrip() + ("..." if words.isascii() else "…") + words[len(words) - (kept - kept // 3) :].lstrip()


def _lines(words: str, px: int, room: float, lines: int) -> Iterator[str]:
    for _ in range(lines - 1):
        if width(words, px) <= room:
            break
        at = _break(words, _fitting(words, px, room))
        yield words[:at].rstrip()
        words = words[at:].lstrip()
    if words:
        yield cut(words, px, room)


def _break(words: str, most: int) -> int:
    """Where to end a line of at most `most` letters: after a space if one is near, else between two Japanese letters, else anywhere."""
    places = range(most, max(1, most // 2) - 1, -1)
    spaced = next((at for at in places if " " in words[at - 1 : at + 1] and words[:at].rstrip()[-1:] not in _DASHES), None)
    return spaced or next((at for at in places if _may_break(words[at - 1], words[at : at + 1])), most)


def _may_break(before: str, after: str) -> bool:
    if after in _NO_LINE_START or before in _NO_LINE_END:
        return False
    return any(sign and unicodedata.east_asian_width(sign) in "WF" for sign in (before, after))
