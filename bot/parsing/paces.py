"""From where on a pace is warned of, and that is over: `0.85`, `85% 100%`, 0.85〜1.0."""

import re
from typing import Final

from bot.parsing.words import normal
from coaching.errors import BadPost
from coaching.pace import USUAL

#: The columns of a team.
BEHIND, AHEAD = "behind_below", "ahead_from"
SHIPPED_LINES: Final = {BEHIND: int(USUAL.behind * 100), AHEAD: int(USUAL.ahead * 100)}
_JOINTS: Final = re.compile(r"[\s,、~〜–—-]+|から")
_LINE: Final = re.compile(r"([0-9]{1,3})(?:\.0)? ?%|([0-9]?\.[0-9]{1,2}|[0-9])")
_FIGURES: Final = re.compile(r"[0-9.% ,、~〜–—-]+|から")


def lines(text: str) -> dict[str, int]:
    """Percent of what is expected by now, by a team's column: the line below which somebody is warned, and from which on it is over.

    {} when it is about something else. Raises BadPost.
    """
    plain = normal(text)
    if not plain or _FIGURES.sub("", plain):
        return {}
    found = [_percent(word, text) for word in _JOINTS.split(plain.replace(" %", "%")) if word]
    if not 0 < len(found) <= len(SHIPPED_LINES):
        raise BadPost(text, "lines")
    return dict(zip(SHIPPED_LINES, found, strict=False))


def _percent(word: str, said: str) -> int:
    found = _LINE.fullmatch(word)
    if found is None:
        raise BadPost(said, "lines")
    return int(found[1]) if found[1] else round(float(found[2]) * 100)
