"""When mentors and reps are free: hours − practices − commitments − leave, and what a mentor still has room for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from coaching.agreement import LIVE, State
from coaching.calendar import Period
from coaching.placing import Mentor
from coaching.slots import Span, clashing, free
from coaching.terms import Role
from storage import members, mentoring, practices
from storage.tables import Member, Mentoring, Practice, Team, id_of

NOTICE = timedelta(minutes=30)  # nobody is asked to practise sooner
LATELY = timedelta(days=28)  # whose turn it is when the assigned mentor is away
USUAL = timedelta(hours=2)  # of a mentor who said no hours: the team's last two
COUNTED = LIVE | {State.DONE}  # of a mentor's capacity


@dataclass(frozen=True)
class Opening:
    """A mentor's day as the matching sees it, with who they are and how long their practices are."""

    member: Member
    minutes: int
    mentor: Mentor


def openings(session: Session, *, team: Team, day: date, now: datetime) -> Sequence[Opening]:
    """Every mentor of a team on a day: free slots from `now` on, and how many practices they can still give. A closed day has no slots."""
    found = members.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team), role=Role.MENTOR)
    return [_Day(session, team, day, now, found).opening(one) for one in found] if found else []


def clashes(
    session: Session, *, team: Team, rep_id: int, slots: Iterable[datetime], minutes: int, but: int | None = None
) -> frozenset[datetime]:
    """Which of these slots a rep cannot take: they practise then (but for that practice), as rep or mentor, or promised the time."""
    wanted = sorted(slots)
    if not wanted:
        return frozenset()
    start, end = wanted[0], wanted[-1] + timedelta(minutes=minutes)
    return clashing(wanted, minutes=minutes, taken=_taken(session, team, rep_id, start, end, but))


def _taken(session: Session, team: Team, member_id: int, start: datetime, end: datetime, but: int | None = None) -> list[Span]:
    span: dict[str, Any] = {"workspace_id": team.workspace_id, "member_ids": [member_id], "start": start, "end": end}
    held = [Span(one.starts_at, practices.ends_at(one)) for one in practices.taken(session, **span) if one.id != but]
    return held + [Span(one.starts_at, one.ends_at) for one in mentoring.commitments(session, **span)]


class _Day:
    """What all mentors' openings of a day are read from, each fetched once."""

    def __init__(self, session: Session, team: Team, day: date, now: datetime, mentors: Sequence[Member]) -> None:
        self.session, self.team, self.day, self.now = session, team, day, now
        self.calendar = team_calendar(session, team=team, period=Period(day, day))
        ids = [id_of(one) for one in mentors]
        self.said = mentoring.of(session, workspace_id=team.workspace_id, member_ids=ids)
        self.away = members.leave_days(session, workspace_id=team.workspace_id, member_ids=ids, first=day, last=day)
        monday = day - timedelta(days=day.weekday())
        first = min(monday, day - LATELY)
        rows = practices.on_days(session, workspace_id=team.workspace_id, team_id=id_of(team), first=first, last=monday + timedelta(days=6))
        counted = [row for row in rows if row.state in COUNTED]
        self.today = Counter(row.mentor_id for row in counted if row.day == day)
        self.week = Counter(row.mentor_id for row in counted if row.day >= monday)
        self.lately = Counter(row.mentor_id for row in counted if row.day <= day)

    def opening(self, member: Member) -> Opening:
        one, said = id_of(member), self.said[id_of(member)]
        hours = self._hours(said)
        taken = _taken(self.session, self.team, one, hours.start, hours.end) if hours else []
        slots = free(hours, minutes=said.minutes, taken=taken, not_before=self.now + NOTICE)
        left = max(min(said.a_day - self.today[one], said.a_week - self.week[one]), 0)
        away = self.day in self.away[one]
        return Opening(member, said.minutes, Mentor(one, () if away else tuple(slots), left, self.lately[one], away))

    def _hours(self, said: Mentoring) -> Span | None:
        if not self.calendar.is_open(self.day):
            return None
        opens, closes = self.calendar.hours(self.day)
        if not said.hours:
            return Span(max(opens, closes - USUAL), closes)
        span = said.hours.get(str(self.day.weekday()))
        return Span(*(datetime.combine(self.day, time.fromisoformat(text), opens.tzinfo) for text in span)) if span else None


def room(session: Session, *, team: Team, practice: Practice, now: datetime, days: Sequence[date]) -> Sequence[datetime]:
    """Times a practice could be moved to on these days: its mentor is free and has room, and so is the rep. Its own capacity is its own."""
    away = members.leave_days(session, workspace_id=team.workspace_id, member_ids=[practice.rep_id], first=min(days), last=max(days))[
        practice.rep_id
    ]
    found: list[datetime] = []
    for day in days:
        for opening in openings(session, team=team, day=day, now=now):
            if opening.mentor.id != practice.mentor_id or day in away:
                continue
            if opening.mentor.most or day == practice.day:
                slots = opening.mentor.slots
                busy = clashes(session, team=team, rep_id=practice.rep_id, slots=slots, minutes=practice.minutes, but=practice.id)
                found += [slot for slot in slots if slot not in busy]
    return found
