"""After the morning: what changed before it was sent, reminders, scores that wait, advice to mentors, practices that cannot be."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from coaching.agreement import Deed, State
from storage.engine import reading
from storage.tables import Practice, Reached, id_of
from tests.bot.test_coach import work
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import Office
from tests.rows import rows

MORNING = f"{TODAY} 08:45"
TOMORROW = "2026-11-25"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Ken mentors Yui and Tom, and reads English."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "yui", "tom")
    dawn.member("ken", language="en")
    return dawn


def test_what_was_moved_before_it_was_told_is_told_anew(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.said("tom", Deed.MOVED, "tom", at=f"{TODAY} 17:30")
    dawn.look()
    (ken,) = dawn.heard("ken")
    assert "16:30 · <@U0YUI>" in ken
    assert "17:30 · <@U0TOM>" in ken
    assert "16:00" not in ken
    assert dawn.heard("tom") == [], "whoever moves it is told by the answer to their tap"
    starts = [[one["dtstart"].to_ical()[9:13] for one in events] for who in ("ken", "tom") for _, events in dawn.calendar(who)]
    assert starts == [[b"0730"], [b"0830"], [b"0830"]], "16:30 with Yui by the morning, 17:30 with Tom since"


@pytest.mark.parametrize("kind", [Deed.SKIPPED, Deed.CANCELLED])
def test_what_was_called_off_before_it_was_told_is_not_told(dawn: Dawn, kind: Deed) -> None:
    dawn.look(MORNING)
    dawn.said("tom", kind, "tom")
    dawn.look()
    assert "<@U0TOM>" not in dawn.heard("ken")[0]
    assert dawn.heard("tom") == []


def test_a_message_that_went_out_stays_and_is_not_sent_twice(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.post()
    before = [row.key for row in dawn.rows()]
    dawn.said("tom", Deed.ACCEPTED, "tom")
    dawn.look()
    assert [row.key for row in dawn.rows()] == before
    dawn.another().look()
    assert [row.key for row in dawn.rows()] == before, "nor after a restart"


def test_the_calendar_follows_each_change(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.post()
    dawn.said("tom", Deed.MOVED, "ken", at=f"{TOMORROW} 16:00")
    dawn.look()
    dawn.post()
    dawn.said("tom", Deed.CANCELLED, "ken")
    dawn.look()
    of_tom = [(method, events[0]["uid"], events[0]["sequence"], str(events[0]["status"])) for method, events in dawn.calendar("tom")]
    uid = of_tom[0][1]
    assert of_tom == [("PUBLISH", uid, 0, "CONFIRMED"), ("PUBLISH", uid, 1, "CONFIRMED"), ("CANCEL", uid, 2, "CANCELLED")]
    of_ken = [(method, [one["sequence"] for one in events]) for method, events in dawn.calendar("ken")]
    assert of_ken == [("PUBLISH", [0, 0]), ("PUBLISH", [1]), ("CANCEL", [2])]
    assert "Opening the file takes it out." in dawn.rows("ken")[-1].body["text"]


def test_both_are_reminded_once_before_it_begins_and_never_after(dawn: Dawn) -> None:
    dawn.trains(None, "tom")
    dawn.member("tom", start_date=None)
    dawn.look(MORNING)
    dawn.post()
    dawn.look(f"{TODAY} 15:49")
    assert dawn.heard("yui", "practice-soon") == []
    dawn.look(f"{TODAY} 15:50")
    dawn.look(f"{TODAY} 15:55")
    dawn.another().look()
    (ken,), (yui,) = dawn.heard("ken", "practice-soon"), dawn.heard("yui", "practice-soon")
    assert "*16:00 with <@U0YUI>*: practice begins soon." in ken
    assert "[Score]" in ken
    assert "*16:00 <@U0KEN>さんと*: まもなくロープレです。" in yui
    assert {row.body["until"] for row in dawn.rows() if row.key.startswith("practice-soon")} == {"2026-11-24T07:00:00+00:00"}


def test_of_practices_that_follow_each_other_a_mentor_is_reminded_by_one_message(dawn: Dawn) -> None:
    dawn.trains("ken", "hana")
    dawn.look(MORNING)
    dawn.post()
    for at in ("15:50", "15:52", "16:20", "16:21", "16:50", "16:55"):
        dawn.look(f"{TODAY} {at}")
        dawn.another().look()
        dawn.post()
    first, last = dawn.heard("ken", "practice-soon")
    assert ["*16:00 with" in first, "*16:30 with" in first, first.count("[Score]")] == [True, True, 2]
    assert "*17:00 with" in last
    assert [len(dawn.heard(who, "practice-soon")) for who in ("yui", "tom", "hana")] == [1, 1, 1]
    assert len(dawn.rows("ken")) == 4, "the day's three practices, their file, two reminders"


@pytest.mark.parametrize("went", [False, True])
def test_the_second_moved_after_both_were_named_is_reminded_of_at_its_new_time(dawn: Dawn, went: bool) -> None:
    dawn.look(MORNING)
    dawn.look(f"{TODAY} 15:50")
    if went:
        dawn.post()
    dawn.said("yui", Deed.MOVED, "yui", at=f"{TODAY} 17:30")
    dawn.look(f"{TODAY} 15:51")
    named = dawn.heard("ken", "practice-soon")
    assert [("*16:00 with" in text, "*16:30 with" in text) for text in named] == [(True, went)]
    dawn.look(f"{TODAY} 17:20")
    assert ["*17:30 with" in text for text in dawn.heard("ken", "practice-soon")] == [False, True]


@pytest.mark.parametrize("at", [f"{TODAY} 16:00", f"{TODAY} 16:01"])
def test_a_bot_that_was_down_reminds_of_nothing_that_has_begun(dawn: Dawn, at: str) -> None:
    dawn.look(MORNING)
    dawn.look(at)
    assert dawn.heard("tom", "practice-soon") == []


def test_who_moves_a_practice_is_reminded_of_the_new_time(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.look(f"{TODAY} 15:55")
    assert "*16:00 with" in dawn.heard("tom", "practice-soon")[0]
    dawn.said("tom", Deed.MOVED, "tom", at=f"{TODAY} 17:30")
    dawn.look()
    assert dawn.heard("tom", "practice-soon") == [], "it was not sent yet, and named the old time"
    dawn.look(f"{TODAY} 17:25")
    assert "*17:30 with" in dawn.heard("tom", "practice-soon")[0]


def test_a_score_that_waits_is_asked_for_each_business_morning_until_it_is_there(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.post()
    dawn.said("tom", Deed.SKIPPED, "tom")
    for who in ("yui", "tom"):
        dawn.trains(None, who)
        dawn.member(who, start_date=None)
    dawn.look(f"{TODAY} 17:55")
    assert len(dawn.heard("ken", "practices ")) == 1, "not on the same day"
    for day in (TOMORROW, "2026-11-26"):
        dawn.look(f"{day} 08:45")
        dawn.look(f"{day} 12:00")
    _, wednesday, thursday = dawn.heard("ken", "practices ")
    assert "*1 practice waits for its score*\nyesterday 16:30 · <@U0YUI>" in wednesday
    assert "[Score]" in wednesday
    assert "Tue, Nov 24, 16:30 · <@U0YUI>" in thursday
    dawn.said("yui", Deed.SKIPPED, "ken")
    dawn.look("2026-11-27 08:45")
    assert len(dawn.heard("ken", "practices ")) == 3


def test_a_score_of_a_mentor_who_left_is_asked_of_who_coaches_now(dawn: Dawn) -> None:
    dawn.trains(None, "tom")
    dawn.member("tom", start_date=None)
    dawn.look(MORNING)
    dawn.look(f"{TODAY} 17:55")
    dawn.member("ken", active=False)
    dawn.member("hana", is_mentor=True, language="en")
    dawn.member("yui", mentor_id="hana")
    dawn.look(f"{TOMORROW} 08:45")
    assert any("*1 practice waits for its score*\nyesterday 16:00" in told for told in dawn.heard("hana", "practices "))
    dawn.member("hana", is_mentor=False)
    dawn.look("2026-11-26 08:45")
    asked = [any("採点を待っているロープレ: 2件" in told for told in dawn.heard(who, "practices ")) for who in ("mio", "ken")]
    assert asked == [True, False]


def test_a_practice_that_cannot_be_is_called_off_and_the_other_is_told(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.post()
    dawn.member("tom", active=False)
    dawn.leave("yui", TODAY)
    dawn.look(f"{TODAY} 10:00")
    dawn.look()
    assert dawn.heard("ken", "practice-off") == [
        "The practice of today 16:00 does not take place: <@U0TOM> does not take part any more.",
        "The practice of today 16:30 does not take place: <@U0YUI> is away that day.",
    ]
    with reading(dawn.office.engine) as session:
        assert {row.state for row in session.exec(select(Practice)).all()} == {State.CANCELLED}
    assert [method for method, _ in dawn.calendar("ken")] == ["PUBLISH", "CANCEL", "CANCEL"]


def test_a_mentor_who_falls_ill_frees_their_reps(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.leave("ken", TODAY)
    dawn.look(f"{TODAY} 10:00")
    assert dawn.plan() == {}
    assert "<@U0KEN> is away that day." in dawn.heard("tom", "practice-off")[0]
    assert "<@U0KEN>さんはその日お休みです。" in dawn.heard("yui", "practice-off")[0]


def trained(dawn: Dawn, say: Callable[[str, str], object]) -> None:
    """Yui has been at it for six weeks."""
    dawn.trains("ken", "yui", start="2026-10-01")
    for line in ("contact 12%", "appointment 15%"):
        say("mio", f"/coach threshold {line}")


def test_graduation_is_advised_once_until_somebody_answers(dawn: Dawn) -> None:
    office = dawn.office
    trained(dawn, office.say)
    work(office, "yui", contacts=6, appointments=2)
    for day in (TODAY, TOMORROW, "2026-11-26"):
        dawn.look(f"{day} 08:45")
    (told,) = dawn.heard("ken", "graduation")
    assert "*<@U0YUI> is ready to graduate*" in told
    assert "● contact → appointment: 60 of 240 = 25%" in told
    assert "[Confirm graduation]" in told
    assert "[Not yet…]" in told
    assert "yui" not in dawn.plan(), "who is ready practises no more"
    assert sorted(row.step for row in rows(office, Reached)) == ["appointment", "contact"], "that it was is kept, once"


def test_after_not_yet_it_is_not_advised_again_for_a_while(dawn: Dawn) -> None:
    office = dawn.office
    trained(dawn, office.say)
    work(office, "yui", contacts=6, appointments=2)
    office.say("mio", "/coach @yui").press("まだ続ける…").fill(reason="もう少し")
    for day in (TOMORROW, "2026-11-27", "2026-12-04"):
        dawn.look(f"{day} 08:45")
    assert dawn.heard("ken", "graduation") == []


def test_after_not_yet_practice_goes_on_twice_a_week_and_the_advice_comes_back(dawn: Dawn) -> None:
    office = dawn.office
    trained(dawn, office.say)
    work(office, "yui", contacts=6, appointments=2)
    dawn.look(MORNING)
    office.say("mio", "/coach @yui").press("まだ続ける…").fill(reason="もう少し")
    practised = []
    for day in ("2026-11-25", "2026-11-26", "2026-11-27", "2026-12-09"):
        dawn.look(f"{day} 08:45")
        practised += ["yui" in dawn.plan()]
    assert (practised, len(dawn.heard("ken", "graduation"))) == ([True, True, False, True], 2)
    assert any("メンターの判断で、週2回の練習を続けます。" in post for post in dawn.heard("yui", "practice"))


def test_a_graduate_whose_rate_fell_is_one_prompt_and_no_practice(dawn: Dawn) -> None:
    office = dawn.office
    trained(dawn, office.say)
    work(office, "yui", contacts=6, appointments=2)
    office.say("mio", "/coach @yui").press("卒業を確定")
    work(office, "yui", contacts=6, appointments=0, days=20, first=office.now.date().replace(day=25))
    for day in ("2026-12-23", "2026-12-24", "2026-12-25"):
        dawn.look(f"{day} 08:45")
    (told,) = dawn.heard("ken", "relapse")
    assert "*<@U0YUI>* graduated, and a rate has since fallen to about half of what is expected." in told
    assert [label in told for label in ("[Schedule…]", "[Practise again]", "[Leave it…]")] == [True] * 3
    assert "yui" not in dawn.plan()


def test_a_fall_shows_the_stretch_it_lies_in_and_scheduling_leaves_the_decision_open(dawn: Dawn) -> None:
    office = dawn.office
    trained(dawn, office.say)
    work(office, "yui", contacts=6, appointments=2)
    office.say("mio", "/coach @yui").press("卒業を確定")
    work(office, "yui", contacts=6, appointments=2, days=20, first=office.now.date().replace(day=25))
    work(office, "yui", contacts=6, appointments=0, days=20, first=date(2026, 12, 23))
    dawn.look("2027-01-20 08:45")
    (told,) = dawn.heard("ken", "relapse")
    assert "contact → appointment: 40 of 280 = 14%" in told
    assert "Of these in the last 20 working days, contact → appointment: 2 of 128 = 2% (1–4)" in told
    (row,) = [row for row in dawn.rows("ken") if row.key.startswith("relapse")]
    plan, *_ = row.body["blocks"][-1]["elements"]
    shown = office.tap("ken", {"action_id": "practice-schedule", "type": "button", "value": plan["value"], "action_ts": office.stamp()})
    assert "Scheduled for" in shown.text
    assert not shown.reply.replace, "the prompt keeps [Practise again] and [Leave it…]"


def test_an_advice_says_what_it_rests_on_and_what_is_not_known_yet(dawn: Dawn) -> None:
    office = dawn.office
    trained(dawn, office.say)
    office.say("mio", "/coach threshold contact 2%")
    work(office, "yui", contacts=2, appointments=0, first=date(2026, 11, 24), days=8)
    dawn.look("2026-12-04 08:45")
    (told,) = dawn.heard("ken", "graduation")
    rests = "This rests on: call → contact.\nNot known yet, so no part of it: contact → appointment (16 tries so far)."
    assert rests in told
    assert rests in office.say("ken", "/coach @yui").text


def test_without_a_mentor_managers_are_advised(dawn: Dawn) -> None:
    office = dawn.office
    trained(dawn, office.say)
    dawn.trains(None, "yui", start="2026-10-01")
    work(office, "yui", contacts=6, appointments=2)
    dawn.look(MORNING)
    assert [len(dawn.heard(who, "graduation")) for who in ("ken", "mio", "ann")] == [0, 1, 1]


def test_a_message_that_could_not_go_out_all_day_is_not_sent_at_night(dawn: Dawn) -> None:
    dawn.look(MORNING)
    until = {row.key: row.body.get("until") for row in dawn.rows()}
    assert all(until.values())
    assert until[f"practices {_id(dawn, 'ken')} {TODAY}"] == "2026-11-24T09:00:00+00:00", "closing time"


def _id(dawn: Dawn, who: str) -> int:
    with reading(dawn.office.engine) as session:
        return id_of(dawn._of(session, who))


def test_what_was_moved_there_and_back_is_told_as_it_is(dawn: Dawn) -> None:
    dawn.look(MORNING)
    for at in ("17:30", "16:00"):
        dawn.said("tom", Deed.MOVED, "tom", at=f"{TODAY} {at}")
    dawn.look()
    assert "16:00 · <@U0TOM>" in dawn.heard("ken")[0]
    assert [event["sequence"] for _, events in dawn.calendar("tom") for event in events] == [2]


def test_what_is_scheduled_by_hand_comes_into_both_calendars_and_is_no_second_morning(dawn: Dawn) -> None:
    dawn.trains(None, "yui", "tom")
    for who in ("yui", "tom"):
        dawn.member(who, start_date=None)
    dawn.look(MORNING)
    dawn.look(f"{TODAY} 09:30")
    assert dawn.rows() == []
    dawn.by_hand("yui", "ken", f"{TODAY} 16:00")
    dawn.by_hand("tom", "ken", f"{TOMORROW} 16:00")
    dawn.look(f"{TODAY} 10:00")
    assert [[len(events) for _, events in dawn.calendar(who)] for who in ("ken", "yui", "tom")] == [[1, 1], [1], [1]]
    assert dawn.heard("ken") == [], "who schedules is told by the answer to that"
    dawn.look(f"{TOMORROW} 08:45")
    assert "16:00 · <@U0TOM>" in dawn.heard("ken", "practices ")[0], "what was agreed on before belongs to the morning"
    assert [len(events) for _, events in dawn.calendar("tom")] == [1]
