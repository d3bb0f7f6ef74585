"""Which month a meeting counts in, whatever happened to it (the worked cases of counting)."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from coaching.meeting import Event, Standing, derive
from coaching.terms import Happening, Role, State, Verdict

TOKYO = ZoneInfo("Asia/Tokyo")

CASES: dict[str, tuple[list[tuple[str, ...]], dict[str, int]]] = {
    "booked in August, held in September": (
        [("2026-08-31T15:00", "booked", "2026-09-01T10:00"), ("2026-09-01T11:00", "held")],
        {"2026-08": 0, "2026-09": 1},
    ),
    "moved out of the month": (
        [
            ("2026-08-20T15:00", "booked", "2026-08-28T10:00"),
            ("2026-08-28T09:00", "moved", "2026-09-02T10:00"),
            ("2026-09-02T11:00", "held"),
        ],
        {"2026-08": 0, "2026-09": 1},
    ),
    "moved three times, held once": (
        [
            ("2026-09-01T15:00", "booked", "2026-09-03T10:00"),
            ("2026-09-03T09:00", "moved", "2026-09-04T10:00"),
            ("2026-09-04T09:00", "moved", "2026-09-07T10:00"),
            ("2026-09-07T09:00", "moved", "2026-09-08T10:00"),
            ("2026-09-08T11:00", "held"),
        ],
        {"2026-09": 1},
    ),
    "no-show, re-booked, held": (
        [
            ("2026-09-01T15:00", "booked", "2026-09-03T10:00"),
            ("2026-09-03T10:30", "no_show"),
            ("2026-09-03T11:00", "moved", "2026-09-10T10:00"),
            ("2026-09-10T11:00", "held"),
        ],
        {"2026-09": 1},
    ),
    "cancelled": (
        [("2026-09-01T15:00", "booked", "2026-09-03T10:00"), ("2026-09-02T10:30", "cancelled")],
        {"2026-09": 0},
    ),
    "booked and not yet due": ([("2026-09-01T15:00", "booked", "2026-09-30T10:00")], {"2026-09": 0}),
    "held just after midnight of the new month in Tokyo (in UTC still the old month)": (
        [("2026-09-01T15:00", "booked", "2026-10-01T00:30"), ("2026-10-01T01:30", "held")],
        {"2026-09": 0, "2026-10": 1},
    ),
    "held on the last day, recorded the next morning": (
        [("2026-09-01T15:00", "booked", "2026-09-30T16:00"), ("2026-10-01T09:05", "held")],
        {"2026-09": 1, "2026-10": 0},
    ),
    "held by mistake, corrected": (
        [
            ("2026-09-01T15:00", "booked", "2026-09-03T10:00"),
            ("2026-09-03T11:00", "held"),
            ("2026-09-03T11:05", "corrected", "booked"),
        ],
        {"2026-09": 0},
    ),
}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def read(lines: list[tuple[str, ...]]) -> Standing:
    """A case's lines as events; a correction takes back the line before it."""
    history = []
    for number, (at, kind, *rest) in enumerate(lines):
        corrected = kind == "corrected"
        starts_at = moment(rest[0]) if rest and not corrected else None
        history.append(Event(number, Happening(kind), moment(at), starts_at=starts_at, voids=number - 1 if corrected else None))
    return derive(history)


@pytest.mark.parametrize(("lines", "held"), CASES.values(), ids=CASES.keys())
def test_a_meeting_counts_once_in_the_month_it_was_held(lines: list[tuple[str, ...]], held: dict[str, int]) -> None:
    standing = read(lines)
    month = standing.starts_at.astimezone(TOKYO).strftime("%Y-%m")
    counted = Counter([month] if standing.state is State.HELD else [])
    assert {m: counted[m] for m in held} == held


def test_a_correction_leaves_the_meeting_booked() -> None:
    assert read(CASES["held by mistake, corrected"][0]).state is State.BOOKED


def test_qualified_per_booked_grows_as_moved_and_missed_meetings_come_to_be_held() -> None:
    histories: dict[int, list[Event]] = {n: [] for n in range(10)}
    days = iter(range(1, 29))

    def say(who: range, *kinds: Happening) -> None:
        at = datetime(2026, 9, next(days), 10, tzinfo=TOKYO)
        for n in who:
            for kind in kinds:
                starts_at = at if kind in (Happening.BOOKED, Happening.MOVED) else None
                histories[n].append(Event(len(histories[n]), kind, at, Role.AE, starts_at))

    def counts() -> tuple[int, int]:
        standings = [derive(history) for history in histories.values()]
        return sum(s.state is State.HELD for s in standings), sum(s.verdict is Verdict.QUALIFIED for s in standings)

    say(range(10), Happening.BOOKED)
    say(range(3), Happening.NO_SHOW)
    say(range(3, 6), Happening.MOVED)
    say(range(6, 10), Happening.HELD, Happening.QUALIFIED)
    assert counts() == (4, 4)
    say(range(3, 6), Happening.HELD, Happening.QUALIFIED)
    assert counts() == (7, 7)
    say(range(1), Happening.MOVED, Happening.HELD, Happening.QUALIFIED)
    assert counts() == (8, 8)
