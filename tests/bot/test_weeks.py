"""The first days of the three weeks, in process on a moved clock: practised daily, a graduation, a relapse; `make weeks` lives them all."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo import seeding
from coaching.terms import Outcome
from storage import calls
from storage.engine import writing
from storage.tables import Member
from tests.gallery.stage import quick
from tests.weeks.direct import Direct
from tests.weeks.floor import Records
from tests.weeks.life import Life
from tests.weeks.promises import broken
from tests.weeks.truth import RELAPSES, SOURCE

DAYS = 4


@pytest.fixture
def floor(history: Path, tmp_path: Path) -> Iterator[Direct]:
    """The demo, as it begins."""
    shutil.copy(history, tmp_path / "weeks.db")
    engine = quick(tmp_path / "weeks.db")
    yield Direct(engine, seeding.BEGINS)
    engine.dispose()


def fall(floor: Direct) -> None:
    """The graduate reached nobody on most calls of the last two weeks: what takes a week of the whole has happened already."""
    records = Records(floor.engine)
    names = {name: number for number, name in records.people().items()}
    rep = next(row for row in records.rows(Member) if row.id == names[RELAPSES])
    with writing(floor.engine) as session:
        for days in range(1, 12):
            at = seeding.BEGINS - timedelta(days=days)
            told: dict[str, Any] = {"workspace_id": rep.workspace_id, "team_id": rep.team_id or 0, "member_id": rep.id or 0}
            calls.add(session, **told, at=at, day=at.date(), outcome=Outcome.NO_ANSWER, source=SOURCE, count=90)


@pytest.mark.slow
@pytest.mark.timeout(300)  # on a busy machine, when it is the first to seed the demo
def test_new_reps_practise_daily_one_graduates_and_one_relapses(floor: Direct) -> None:
    fall(floor)
    life = Life(floor)
    days = list(life.days(DAYS))
    assert list(broken(life.records, days)) == []
    news = [line for day in days for line in day.news if "score" not in line]
    assert sorted(news) == ["aoi relapses: a practice by one tap", "yui graduates"]
    assert all({"noah", "kaito"} <= day.held.keys() for day in days)
