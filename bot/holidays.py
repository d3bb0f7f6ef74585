"""A team's calendar: the country's holidays from the holidays library, and the team's own closed and working days."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from coaching.calendar import Calendar
from storage.tables import Closure, Team


@cache
def countries() -> frozenset[str]:
    """The countries (ISO codes) whose holidays are known."""
    import holidays  # it takes its time, and knowing all countries takes more: that is for whoever names one

    return frozenset(holidays.list_supported_countries())


@cache
def national(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (ISO code) in a year, substitutes included; none for a country the library does not know."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year, observed=True))
    except NotImplementedError:
        return frozenset()


def calendar_of(team: Team, closures: Iterable[Closure], *, years: Iterable[int], leave: frozenset[date] = frozenset()) -> Calendar:
    """The working time of a team, or with their leave of a member, for the years asked about."""
    own = list(closures)
    closed = {day for year in years for day in national(team.country, year)} | {c.day for c in own if not c.working} | leave
    return Calendar(
        zone=ZoneInfo(team.timezone),
        weekdays=frozenset(int(d) for d in team.working_days),
        closed=frozenset(closed),
        extra=frozenset(c.day for c in own if c.working) - leave,
        opens=team.opens,
        closes=team.closes,
    )
