"""/onpace posts: which posts a team gets, when, where and in which language; when nobody is written to; what would go out now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from bot.commands.onpace.keeping import put, undoable
from bot.parsing import picked
from bot.parsing import posts as parsing
from bot.parsing.numbers import row_id
from bot.parsing.paces import AHEAD, BEHIND, lines
from bot.scoreboard import overtaken
from bot.talk import Ask, Post, Reply
from bot.text import Markup
from bot.views import postplan_forms, preview
from bot.views import postplan_page as current
from bot.views import postplans as view
from bot.views.month import today_of
from bot.views.permission import must
from bot.views.postplans import Shown
from bot.views.refusals import attempted
from coaching.due import speakable
from coaching.errors import BadPost, Gone
from coaching.pace import Lines
from coaching.permissions import May
from coaching.posts import SEVERAL_TIMES, SHIPPED, Audience, Job
from storage import changes, postplans
from storage.postplans import Plan


def posts(ask: Ask, rest: str) -> Reply:
    """`/onpace posts`, `posts numbers 12:00 18:00`, `posts gap off`, `posts quiet 20:00-8:00`."""
    must(ask, May.MANAGE, about="posts")
    said = parsing.read(rest)
    if said.hours:
        return _hours(ask, said.team) if said.team else current.hours(ask)
    if said.every is not None:
        return _turn_all(ask, wanted=said.every)
    if said.job is None:
        return open_list(ask)
    if said.preview:
        return _preview(ask, said.job)
    had = _plan(ask, said.job)
    if _too_late(ask, had.job, said.plan.get("times", ())):
        raise BadPost(rest, "closed")
    if said.team and not _possible(ask, said.team):
        raise BadPost(" ".join(f"{share}%" for share in said.team.values()), "lines")
    return _keep(ask, had, replace(had, **said.plan), said.team) if said.plan else current.page(ask, had)


def _possible(ask: Ask, drawn: Mapping[str, int]) -> bool:
    """Whether the lines of the pace can be so, with the one that stays."""
    behind, ahead = (Decimal(drawn.get(name, getattr(ask.team, name))) / 100 for name in (BEHIND, AHEAD))
    return Lines(behind, ahead).possible


def _too_late(ask: Ask, job: Job, times: Sequence[time]) -> bool:
    """Whether practices would be planned when the team has closed: never."""
    return job is Job.COACHING and any(at >= ask.team.closes for at in times)


def open_list(ask: Ask) -> Reply:
    """Every post."""
    must(ask, May.MANAGE, about="posts")
    return current.everything(ask)


def summary(ask: Ask) -> Markup:
    """A line for `/onpace settings`."""
    return view.summary(ask.words, ask.team, current.plans(ask))


def _plan(ask: Ask, job: Job) -> Plan:
    return current.plans(ask)[job]


def _keep(ask: Ask, had: Plan, plan: Plan, drawn: Mapping[str, int] = MappingProxyType({})) -> Reply:
    """`drawn`: the lines of the pace, by column."""
    parts = [*([_kept(ask, plan)] if plan != had else []), *filter(None, [_drawn(ask, drawn)])]
    if not parts:
        return current.page(ask, plan, ask.words("post-same"))
    undo = undoable(ask, "post", {"parts": parts, "job": plan.job.value}, ask.team_id)
    return replace(current.page(ask, plan, ask.words("post-kept"), undo), home=True)


def _drawn(ask: Ask, wanted: Mapping[str, int]) -> dict[str, Any]:
    """Have these lines from now on; the change, as Undo reads it."""
    before = changes.values(ask.team)
    for column, value in wanted.items():
        setattr(ask.team, column, value)
    ask.session.flush()
    return changes.between(ask.team, before)


def _turn_all(ask: Ask, *, wanted: bool) -> Reply:
    """`/onpace posts off`, `all on`: every post at once, put back by one Undo."""
    other = [plan for plan in current.plans(ask).values() if plan.wanted != wanted]
    parts = [_kept(ask, replace(plan, wanted=wanted)) for plan in other]
    undo = undoable(ask, "posts", {"parts": parts}, ask.team_id) if parts else None
    said = ask.words(f"post-all-{'on' if wanted else 'off'}" if parts else "post-all-same")
    return replace(view.all_turned(ask.words, current.plans(ask), said, undo), home=True)


def _kept(ask: Ask, plan: Plan) -> dict[str, Any]:
    """Have a job so from now on; the change, as Undo reads it."""
    where: dict[str, Any] = {"workspace_id": ask.team.workspace_id, "team_id": ask.team_id}
    about = where | {"job": plan.job.value}
    before = changes.of_post(ask.session, **about)
    with overtaken.left_out(ask.session, team=ask.team, now=ask.now):
        postplans.keep(ask.session, **where, plan=plan)
    return changes.between_posts(team_id=ask.team_id, job=plan.job.value, before=before, after=changes.of_post(ask.session, **about))


def _job(name: str) -> Job:
    """Of a button or form. Raises Gone."""
    if name not in set(Job):
        raise Gone
    return Job(name)


def open_form(ask: Ask) -> Reply:
    """[Change…]: everything of one post."""
    must(ask, May.MANAGE, about="posts")
    return Reply(modal=postplan_forms.of_job(ask.words, Shown(ask.team, _plan(ask, _job(ask.text)))))


def sent(ask: Ask) -> Reply:
    """Keep what the form says."""
    must(ask, May.MANAGE, about="posts")
    had = _plan(ask, _job(ask.meta))
    plan = replace(had, wanted=ask.form.get("wanted") == "on")
    if SHIPPED[had.job].times:
        times, wrong = attempted(ask.words, lambda: parsing.times(str(ask.form.get("times") or "")), "changed")
        several = had.job in SEVERAL_TIMES
        if wrong or times is None or (len(times) > 1 and not several):
            return Reply(errors={"times": ask.words.plain("post-error-times" if several else "post-error-once")})
        if _too_late(ask, had.job, times):
            return Reply(errors={"times": ask.words.plain("post-error-closed", hour=f"{ask.team.closes:%H:%M}")})
        days = frozenset(int(day) for day in ask.form.get("days") or () if str(day) in set("0123456"))
        plan = replace(plan, times=times, days=days if 0 < len(days) < 7 else None)
    drawn = _lines(ask) if had.job is Job.WARNING else {}
    if drawn is None:
        return Reply(errors={"lines": ask.words.plain("post-error-lines")})
    return _keep(ask, had, replace(plan, **_place(ask)) if had.job in parsing.IN_CHANNEL else plan, drawn)


def _lines(ask: Ask) -> dict[str, int] | None:
    """Both lines of the form; None when they cannot be so."""
    drawn, _ = attempted(ask.words, lambda: lines(str(ask.form.get("lines") or "")), "changed")
    return drawn if drawn and _possible(ask, drawn) else None


def _place(ask: Ask) -> dict[str, Any]:
    picked_channel, language = ask.form.get("channel") or "", str(ask.form.get("language") or "team")
    channel = str(picked_channel[0] if isinstance(picked_channel, list) else picked_channel)
    return {"channel_id": channel, "language": language if language in ("en", "ja") else ""}


def turn(ask: Ask) -> Reply:
    """[Turn off], [Turn on]."""
    must(ask, May.MANAGE, about="posts")
    name, _, state = ask.text.partition(":")
    had = _plan(ask, _job(name))
    return _keep(ask, had, replace(had, wanted=state == "on"))


def more(ask: Ask) -> Reply:
    """What was chosen behind the ⋯ of the list: preview:numbers, form:gap, turn:gap:off. Raises Gone."""
    must(ask, May.MANAGE, about="posts")
    deed, _, about = ask.text.partition(":")
    if deed not in DEEDS:
        raise Gone
    return DEEDS[deed](ask.saying(about))


def only_looks(chosen: str) -> bool:
    """Whether a choice behind the ⋯ changes nothing."""
    return chosen.startswith("preview:")


def open_hours(ask: Ask) -> Reply:
    """The form of quiet hours, catch-up and closing day."""
    must(ask, May.MANAGE, about="posts")
    return Reply(modal=postplan_forms.of_hours(ask.words, ask.team))


def hours_sent(ask: Ask) -> Reply:
    """Keep them."""
    must(ask, May.MANAGE, about="posts")
    first, last = (picked.clock(ask.form.get(f"quiet-{end}")) for end in ("from", "until"))
    window, closing = (row_id(str(ask.form.get(name) or "")) for name in ("window", "closing"))
    if not window or not closing:
        raise Gone
    wanted = {"catch_up_minutes": parsing.window(str(window)), "close_day": parsing.closing_day(str(closing))}
    return _hours(ask, {"quiet_from": first, "quiet_until": last} | wanted)


def _hours(ask: Ask, wanted: Mapping[str, Any]) -> Reply:
    undo = put(ask, "quiet", ask.team, **wanted)
    return replace(current.hours(ask, ask.words("post-kept" if undo else "post-same"), undo), home=True)


def preview_now(ask: Ask) -> Reply:
    """[Preview now]: exactly what would go out, to who asks alone."""
    must(ask, May.MANAGE, about="posts")
    return _preview(ask, _job(ask.text))


def _preview(ask: Ask, job: Job) -> Reply:
    plan = _plan(ask, job)
    found = ask.upcoming(plan.job)
    has_channel = bool(plan.channel_id or ask.team.channel_id) or SHIPPED[plan.job].audience is not Audience.CHANNEL
    at = Markup(f"{plan.times[0]:%H:%M}" if plan.times else "")
    notes = [*_off(ask, plan), *([] if found.example else _held_up(ask, plan, found.posts or ()))]
    return preview.shown(ask, preview.Preview(plan.job, at, found.posts, notes, has_channel, found.told, found.example, found.month))


#: What the ⋯ of the list can do.
DEEDS: Mapping[str, Callable[[Ask], Reply]] = {"preview": preview_now, "form": open_form, "turn": turn}


def _off(ask: Ask, plan: Plan) -> list[Markup]:
    if plan.job is Job.COACHING:
        return view.practised(ask.words, plan)
    return [] if plan.wanted else [ask.words("post-preview-off")]


def _held_up(ask: Ask, plan: Plan, posts: Sequence[Post]) -> list[Markup]:
    words, found = ask.words, list[Markup]()
    if not current.calendar(ask).is_open(today_of(ask)):
        found.append(words("post-preview-day-off"))
    at = speakable(ask.now, ask.zone, ask.team.quiet_from, ask.team.quiet_until)
    if at != ask.now and SHIPPED[plan.job].audience is not Audience.CHANNEL:
        late = bool(posts) and all(post.until and post.until <= at for post in posts)
        if not (late and plan.job is Job.COACHING):  # what today's practices need is told at once rather than too late
            found.append(words("post-preview-never" if late else "post-preview-quiet", when=words.when(at)))
    return found
