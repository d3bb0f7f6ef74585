"""A practice by hand: at a time, at the next one both have, by one tap, and for somebody the morning left out."""

from typing import Any

import pytest

from coaching.agreement import State
from storage.engine import writing
from storage.tables import Member, Practice, PracticePlan
from tests.bot.test_practice_deeds import planned, press, told
from tests.month import Month
from tests.office import TOKYO, Office, Shown
from tests.practising import Desk
from tests.rows import rows


def tap(office: Office, who: str, deed: str, value: str) -> Shown:
    return office.tap(who, {"action_id": f"practice-{deed}", "type": "button", "value": value, "action_ts": office.stamp()})


def scheduled(office: Office) -> list[tuple[str, str]]:
    """Every practice's time in Tokyo and state."""
    return [(row.starts_at.astimezone(TOKYO).isoformat()[:16], row.state) for row in rows(office, Practice)]


def member(office: Office, name: str) -> int:
    from storage.tables import Member

    return next(row.id or 0 for row in rows(office, Member) if row.slack_id == f"U0{name.upper()}")


@pytest.mark.parametrize("line", ["/coach practice @yui tomorrow 16:00", "/coach ロープレ @yui 明日16時", "/coach 練習 @yui 11/25 16:00"])
def test_at_a_time(office: Office, line: str) -> None:
    shown = office.say("ken", line)
    assert "明日 16:00に予定を入れました" in shown.text
    assert list(shown.buttons) == ["取り消す", "別の時間", "今日は難しい…"], "who asks has said yes"
    assert scheduled(office) == [("2026-11-25T16:00", State.PROPOSED)]
    (post,) = told(office, "yui")
    assert "さんがロープレの予定を入れました: 明日 16:00" in post
    assert "practice-accept" in post
    (row,) = rows(office, Practice)
    assert row.key != f"{row.rep_id} 2026-11-25", "the morning's, should this be taken back"


def test_the_weakest_step_picks_the_scenario_and_the_evidence_is_kept(office: Office) -> None:
    office.say("ken", "/coach 基準値 接触率 15%")
    office.say("ken", "/coach 基準値 アポ率 15%")
    for day in range(2, 21):
        Month(office).calls("yui", f"2026-11-{day:02}", contact=4, no_answer=8)
    shown = office.say("ken", "/coach practice @yui tomorrow 16:00")
    assert "接触→アポ: 76件中0件" in shown.text
    (row,) = rows(office, Practice)
    assert (row.step, row.need) == ("appointment", "")
    assert {one["step"] for one in row.evidence["rates"]} == {"contact", "appointment"}


def test_another_mentor_reads_no_figures_by_scheduling(office: Office) -> None:
    with writing(office.engine) as session:
        session.get_one(Member, member(office, "hana")).is_mentor = True
    office.say("ken", "/coach 基準値 アポ率 15%")
    for day in range(2, 21):
        Month(office).calls("yui", f"2026-11-{day:02}", contact=4, no_answer=8)
    shown = office.say("hana", "/coach practice @yui tomorrow 16:00")
    assert ("明日 16:00に予定を入れました" in shown.text, "76件" in shown.text) == (True, False)
    assert "76件" in told(office, "yui")[0]


def test_a_manager_schedules_it_with_the_reps_own_mentor(office: Office) -> None:
    shown = office.say("ann", "/coach practice @yui tomorrow 16:00")
    assert "waits for <@U0YUI>, <@U0KEN>" in shown.text
    assert (len(told(office, "yui")), len(told(office, "ken"))) == (1, 1)
    assert "has no mentor yet" in office.say("ann", "/coach practice @hana tomorrow 16:00").text
    assert len(rows(office, Practice)) == 1


@pytest.mark.parametrize(
    "line", ["@hana tomorrow 16:00 with @ken", "with @ken @hana 11/25 16:00", "@hana 明日16時 担当@ken", "@hana 明日16時 メンター:@kenさん"]
)
def test_whoever_does_not_mentor_names_a_mentor(office: Office, line: str) -> None:
    shown = office.say("ann", f"/coach practice {line}")
    assert "waits for <@U0HANA>, <@U0KEN>" in shown.text
    assert (len(told(office, "hana")), len(told(office, "ken"))) == (1, 1)


def test_the_named_mentors_times_are_offered_and_taken(office: Office) -> None:
    planned(office, "2026-11-24 16:00", rep="tom")
    shown = office.say("ann", "/coach practice @hana with @ken")
    assert list(shown.buttons)[:2] == ["today 16:30", "today 17:00"]
    assert "Scheduled for today 16:30" in shown.press("today 16:30").text
    assert [row.mentor_id for row in rows(office, Practice)][1:] == [member(office, "ken")]


@pytest.mark.parametrize("whose", ["hana", "yui"])
def test_a_mentor_is_picked_where_there_is_none_or_another(office: Office, whose: str) -> None:
    mentors(office, "tom")
    offered = office.say("ann", f"/coach practice @{whose}").press("Tom Baker")
    assert f"*Practice of <@U0{whose.upper()}> with <@U0TOM>*" in offered.text
    assert offered.reply.replace
    assert "Tom Baker" not in offered.buttons
    assert "Ken Ito" in offered.buttons
    offered.press("tomorrow 16:00")
    assert [row.mentor_id for row in rows(office, Practice)] == [member(office, "tom")]


