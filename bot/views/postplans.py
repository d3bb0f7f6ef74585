"""Which posts a team gets, as the team has them: the list, one post, the hours, and what was just changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks import Element, actions, button, section
from bot.parsing.posts import IN_CHANNEL
from bot.talk import Block, Reply
from bot.text import Markup, Words, channel_link
from coaching.posts import SHIPPED, Job
from storage.postplans import Plan
from storage.tables import Team


@dataclass(frozen=True)
class Shown:
    """A job as the team has it, and when it is due next (None: it goes by what happens, or is off)."""

    team: Team
    plan: Plan
    next_at: datetime | None = None

    @property
    def job(self) -> Job:
        """Which one."""
        return self.plan.job


def name(words: Words, job: Job) -> Markup:
    """What a job is called."""
    return words("post-name", job=Markup(job.value))


def lines(words: Words, one: Shown) -> list[Markup]:
    """Its name and whom it is for, when, where, and when next."""
    plan, about = one.plan, {"job": Markup(one.job.value)}
    head = words("post-line", name=name(words, one.job), to=words("post-to", **about), on=Markup("yes" if plan.wanted else "no"))
    found = [head, _when(words, one)]
    if one.job in IN_CHANNEL:
        found.append(_where(words, one))
    if one.next_at:
        found.append(words("post-next", when=words.when(one.next_at)))
    return found


def _when(words: Words, one: Shown) -> Markup:
    plan = one.plan
    times = Markup(words("separator").join(Markup(f"{at:%H:%M}") for at in plan.times))
    if one.job is Job.CLOSE:
        return words("post-when-close", day=one.team.close_day, times=times)
    if not SHIPPED[one.job].times:
        return words("post-when-at-once", job=Markup(one.job.value))
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


def everything(words: Words, team: Team, found: Sequence[Shown]) -> Reply:
    """Every post of a team, each with its buttons, and the hours."""
    head, hours = words("post-head", team=team.name), words("post-hours", **_hours(words, team))
    blocks: list[Block] = [section(head)]
    said = [head]
    for one in found:
        text = Markup("\n".join(lines(words, one)))
        said.append(text)
        blocks += [section(text), actions(*buttons(words, one))]
    blocks += [section(hours), actions(_hours_button(words)), section(words("post-how"))]
    return Reply("\n".join([*said, hours]), tuple(blocks))


def _hours_button(words: Words) -> Element:
    return button(words.plain("post-button-hours"), "setup-post-hours")


def _all_button(words: Words) -> Element:
    return button(words.plain("post-button-list"), "setup-posts")


def page(words: Words, one: Shown, *, said: str = "", waits: bool = False, undo: Element | None = None) -> Reply:
    """One post: `said` is what was just done, `waits` whether one of its times lies in the quiet hours."""
    head = [words(said)] if said else []
    note = [words("post-waits", **_span(one.team))] if waits else []
    goes_on = [words("post-practices-go-on")] if one.job is Job.COACHING and not one.plan.wanted else []
    text = Markup("\n".join([*head, *lines(words, one), *goes_on, *note]))
    back = [undo] if undo else []
    return Reply(text, (section(text), actions(*back, *buttons(words, one), _all_button(words))))


def hours(words: Words, team: Team) -> Reply:
    """Quiet hours, window and closing day as they are."""
    text = words("post-hours", **_hours(words, team))
    return Reply(text, (section(text), actions(_hours_button(words), _all_button(words)), section(words("post-how"))))


def hours_kept(words: Words, team: Team, undo: Element | None) -> Reply:
    """What they are from now on."""
    text = words("post-hours-kept" if undo else "post-hours-same", **_hours(words, team))
    back = [undo] if undo else []
    return Reply(text, (section(text), actions(*back, _hours_button(words), _all_button(words))))


def summary(words: Words, team: Team, plans: Mapping[Job, Plan]) -> Markup:
    """A line for all settings."""
    on = sum(plan.wanted for plan in plans.values())
    return words("setup-settings-posts", on=on, all=len(plans), quiet=quiet(words, team))
