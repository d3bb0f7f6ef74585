"""Practice on App Home and in /coach: a rep's way, a mentor's day, a manager's mentors; each sees what is theirs."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from coaching.terms import Role
from storage import members
from storage.engine import writing
from storage.tables import Member
from tests.bot.test_coach import work
from tests.month import Month
from tests.office import Office, Shown
from tests.practising import Desk

Say = Callable[..., Shown]
TODAY, BEFORE = "2026-11-24", "2026-11-20"


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def texts(blocks: Any) -> str:
    """What stands on it, a line a block."""
    return "\n".join(block["text"]["text"] for block in blocks if "text" in block)


def labels(blocks: Any) -> list[str]:
    """Its buttons of practice, in order, as `label id`; the time that some carry besides is left out."""
    buttons = [
        e for b in blocks for e in [*b.get("elements", []), *([b["accessory"]] if "accessory" in b else [])] if e["type"] == "button"
    ]
    return [
        f"{e['text']['text']} {e['value'].partition(' ')[0]}" for e in buttons if e["action_id"].startswith(("practice-", "coach-score"))
    ]


def test_a_rep_reads_todays_practice_and_answers_it(office: Office, desk: Desk) -> None:
    number = desk.practice("yui", "ken", f"{TODAY} 16:30")
    home = office.home("yui")
    assert "今日 16:30 · <@U0KEN>さん ·「" in texts(home)
    assert labels(home) == [f"了解 {number}", f"別の時間 {number}", f"今日は難しい… {number}"]
    assert "あなたのロープレ" not in texts(office.home("hana")), "another rep's is nobody else's"
    assert "ロープレ" not in texts(office.home("sora"))


def test_what_was_practised_today_is_not_denied_while_its_score_waits(office: Office, say: Say, desk: Desk) -> None:
    desk.practice("yui", "ken", f"{TODAY} 09:00", "yui", "ken")
    over, none = "今日のロープレ1件は終わり、採点待ちです。", "今日のロープレはありません。"
    for shown in (texts(office.home("yui")), texts(office.home("ken")), say("ken", "/coach").text, say("mio", "/coach").text):
        assert over in shown
        assert none not in shown
    assert "今日のロープレは1件、うち1件が確定しています。" in texts(office.home("mio"))


@pytest.mark.parametrize(
    ("agreed", "line", "buttons"),
    [
        ((), "あなたの返事待ち", ["了解", "別の時間", "今日は難しい…"]),
        (("yui",), "<@U0KEN>さんの返事待ち", ["別の時間", "今日は難しい…"]),
        (("ken",), "あなたの返事待ち", ["了解", "別の時間", "今日は難しい…"]),
        (("yui", "ken"), "確定", ["別の時間", "今日は難しい…"]),
    ],
)
def test_what_was_agreed_is_not_asked_again(office: Office, desk: Desk, agreed: tuple[str, ...], line: str, buttons: list[str]) -> None:
    number = desk.practice("yui", "ken", f"{TODAY} 16:30", *agreed)
    home = office.home("yui")
    assert line in texts(home)
    assert labels(home) == [f"{label} {number}" for label in buttons]


def test_a_new_rep_reads_what_stands_between_them_and_graduation(office: Office, desk: Desk, say: Say) -> None:
    work(office, "yui", contacts=6, appointments=0)
    say("ann", "/coach threshold contact 12%")
    say("ann", "/coach threshold appointment 15%")
    shown = texts(office.home("yui"))
    assert "今日のロープレはありません。" in shown
    assert "● コール→接触: 到達\n○ 接触→アポ: ▱▱▱▱▱▱▱▱▱▱" in shown


def test_the_last_score_says_what_to_try_next(office: Office, desk: Desk) -> None:
    desk.score(desk.practice("yui", "ken", "2026-11-19 16:30"), "ken", 2, next_time="先に用件を言う")
    desk.score(desk.practice("yui", "ken", f"{BEFORE} 16:30"), "ken", 4, well="声のトーン", next_time="*日程*を2つ出す")
    shown = texts(office.home("yui"))
    assert "前回のロープレ(11月20日(金) 16:30): 80点、合格\nよかった点: 声のトーン\n次に試すこと: ∗日程∗を2つ出す" in shown
    assert "先に用件を言う" not in shown


def test_of_two_scorers_the_last_score_is_the_mean_with_what_each_wrote(office: Office, desk: Desk) -> None:
    made = desk.practice("yui", "ken", f"{BEFORE} 16:30")
    desk.score(made, "ken", 4, well="声のトーン")
    desk.score(made, "ann", 2, well="間の取り方")
    shown = texts(office.home("yui"))
    assert "60点(採点者2名の平均、差は40点)\nよかった点: 声のトーン\nよかった点: 間の取り方" in shown


def test_who_was_not_served_reads_why(office: Office, desk: Desk) -> None:
    desk.unserved(TODAY, yui="full", hana="away")
    assert "今日のロープレはありません: メンター全員の予定がいっぱい。" in texts(office.home("yui"))
    assert "U0HANA" not in texts(office.home("yui"))
    assert "<@U0HANA>さん(メンター全員が不在)" in texts(office.home("mio"))
    assert "<@U0YUI>" in texts(office.home("ken"))
    assert "<@U0HANA>" not in texts(office.home("ken")).split("メンターとして")[1]


def test_a_mentor_sees_their_day_and_the_scores_that_wait(office: Office, desk: Desk, say: Say) -> None:
    waiting = desk.practice("yui", "ken", f"{BEFORE} 16:30", "yui", "ken")
    running = desk.practice("yui", "ken", f"{TODAY} 09:45", "yui", "ken")
    ahead = desk.practice("hana", "ken", f"{TODAY} 17:00", "hana")
    say("ann", "/coach threshold contact 12%")
    shown = texts(home := office.home("ken"))
    assert "今日 09:45 · <@U0YUI>さん ·「" in shown
    assert "採点待ちが1件あります\n11月20日(金) 16:30 · <@U0YUI>さん" in shown
    assert "担当の新人1名" in shown
    assert [label for label in labels(home) if "採点" in label] == [f"採点する {running}", f"採点する {waiting}"], "from its start on"
    assert f"了解 {ahead}" in labels(home)
    desk.score(running, "ken", 5)
    assert f"今日は難しい… {running}" not in labels(office.home("ken"))


def test_a_score_whose_mentor_left_is_asked_of_the_next_who_can_give_it(office: Office, desk: Desk, say: Say) -> None:
    waiting = desk.practice("yui", "ken", f"{BEFORE} 16:30", "yui", "ken")
    say("ann", "/coach threshold contact 12%")
    asked = [f"採点する {waiting}"]
    assert [labels(say(who, "/coach").blocks) for who in ("ken", "mio")] == [asked, []]
    with writing(office.engine) as session:
        by_id = {row.slack_id: row for row in members.every(session, workspace_id=1)}
        by_id["U0KEN"].active, by_id["U0YUI"].mentor_id, by_id["U0HANA"].is_mentor = False, by_id["U0HANA"].id, True
    assert [labels(say(who, "/coach").blocks) for who in ("hana", "mio")] == [asked, []], "the rep's mentor of now"
    with writing(office.engine) as session:
        members.by_slack_id(session, workspace_id=1, slack_id="U0HANA").is_mentor = False  # type: ignore[union-attr]
    assert labels(say("mio", "/coach").blocks) == asked, "else a manager"
    assert say("mio", "/coach").press("採点する").modal


def test_a_look_asks_no_more_of_storage_with_more_people(office: Office, desk: Desk, say: Say) -> None:
    say("ann", "/coach threshold contact 12%")
    desk.practice("yui", "ken", f"{BEFORE} 16:30", "yui", "ken")

    def asked() -> int:
        statements: list[str] = []
        event.listen(office.engine, "before_cursor_execute", note := lambda *told: statements.append(told[2]))
        say("mio", "/coach")
        event.remove(office.engine, "before_cursor_execute", note)
        return len(statements)

    desk.practice("yui", "ken", f"{TODAY} 16:30")
    desk.practice("yui", "mio", f"{TODAY} 15:00")
    one = asked()
    for n, rep in enumerate(("hana", "tom")):
        desk.practice(rep, "ken", f"{BEFORE} 1{n}:30", rep, "ken")
        desk.practice(rep, "mio", f"{TODAY} 1{6 + n}:00")
    assert asked() == one


def test_a_manager_sees_what_mentors_give_and_no_intervals(office: Office, desk: Desk, say: Say) -> None:
    desk.practice("yui", "ken", f"{BEFORE} 16:30", "yui", "ken")
    desk.practice("yui", "ken", f"{TODAY} 16:30", "yui", "ken")
    desk.practice("hana", "ken", f"{TODAY} 17:00")
    say("ann", "/coach threshold contact 12%")
    shown = texts(office.home("ann"))
    assert "2 practices today, 1 agreed.\nMentors this week:\n<@U0KEN>: 2 of 12 practices, 1 score waiting" in shown
    assert "threshold 12%" not in shown


def test_a_team_without_mentors_reads_how_to_begin(office: Office) -> None:
    with writing(office.engine) as session:
        for member in members.every(session, workspace_id=1):
            members.set_roles(member, members.roles(member) - {Role.MENTOR})
    assert "Nobody is a mentor yet." in texts(office.home("ann"))


def test_everybody_graduated_and_nobody_assigned_is_said(office: Office, say: Say) -> None:
    with writing(office.engine) as session:
        for member in members.every(session, workspace_id=1):
            member.mentor_id = None
    assert "あなたをメンターとする人はまだいません" in texts(office.home("ken"))


def many(office: Office, desk: Desk) -> None:
    """Forty trainees of Ken's, each with thresholds and a practice to score."""
    Month(office).hire(40, "Trainee")
    with writing(office.engine) as session:
        ken = members.by_slack_id(session, workspace_id=1, slack_id="U0KEN")
        assert ken
        for member in members.every(session, workspace_id=1):
            if member.name.startswith("Trainee"):
                member.mentor_id, member.start_date = ken.id, office.now.date()
    for minute in range(0, 60, 30):
        for hour in range(8, 18):
            desk.practice("yui", "ken", f"2026-11-19 {hour:02}:{minute:02}")
            desk.practice("yui", "ken", f"{TODAY} {hour:02}:{minute:02}")


