"""Each period of a job is written once: in time, through downtime, replicas, kills and clocks that are set; nobody hears too much."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot import mail
from bot.jobs import rounds
from bot.jobs.edition import Edition
from bot.jobs.rounds import Rounds
from bot.talk import Post
from coaching.posts import MOST_A_DAY, Decision, Job
from storage import outbox
from storage import rounds as decisions
from storage.engine import writing
from storage.tables import Outgoing, Round, Team
from tests.furniture import move_in
from tests.month import moment
from tests.office import Office
from tests.people import CAST, TEAM_CHANNEL
from tests.press import Press
from tests.rows import rows

NOON = "numbers 2026-11-24 12:00"
HANA = CAST["hana"].slack_id


@pytest.fixture
def press(engine: Engine) -> Press:
    """The team's press, with something in the month."""
    move_in(engine)
    office = Office(engine)
    office.at("2026-11-24 10:00")
    assert "12" in office.say("hana", "/log 12 no-answer").text
    press = Press(office)
    press.wants_only(Job.NUMBERS)
    return press


def test_the_team_hears_its_numbers_at_noon_and_in_the_evening(press: Press) -> None:
    for at in ("2026-11-24 11:59", "2026-11-24 12:00", "2026-11-24 12:00", "2026-11-24 17:59", "2026-11-24 18:03"):
        press.look(at)
    assert press.keys(TEAM_CHANNEL) == ["numbers - 2026-11-24 12:00", "numbers - 2026-11-24 18:00"]
    assert {name: decision for name, decision in press.decided().items() if "2026-11-24" in name} == {
        NOON: Decision.WRITTEN,
        "numbers 2026-11-24 18:00": Decision.WRITTEN,
    }
    assert press.woken == 2
    assert all(one.body["picture"] for one in press.heard(TEAM_CHANNEL))


@pytest.mark.parametrize(
    ("down", "sent", "decision"),
    [
        (timedelta(seconds=1), 1, Decision.WRITTEN),
        (timedelta(hours=1), 1, Decision.WRITTEN),
        (timedelta(hours=2), 1, Decision.WRITTEN),
        (timedelta(hours=2, seconds=1), 0, Decision.LATE),
        (timedelta(days=1), 0, Decision.LATE),
        (timedelta(days=3), 0, Decision.LATE),
    ],
)
def test_after_downtime_what_is_of_use_is_said_and_the_rest_noted(press: Press, down: timedelta, sent: int, decision: Decision) -> None:
    press.office.now = moment("2026-11-24 12:00") + down
    press.look()
    assert press.decided()[NOON] is decision
    assert press.keys(TEAM_CHANNEL).count("numbers - 2026-11-24 12:00") == sent


def test_the_window_is_the_teams(press: Press) -> None:
    press.change(catch_up_minutes=15)
    press.look("2026-11-24 12:16")
    assert press.decided()[NOON] is Decision.LATE


def test_a_clock_set_back_says_nothing_twice_and_one_set_forward_leaves_nothing_out(press: Press) -> None:
    for at in ("2026-11-24 12:00", "2026-11-24 11:00", "2026-11-24 12:00", "2026-11-25 12:00", "2026-11-24 12:05", "2026-11-24 18:00"):
        press.look(at)
    keys = press.keys(TEAM_CHANNEL)
    assert keys == ["numbers - 2026-11-24 12:00", "numbers - 2026-11-25 12:00"]
    assert press.decided()["numbers 2026-11-24 18:00"] is Decision.LATE, "decided while the clock was a day ahead"


def test_replicas_at_once_write_each_once(press: Press) -> None:
    press.office.now = moment("2026-11-24 12:00")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: one.look(), [press.another() for _ in range(4)]))
    assert len(press.heard(TEAM_CHANNEL)) == 1
    assert [row.period for row in rows(press.office, Round)].count("2026-11-24 12:00") == 1


