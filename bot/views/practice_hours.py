"""A mentor's hours and capacity in words, and the form of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta

from bot.blocks import actions, button, field, line, menu, section
from bot.scoreboard.practices import NOTICE, USUAL
from bot.talk import Ask, Block, Modal, Reply
from bot.text import Markup, Words
from bot.views.naming import label, who
from bot.views.permission import managers_of, reachable
from coaching.calendar import Calendar
from coaching.terms import Role
from storage import members
from storage.tables import Member, Mentoring

LENGTHS, DAYS, WEEKS = (10, 15, 20, 30, 45, 60, 90), range(1, 11), range(1, 41)


def mentors_of(ask: Ask) -> tuple[str, ...]:
    """The Slack ids of those who mentor in the team, else of its managers."""
    found = members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, role=Role.MENTOR)
    return reachable(ask, (one for one in found if one.id != ask.member_id)) or managers_of(ask)


def usual(calendar: Calendar, day: date) -> list[str]:
    """The team's last two hours of a day, as who never said any practises; [] where they run past midnight."""
    opens, closes = (moment.astimezone(calendar.zone) for moment in calendar.hours(day))
    start = max(opens, closes - USUAL)
    return [f"{start:%H:%M}", f"{closes:%H:%M}"] if start.date() == closes.date() else []


def by_hand(words: Words, at: time, spans: Iterable[Sequence[str]]) -> list[Markup]:
    """Of hours (from–to) that begin before a plan made at this time can give any: up to when they are used by hand only."""
    first = "{:02}:{:02}".format(*divmod(min(at.hour * 60 + at.minute + NOTICE // timedelta(minutes=1), 24 * 60 - 1), 60))
    early = any(span[0] <= first for span in spans)
    return [words("hours-by-hand", at=Markup(f"{at:%H:%M}"), first=Markup(first))] if early else []


def minutes_of(span: Sequence[str]) -> int:
    """How long from–to is."""
    start, end = (int(clock[:2]) * 60 + int(clock[3:5]) for clock in span)
    return end - start


def lines(words: Words, row: Mentoring) -> list[Markup]:
    """Mon–Thu 16:00–18:00; how long, how many a day and a week."""
    capacity = words("hours-capacity", minutes=row.minutes, day=row.a_day, week=row.a_week)
    if not row.hours:
        return [words("hours-usual"), capacity]
    return [*(words("hours-line", days=_run(words, days), hours=hours) for hours, days in _grouped(row.hours)), capacity]


def _grouped(hours: Mapping[str, Sequence[str]]) -> list[tuple[Markup, list[int]]]:
    """Days with the same hours together, in order of the week."""
    found: dict[tuple[str, ...], list[int]] = {}
    for day in sorted(hours, key=int):
        found.setdefault(tuple(hours[day]), []).append(int(day))
    return [(Markup("–".join(span)), days) for span, days in found.items()]


def _run(words: Words, days: Sequence[int]) -> Markup:
    """Mon–Thu where they follow each other, else Mon, Wed."""
    names = [words(f"weekday-{day}") for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return words("hours-days", first=names[0], last=names[-1])
    return Markup(words("separator").join(names))


def shown(words: Words, mentor: Member, row: Mentoring, early: Sequence[Markup], *, own: bool) -> Reply:
    """What is set, what of it no plan uses (`early`, see `by_hand`), and the ways to change it."""
    head = words("hours-head-own") if own else words("hours-head", who=who(mentor))
    text = Markup("\n".join([head, *lines(words, row), *early]))
    return Reply(text, (section(text), actions(*_ways(words, mentor)), *_how(words)))


def _ways(words: Words, mentor: Member) -> list[Block]:
    value = str(mentor.id)
    return [button(words.plain("hours-button"), "coach-hours-form", value), button(words.plain("busy-button"), "coach-busy-form", value)]


def _how(words: Words) -> list[Block]:
    return [section(words("hours-how"))]


def everybody(words: Words, found: Sequence[tuple[Member, Mentoring]]) -> Reply:
    """Every mentor's, each with the way to change it."""
    if not found:
        text = words("coached-no-mentors")
        return Reply(text, (section(text),))
    texts = [Markup("\n".join([words("hours-head", who=who(one)), *lines(words, row)])) for one, row in found]
    rows = [
        section(text, button(words.plain("hours-button"), f"coach-hours-form:{one.id}", str(one.id)))
        for text, (one, _) in zip(texts, found, strict=True)
    ]
    return Reply("\n".join(texts[:40]), tuple(rows[:40]))


def kept(words: Words, mentor: Member, row: Mentoring, early: Sequence[Markup], entry_id: int, *, own: bool) -> Reply:
    """What holds from the next planning on, what of it no plan uses, with Undo."""
    head = words("hours-kept-own") if own else words("hours-kept", who=who(mentor))
    text = Markup("\n".join([head, *lines(words, row), words("hours-from-now"), *early]))
    back = button(words.plain("undo"), "undo", str(entry_id))
    return Reply(text, (section(text), actions(back, *_ways(words, mentor))), home=True)


def form(words: Words, mentor: Member, row: Mentoring, hours: Mapping[str, Sequence[str]], days: Sequence[int]) -> Modal:
    """A line for each day, and three menus."""
    spans = [
        field(
            words.plain(f"weekday-long-{day}"), line(f"day-{day}", "-".join(hours.get(str(day), ())), "16:00-18:00", most=40), optional=True
        )
        for day in days
    ]
    numbers = [
        field(words.plain("hours-field-minutes"), menu("minutes", _counts(words, "minutes", LENGTHS, row.minutes), str(row.minutes))),
        field(words.plain("hours-field-day"), menu("a-day", _counts(words, "times", DAYS, row.a_day), str(row.a_day))),
        field(words.plain("hours-field-week"), menu("a-week", _counts(words, "times", WEEKS, row.a_week), str(row.a_week))),
    ]
    head = section(words("hours-form-head", who=label(mentor)))
    title = words.plain("hours-title")
    return Modal("coach-hours", title, (head, *spans, *numbers), words.plain("save"), words.plain("cancel"), meta=str(mentor.id))


def _counts(words: Words, unit: str, known: Sequence[int], now: int) -> list[tuple[str, str]]:
    """The choices, the present one among them."""
    return [(words.plain(f"hours-{unit}", count=count), str(count)) for count in sorted({*known, now})]
