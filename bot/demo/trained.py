"""The demo team's coaching: what its mentors expect, who graduated, and the new reps' practices so far with their scores."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import exp
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.demo.cast import CAST, GRADUATES, Person
from coaching.agreement import Deed
from coaching.calendar import Calendar
from coaching.funnel import Step
from coaching.practice import Need, Rhythm
from coaching.rubric import HIGHEST, LOWEST, Score
from coaching.trainee import Way
from storage import marks, mentoring, milestones, practices, scenarios, thresholds
from storage.tables import Member, Practice, Team, id_of

EXPECTED = {Step.CONTACT: Decimal("0.15"), Step.APPOINTMENT: Decimal("0.12")}
#: Each mentor's hours, and how many practices they give a day and a week.
HOURS: dict[str, tuple[list[str], int, int]] = {"U0KEN": (["16:00", "18:00"], 3, 12), "U0GRACE": (["15:30", "17:30"], 2, 8)}
AT = {"U0KEN": time(16, 30), "U0GRACE": time(16, 0)}
#: What was practised in turn; None: the opening.
STEPS = (None, Step.CONTACT, Step.APPOINTMENT, Step.APPOINTMENT)
WEEKLY = (1, 3)  # after the first days: Tuesdays and Thursdays
WELL = {
    "ja": ("声が落ち着いていて聞きやすい", "用件を最初に伝えられた", "相手の言葉で言い換えて確認できた", "断られても慌てずに返せた"),
    "en": ("A calm voice, easy to follow", "Said why you call at once", "Repeated their need in your own words", "Calm when they said no"),
}
NEXT = {
    "ja": ("日程は2つ挙げて選んでもらう", "質問のあとは3秒待つ", "受付では部署名まで伝える", "最後に日時をもう一度確認する"),
    "en": (
        "Offer two dates to choose from",
        "Wait three seconds after a question",
        "Name the department at reception",
        "Repeat the date at the end",
    ),
}
UNSCORED = "U0NOAH"  # whose last practice waits for its score


def coach(session: Session, team: Team, people: dict[str, Member], calendar: Calendar, *, first: date, now: datetime, seed: int) -> None:
    """Write it as if it had been said and done until `now`. The last practice of one new rep still waits for its score."""
    ken = id_of(people["U0KEN"])
    told: dict[str, Any] = {"workspace_id": team.workspace_id, "now": now}
    for step, rate in EXPECTED.items():
        thresholds.set_threshold(session, **told, team_id=id_of(team), step=step, rate=rate, valid_from=first, set_by=ken)
    for slack_id, day in GRADUATES.items():
        milestones.note(session, **told, member_id=id_of(people[slack_id]), kind=Way.GRADUATED, day=day, actor_id=ken)
    for slack_id, (hours, a_day, a_week) in HOURS.items():
        span = {str(day): hours for day in range(5)}
        whose: dict[str, Any] = {"workspace_id": team.workspace_id, "member_id": id_of(people[slack_id])}
        mentoring.keep(session, **whose, hours=span, a_day=a_day, a_week=a_week, minutes=30)
    for person in CAST:
        if person.start_date:
            _practised(session, team, people, person, calendar, now=now, seed=seed)


def _practised(
    session: Session, team: Team, people: dict[str, Member], person: Person, calendar: Calendar, *, now: datetime, seed: int
) -> None:
    rep, mentor = people[person.slack_id], people[person.mentor]
    chance, done = Random(f"{seed}:{person.name}:practice"), list(_days(person, calendar, now))
    for number, (day, need) in enumerate(done):
        starts = datetime.combine(day, AT[person.mentor], ZoneInfo(team.timezone))
        practice = _held(session, team, rep, mentor, starts, STEPS[number % len(STEPS)], need)
        if day < done[-1][0] or person.slack_id != UNSCORED:
            _scored(session, practice, mentor, chance, level=2.4 + 2.2 * (1 - exp(-number / 12)))


def _days(person: Person, calendar: Calendar, now: datetime) -> Iterator[tuple[date, Need]]:
    """The days a new rep practised before today, and why."""
    started, rhythm = person.start_date, Rhythm()
    assert started
    for tenure, day in enumerate(calendar.days(started, calendar.today(now) - timedelta(days=1)), 1):
        if tenure <= rhythm.new_days:
            yield day, Need.NEW
        elif day.weekday() in WEEKLY:
            yield day, Need.UNKNOWN


def _held(session: Session, team: Team, rep: Member, mentor: Member, starts: datetime, step: Step | None, need: Need) -> Practice:
    """Planned in the morning, agreed on by both."""
    version = scenarios.for_step(session, team=team, step=step, now=starts)
    morning = datetime.combine(starts.date(), time(8, 30), starts.tzinfo)
    where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "key": f"{rep.id} {starts.date()}"}
    who: dict[str, Any] = {"rep_id": id_of(rep), "mentor_id": id_of(mentor), "version_id": id_of(version)}
    told: dict[str, Any] = {"step": step.value if step else "", "minutes": 30, "need": need.value, "evidence": {}, "now": morning}
    row = practices.propose(session, **where, **who, **told, day=starts.date(), starts_at=starts)
    assert row
    for one in (rep, mentor):
        practices.say(session, practice=row, kind=Deed.ACCEPTED, actor_id=id_of(one), now=morning + timedelta(minutes=20))
    return row


def _scored(session: Session, practice: Practice, mentor: Member, chance: Random, *, level: float) -> None:
    """Marked right afterwards; `level`: what an item gets on average."""
    version = scenarios.versions(session, workspace_id=practice.workspace_id, version_ids=[practice.version_id])[practice.version_id]
    language, ended = mentor.slack_language, practices.ends_at(practice)
    rubric = scenarios.rubric(version, language)
    given = {item.key: min(max(round(chance.gauss(level, 0.6)), LOWEST), HIGHEST) for item in rubric.items}
    lines: dict[str, Any] = {"well": chance.choice(WELL[language]), "next_time": chance.choice(NEXT[language])}
    whose: dict[str, Any] = {"workspace_id": practice.workspace_id, "practice_id": id_of(practice), "scorer_id": id_of(mentor)}
    marks.keep(session, **whose, **lines, rubric=rubric, score=Score(given), now=ended)
    practices.say(session, practice=practice, kind=Deed.SCORED, actor_id=id_of(mentor), now=ended)
