"""Months as they were closed, and what was entered for them since (design §2.9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from bot import scoreboard
from bot.scoreboard import packed
from bot.scoreboard.board import Board, Row, attained
from bot.scoreboard.book import Book, team_calendar
from coaching import closing
from coaching.calendar import Period, month_of, months_before
from coaching.closing import Part
from coaching.funnel import Funnel
from coaching.score import score
from coaching.terms import Happening, Kpi
from storage import closings, figures, leads, meetings, members
from storage.tables import ClosedMonth, Meeting, Member, Team, id_of


@dataclass(frozen=True)
class Late:
    """Something entered for a month after it was closed: `calls` dated in it, or (kind) a word on a meeting of `lead`."""

    at: datetime
    actor_id: int | None
    rep_id: int
    change: Part
    kind: Happening | None = None
    lead: str = ""
    calls: int = 0


@dataclass(frozen=True)
class Closed:
    """A month as it was closed. `later`: by how much each count would be different today; `late`: what was entered since, oldest first."""

    board: Board
    at: datetime
    later: Mapping[str, int | Decimal]
    late: Sequence[Late]
    by_ae: Mapping[int | None, Funnel]


def due(session: Session, *, team: Team, now: datetime) -> list[date]:
    """The first days of the months that are to be closed by now and are not, oldest first: each whose day came since the team did, and the
    last one."""
    began = team.created_at.date() - timedelta(days=1)
    calendar = team_calendar(session, team=team, period=Period(began, max(began, now.date() + timedelta(days=1))))
    today, since = calendar.today(now), calendar.today(team.created_at)
    there = max((today.year - since.year) * 12 + today.month - since.month, 0)
    months = [months_before(today, ago).first for ago in range(there + 1, 0, -1)]
    closed = closings.months(session, workspace_id=team.workspace_id, team_id=id_of(team))
    days = {one: closing.closes_on(one, calendar=calendar, close_day=team.close_day) for one in months if one not in closed}
    return [one for one, day in days.items() if day <= today and (one == months[-1] or since <= day)]


def closes_on(session: Session, *, team: Team, period: Period) -> date | None:
    """The day a month is closed on; None for a range."""
    if not period.is_month():
        return None
    calendar = team_calendar(session, team=team, period=months_before(period.first, -1))
    return closing.closes_on(period.first, calendar=calendar, close_day=team.close_day)


def close(session: Session, *, team: Team, month: date, now: datetime) -> ClosedMonth:
    """Close the month a day lies in: the boards of the team and of each of its people are kept as they are now.

    Whoever is first closes it; again changes nothing. ValueError for a month that is not over.
    """
    where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "month": month_of(month).first}
    found = closings.find(session, **where)
    if found is None:
        closings.keep(session, **where, figures=figured(session, team=team, month=month, now=now), now=now)
        found = closings.find(session, **where)
    assert found is not None
    return found


def keep(session: Session, *, team: Team, month: date, kept: packed.Plain, now: datetime) -> bool:
    """Close a month with figures that were made while nothing was locked; False, and nothing changed, where it counts otherwise by now."""
    period = month_of(month)
    where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
    live = figures.funnel(session, **where, first=period.first, last=period.last, now=now)
    if closing.later(_whole(kept["team"]), live):
        return False
    closings.keep(session, **where, month=period.first, figures=kept, now=now)
    return True


def figured(session: Session, *, team: Team, month: date, now: datetime) -> packed.Plain:
    """What a month is closed with, as it counts now: a third of a second for thirty reps. ValueError for a month that is not over."""
    period = month_of(month)
    if team_calendar(session, team=team, period=period).today(now) <= period.last:
        raise ValueError(f"{period.first:%Y-%m} is not over")
    whole = scoreboard.of_team(session, team=team, period=period, now=now)
    book = Book(session, team, period, now)
    book.expect_all()
    aes = figures.by_ae(session, workspace_id=team.workspace_id, team_id=id_of(team), first=period.first, last=period.last, now=now)
    return {
        "team": packed.board(whole),
        "rows": {str(id_of(row.member)): packed.row(row) for row in whole.by_member},
        "members": {str(id_of(row.member)): packed.board(book.board(row.member)) for row in whole.by_member},
        "by_ae": {str(ae or ""): packed.counts(funnel) for ae, funnel in aes.items()},
    }


def closed(session: Session, *, team: Team, member: Member | None, period: Period, now: datetime) -> Closed | None:
    """A month of a team, or of a member, as it was closed; None while it is open, for a range, and for who was not in the team then."""
    where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
    found = closings.find(session, **where, month=period.first) if period.is_month() else None
    kept = found and (found.figures["members"].get(str(id_of(member))) if member else found.figures["team"])
    if not found or not kept:
        return None
    book = Book(session, team, period, now)
    shown = _board(book, member, kept)
    if member is None:
        book.expect_all()
        shown = replace(shown, by_member=_rows(book, found.figures["rows"], shown))
    whose: dict[str, Any] = {"member_id": member.id} if member else {"team_id": id_of(team)}
    live = figures.funnel(session, workspace_id=team.workspace_id, first=period.first, last=period.last, now=now, **whose)
    aes = {int(ae) if ae else None: packed.funnel(one) for ae, one in found.figures["by_ae"].items()}
    late = _late(session, team, period, found.closed_at, member)
    return Closed(shown, found.closed_at, closing.later(shown.funnel, live), late, aes)


def _board(book: Book, member: Member | None, kept: packed.Plain) -> Board:
    by_source = {source: packed.funnel(one) for source, one in kept["by_source"].items()}
    funnel, goals, weights = _whole(kept), packed.by_kpi(kept["goals"]), packed.weights(kept)
    calendar = book.calendar_of(member) if member else book.calendar
    of_kpi = attained(funnel, goals)
    return Board(
        team=book.team,
        member=member,
        period=book.period,
        now=book.now,
        calendar=calendar,
        weights=weights,
        funnel=funnel,
        goals=goals,
        pace=book.pace(funnel, goals, calendar),
        attainments=of_kpi,
        score=score(of_kpi, weights),
        held_by_day=packed.by_day(kept["held_by_day"]),
        booked_by_day=packed.by_day(kept["booked_by_day"]),
        by_source=by_source,
        source_marks={source: Decimal(mark) for source, mark in kept["source_marks"].items()},
        complete_to=packed.moment(kept["complete_to"]),
    )


def _whole(kept: packed.Plain) -> Funnel:
    """Of all sources."""
    return sum((packed.funnel(one) for one in kept["by_source"].values()), Funnel())


def _rows(book: Book, kept: Mapping[str, packed.Plain], whole: Board) -> tuple[Row, ...]:
    people = {str(one.id): one for one in members.every(book.session, workspace_id=book.team.workspace_id)}
    rows = [_row(book, people[one], line, whole) for one, line in kept.items() if one in people]
    return tuple(sorted(rows, key=lambda row: row.member.name))


def _row(book: Book, member: Member, kept: packed.Plain, whole: Board) -> Row:
    funnel, goals = packed.funnel(kept["funnel"]), packed.by_kpi(kept["goals"])
    reached: dict[Kpi, Decimal | None] = attained(funnel, goals)
    return Row(member, funnel, goals, book.pace(funnel, goals, book.calendar_of(member)), score(reached, whole.weights))


def _late(session: Session, team: Team, period: Period, since: datetime, member: Member | None) -> list[Late]:
    """Words on meetings and calls, in the order entered."""
    about: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "month": period, "since": since}
    about["member_id"] = member.id if member else None
    found = [Late(one.at, one.actor_id, one.member_id, Part(), calls=one.calls) for one in closings.late_calls(session, **about)]
    for row in closings.talked_of(session, **about):
        found += _late_words(session, team, row, period, since)
    return sorted(found, key=lambda one: one.at)


def _late_words(session: Session, team: Team, row: Meeting, period: Period, since: datetime) -> list[Late]:
    told = {id_of(event): event for event in meetings.history(session, meeting_id=id_of(row))}
    zone = team_calendar(session, team=team, period=period).zone
    history = [meetings.as_event(event) for event in told.values()]
    changed = closing.corrections(history, month=period, zone=zone, closed_at=since)
    lead = leads.find(session, workspace_id=team.workspace_id, lead_id=row.lead_id) if row.lead_id and changed else None
    name = lead.name if lead else ""
    return [Late(one.event.at, told[one.event.id].actor_id, row.member_id, one.change, one.event.kind, name) for one in changed]
