"""When mentors and reps are free: hours − practices − commitments − leave, and what a mentor still has room for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from coaching.agreement import LIVE, State
from coaching.calendar import Period
from coaching.placing import Mentor, Why
from coaching.slots import Span, clashing, free
from coaching.terms import Role
from storage import members, mentoring, practices, teams
from storage.tables import Member, Mentoring, Practice, Team, id_of

NOTICE = timedelta(minutes=30)  # nobody is asked to practise sooner
LATELY = timedelta(days=28)  # so long whoever had or gave a practice counts: others' turn is before theirs
USUAL = timedelta(hours=2)  # of a mentor who said no hours: the team's last two
DAYS, FAR = 5, timedelta(days=30)  # business days that are offered, looked for within a month
COUNTED = LIVE | {State.DONE}  # of a mentor's capacity


@dataclass(frozen=True)
class Opening:
    """A mentor's day as the matching sees it, with who they are and how long their practices are."""

    member: Member
    minutes: int
    mentor: Mentor
    hours: Span | None = None  # when they practise that day; None: not at all


def openings(session: Session, *, team: Team, day: date, now: datetime) -> Sequence[Opening]:
    """Every mentor of a team on a day: free slots from `now` on, and how many practices they can still give. A closed day has no slots."""
    found = members.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team), role=Role.MENTOR)
    whole = _Day(session, team, day, now, found) if found else None
    return [whole.opening(one) for one in found] if whole else []


def opening_of(session: Session, *, team: Team, mentor: Member, day: date, now: datetime, but: int | None = None) -> Opening:
    """One mentor's day; `but`: as if that practice were not there."""
    return _Day(session, team, day, now, [mentor], but).opening(mentor)


def rooms(session: Session, *, team: Team, day: date, now: datetime, mentors: Sequence[Member]) -> dict[int, int]:
    """How many practices each mentor can still give that day, by id: what they said less what there is."""
    found = _Day(session, team, day, now, mentors)
    return {id_of(one): found.left(id_of(one)) for one in mentors}


def clashes(
    session: Session, *, team: Team, rep_id: int, slots: Iterable[datetime], minutes: int, but: int | None = None
) -> frozenset[datetime]:
    """Which of these slots a rep cannot take: they practise then (but for that practice), as rep or mentor, or promised the time."""
    wanted = sorted(slots)
    if not wanted:
        return frozenset()
    start, end = wanted[0], wanted[-1] + timedelta(minutes=minutes)
    return clashing(wanted, minutes=minutes, taken=busy(session, team, [rep_id], start, end, but)[rep_id])


def busy(session: Session, team: Team, ids: Sequence[int], start: datetime, end: datetime, but: int | None = None) -> dict[int, list[Span]]:
    """What these people have to do between two moments, practices (but that one) and promises, by id."""
    span: dict[str, Any] = {"workspace_id": team.workspace_id, "member_ids": ids, "start": start, "end": end}
    found: dict[int, list[Span]] = {one: [] for one in ids}
    for practice in practices.taken(session, **span):
        for who in ({practice.rep_id, practice.mentor_id} & found.keys()) if practice.id != but else ():
            found[who].append(Span(practice.starts_at, practices.ends_at(practice)))
    for promise in mentoring.commitments(session, **span):
        found[promise.member_id].append(Span(promise.starts_at, promise.ends_at))
    return found


