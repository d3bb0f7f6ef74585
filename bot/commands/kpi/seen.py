"""Who sees whose numbers: by role, mentor and the team's visibility."""

from collections.abc import Sequence

from bot import scoreboard
from bot.scoreboard import Row
from bot.talk import Ask
from bot.views.kpi_rows import ranked, top
from coaching.calendar import Period
from coaching.permissions import May, may
from coaching.terms import Role, Visibility
from storage import members
from storage.tables import Member, Team


def roles_in(ask: Ask, team: Team) -> frozenset[Role]:
    """The roles who asks has towards a team: a manager everywhere, others at home."""
    roles = members.roles(ask.member)
    return roles if ask.member.team_id == team.id or Role.MANAGER in roles else frozenset()


def may_see(ask: Ask, team: Team, member: Member | None, period: Period) -> bool:
    """Whether who asks may see a member's numbers, or (None) the team's total."""
    if member is None:
        return bool(roles_in(ask, team))
    if _may(ask, team, member, in_top=False):
        return True
    if team.visibility != Visibility.TOP_N or not roles_in(ask, team):
        return False
    board = scoreboard.of_team(ask.session, team=team, period=period, now=ask.now)
    return member.id in top(board.by_member, team.top_n)


def rows_for(ask: Ask, rows: Sequence[Row], team: Team) -> tuple[Row, ...]:
    """The lines of a team's reps that who asks may see, ranked unless the team is private; none when only their own is left."""
    first = top(rows, team.top_n)
    seen = [row for row in rows if _may(ask, team, row.member, in_top=row.member.id in first)]
    others = any(row.member.id != ask.member.id for row in seen)
    order = seen if team.visibility == Visibility.PRIVATE else ranked(seen)
    return tuple(order) if others else ()


def all_may_see(rows: Sequence[Row], team: Team) -> tuple[Row, ...]:
    """The lines that may stand in a channel."""
    if team.visibility == Visibility.PRIVATE:
        return ()
    first = top(rows, team.top_n)
    return tuple(row for row in ranked(rows) if team.visibility == Visibility.OPEN or row.member.id in first)


def _may(ask: Ask, team: Team, member: Member, *, in_top: bool) -> bool:
    roles = roles_in(ask, team)
    return may(
        May.SEE_MEMBER,
        roles,
        own=member.id == ask.member.id,
        trainee=member.mentor_id is not None and member.mentor_id == ask.member.id,
        visibility=Visibility(team.visibility) if roles else Visibility.PRIVATE,
        in_top=in_top,
    )
