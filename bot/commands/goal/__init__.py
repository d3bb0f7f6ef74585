"""/goal: what the team aims for; set by words or form, for the team, for each rep or for one, and backwards from a revenue."""

from datetime import date

from bot import scoreboard
from bot.commands.goal.asked import Wanted, is_backwards, read_goal, split, take_month
from bot.commands.goal.backwards import backwards, backwards_form, backwards_sent, keep_backwards
from bot.commands.goal.form import open_form, sent
from bot.commands.goal.keeping import keep
from bot.parsing.periods import short
from bot.talk import Ask, Reply
from bot.text import Markup
from bot.views import goal as view
from bot.views.permission import managers_in, must, must_be_member, must_manage
from coaching.calendar import month_of
from coaching.permissions import May, may
from coaching.terms import GoalFor, Kpi, Role
from storage import goals, members

__all__ = ["backwards", "backwards_form", "backwards_sent", "goal", "keep_backwards", "only_looks", "open_form", "sent"]


def goal(ask: Ask) -> Reply:
    """Show the goals, set one, or plan backwards, by the words given."""
    must_be_member(ask)
    words = split(short(ask.text))
    month, left = take_month(ask, words)
    if not left:
        return _overview(ask, month)
    must(ask, May.MANAGE)
    if is_backwards(words):
        return backwards(ask, words)
    return _set(ask, read_goal(ask, words))


def only_looks(text: str) -> bool:
    """Whether these words set nothing: alone it shows the goals."""
    return not text.strip()


def _overview(ask: Ask, month: date) -> Reply:
    board = scoreboard.of_team(ask.session, team=ask.team, period=month_of(month), now=ask.now)
    team_id = ask.team_id
    own = next((row.goals for row in board.by_member if row.member.id == ask.member.id and row.member.is_rep), None)
    found = view.Goals(
        board=board,
        set_for_team=goals.of_team(ask.session, workspace_id=ask.team.workspace_id, team_id=team_id, month=month),
        full=goals.full_for_reps(ask.session, workspace_id=ask.team.workspace_id, team_id=team_id, month=month),
        own=own,
        manages=may(May.MANAGE, members.roles(ask.member)),
        managers=managers_in(ask, ask.team),
    )
    return view.overview(ask.words, found)


def _set(ask: Ask, wanted: Wanted) -> Reply:
    if wanted.goal_for is GoalFor.MEMBER and wanted.member:
        must_manage(ask, wanted.member)
    entry_id = keep(ask, [wanted])
    words = ask.words
    whose = view.whose(words, wanted.goal_for, wanted.member, ask.team.name)
    said = [view.kept(words, whose=whose, kpi=wanted.kpi, value=wanted.value, month=wanted.month)]
    reps = members.of_team(ask.session, workspace_id=ask.team.workspace_id, team_id=ask.team_id, role=Role.REP)
    if wanted.goal_for is not GoalFor.TEAM or wanted.kpi is Kpi.QUALIFIED or not reps or not wanted.value:
        return view.recorded(words, said, entry_id)
    each = view.share_of_each(wanted.value, len(reps))
    shown = view.amount(words, wanted.kpi, each)
    rounded = Markup("no" if each * len(reps) == wanted.value else "yes")
    said.append(words("goal-per-rep", each=shown, reps=len(reps), rounded=rounded))
    label = words.plain("goal-button-each", each=shown)
    return view.recorded(words, said, entry_id, each=(label, f"each {wanted.kpi.value} {each} {wanted.month:%Y-%m}"))
