"""When a job is due: its periods in a team's zone and calendar, known by local day and time; and when a person may be spoken to."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coaching.calendar import Calendar

LOOK_BACK = 4  # days: of periods that lie longer ago nobody is told that they were left out


@dataclass(frozen=True)
class Due:
    """A period whose moment has come. `late`: so long ago that it is of no use any more."""

    day: date
    hour: time
    at: datetime  # UTC
    late: bool

    @property
    def period(self) -> str:
        """What it is known by: "2026-11-20 12:00"."""
        return f"{self.day.isoformat()} {self.hour:%H:%M}"


def due(
    calendar: Calendar, times: Sequence[time], now: datetime, *, since: datetime, window: timedelta, days: Container[int] | None = None
) -> Iterator[Due]:
    """The periods that have come since a moment, oldest first; `days`: of the business days only these weekdays (Monday is 0).

    A local time a change of the clocks skips comes as much later as was skipped; one that comes twice counts the first time.
    """
    today = calendar.today(now)
    for ago in range(LOOK_BACK, -1, -1):
        day = today - timedelta(days=ago)
        if not calendar.is_open(day) or (days is not None and day.weekday() not in days):
            continue
        for hour in sorted(times):
            at = datetime.combine(day, hour, calendar.zone).astimezone(UTC)
            if since <= at <= now:
                yield Due(day, hour, at, now - at > window)


def next_due(
    calendar: Calendar, times: Sequence[time], now: datetime, *, within: int, days: Container[int] | None = None
) -> datetime | None:
    """The moment (UTC) of the next period; None when none comes within so many days."""
    today = calendar.today(now)
    for ahead in range(within):
        day = today + timedelta(days=ahead)
        if calendar.is_open(day) and (days is None or day.weekday() in days):
            moments = (datetime.combine(day, hour, calendar.zone).astimezone(UTC) for hour in sorted(times))
            if found := next((at for at in moments if at > now), None):
                return found
    return None


def of_use_until(at: datetime, closes: datetime, zone: ZoneInfo) -> datetime:
    """Until when the brief of a day helps: the team closes, or, where it was set for later (`at`), the day ends."""
    return closes if at < closes else datetime.combine(at.astimezone(zone).date() + timedelta(days=1), time(), zone).astimezone(UTC)


def speakable(now: datetime, zone: ZoneInfo, quiet_from: time, quiet_until: time) -> datetime:
    """The first moment from now on outside the quiet hours, which may run past midnight; the same hour twice: there are none."""
    local = now.astimezone(zone)
    clock, over = local.time(), quiet_from > quiet_until
    quiet = (clock >= quiet_from or clock < quiet_until) if over else quiet_from <= clock < quiet_until
    if not quiet:
        return now
    day = local.date() + timedelta(days=over and clock >= quiet_from)
    return datetime.combine(day, quiet_until, zone).astimezone(UTC)