class _Day:
    """What all mentors' openings of a day are read from, each fetched once."""

    def __init__(self, session: Session, team: Team, day: date, now: datetime, mentors: Sequence[Member], but: int | None = None) -> None:
        self.day, self.now = day, now
        self.calendar = team_calendar(session, team=team, period=Period(day, day))
        ids = [id_of(one) for one in mentors]
        self.said = mentoring.of(session, workspace_id=team.workspace_id, member_ids=ids)
        self.away = members.leave_days(session, workspace_id=team.workspace_id, member_ids=ids, first=day, last=day)
        begins = datetime.combine(day, time(0), self.calendar.zone)
        self.taken = busy(session, team, ids, begins, begins + timedelta(days=1), but)
        week = teams.week_of(team, day)
        first = min(week.first, day - LATELY)
        rows = practices.on_days(session, workspace_id=team.workspace_id, team_id=id_of(team), first=first, last=week.last)
        counted = [row for row in rows if row.state in COUNTED and row.id != but]
        self.today = Counter(row.mentor_id for row in counted if row.day == day)
        self.week = Counter(row.mentor_id for row in counted if row.day >= week.first)
        self.lately = Counter(row.mentor_id for row in counted if row.day <= day)

    def opening(self, member: Member) -> Opening:
        one, said = id_of(member), self.said[id_of(member)]
        hours = self._hours(said)
        slots = free(hours, minutes=said.minutes, taken=self.taken[one], not_before=self.now + NOTICE)
        away = self.day in self.away[one]
        day = Mentor(one, () if away else tuple(slots), self.left(one), self.lately[one], away, self._closed(hours, said.minutes))
        return Opening(member, said.minutes, day, hours)

    def _closed(self, hours: Span | None, minutes: int) -> Why | None:
        """Why no practice fits into the day, whatever else the mentor does; None: one would."""
        if hours is None:
            return Why.NO_HOURS
        return None if free(hours, minutes=minutes, taken=(), not_before=self.now + NOTICE) else Why.TOO_LATE

    def left(self, one: int) -> int:
        """How many practices a mentor can still give."""
        said = self.said[one]
        return max(min(said.a_day - self.today[one], said.a_week - self.week[one]), 0)

    def _hours(self, said: Mentoring) -> Span | None:
        if not self.calendar.is_open(self.day):
            return None
        opens, closes = self.calendar.hours(self.day)
        if not said.hours:
            return Span(max(opens, closes - USUAL), closes)
        span = said.hours.get(str(self.day.weekday()))
        return (
            Span(*(datetime.combine(self.day, time.fromisoformat(text), self.calendar.zone).astimezone(UTC) for text in span))
            if span
            else None
        )


def days_ahead(session: Session, *, team: Team, now: datetime, count: int = DAYS) -> Sequence[date]:
    """The next business days of a team, today among them."""
    today = team_calendar(session, team=team, period=Period(now.date(), now.date())).today(now)
    calendar = team_calendar(session, team=team, period=Period(today, today + FAR))
    return calendar.days(today, today + FAR)[:count]


def offered(
    session: Session,
    *,
    team: Team,
    mentor: Member,
    rep_id: int,
    now: datetime,
    days: Sequence[date],
    minutes: int = 0,
    but: int | None = None,
) -> Sequence[datetime]:
    """Times these two could practise on these days, soonest first: the mentor is free and has room, and so is the rep.

    `minutes`: how long, 0: as long as the mentor's usually are; `but`: as if that practice were not there.
    """
    if not days:
        return []
    where: dict[str, Any] = {"workspace_id": team.workspace_id, "member_ids": [rep_id], "first": min(days), "last": max(days)}
    away = members.leave_days(session, **where)[rep_id]
    found: list[datetime] = []
    for day in days:
        opening = opening_of(session, team=team, mentor=mentor, day=day, now=now, but=but)
        if opening.mentor.most and day not in away:
            slots, length = opening.mentor.slots, minutes or opening.minutes
            about: dict[str, Any] = {"team": team, "slots": slots, "minutes": length, "but": but}
            busy = clashes(session, rep_id=rep_id, **about) | clashes(session, rep_id=id_of(mentor), **about)
            ends = opening.hours.end - timedelta(minutes=length) if opening.hours else None
            found += [slot for slot in slots if slot not in busy and ends and slot <= ends]
    return found


def room(session: Session, *, team: Team, practice: Practice, now: datetime, days: Sequence[date]) -> Sequence[datetime]:
    """Other times a practice could be moved to on these days. Its own capacity is its own."""
    mentor = members.find(session, workspace_id=practice.workspace_id, member_id=practice.mentor_id)
    if mentor is None:
        return []
    same: dict[str, Any] = {"rep_id": practice.rep_id, "minutes": practice.minutes, "but": practice.id}
    found = offered(session, team=team, mentor=mentor, now=now, days=days, **same)
    return [slot for slot in found if slot != practice.starts_at]
