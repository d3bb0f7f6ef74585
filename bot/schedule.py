"""The ticker: wakes every few seconds and does what the database says is due."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Self

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine

from storage import entries
from storage.engine import writing

KEEP_ANSWERS = timedelta(hours=24)


class Ticker:
    """APScheduler as the ticker only; what is due and done is in the database."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Nothing ticks yet."""
        self._engine = engine
        self._clock = clock
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )

    @contextmanager
    def ticking(self) -> Iterator[Self]:
        """Tick in the background while the block runs."""
        self._scheduler.add_job(self.forget_answers, "interval", minutes=30)
        self._scheduler.start()
        try:
            yield self
        finally:
            self._scheduler.shutdown(wait=False)

    def forget_answers(self) -> None:
        """Answers are kept a day, as long as Slack may send something again."""
        with writing(self._engine) as session:
            entries.forget_before(session, moment=self._clock() - KEEP_ANSWERS)
