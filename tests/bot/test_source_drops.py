"""A source that fell beyond chance is found from what was logged, by team, and a quiet one is left alone."""

from datetime import date

import pytest
from sqlmodel import Session

from bot.scoreboard.drops import fallen
from coaching.drop import Drop
from coaching.funnel import Rate, Step
from storage import teams
from storage.engine import reading
from tests.month import Month
from tests.office import TOKYO, Office


def autumn(month: Month) -> None:
    """Web and webinar reach one in five all August to October; in November webinar reaches one in twenty."""
    for day in (3, 10, 17, 20):
        for first in ("2026-08", "2026-09", "2026-10"):
            for source in ("web", "webinar"):
                month.calls("tom", f"{first}-{day:02}", source, no_answer=80, contact=20)
    for day in (4, 11, 18):
        month.calls("hana", f"2026-11-{day:02}", "web", no_answer=80, contact=20)
        month.calls("hana", f"2026-11-{day:02}", "webinar", no_answer=95, contact=5)


def found(session: Session, office: Office) -> list[Drop]:
    team = next(one for one in teams.every(session, workspace_id=1) if one.name == "Tokyo")
    return list(fallen(session, team=team, now=office.now))


@pytest.mark.direct("a value of the scoreboard")
def test_the_source_that_fell_is_named_with_its_rates(office: Office) -> None:
    office.at("2026-11-20 12:00")
    Month.written(office, autumn)
    with reading(office.engine) as session:
        (one,) = found(session, office)
    assert (one.source, one.step, one.now, one.before) == ("webinar", Step.CONTACT, Rate(15, 300), Rate(240, 1200))


@pytest.mark.direct("a value of the scoreboard")
def test_nobody_calls_and_nothing_fell(office: Office) -> None:
    office.at("2026-11-20 12:00")
    with reading(office.engine) as session:
        assert found(session, office) == []
    assert office.now.astimezone(TOKYO).date() == date(2026, 11, 20)
