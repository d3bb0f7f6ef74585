"""Thresholds and milestones as they were set, and the trials standings are read off, on both databases."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from coaching.funnel import Step
from coaching.reading import Cell
from coaching.terms import Direction, Happening, Origin, Outcome, Role
from coaching.trainee import Turn, Way, is_graduate, restart
from storage import figures, milestones, thresholds
from storage.thresholds import KNOWN_BEFORE, Expected
from tests.storage.desk import DAY, HOUR, NOW, Desk, tokyo

WEEK = timedelta(days=7)
TWELVE, FIFTEEN = Decimal("0.12"), Decimal("0.15")


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def expect(desk: Desk, rate: Decimal | None, since: int = 0, step: Step = Step.CONTACT, entry: int | None = None) -> None:
    """From so many weeks after today."""
    where = {"workspace_id": desk.workspace_id, "team_id": desk.team_id, "set_by": desk.mio}
    thresholds.set_threshold(desk.session, **where, step=step, rate=rate, valid_from=DAY + since * WEEK, now=NOW, entry_id=entry)


def expected(desk: Desk, week: int = 0) -> dict[Step, Expected]:
    return dict(thresholds.on(desk.session, workspace_id=desk.workspace_id, team_id=desk.team_id, day=DAY + week * WEEK))


def test_a_threshold_holds_from_its_day_until_the_next(desk: Desk) -> None:
    expect(desk, TWELVE)
    expect(desk, FIFTEEN, since=2)
    assert expected(desk, -1) == {}
    assert expected(desk, 1) == {Step.CONTACT: Expected(TWELVE, DAY - KNOWN_BEFORE)}
    assert expected(desk, 2) == {Step.CONTACT: Expected(FIFTEEN, DAY + 2 * WEEK, changed=True)}


def test_the_same_rate_said_again_restarts_nothing(desk: Desk) -> None:
    expect(desk, TWELVE)
    expect(desk, TWELVE, since=1)
    assert expected(desk, 1)[Step.CONTACT].since == DAY - KNOWN_BEFORE


@pytest.mark.parametrize(
    ("again", "since", "changed"),
    [
        (FIFTEEN, DAY, True),  # as it last was, counted from its change
        (TWELVE, DAY + 3 * WEEK, True),
    ],
)
def test_off_and_on_again_a_rate_counts_from_where_it_did_and_another_anew(desk: Desk, again: Decimal, since: date, changed: bool) -> None:
    for week, rate in ((-1, TWELVE), (0, FIFTEEN), (2, None), (3, again)):
        expect(desk, rate, since=week)
    assert expected(desk, 2) == {}
    assert expected(desk, 3) == {Step.CONTACT: Expected(again, since, changed)}


def test_a_first_threshold_taken_away_looks_back_as_it_did_when_it_is_back(desk: Desk) -> None:
    for week, rate in ((0, TWELVE), (1, None), (2, TWELVE)):
        expect(desk, rate, since=week)
    assert expected(desk, 2) == {Step.CONTACT: Expected(TWELVE, DAY - KNOWN_BEFORE)}


def test_a_slip_mended_on_the_same_day_restarts_nothing(desk: Desk) -> None:
    expect(desk, TWELVE, since=-1)
    expect(desk, FIFTEEN)
    expect(desk, TWELVE)
    assert expected(desk)[Step.CONTACT] == Expected(TWELVE, DAY - WEEK - KNOWN_BEFORE)


def test_a_first_threshold_mended_on_its_day_looks_back_as_a_first_one(desk: Desk) -> None:
    expect(desk, TWELVE)
    expect(desk, FIFTEEN)
    assert expected(desk)[Step.CONTACT] == Expected(FIFTEEN, DAY - KNOWN_BEFORE)


def test_of_two_on_one_day_the_later_counts_and_none_is_lost(desk: Desk) -> None:
    expect(desk, TWELVE, since=-1)
    expect(desk, FIFTEEN)
    expect(desk, None)
    assert expected(desk) == {}
    kept = thresholds.history(desk.session, workspace_id=desk.workspace_id, team_id=desk.team_id, step=Step.CONTACT)
    assert [row.rate for row in kept] == [None, FIFTEEN, TWELVE]


def test_an_undone_threshold_lets_the_one_before_count(desk: Desk) -> None:
    expect(desk, TWELVE, since=-1)
    entry = desk.entry(kind="threshold", actor=desk.mio)
    expect(desk, FIFTEEN, entry=entry.id)
    desk.undo(entry)
    assert expected(desk)[Step.CONTACT].rate == TWELVE


def test_each_team_has_its_own(desk: Desk) -> None:
    other = Desk.opened(desk.session, "T0TWO")
    expect(desk, TWELVE)
    assert expected(other) == {}


def test_a_way_is_kept_in_order_and_undone(desk: Desk) -> None:
    entry = desk.entry(kind="coach-graduated", actor=desk.mio)
    about: dict[str, Any] = {"workspace_id": desk.workspace_id, "member_id": desk.hana, "actor_id": desk.mio, "now": NOW}
    milestones.note(desk.session, **about, kind=Way.KEPT, day=DAY - WEEK, reason="Objections first", evidence=[{"k": 5, "n": 74}])
    milestones.note(desk.session, **about, kind=Way.GRADUATED, day=DAY, entry_id=entry.id)

    def way() -> list[tuple[str, str]]:
        rows = milestones.of(desk.session, workspace_id=desk.workspace_id, member_ids=[desk.hana, desk.tom])
        assert rows.keys() == {desk.hana}
        return [(row.kind, row.reason) for row in rows[desk.hana]]

    assert way() == [("kept", "Objections first"), ("graduated", "")]
    desk.undo(entry)
    assert way() == [("kept", "Objections first")]


@pytest.mark.parametrize(
    ("kinds", "graduate", "first"),
    [
        ([], False, DAY - WEEK),
        ([Way.KEPT], False, DAY - WEEK),
        ([Way.GRADUATED], True, DAY + timedelta(days=1)),
        ([Way.GRADUATED, Way.RELAPSED], False, DAY + timedelta(days=1)),
        ([Way.GRADUATED, Way.SPARED], True, DAY + timedelta(days=1)),
        ([Way.GRADUATED, Way.RELAPSED, Way.KEPT], False, DAY + timedelta(days=1)),
        ([Way.GRADUATED, Way.RELAPSED, Way.GRADUATED], True, DAY + timedelta(days=1)),
    ],
)
def test_trials_begin_anew_after_each_turn(kinds: list[Way], graduate: bool, first: object) -> None:
    way = [Turn(kind, DAY) for kind in kinds]
    assert is_graduate(way) is graduate
    assert restart(way, started=DAY - 2 * WEEK, expected_since=DAY - WEEK) == first


def test_trials_are_counted_by_day_source_and_direction(desk: Desk) -> None:
    desk.call(Outcome.NO_ANSWER, source="web", count=8)
    desk.call(Outcome.CONTACT, source="web", count=3)
    desk.call(Outcome.APPOINTMENT, source="web")
    desk.call(Outcome.CONTACT, source="list", direction=Direction.INBOUND, count=2)
    desk.call(Outcome.CONTACT, member=desk.tom, source="web")
    desk.call(Outcome.CONTACT, at=NOW - timedelta(days=1), source="web")
    assert cells(desk, desk.hana) == [
        Cell(DAY - timedelta(days=1), "web", "outbound", calls=1, contacts=1),
        Cell(DAY, "list", "inbound", calls=2, contacts=2),
        Cell(DAY, "web", "outbound", calls=12, contacts=4, appointments=1),
    ]
    whole = figures.of_team(desk.session, workspace_id=desk.workspace_id, team_id=desk.team_id, first=DAY, last=DAY, now=NOW)
    assert whole["web", "outbound"] == Cell(DAY, "web", "outbound", calls=13, contacts=5, appointments=1)


def test_results_are_counted_on_the_meetings_day(desk: Desk) -> None:
    for told in ([], [Happening.HELD], [Happening.HELD, Happening.QUALIFIED], [Happening.HELD, Happening.UNQUALIFIED], [Happening.NO_SHOW]):
        meeting = desk.book(tokyo("2026-09-01T15:00"), now=NOW - WEEK, source="web")
        for kind in told:
            desk.tell(meeting, kind, by=Role.MANAGER)
    desk.book(NOW + HOUR, source="web", origin=Origin.BY_EMAIL)  # still to come
    assert cells(desk, desk.hana) == [
        Cell(DAY - timedelta(days=1), "web", "outbound", due=5, held=3, judged=2, qualified=1),
        Cell(DAY, "web", "outbound"),
    ]


def cells(desk: Desk, member_id: int) -> list[Cell]:
    where: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    found = figures.cells(desk.session, **where, member_ids=[member_id], first=DAY - WEEK, last=DAY, now=NOW)
    assert found.keys() == {member_id}
    return sorted(found[member_id])


def test_the_day_a_rate_became_ready_is_kept_once(desk: Desk) -> None:
    ready = (desk.hana, Step.CONTACT, TWELVE)
    for day in (DAY, DAY, DAY + WEEK):
        milestones.keep_ready(desk.session, workspace_id=desk.workspace_id, found=[(ready, day)])
    milestones.keep_ready(desk.session, workspace_id=desk.workspace_id, found=[])
    found = milestones.ready_days(desk.session, workspace_id=desk.workspace_id, member_ids=[desk.hana, desk.tom])
    assert found == {ready: {DAY, DAY + WEEK}}
