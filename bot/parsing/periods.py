"""Lines that ask for something: not too long, with a period somewhere among the words."""

from collections.abc import Sequence
from datetime import date

from bot.parsing.dates import read_period
from coaching.calendar import Period
from coaching.errors import TooLong

MOST = 300  # characters of a line that asks for figures, goals or settings
LONGEST = 6  # words of a period: `from Nov 1 to Nov 15`


def short(text: str) -> str:
    """The line itself. Raises TooLong for one that nobody types."""
    if len(text) > MOST:
        raise TooLong("words", MOST)
    return text


def take_period(words: Sequence[str], *, today: date) -> tuple[Period | None, list[str]]:
    """The longest run of words that is a period, and the words left over; None and all words when there is none."""
    for length in range(min(len(words), LONGEST), 0, -1):
        for start in range(len(words) - length + 1):
            found = read_period(" ".join(words[start : start + length]), today=today)
            if found:
                return Period(*found), [*words[:start], *words[start + length :]]
    return None, list(words)
