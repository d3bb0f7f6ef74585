"""How far the posts of today are, as /healthz and the doctor tell it: what waits, since when, and what was decided of each round."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from bot import progress
from bot.health import Health
from coaching.posts import Decision, Job
from storage import outbox, rounds
from storage.engine import reading, writing
from tests.furniture import move_in
from tests.month import moment
from tests.office import Office
from tests.press import Press

NOON = moment("2026-11-24 12:00")


@pytest.fixture
def press(engine: Engine) -> Press:
    """The team's press, at noon."""
    move_in(engine)
    office = Office(engine)
    office.now = NOON
    return Press(office)


def wait(press: Press, **seconds_late: int) -> None:
    """Messages in the outbox: so many seconds late."""
    with writing(press.office.engine) as session:
        for key, late in seconds_late.items():
            due = NOON - timedelta(seconds=late)
            outbox.put(session, workspace_id=press.where["workspace_id"], key=key, to=f"U{key}", body={"text": "x"}, due_at=due)


def decide(press: Press, job: Job, period: str, decision: Decision, posts: int = 0, hours: int = 0) -> None:
    with writing(press.office.engine) as session:
        now = NOON - timedelta(hours=hours)
        rounds.decide(session, **press.where, job=job, period=period, decision=decision, now=now, posts=posts)


def health(press: Press) -> dict[str, object]:
    state = Health(press.office.engine, "http", clock=lambda: NOON)()
    assert state["ok"]
    return {name: state[name] for name in ("posts", "rounds")}


def test_what_should_be_out_by_now_is_counted_with_its_age(press: Press) -> None:
    assert health(press) == {"posts": {"due": 0, "oldest_due_seconds": None}, "rounds": []}
    wait(press, a=12, b=3, c=-3600)
    assert health(press)["posts"] == {"due": 2, "oldest_due_seconds": 12}
    with reading(press.office.engine) as session:
        assert progress.line(session, NOON) == "3 wait, 2 of them due, the oldest for 12 s"


@pytest.mark.parametrize(("waiting", "said"), [({}, "none waits"), ({"a": -60}, "1 wait, none of them due yet")])
def test_the_line_of_the_doctor(press: Press, waiting: dict[str, int], said: str) -> None:
    wait(press, **waiting)
    with reading(press.office.engine) as session:
        assert progress.line(session, NOON) == said


def test_what_was_decided_today_is_told_newest_first(press: Press) -> None:
    decide(press, Job.NUMBERS, "2026-11-22 12:00", Decision.LATE, hours=25)
    decide(press, Job.BRIEF, "2026-11-24 09:00", Decision.WRITTEN, posts=4, hours=3)
    decide(press, Job.GAP, "2026-11-24 11:00", Decision.OFF)
    decide(press, Job.NUMBERS, "2026-11-24 12:00", Decision.NOTHING)
    found = health(press)["rounds"]
    assert isinstance(found, list)
    assert [(one["job"], one["decision"], one["posts"], one["decided_seconds"]) for one in found] == [
        ("numbers", "nothing", 0, 0),
        ("brief", "written", 4, 3 * 3600),
    ]
    assert "Tokyo" not in str(found), "anybody may read the page"
    with reading(press.office.engine) as session:
        assert list(progress.rounds_of_today(session, NOON)) == [
            ("Tokyo", "numbers 2026-11-24 12:00 nothing, brief 2026-11-24 09:00 written (4)")
        ]


def test_it_is_told_in_three_questions_however_much_there_is(press: Press) -> None:
    for n in range(60):
        decide(press, Job.NUMBERS, f"2026-11-24 {n}", Decision.WRITTEN)
    asked: list[str] = []
    event.listen(press.office.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    with reading(press.office.engine) as session:
        told = progress.told(session, NOON)
    assert len(told["rounds"]) == progress.SHOWN
    assert len([one for one in asked if one.lstrip().upper().startswith("SELECT")]) <= 3