@pytest.mark.parametrize("named", ["sora", "hana", "yui"])
def test_who_does_not_mentor_is_not_given_a_practice(office: Office, named: str) -> None:
    shown = office.say("ann", f"/coach practice @yui tomorrow 16:00 with @{named}")
    assert "does not mentor in this team; <@U0KEN> can practise with them." in shown.text
    assert rows(office, Practice) == []


def test_an_offer_outlives_no_mentor(office: Office) -> None:
    shown = office.say("ann", "/coach practice @hana with @ken")
    with writing(office.engine) as session:
        session.get_one(Member, member(office, "ken")).is_mentor = False
    assert "does not mentor in this team. A manager sets" in shown.press("today 16:30").text
    assert rows(office, Practice) == []


def test_without_a_time_those_both_have_are_offered(office: Office) -> None:
    planned(office, "2026-11-24 16:00", rep="tom")
    shown = office.say("ken", "/coach practice @yui")
    assert list(shown.buttons)[:3] == ["今日 16:30", "今日 17:00", "今日 17:30"]
    assert "明日 16:30" in office.say("ken", "/coach practice @yui 明日").buttons
    assert "今日 16:30に予定を入れました" in shown.press("今日 16:30").text
    assert "予定済み: 今日 16:30" in office.say("ken", "/coach practice @yui").text
    assert "さんのロープレは、すでに<@U0KEN>さんと今日 16:30に" in shown.press("今日 16:30").text
    assert len(rows(office, Practice)) == 2


def mentors(office: Office, name: str) -> None:
    """They mentor from now on."""
    with writing(office.engine) as session:
        session.get_one(Member, member(office, name)).is_mentor = True


def nothing(office: Office) -> None:
    """As it is."""


def leave(who: str) -> Any:
    return lambda office: office.say(who, "/onpace leave 11/25")


def busy(office: Office) -> None:
    office.say("ken", "/coach busy tomorrow 16:00-17:00")


def other(office: Office) -> None:
    planned(office, "2026-11-25 16:00", rep="tom")


def full(office: Office) -> None:
    office.say("ken", "/coach hours 1 a day")
    planned(office, "2026-11-25 17:00", rep="tom")


@pytest.mark.parametrize(
    ("before", "when", "says"),
    [
        (nothing, "today 09:00", "もう過ぎています"),
        (nothing, "11/28 16:00", "チームの休業日です"),
        (nothing, "tomorrow 11:00", "時間外です(その日は16:00–18:00)"),
        (leave("yui"), "tomorrow 16:00", "<@U0YUI>さんの休暇中"),
        (leave("ken"), "tomorrow 16:00", "<@U0KEN>さんの休暇中"),
        (busy, "tomorrow 16:00", "<@U0KEN>さんに別の予定"),
        (other, "tomorrow 16:00", "<@U0KEN>さんと<@U0TOM>さんのロープレ"),
        (full, "tomorrow 16:00", "回数がいっぱい"),
    ],
)
def test_a_time_that_cannot_be_had_is_said_with_the_next_ones(office: Office, before: Any, when: str, says: str) -> None:
    before(office)
    count = len(rows(office, Practice))
    shown = office.say("ken", f"/coach practice @yui {when}")
    assert says in shown.text
    assert len(rows(office, Practice)) == count
    assert "次に空いている時間" in shown.text
    assert "に予定を入れました" in shown.press(next(iter(shown.buttons))).text


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        ("ken", "/coach practice", "どなた"),
        ("ken", "/coach practice @yui someday", "someday"),
        ("ken", "/coach practice @ken tomorrow 16:00", "<@U0MIO>"),
        ("ken", "/coach practice @sora tomorrow 16:00", "インサイドセールスではない"),
        ("ken", "/coach practice @zoe tomorrow 16:00", "チーム"),
        ("hana", "/coach practice @yui tomorrow 16:00", "<@U0MIO>"),
        ("ann", "/coach practice @yui yesterday", "already passed"),
    ],
)
def test_what_cannot_be_is_refused(office: Office, who: str, line: str, says: str) -> None:
    assert says in office.say(who, line).text
    assert rows(office, Practice) == []


def test_a_second_one_that_day_is_asked_about_first(office: Office) -> None:
    office.say("ken", "/coach practice @yui tomorrow 16:00")
    asked = office.say("ken", "/coach practice @yui tomorrow 17:00")
    assert "その日すでにロープレの予定があります(明日 16:00、<@U0KEN>さんと)" in asked.text
    assert list(asked.buttons) == ["明日 17:00にも入れる"]
    assert len(rows(office, Practice)) == 1
    assert "明日 17:00に予定を入れました" in asked.press("明日 17:00にも入れる").text
    assert [at for at, _ in scheduled(office)] == ["2026-11-25T16:00", "2026-11-25T17:00"]
    assert "に予定を入れました" in office.say("ken", "/coach practice @yui 11/26 16:00").text, "another day is another day"


