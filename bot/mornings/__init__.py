"""Each business morning a team's practice is planned and told; until each begins it is kept current, and both are reminded."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.mornings.advice import advice
from bot.mornings.ahead import call_off, close
from bot.mornings.booking import AT_ONCE, book, book_again, version_of
from bot.mornings.day import Day, Seen
from bot.mornings.files import Files
from bot.mornings.later import Later
from bot.mornings.posts import Briefs, Own, put, written
from bot.mornings.reminders import remind
from bot.scoreboard.planning import plan
from bot.scoreboard.trainees import keep_ready
from coaching.calendar import Calendar
from coaching.errors import SlotTaken
from coaching.placing import Slot
from coaching.posts import Job
from storage import agenda, postplans, scenarios, starter
from storage.engine import reading, writing
from storage.tables import Team, id_of

log = structlog.get_logger()

Heard = tuple[Seen, frozenset[int], frozenset[Slot]]  # the practices from a day on; who is planned for again; the times they could have

THOROUGH = 12  # of so many looks one goes through every team, also when nothing was said since the last: an Undo leaves no word


class Mornings:
    """What the ticker looks for every few seconds. What is done is in the database, so replicas, restarts and kills do nothing twice and
    leave nothing out; messages are written while nothing is locked, because people who log calls write too."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Nothing is planned yet."""
        self._engine = engine
        self._clock = clock
        self._seen: dict[int, tuple[date, Heard]] = {}  # by team, as last told
        self._looks, self._latest = 0, -1

    def look(self) -> None:
        """Call off what cannot be, plan what is due, keep current what was told, remind."""
        now = self._clock()
        with reading(self._engine) as session:
            found = agenda.teams_at_work(session)
        ids = frozenset(id_of(team) for team in found)
        _calmly(call_off, self._engine, ids, now)
        _calmly(close, self._engine, ids, now)
        with reading(self._engine) as session:
            done, latest = agenda.planned(session, since=now.date() - timedelta(days=1)), agenda.latest(session)
        self._looks, quiet = self._looks + 1, latest == self._latest and self._looks % THOROUGH != 0
        for team in found:
            _calmly(self._look_at, team, done, quiet, now)
        _calmly(remind, self._engine, ids, now)
        self._latest = latest

    def _look_at(self, team: Team, done: frozenset[tuple[int, date]], quiet: bool, now: datetime) -> None:
        local = now.astimezone(ZoneInfo(team.timezone))
        day, told = local.date(), self._seen.get(id_of(team))
        planned = (id_of(team), day) in done
        if planned and quiet and told and told[0] == day:
            return
        if planned or (self._is_due(team, local) and self._planned(team, day, now)):
            self._tell(team, day, now)

    def _is_due(self, team: Team, local: datetime) -> bool:
        """Whether the time of the plan has come; a team that turned the post off, or chose other days for it, has practices, too."""
        with reading(self._engine) as session:
            told = postplans.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team))[Job.COACHING]
        return local.time() >= told.times[0]

    def _planned(self, team: Team, day: date, now: datetime) -> bool:
        """Plan the team's morning, if it is time for it."""
        with reading(self._engine) as session:
            today = Day(session, team, day, now)
            if not is_time(today.calendar, day, now):
                return False
            morning, new = plan(session, team=team, now=now, but=today.given_up), not scenarios.every(session, team=team)
        if new:
            starter.texts(starter.every()[0])  # read from its files before anything is locked
            with writing(self._engine) as session:
                scenarios.ready(session, team=team, now=now)
        with reading(self._engine) as session:
            versions = [version_of(session, morning, seat, now) for seat in morning.seats]
        with writing(self._engine) as session:
            keep_ready(session, team=team, found=morning.reps)
        book(self._engine, morning, versions, now)
        return True

    def _again(self, today: Day, now: datetime) -> None:
        """Who has no practice today has one after all, where that can be: theirs was called off, or a time became free."""
        with reading(self._engine) as session:
            morning = plan(session, team=today.team, now=now, only=today.unplanned, but=today.given_up)
            versions = [version_of(session, morning, seat, now) for seat in morning.seats]
        if morning.seats or morning.unserved.items() - today.left.items():
            book_again(self._engine, morning, versions, now)

    def _tell(self, team: Team, day: date, now: datetime) -> None:
        """What nobody heard yet: all of it after the plan (or a restart); then what was taken back before it was sent, and each change."""
        before = self._seen.get(id_of(team))
        with reading(self._engine) as session:
            today = Day(session, team, day, now)
            if before == (day, _heard(today)) or not today.calendar.is_open(day):
                return
        if today.unplanned:
            self._again(today, now)
        with reading(self._engine) as session:
            today = Day(session, team, day, now)
            heard = _heard(today)
            drafts = [draft for kind in (Own, Briefs, Later, Files) for draft in kind(today).drafts()]
            new = before is None or before[0] != day
            posts = written(today, drafts + (advice(today) if new and now < today.calendar.hours(day)[1] else []))
        for n in range(0, len(posts), AT_ONCE):
            with writing(self._engine) as session:
                if not agenda.held(session, practice_ids=[one[0] for one in heard[0]]) or Day(session, team, day, now).seen != heard[0]:
                    return  # said anew at the next look
                put(session, team, posts[n : n + AT_ONCE], now)
        self._seen[id_of(team)] = day, heard


def _heard(today: Day) -> Heard:
    """What is looked at anew when it is another: also when nothing was said, for a leave that is taken back leaves no word."""
    return today.seen, today.unplanned, today.spare


def _calmly(job: Callable[..., object], *about: object) -> None:
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
    """Whether a morning can be planned still: on a business day, before the team closes."""
    return calendar.is_open(day) and now < calendar.hours(day)[1]
