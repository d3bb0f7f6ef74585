"""Goals into storage, as one entry that Undo takes back."""

from collections.abc import Sequence

from bot.commands.goal.asked import Wanted
from bot.talk import Ask
from storage import goals


def keep(ask: Ask, wanted: Sequence[Wanted]) -> int:
    """Set these goals for the team of who asks; the id of their entry."""
    entry_id = ask.entry("goal")
    for one in wanted:
        goals.set_goal(
            ask.session,
            workspace_id=ask.team.workspace_id,
            team_id=ask.team_id,
            goal_for=one.goal_for,
            kpi=one.kpi,
            value=one.value,
            month=one.month,
            set_by=ask.member_id,
            now=ask.now,
            member_id=one.member.id if one.member else None,
            entry_id=entry_id,
        )
    return entry_id