def test_home_stays_short_with_forty_trainees(office: Office, desk: Desk, say: Say) -> None:
    say("ann", "/coach threshold contact 12%")
    many(office, desk)
    with writing(office.engine) as session:
        ken = members.by_slack_id(session, workspace_id=1, slack_id="U0KEN")
        assert ken
        members.set_roles(ken, set(Role))
    home = office.home("ken")
    assert len(home) <= 60
    assert "担当の新人41名" in texts(home)
    assert sum("営業日目" in text for text in texts(home).splitlines()) == 5
    assert "ほか36" in texts(home)
    assert max(len(block["text"]["text"]) for block in home if "text" in block) < 3000


def test_a_managers_home_asks_nothing_about_every_rep(office: Office, desk: Desk, say: Say) -> None:
    def asked(who: str) -> int:
        count = 0

        def count_one(*_: Any) -> None:
            nonlocal count
            count += 1

        event.listen(office.engine, "before_cursor_execute", count_one)
        office.home(who)
        event.remove(office.engine, "before_cursor_execute", count_one)
        return count

    say("ann", "/coach threshold contact 12%")
    before = asked("ann")
    many(office, desk)
    assert asked("ann") <= before + 8


def test_members_of_a_practice_who_left_are_not_in_the_way(office: Office, desk: Desk) -> None:
    desk.practice("yui", "ken", f"{TODAY} 16:30")
    with writing(office.engine) as session:
        yui = members.by_slack_id(session, workspace_id=1, slack_id="U0YUI")
        assert isinstance(yui, Member)
        yui.active = False
    assert "今日 16:30 · <@U0YUI>" in texts(office.home("ken"))


