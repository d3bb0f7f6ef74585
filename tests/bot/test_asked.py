"""What people are asked: one message a day that grows in place, opened at once by a meeting that passed; whoever can answers, once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.talk import Post, Profile
from coaching.posts import MOST_A_DAY, Job
from storage import outbox, teams, unwanted
from storage.engine import writing
from storage.tables import Hush, Meeting, Outgoing
from tests.asking import Asking
from tests.furniture import move_in
from tests.month import moment
from tests.office import Office
from tests.people import CAST
from tests.rows import rows

LENAS = ["Held, qualified", "Held, not qualified", "Did not take place", "Later"]
TOMS = ["Held", "Moved…", "No-show", "Cancelled", "Later"]
ALL_SAID = "All is said for today. Thank you."


@pytest.fixture
def desk() -> Iterator[Asking]:
    """Tom booked Acme with Lena for Tuesday at ten."""
    with Office.opened() as office:
        desk = Asking.of(office)
        desk.book("tom", "Acme", "11/24 10:00", "lena")
        yield desk


@pytest.fixture
def either(engine: Engine) -> Asking:
    """The same, in either database."""
    move_in(engine)
    desk = Asking.of(Office(engine))
    desk.book("tom", "Acme", "11/24 10:00", "lena")
    return desk


def test_ae_and_rep_are_asked_as_soon_as_a_meetings_time_has_passed(desk: Asking) -> None:
    desk.look("2026-11-24 10:59")
    assert desk.heard("lena") == desk.heard("tom") == []
    desk.look("2026-11-24 11:00")
    assert (desk.labels("lena"), desk.labels("tom")) == (LENAS, TOMS)
    assert desk.text("lena").startswith("1 thing waits for your word\nAcme, today 10:00, booked by <@U0TOM>")
    assert desk.press_of.woken
    assert desk.heard("hana") == desk.heard("mio") == []


def test_the_message_of_the_day_grows_in_place(either: Asking) -> None:
    either.book("tom", "Beta", "11/24 13:00", "lena")
    either.look("2026-11-24 11:00")
    either.post()
    either.look("2026-11-24 14:00")
    [message] = either.heard("lena")
    assert (message.state, bool(message.ts)) == (outbox.WAITING, True), "edited, not posted again"
    assert either.labels("lena") == LENAS * 2
    assert "2 things wait for your word" in either.text("lena")


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("ann", "preview verdict", "Asked already today, in a message kept current: <@U0LENA>"),
        ("ann", "preview outcome", "Asked already today, in a message kept current: <@U0TOM>"),
        ("mio", "判定 プレビュー", "今日すでにお願いした相手(メッセージは最新の内容に更新されます): <@U0LENA>"),
    ],
)
def test_who_was_asked_stands_in_the_preview_with_the_message_of_now(desk: Asking, who: str, line: str, said: str) -> None:
    desk.look("2026-11-24 11:00")
    shown = desk.office.say(who, f"/onpace posts {line}")
    assert said in shown.text
    assert "Acme, today 10:00" in shown.text
    assert shown.buttons == {}


def test_nothing_is_written_anew_while_nothing_changes(desk: Asking) -> None:
    for at in ("2026-11-24 11:00", "2026-11-24 11:00", "2026-11-24 12:30"):
        desk.look(at)
        desk.post()
    assert [one.state for one in desk.heard("lena")] == [outbox.POSTED]
    desk.replica(desk.press_of, {}).look()
    assert [one.state for one in desk.heard("lena")] == [outbox.POSTED], "after a restart"


def test_an_answer_turns_its_line_into_what_was_said(either: Asking) -> None:
    either.look("2026-11-24 11:00")
    either.post()
    shown = either.press("lena", "Held, qualified")
    assert shown.reply.replace
    assert "✓ Acme, today 10:00, booked by <@U0TOM>: held and qualified" in shown.text
    assert list(shown.buttons) == ["Undo"]
    either.look()
    for who in ("lena", "tom"):
        assert len(either.heard(who)) == 1
        assert ALL_SAID in either.text(who)
        assert "held and qualified" in either.text(who)
    assert either.labels("tom") == [], "what another said is not Tom's to take back"
    assert list(shown.blocks) == either.blocks("lena"), "what the tap showed is what is kept"


def test_a_word_taken_back_is_asked_for_again(either: Asking) -> None:
    either.look("2026-11-24 11:00")
    either.press("lena", "Held, not qualified")
    either.look()
    shown = either.press("lena", "Undo")
    assert list(shown.buttons) == LENAS
    either.look("2026-11-24 11:10")
    assert (either.labels("lena"), either.labels("tom")) == (LENAS, TOMS)


def test_the_reps_word_leaves_the_verdict_to_the_ae(desk: Asking) -> None:
    desk.look("2026-11-24 11:00")
    assert ALL_SAID in desk.press("tom", "Held").text
    desk.look()
    assert desk.labels("lena") == LENAS
    desk.press("lena", "Held, qualified")
    desk.look()
    assert "held and qualified" in desk.text("tom")
    assert ALL_SAID in desk.text("lena")


@pytest.mark.parametrize(
    ("who", "said"), [("lena", "/meeting no-show Acme"), ("mio", "/meeting no-show Acme"), ("tom", "/meeting cancelled Acme")]
)
def test_whoever_answers_first_wherever_ends_it_for_both(desk: Asking, who: str, said: str) -> None:
    desk.look("2026-11-24 11:00")
    desk.office.say(who, said)
    desk.look("2026-11-24 11:01")
    for one in ("tom", "lena"):
        assert ALL_SAID in desk.text(one)
        assert ("no-show" in desk.text(one)) == ("no-show" in said)


def test_a_no_show_can_be_booked_again_from_its_line(desk: Asking) -> None:
    desk.look("2026-11-24 11:00")
    shown = desk.press("tom", "No-show")
    assert list(shown.buttons) == ["Undo", "Book again…"]
    shown.press("Book again…").fill(day="2026-11-30", time="15:00")
    desk.look("2026-11-24 11:05")
    assert "✓ Acme is moved to Mon, Nov 30, 15:00" in desk.text("tom")


def test_an_answer_in_an_older_message_is_shown_in_that_one(desk: Asking) -> None:
    desk.look("2026-11-24 11:00")
    desk.book("tom", "Beta", "11/25 10:00", "lena", at="2026-11-24 12:00")
    desk.look("2026-11-25 11:00")
    assert [one.key.split()[-1] for one in desk.heard("lena")] == ["2026-11-24", "2026-11-25"]
    first = desk.heard("lena")[0].body["blocks"]
    value = next(one for block in first if block["type"] == "actions" for one in block["elements"])
    shown = desk.office.tap("lena", {**{name: value[name] for name in ("action_id", "type", "value")}, "action_ts": "1"})
    assert "held and qualified" in shown.text
    assert "Beta" not in shown.text


def test_later_waits_until_the_next_business_morning(desk: Asking) -> None:
    desk.book("tom", "Beta", "11/27 10:00", "lena")
    desk.office.at("2026-11-24 11:00")
    desk.office.say("lena", "/meeting qualified Acme")
    desk.look("2026-11-27 11:00")
    shown = desk.press("lena", "Later")
    assert "Beta, today 10:00, booked by <@U0TOM>: you are asked again on Mon, Nov 30." in shown.text
    assert list(shown.buttons) == ["Undo"]
    desk.look("2026-11-27 15:59")
    assert desk.labels("lena") == ["Undo"]
    assert desk.labels("tom") == TOMS, "only hers"
    desk.look("2026-11-30 08:59")
    assert len(desk.heard("lena")) == 1
    desk.look("2026-11-30 09:00")
    assert len(desk.heard("lena")) == 2
    assert desk.labels("lena") == LENAS


def test_later_can_be_taken_back(either: Asking) -> None:
    either.look("2026-11-24 11:00")
    assert list(either.press("lena", "Later").press("Undo").buttons) == LENAS
    assert rows(either.office, Hush) == []
    either.look("2026-11-24 11:01")
    assert either.labels("lena") == LENAS


def test_each_business_morning_the_ae_is_asked_again_and_the_rep_in_the_afternoon(desk: Asking) -> None:
    desk.press_of.wants(Job.GAP, wanted=True)
    desk.look("2026-11-24 11:00")
    desk.look("2026-11-25 09:00")
    assert (len(desk.heard("lena")), len(desk.heard("tom"))) == (2, 1)
    assert "Acme, yesterday 10:00" in desk.text("lena")
    desk.look("2026-11-25 16:00")
    assert (len(desk.heard("lena")), len(desk.heard("tom"))) == (2, 2)
    assert "Acme, yesterday 10:00" in desk.text("tom")


def test_a_verdict_nobody_else_can_give_is_asked_of_the_managers(desk: Asking) -> None:
    desk.book("tom", "Solo", "11/24 13:00")
    with writing(desk.office.engine) as session:
        session.get_one(Meeting, rows(desk.office, Meeting)[-1].id).ae_id = None
    desk.office.at("2026-11-24 11:00")
    desk.office.say("lena", "/meeting qualified Acme")
    desk.look("2026-11-24 14:00")
    assert desk.heard("ann") == [], "Tom can say whether it took place"
    desk.press("tom", "Held")
    desk.look()
    assert desk.labels("ann") == LENAS
    desk.press("ann", "Held, qualified")
    desk.look()
    assert ALL_SAID in desk.text("ann")
    assert "すべて完了" in desk.text("mio")


def test_when_neither_side_can_be_asked_any_more_the_managers_are(desk: Asking) -> None:
    desk.member("tom", active=False)
    desk.member("lena", active=False)
    desk.look("2026-11-24 11:00")
    assert desk.labels("ann") == TOMS
    assert desk.heard("tom") == desk.heard("lena") == []


@pytest.mark.parametrize("how", ["leave", "left", "guest", "no slack", "closed", "weekend", "holiday"])
def test_who_is_not_there_is_asked_nothing(desk: Asking, how: str) -> None:
    day = {"weekend": "2026-11-28", "holiday": "2026-11-23"}.get(how, "2026-11-24")
    if how in ("weekend", "holiday"):
        desk.office.say("tom", f"/meeting moved Acme {day[5:].replace('-', '/')} 10:00")
    elif how == "leave":
        desk.press_of.leave("lena", day)
    elif how == "left":
        desk.member("lena", active=False)
    elif how == "guest":
        desk.known[CAST["lena"].slack_id] = Profile("Lena", "en", human=False)
    elif how == "no slack":
        desk.member("lena", slack_id=None)
    else:
        with writing(desk.office.engine) as session:
            teams.set_closure(session, **desk.press_of.where, day=moment(day + " 12:00").date(), working=False)
    for at in ("09:00", "11:00", "13:00"):
        desk.look(f"{day} {at}")
    assert [one for one in rows(desk.office, Outgoing) if one.to == CAST["lena"].slack_id] == []
    assert bool(desk.heard("tom")) == (how in ("leave", "left", "guest", "no slack"))


def test_after_leave_the_ae_is_asked_on_the_first_morning(desk: Asking) -> None:
    desk.press_of.leave("lena", "2026-11-24", "2026-11-25")
    desk.look("2026-11-24 11:00")
    desk.look("2026-11-26 09:00")
    assert desk.labels("lena") == LENAS


def test_in_the_quiet_hours_nobody_is_asked_and_then_first_thing(desk: Asking) -> None:
    desk.book("hana", "Late", "11/24 19:30", "sora")
    desk.look("2026-11-24 20:30")
    desk.look("2026-11-25 08:30")
    assert desk.heard("hana") == desk.heard("sora") == []
    desk.look("2026-11-25 09:00")
    assert len(desk.heard("hana")) == len(desk.heard("sora")) == 1


def test_what_passed_on_days_off_is_asked_when_work_begins(desk: Asking) -> None:
    desk.office.say("tom", "/meeting moved Acme 11/28 10:00")
    desk.look("2026-11-28 12:00")
    desk.look("2026-11-30 08:59")
    assert desk.heard("tom") == []
    desk.look("2026-11-30 09:00")
    assert desk.labels("tom") == TOMS


@pytest.mark.parametrize(("off", "asked"), [(Job.VERDICT, ["tom"]), (Job.OUTCOME, ["lena"])])
def test_what_a_team_does_not_want_is_not_asked(desk: Asking, off: Job, asked: list[str]) -> None:
    desk.press_of.wants(off, wanted=False)
    desk.look("2026-11-24 11:00")
    assert [one for one in ("tom", "lena", "ann", "mio") if desk.heard(one)] == asked


@pytest.mark.parametrize("off", [(Job.VERDICT,), (Job.VERDICT, Job.OUTCOME, Job.GAP)])
def test_whose_meeting_it_is_decides_what_is_asked_of_other_teams(desk: Asking, off: tuple[Job, ...]) -> None:
    """Lena's own team wants no verdicts; Osaka, whose meeting she took, is owed hers each business morning."""
    osaka = desk.press_of.another_team()
    for who in ("hana", "ann"):
        desk.member(who, team_id=osaka)
    for job in off:
        desk.press_of.wants(job, wanted=False)
    desk.book("hana", "Beta", "11/24 13:00", "lena")
    desk.look("2026-11-24 14:00")
    assert "Beta" in desk.text("lena")
    assert "Acme" not in desk.text("lena")
    assert "Beta" in desk.text("hana")
    with writing(desk.office.engine) as session:
        assert not unwanted.is_unwanted(session, outgoing=desk.heard("lena")[0])
    desk.post()
    desk.look("2026-11-25 08:59")
    assert len(desk.heard("lena")) == 1
    desk.look("2026-11-25 09:00")
    assert len(desk.heard("lena")) == 2
    assert "Beta" in desk.text("ann"), "whose team it is"


