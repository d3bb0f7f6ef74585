"""Nobody hears more than six messages a day that they did not ask for: a week of the demo team; `make bench` lives three months."""

import shutil
from pathlib import Path

import pytest

from coaching.posts import MOST_A_DAY
from tests.gallery.stage import quick
from tests.weeks.budget import WEEK, Months

FULLEST = ("08:45", "09:00", "16:00")  # the moments at which most is said to people


@pytest.mark.slow
@pytest.mark.timeout(300)  # on a busy machine, when it is the first to seed the demo
def test_a_week_of_the_demo_team_with_everything_that_is_said_unasked(history: Path, tmp_path: Path) -> None:
    shutil.copy(history, tmp_path / "budget.db")
    engine = quick(tmp_path / "budget.db")
    try:
        heard = Months(engine, FULLEST).lived(WEEK)
    finally:
        engine.dispose()
    assert 0 < heard.most <= MOST_A_DAY, list(heard.fullest)
    assert {"brief", "requests", "practice", "practice-file", "practices", "practice-soon"} <= heard.kinds.keys(), heard.kinds
    assert len({day for _, day in heard.every}) == WEEK
