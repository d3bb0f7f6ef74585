"""A team's week begins after the longest gap between its working days; on Monday where there is no such gap."""

from datetime import date

import pytest

from coaching.calendar import Period, week_of

NOV = {day: date(2026, 11, day) for day in range(1, 31)}  # the 23rd is a Monday


@pytest.mark.parametrize(
    ("working", "day", "first"),
    [
        ("01234", 23, 23),
        ("01234", 25, 23),
        ("01234", 29, 23),
        ("60123", 22, 22),  # Sunday to Thursday
        ("60123", 26, 22),
        ("60123", 28, 22),
        ("60123", 29, 29),
        ("12345", 23, 17),  # Tuesday to Saturday
        ("12345", 24, 24),
        ("0123456", 29, 23),
        ("012345", 29, 23),
        ("013", 28, 23),
        ("0134", 26, 23),  # the weekend is longer than the Wednesday between
        ("1245", 25, 24),  # Sunday and Monday, likewise
        ("0346", 25, 19),  # Thursday, after Tuesday and Wednesday
        ("02", 25, 23),
        ("4", 24, 20),
        ("", 29, 23),
    ],
)
def test_the_week_begins_after_the_longest_gap(working: str, day: int, first: int) -> None:
    found = week_of(NOV[day], frozenset(int(one) for one in working))
    assert found == Period(NOV[first], date.fromordinal(NOV[first].toordinal() + 6))