def test_replicas_at_once_ask_each_once(either: Asking) -> None:
    either.office.now = moment("2026-11-24 11:00")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: one.look(), [either.replica(either.press_of, {}) for _ in range(4)]))
    assert len(either.heard("lena")) == len(either.heard("tom")) == 1


def test_killed_between_two_messages_the_next_look_goes_on(either: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    put, met = outbox.put, []

    def killed(*args: Any, **named: Any) -> bool:
        met.append(named["key"])
        if len(met) == 2:
            raise KeyboardInterrupt
        return put(*args, **named)

    either.office.now = moment("2026-11-24 11:00")
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            either.requests.look()
    either.replica(either.press_of, {}).look()
    assert len(either.heard("lena")) == len(either.heard("tom")) == 1


def test_killed_before_a_message_was_written_anew_the_next_look_does(desk: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any, **__: Any) -> bool:
        raise KeyboardInterrupt

    desk.look("2026-11-24 11:00")
    desk.press("lena", "Held, qualified")
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "rewrite", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.requests.look()
    desk.requests.look()
    assert ALL_SAID in desk.text("tom")


def test_a_message_that_is_on_its_way_is_written_anew_right_after(either: Asking) -> None:
    either.look("2026-11-24 11:00")
    with writing(either.office.engine) as session:
        taken = outbox.claim(session, now=either.office.now, worker="w")
        assert {one.to for one in taken} == {"U0LENA", "U0TOM"}
    either.press("lena", "Held, qualified")
    either.look()
    assert "1 thing" in either.text("lena")
    with writing(either.office.engine) as session:
        for one in taken:
            outbox.confirm(session, outgoing_id=one.id or 0, now=either.office.now, ts="1.1")
    either.look()
    assert ALL_SAID in either.text("lena")


@pytest.mark.parametrize(("at", "state"), [("11:30", "waiting"), ("21:30", "failed")])
def test_a_message_that_failed_is_tried_with_its_next_words_but_not_at_night(desk: Asking, at: str, state: str) -> None:
    desk.look("2026-11-24 11:00")
    [row] = desk.heard("lena")
    with writing(desk.office.engine) as session:
        outbox.park(session, outgoing_id=row.id or 0, state=outbox.FAILED, trouble="internal_error")
    desk.press("lena", "Held, qualified")
    desk.look(f"2026-11-24 {at}")
    assert [one.state for one in desk.heard("lena")] == [state]


def test_who_heard_enough_today_is_asked_tomorrow(desk: Asking, caplog: pytest.LogCaptureFixture) -> None:
    desk.office.at("2026-11-24 10:30")
    with writing(desk.office.engine) as session:
        for n in range(MOST_A_DAY):
            post = Post(f"x{n}", CAST["lena"].slack_id, "x")
            about: dict[str, Any] = {"key": post.key, "to": post.to, "body": post.body(), "due_at": desk.office.now}
            outbox.put(session, workspace_id=desk.press_of.where["workspace_id"], unasked_on=moment("2026-11-24 12:00").date(), **about)
    for minute in range(3):
        desk.look(f"2026-11-24 11:0{minute}")
    assert desk.heard("lena") == []
    assert len(desk.heard("tom")) == 1
    desk.look("2026-11-25 09:00")
    assert desk.labels("lena") == LENAS


def test_more_than_a_message_holds(desk: Asking) -> None:
    for n in range(12):
        desk.book("tom", f"Lead{n}", f"11/24 {9 + n // 2}:{'00' if n % 2 else '30'}", "lena")
    desk.look("2026-11-24 19:00")
    assert len(desk.blocks("lena")) <= 50
    assert "and 5 more" in desk.text("lena")
    shown = [line.split(",")[0] for line in desk.text("lena").splitlines() if line.startswith(("Lead", "Acme"))]
    assert shown == ["Lead10", "Lead11", "Lead8", "Lead9", "Lead6", "Lead7", "Lead4", "Lead5"], "the latest is remembered best"
    for _ in range(3):
        desk.press("lena", "Held, qualified")
        desk.look()
        assert len(desk.blocks("lena")) <= 50
    assert desk.labels("lena").count("Later") == 8
    assert "and 2 more" in desk.text("lena")


@pytest.mark.parametrize(
    ("who", "value"),
    [
        ("hana", "{id}:2026-11-24"),
        ("mio", "{id}:2026-11-24"),
        *(("lena", bad) for bad in ("0:2026-11-24", "{id}:2026-13-40", "{id}", "", "-")),
    ],
)
def test_nobody_puts_off_what_they_are_not_asked(desk: Asking, who: str, value: str) -> None:
    desk.look("2026-11-24 11:00")
    value = value.format(id=rows(desk.office, Meeting)[0].id)
    shown = desk.office.tap(who, {"action_id": "asked-later", "type": "button", "value": value, "action_ts": desk.office.stamp()})
    assert shown.text
    assert rows(desk.office, Hush) == []


def test_the_message_is_of_no_use_after_the_day(desk: Asking) -> None:
    desk.look("2026-11-24 11:00")
    assert desk.heard("lena")[0].body["until"] == "2026-11-25T00:00:00+09:00"
