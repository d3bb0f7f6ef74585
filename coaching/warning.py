"""Whether somebody is warned of their pace, and when that is over (design §3, Pace)."""

from decimal import Decimal
from enum import StrEnum

from coaching.pace import USUAL, Lines

WARN_BELOW_P, CLEAR_FROM_P = 0.5, 0.6
QUIET_DAYS = 2  # the first business days of a month say too little


class Turn(StrEnum):
    """What is told now."""

    WARN = "warn"
    CLEAR = "clear"
    NONE = "none"


def lasts(*, pace: Decimal | None, p: float | None, lines: Lines = USUAL) -> bool:
    """Whether a warning that was told still says the truth: there is a goal, and neither of the two lines out of it is reached."""
    return pace is not None and p is not None and pace < lines.ahead and p < CLEAR_FROM_P


def turn(*, behind: bool, pace: Decimal | None, p: float | None, business_day: int, told_today: bool, lines: Lines = USUAL) -> Turn:
    """Whether the warning turns on or off.

    `behind`: it is on; `pace`: actual ÷ expected, `p`: the chance of reaching the goal (0 to 1), both None without a goal or with goal 0;
    `business_day`: which of the month's it is, the first is 1; `told_today`: a turn was told today already, so the next waits for
    tomorrow. Between the two lines nothing turns: a warning has its own way out.
    """
    if pace is None or p is None or told_today or business_day <= QUIET_DAYS:
        return Turn.NONE
    if behind:
        return Turn.NONE if lasts(pace=pace, p=p, lines=lines) else Turn.CLEAR
    return Turn.WARN if pace < lines.behind and p < WARN_BELOW_P else Turn.NONE
