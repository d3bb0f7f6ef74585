"""Each rep's morning."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.jobs.edition import Edition
from bot.scoreboard import Board, Row, attained, ending
from bot.scoreboard.behind import Behind
from bot.scoreboard.bottleneck import help_most
from bot.scoreboard.missing import open_by_rep
from bot.scoreboard.pairs import Pair, pairs
from bot.talk import Post
from bot.views.brief import Morning, brief
from coaching.agreement import LIVE
from coaching.due import of_use_until
from coaching.posts import Job
from coaching.terms import Role, State
from storage import calls, figures, leads, meetings, postplans, practices
from storage.tables import Member, id_of

Timed = list[tuple[datetime, str]]


def briefs(edition: Edition) -> list[Post]:
    """One to every rep who is there today; of use until the team closes, or all day where it was set for later."""
    board = edition.board
    rows = {id_of(row.member): row for row in board.by_member}
    desk, set_for = _Desk(edition, board), datetime.combine(edition.day, edition.plan.times[0], edition.zone)
    until = of_use_until(set_for, edition.calendar.hours(edition.day)[1], edition.zone)
    found = [(one, desk.morning(rows[id_of(one)])) for one in edition.having(Role.REP) if id_of(one) in rows]
    return [
        Post(
            f"brief {one.id} {edition.day}",
            str(one.slack_id),
            *brief(edition.words(one), morning),
            until=until,
            warned=edition.warned(id_of(one)),
        )
        for one, morning in found
        if _has_begun(one, morning)
    ]


def _has_begun(rep: Member, morning: Morning) -> bool:
    """Who starts on a later day hears of a morning only where it holds something for them already."""
    return not rep.start_date or rep.start_date <= morning.day or bool(morning.meetings or morning.call_backs or morning.practices)


def own(board: Board, row: Row, complete_to: datetime | None = None) -> Board:
    """A rep's line of the team's board as a board of theirs; `complete_to`: when they last entered something."""
    reached = attained(row.funnel, row.goals) if row.pace else {}
    mine = {"funnel": row.funnel, "goals": row.goals, "pace": row.pace, "score": row.score, "attainments": reached}
    mine |= {"forecast": row.forecast, "wordless": row.wordless}
    return replace(board, member=row.member, complete_to=complete_to, **mine)  # type: ignore[arg-type]


class _Desk:
    """What the day holds for everybody, each thing fetched once for the whole team."""

    def __init__(self, edition: Edition, board: Board) -> None:
        self._edition, self._board = edition, board
        self._behind = Behind(edition.session, team=edition.team, month=edition.month.first)
        self._meetings = self._of_today()
        self._practices = self._practised()
        asks = postplans.of_team(edition.session, **edition.where)[Job.GAP].wanted
        self._ending = ending.of_team(edition.session, team=edition.team, day=edition.day, now=edition.now)
        self._missing = open_by_rep(edition.session, team=edition.team, now=edition.now) if asks else {}

    def morning(self, row: Row) -> Morning:
        """What one rep hears."""
        session, member_id = self._edition.session, id_of(row.member)
        last = figures.last_entry_at(session, workspace_id=self._edition.team.workspace_id, member_id=member_id)
        mine = own(self._board, row, last)
        helps = help_most(session, board=mine)
        return Morning(
            self._edition.day,
            mine,
            self._behind.since(row) or (self._edition.day if member_id in self._edition.turned else None),
            helps,
            meetings=self._meetings[member_id],
            call_backs=self._call_backs(member_id),
            practices=self._practices[member_id],
            ending=self._ending and self._ending.among(lambda one: one.member_id == member_id and one.state == State.BOOKED),
            missing=self._missing.get(member_id, {}),
        )

    def _of_today(self) -> Mapping[int, Timed]:
        found: defaultdict[int, Timed] = defaultdict(list)
        about = {"workspace_id": self._edition.team.workspace_id, "member_ids": [id_of(one) for one in self._edition.people]}
        for one in meetings.on_day(self._edition.session, **about, day=self._edition.day):  # type: ignore[arg-type]
            found[one.member_id].append((one.starts_at, self._lead(one.lead_id)))
        return found

    def _practised(self) -> Mapping[int, list[Pair]]:
        found: defaultdict[int, list[Pair]] = defaultdict(list)
        day, where = self._edition.day, self._edition.where
        live = [one for one in practices.on_days(self._edition.session, **where, first=day, last=day) if one.state in LIVE]
        for pair in pairs(self._edition.session, workspace_id=self._edition.team.workspace_id, found=live):
            found[id_of(pair.rep)].append(pair)
        return found

    def _call_backs(self, member_id: int) -> Timed:
        end = datetime.combine(self._edition.day + timedelta(days=1), time(), self._edition.zone)
        asked = {"workspace_id": self._edition.team.workspace_id, "member_id": member_id}
        due: Iterable[tuple[datetime | None, int | None]] = [
            (one.call_back_at, one.lead_id) for one in calls.call_backs(self._edition.session, **asked, before=end)
        ]
        return [(at, self._lead(lead_id)) for at, lead_id in due if at]

    def _lead(self, lead_id: int | None) -> str:
        lead = leads.find(self._edition.session, workspace_id=self._edition.team.workspace_id, lead_id=lead_id) if lead_id else None
        return lead.name if lead else ""
