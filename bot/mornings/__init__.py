"""Each business morning a team's practice is planned and told; until each begins it is kept current, and both are reminded."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.mornings.advice import advice
from bot.mornings.posts import Briefs, Day, Files, planned_key
from bot.scoreboard.pairs import Pair, evidence
from bot.scoreboard.planning import Morning, Seat, plan
from bot.talk import Post
from bot.views import practice_told as view
from coaching.agreement import Deed
from coaching.calendar import Calendar
from coaching.errors import SlotTaken
from coaching.funnel import Step
from storage import agenda, outbox, practices, scenarios, teams
from storage.engine import reading, writing
from storage.tables import Practice, Team, id_of

log = structlog.get_logger()

AT = time(8, 45)  # the team's local time
BEFORE = timedelta(minutes=10)  # both are reminded so long before a practice

Seen = tuple[tuple[Any, ...], ...]


class Mornings:
    """What the ticker looks for every few seconds; what is done is in the database, so replicas and restarts do nothing twice."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Nothing is planned yet."""
        self._engine = engine
        self._clock = clock
        self._seen: dict[int, Seen] = {}  # by team: its practices from today on, as they were last told

    def look(self) -> None:
        """Call off what cannot be, plan what is due, keep current what was told, remind."""
        now = self._clock()
        with reading(self._engine) as session:
            found = agenda.teams_at_work(session)
            done = agenda.planned(session, since=now.date() - timedelta(days=1))
        ids = frozenset(id_of(team) for team in found)
        _calmly(self._call_off, ids, now)
        for team in found:
            _calmly(self._look_at, team, done, now)
        _calmly(self._remind, ids, now)

    def _look_at(self, team: Team, done: frozenset[tuple[int, date]], now: datetime) -> None:
        with reading(self._engine) as session:
            today = Day(session, team, now.astimezone(ZoneInfo(team.timezone)).date(), now)
            planned = (id_of(team), today.day) in done
            morning = plan(session, team=team, now=now) if not planned and is_time(today.calendar, today.day, now) else None
        if morning:
            self._write(morning, now)
        if planned:
            self._keep_current(team, today.day, now)

    def _write(self, morning: Morning, now: datetime) -> None:
        """The practices and every message of the morning, or nothing."""
        with writing(self._engine) as session:
            team = teams.find(session, workspace_id=morning.team.workspace_id, team_id=id_of(morning.team))
            unserved = {one: why.value for one, why in morning.unserved.items()}
            about: dict[str, Any] = {"workspace_id": morning.team.workspace_id, "team_id": id_of(morning.team), "day": morning.day}
            if team is None or not practices.keep_plan(session, **about, now=now, unserved=unserved):
                return
            today = Day(session, team, morning.day, now)
            pairs = today.pairs([row for seat in morning.seats if (row := _propose(today, seat))])
            _put(session, team, [*_to_reps(today, pairs), *Briefs(today).posts(), *advice(today, morning.reps)], now)
        log.info("a morning was planned", team=morning.team.id, practices=len(morning.seats), unserved=len(morning.unserved))

    def _keep_current(self, team: Team, day: date, now: datetime) -> None:
        """What changed since: the calendar files of it, and the messages that were taken back before they were sent."""
        about: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "first": day, "last": date.max}
        with reading(self._engine) as session:
            seen = _seen(session, practices.on_days(session, **about))
        if self._seen.get(id_of(team)) == seen:
            return
        with writing(self._engine) as session:
            today, ahead = Day(session, team, day, now), practices.on_days(session, **about)
            told = {row.mentor_id for row in ahead if row.key == planned_key(row.rep_id, day)}
            again = Briefs(today).posts(told) if now < today.calendar.hours(day)[1] else []
            _put(session, team, [*again, *Files(today).changed(ahead)], now)
        self._seen[id_of(team)] = seen

    def _remind(self, at_work: frozenset[int], now: datetime) -> None:
        with reading(self._engine) as session:
            due = any(posts for _, posts in _reminders(session, at_work, now))
        if due:
            with writing(self._engine) as session:
                for team, posts in _reminders(session, at_work, now):
                    _put(session, team, posts, now)

    def _call_off(self, at_work: frozenset[int], now: datetime) -> None:
        """Practices ahead whose rep or mentor left, or is away that day; the other one is told."""
        with reading(self._engine) as session:
            hindered = [row for row in agenda.hindered(session, after=now) if row.team_id in at_work]
        for row in hindered:
            with writing(self._engine) as session:
                found = practices.find(session, workspace_id=row.workspace_id, practice_id=id_of(row), lock=True)
                if found and found in agenda.hindered(session, after=now):
                    _called_off(session, found, now)


