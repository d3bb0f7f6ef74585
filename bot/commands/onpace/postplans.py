"""/onpace posts: which posts a team gets, when, where and in which language; when nobody is written to; what would go out now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from bot.blocks import Element
from bot.commands.onpace.keeping import put, undoable
from bot.parsing import picked
from bot.parsing import posts as parsing
from bot.parsing.numbers import row_id
from bot.scoreboard.book import team_calendar
from bot.talk import Ask, Reply
from bot.text import Markup
from bot.views import postplan_forms, preview
from bot.views import postplans as view
from bot.views.month import today_of
from bot.views.permission import must
from bot.views.postplans import Shown
from bot.views.refusals import attempted
from coaching.calendar import Calendar, Period
from coaching.due import LOOK_BACK, due, next_due, speakable
from coaching.errors import BadPost, Gone
from coaching.permissions import May
from coaching.posts import SHIPPED, Audience, Decision, Job
from storage import changes, postplans, rounds
from storage.postplans import Plan

AHEAD = 21  # days a next post is looked for


def posts(ask: Ask, rest: str) -> Reply:
    """`/onpace posts`, `posts numbers 12:00 18:00`, `posts gap off`, `posts quiet 20:00-8:00`."""
    must(ask, May.MANAGE)
    said = parsing.read(rest)
    if said.hours:
        return _hours(ask, said.team) if said.team else view.hours(ask.words, ask.team)
    if said.job is None:
        return open_list(ask)
    had = _plan(ask, said.job)
    if _too_late(ask, had.job, said.plan.get("times", ())):
        raise BadPost(rest, "closed")
    return _keep(ask, had, replace(had, **said.plan)) if said.plan else _page(ask, had)


def _too_late(ask: Ask, job: Job, times: Sequence[time]) -> bool:
    """Whether practices would be planned when the team has closed: never."""
    return job is Job.COACHING and any(at >= ask.team.closes for at in times)


def open_list(ask: Ask) -> Reply:
    """Every post."""
    must(ask, May.MANAGE)
    calendar = _calendar(ask)
    found = [_shown(ask, plan, calendar) for plan in _plans(ask).values()]
    return view.everything(ask.words, ask.team, found)


def summary(ask: Ask) -> Markup:
    """A line for `/onpace settings`."""
    return view.summary(ask.words, ask.team, _plans(ask))


def _plans(ask: Ask) -> Mapping[Job, Plan]:
    return postplans.of_team(ask.session, workspace_id=ask.team.workspace_id, team_id=ask.team_id)


def _plan(ask: Ask, job: Job) -> Plan:
    return _plans(ask)[job]


def _calendar(ask: Ask) -> Calendar:
    today = today_of(ask)
    around = Period(today - timedelta(days=LOOK_BACK + 1), today + timedelta(days=AHEAD))
    return team_calendar(ask.session, team=ask.team, period=around)


def _shown(ask: Ask, plan: Plan, calendar: Calendar) -> Shown:
    if not plan.wanted or not plan.times or plan.job is Job.CLOSE:
        return Shown(ask.team, plan)
    return Shown(ask.team, plan, next_due(calendar, plan.times, ask.now, days=plan.days, within=AHEAD))


def _page(ask: Ask, plan: Plan, said: str = "", undo: Element | None = None) -> Reply:
    one = _shown(ask, plan, _calendar(ask))
    return view.page(ask.words, one, said=said, waits=_waits(ask, plan), undo=undo)


def _waits(ask: Ask, plan: Plan) -> bool:
    """Whether one of its times lies in the hours in which nobody is written to."""
    if SHIPPED[plan.job].audience is Audience.CHANNEL:
        return False
    local = ask.now.astimezone(ask.zone)
    moments = [local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0) for at in plan.times]
    return any(speakable(at, ask.zone, ask.team.quiet_from, ask.team.quiet_until) != at for at in moments)


def _keep(ask: Ask, had: Plan, plan: Plan) -> Reply:
    if plan == had:
        return _page(ask, plan, "post-same")
    where: dict[str, Any] = {"workspace_id": ask.team.workspace_id, "team_id": ask.team_id}
    about = where | {"job": plan.job.value}
    before = changes.of_post(ask.session, **about)
    postplans.keep(ask.session, **where, plan=plan)
    ask.session.flush()
    change = changes.between_posts(team_id=ask.team_id, job=plan.job.value, before=before, after=changes.of_post(ask.session, **about))
    _leave_behind(ask, had, plan)
    return replace(_page(ask, plan, "post-kept", undoable(ask, "post", change, ask.team_id)), home=True)


def _leave_behind(ask: Ask, had: Plan, plan: Plan) -> None:
    """What the plan makes due only now, though its time has passed, is not said: a new time holds from its next time on."""
    calendar, window = _calendar(ask), timedelta(minutes=ask.team.catch_up_minutes)
    so_far = {"since": ask.team.created_at, "window": window}
    was = {one.period for one in due(calendar, had.times, ask.now, days=had.days, **so_far)} if had.wanted else set()  # type: ignore[arg-type]
    for one in due(calendar, plan.times, ask.now, days=plan.days, **so_far) if plan.wanted else ():  # type: ignore[arg-type]
        if one.period not in was:
            about: dict[str, Any] = {"workspace_id": ask.team.workspace_id, "team_id": ask.team_id, "job": plan.job}
            rounds.decide(ask.session, **about, period=one.period, decision=Decision.OFF, now=ask.now)


def _job(name: str) -> Job:
    """Of a button or form. Raises Gone."""
    if name not in set(Job):
        raise Gone
    return Job(name)


def open_form(ask: Ask) -> Reply:
    """[Change…]: everything of one post."""
    must(ask, May.MANAGE)
    return Reply(modal=postplan_forms.of_job(ask.words, Shown(ask.team, _plan(ask, _job(ask.text)))))


def sent(ask: Ask) -> Reply:
    """Keep what the form says."""
    must(ask, May.MANAGE)
    had = _plan(ask, _job(ask.meta))
    plan = replace(had, wanted=ask.form.get("wanted") == "on")
    if SHIPPED[had.job].times:
        times, wrong = attempted(ask.words, lambda: parsing.times(str(ask.form.get("times") or "")), "changed")
        if wrong or times is None:
            return Reply(errors={"times": ask.words.plain("post-error-times")})
        if had.job is Job.COACHING and len(times) > 1:
            return Reply(errors={"times": ask.words.plain("post-error-once")})
        if _too_late(ask, had.job, times):
            return Reply(errors={"times": ask.words.plain("post-error-closed", hour=f"{ask.team.closes:%H:%M}")})
        days = frozenset(int(day) for day in ask.form.get("days") or () if str(day) in set("0123456"))
        plan = replace(plan, times=times, days=days if 0 < len(days) < 7 else None)
    return _keep(ask, had, replace(plan, **_place(ask)) if had.job in parsing.IN_CHANNEL else plan)


def _place(ask: Ask) -> dict[str, Any]:
    picked_channel, language = ask.form.get("channel") or "", str(ask.form.get("language") or "team")
    channel = str(picked_channel[0] if isinstance(picked_channel, list) else picked_channel)
    return {"channel_id": channel, "language": language if language in ("en", "ja") else ""}


def turn(ask: Ask) -> Reply:
    """[Turn off], [Turn on]."""
    must(ask, May.MANAGE)
    name, _, state = ask.text.partition(":")
    had = _plan(ask, _job(name))
    return _keep(ask, had, replace(had, wanted=state == "on"))


def open_hours(ask: Ask) -> Reply:
    """The form of quiet hours, catch-up and closing day."""
    must(ask, May.MANAGE)
    return Reply(modal=postplan_forms.of_hours(ask.words, ask.team))


def hours_sent(ask: Ask) -> Reply:
    """Keep them."""
    must(ask, May.MANAGE)
    first, last = (picked.clock(ask.form.get(f"quiet-{end}")) for end in ("from", "until"))
    window, closing = (row_id(str(ask.form.get(name) or "")) for name in ("window", "closing"))
    if not window or not closing:
        raise Gone
    wanted = {"catch_up_minutes": parsing.window(str(window)), "close_day": parsing.closing_day(str(closing))}
    return _hours(ask, {"quiet_from": first, "quiet_until": last} | wanted)


def _hours(ask: Ask, wanted: Mapping[str, Any]) -> Reply:
    undo = put(ask, "quiet", ask.team, **wanted)
    return replace(view.hours_kept(ask.words, ask.team, undo), home=True)


def preview_now(ask: Ask) -> Reply:
    """[Preview now]: exactly what would go out, to who asks alone."""
    must(ask, May.MANAGE)
    plan = _plan(ask, _job(ask.text))
    found = ask.upcoming(plan.job)
    has_channel = bool(plan.channel_id or ask.team.channel_id) or SHIPPED[plan.job].audience is not Audience.CHANNEL
    at = Markup(f"{plan.times[0]:%H:%M}" if plan.times else "")
    return preview.shown(ask, preview.Preview(plan.job, at, found, _notes(ask, plan), has_channel))


def _notes(ask: Ask, plan: Plan) -> list[Markup]:
    words, found = ask.words, []
    if not plan.wanted:
        found.append(words("post-preview-off" if plan.job is not Job.COACHING else "post-practices-go-on"))
    if not _calendar(ask).is_open(today_of(ask)):
        found.append(words("post-preview-day-off"))
    at = speakable(ask.now, ask.zone, ask.team.quiet_from, ask.team.quiet_until)
    if at != ask.now and SHIPPED[plan.job].audience is not Audience.CHANNEL:
        found.append(words("post-preview-quiet", when=words.when(at)))
    return found
