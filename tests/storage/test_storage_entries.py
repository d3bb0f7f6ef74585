"""One delivery counts once, and what was entered can be taken back as a whole."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from coaching.errors import Gone, UndoTooLate
from coaching.funnel import Funnel
from coaching.terms import Activity, GoalFor, Happening, Kpi, Origin, Outcome, Role, State
from storage import entries, goals, leads, meetings
from storage.dialect import stored
from storage.engine import reading, writing
from storage.tables import Call, Entry, Lead, MeetingEvent
from tests.storage.desk import DAY, HOUR, NOW, Desk


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def test_a_delivery_counts_once_though_it_comes_eight_times_at_once(engine: Engine) -> None:
    with writing(engine) as session:
        desk = Desk.opened(session)

    def deliver(_: int) -> bool:
        try:
            with writing(engine) as session:
                here = desk.on(session)
                here.call(Outcome.CONTACT, entry=here.entry(key="trigger-1"))
        except IntegrityError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(deliver, range(8))) == 1
    with reading(engine) as session:
        assert desk.on(session).funnel().calls == 1


def test_a_session_knows_that_something_was_entered(desk: Desk) -> None:
    assert "entered" not in desk.session.info
    desk.entry()
    assert desk.session.info["entered"] is True


def test_an_answer_is_kept_and_the_first_one_stands(desk: Desk) -> None:
    for text in ("first", "second"):
        entries.remember(desk.session, workspace_id=desk.workspace_id, key="k", fingerprint="f", now=NOW, body={"text": text})
    answer = entries.answered(desk.session, workspace_id=desk.workspace_id, key="k")
    assert answer is not None
    assert (answer.body, answer.fingerprint, answer.at) == ({"text": "first"}, "f", NOW)
    assert entries.answered(desk.session, workspace_id=desk.workspace_id, key="other") is None


def test_answers_are_forgotten_after_their_day(desk: Desk) -> None:
    for hours in (0, 30):
        at = NOW + hours * HOUR
        entries.remember(desk.session, workspace_id=desk.workspace_id, key=f"k{hours}", fingerprint="f", now=at, body={})
    assert entries.forget_before(desk.session, moment=NOW + HOUR) == 1
    assert entries.answered(desk.session, workspace_id=desk.workspace_id, key="k30")


def test_recent_shows_ones_own_newest_first_without_what_was_undone(desk: Desk) -> None:
    made = [desk.entry(at=NOW + n * HOUR) for n in range(4)]
    desk.entry(actor=desk.tom)
    desk.undo(made[2], now=NOW + 4 * HOUR)
    found = entries.recent(desk.session, workspace_id=desk.workspace_id, actor_id=desk.hana, since=NOW + HOUR)
    assert [entry.id for entry in found] == [made[3].id, made[1].id]


def _calls(desk: Desk, entry: Entry) -> None:
    desk.call(Outcome.CONTACT, entry=entry, count=12, source="web", talk=60)


def _email(desk: Desk, entry: Entry) -> None:
    desk.mail(Activity.EMAIL_SENT, 20, entry=entry)


def _appointment(desk: Desk, entry: Entry) -> None:
    lead = desk.lead(entry=entry)
    [call] = desk.call(Outcome.APPOINTMENT, entry=entry, lead=lead)
    desk.book(NOW + HOUR, entry=entry, call=call, lead=lead, ae=desk.sora)


def _by_email(desk: Desk, entry: Entry) -> None:
    desk.book(NOW + HOUR, entry=entry, origin=Origin.BY_EMAIL)


@pytest.mark.parametrize("enter", [_calls, _email, _appointment, _by_email])
def test_undo_leaves_the_figures_as_if_it_had_not_been(desk: Desk, enter: Callable[[Desk, Entry], None]) -> None:
    desk.call(Outcome.GATEKEEPER, source="web")
    before = desk.funnel()
    entry = desk.entry()
    enter(desk, entry)
    assert desk.funnel() != before
    desk.undo(entry)
    assert desk.funnel() == before
    assert not desk.session.exec(select(Call).where(Call.entry_id == entry.id)).all()


@pytest.mark.parametrize(
    "kind", [Happening.HELD, Happening.NO_SHOW, Happening.CANCELLED, Happening.MOVED, Happening.QUALIFIED, Happening.WON]
)
def test_undo_of_a_word_on_a_meeting_brings_back_what_was(desk: Desk, kind: Happening) -> None:
    meeting = desk.book(NOW, now=NOW - HOUR)
    if kind in (Happening.QUALIFIED, Happening.WON):
        desk.tell(meeting, Happening.HELD)
    before, standing, lines = desk.funnel(now=NOW + HOUR), asdict(meetings.standing(desk.session, meeting=meeting)), _lines(desk)
    entry = desk.entry(kind="meeting")
    desk.tell(meeting, kind, entry=entry, starts_at=NOW + 24 * HOUR, amount=Decimal(1_200_000), by=Role.AE)
    assert desk.funnel(now=NOW + HOUR) != before
    desk.undo(entry)
    assert desk.funnel(now=NOW + HOUR) == before
    assert asdict(meetings.standing(desk.session, meeting=meeting)) == standing
    assert _lines(desk) == [*lines, kind, Happening.CORRECTED]  # nothing is overwritten


def _lines(desk: Desk) -> list[str]:
    return list(desk.session.exec(select(MeetingEvent.kind).order_by(MeetingEvent.id)))  # type: ignore[arg-type]


def test_undo_of_a_booking_withdraws_the_meeting_though_it_was_held(desk: Desk) -> None:
    entry = desk.entry()
    meeting = desk.book(NOW, entry=entry)
    desk.tell(meeting, Happening.HELD, by=Role.AE)
    desk.undo(entry)
    assert meeting.state == State.WITHDRAWN
    assert meetings.find(desk.session, workspace_id=desk.workspace_id, meeting_id=stored(meeting.id)) is None
    assert desk.funnel() == Funnel()


def test_undo_of_a_goal_brings_the_one_before_back(desk: Desk) -> None:
    def team_goals() -> dict[Kpi, Decimal]:
        return dict(goals.of_team(desk.session, workspace_id=desk.workspace_id, team_id=desk.team_id, month=DAY))

    def set_goal(value: int, entry: Entry) -> None:
        goals.set_goal(
            desk.session,
            workspace_id=desk.workspace_id,
            team_id=desk.team_id,
            goal_for=GoalFor.TEAM,
            kpi=Kpi.MEETINGS,
            value=Decimal(value),
            month=DAY,
            set_by=desk.mio,
            now=NOW,
            entry_id=entry.id,
        )

    first, second = desk.entry(kind="goal"), desk.entry(kind="goal")
    set_goal(300, first)
    set_goal(320, second)
    desk.undo(second)
    assert team_goals() == {Kpi.MEETINGS: 300}
    desk.undo(first)
    assert team_goals() == {}


def test_undo_forgets_a_lead_only_it_made(desk: Desk) -> None:
    entry = desk.entry()
    _appointment(desk, entry)
    desk.undo(entry)
    assert not leads.named(desk.session, workspace_id=desk.workspace_id, name="Acme")


@pytest.mark.parametrize("use", ["call", "meeting"])
def test_undo_keeps_a_lead_somebody_else_works_on(desk: Desk, use: str) -> None:
    entry = desk.entry()
    lead = desk.lead(entry=entry)
    if use == "call":
        desk.call(lead=lead, member=desk.tom)
    else:
        desk.book(NOW, lead=lead, member=desk.tom)
    desk.undo(entry)
    assert [found.id for found in leads.named(desk.session, workspace_id=desk.workspace_id, name="Acme")] == [lead.id]
    assert desk.session.exec(select(Lead)).one().name == "Acme"


def test_undo_twice_is_undo_once(desk: Desk) -> None:
    keep, entry = desk.entry(), desk.entry()
    _calls(desk, keep)
    _calls(desk, entry)
    desk.undo(entry)
    undone_at = entry.undone_at
    desk.undo(entry, now=NOW + 48 * HOUR)
    assert (desk.funnel().calls, entry.undone_at) == (12, undone_at)


def test_two_taps_on_undo_at_once_are_one(engine: Engine) -> None:
    with writing(engine) as session:
        desk = Desk.opened(session)
        keep, entry = desk.entry(), desk.entry()
        for each in (keep, entry):
            _calls(desk, each)
        meeting = desk.book(NOW)
        desk.tell(meeting, Happening.HELD, entry=entry)

    def tap(_: int) -> None:
        with writing(engine) as session:
            found = entries.find(session, workspace_id=desk.workspace_id, entry_id=stored(entry.id))
            assert found is not None
            desk.on(session).undo(found)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(tap, range(6)))
    with reading(engine) as session:
        funnel = desk.on(session).funnel()
        assert (funnel.calls, funnel.talk_seconds, funnel.held) == (12, 720, 0)
        assert _lines(desk.on(session)) == ["booked", "held", "corrected"]


def test_undo_reaches_back_a_day(desk: Desk) -> None:
    entry = desk.entry()
    with pytest.raises(UndoTooLate):
        desk.undo(entry, now=NOW + timedelta(hours=24, seconds=1))
    desk.undo(entry, now=NOW + timedelta(hours=24))
    assert entry.undone_at


def test_nobody_undoes_what_another_entered(desk: Desk) -> None:
    entry = desk.entry()
    _calls(desk, entry)
    with pytest.raises(Gone):
        desk.undo(entry, actor=desk.mio)
    assert desk.funnel().calls == 12
