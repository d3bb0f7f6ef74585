"""A member's day and month in a line: today's counts, meetings held and booked."""

from datetime import date, timedelta
from typing import Any

from bot.talk import Ask
from bot.text import Markup
from coaching.calendar import month_of
from storage import figures
from storage.tables import Member, id_of

AHEAD = timedelta(days=400)  # no meeting is booked further away


def today_of(ask: Ask) -> date:
    """The team's local day."""
    return ask.now.astimezone(ask.zone).date()


def day_line(ask: Ask, day: date) -> Markup:
    """Today: 32 calls · 4 contacts · 1 appointment (or another day's)."""
    counts = figures.today(ask.session, workspace_id=ask.workspace_id, member_id=ask.member_id, day=day)
    values = {"calls": counts.calls, "contacts": counts.contacts, "appointments": counts.appointments}
    if day == today_of(ask):
        return ask.words("log-today", **values)
    return ask.words("log-that-day", day=ask.words.day(day), **values)


def month_line(ask: Ask, member: Member | None = None) -> Markup:
    """Meetings this month: 9 held, 6 booked (5 of them for this month). Of who asks, or of another member."""
    held, booked, within = month_counts(ask, member or ask.member)
    return ask.words("log-month", held=held, booked=booked, within=within, later=booked - within)


def month_counts(ask: Ask, member: Member) -> tuple[int, int, int]:
    """Meetings held this month, booked ahead, and those of them within the month."""
    today = today_of(ask)
    month = month_of(today)
    who: dict[str, Any] = {"workspace_id": ask.workspace_id, "member_id": id_of(member)}
    held = figures.held_by_day(ask.session, **who, first=month.first, last=month.last)
    booked = figures.ahead_by_day(ask.session, **who, first=month.first, last=month.last + AHEAD, now=ask.now)
    return sum(held.values()), sum(booked.values()), sum(count for day, count in booked.items() if day <= month.last)
