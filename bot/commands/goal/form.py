"""The form of goals: what is in it, and what of it was changed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.blocks import field, line, menu
from bot.commands.goal.asked import Wanted, read_value
from bot.commands.goal.keeping import keep
from bot.parsing import picked
from bot.talk import Ask, Modal, Reply
from bot.text import Words
from bot.views import goal as view
from bot.views.month import today_of
from bot.views.permission import must
from coaching.calendar import months_before
from coaching.permissions import May
from coaching.terms import GoalFor, Kpi
from storage import goals

FIELDS = (
    ("team-meetings", GoalFor.TEAM, Kpi.MEETINGS),
    ("each-meetings", GoalFor.REP, Kpi.MEETINGS),
    ("team-qualified", GoalFor.TEAM, Kpi.QUALIFIED),
    ("team-revenue", GoalFor.TEAM, Kpi.REVENUE),
    ("each-revenue", GoalFor.REP, Kpi.REVENUE),
)


def open_form(ask: Ask) -> Reply:
    """The form, filled with the goals of this month; the button's value may name the month."""
    must(ask, May.MANAGE)
    words = ask.words
    months = [months_before(today_of(ask), back).first for back in (0, -1, -2)]
    chosen = next((f"{m:%Y-%m}" for m in months if f"{m:%Y-%m}" == ask.text), f"{months[0]:%Y-%m}")
    now = present(ask, date.fromisoformat(f"{chosen}-01"))
    choices = [(words.month(m), f"{m:%Y-%m}") for m in months]
    fields = [
        field(words.plain(f"goal-field-{name}"), line(name, shown(words, kpi, now.get((goal_for, kpi))), most=40), optional=True)
        for name, goal_for, kpi in FIELDS
    ]
    blocks = (field(words.plain("goal-field-month"), menu("month", choices, chosen), hint=words.plain("goal-hint-month")), *fields)
    title = words.plain("goal-form-title")
    return Reply(modal=Modal("goal", title, blocks, submit=words.plain("save"), close=words.plain("cancel")))


def present(ask: Ask, month: date) -> Mapping[tuple[GoalFor, Kpi], Decimal]:
    """The goals of the team and of each rep, as set."""
    where = {"workspace_id": ask.team.workspace_id, "team_id": ask.team_id}
    team = {(GoalFor.TEAM, kpi): value for kpi, value in goals.of_team(ask.session, **where, month=month).items()}
    return team | {(GoalFor.REP, kpi): value for kpi, value in goals.full_for_reps(ask.session, **where, month=month).items()}


def shown(words: Words, kpi: Kpi, value: Decimal | None) -> str:
    """A goal as the field reads it back."""
    if value is None:
        return ""
    return str(view.share(words, value)) if kpi is Kpi.QUALIFIED else str(words.number(value, 2))


def sent(ask: Ask) -> Reply:
    """Keep what was changed; a field left empty leaves its goal as it is."""
    must(ask, May.MANAGE)
    month = picked.month(ask.form.get("month"))
    read = {
        name: (goal_for, kpi, read_value(kpi, text)) for name, goal_for, kpi in FIELDS if (text := str(ask.form.get(name) or "").strip())
    }
    errors = {name: ask.words.plain(f"goal-error-{kpi.value}") for name, (_, kpi, value) in read.items() if value is None}
    if errors:
        return Reply(errors=errors)
    now = present(ask, month)
    changed = [Wanted(g, kpi, value, month) for g, kpi, value in read.values() if value is not None and now.get((g, kpi)) != value]
    if not changed:
        return Reply(ask.words("goal-unchanged"))
    entry_id = keep(ask, changed)
    whose: dict[GoalFor, str] = {g: view.whose(ask.words, g, None, ask.team.name) for g in GoalFor if g is not GoalFor.MEMBER}
    said = [view.kept(ask.words, whose=whose[one.goal_for], kpi=one.kpi, value=one.value, month=month) for one in changed]
    return view.recorded(ask.words, said, entry_id)
