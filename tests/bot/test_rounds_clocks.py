"""Days on which clocks change, and weeks of other lands: the ticker looks every half hour, and each post comes once, at its local time."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.jobs.edition import Edition
from bot.jobs.rounds import Rounds
from bot.talk import Post
from coaching.posts import Job
from tests.office import Office
from tests.people import TEAM_CHANNEL
from tests.press import Press

EVERY_DAY, TOKYO_WEEK, GULF_WEEK = "0123456", "01234", "60123"
STEP = timedelta(minutes=30)
#: zone, country, working days, the post's hour, first and last look (UTC), when it was written (UTC).
TABLE = [
    # New York: 02:30 never comes on 2026-03-08; by the clock before the change it would be 07:30 UTC (as RFC 5545, 3.3.5 has it)
    ("America/New_York", "US", EVERY_DAY, time(2, 30), "03-08T00:00", "03-08T23:30", ["03-08T07:30"]),
    # 01:30 comes twice on 2026-11-01, at 05:30 and 06:30 UTC
    ("America/New_York", "US", EVERY_DAY, time(1, 30), "11-01T00:00", "11-01T23:30", ["11-01T05:30"]),
    ("America/New_York", "US", TOKYO_WEEK, time(9), "10-30T00:00", "11-02T23:30", ["10-30T13:00", "11-02T14:00"]),
    # Beirut: 2026-03-29 begins at 01:00, which is 22:00 UTC of the day before
    ("Asia/Beirut", "LB", EVERY_DAY, time(0), "03-28T12:00", "03-29T12:00", ["03-28T22:00"]),
    # Lord Howe: half an hour, from +10:30 to +11
    ("Australia/Lord_Howe", "AU", TOKYO_WEEK, time(9), "10-01T21:30", "10-05T00:00", ["10-01T22:30", "10-04T22:00"]),
    # Japan: the substitute holiday of 2026-05-06, and 2026-09-22 between two holidays
    ("Asia/Tokyo", "JP", TOKYO_WEEK, time(9), "05-05T12:00", "05-07T12:00", ["05-07T00:00"]),
    ("Asia/Tokyo", "JP", TOKYO_WEEK, time(9), "09-21T12:00", "09-24T12:00", ["09-24T00:00"]),
    # a week from Sunday to Thursday
    ("Asia/Dubai", "", GULF_WEEK, time(9), "11-19T00:00", "11-22T12:00", ["11-19T05:00", "11-22T05:00"]),
]


def _written(edition: Edition) -> list[Post]:
    return [Post(f"numbers {edition.period}", TEAM_CHANNEL, "x")]


def _utc(moment: str) -> datetime:
    return datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=UTC)


@pytest.mark.parametrize(("zone", "country", "week", "at", "first", "last", "wanted"), TABLE)
def test_a_post_comes_once_at_its_local_time(
    zone: str, country: str, week: str, at: time, first: str, last: str, wanted: list[str]
) -> None:
    with Office.opened() as office:
        press = Press(office)
        press.change(timezone=zone, country=country, working_days=week, created_at=_utc("01-01T00:00"))
        press.wants(Job.NUMBERS, times=(at,))
        rounds = Rounds(office.engine, lambda: office.now, {Job.NUMBERS: _written}, lambda: None)
        office.now = _utc(first)
        rounds.look()
        before = len(press.heard(TEAM_CHANNEL))
        while office.now < _utc(last):
            office.now += STEP
            rounds.look()
        assert [one.due_at for one in press.heard(TEAM_CHANNEL)][before:] == [_utc(one) for one in wanted]
        assert before == 0