def test_coach_shows_a_mentor_todays_practice_and_what_waits(office: Office, desk: Desk, say: Say) -> None:
    waiting = desk.practice("yui", "ken", f"{BEFORE} 16:30", "yui", "ken")
    ahead = desk.practice("yui", "ken", f"{TODAY} 16:30", "yui")
    say("ann", "/coach threshold contact 12%")
    shown = say("ken", "/coach")
    assert "*今日のロープレ*\n今日 16:30 · <@U0YUI>さん ·「" in shown.reply.text
    assert "採点待ちが1件あります\n11月20日(金) 16:30 · <@U0YUI>さん" in shown.reply.text
    assert f"了解 {ahead}" in labels(shown.blocks)
    assert f"採点する {waiting}" in labels(shown.blocks)
    assert "今週のメンター" not in shown.text


def test_coach_shows_a_manager_everybodys_practice_and_the_mentors(office: Office, desk: Desk, say: Say) -> None:
    desk.practice("yui", "ken", f"{TODAY} 16:30", "yui")
    desk.unserved(TODAY, hana="no_common_time", yui="full")
    shown = say("ann", "/coach")
    assert "16:30 · <@U0YUI> with <@U0KEN> · “" in shown.reply.text
    assert (
        "Without a practice today: <@U0HANA> (no time both are free)\nMentors this week:\n<@U0KEN>: 1 of 12 practices" in shown.reply.text
    )
    assert labels(shown.blocks) == [], "it is the two's to answer"
    assert len(shown.blocks) <= 50


def test_coach_stays_within_a_message_with_forty_trainees(office: Office, desk: Desk, say: Say) -> None:
    say("ann", "/coach threshold contact 12%")
    many(office, desk)
    for who in ("ken", "ann"):
        shown = say(who, "/coach")
        assert len(shown.blocks) <= 50
        assert max(len(block["text"]["text"]) for block in shown.blocks if "text" in block) < 3000


def test_buttons_of_home_do_what_they_say_and_home_is_fresh(office: Office, desk: Desk) -> None:
    desk.practice("yui", "ken", f"{BEFORE} 16:30", "yui", "ken")
    desk.practice("yui", "ken", f"{TODAY} 16:30")
    assert office.press_home("ken", "採点する").modal
    assert office.press_home("yui", "別の時間").modal
    assert office.press_home("yui", "今日は難しい…").modal
    said = office.press_home("yui", "了解").reply
    assert said.home, "App Home shows it at once"
    assert "<@U0KEN>さんの返事待ち" in texts(office.home("yui"))
