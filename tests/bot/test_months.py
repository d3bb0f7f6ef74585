"""The first days of the month, in process on a moved clock: every post of those days, each once; `make month` lives it whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo import seeding
from tests.gallery.stage import quick
from tests.months.floors import Whole
from tests.months.life import Month
from tests.months.promises import broken

DAYS = 2
LATER = ("back", "team-back", "closed", "closed-own")


@pytest.fixture
def floor(history: Path, tmp_path: Path) -> Iterator[Whole]:
    """The demo, as it begins."""
    shutil.copy(history, tmp_path / "month.db")
    engine = quick(tmp_path / "month.db")
    yield Whole(engine, seeding.BEGINS)
    engine.dispose()


@pytest.mark.slow
@pytest.mark.timeout(300)  # on a busy machine, when it is the first to seed the demo
def test_every_post_of_the_first_days_comes_once_and_none_on_days_off(floor: Whole) -> None:
    month = Month(floor)
    days = list(month.days(DAYS))
    assert list(broken(month, DAYS, but=LATER)) == []
    assert all(day.kinds["brief"] == 11 - (day is days[-1]) for day in days)
