"""The ticker: wakes every few seconds and does what the database says is due."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Self

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.jobs import JOBS
from bot.jobs.closes import Closer
from bot.jobs.requests import Requests
from bot.jobs.rounds import Rounds
from bot.mornings import Mornings
from bot.notices import Notices
from bot.talk import Profile
from storage import entries, erasing, installations, outbox
from storage.engine import reading, writing

log = structlog.get_logger()

KEEP_ANSWERS = timedelta(hours=24)
LOOK_EVERY = 5  # seconds
CLOSE_EVERY = 60  # seconds
TIDY_EVERY = 30  # minutes
LAST_LOOK = 5  # seconds
AT_ONCE = 2  # looks: people at work wait for each of them, and what takes long holds no others up
REST = 0.05  # seconds between two pieces of what is erased: people at work go first


class Ticker:
    """APScheduler as the ticker only; what is due and done is in the database."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime],
        *,
        keep: timedelta = timedelta(days=30),
        keep_posts: timedelta = timedelta(days=90),
        known: Callable[[str], Mapping[str, Profile]] = lambda _: {},
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        """Nothing ticks yet. `keep` is how long the data of a workspace is kept that took OnPace off, `keep_posts` what was posted;
        `known`: what Slack has told of the people of a workspace, by its Slack id; `wake` is called when something waits to be posted.
        """
        self._notices = Notices(engine, clock, known)
        self._rounds = Rounds(engine, clock, JOBS, wake, known)
        self._mornings = Mornings(engine, clock)
        self._requests = Requests(engine, clock, wake, known)
        self._engine = engine
        self._clock = clock
        self._keep = keep
        self._keep_posts = keep_posts
        self._stopped = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            executors={"default": {"type": "threadpool", "max_workers": AT_ONCE}},
        )

    @contextmanager
    def ticking(self) -> Iterator[Self]:
        """Tick in the background while the block runs."""
        self._scheduler.add_job(_calmly, "interval", [self.forget_answers], minutes=TIDY_EVERY)
        self._scheduler.add_job(_calmly, "interval", [self.forget_posts], minutes=TIDY_EVERY)
        self._scheduler.add_job(_calmly, "interval", [self.erase_workspaces], seconds=LOOK_EVERY)
        self._scheduler.add_job(_calmly, "interval", [self._notices.tell], seconds=LOOK_EVERY)
        self._scheduler.add_job(self._look, "interval", seconds=LOOK_EVERY)
        self._scheduler.add_job(_calmly, "interval", [self._requests.look], seconds=LOOK_EVERY)
        self._scheduler.add_job(_calmly, "interval", [Closer(self._engine, self._clock).look], seconds=CLOSE_EVERY)
        self._scheduler.start()
        try:
            yield self
        finally:
            self._stopped.set()
            ending = threading.Thread(target=self._scheduler.shutdown, name="ticker ends", daemon=True)
            ending.start()
            ending.join(LAST_LOOK)  # what is under way uses the database, which is let go next

    def _look(self) -> None:
        """The mornings first: a brief tells of the practice that was planned for the day."""
        for look in (self._mornings.look, self._rounds.look):
            _calmly(look)

    def forget_answers(self) -> None:
        """Answers are kept a day, as long as Slack may send something again."""
        with writing(self._engine) as session:
            entries.forget_before(session, moment=self._clock() - KEEP_ANSWERS)

    def forget_posts(self) -> None:
        """Messages that are over are kept a while, then they go, a piece at a time."""
        before = self._clock() - self._keep_posts
        while self._forgot_posts(before) and not self._stopped.wait(REST):  # the next look goes on
            pass

    def _forgot_posts(self, before: datetime) -> int:
        with writing(self._engine) as session:
            return outbox.forget(session, before=before)

    def erase_workspaces(self) -> None:
        """Workspaces that took OnPace off are kept for a while, then everything of theirs goes, a piece at a time."""
        before = self._clock() - self._keep
        with reading(self._engine) as session:
            gone = installations.ended(session, before=before)
        for workspace_id in gone:
            while not self._is_erased(workspace_id, before):
                if self._stopped.wait(REST):  # the next start goes on
                    return
            log.info("the data of a workspace that took OnPace off was deleted", row=workspace_id, kept_days=self._keep.days)

    def _is_erased(self, workspace_id: int, before: datetime) -> bool:
        with writing(self._engine) as session:
            return erasing.erase(session, workspace_id=workspace_id, before=before)


def _calmly(job: Callable[[], None]) -> None:
    """Do it; a database that is away is one line in the log, not a traceback every few seconds."""
    try:
        job()
    except SQLAlchemyError as trouble:
        log.warning("what is due could not be done; it is tried again", job=job.__name__, trouble=repr(trouble)[:300])
