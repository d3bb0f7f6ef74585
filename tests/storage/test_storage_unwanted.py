"""What waited is looked at once more before it goes: is its reader there still, and does the team want the post."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from coaching.posts import Job
from storage import members, outbox, postplans, unwanted
from storage.postplans import Plan
from storage.tables import Member, Outgoing, id_of
from tests.storage.desk import NOW, Desk

DAY = NOW.date()
Change = Callable[[Desk], None]


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def _waiting(desk: Desk, key: str, to: str = "U0HANA") -> Outgoing:
    about = {"workspace_id": desk.workspace_id, "key": key.replace("TEAM", str(desk.team_id)), "to": to}
    outbox.put(desk.session, **about, body={}, due_at=NOW, unasked_on=DAY)  # type: ignore[arg-type]
    found = outbox.by_key(desk.session, workspace_id=desk.workspace_id, key=about["key"])  # type: ignore[arg-type]
    assert found
    return found


def _away(desk: Desk, *, ahead: int = 0) -> None:
    day = DAY + timedelta(days=ahead)
    members.add_leave(desk.session, workspace_id=desk.workspace_id, member_id=desk.hana, first=day, last=day)


def _left(desk: Desk) -> None:
    desk.session.get_one(Member, desk.hana).active = False


def _off(*jobs: Job) -> Change:
    def turn(desk: Desk) -> None:
        for job in jobs:
            postplans.keep(desk.session, workspace_id=desk.workspace_id, team_id=desk.team_id, plan=Plan(job, wanted=False))

    return turn


@pytest.mark.parametrize(
    ("key", "change", "gone"),
    [
        ("brief 1 2026-11-24", _away, True),
        ("requests 1 2026-11-24", _left, True),
        ("practice 7 1", _away, False),
        ("brief 1 2026-11-24", lambda desk: _away(desk, ahead=1), False),
        ("brief 1 2026-11-24", _off(Job.BRIEF), True),
        ("brief 1 2026-11-24", _off(Job.NUMBERS, Job.GAP), False),
        ("requests 1 2026-11-24", _off(Job.VERDICT, Job.GAP), False),
        ("requests 1 2026-11-24", _off(Job.VERDICT, Job.GAP, Job.OUTCOME), True),
        ("drop TEAM 2026-11 webinar 1", _off(Job.DROP), True),
        ("drop 0 2026-11 webinar 1", _off(Job.DROP), False),
        ("close TEAM 2026-10 1", _off(Job.CLOSE), True),
        ("close 0 2026-10 1", _off(Job.CLOSE), False),
        ("close 1 2026-10", _off(Job.CLOSE), True),
    ],
)
def test_a_post_is_wanted_while_its_reader_is_there_and_it_is_on(desk: Desk, key: str, change: Change, gone: bool) -> None:
    message = _waiting(desk, key)
    assert not unwanted.is_unwanted(desk.session, outgoing=message)
    change(desk)
    desk.session.flush()
    assert unwanted.is_unwanted(desk.session, outgoing=message) == gone


def test_what_a_channel_reads_goes_by_the_plan_and_what_strangers_do_by_nothing(desk: Desk) -> None:
    keys = {"numbers TEAM 2026-11-24 12:00": "C1", "pace-team TEAM 2026-11 2026-11-24": "C1", "brief 9 2026-11-24": "U0NOBODY"}
    waiting = [_waiting(desk, key, to) for key, to in keys.items()]
    _off(Job.NUMBERS, Job.WARNING, Job.BRIEF)(desk)
    desk.session.flush()
    assert [unwanted.is_unwanted(desk.session, outgoing=one) for one in waiting] == [True, True, False]


def test_what_was_taken_back_can_be_said_anew_and_what_was_posted_stands(desk: Desk) -> None:
    message = _waiting(desk, "brief 1 2026-11-24")
    unwanted.take_back(desk.session, outgoing_id=id_of(message))
    again = _waiting(desk, "brief 1 2026-11-24")
    outbox.confirm(desk.session, outgoing_id=id_of(again), now=NOW, ts="1.0")
    desk.session.expire_all()
    unwanted.take_back(desk.session, outgoing_id=id_of(again))
    _left(desk)
    desk.session.flush()
    assert not unwanted.is_unwanted(desk.session, outgoing=desk.session.get_one(Outgoing, again.id))
