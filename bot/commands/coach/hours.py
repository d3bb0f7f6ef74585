"""/coach hours: when a mentor practises, how long, how many a day and a week; said by themselves, or by a manager for them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.commands.coach.whose import by_id, meant
from bot.parsing import hours as parsing
from bot.parsing import words as known
from bot.parsing.numbers import row_id
from bot.scoreboard.book import team_calendar
from bot.talk import Ask, Post, Reply
from bot.text import Markup
from bot.views import practice_hours as view
from bot.views.month import today_of
from bot.views.naming import who
from bot.views.permission import must_be_member
from bot.views.practice import Reader
from bot.views.refusals import attempted
from coaching.calendar import Period
from coaching.errors import BadHours, NotAllowed
from coaching.posts import Job
from coaching.terms import Role
from storage import members, mentoring, postplans
from storage.tables import Member, Mentoring, id_of

MOST = {"minutes": 120, "a_day": 20, "a_week": 60}
SHORTEST = 10  # minutes of a practice


def hours(ask: Ask) -> Reply:
    """`mon-thu 16:00-18:00 3 a day`, `月〜木 16時-18時 1日3回`; without words what is set; of somebody else by a manager."""
    must_be_member(ask)
    if not known.normal(ask.text) and Role.MENTOR not in members.roles(ask.member):
        return _everybody(ask)
    return _of(ask, *meant(ask))


def _everybody(ask: Ask) -> Reply:
    """A manager sees every mentor's."""
    if Role.MANAGER not in members.roles(ask.member):
        raise NotAllowed("mentor", view.mentors_of(ask))
    found = members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, role=Role.MENTOR)
    said = mentoring.of(ask.session, workspace_id=ask.workspace_id, member_ids=[id_of(one) for one in found])
    return view.everybody(ask.words, [(one, said[id_of(one)]) for one in found])


def _of(ask: Ask, mentor: Member, text: str) -> Reply:
    now = _now(ask, mentor)
    if not text:
        return view.shown(ask.words, mentor, now, _early(ask, now), own=mentor.id == ask.member.id)
    if text.casefold() in parsing.DEFAULTS:
        return _keep(ask, mentor, mentoring.said(Mentoring(member_id=0, workspace_id=0)))
    return _keep(ask, mentor, _with(ask, now, parsing.read_hours(text, working=_working(ask))))


def _now(ask: Ask, mentor: Member) -> Mentoring:
    one = id_of(mentor)
    return mentoring.of(ask.session, workspace_id=ask.workspace_id, member_ids=[one])[one]


def _working(ask: Ask) -> list[int]:
    return sorted(int(day) for day in ask.team.working_days)


def _with(ask: Ask, now: Mentoring, said: parsing.Said) -> dict[str, Any]:
    """What is set after these words: hours said are the whole week's, a day only called off leaves the others. Raises BadHours."""
    only_off = said.hours and not any(said.hours.values())
    kept = {str(day): span for day, span in _usual(ask, now).items()} if only_off else {}
    days = {day: span for day, span in (kept | said.hours).items() if span} if said.hours else dict(now.hours)
    numbers = {name: getattr(now if getattr(said, name) is None else said, name) for name in ("minutes", "a_day", "a_week")}
    return _checked({"hours": days} | numbers)


def _usual(ask: Ask, now: Mentoring) -> Mapping[str, list[str]]:
    """The hours of each day as they are now, also of who never said any."""
    if now.hours:
        return now.hours
    today = today_of(ask)
    span = view.usual(team_calendar(ask.session, team=ask.team, period=Period(today, today)), today)
    return {str(day): span for day in _working(ask)} if span else {}


def _checked(wanted: dict[str, Any]) -> dict[str, Any]:
    for name, most in MOST.items():
        if wanted[name] > most:
            raise BadHours(str(wanted[name]), "many")
        if not wanted[name]:
            raise BadHours("0", "none")
    short = next((span for span in wanted["hours"].values() if view.minutes_of(span) < wanted["minutes"]), None)
    if wanted["minutes"] < SHORTEST or short:
        raise BadHours("-".join(short) if short else str(wanted["minutes"]), "short")
    return wanted


def _keep(ask: Ask, mentor: Member, wanted: Mapping[str, Any]) -> Reply:
    before = mentoring.said(_now(ask, mentor))
    own = mentor.id == ask.member.id
    if before == wanted:
        return view.shown(ask.words, mentor, _now(ask, mentor), _early(ask, _now(ask, mentor)), own=own)
    entry_id = ask.entry("mentor-hours", {"member": id_of(mentor), "before": before, "after": dict(wanted)})
    mentoring.keep(ask.session, workspace_id=ask.workspace_id, member_id=id_of(mentor), **wanted)
    now = _now(ask, mentor)
    found = view.kept(ask.words, mentor, now, _early(ask, now), entry_id, own=own)
    return found if own else replace(found, posts=_told(ask, mentor))


def _early(ask: Ask, now: Mentoring) -> list[Markup]:
    """Which of these hours the morning's plan comes too late for."""
    plan = postplans.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id)[Job.COACHING]
    return view.by_hand(ask.words, plan.times[0], _usual(ask, now).values())


def _told(ask: Ask, mentor: Member) -> tuple[Post, ...]:
    """Whose hours somebody else changed hears of it."""
    if not mentor.slack_id:
        return ()
    reader = Reader.of(ask).instead(mentor)
    lines = [reader.words("hours-told", who=who(ask.member)), *view.lines(reader.words, _now(ask, mentor))]
    return (Post(f"hours {ask.key}", mentor.slack_id, "\n".join(lines)),)


def open_form(ask: Ask) -> Reply:
    """The form; the value is whose hours (a manager's choice), else one's own."""
    must_be_member(ask)
    mentor = by_id(ask, ask.text)
    now = _now(ask, mentor)
    return Reply(modal=view.form(ask.words, mentor, now, _usual(ask, now), _days(ask, now)))


def _days(ask: Ask, now: Mentoring) -> list[int]:
    """The days a form asks for: those the team works, and those that have hours."""
    return sorted({*_working(ask), *(int(day) for day in now.hours)})


def sent(ask: Ask) -> Reply:
    """Keep what was changed; an emptied day has no hours."""
    must_be_member(ask)
    mentor = by_id(ask, ask.meta)
    now = _now(ask, mentor)
    read = {str(day): attempted(ask.words, _field(ask, f"day-{day}"), "changed") for day in _days(ask, now)}
    errors = {f"day-{day}": error for day, (_, error) in read.items() if error}
    if not errors and not any(span for span, _ in read.values()):
        errors = {f"day-{_days(ask, now)[0]}": ask.words.plain("hours-error-none")}
    if errors:
        return Reply(errors=errors)
    numbers = {name: row_id(str(ask.form.get(name.replace("_", "-")) or "")) or getattr(now, name) for name in MOST}
    days = {day: span for day, (span, _) in read.items() if span}
    if not now.hours and days == _usual(ask, now):
        days = {}  # untouched: they go on following the team's
    _, short = attempted(ask.words, lambda: _checked({"hours": days} | numbers), "changed")
    return Reply(errors={"minutes": short}) if short else _keep(ask, mentor, {"hours": days} | numbers)


def _field(ask: Ask, name: str) -> Callable[[], list[str]]:
    return lambda: parsing.span(str(ask.form.get(name) or ""))
