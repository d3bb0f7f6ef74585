"""Which posts a team gets, as the team has them: the list (short, for a phone), one post, the hours, and what was just changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.blocks import Element, actions, button, overflow, section
from bot.parsing.posts import IN_CHANNEL
from bot.talk import Block, Reply
from bot.text import Markup, Words, channel_link
from bot.views.practice_hours import by_hand
from coaching.posts import SHIPPED, Job
from storage.postplans import Plan
from storage.tables import Team


@dataclass(frozen=True)
class Shown:
    """A job as the team has it, and when it is due next (None: it goes by what happens, or is off).

    `waits_until`: the quiet hours hold it up until then; `never`: its times at which it would be of no use after them; `no_day_in`:
    so many days ahead none is one of its own on which the team works; `usual`: when mentors practise who said no hours (the mentor's
    brief alone: its time is that of the plan).
    """

    team: Team
    plan: Plan
    next_at: datetime | None = None
    waits_until: time | None = None
    never: tuple[time, ...] = ()
    no_day_in: int = 0
    usual: Sequence[str] = ()

    @property
    def job(self) -> Job:
        """Which one."""
        return self.plan.job


def name(words: Words, job: Job) -> Markup:
    """What a job is called."""
    return words("post-name", job=Markup(job.value))


def lines(words: Words, one: Shown) -> list[Markup]:
    """Its name and whom it is for, when, where, and when next."""
    found = [_head(words, one), _when(words, one)]
    if one.job in IN_CHANNEL:
        found.append(_where(words, one))
    if one.next_at:
        found.append(words("post-next", when=words.when(one.next_at)))
    return [*found, *_in_the_way(words, one)]


def _briefly(words: Words, one: Shown) -> list[Markup]:
    """The same for the list: nothing of the times of what is off, nor of the place where it is the team's own; when next is on its page."""
    plan = one.plan
    if not plan.wanted:
        return [_head(words, one)]
    elsewhere = one.job in IN_CHANNEL and bool(plan.channel_id or plan.language or not one.team.channel_id)
    how = words("dot").join([_when(words, one), *([_where(words, one)] if elsewhere else [])])
    return [_head(words, one), Markup(how), *_in_the_way(words, one)]


def _head(words: Words, one: Shown) -> Markup:
    to = words("post-to", job=Markup(one.job.value))
    return words("post-line", name=name(words, one.job), to=to, on=Markup("yes" if one.plan.wanted else "no"))


def _in_the_way(words: Words, one: Shown) -> list[Markup]:
    """Why it would come late, or never."""
    found = [words("post-no-day", days=one.no_day_in)] if one.no_day_in else []
    if one.waits_until:
        found.append(words("post-waits", **_span(one.team)))
    if one.never:
        times = Markup(words("separator").join(Markup(f"{at:%H:%M}") for at in one.never))
        found.append(words("post-never", times=times, **_span(one.team)))
    return found


def _when(words: Words, one: Shown) -> Markup:
    plan = one.plan
    times = Markup(words("separator").join(Markup(f"{at:%H:%M}") for at in plan.times))
    if one.job is Job.CLOSE:
        return words("post-when-close", day=one.team.close_day, times=times)
    if not SHIPPED[one.job].times:
        shares = {"behind": words.percent(one.team.behind_below / 100), "ahead": words.percent(one.team.ahead_from / 100)}
        return words("post-when-at-once", job=Markup(one.job.value), **shares)
    names = [words(f"weekday-{day}") for day in sorted(plan.days or ())]
    return words("post-when", times=times, days=Markup(words("separator").join(names)) if names else words("post-every-day"))


def _where(words: Words, one: Shown) -> Markup:
    channel = one.plan.channel_id or one.team.channel_id
    language = one.plan.language or one.team.language
    shown = channel_link(channel) if channel else words("post-no-channel")
    return words("post-where", channel=shown, language=words(f"language-{language}"))


def quiet(words: Words, team: Team) -> Markup:
    """20:00–08:00, or none."""
    if team.quiet_from == team.quiet_until:
        return words("post-hours-none")
    return words("post-hours-quiet", **_span(team))


def _span(team: Team) -> dict[str, Markup]:
    return {"from": Markup(f"{team.quiet_from:%H:%M}"), "until": Markup(f"{team.quiet_until:%H:%M}")}


def _hours(words: Words, team: Team) -> dict[str, Markup | int]:
    return {"quiet": quiet(words, team), "window": words.length(team.catch_up_minutes), "day": team.close_day}


