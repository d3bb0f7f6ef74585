"""A team's posts as they stand now, read for who asks: one of them, all of them, the hours; and after an Undo."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.blocks import Element
from bot.scoreboard.book import team_calendar
from bot.talk import Ask, Reply
from bot.text import Markup
from bot.views import postplans as view
from bot.views.month import today_of
from bot.views.postplans import Shown
from bot.views.practice_hours import usual
from coaching.calendar import Calendar, Period
from coaching.due import LOOK_BACK, next_due, of_use_until, speakable
from coaching.posts import SHIPPED, Audience, Job
from storage import postplans
from storage.postplans import Plan
from storage.tables import Entry

AHEAD = 21  # days a next post is looked for
KEPT = frozenset({"post", "posts", "quiet"})  # what an entry changed, where its Undo shows the posts


def plans(ask: Ask) -> Mapping[Job, Plan]:
    """Every job as the team has it."""
    return postplans.of_team(ask.session, workspace_id=ask.team.workspace_id, team_id=ask.team_id)


def calendar(ask: Ask) -> Calendar:
    """The team's, around today."""
    today = today_of(ask)
    around = Period(today - timedelta(days=LOOK_BACK + 1), today + timedelta(days=AHEAD))
    return team_calendar(ask.session, team=ask.team, period=around)


def shown(ask: Ask, plan: Plan, working: Calendar) -> Shown:
    """With when it is due next, and what the quiet hours do with it."""
    until, never = _delayed(ask, plan, working)
    span = usual(working, today_of(ask)) if plan.job is Job.COACHING else ()
    if not plan.wanted or not plan.times or plan.job is Job.CLOSE:
        return Shown(ask.team, plan, waits_until=until, never=never, usual=span)
    at = next_due(working, plan.times, ask.now, days=plan.days, within=AHEAD)
    return Shown(ask.team, plan, at, until, never, no_day_in=0 if at else AHEAD, usual=span)


def page(ask: Ask, plan: Plan, said: Markup | None = None, undo: Element | None = None) -> Reply:
    """One post, below what was just done."""
    return view.page(ask.words, shown(ask, plan, calendar(ask)), said=said, undo=undo)


def everything(ask: Ask) -> Reply:
    """Every post, each with its buttons, and the hours."""
    return view.everything(ask.words, ask.team, _all(ask))


def hours(ask: Ask, said: Markup | None = None, undo: Element | None = None) -> Reply:
    """Quiet hours, window and closing day as they are, below what was just done; and which posts the quiet hours hold up."""
    return view.hours(ask.words, ask.team, _all(ask), said=said, undo=undo)


def undone(ask: Ask, entry: Entry, said: Markup) -> Reply:
    """What is in force now that a change of posts was taken back, in place of the button."""
    if entry.summary["what"] == "post":
        found = page(ask, plans(ask)[Job(entry.summary["change"]["job"])], said)
    elif entry.summary["what"] == "posts":
        found = view.all_turned(ask.words, plans(ask), said)
    else:
        found = hours(ask, said)
    return replace(found, replace=True, home=True)


def _all(ask: Ask) -> list[Shown]:
    working = calendar(ask)
    return [shown(ask, plan, working) for plan in plans(ask).values()]


def _delayed(ask: Ask, plan: Plan, working: Calendar) -> tuple[time | None, tuple[time, ...]]:
    """Until when the quiet hours hold up what goes to people, and those of its times at which it would be of no use after them."""
    team, shipped = ask.team, SHIPPED[plan.job]
    if shipped.audience is Audience.CHANNEL or not plan.wanted:
        return None, ()
    today = today_of(ask)
    opens, closes = working.hours(today)
    moments = {at: datetime.combine(today, at, ask.zone).astimezone(UTC) for at in plan.times} or {team.opens: opens}
    heard = {at: speakable(moment, ask.zone, team.quiet_from, team.quiet_until) for at, moment in moments.items()}
    late = {at for at in moments if heard[at] > moments[at]} if shipped.times else {at for at in moments if heard[at] >= closes}
    lost = {at for at in late if (last := _of_use_until(ask, plan.job, moments[at], closes)) and heard[at] >= last}
    waits = late - lost
    never = () if plan.job is Job.COACHING else tuple(sorted(lost))  # a day of practice is told at its time rather than too late
    return (team.quiet_until if waits else None), never


def _of_use_until(ask: Ask, job: Job, at: datetime, closes: datetime) -> datetime | None:
    """When the writers of bot.jobs and bot.mornings let go of a message that could not go; None: never."""
    if job in (Job.DROP, Job.CLOSE):
        return None
    return of_use_until(at, closes if job in (Job.BRIEF, Job.COACHING) else at, ask.zone)
