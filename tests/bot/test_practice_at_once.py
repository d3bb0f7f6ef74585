"""Two people press at once, on both databases: one row of history, one practice, and each reads how it stands."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from bot.commands.coach import ways
from bot.scoreboard.trainees import Trainee, trainees
from coaching.agreement import State
from storage.engine import reading, writing
from storage.tables import Member, Milestone, Practice
from tests.bot.test_coach import work
from tests.bot.test_practice_deeds import kinds, planned, press, told
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import Office, Shown
from tests.rows import rows


@pytest.fixture
def shared(engine: Engine) -> Office:
    """The cast on either database; Hana mentors as well."""
    move_in(engine)
    with writing(engine) as session:
        hana = session.exec(select(Member).where(Member.slack_id == "U0HANA")).one()
        hana.is_mentor = True
    return Office(engine)


def both(*deeds: Callable[[], Shown]) -> list[str]:
    with ThreadPoolExecutor(len(deeds)) as people:
        return [done.result().text for done in [people.submit(deed) for deed in deeds]]


@pytest.mark.parametrize("again", ["ann", "ken"])
def test_of_two_who_confirm_a_graduation_one_does(shared: Office, again: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both read how it stands before either writes, unless the second waits."""
    Dawn(shared).trains("ken", "yui", start="2026-10-01")
    shared.say("mio", "/coach threshold appointment 15%")
    work(shared, "yui", contacts=6, appointments=2)
    shown, read = [shared.say(who, "/coach @yui") for who in ("ken", again)], Barrier(2, timeout=0.3)

    def together(*about: Any, **more: Any) -> list[Trainee]:
        found = trainees(*about, **more)
        with suppress(BrokenBarrierError):
            read.wait()
        return found

    monkeypatch.setattr(ways, "trainees", together)
    labels = [next(label for label in one.buttons if label in ("Confirm graduation", "卒業を確定")) for one in shown]
    both(*[lambda one=one, label=label: one.press(label) for one, label in zip(shown, labels, strict=True)])
    assert [row.kind for row in rows(shared, Milestone)] == ["graduated"]
    assert len(told(shared, "yui")) == 1


def test_one_yes_pressed_twice_is_one_word(shared: Office) -> None:
    one = planned(shared)
    texts = both(*[lambda: press(shared, "ken", "accept", one)] * 3)
    assert len(set(texts)) == 1
    assert (kinds(shared), len(told(shared, "yui"))) == (["proposed", "accepted"], 1)


def test_both_sides_at_once_agree(shared: Office) -> None:
    one = planned(shared)
    both(lambda: press(shared, "ken", "accept", one), lambda: press(shared, "yui", "accept", one))
    assert [row.state for row in rows(shared, Practice)] == [State.ACCEPTED]


def test_yes_and_no_at_once_leave_it_off(shared: Office) -> None:
    """Whoever comes first: a yes to what is off reads that it is."""
    one = planned(shared)
    form = press(shared, "yui", "skip", one)
    texts = both(lambda: press(shared, "ken", "accept", one), lambda: form.fill(reason="客先"))
    assert [row.state for row in rows(shared, Practice)] == [State.SKIPPED]
    assert "取りやめとして記録しました" in texts[1]


def test_of_two_mentors_one_gets_the_rep_and_the_other_reads_who(shared: Office) -> None:
    with reading(shared.engine) as session:
        yui = session.exec(select(Member.id).where(Member.slack_id == "U0YUI")).one()
    tap = {"action_id": "practice-schedule", "type": "button", "value": str(yui)}
    texts = both(*[lambda who=who: shared.tap(who, tap | {"action_ts": shared.stamp()}) for who in ("ken", "hana")])
    (row,) = rows(shared, Practice)
    won = "U0KEN" if "に予定を入れました" in texts[0] else "U0HANA"
    assert sum("に予定を入れました" in text for text in texts) == 1
    assert sum(f"すでに<@{won}>さんと今日 16:00に入っています" in text for text in texts) == 1
    with reading(shared.engine) as session:
        assert session.get_one(Member, row.mentor_id).slack_id == won


def test_of_two_mentors_who_take_a_rep_of_that_day_one_does(shared: Office) -> None:
    """At different times, so that nothing but the look under the locks keeps them apart."""
    dawn = Dawn(shared)
    dawn.hours("ken", "16:00", "17:00")
    dawn.hours("hana", "17:00", "18:00")
    with reading(shared.engine) as session:
        yui = session.exec(select(Member.id).where(Member.slack_id == "U0YUI")).one()
    tap = {"action_id": "practice-take", "type": "button", "value": f"{yui} {TODAY}"}
    texts = both(*[lambda who=who: shared.tap(who, tap | {"action_ts": shared.stamp()}) for who in ("ken", "hana")])
    assert len(rows(shared, Practice)) == 1
    assert sum("に予定を入れました" in text for text in texts) == 1


def test_two_who_move_to_one_time_one_gets_it(shared: Office) -> None:
    forms = [
        press(shared, who, "other-time", planned(shared, at, rep=who))
        for who, at in (("yui", "2026-11-24 16:30"), ("tom", "2026-11-24 17:00"))
    ]
    slot = "2026-11-25T07:00:00+00:00"
    both(*[lambda form=form: form.fill(slot=slot) for form in forms])
    starts = [row.starts_at.isoformat() for row in rows(shared, Practice)]
    assert starts.count(slot) == 1
