"""Answers in the message of a day that asks: later, nothing to log, I was away, log the contact. Meetings answer as in /meeting."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.parsing.numbers import row_id
from bot.scoreboard.book import team_calendar
from bot.scoreboard.sheet import AWAY
from bot.talk import Ask, Reply
from bot.views.asked import again, day_of, named, settled_again, sheet_of
from bot.views.meeting_rows import row
from bot.views.month import today_of
from bot.views.permission import must_be_member
from coaching.calendar import Period
from coaching.errors import Gone
from coaching.gaps import Cause, Gap
from coaching.terms import Direction, Outcome
from storage import calls, hushes, meetings, members

AHEAD = timedelta(days=30)  # a business day lies nearer
NEVER = timedelta(days=90)  # nobody is asked for a day or a booking so long after it


def later(ask: Ask) -> Reply:
    """[Later]: a meeting waits until the next business morning; the value is `12:2026-11-24`, the meeting and the message's day."""
    must_be_member(ask)
    number, _, told = ask.text.partition(":")
    day, meeting_id = day_of(told), row_id(number)
    sheet = sheet_of(ask, day)
    meeting = next((one for one in sheet.waiting if one.id == meeting_id), None)
    if meeting is None:
        return _as_it_is(ask, day, meeting_id in {one.id for one in (*sheet.done, *(put_off for put_off, _ in sheet.later))})
    until = _morning(ask)
    entry_id = ask.entry("asked-later")
    hushes.keep(ask.session, **_who(ask), about=f"meeting {meeting.id}", until=until, entry_id=entry_id)
    return again(ask, day)


def nothing(ask: Ask) -> Reply:
    """[Nothing to log]: this is no gap."""
    day, gap = _gap(ask)
    if isinstance(gap, str):
        return settled_again(ask, day, gap)
    entry_id, until = ask.entry("asked-nothing"), _morning(ask) if gap.cause is Cause.SILENCE else ask.now + NEVER
    hushes.keep(ask.session, **_who(ask), about=gap.about, until=until, reason="nothing", entry_id=entry_id)
    return again(ask, day, ask.words("asked-noted-nothing", what=named(ask, gap.about)))


def away(ask: Ask) -> Reply:
    """[I was away]: leave on the day without a log."""
    day, gap = _gap(ask, Cause.DAY)
    if isinstance(gap, str):
        return settled_again(ask, day, gap)
    off = date.fromisoformat(gap.about.partition(" ")[2])
    leave = members.add_leave(ask.session, **_who(ask), first=off, last=off)
    entry_id = ask.entry("away", {"leave": leave.id})
    hushes.keep(ask.session, **_who(ask), about=gap.about, until=ask.now + NEVER, reason=AWAY, entry_id=entry_id)
    return again(ask, day, ask.words("asked-noted-away", day=ask.words.day(off)))


def contact(ask: Ask) -> Reply:
    """[Log the contact]: the call that reached the lead of an appointment, on the day it was booked."""
    day, gap = _gap(ask, Cause.CONTACT)
    if isinstance(gap, str):
        return settled_again(ask, day, gap)
    meeting = meetings.find(ask.session, workspace_id=ask.workspace_id, meeting_id=int(gap.about.partition(" ")[2]))
    if meeting is None:
        raise Gone
    entry_id = ask.entry("calls")
    calls.add(
        ask.session,
        workspace_id=ask.workspace_id,
        team_id=meeting.team_id,
        member_id=ask.member_id,
        at=ask.now,
        day=meeting.booked_on,
        outcome=Outcome.CONTACT,
        direction=Direction(meeting.direction),
        source=meeting.source,
        lead_id=meeting.lead_id,
        entry_id=entry_id,
    )
    hushes.keep(ask.session, **_who(ask), about=gap.about, until=ask.now + NEVER, reason="contact", entry_id=entry_id)
    return again(ask, day, ask.words("asked-noted-contact", what=row(ask, meeting)))


def _as_it_is(ask: Ask, day: date, was_asked: bool) -> Reply:
    """The message as it reads now: of a meeting that does not wait any more. Raises Gone where it never did."""
    if not was_asked:
        raise Gone
    return again(ask, day)


def _gap(ask: Ask, *causes: Cause) -> tuple[date, Gap | str]:
    """The message's day and the gap a button names (`day 2026-11-20:2026-11-24`); its name alone once it is settled. Raises Gone."""
    must_be_member(ask)
    about, _, told = ask.text.partition(":")
    day = day_of(told)
    sheet = sheet_of(ask, day)
    gap = next((one for one in sheet.gaps if one.about == about), None)
    if gap is None and about in sheet.settled:
        return day, about
    if gap is None or (causes and gap.cause not in causes):
        raise Gone
    return day, gap


def _morning(ask: Ask) -> datetime:
    """When the next business day begins."""
    today = today_of(ask)
    days = team_calendar(ask.session, team=ask.team, period=Period(today, today + AHEAD)).days(today + timedelta(days=1), today + AHEAD)
    return datetime.combine(days[0] if days else today + timedelta(days=1), time(), ask.zone).astimezone(UTC)


def _who(ask: Ask) -> dict[str, Any]:
    return {"workspace_id": ask.workspace_id, "member_id": ask.member_id}