def _calmly(job: Callable[..., None], *about: object) -> None:
    """One team's trouble is not another's; the database's is told by the ticker, and all of it is tried again."""
    try:
        job(*about)
    except SQLAlchemyError:
        raise
    except SlotTaken:
        log.info("somebody took a time while a morning was planned; it is planned anew")
    except Exception:
        log.exception("practices could not be told; it is tried again", job=job.__name__)


def is_time(calendar: Calendar, day: date, now: datetime) -> bool:
    """Whether a morning can be planned: on a business day, at the hour or later, before the team closes."""
    if not calendar.is_open(day):
        return False
    return datetime.combine(day, AT, calendar.zone) <= now < calendar.hours(day)[1]


def _propose(today: Day, seat: Seat) -> Practice | None:
    """None when the rep's practice of the day is there already. Raises SlotTaken."""
    rep, step = seat.due.member, seat.due.step
    version = scenarios.for_step(today.session, team=today.team, step=Step(step) if step else None, now=today.now, rep_id=id_of(rep))
    return practices.propose(
        today.session,
        **today.where,
        key=planned_key(id_of(rep), today.day),
        rep_id=id_of(rep),
        mentor_id=id_of(seat.mentor),
        version_id=id_of(version),
        step=step,
        day=today.day,
        starts_at=seat.starts_at,
        minutes=seat.minutes,
        need=seat.due.need.value,
        evidence=evidence(seat.due.trainee),
        now=today.now,
    )


def _to_reps(today: Day, pairs: Iterable[Pair]) -> list[Post]:
    """Each rep's own message, and their calendar file."""
    found = []
    for pair in pairs:
        if today.hears(pair.rep):
            text, blocks = view.to_rep(today.reader(pair.rep), pair)
            key = agenda.of_one(pair.id, pair.practice.rep_id)
            found.append(Post(key, str(pair.rep.slack_id), text, blocks, until=pair.practice.starts_at))
            found += Files(today).first(pair)
    return found


def _put(session: Session, team: Team, posts: Iterable[Post], now: datetime) -> None:
    for post in posts:
        outbox.put(session, workspace_id=team.workspace_id, key=post.key, to=post.to, body=post.body(), due_at=now)


def _seen(session: Session, rows: Sequence[Practice]) -> Seen:
    """What tells that something was said of one of these practices."""
    said = agenda.said(session, practice_ids=[id_of(row) for row in rows])
    return tuple((row.id, row.state, row.starts_at, len(said[id_of(row)])) for row in rows)


def _reminders(session: Session, at_work: frozenset[int], now: datetime) -> list[tuple[Team, list[Post]]]:
    """What is to be said of practices that begin in a moment, to whoever was not reminded of that start yet."""
    rows = [row for row in agenda.beginning(session, after=now, until=now + BEFORE) if row.team_id in at_work]
    return [(session.get_one(Team, row.team_id), _reminder(session, row, now)) for row in rows]


def _reminder(session: Session, row: Practice, now: datetime) -> list[Post]:
    day = Day(session, session.get_one(Team, row.team_id), row.day, now)
    (pair,) = day.pairs([row])
    keys = {agenda.of_one(pair.id, id_of(one), soon=row.starts_at): one for one in pair.sides if day.hears(one)}
    fresh = {key: one for key, one in keys.items() if outbox.by_key(session, workspace_id=row.workspace_id, key=key) is None}
    return [Post(key, str(one.slack_id), *view.soon(day.reader(one), pair), until=row.starts_at) for key, one in fresh.items()]


def _called_off(session: Session, row: Practice, now: datetime) -> None:
    day = Day(session, session.get_one(Team, row.team_id), row.day, now)
    (pair,) = day.pairs([row])
    elsewhere = pair.rep.team_id != row.team_id
    stays = {id_of(pair.rep): pair.rep.is_rep and not elsewhere, id_of(pair.mentor): pair.mentor.is_mentor}
    gone = [one for one in pair.sides if not (one.active and stays[id_of(one)])]
    missing = (gone or [one for one in pair.sides if one.id in day.away])[0]
    practices.say(session, practice=row, kind=Deed.CANCELLED, actor_id=None, now=now, reason="left" if gone else "away")
    (other,) = [one for one in pair.sides if one.id != missing.id]
    if day.hears(other):
        said = view.called_off(day.reader(other), pair, missing, left=bool(gone))
        _put(session, day.team, [Post(f"practice-off {pair.id} {other.id}", str(other.slack_id), *said)], now)
