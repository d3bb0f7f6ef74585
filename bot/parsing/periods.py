"""A period somewhere among other words."""

from collections.abc import Sequence
from datetime import date

from bot.parsing.dates import read_period
from coaching.calendar import Period

LONGEST = 6  # words of a period: `from Nov 1 to Nov 15`


def take_period(words: Sequence[str], *, today: date) -> tuple[Period | None, list[str]]:
    """The longest run of words that is a period, and the words left over; None and all words when there is none."""
    for length in range(min(len(words), LONGEST), 0, -1):
        for start in range(len(words) - length + 1):
            found = read_period(" ".join(words[start : start + length]), today=today)
            if found:
                return Period(*found), [*words[:start], *words[start + length :]]
    return None, list(words)
