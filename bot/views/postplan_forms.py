"""The forms of a post, and of quiet hours, catch-up and closing day."""

from bot.blocks import channel_picker, checks, field, line, menu, radios, time_picker
from bot.parsing.posts import IN_CHANNEL
from bot.talk import Block, Modal
from bot.text import LANGUAGES, Words
from bot.views.postplans import Shown, name
from bot.views.setup_forms import form
from coaching.posts import SEVERAL_TIMES, SHIPPED, Job
from storage.tables import Team

WINDOWS, CLOSING_DAYS = (15, 30, 60, 120, 240, 480, 1440), range(1, 11)  # minutes, business days


def of_job(words: Words, one: Shown) -> Modal:
    """Everything a team can choose of one post."""
    plan = one.plan
    turns = [(words.plain(f"post-wanted-{turn}"), turn) for turn in ("on", "off")]
    blocks = [field(words.plain("post-field-wanted"), radios("wanted", turns, "on" if plan.wanted else "off"))]
    if SHIPPED[one.job].times:
        times, hint = " ".join(f"{at:%H:%M}" for at in plan.times), "post-hint-times" if one.job in SEVERAL_TIMES else "post-hint-time"
        blocks.append(field(words.plain("post-field-times"), line("times", times, most=60), hint=words.plain(hint)))
    if SHIPPED[one.job].times and one.job is not Job.CLOSE:
        days = [(words.plain(f"weekday-{day}"), str(day)) for day in range(7)]
        ticked = checks("days", days, [str(day) for day in plan.days or ()])
        blocks.append(field(words.plain("post-field-days"), ticked, optional=True, hint=words.plain("post-hint-days")))
    if one.job is Job.WARNING:
        drawn = f"{one.team.behind_below}% {one.team.ahead_from}%"
        blocks.append(field(words.plain("post-field-lines"), line("lines", drawn, most=20), hint=words.plain("post-hint-lines")))
    place = _place(words, one) if one.job in IN_CHANNEL else []
    made = form(words, "setup-post", [*blocks, *place], meta=one.job.value)
    return Modal(made.form, name(words, one.job), made.blocks, made.submit, made.close, meta=made.meta)


def _place(words: Words, one: Shown) -> list[Block]:
    languages = [(words.plain("post-language-team"), "team"), *((words.plain(f"language-{known}"), known) for known in LANGUAGES)]
    channel = channel_picker("channel", one.plan.channel_id)
    return [
        field(words.plain("post-field-channel"), channel, optional=True, hint=words.plain("post-hint-channel")),
        field(words.plain("post-field-language"), menu("language", languages, one.plan.language or "team")),
    ]


def of_hours(words: Words, team: Team) -> Modal:
    """When nobody is written to, how long a late post is of use, when a month is closed."""
    windows = [(words.length(count), str(count)) for count in sorted({*WINDOWS, team.catch_up_minutes})]
    days = [(words.plain("post-closing-day", count=day), str(day)) for day in sorted({*CLOSING_DAYS, team.close_day})]
    until = time_picker("quiet-until", f"{team.quiet_until:%H:%M}")
    blocks = [
        field(words.plain("post-field-quiet-from"), time_picker("quiet-from", f"{team.quiet_from:%H:%M}")),
        field(words.plain("post-field-quiet-until"), until, hint=words.plain("post-hint-quiet")),
        field(words.plain("post-field-window"), menu("window", windows, str(team.catch_up_minutes))),
        field(words.plain("post-field-closing"), menu("closing", days, str(team.close_day))),
    ]
    return form(words, "setup-post-hours", blocks)