def test_killed_between_posts_and_note_it_is_done_again_and_nothing_said_twice(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any, **__: Any) -> bool:
        raise KeyboardInterrupt

    press.look("2026-11-24 11:59")  # what lies behind is noted
    press.office.now = moment("2026-11-24 12:00")
    with monkeypatch.context() as patch:
        patch.setattr(decisions, "decide", killed)
        with pytest.raises(KeyboardInterrupt):
            press.look()
    assert (len(press.heard(TEAM_CHANNEL)), NOON in press.decided()) == (1, False)
    press.look()
    assert (len(press.heard(TEAM_CHANNEL)), press.decided()[NOON]) == (1, Decision.WRITTEN)


def test_one_jobs_trouble_is_not_anothers(press: Press) -> None:
    def broken(_: Edition) -> list[Post]:
        raise ValueError("no")

    def kept(edition: Edition) -> list[Post]:
        return [Post(f"kept {edition.period}", TEAM_CHANNEL, "x")]

    press.wants(Job.DROP, wanted=True)
    press.office.now = moment("2026-11-24 12:00")
    Rounds(press.office.engine, lambda: press.office.now, {Job.NUMBERS: broken, Job.DROP: kept}, lambda: None).look()
    assert press.keys(TEAM_CHANNEL) == ["kept 2026-11-24 12:00"]
    assert NOON not in press.decided(), "it is tried again"


def test_what_a_team_does_not_want_or_wants_at_another_time(press: Press) -> None:
    press.wants(Job.NUMBERS, times=(time(10, 30),), days=frozenset({1}), channel_id="C0OTHER", language="ja")
    for at in ("2026-11-24 10:30", "2026-11-24 12:00", "2026-11-25 10:30"):
        press.look(at)
    assert press.heard(TEAM_CHANNEL) == []
    assert len(press.heard("C0OTHER")) == 1
    assert "コール" in press.texts("C0OTHER")[0]
    press.wants(Job.NUMBERS, wanted=False)
    press.look("2026-12-01 10:30")
    assert len(press.heard("C0OTHER")) == 1


@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-22", "2026-11-21"])
def test_nothing_is_said_on_days_off(press: Press, day: str) -> None:
    press.look(f"{day} 12:00")
    assert press.heard(TEAM_CHANNEL) == []


def test_a_team_without_a_channel_or_without_figures_hears_nothing(press: Press) -> None:
    press.change(channel_id="")
    press.look("2026-11-24 12:00")
    assert press.decided()[NOON] is Decision.NOTHING
    press.change(channel_id=TEAM_CHANNEL)
    press.look("2026-12-01 12:00")
    assert press.decided()["numbers 2026-12-01 12:00"] is Decision.NOTHING
    assert press.heard(TEAM_CHANNEL) == []


def _put(press: Press, *posts: Post) -> int:
    with writing(press.office.engine) as session:
        return mail.put(session, session.get_one(Team, press.where["team_id"]), posts, press.office.now)


@pytest.mark.parametrize(
    ("now", "until", "at"),
    [
        ("2026-11-24 10:00", None, "2026-11-24 10:00"),
        ("2026-11-24 21:00", None, "2026-11-25 08:00"),
        ("2026-11-24 21:00", "2026-11-24 23:00", None),
        ("2026-11-24 21:00", "2026-11-25 09:00", "2026-11-25 08:00"),
    ],
)
def test_a_person_hears_nothing_in_the_quiet_hours(press: Press, now: str, until: str | None, at: str | None) -> None:
    press.office.at(now)
    _put(press, Post("k", HANA, "x", until=moment(until) if until else None), Post("c", TEAM_CHANNEL, "x"))
    assert press.due("hana") == ([moment(at)] if at else [])
    assert press.due(TEAM_CHANNEL) == [moment(now)], "a channel is no person"


