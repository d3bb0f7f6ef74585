"""The figures of /coach: where everybody of a team stands, as its manager asks."""

import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine

from bot.demo import seeding
from bot.scoreboard.trainees import trainees
from coaching.funnel import Step
from storage import members, teams, thresholds
from storage.engine import reading, writing

EXPECTED = ((Step.CONTACT, "0.18"), (Step.APPOINTMENT, "0.15"), (Step.HELD, "0.7"))


@dataclass(frozen=True)
class Asked:
    """How long it took, in milliseconds."""

    p50: float
    p99: float
    cpu: float

    def __str__(self) -> str:
        """As the table says it."""
        return f"p50 {self.p50:.1f} ms, p99 {self.p99:.1f} ms, {self.cpu:.1f} ms of CPU"


def asked(engine: Engine, times: int) -> Asked:
    """The first team's thresholds set, and its standings read so often."""
    with writing(engine) as session:
        for step, rate in EXPECTED:
            about: dict[str, Any] = {"step": step, "rate": Decimal(rate), "valid_from": date(2026, 9, 1), "set_by": 1}
            thresholds.set_threshold(session, workspace_id=1, team_id=1, **about, now=seeding.BEGINS)
    _standings(engine)
    spent = time.process_time()
    taken = sorted(_standings(engine) for _ in range(times))
    return Asked(taken[times // 2], taken[max(times * 99 // 100 - 1, 0)], 1000 * (time.process_time() - spent) / times)


def _standings(engine: Engine) -> float:
    start = time.perf_counter()
    with reading(engine) as session:
        team = teams.find(session, workspace_id=1, team_id=1)
        assert team
        trainees(session, team=team, reps=members.of_team(session, workspace_id=1, team_id=1), now=seeding.BEGINS)
    return 1000 * (time.perf_counter() - start)
