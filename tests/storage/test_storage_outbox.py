"""Each message once, in order, whoever posts it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from storage import outbox
from storage.engine import reading, writing
from storage.tables import Outgoing
from tests.storage.desk import NOW, Desk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def _put(desk: Desk, *keys: str, to: str = "C1", due_at: datetime = NOW) -> list[bool]:
    return [outbox.put(desk.session, workspace_id=desk.workspace_id, key=key, to=to, body={"text": key}, due_at=due_at) for key in keys]


def _claim(desk: Desk, now: datetime = NOW, worker: str = "w", most: int = 10) -> list[str]:
    return [message.key for message in outbox.claim(desk.session, now=now, worker=worker, most=most)]


def _id(desk: Desk, key: str) -> int:
    return desk.session.exec(select(Outgoing.id).where(Outgoing.key == key)).one() or 0


def test_a_key_is_put_once(desk: Desk) -> None:
    assert _put(desk, "brief", "brief", "other") == [True, False, True]
    assert outbox.counts(desk.session) == {"waiting": 2}


def test_the_same_key_put_by_eight_at_once_is_one_message(engine: Engine) -> None:
    with writing(engine) as session:
        desk = Desk.opened(session)

    def put(_: int) -> bool:
        with writing(engine) as session:
            return _put(desk.on(session), "brief")[0]

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(put, range(8))) == 1


def test_due_messages_come_oldest_first_one_for_each_place(desk: Desk) -> None:
    _put(desk, "b", due_at=NOW - MINUTE)
    _put(desk, "a", due_at=NOW - 2 * MINUTE)
    _put(desk, "c", to="C2", due_at=NOW - 3 * MINUTE)
    _put(desk, "later", to="C3", due_at=NOW + MINUTE)
    assert _claim(desk) == ["c", "a"]
    assert _claim(desk) == []  # b waits until a is settled
    outbox.confirm(desk.session, outgoing_id=_id(desk, "a"), now=NOW, ts="1.0")
    assert _claim(desk) == ["b"]


def test_a_claim_says_who_and_when_and_carries_the_message(desk: Desk) -> None:
    _put(desk, "brief")
    [message] = outbox.claim(desk.session, now=NOW, worker="w7")
    assert (message.state, message.claimed_by, message.claimed_at, message.attempts) == ("claimed", "w7", NOW, 1)
    assert message.body == {"text": "brief"}


def test_no_more_are_claimed_than_asked_for(desk: Desk) -> None:
    for n in range(5):
        _put(desk, f"k{n}", to=f"C{n}")
    assert (_claim(desk, most=3), _claim(desk, most=3)) == (["k0", "k1", "k2"], ["k3", "k4"])


def test_a_message_that_must_wait_keeps_its_place_in_the_row(desk: Desk) -> None:
    _put(desk, "first", "second")
    assert _claim(desk) == ["first"]
    outbox.again(desk.session, outgoing_id=_id(desk, "first"), due_at=NOW + MINUTE, trouble="ratelimited")
    assert _claim(desk) == []
    assert _claim(desk, now=NOW + MINUTE) == ["first"]


def test_a_message_for_tomorrow_keeps_nobody_waiting(desk: Desk) -> None:
    _put(desk, "reminder", due_at=NOW + timedelta(days=1))
    _put(desk, "now")
    assert _claim(desk) == ["now"]


def test_what_was_claimed_and_not_confirmed_is_doubtful(desk: Desk) -> None:
    _put(desk, "lost", to="C1")
    _put(desk, "posted", to="C2")
    _claim(desk)
    outbox.confirm(desk.session, outgoing_id=_id(desk, "posted"), now=NOW, ts="1.0")
    assert outbox.doubtful(desk.session, before=NOW) == []
    assert [message.key for message in outbox.doubtful(desk.session, before=NOW + MINUTE)] == ["lost"]


@pytest.mark.parametrize("state", ["held", "failed"])
def test_what_is_set_aside_is_never_sent_and_keeps_nobody_waiting(desk: Desk, state: str) -> None:
    _put(desk, "first", "second")
    _claim(desk)
    outbox.park(desk.session, outgoing_id=_id(desk, "first"), state=state, trouble="channel_not_found")
    assert _claim(desk, now=NOW + timedelta(days=9)) == ["second"]
    assert outbox.counts(desk.session) == {state: 1, "claimed": 1}


def test_an_edit_that_waits_keeps_back_no_new_message(desk: Desk) -> None:
    _put(desk, "board")
    _claim(desk)
    outbox.confirm(desk.session, outgoing_id=_id(desk, "board"), now=NOW, ts="1.0")
    outbox.rewrite(desk.session, workspace_id=desk.workspace_id, key="board", body={}, now=NOW)
    _claim(desk)
    outbox.again(desk.session, outgoing_id=_id(desk, "board"), due_at=NOW + MINUTE, trouble="ratelimited", counted=False)
    _put(desk, "pace")
    assert _claim(desk, now=NOW + MINUTE / 2) == ["pace"]


def test_of_what_perhaps_was_posted_managers_are_told_and_decide(desk: Desk) -> None:
    keys = ("sent", "discarded", "an edit", f"{outbox.NOTICE}U1 2026-11-24")
    for key in keys:
        _put(desk, key, to=key)
    _claim(desk)
    outbox.confirm(desk.session, outgoing_id=_id(desk, "an edit"), now=NOW, ts="1.0")
    for key in keys:
        outbox.park(desk.session, outgoing_id=_id(desk, key), state=outbox.HELD, trouble="not_in_channel")
    told = outbox.parked(desk.session, workspace_id=desk.workspace_id, since=NOW)
    assert [row.key for row in told] == ["sent", "discarded"]
    assert outbox.with_parked(desk.session) == [desk.workspace_id]
    about = {"workspace_id": desk.workspace_id}
    assert not outbox.rewrite(desk.session, **about, key="sent", body={"text": "new"}, now=NOW + MINUTE), "it is not sent by itself"
    assert outbox.release(desk.session, **about, ids=[_id(desk, "sent")], now=NOW + MINUTE) == 1
    assert outbox.discard(desk.session, **about, ids=[_id(desk, "discarded")]) == 1
    assert [row.key for row in outbox.claim(desk.session, now=NOW + MINUTE, worker="w")] == ["sent"]


def test_what_failed_is_written_anew_and_sent_or_discarded_like_what_is_parked(desk: Desk) -> None:
    keys = ("anew", "sent", "discarded", "an edit", f"{outbox.NOTICE}U1 2026-11-24")
    for key in keys:
        _put(desk, key, to=key)
    _claim(desk)
    outbox.confirm(desk.session, outgoing_id=_id(desk, "an edit"), now=NOW, ts="1.0")
    for key in keys:
        outbox.park(desk.session, outgoing_id=_id(desk, key), state="failed", trouble="internal_error")
    told = outbox.parked(desk.session, workspace_id=desk.workspace_id, since=NOW)
    assert [row.key for row in told] == ["anew", "sent", "discarded"], "the words of before are there still; a notice makes no notice"
    assert outbox.with_parked(desk.session) == [desk.workspace_id]
    about = {"workspace_id": desk.workspace_id}
    assert outbox.rewrite(desk.session, **about, key="anew", body={"text": "new"}, now=NOW + MINUTE)
    assert outbox.release(desk.session, **about, ids=[_id(desk, "sent")], now=NOW + MINUTE) == 1
    assert outbox.discard(desk.session, **about, ids=[_id(desk, "discarded")]) == 1
    claimed = outbox.claim(desk.session, now=NOW + MINUTE, worker="w")
    assert {row.key: (row.attempts, row.body["text"]) for row in claimed} == {"anew": (1, "new"), "sent": (1, "sent")}


def test_the_same_channel_name_in_two_workspaces_is_two_places(desk: Desk) -> None:
    other = Desk.opened(desk.session, "T0TWO")
    _put(desk, "ours")
    _put(other, "theirs")
    assert _claim(desk) == ["ours", "theirs"]


def test_two_workers_never_get_the_same_message(engine: Engine) -> None:
    places, each = 6, 5
    with writing(engine) as session:
        desk = Desk.opened(session)
        for place in range(places):
            _put(desk, *(f"{place}-{n}" for n in range(each)), to=f"C{place}")
    start = Barrier(4)

    def work(worker: int) -> list[str]:
        mine: list[str] = []
        start.wait()
        for _ in range(places * each * 3):
            with writing(engine) as session:
                taken = outbox.claim(session, now=NOW, worker=str(worker), most=2)
            with writing(engine) as session:
                for message in taken:
                    outbox.confirm(session, outgoing_id=message.id or 0, now=NOW, ts="1.0")
            mine += [message.key for message in taken]
            if len(mine) >= places * each:
                break
        return mine

    with ThreadPoolExecutor(4) as pool:
        taken = [key for keys in pool.map(work, range(4)) for key in keys]
    assert sorted(taken) == sorted(f"{place}-{n}" for place in range(places) for n in range(each))
    with reading(engine) as session:
        assert outbox.counts(session) == {"posted": places * each}