def buttons(words: Words, one: Shown) -> list[Element]:
    """Change, preview, on or off."""
    job = one.job.value
    turn = "off" if one.plan.wanted else "on"
    return [
        button(words.plain("post-button-preview"), f"setup-post-preview:{job}", job),
        button(words.plain("post-button-change"), f"setup-post-form:{job}", job),
        button(words.plain(f"post-button-{turn}"), f"setup-post-turn:{job}", f"{job}:{turn}"),
    ]


def _menu(words: Words, one: Shown) -> Element:
    """The same behind a ⋯, for the list."""
    job, turn = one.job.value, "off" if one.plan.wanted else "on"
    choices = {"preview": f"preview:{job}", "change": f"form:{job}", turn: f"turn:{job}:{turn}"}
    return overflow(f"setup-post-more:{job}", [(words.plain(f"post-button-{label}"), value) for label, value in choices.items()])


def everything(words: Words, team: Team, found: Sequence[Shown]) -> Reply:
    """Every post of a team, each with its menu, and the hours."""
    head, hours = words("post-head", team=team.name), words("post-hours", **_hours(words, team))
    blocks: list[Block] = [section(head)]
    said = [head]
    for one in found:
        text = Markup("\n".join(_briefly(words, one)))
        said.append(text)
        blocks.append(section(text, _menu(words, one)))
    blocks += [section(hours), actions(_hours_button(words)), section(words("post-how"))]
    return Reply("\n".join([*said, hours]), tuple(blocks))


def _hours_button(words: Words) -> Element:
    return button(words.plain("post-button-hours"), "setup-post-hours")


def _all_button(words: Words) -> Element:
    return button(words.plain("post-button-list"), "setup-posts")


def page(words: Words, one: Shown, *, said: Markup | None = None, undo: Element | None = None) -> Reply:
    """One post: `said` is what was just done."""
    head = [said] if said else []
    text = Markup("\n".join([*head, *lines(words, one), *practised(words, one.plan), *_by_hand(words, one)]))
    back = [undo] if undo else []
    return Reply(text, (section(text), actions(*back, *buttons(words, one), _all_button(words))))


def practised(words: Words, plan: Plan) -> list[Markup]:
    """That practice goes on where the mentor's brief is off, and on days it is not sent."""
    if plan.job is not Job.COACHING or (plan.wanted and plan.days is None):
        return []
    return [words("post-practices-daily" if plan.wanted else "post-practices-go-on")]


def _by_hand(words: Words, one: Shown) -> list[Markup]:
    return by_hand(words, one.plan.times[0], [one.usual]) if one.usual else []


def hours(words: Words, team: Team, found: Sequence[Shown], *, said: Markup | None = None, undo: Element | None = None) -> Reply:
    """Quiet hours, window and closing day as they are, and which posts the quiet hours hold up or lose."""
    told = [words("post-hours", **_hours(words, team)), *_held_up(words, team, found)]
    text = Markup("\n".join([said, *told] if said else told))
    back = [undo] if undo else []
    how = () if said else (section(words("post-how")),)
    return Reply(text, (section(text), actions(*back, _hours_button(words), _all_button(words)), *how))


def _held_up(words: Words, team: Team, found: Sequence[Shown]) -> list[Markup]:
    waiting, lost = [one.job for one in found if one.waits_until], [one.job for one in found if one.never]
    told = [words("post-hours-wait", names=_names(words, waiting), **_span(team))] if waiting else []
    return [*told, words("post-hours-never", names=_names(words, lost), **_span(team))] if lost else told


def _names(words: Words, jobs: Sequence[Job]) -> Markup:
    return Markup(words("separator").join(name(words, job) for job in jobs))


def all_turned(words: Words, plans: Mapping[Job, Plan], said: Markup, undo: Element | None = None) -> Reply:
    """After every post was turned on or off, or that was taken back: what is on now."""
    off = [job for job, plan in plans.items() if not plan.wanted]
    goes_on = [words("post-practices-go-on")] if not plans[Job.COACHING].wanted else []
    kind = Markup("all" if len(off) == len(plans) else "some" if off else "none")
    state = words("post-all-state", kind=kind, off=len(off), all=len(plans), names=_names(words, off))
    text = Markup("\n".join([said, state, *goes_on]))
    return Reply(text, (section(text), actions(*([undo] if undo else []), _all_button(words))))


def summary(words: Words, team: Team, plans: Mapping[Job, Plan]) -> Markup:
    """A line for all settings."""
    on = sum(plan.wanted for plan in plans.values())
    return words("setup-settings-posts", on=on, all=len(plans), quiet=quiet(words, team))