def test_what_was_called_off_that_day_asks_nothing(office: Office) -> None:
    one = planned(office, "2026-11-25 16:30")
    press(office, "ken", "cancel", one)
    assert "明日 17:00に予定を入れました" in office.say("ken", "/coach practice @yui tomorrow 17:00").text


def test_one_tap_takes_the_next_time_and_a_second_reads_who_was_quicker(office: Office) -> None:
    mentors(office, "hana")
    yui = member(office, "yui")
    assert "今日 16:00に予定を入れました" in tap(office, "ken", "schedule", str(yui)).text
    second = tap(office, "hana", "schedule", str(yui))
    assert "すでに<@U0KEN>さんと今日 16:00に入っています" in second.text
    assert "今日 16:00" in second.text
    assert scheduled(office) == [("2026-11-24T16:00", State.PROPOSED)]


def test_one_tap_where_nothing_is_free_says_what_to_do(office: Office) -> None:
    office.say("ken", "/onpace leave 11/24 12/4")
    shown = tap(office, "ken", "schedule", str(member(office, "yui")))
    assert "共通の空き時間がありません" in shown.text
    assert "時間を変更" in shown.buttons


def left_out(office: Office, who: str) -> None:
    Desk(office).unserved("2026-11-24", **{who: "full"})


def test_who_was_left_out_is_taken_by_another_mentor(office: Office) -> None:
    left_out(office, "tom")
    value = f"{member(office, 'tom')} 2026-11-24"
    assert "今日 16:00に予定を入れました" in tap(office, "ken", "take", value).text
    assert rows(office, PracticePlan)[0].unserved == {}
    assert "すでに<@U0KEN>さんと今日 16:00" in tap(office, "ken", "take", value).text
    assert "<@U0KEN>" in tap(office, "ann", "take", value).text, "who mentors is named"
    assert len(rows(office, Practice)) == 1


def test_a_day_gone_by_is_not_taken(office: Office) -> None:
    shown = tap(office, "ken", "take", f"{member(office, 'tom')} 2026-11-20")
    assert "過ぎているため" in shown.text
    assert "今日 16:00に予定を入れました" in shown.press("予定を入れる").text


def test_taken_back_it_is_cancelled_and_can_be_scheduled_again(office: Office) -> None:
    shown = office.say("ken", "/coach practice @yui tomorrow 16:00")
    assert "ロープレの予定を取り消しました" in shown.press("取り消す").text
    assert "直前の返事を取り消しました" in told(office, "yui")[-1]
    office.say("ken", "/coach practice @yui tomorrow 16:00")
    assert scheduled(office) == [("2026-11-25T16:00", State.CANCELLED), ("2026-11-25T16:00", State.PROPOSED)]


def test_the_week_of_each(office: Office) -> None:
    one = planned(office)
    planned(office, "2026-11-26 17:00", rep="tom")
    left_out(office, "hana")
    mentor = office.say("ken", "/coach 今週")
    assert "11月24日(火)から11月27日(金)のロープレ* · 2件" in mentor.text.replace("11月23日(月)から", "11月24日(火)から")
    assert "16:30 · <@U0YUI>" in mentor.text
    assert "空き: 16:00、17:00、17:30" in mentor.text
    assert "ロープレのない人: <@U0HANA>さん(メンター全員の予定がいっぱい)" in mentor.text
    assert "<@U0YUI>" in mentor.press("11月24日(火) 16:30 Yui Mori").text
    assert "今日 16:00に予定を入れました" in mentor.press("引き受ける").text
    manager = office.say("ann", "/coach week")
    assert "16:30 · <@U0YUI> with <@U0KEN> · not agreed yet" in manager.text
    assert "<@U0KEN>: 3 of 12 practices" in manager.text
    rep = office.say("yui", "/coach カレンダー")
    assert "16:30 · <@U0KEN>" in rep.text
    assert "<@U0TOM>" not in rep.text
    assert "*来週(11月30日(月)から12月4日(金))のロープレ* · 予定なし" in office.say("yui", "/coach 来週").text
    assert "*Mentors next week*" in office.say("ann", "/coach week next").text
    press(office, "ken", "cancel", one)
    assert "<@U0YUI>" not in office.say("ken", "/coach week").text
    assert "<@U0MIO>" in office.say("sora", "/coach week").text
    assert "読み取れません" in office.say("yui", "/coach week whenever").text


def test_one_place_leads_to_the_next(office: Office) -> None:
    office.say("ken", "/coach 基準値 接触率 12%")
    assert "ロープレ* · 予定なし" in office.say("ken", "/coach").press("今週のロープレ").text
    offer = office.say("ken", "/coach @yui").press("ロープレを入れる…")
    assert "に予定を入れました" in offer.press("今日 16:00").text
    assert "16:00 · <@U0KEN>" in office.say("yui", "/coach").press("今週のロープレ").text
