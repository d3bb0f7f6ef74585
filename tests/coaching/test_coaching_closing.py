"""A closed month: on which day, and which words said later would have changed it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from coaching.calendar import Calendar, month_of
from coaching.closing import Part, closes_on, corrections, later, part
from coaching.funnel import Funnel
from coaching.meeting import Event
from coaching.terms import Happening, Role

TOKYO = ZoneInfo("Asia/Tokyo")
NOVEMBER = month_of(date(2026, 11, 1))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=TOKYO).astimezone(UTC)


CLOSED = at("12-07T09:00")


@pytest.mark.parametrize(
    ("month", "day", "wanted"),
    [
        (date(2026, 11, 1), 5, date(2026, 12, 7)),  # 1 to 4 December, then Monday
        (date(2026, 11, 20), 1, date(2026, 12, 1)),
        (date(2026, 12, 1), 5, date(2027, 1, 11)),  # the first week is closed
        (date(2026, 11, 1), 40, date(2026, 12, 31)),
    ],
)
def test_a_month_is_closed_on_a_business_day_of_the_next(month: date, day: int, wanted: date) -> None:
    new_year = frozenset(date(2027, 1, n) for n in range(1, 5))
    assert closes_on(month, calendar=Calendar(TOKYO, closed=new_year), close_day=day) == wanted


Told = tuple[Happening, str, str]
BOOKED: Told = (Happening.BOOKED, "11-20T10:00", "11-27T10:00")
HELD: Told = (Happening.HELD, "11-27T12:00", "")


def history(*told: Told) -> list[Event]:
    return [Event(n, kind, at(said), Role.MANAGER, at(starts) if starts else None) for n, (kind, said, starts) in enumerate(told, start=1)]


#: What was said, and what it changed in November after it was closed on 7 December.
TABLE: dict[str, tuple[list[Told], list[tuple[Happening, Part]]]] = {
    "all in time": ([BOOKED, HELD, (Happening.QUALIFIED, "12-01T10:00", "")], []),
    "a late verdict": ([BOOKED, HELD, (Happening.QUALIFIED, "12-09T10:00", "")], [(Happening.QUALIFIED, Part(qualified=1))]),
    "a verdict turned": (
        [BOOKED, HELD, (Happening.QUALIFIED, "12-01T10:00", ""), (Happening.UNQUALIFIED, "12-09T10:00", "")],
        [(Happening.UNQUALIFIED, Part(qualified=-1, unqualified=1))],
    ),
    "a late word": ([BOOKED, (Happening.HELD, "12-10T10:00", "")], [(Happening.HELD, Part(held=1))]),
    "a word corrected": ([BOOKED, HELD, (Happening.NO_SHOW, "12-09T10:00", "")], [(Happening.NO_SHOW, Part(held=-1, no_show=1))]),
    "moved out of it": ([BOOKED, (Happening.MOVED, "12-09T10:00", "12-15T10:00")], [(Happening.MOVED, Part(due=-1))]),
    "moved out, then held there": (
        [
            BOOKED,
            (Happening.MOVED, "12-09T10:00", "12-15T10:00"),
            (Happening.HELD, "12-15T12:00", ""),
            (Happening.QUALIFIED, "12-16T12:00", ""),
        ],
        [(Happening.MOVED, Part(due=-1))],
    ),
    "held in the open month": (
        [(Happening.BOOKED, "11-20T10:00", "12-08T10:00"), (Happening.HELD, "12-08T12:00", ""), (Happening.QUALIFIED, "12-09T12:00", "")],
        [],
    ),
    "booked afterwards": (
        [(Happening.BOOKED, "12-08T10:00", "11-27T10:00"), (Happening.HELD, "12-08T10:00", "")],
        [(Happening.BOOKED, Part(due=1)), (Happening.HELD, Part(held=1))],
    ),
    "the last minute of the month is its own": (
        [(Happening.BOOKED, "11-20T10:00", "11-30T23:59"), (Happening.HELD, "12-09T10:00", "")],
        [(Happening.HELD, Part(held=1))],
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_is_a_correction(name: str) -> None:
    told, wanted = TABLE[name]
    found = corrections(history(*told), month=NOVEMBER, zone=TOKYO, closed_at=CLOSED)
    assert [(one.event.kind, one.change) for one in found] == wanted


WIN = Event(3, Happening.WON, at("12-10T10:00"), Role.AE, amount=Decimal(500), won_on=date(2026, 11, 30))
WON: Callable[..., list[Event]] = lambda **changes: [*history(BOOKED, HELD), replace(WIN, **changes)]  # noqa: E731


def test_a_win_counts_in_the_month_won() -> None:
    (late,) = corrections(WON(), month=NOVEMBER, zone=TOKYO, closed_at=CLOSED)
    assert late.change == Part(won=1, revenue=Decimal(500))
    assert not corrections(WON(won_on=date(2026, 12, 10)), month=NOVEMBER, zone=TOKYO, closed_at=CLOSED)


def test_a_correction_taken_back_is_two_corrections() -> None:
    told = [
        *history(BOOKED, HELD, (Happening.QUALIFIED, "12-09T10:00", "")),
        Event(4, Happening.CORRECTED, at("12-09T11:00"), Role.AE, voids=3),
    ]
    found = corrections(told, month=NOVEMBER, zone=TOKYO, closed_at=CLOSED)
    assert [one.change for one in found] == [Part(qualified=1), Part(qualified=-1)]


def test_the_corrections_are_what_separates_then_from_now() -> None:
    for told, _ in TABLE.values():
        events = history(*told)
        then = part([event for event in events if event.at <= CLOSED], month=NOVEMBER, zone=TOKYO)
        changes = [one.change for one in corrections(events, month=NOVEMBER, zone=TOKYO, closed_at=CLOSED)]
        assert sum(changes, then) == part(events, month=NOVEMBER, zone=TOKYO)


def test_what_waits_is_no_figure_that_changes() -> None:
    then, now = Funnel(due=3, held=2, waiting=1, ahead=1), Funnel(due=3, held=3, revenue=Decimal(5))
    assert later(then, now) == {"held": 1, "revenue": Decimal(5)}
    assert later(then, then) == {}
