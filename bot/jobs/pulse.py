"""Within seconds of a change: whose pace turned, the live boards, and who is ready; the clock turns a pace, too."""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import mail
from bot.jobs.crossings import Crossings
from bot.jobs.gauge import Gauge, Turned
from bot.talk import Post, Profile
from bot.text import Words
from bot.views import pulse as view
from coaching.posts import Job
from storage import agenda, alarms, boards, outbox, postplans, workspaces
from storage.engine import reading, writing
from storage.postplans import Plan
from storage.tables import Team, id_of

log = structlog.get_logger()

REST = 1.0  # seconds between two looks at the clock
BREATH, LONGEST_BREATH = 0.5, 2.5  # seconds in which changes are gathered
SHARE = 9  # times as long as a look took it is left alone: people who log calls go first
ROUND = timedelta(minutes=1)  # each team is looked at so often without a change: imports, other processes, the clock
PASSED = timedelta(hours=3)  # a turn is no news any more


class Pulse:
    """Looks at a team as soon as something of it changed. What was told is in the database: replicas and restarts tell nothing twice."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        known: Callable[[str], Mapping[str, Profile]] = lambda _: {},
        edits: Callable[[int], int] = lambda _: 0,
    ) -> None:
        """`wake` is called when something waits to be posted; `known`: what Slack has told of a workspace's people, by its Slack id;
        `edits`: of what is no board within the last minute, by the workspace's row.
        """
        self._engine, self._clock, self._wake, self._known, self._edits = engine, clock, wake, known, edits
        self._crossings = Crossings(engine)
        self._touched: set[int] = set()
        self._due: dict[int, datetime] = {}
        self._lock, self._changed, self._over = threading.Lock(), threading.Event(), threading.Event()

    def touched(self, teams: Iterable[int]) -> None:
        """Something of these teams changed."""
        with self._lock:
            self._touched.update(teams)
        self._changed.set()

    @contextmanager
    def beating(self) -> Iterator["Pulse"]:
        """Look in the background while the block runs."""
        thread = threading.Thread(target=self._run, name="pulse", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._over.set()
            self._changed.set()
            thread.join(timeout=10)

    def _run(self) -> None:
        while not self._over.is_set():
            self._changed.wait(REST)
            self._changed.clear()
            begun = time.monotonic()
            try:
                self.beat()
            except SQLAlchemyError as trouble:
                log.warning("paces could not be looked at; it is tried again", trouble=repr(trouble)[:300])
            self._over.wait(min(max(BREATH, SHARE * (time.monotonic() - begun)), LONGEST_BREATH))

    def beat(self) -> None:
        """Look at the teams that changed, and those whose time has come."""
        now = self._clock()
        with reading(self._engine) as session:
            every = agenda.teams_at_work(session)
        with self._lock:
            touched, self._touched = self._touched, set()
        for team in [team for team in every if id_of(team) in touched or self._is_due(team, now)]:
            self._due[id_of(team)] = now + ROUND
            try:
                self._look_at(team, now)
            except SQLAlchemyError:
                self.touched(touched)  # the database's trouble is everybody's
                raise
            except Exception:  # one team's trouble is not another's
                log.exception("a team's paces could not be looked at; it is tried again", team=team.name)

    def _is_due(self, team: Team, now: datetime) -> bool:
        """Its time has come, or the clock was set back."""
        due = self._due.get(id_of(team))
        return due is None or not now < due <= now + ROUND

    def _look_at(self, team: Team, now: datetime) -> None:
        with reading(self._engine) as session:
            plans = postplans.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team))
            workspace = workspaces.by_row(session, row=team.workspace_id)
            known = self._known(workspace.slack_id) if workspace else {}
            gauge = Gauge(session, team, now, plans[Job.WARNING], plans[Job.BOARD], known)
            turned = list(gauge.turned()) if plans[Job.WARNING].wanted else []
            board = gauge.live() if plans[Job.BOARD].wanted and gauge.channel else None
            if crossing := gauge.crossing():
                self._due[id_of(team)] = min(self._due[id_of(team)], crossing)
        told = [self._tell(team, one, now, plans[Job.BRIEF].wanted) for one in turned]
        left = self._leave(team, plans[Job.BOARD], gauge.channel, now)
        shown = board is not None and self._show(team, gauge.channel, board, now)
        if any(told) or left or shown:
            self._wake()
        self._crossings.keep(team, gauge.board)

    def _tell(self, team: Team, one: Turned, now: datetime, in_brief: bool) -> bool:
        """Whether a warning goes out. One that is left out counts as told where the next brief says it; else it is tried again."""
        with writing(self._engine) as session:
            outbox.count_alone(session, workspace_id=team.workspace_id)  # before the alarm, as whoever puts a brief does
            about = {"workspace_id": team.workspace_id, "team_id": id_of(team), "member_id": one.member_id, "month": one.month}
            if not alarms.turn(session, **about, behind=one.behind, now=now, today=one.today):  # type: ignore[arg-type]
                return False
            went = mail.put(session, team, [one.post(until=now + PASSED)] if one.to else [], now) > 0
            if not went and not in_brief:
                session.rollback()
            return went

    def _show(self, team: Team, channel: str, said: view.Said, now: datetime) -> bool:
        body = Post("", channel, *said).body() | {"pin": True}
        shown = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]
        where = {"workspace_id": team.workspace_id, "key": _key(team, channel)}
        with reading(self._engine) as session:  # most looks end here, and lock nothing
            before = boards.find(session, workspace_id=team.workspace_id, team_id=id_of(team))
            if before and (before.shown == shown or before.key != where["key"]):
                return False
        with writing(self._engine) as session:
            about = {"team_id": id_of(team), "channel_id": channel, "shown": shown, "others": self._edits(team.workspace_id)}
            free = boards.show(session, **where, **about, now=now)  # type: ignore[arg-type]
            if free and not _put(session, channel, body, now, **where):  # type: ignore[arg-type]
                free = self._is_set_aside(session, team, **where)
        if not free:
            self._soon(team, now)
        return free

    def _leave(self, team: Team, plan: Plan, channel: str, now: datetime) -> bool:
        """Whether a board that was switched off, or is in another channel now, has last words to say where it was."""
        where = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
        channel = channel if plan.wanted else ""
        with reading(self._engine) as session:
            board = boards.find(session, **where)
        if board is None or (channel and board.key == _key(team, channel)):
            return False
        words = Words(plan.language or team.language, ZoneInfo(team.timezone), team.currency)
        body = Post("", board.channel_id, *view.left(words, team.name, channel)).body() | {"unpin": True}
        with writing(self._engine) as session:
            left = boards.leave(session, **where, key=board.key, body=body, now=now)
            if not left:
                session.rollback()
                self._soon(team, now)
        return left

    def _soon(self, team: Team, now: datetime) -> None:
        """Look at it again in a moment."""
        self._due[id_of(team)] = min(self._due[id_of(team)], now + timedelta(seconds=REST))

    def _is_set_aside(self, session: Session, team: Team, **where: Any) -> bool:  # noqa: ANN401 - what names a message
        """False when it is only on its way to Slack: what it does not say yet must not count as shown, and is written in a moment."""
        board = outbox.by_key(session, **where)
        if board and board.state == outbox.CLAIMED:
            session.rollback()
            return False
        log.info("a board waits: its message is set aside", team=team.name)
        return True


def _key(team: Team, channel: str) -> str:
    return f"board {id_of(team)} {channel}"


def _put(session: Session, channel: str, body: dict[str, object], now: datetime, *, workspace_id: int, key: str) -> bool:
    """The board's one message, new or in place; once more where it was set aside a while ago."""
    boards.try_again(session, workspace_id=workspace_id, key=key, now=now)
    new = outbox.put(session, workspace_id=workspace_id, key=key, to=channel, body=body, due_at=now)
    return new or outbox.rewrite(session, workspace_id=workspace_id, key=key, body=body, now=now)
