"""What every picture keeps: words inside the sheet, apart from each other, large enough; and which colours are seen on it."""

import io
from functools import lru_cache
from itertools import combinations

from PIL import Image

from bot.charts import Drawing
from bot.charts.paper import Paper
from bot.charts.picture import _paper


@lru_cache(maxsize=1)
def drawn(drawing: Drawing) -> Paper:
    """The paper it is drawn on: once for all that is asked of it in a row."""
    return _paper(drawing)


def fits(drawing: Drawing) -> None:
    """Inside the sheet, apart from each other, large enough."""
    wide, high, words = drawn(drawing).width, drawn(drawing).height, drawn(drawing).said()
    for each in words:
        assert 0 <= each.box.left <= each.box.right <= wide, each
        assert 0 <= each.box.top <= each.box.bottom <= high, each
        assert each.px >= 20, each
    for one, other in combinations(words, 2):
        assert not one.box.meets(other.box, gap=-2), (one, other)


def shows(drawing: Drawing, colour: str) -> bool:
    """Whether this very colour is seen anywhere."""
    with Image.open(io.BytesIO(drawn(drawing).png())) as image:
        found = image.convert("RGB").getcolors(1 << 24)
    return tuple(bytes.fromhex(colour[1:])) in {colour for _, colour in found or ()}
