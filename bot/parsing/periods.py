"""Lines that ask for something: not too long, with a period somewhere among the words."""

import re
from collections.abc import Sequence
from datetime import date

from bot.parsing.dates import read_period, read_when
from bot.parsing.dates.period import halves
from coaching.calendar import Period
from coaching.errors import BadDate, TooLong

MOST = 300  # characters of a line that asks for figures, goals or settings
LONGEST = 6  # words of a period: `from Nov 1 to Nov 15`
_MONTH = re.compile(r"(?:[0-9]{4}(?:[-/.]|年 ?))?(?:[0-9]{1,2}月(?:分|度)?|(?<=[-/.])[0-9]{1,2})|[0-9]{1,2}/[0-9]{4}")


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


def must_be_period(text: str, *, today: date) -> None:
    """What stands where a month or days may stand, and was none that `take_period` knew.

    Raises BadDate for what is meant as one: no_such_month (2026-13), backwards (11/20..11/10), and what `read_when` refuses (2/30).
    """
    if _MONTH.fullmatch(text):
        raise BadDate(text, "no_such_month")
    if all(halves(text, today)):
        raise BadDate(text, "backwards")
    if text[:1].isdigit():
        read_when(text, today=today, forward=False)
