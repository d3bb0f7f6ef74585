"""App Home by role: the pace first, what today needs, what a manager looks after; within Slack's limits however large the team is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from coaching.terms import Happening, Role
from sandbox.views import checked
from storage import alarms, meetings, members
from storage.engine import writing
from storage.tables import Member, id_of
from tests.bot.test_home_practice import texts
from tests.month import Month, moment
from tests.office import TOKYO, Office, Shown
from tests.people import CAST
from tests.practising import Desk

Say = Callable[..., Shown]
MOST_BLOCKS, LONGEST_TEXT = 100, 3000  # docs.slack.dev, Block Kit: of a Home view, of a section's text
TODAY = "2026-11-24"


def first(home: Any) -> str:
    """The first words below the day."""
    return str(home[1]["text"]["text"])


def worked(month: Month) -> None:
    """Two months of Hana's: goals, meetings held, one past its time, today's, one to judge."""
    month.goal("18", each=True)
    month.goal("40")
    for one in ("2026-10", "2026-11"):
        for day in ("05", "12", "16", "17"):
            month.calls("hana", f"{one}-{day}", no_answer=40, contact=8, appointment=2)
            month.meeting("hana", f"{one}-{day} 11:00", "held", "qualified")
    month.meeting("hana", "2026-11-19 16:00", "held", ae="lena")
    month.meeting("hana", "2026-11-20 16:00")
    month.meeting("hana", f"{TODAY} 15:00")


@pytest.fixture
def month(office: Office) -> Month:
    return Month.written(office, worked)


def test_a_rep_reads_the_pace_the_chance_and_what_today_needs_before_all_else(office: Office, month: Month) -> None:
    text = first(home := office.home("hana"))
    assert text.startswith("*商談 5件 / 目標18件*")
    for line in ("に届く確率", "の実施が必要です", "いちばん効くこと"):
        assert line in text
    assert "今日は" in home[2]["text"]["text"], "the pad next"
    assert "今日の商談: 15:00" in home[2]["text"]["text"]
    assert "東京" not in texts(home)
    assert "次の商談の担当" not in texts(home)


@pytest.mark.direct("the real bot looks at paces by itself")
def test_home_says_since_when_the_pace_is_behind(office: Office, month: Month) -> None:
    with writing(office.engine) as session:
        hana = members.by_slack_id(session, workspace_id=1, slack_id=CAST["hana"].slack_id)
        assert hana
        for one in (id_of(hana), alarms.TEAM):
            told: dict[str, Any] = {
                "month": date(2026, 11, 1),
                "behind": True,
                "now": moment("2026-11-18 11:00"),
                "today": date(2026, 11, 18),
            }
            assert alarms.turn(session, workspace_id=1, team_id=hana.team_id or 0, member_id=one, **told)
    assert "11月18日(水)からペースを下回っています。" in first(office.home("hana"))
    assert "11月18日(水)からペースを下回っています。" in first(office.home("mio"))
    assert "下回っています" not in texts(office.home("sora")), "only those who can do something about it"


def test_home_is_fresh_after_each_action(office: Office, month: Month) -> None:
    assert office.press_home("hana", "接触").reply.home
    assert "今日は1コール・接触1・アポ0" in texts(office.home("hana"))
    assert office.press_home("hana", "実施").reply.home
    assert first(office.home("hana")).startswith("*商談 6件 / 目標18件*")


@pytest.mark.direct("what a button of App Home answers is not told by Slack")
def test_a_manager_reads_the_teams_pace_the_bottleneck_gaps_and_balance(office: Office, month: Month) -> None:
    office.say("hana", "/log no-answer")
    home = office.home("ann")
    assert first(home).startswith("Tokyo: *5 of 40 meetings held*")
    for line in ("chance of reaching 40", "What would help most"):
        assert line in first(home)
    shown = texts(home)
    assert "Open: 1 meeting waits for a word · 1 verdict is missing · 5 appointments without a contact" in shown
    assert "\nNo word yet: <@U0HANA> 1\nNo verdict yet: <@U0LENA> 1" in shown
    assert (
        "*AEs this month*\n<@U0LENA>: 1 given, 3.5 by share\n<@U0SORA>: 6 given, 3.5 by share\nThe next meeting goes to <@U0LENA>." in shown
    )
    assert "Mentors this week" in shown
    assert "Data complete to Tue, Nov 24, 10:00" in home[2]["elements"][0]["text"]
    assert "<@U0HANA>" in office.press_home("ann", "Show meetings").text
    assert "<@U0LENA>" in office.press_home("ann", "Show verdicts").text


def test_on_the_first_the_live_board_counts_the_verdicts_that_home_counts(office: Office, month: Month) -> None:
    office.at("2026-12-01 10:00")
    gaps = next(line for line in texts(office.home("mio")).splitlines() if line.startswith("未入力"))
    assert "結果待ちの商談2件・判定待ち1件" in gaps
    assert gaps in office.say("mio", "/onpace posts preview board").text


@pytest.mark.parametrize(("who", "pad"), [("ann", False), ("lena", False), ("hana", True), ("ken", True)])
def test_the_call_pad_is_for_who_makes_calls(office: Office, who: str, pad: bool) -> None:
    assert ("log-tap:contact" in str(office.home(who))) is pad


def test_who_has_no_pad_takes_back_what_they_entered(office: Office) -> None:
    office.say("ann", "/log 3 no-answer")
    assert "3 × no answer" in texts(office.home("ann"))
    assert office.press_home("ann", "Undo").reply.home


def test_whose_turn_is_next_is_who_the_next_booking_is_given_to(office: Office, month: Month, say: Say) -> None:
    assert "次の商談の担当: <@U0LENA>さん" in texts(office.home("mio"))
    say("hana", "/log アポ 山田商事 明日14時")
    assert "<@U0LENA>さん: 2件" in texts(office.home("mio"))


def test_an_ae_sees_what_waits_for_a_verdict_first(office: Office, month: Month) -> None:
    home = office.home("sora")
    assert first(home).startswith("結果待ちの商談が1件")
    assert [e["text"]["text"] for e in home[3]["elements"]][:2] == ["実施・有効", "実施・無効"]
    assert "Tokyo: *商談 5件 / 目標40件*" in texts(home)
    assert "いちばん効くこと" not in texts(home)
    assert first(office.home("lena")) == "*Waiting for a verdict*"


def test_without_goals_data_or_meetings_home_says_what_to_do_next(office: Office) -> None:
    assert "`/goal team meetings 30`" in first(office.home("ann"))
    assert "<@U0ANN>" in first(office.home("hana")), "who could set one"
    assert "今日予定されている商談はありません。" in texts(office.home("hana"))
    shown = texts(office.home("ann"))
    assert "no meeting waits for a word · no verdict is missing" in shown
    assert "Nothing has been entered yet." in str(office.home("ann"))
    assert "The next meeting goes to" in shown
    assert "given" not in shown
    assert "You are in no team yet." in texts(office.home("zoe"))
    office.outsider(CAST["hana"].slack_id, "Hana")
    assert len(office.home("hana")) == 2, "a guest is told whom OnPace is for"
    assert "コール" not in texts(office.home("hana"))


def crowd(office: Office) -> None:
    """Two hundred reps of the longest names, two hundred meetings that wait, in every list, and Ken with every role there is."""
    Month(office).hire(200, "Wolfeschlegelsteinhausenbergerdorff " * 4)
    desk = Desk(office)
    for hour in range(9, 18):
        desk.practice("yui", "ken", f"2026-11-19 {hour:02}:30", "yui", "ken")
        desk.practice("yui", "ken", f"{TODAY} {hour:02}:30", "yui", "ken")
    with writing(office.engine) as session:
        everybody = members.every(session, workspace_id=1)
        ken = next(one for one in everybody if one.slack_id == CAST["ken"].slack_id)
        members.set_roles(ken, set(Role))
        for number, one in enumerate(everybody):
            one.start_date = one.start_date or office.now.date()
            if one is not ken:
                one.mentor_id, one.is_ae, one.is_mentor = ken.id, number % 4 == 0, number % 5 == 0
            _met(session, ken, one, number)


def _met(session: Any, ken: Member, rep: Member, number: int) -> None:
    """A meeting of each kind with each rep: without a word, to judge, to win, to come."""
    for kind, at in (("word", 10), ("judge", 9), ("win", 8), ("next", -5)):
        starts = moment(f"{TODAY} 09:00") - timedelta(days=at, minutes=number)
        where: dict[str, Any] = {"workspace_id": 1, "team_id": ken.team_id or 0, "member_id": id_of(ken if number % 2 else rep)}
        booked = starts - timedelta(days=2)
        row = meetings.book(
            session, **where, starts_at=starts, zone=TOKYO, now=booked, booked_on=booked.date(), ae_id=id_of(rep if number % 2 else ken)
        )
        for told in {"judge": ("held",), "win": ("held", "qualified")}.get(kind, ()):
            meetings.record(session, meeting=row, kind=Happening(told), now=starts, zone=TOKYO, authority=Role.MANAGER, actor_id=id_of(ken))


def test_two_hundred_reps_and_meetings_and_every_role_at_once_are_within_slacks_limits(office: Office, say: Say) -> None:
    for line in ("contact 12%", "appointment 15%"):
        say("mio", f"/coach threshold {line}")
    crowd(office)
    for who in ("ken", "mio", "sora", "ann", "hana"):
        home = list(office.home(who))
        assert len(home) <= MOST_BLOCKS
        assert max(len(block["text"]["text"]) for block in home if "text" in block) < LONGEST_TEXT
        checked({"type": "home", "blocks": home}, "home")
    shown = texts(office.home("ken"))
    for part in ("結果待ち", "判定待ち", "有効・受注前", "メンターとして", "次の商談の担当", "今週のメンター"):
        assert part in shown


@pytest.mark.direct("that App Home is shown anew is not told with the answer")
@pytest.mark.parametrize("line", ["threshold contact 12%", "rhythm new 1 day"])
def test_home_is_fresh_after_what_concerns_practice(say: Say, line: str) -> None:
    assert say("mio", f"/coach {line}").reply.home


def test_home_is_fresh_after_something_is_taken_back_from_the_list(say: Say) -> None:
    say("hana", "/log 不在")
    listed = say("hana", "/log undo")
    assert not listed.reply.home, "a mere look"
    assert listed.press("取り消す").reply.home
