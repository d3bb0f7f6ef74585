"""When two people's or teams' names are the same for the eye."""

import re
import unicodedata

_BETWEEN = re.compile(r"[\s・･,、.]+")


def folded(name: str) -> str:
    """The name without case, width and doubled spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def words(name: str) -> frozenset[str]:
    """The folded words of a name."""
    return frozenset(word for word in _BETWEEN.split(folded(name)) if word)
