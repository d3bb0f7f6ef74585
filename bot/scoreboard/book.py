"""What a scoreboard is computed from: goals, calendar, leave and scheme, each fetched once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.holidays import calendar_of
from bot.scoreboard.board import Board, Row, actuals, attained
from coaching import pace
from coaching.calendar import Calendar, Period
from coaching.funnel import Funnel
from coaching.goals import ramped, share_of_ramp
from coaching.outlook import REACH
from coaching.score import score
from coaching.terms import Kpi, Role
from storage import figures, goals, members, teams
from storage.tables import Member, Scheme, Team, id_of

#: The ramp of a team that never set one.
RAMP = ("0", "0.25", "0.5", "0.75", "1")


def team_calendar(session: Session, *, team: Team, period: Period) -> Calendar:
    """A team's working time for the years a period touches."""
    assert team.id is not None
    closures = teams.closures(session, workspace_id=team.workspace_id, team_id=team.id)
    return calendar_of(team, closures, years=range(period.first.year, period.last.year + 1))


class Book:
    """What one board is computed from: a team's goals, calendar and scheme of a period, each fetched once."""

    def __init__(self, session: Session, team: Team, period: Period, now: datetime) -> None:
        assert team.id is not None
        self.session, self.team, self.team_id, self.period, self.now = session, team, team.id, period, now
        self.where: dict[str, Any] = {"workspace_id": team.workspace_id, "first": period.first, "last": period.last}
        self.calendar = team_calendar(session, team=team, period=Period(period.first - REACH, period.last + REACH))
        self.scheme: Scheme | None = teams.scheme(session, workspace_id=team.workspace_id, team_id=self.team_id, on=period.first)
        self.weights = teams.weights(self.scheme)
        about: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": self.team_id, "month": period.first}
        self.own = goals.of_members(session, **about) if period.is_month() else {}
        self.full = goals.full_for_reps(session, **about) if period.is_month() else {}
        self.shared = goals.of_team(session, **about) if period.is_month() else {}
        self.away: dict[int, frozenset[date]] = {}
        self._goals: dict[int, dict[Kpi, Decimal]] = {}

    @cached_property
    def reps(self) -> Sequence[Member]:
        """The team's reps, by name."""
        return members.of_team(self.session, workspace_id=self.team.workspace_id, team_id=self.team_id, role=Role.REP)

    @cached_property
    def moved(self) -> frozenset[int]:
        """Who came from another team: their figures are theirs, wherever they were made (design §2.1); the team's are the team's."""
        return figures.moved(self.session, **self.where | {"first": self.period.first - REACH}, team_id=self.team_id)

    def expect_all(self) -> None:
        """Fetch everybody's leave at once, because every rep will be asked about."""
        self._fetch_leave(rep.id for rep in self.reps if rep.id is not None)

    def _fetch_leave(self, ids: Iterable[int]) -> None:
        wanted = sorted(ids)
        since = self.period.first - REACH  # a forecast looks back, too
        found = members.leave_days(self.session, **(self.where | {"first": since, "member_ids": wanted}))
        self.away |= {one: found.get(one, frozenset()) for one in wanted}

    def calendar_of(self, member: Member) -> Calendar:
        """The member's own working time: the team's without their leave, and from the day they start."""
        return self.calendar.without(self.away_of(member) | self.not_yet(member))

    def not_yet(self, member: Member) -> frozenset[date]:
        """The days before the member starts, as far as they are looked at."""
        first, start = self.period.first - REACH, member.start_date
        last = min(start - timedelta(days=1), self.period.last + REACH) if start else first
        return frozenset(Period(first, last)) if start and first <= last else frozenset()

    def away_of(self, member: Member) -> frozenset[date]:
        """The member's days of leave, from some weeks before the period on."""
        if id_of(member) not in self.away:
            self._fetch_leave([id_of(member)])
        return self.away[id_of(member)]

    def goals_of(self, member: Member) -> dict[Kpi, Decimal]:
        """A rep's effective goals: their own, else the full goal by ramp and days present; a rate is neither ramped nor shared out."""
        if id_of(member) not in self._goals:
            self._goals[id_of(member)] = self._wanted(member)
        return self._goals[id_of(member)]

    def _wanted(self, member: Member) -> dict[Kpi, Decimal]:
        if member.team_id != self.team_id and self.calendar.today(self.now) <= self.period.last:
            return {}  # who left for another team has the goal, and the pace, they have there
        own = self.own.get(id_of(member), {})
        wanted: dict[Kpi, Decimal] = {
            kpi: self._ramped(member, value) for kpi, value in self.full.items() if kpi is not Kpi.QUALIFIED and member.is_rep
        }
        rate = self.full.get(Kpi.QUALIFIED, self.shared.get(Kpi.QUALIFIED))
        if rate is not None and member.is_rep:
            wanted[Kpi.QUALIFIED] = rate
        return wanted | dict(own)

    def _ramped(self, member: Member, full: Decimal) -> Decimal:
        ramp = [Decimal(share) for share in (self.scheme.ramp if self.scheme else RAMP)]
        share = share_of_ramp(ramp, member.start_date, self.period.first)
        return ramped(full, share, Decimal(self._present(member)), Decimal(len(self._days)))

    @cached_property
    def _days(self) -> Sequence[date]:
        """The team's business days of the period."""
        return self.calendar.days(self.period.first, self.period.last)

    def _present(self, member: Member) -> int:
        """On how many of them a member is there."""
        return len(self.calendar_of(member).days(self.period.first, self.period.last))

    def team_goals(self) -> dict[Kpi, Decimal]:
        """The team's goals: as set, else the sum of the reps' when every rep has one (of who came in the month what was left of it); a
        rate is the reps' full one.
        """
        return self._of_team

    @cached_property
    def _of_team(self) -> dict[Kpi, Decimal]:
        each = [self._left(rep) for rep in self.reps]
        summable: tuple[Kpi, ...] = (Kpi.MEETINGS, Kpi.REVENUE)
        summed: dict[Kpi, Decimal] = {
            kpi: sum((one[kpi] for one in each), Decimal(0)) for kpi in summable if each and all(kpi in one for one in each)
        }
        if Kpi.QUALIFIED in self.full:
            summed[Kpi.QUALIFIED] = self.full[Kpi.QUALIFIED]
        return summed | dict(self.shared)

    def _left(self, rep: Member) -> dict[Kpi, Decimal]:
        """A rep's goals without what they made in another team: that team counts it."""
        wanted = self.goals_of(rep)
        if not wanted or id_of(rep) not in self._of_moved:
            return wanted
        own, here = (actuals(found.get(id_of(rep), Funnel())) for found in (self._of_moved, self._here_of_moved))
        gone = {kpi: (own[kpi] or 0) - (here[kpi] or 0) for kpi in (Kpi.MEETINGS, Kpi.REVENUE)}
        return {kpi: max(value - gone.get(kpi, 0), Decimal(0)) for kpi, value in wanted.items()}

    @cached_property
    def _of_moved(self) -> Mapping[int, Funnel]:
        """What those who came made in the period, wherever."""
        return figures.by_member(self.session, **self.where, now=self.now, member_ids=self.moved) if self.moved else {}

    @cached_property
    def _here_of_moved(self) -> Mapping[int, Funnel]:
        return figures.by_member(self.session, **self.where, now=self.now, team_id=self.team_id, member_ids=self.moved)

    def rows(self) -> tuple[Row, ...]:
        """A line for every rep, and for everybody else who has figures here; by name."""
        found = figures.by_member(self.session, **self.where, now=self.now, team_id=self.team_id)
        known = {rep.id: rep for rep in self.reps}
        found |= {one: made for one, made in self._of_moved.items() if one in known or one in found}
        for one in found:
            if one not in known:
                other = members.find(self.session, workspace_id=self.team.workspace_id, member_id=one)
                if other is not None:
                    known[one] = other
        return tuple(self._row(member, found.get(id_of(member), Funnel())) for member in sorted(known.values(), key=lambda m: m.name))

    def _row(self, member: Member, funnel: Funnel) -> Row:
        wanted = self.goals_of(member)
        measured = self.pace(funnel, wanted, self.calendar_of(member))
        return Row(member, funnel, wanted, measured, score(attained(funnel, wanted), self.weights))

    def pace(self, funnel: Funnel, wanted: Mapping[Kpi, Decimal], calendar: Calendar) -> pace.Pace | None:
        """The pace of a month; None for any other range."""
        if not self.period.is_month():
            return None
        about: dict[str, Any] = {"period": self.period, "calendar": calendar, "now": self.now, "lines": teams.lines(self.team)}
        return pace.measure(Decimal(funnel.held), wanted.get(Kpi.MEETINGS), **about)

    def board(self, member: Member | None) -> Board:
        """The board of a member or (None) the team, without what is shown by rep."""
        whose = {"workspace_id": self.team.workspace_id} | ({"member_id": member.id} if member else {"team_id": self.team_id})
        where: dict[str, Any] = self.where | whose
        by_source = figures.by_source(self.session, **where, now=self.now)
        funnel = sum(by_source.values(), Funnel())
        wanted = self.goals_of(member) if member else self.team_goals()
        calendar = self.calendar_of(member) if member else self.calendar
        of_kpi = attained(funnel, wanted)
        days = figures.by_day(self.session, **where)
        return Board(
            team=self.team,
            member=member,
            period=self.period,
            now=self.now,
            calendar=calendar,
            weights=self.weights,
            funnel=funnel,
            goals=wanted,
            pace=self.pace(funnel, wanted, calendar),
            attainments=of_kpi,
            score=score(of_kpi, self.weights),
            held_by_day=days.held,
            booked_by_day=days.booked,
            by_source=by_source,
            complete_to=figures.last_entry_at(self.session, **whose),
        )
