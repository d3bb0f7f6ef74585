"""The line that says that a month is about to close, and what of it waits."""

from bot.scoreboard.ending import Ending
from bot.text import Markup, Words


def ending_line(words: Words, found: Ending, *, named: bool = False) -> Markup:
    """November 2026 closes on Mon, Dec 7: 9 meetings wait for a word; `named`: with the team, for who answers for several."""
    pending = len(found.waiting) - found.wordless
    each = [words("kpi-waiting", count=found.wordless)] if found.wordless else []
    each += [words("month-ending-verdicts", count=pending)] if pending else []
    about = {"period": words.month(found.month), "day": words.day(found.closes), "what": Markup(" · ".join(each))}
    return words("month-ending", **about, named=Markup("yes" if named else "no"), team=found.team)
