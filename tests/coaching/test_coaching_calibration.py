"""A chance that is told means what it says: of the goals said to be reached in 70 %, about 70 % are. By known truth, and on real data."""

import csv
from collections import defaultdict
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot import rehearsal
from coaching.calendar import Calendar, months_before
from coaching.chance import Arrivals, reach
from coaching.simulation.forecasts import EVEN, UNEVEN, Calibration, Told, calibration

UTC = ZoneInfo("UTC")
GOALS = 8  # asked about at each look: of one, a band holds some fifty forecasts, and luck alone takes it ten points off


@pytest.mark.parametrize("uneven", [EVEN, UNEVEN], ids=["ordinary days", "good and bad days"])
def test_goals_are_reached_as_often_as_was_said(uneven: float) -> None:
    """Few teams, so that the test is quick: its bands are wider than those `onpace simulate` publishes."""
    found = calibration(teams=7, seed=1, uneven=uneven)
    assert len(found.told) > 600
    for low, high in ((0, 1), (1, 5), (5, 9), (9, 10)):
        bands = [band for band in found.bands[low:high] if band.count]
        count = sum(band.count for band in bands)
        said, reached = (sum(band.count * getattr(band, what) for band in bands) / count for what in ("said", "reached"))
        assert abs(said - reached) <= 0.1
    assert found.brier < 0.5 * found.brier_of_run_rate


def test_the_same_seed_foretells_the_same() -> None:
    assert calibration(teams=1, seed=5) == calibration(teams=1, seed=5) != calibration(teams=1, seed=6)


def test_bands_and_scores_are_what_they_are_called() -> None:
    told = (Told(0.0, False, True), Told(0.15, True, False), Told(0.15, False, False), Told(1.0, True, True))
    found = Calibration(told)
    assert [band.count for band in found.bands] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 1]
    assert (found.bands[1].said, found.bands[1].reached) == (0.15, 0.5)
    assert found.furthest == 0.35
    assert found.brier == pytest.approx((0.85**2 + 0.15**2) / 4)
    assert found.brier_of_run_rate == 0.5
    assert rehearsal.forecasts_line(found, "ordinary") == ("forecasts_ordinary=4 furthest_band=0.350 brier=0.186 brier_run_rate=0.500")
    assert rehearsal.bands(found, found).row_count == 10


def _pipeline(reference: str) -> dict[str, list[date]]:
    """Days on which each agent engaged somebody: meetings held, in the words of the product."""
    engaged = defaultdict(list)
    with (Path(reference) / "crm_sales_opportunities" / "sales_pipeline.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["engage_date"]:
                engaged[row["sales_agent"]].append(date.fromisoformat(row["engage_date"]))
    return engaged


def _real(engaged: dict[str, list[date]]) -> Calibration:
    """Each agent's months from the fourth of the data on: nothing booked ahead, so that arrivals alone are put to the test."""
    calendar, chance, told = Calendar(UTC), Random("goals"), list[Told]()
    last = max(day for days in engaged.values() for day in days)
    for before in range(1, 10):
        month = months_before(last, before)
        days = calendar.days(month.first, month.last)
        for look in (5, 10, 15):
            now = datetime.combine(days[look - 1], time(18), UTC)
            past = calendar.days(date(2016, 1, 1), now.date())[-40:]
            bookings = {who: sum(past[0] <= day <= now.date() for day in met) for who, met in engaged.items()}
            for who, met in engaged.items():
                held, ended = (sum(month.first <= day <= until for day in met) for until in (now.date(), month.last))
                arrivals = Arrivals.of(bookings[who], 40, sum(bookings.values()) - bookings[who], 40 * (len(engaged) - 1))
                for _ in range(GOALS):
                    goal = max(round(bookings[who] * len(days) / 40 * chance.uniform(0.6, 1.4)), 1)
                    p = reach(goal, held, [], arrivals, len(days) - look).p
                    if p is not None and goal > held:
                        told.append(Told(p, ended >= goal, held / look * len(days) >= goal))
    return Calibration(tuple(told))


def test_on_real_data_goals_are_reached_as_often_as_was_said(reference: str) -> None:
    found = _real(_pipeline(reference))
    assert len(found.told) > 700 * GOALS
    assert found.furthest < 0.1
    assert found.brier < 0.9 * found.brier_of_run_rate
