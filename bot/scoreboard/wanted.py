"""Whether two people can practise at a time somebody named, and if not, why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.scoreboard.practices import Opening, clashes, opening_of
from coaching.calendar import Period
from coaching.slots import Span
from storage import members, practices
from storage.tables import Member, Practice, Team, id_of


class Hindrance(StrEnum):
    """Why a time cannot be had."""

    PAST = "past"
    CLOSED = "closed"  # no business day
    MENTOR_AWAY = "mentor_away"
    REP_AWAY = "rep_away"
    OUTSIDE = "outside"  # of the mentor's hours
    FULL = "full"  # the mentor gives no more that day or week
    MENTOR_BUSY = "mentor_busy"
    REP_BUSY = "rep_busy"


@dataclass(frozen=True)
class Wanted:
    """A time for two people; `hindrance` None: it can be had. `other`: the practice that is there already."""

    rep: Member
    mentor: Member
    at: datetime
    minutes: int
    hindrance: Hindrance | None = None
    other: Practice | None = None
    hours: Span | None = None


def wanted(session: Session, *, team: Team, mentor: Member, rep: Member, at: datetime, now: datetime) -> Wanted:
    """Look whether it can be had: not gone by, on a business day, both there, within the mentor's hours and capacity, nothing else then."""
    local = team_calendar(session, team=team, period=Period(at.date(), at.date()))
    day = local.today(at)
    opening = opening_of(session, team=team, mentor=mentor, day=day, now=now)
    span = Span(at, at + timedelta(minutes=opening.minutes))
    other = _other(session, rep, mentor, span)
    found = _Look(session, team, mentor, rep, day, opening, span)
    why = Hindrance.PAST if at <= now else None if local.is_open(day) else Hindrance.CLOSED
    return Wanted(rep, mentor, at, opening.minutes, why or found.hindrance(), other, opening.hours)


def _other(session: Session, rep: Member, mentor: Member, span: Span) -> Practice | None:
    """What one of them practises then, the rep's before the mentor's."""
    for one in (rep, mentor):
        found = practices.taken(session, workspace_id=rep.workspace_id, member_ids=[id_of(one)], start=span.start, end=span.end)
        if found:
            return found[0]
    return None


@dataclass(frozen=True)
class _Look:
    session: Session
    team: Team
    mentor: Member
    rep: Member
    day: date
    opening: Opening
    span: Span

    def hindrance(self) -> Hindrance | None:
        """The first that stands in the way."""
        hours, slots = self.opening.hours, [self.span.start]
        checks = (
            (Hindrance.REP_AWAY, self._rep_away),
            (Hindrance.MENTOR_AWAY, lambda: self.opening.mentor.away),
            (Hindrance.REP_BUSY, lambda: self._busy(self.rep, slots)),
            (Hindrance.MENTOR_BUSY, lambda: self._busy(self.mentor, slots)),
            (Hindrance.OUTSIDE, lambda: hours is None or self.span.start < hours.start or self.span.end > hours.end),
            (Hindrance.FULL, lambda: not self.opening.mentor.most),
        )
        return next((why for why, holds in checks if holds()), None)

    def _rep_away(self) -> bool:
        one = id_of(self.rep)
        return self.day in members.leave_days(
            self.session, workspace_id=self.rep.workspace_id, member_ids=[one], first=self.day, last=self.day
        ).get(one, ())

    def _busy(self, member: Member, slots: list[datetime]) -> bool:
        return bool(clashes(self.session, team=self.team, rep_id=id_of(member), slots=slots, minutes=self.opening.minutes))
