"""Days and times as Slack's pickers send them; anything else is refused like a word that is no date."""

from datetime import date, time

from coaching.errors import BadDate


def day(text: object) -> date:
    """YYYY-MM-DD. Raises BadDate."""
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError as broken:
        raise BadDate(str(text or ""), "no_such_day") from broken


def month(text: object) -> date:
    """YYYY-MM, as its first day. Raises BadDate."""
    return day(f"{text or ''}-01")


def clock(text: object) -> time:
    """HH:MM. Raises BadDate."""
    try:
        return time.fromisoformat(str(text or ""))
    except ValueError as broken:
        raise BadDate(str(text or ""), "no_such_day") from broken