def test_nobody_hears_more_than_they_can_bear_in_a_day(press: Press) -> None:
    assert _put(press, *(Post(f"k{n}", HANA, "x") for n in range(9))) == MOST_A_DAY == 6
    assert _put(press, Post("other", CAST["tom"].slack_id, "x")) == 1
    press.office.at("2026-11-25 10:00")
    assert _put(press, Post("next", HANA, "x")) == 1
    assert len(press.heard("hana")) == 7


def test_nobody_hears_more_from_several_who_write_at_once(press: Press) -> None:
    """Replicas, and what turns while a round is written: each counts what the others are about to say."""
    together = Barrier(6)

    def put(writer: int) -> int:
        together.wait(10)
        return _put(press, *(Post(f"k{writer} {n}", HANA, "x") for n in range(3)))

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(put, range(6))) == MOST_A_DAY
    assert len(press.heard("hana")) == MOST_A_DAY


def test_what_is_said_again_counts_once(press: Press) -> None:
    assert [_put(press, Post("k", HANA, "x")) for _ in range(9)] == [1] + [0] * 8
    assert _put(press, *(Post(f"k{n}", HANA, "x") for n in range(9))) == 5


def test_an_answer_somebody_asked_for_is_not_counted(press: Press) -> None:
    with writing(press.office.engine) as session:
        for n in range(9):
            outbox.put(session, workspace_id=press.where["workspace_id"], key=f"asked{n}", to=HANA, body={}, due_at=press.office.now)
    assert _put(press, Post("k", HANA, "x")) == 1
    assert isinstance(rows(press.office, Outgoing)[0].due_at, datetime)


def test_what_others_do_counts_too_and_is_never_left_out(press: Press) -> None:
    with writing(press.office.engine) as session:
        team = session.get_one(Team, press.where["team_id"])
        about = {"workspace_id": press.where["workspace_id"], "by": CAST["ken"].slack_id}
        posts = [Post(f"said{n}", HANA, "x") for n in range(8)] + [Post("own", CAST["ken"].slack_id, "x")]
        mail.put_after(session, team, posts, press.office.now, **about)  # type: ignore[arg-type]
    assert _put(press, Post("k", HANA, "x"), Post("l", CAST["ken"].slack_id, "x")) == 1
    assert [row.unasked_on is None for row in press.heard("ken")] == [True, False], "what they asked for themselves does not count"


@pytest.mark.parametrize(
    ("now", "until", "at"),
    [
        ("2026-11-24 21:00", "2026-11-25 09:00", "2026-11-25 08:00"),
        ("2026-11-24 07:50", "2026-11-24 08:00", "2026-11-24 07:50"),
    ],
)
def test_what_a_practice_needs_counts_and_is_neither_left_out_nor_late(press: Press, now: str, until: str, at: str) -> None:
    press.office.at(now)
    with writing(press.office.engine) as session:
        team = session.get_one(Team, press.where["team_id"])
        mail.put_needed(session, team, [Post(f"p{n}", HANA, "x", until=moment(until)) for n in range(8)], press.office.now)
    assert press.due("hana") == [moment(at)] * 8
    press.office.at(at)
    assert _put(press, Post("k", HANA, "x")) == 0


def test_two_hundred_people_are_written_a_piece_at_a_time(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody who logs a call waits for all of them."""
    at_once: list[int] = []
    put = mail.put

    def counted(session: Session, team: Team, posts: Any, now: datetime) -> int:
        at_once.append(len(posts))
        return put(session, team, posts, now)

    monkeypatch.setattr(mail, "put", counted)
    press.office.now = moment("2026-11-24 12:00")
    jobs = {Job.NUMBERS: lambda _: [Post(f"k{n}", f"U{n}", "x") for n in range(200)]}
    Rounds(press.office.engine, lambda: press.office.now, jobs, lambda: None).look()
    assert (sum(at_once), max(at_once)) == (200, rounds.AT_ONCE)
    assert {row.period: row.posts for row in rows(press.office, Round)}["2026-11-24 12:00"] == 200
