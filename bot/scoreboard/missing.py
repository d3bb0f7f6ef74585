"""What seems to be missing of a team's reps: appointments without a contact, days and hours without a log (coaching.gaps)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from coaching import gaps
from coaching.calendar import Calendar, Period
from coaching.gaps import Cause, Gap
from coaching.terms import Role
from storage import hushes, members, requests
from storage.tables import Meeting, Member, Team, id_of

SPAN = timedelta(days=91)  # of the rhythm: 49 working days and holidays between them
DAYS = timedelta(days=5 * gaps.DAYS_BACK)  # in which the latest five working days lie


def open_of_team(session: Session, *, team: Team, now: datetime) -> Counter[Cause]:
    """How many days without a log and appointments without a contact a team's reps have open, but for what was said to be nothing."""
    return sum(open_by_rep(session, team=team, now=now).values(), Counter[Cause]())


def open_by_rep(session: Session, *, team: Team, now: datetime) -> Mapping[int, Counter[Cause]]:
    """The same of each of them."""
    today = now.astimezone(ZoneInfo(team.timezone)).date()
    calendar = team_calendar(session, team=team, period=Period(today - DAYS, today))
    reps = members.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team), role=Role.REP)
    missing = Missing(session, team, calendar, today, now, reps)
    quiet = hushes.of(session, workspace_id=team.workspace_id, member_ids=[id_of(one) for one in reps], now=now)
    found = {id_of(rep): missing.lasting_of(rep) for rep in reps}
    return {one: Counter(gap.cause for gap in gaps if gap.about not in quiet[one]) for one, gaps in found.items()}


@dataclass(frozen=True)
class Missing:
    """The gaps of these people that are not about a meeting's word or verdict."""

    session: Session
    team: Team
    calendar: Calendar
    day: date
    now: datetime
    people: Sequence[Member]
    rhythms: dict[int, timedelta | None] = field(default_factory=dict)  # of the day, as far as they were needed

    @cached_property
    def _where(self) -> dict[str, Any]:
        return {"workspace_id": self.team.workspace_id, "team_id": id_of(self.team)}

    @cached_property
    def _days(self) -> Mapping[int, frozenset[date]]:
        return requests.logged_days(self.session, **self._where, first=self.day - DAYS, last=self.day)

    @cached_property
    def _today(self) -> Mapping[int, Sequence[datetime]]:
        """When each of them logged today."""
        reps = [id_of(one) for one in self.people if one.is_rep]
        return self._logs(reps, self.day)

    def _logs(self, reps: Sequence[int], since: date) -> Mapping[int, Sequence[datetime]]:
        begin = datetime.combine(since, time(), self.calendar.zone)
        return requests.logs(self.session, workspace_id=self.team.workspace_id, member_ids=reps, since=begin)

    @cached_property
    def _away(self) -> Mapping[int, frozenset[date]]:
        return self._leave([id_of(one) for one in self.people])

    def _leave(self, of: Sequence[int]) -> Mapping[int, frozenset[date]]:
        span = {"first": self.day - SPAN, "last": self.day}
        return members.leave_days(self.session, workspace_id=self.team.workspace_id, member_ids=of, **span)

    @cached_property
    def _unreached(self) -> Sequence[Meeting]:
        days = self.calendar.days(self.day - DAYS, self.day)[-gaps.DAYS_BACK - 1 :]
        return requests.unreached(self.session, **self._where, first=days[0], last=days[-1]) if days else ()

    def of(self, member: Member) -> list[Gap]:
        """One rep's, by cause; nobody else has any."""
        if not member.is_rep or member.team_id != self.team.id:
            return []
        return [*self.lasting_of(member), *self._silence(member, self._calendar_of(member))]

    def lasting_of(self, member: Member) -> list[Gap]:
        """One rep's that stay open until somebody says something."""
        return [*self._contacts(member), *self._days_of(member, self._calendar_of(member))]

    def _calendar_of(self, member: Member) -> Calendar:
        one = id_of(member)
        return self.calendar.without(self._away[one] if one in self._away else self._leave([one])[one])

    def _contacts(self, member: Member) -> list[Gap]:
        mine = [one for one in self._unreached if one.member_id == member.id]
        begin = {id_of(one): datetime.combine(one.booked_on, time(), self.calendar.zone) for one in mine}
        return [Gap(Cause.CONTACT, id_of(member), f"contact {id_of(one)}", begin[id_of(one)]) for one in mine]

    def _days_of(self, member: Member, own: Calendar) -> list[Gap]:
        """From when on they are asked: their own start, the day they were first known here, and the day they became a rep, or came back."""
        since = max(self.team.created_at, member.created_at).astimezone(own.zone).date()
        begun = max(since, member.start_date or since, member.rep_since or since)
        logged = self._days.get(id_of(member), frozenset())
        return gaps.of_days(id_of(member), calendar=own, logged=logged, since=begun, now=self.now)

    def _silence(self, member: Member, own: Calendar) -> list[Gap]:
        """Who logged within two hours, or is a rep since today, is not silent, whatever their rhythm: only the others' weeks are read."""
        one, (opens, closes) = id_of(member), own.hours(self.day)
        logs = self._today.get(one, [])
        since = max(logs[-1], opens) if logs else opens
        if not opens < self.now < closes or self.now - since <= gaps.LEAST_SILENCE or member.rep_since == self.day:
            return []
        if one not in self.rhythms:
            self.rhythms[one] = gaps.usual(gaps.silences(self._logs([one], self.day - SPAN)[one], calendar=own), today=self.day)
        found = gaps.of_silence(one, calendar=own, usual=self.rhythms[one], last=logs[-1] if logs else None, now=self.now)
        return [found] if found else []
