"""/onpace posts: which posts a team gets, when and where, by words and by form; quiet hours; and what would go out right now."""

from datetime import time

import pytest

from coaching.posts import SHIPPED, Decision, Job
from storage import postplans
from storage.engine import reading, writing
from storage.postplans import Plan
from storage.tables import ClosedMonth, Outgoing, PostPlan, Round, Team, id_of
from tests.month import Month
from tests.office import Office, Shown
from tests.people import TEAM_CHANNEL
from tests.rows import rows


def team(office: Office) -> Team:
    [found] = rows(office, Team)
    return found


def plan(office: Office, job: Job) -> Plan:
    one = team(office)
    with reading(office.engine) as session:
        return postplans.of_team(session, workspace_id=one.workspace_id, team_id=id_of(one))[job]


NOON = (time(12), time(18))


@pytest.mark.parametrize(
    ("who", "line", "wanted"),
    [
        ("ann", "numbers 13:00 17:30", Plan(Job.NUMBERS, times=(time(13), time(17, 30)))),
        ("ann", "posts numbers", Plan(Job.NUMBERS, times=NOON)),
        ("ann", "team numbers 9am and 6 pm", Plan(Job.NUMBERS, times=(time(9), time(18)))),
        ("ann", "numbers 18 12", Plan(Job.NUMBERS, times=NOON)),
        ("ann", "numbers mon-thu", Plan(Job.NUMBERS, times=NOON, days=frozenset({0, 1, 2, 3}))),
        ("ann", "numbers mon, fri 12:00", Plan(Job.NUMBERS, times=(time(12),), days=frozenset({0, 4}))),
        ("ann", "numbers ja <#C0OTHER|other>", Plan(Job.NUMBERS, times=NOON, channel_id="C0OTHER", language="ja")),
        ("ann", "gap off", Plan(Job.GAP, wanted=False, times=(time(16),))),
        ("ann", "warning off", Plan(Job.WARNING, wanted=False)),
        ("ann", "numbers noon 18:00", Plan(Job.NUMBERS, times=NOON)),
        ("mio", "数字 正午と18時", Plan(Job.NUMBERS, times=NOON)),
        ("mio", "数字 9:00", Plan(Job.NUMBERS, times=(time(9),))),
        ("mio", "数字 9時と18時半 平日", Plan(Job.NUMBERS, times=(time(9), time(18, 30)))),
        ("mio", "数字 12:00、18:00 月〜木", Plan(Job.NUMBERS, times=NOON, days=frozenset({0, 1, 2, 3}))),
        ("mio", "朝のまとめ 8時半", Plan(Job.BRIEF, times=(time(8, 30),))),
        ("mio", "入力漏れ オフ", Plan(Job.GAP, wanted=False, times=(time(16),))),
        ("mio", "数字 英語", Plan(Job.NUMBERS, times=NOON, language="en")),
        ("mio", "締め 9:30", Plan(Job.CLOSE, times=(time(9, 30),))),
    ],
)
def test_a_post_is_chosen_by_words(office: Office, who: str, line: str, wanted: Plan) -> None:
    command = "/onpace posts" if who == "ann" else "/onpace 投稿"
    said = office.say(who, f"{command} {line.removeprefix('posts ')}")
    assert plan(office, wanted.job) == wanted
    assert {"ann": "Preview now", "mio": "今の内容を見る"}[who] in said.buttons


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("ann", "numbers 25:00", "“25:00” is not a time of day. Example: `/onpace posts numbers 12:00 18:00`. Nothing was changed."),
        ("ann", "numbers 12:00 12:75", "“12:75” is not a time of day"),
        ("ann", "numbers 1 2 3 4 5 6 7", "more than 6 times a day"),
        ("ann", "mentor 8:45 9:45", "once a day"),
        ("ann", "brief 9:00 13:00", "goes out once a day at most, so it has one time. Example: `/onpace posts brief 9:00`. Nothing was"),
        ("ann", "mentor 9:00 13:00", "Example: `/onpace posts coaching 9:00`"),
        *(("mio", f"{job} 9:00 13:00", "多くても1日1回") for job in ("締め", "判定", "入力漏れ", "流入経路")),
        *(
            ("mio", f"{job} 9時 13時", f"例: `/onpace 投稿 {job} 9:00`。")
            for job in ("締め", "判定", "入力漏れ", "流入経路", "メンター", "朝のまとめ")
        ),
        ("ann", "board 9:00", "has no times. It can be turned off: `/onpace posts board off`. Nothing was changed."),
        ("ann", "outcome 9:00", "It can be turned off: `/onpace posts outcome off`."),
        ("ann", "warning 9:00", "It can be turned off: `/onpace posts warning off`."),
        *(("mio", f"{job} 9:00", f"オフにはできます: `/onpace 投稿 {job} オフ`。") for job in ("ライブボード", "結果", "ペース")),
        ("ann", "close mon", "no weekdays"),
        ("ann", "brief ja", "no channel or language"),
        ("ann", "warning 1.0", "“100%” cannot be where a pace is warned of, and where that is over"),
        ("ann", "warning 0", "“0%” cannot be"),
        ("ann", "warning 90% 80%", "“90% 80%” cannot be"),
        ("ann", "warning 0.9 1.3", "“90% 130%” cannot be"),
        ("ann", "warning 85", "“85” cannot be"),
        ("ann", "warning 0.7 0.8 0.9", "Example: `/onpace posts warning 0.85 1.0`"),
        ("mio", "ペース 1.2", "1つ目は2つ目より小さく、2つ目は120%までです"),
        ("ann", "numbers #nowhere", "which channel “#nowhere” is"),
        ("ann", "quiet noon", "`/onpace posts quiet 20:00-8:00`"),
        ("ann", "catch-up 1m", "between 5 minutes and 24 hours"),
        ("ann", "close 31", "from 1 to 20"),
        ("ann", "numbs off", "Did you mean “numbers”?"),
        ("ann", "numbers sometimes", "could not read “sometimes”"),
        ("mio", "数字 25時", "時刻として読み取れませんでした"),
        ("mio", "ペース 9:00", "時刻は決められません"),
        ("mio", "おやつ", "読み取れませんでした"),
    ],
)
def test_what_cannot_be_is_a_sentence_with_an_example(office: Office, who: str, line: str, said: str) -> None:
    shown = office.say(who, f"/onpace posts {line}")
    assert said in shown.text
    assert "/onpace" in shown.text
    assert rows(office, PostPlan) == []


@pytest.mark.parametrize(
    ("who", "line", "columns"),
    [
        ("ann", "quiet 21:00-7:30", {"quiet_from": time(21), "quiet_until": time(7, 30)}),
        ("ann", "quiet off", {"quiet_from": time(0), "quiet_until": time(0)}),
        ("ann", "catch-up 90m", {"catch_up_minutes": 90}),
        ("ann", "catch-up 45", {"catch_up_minutes": 45}),
        ("ann", "close 3", {"close_day": 3}),
        ("ann", "warning 0.85", {"behind_below": 85, "ahead_from": 100}),
        ("ann", "warning 85% 95%", {"behind_below": 85, "ahead_from": 95}),
        ("ann", "warning .8, 1.1", {"behind_below": 80, "ahead_from": 110}),
        ("mio", "ペース 85%〜95%", {"behind_below": 85, "ahead_from": 95}),
        ("mio", "夜間 22時〜7時", {"quiet_from": time(22), "quiet_until": time(7)}),
        ("mio", "夜間 22時-5時", {"quiet_from": time(22), "quiet_until": time(5)}),
        ("mio", "夜間 なし", {"quiet_from": time(0), "quiet_until": time(0)}),
        ("mio", "遅れ 2時間半", {"catch_up_minutes": 150}),
        ("mio", "締め日 第3営業日", {"close_day": 3}),
    ],
)
def test_hours_window_and_closing_day_by_words_and_back(office: Office, who: str, line: str, columns: dict[str, object]) -> None:
    before = team(office)
    kept = office.say(who, f"/onpace posts {line}")
    assert {name: getattr(team(office), name) for name in columns} == columns
    kept.press({"ann": "Undo", "mio": "取り消す"}[who])
    assert {name: getattr(team(office), name) for name in columns} == {name: getattr(before, name) for name in columns}


@pytest.mark.parametrize(
    ("who", "chosen", "line"),
    [
        ("ann", "quiet 21:00-7:00", "quiet default"),
        ("mio", "夜間 なし", "夜間 標準"),
        ("ann", "catch-up 45", "catch-up reset"),
        ("mio", "締め日 3", "締め日 標準"),
    ],
)
def test_hours_window_and_closing_day_are_what_they_were_shipped_as(office: Office, who: str, chosen: str, line: str) -> None:
    before = team(office)
    office.say(who, f"/onpace posts {chosen}")
    assert team(office) != before
    office.say(who, f"/onpace posts {line}")
    assert team(office) == before


def test_the_list_has_every_post_as_the_team_has_it(office: Office) -> None:
    office.say("ann", "/onpace posts gap off")
    office.say("ann", "/onpace posts numbers 13:00 mon-thu")
    shown = office.say("ann", "/onpace settings").press("Posts…")
    assert "*Missing entries* – the person it is about, by DM · off" in shown.text
    assert "*Team numbers* – the team’s channel\n13:00 · Mon, Tue, Wed, Thu\n" in shown.text
    assert "*Morning brief* – each rep, by DM\n09:00 · every business day\n" in shown.text
    assert "13:00 · Mon, Tue, Wed, Thu\n<#C0TEAM> · Japanese\nNext: Tue, Nov 24, 13:00" in office.say("ann", "/onpace posts numbers").text
    assert "09:00 · every business day\nNext: Wed, Nov 25, 09:00" in office.say("ann", "/onpace posts brief").text
    assert "business day 5 of the next month · 09:00" in shown.text
    assert "*Quiet hours* 20:00–08:00 · *a late post is of use for* 2 h" in shown.text
    names = {"Morning brief", "Mentor’s brief", "Team numbers", "Pace warning", "Live board", "Verdict request", "Outcome request"}
    assert all(f"*{name}*" in shown.text for name in names | {"Source that fell", "Month closed"})
    assert "Posts: 9 of 10 on · quiet hours 20:00–08:00" in office.say("ann", "/onpace settings").text


def test_the_list_in_japanese(office: Office) -> None:
    shown = office.say("mio", "/onpace 通知")
    assert "*チームの数字* – チームのチャンネル\n12:00、18:00 · 営業日は毎日\n" in shown.text
    assert "*流入経路の急減* – マネージャーのDM" in shown.text
    page = office.say("mio", "/onpace 投稿 数字").text
    assert "*チームの数字* – チームのチャンネル\n12:00、18:00 · 営業日は毎日\n<#C0TEAM> · 日本語" in page


def behind(listed: Shown, job: str, label: str) -> Shown:
    """What a post's ⋯ in the list does."""
    menu = next(block["accessory"] for block in listed.blocks if block.get("accessory", {}).get("action_id") == f"setup-post-more:{job}")
    [chosen] = [one for one in menu["options"] if one["text"]["text"] == label]
    action = {"action_id": menu["action_id"], "type": "overflow", "selected_option": chosen, "action_ts": listed.office.stamp()}
    return listed.office.pressed(listed, action)


def test_the_list_is_short_and_each_post_has_all_behind_one_menu(office: Office) -> None:
    office.say("ann", "/onpace posts numbers ja <#C0OTHER|other>")
    listed = office.say("ann", "/onpace posts")
    entries = [block["text"]["text"].split("\n") for block in listed.blocks if "accessory" in block]
    assert (len(entries), max(map(len, entries)), len(listed.blocks)) == (len(Job), 2, len(Job) + 4)
    assert ["*Team numbers* – the team’s channel", "12:00, 18:00 · every business day · <#C0OTHER> · Japanese"] in entries
    assert "nobody has anything to hear" in behind(listed, "numbers", "Preview now").text
    assert behind(listed, "gap", "Change…").fill(times="15:00").text
    assert "Missing entries* – the person it is about, by DM · off" in behind(listed, "gap", "Turn off").text
    assert plan(office, Job.GAP) == Plan(Job.GAP, wanted=False, times=(time(15),))
    again = office.say("ann", "/onpace posts")
    assert "*Missing entries* – the person it is about, by DM · off" in [block["text"]["text"] for block in again.blocks if "text" in block]
    behind(again, "gap", "Turn on")
    assert plan(office, Job.GAP).wanted


@pytest.mark.parametrize(("who", "change", "undo"), [("ann", "Change…", "Undo"), ("mio", "変更…", "取り消す")])
def test_a_post_is_chosen_by_form_and_put_back(office: Office, who: str, change: str, undo: str) -> None:
    form = office.say(who, "/onpace posts numbers").press(change)
    kept = form.fill(times="９:00 17時半", days=["0", "1"], channel="C0OTHER", language="en")
    chosen = Plan(Job.NUMBERS, times=(time(9), time(17, 30)), days=frozenset({0, 1}), channel_id="C0OTHER", language="en")
    assert plan(office, Job.NUMBERS) == chosen
    kept.press(undo)
    assert plan(office, Job.NUMBERS) == Plan(Job.NUMBERS, times=NOON)
    assert rows(office, PostPlan) == []


def test_all_days_ticked_are_none_chosen(office: Office) -> None:
    office.say("ann", "/onpace posts gap").press("Change…").fill(wanted="off", days=[str(day) for day in range(7)])
    assert plan(office, Job.GAP) == Plan(Job.GAP, wanted=False, times=(time(16),))


@pytest.mark.parametrize("times", ["later", "25:00", "1 2 3 4 5 6 7", ","])
def test_a_form_with_bad_times_stays_open(office: Office, times: str) -> None:
    form = office.say("ann", "/onpace posts numbers").press("Change…")
    assert form.fill(times=times).errors == {"times": "Please give times like 12:00 18:00, at most 6 a day."}
    assert rows(office, PostPlan) == []


@pytest.mark.parametrize("times", ["9:00 13:00", "later"])
def test_a_form_of_what_goes_out_once_takes_one_time(office: Office, times: str) -> None:
    form = office.say("ann", "/onpace posts brief").press("Change…")
    assert form.fill(times=times).errors == {"times": "This post goes out once a day at most: please give one time, like 9:00."}


def test_of_two_times_chosen_before_the_first_holds(office: Office) -> None:
    one = team(office)
    with writing(office.engine) as session:
        session.add(PostPlan(workspace_id=one.workspace_id, team_id=id_of(one), job="brief", times=["10:00", "13:00"]))
    assert plan(office, Job.BRIEF).times == (time(10),)


def test_a_form_asks_only_what_a_post_can_be(office: Office) -> None:
    def fields(job: str) -> set[str]:
        modal = office.say("ann", f"/onpace posts {job}").press("Change…").modal
        assert modal
        return {block["block_id"] for block in modal.blocks}

    assert fields("numbers") == {"wanted", "times", "days", "channel", "language"}
    assert fields("board") == {"wanted", "channel", "language"}
    assert fields("brief") == {"wanted", "times", "days"}
    assert fields("outcome") == {"wanted"}
    assert fields("close") == {"wanted", "times"}


def test_a_post_is_turned_off_and_on_by_a_tap(office: Office) -> None:
    off = office.say("ann", "/onpace posts gap").press("Turn off")
    assert not plan(office, Job.GAP).wanted
    on = off.press("Turn on")
    assert plan(office, Job.GAP).wanted
    on.press("Undo")
    assert not plan(office, Job.GAP).wanted
    off.press("Undo")
    assert plan(office, Job.GAP) == Plan(Job.GAP, times=SHIPPED[Job.GAP].times)


def test_default_is_as_it_was_shipped(office: Office) -> None:
    office.say("ann", "/onpace posts numbers 9:00 mon ja")
    office.say("ann", "/onpace posts numbers default")
    assert plan(office, Job.NUMBERS) == Plan(Job.NUMBERS, times=NOON)


def test_what_was_changed_since_is_left_alone(office: Office) -> None:
    first = office.say("ann", "/onpace posts numbers 9:00")
    office.say("mio", "/onpace 投稿 数字 10:00")
    assert "changed again since, so nothing was put back. `/onpace posts` shows" in first.press("Undo").text
    assert plan(office, Job.NUMBERS).times == (time(10),)


def test_it_stands_in_the_list_of_the_last_24_hours(office: Office) -> None:
    office.say("ann", "/onpace posts numbers 9:00")
    office.say("mio", "/onpace 投稿 夜間 なし")
    assert "the settings of “Team numbers”" in office.say("ann", "/log undo").text
    assert "通知しない時間などの変更" in office.say("mio", "/log 取り消し").text


@pytest.mark.parametrize(
    ("who", "line", "undo", "said"),
    [
        (
            "ann",
            "brief default",
            "Undo",
            "Taken back: the settings of “Morning brief”.\n*Morning brief* – each rep, by DM\n21:00",
        ),
        (
            "mio",
            "朝のまとめ 標準",
            "取り消す",
            "「朝のまとめ」の設定の変更を取り消しました。\n*朝のまとめ*",
        ),
    ],
)
def test_what_is_in_force_after_an_undo_is_shown(office: Office, who: str, line: str, undo: str, said: str) -> None:
    office.say(who, "/onpace posts brief 21:00")
    back = office.say(who, f"/onpace posts {line}").press(undo)
    assert said in back.text
    assert {"ann": "Change…", "mio": "変更…"}[who] in back.buttons


def test_the_hours_in_force_after_an_undo_are_shown(office: Office) -> None:
    back = office.say("ann", "/onpace posts quiet 0:00-23:59").press("Undo")
    assert "*Quiet hours* 20:00–08:00" in back.text
    assert "Quiet hours…" in back.buttons


@pytest.mark.parametrize(
    ("who", "quiet", "said"),
    [
        (
            "ann",
            "8:00-20:00",
            "These wait until 20:00: Pace warning, Verdict request, Outcome request, Missing entries, Source that fell",
        ),
        ("ann", "8:00-20:00", "These never go out: Morning brief. After the quiet hours (08:00–20:00)"),
        ("ann", "20:00-10:00", "These wait until 10:00: Morning brief, Mentor’s brief, Verdict request, Month closed."),
        ("ann", "0:00-23:59", "These never go out: Morning brief."),
        ("mio", "8:00-20:00", "届かなくなるもの: 朝のまとめ。"),
    ],
)
def test_quiet_hours_over_the_working_day_say_what_waits_or_is_lost(office: Office, who: str, quiet: str, said: str) -> None:
    assert said in office.say(who, f"/onpace posts quiet {quiet}").text


def test_a_brief_after_closing_goes_unless_the_quiet_hours_swallow_it(office: Office) -> None:
    office.say("ann", "/onpace posts quiet 18:30-20:00")
    assert "it would wait until 20:00" in office.say("ann", "/onpace posts brief 19:00").text
    office.say("ann", "/onpace posts quiet 18:30-8:00")
    assert "at 19:00 it never goes out" in office.say("ann", "/onpace posts brief").text


def test_the_list_says_what_waits_and_what_never_goes(office: Office) -> None:
    office.say("ann", "/onpace posts quiet 8:00-20:00")
    listed = office.say("ann", "/onpace posts").text
    assert "after them it would be of no use any more: at 09:00 it never goes out." in listed
    assert "it would wait until 20:00" in listed


@pytest.mark.parametrize(
    ("who", "off", "on", "undo", "said"),
    [
        ("ann", "off", "all on", "Undo", "Every post is turned off.\nAll 10 posts are off."),
        ("ann", "everything off", "on", "Undo", "Every post is turned off."),
        ("mio", "すべて オフ", "全部 オン", "取り消す", "すべての投稿をオフにしました。\n10件すべてがオフです"),
    ],
)
def test_all_are_turned_off_and_on_at_once_and_put_back(office: Office, who: str, off: str, on: str, undo: str, said: str) -> None:
    office.say(who, "/onpace posts gap off")
    done = office.say(who, f"/onpace posts {off}")
    assert said in done.text
    assert {plan(office, job).wanted for job in Job} == {False}
    assert {"ann": "Off of the 10 posts: 1 (Missing entries)", "mio": "10件中1件がオフです"}[who] in done.press(undo).text
    assert [job for job in Job if not plan(office, job).wanted] == [Job.GAP]
    office.say(who, f"/onpace posts {on}")
    assert all(plan(office, job).wanted for job in Job)
    assert undo not in office.say(who, f"/onpace posts {on}").buttons


@pytest.mark.parametrize(("who", "line"), [("ann", "preview brief"), ("ann", "brief preview"), ("mio", "朝のまとめ プレビュー")])
def test_a_preview_by_words_is_that_of_the_button(office: Office, who: str, line: str) -> None:
    button = preview(office, {"ann": "brief", "mio": "朝"}[who], who)
    assert office.say(who, f"/onpace posts {line}").text == button.text
    assert rows(office, PostPlan) == []


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("ann", "numbers sat sun", "works on none of these days within the next 21 days, so nothing goes out"),
        ("mio", "数字 土日", "選んだ曜日にチームの営業日がないため、何も投稿されません"),
    ],
)
def test_days_on_which_the_team_never_works_are_told(office: Office, who: str, line: str, said: str) -> None:
    assert said in office.say(who, f"/onpace posts {line}").text
    assert said in office.say(who, "/onpace posts").text
    assert said not in office.say(who, "/onpace posts numbers mon").text


def test_what_is_so_already_is_said_and_needs_no_undo(office: Office) -> None:
    shown = office.say("ann", "/onpace posts numbers 12:00 18:00")
    assert "It is so already" in shown.text
    assert "Undo" not in shown.buttons


def test_a_time_in_the_quiet_hours_is_told(office: Office) -> None:
    shown = office.say("ann", "/onpace posts brief 7:00")
    assert "In the quiet hours (20:00–08:00) nobody is written to: it would wait until 08:00." in shown.text
    assert "quiet hours" not in office.say("ann", "/onpace posts numbers 7:00").text, "a channel is no person"


def test_the_hours_by_form_and_back(office: Office) -> None:
    form = office.say("ann", "/onpace posts").press("Quiet hours…")
    kept = form.fill(quiet_from="22:00", quiet_until="07:00", window="240", closing="2")
    now = team(office)
    assert (now.quiet_from, now.quiet_until, now.catch_up_minutes, now.close_day) == (time(22), time(7), 240, 2)
    kept.press("Undo")
    back = team(office)
    assert (back.quiet_from, back.quiet_until, back.catch_up_minutes, back.close_day) == (time(20), time(8), 120, 5)


def test_the_lines_of_the_pace_by_form_shown_and_as_shipped(office: Office) -> None:
    said = office.say("ann", "/onpace posts warning 80%")
    assert "at once, when the pace falls below 80% and when it is back at 100%" in said.text
    form = said.press("Change…")
    assert form.fill(lines="110% 100%").errors == {
        "lines": "Please give one or two shares, the first below the second, and that at most 120%: like 85% 100%."
    }
    assert "below 75% and when it is back at 95%" in form.fill(lines="75% 95%", wanted="off").text
    assert (team(office).behind_below, plan(office, Job.WARNING).wanted) == (75, False)
    again = office.say("mio", "/onpace 投稿 ペース 標準")
    assert "ペースが90%を下回ったとき、100%に戻ったとき、すぐに" in again.text
    assert (team(office).ahead_from, plan(office, Job.WARNING).wanted) == (100, True)
    assert "75%" in again.press("取り消す").text
    assert (team(office).behind_below, plan(office, Job.WARNING).wanted) == (75, False)


def test_a_new_time_that_has_passed_today_is_not_made_up_for(office: Office) -> None:
    office.at("2026-11-24 10:20")
    said = office.say("ann", "/onpace posts numbers 10:10 17:00")
    assert "Next: Tue, Nov 24, 17:00" in said.text
    decided = {(row.job, row.period): row.decision for row in rows(office, Round)}
    assert decided["numbers", "2026-11-24 10:10"] == Decision.OFF
    assert ("numbers", "2026-11-24 17:00") not in decided


@pytest.mark.parametrize("place", ["", ":list"])
def test_an_old_time_that_is_put_back_after_it_passed_is_not_made_up_for(office: Office, place: str) -> None:
    """What was said at the new time would be said twice."""
    office.at("2026-11-24 11:00")
    kept = office.say("ann", "/onpace posts numbers 13:00")
    office.at("2026-11-24 13:05")
    kept.press("Undo") if not place else office.say("ann", "/log undo").press("Undo")
    assert plan(office, Job.NUMBERS).times == NOON
    decided = {row.period: row.decision for row in rows(office, Round) if row.job == "numbers" and "2026-11-24" in row.period}
    assert decided == {"2026-11-24 12:00": Decision.OFF}


def test_a_post_that_is_due_this_minute_is_not_lost_by_another_change(office: Office) -> None:
    office.at("2026-11-24 12:00")
    office.say("ann", "/onpace posts numbers ja")
    assert not [row for row in rows(office, Round) if row.period == "2026-11-24 12:00"]


@pytest.mark.parametrize("who", ["hana", "tom", "ken", "sora"])
@pytest.mark.parametrize("line", ["", " numbers", " numbers 9:00", " quiet off", " all off", " preview numbers"])
def test_only_managers_choose(office: Office, who: str, line: str) -> None:
    said = office.say(who, f"/onpace posts{line}").text
    assert "<@U0MIO>" in said
    assert "投稿と通知は、マネージャーが設定します" in said or "What OnPace says by itself, and when, is set by a manager" in said
    assert (rows(office, PostPlan), team(office).quiet_from) == ([], time(20))


@pytest.mark.parametrize("action", ["setup-post-form", "setup-post-more", "setup-post-preview", "setup-post-turn"])
@pytest.mark.direct("a button no page shows")
def test_a_post_nobody_knows_is_gone(office: Office, action: str) -> None:
    tapped = {"action_id": action, "type": "button", "value": "weather:off", "action_ts": office.stamp()}
    assert "not there any more" in office.tap("ann", tapped).text


# Preview now


def preview(office: Office, job: str, who: str = "ann") -> Shown:
    words = {"ann": ("/onpace posts", "Preview now"), "mio": ("/onpace 投稿", "今の内容を見る")}[who]
    return office.say(who, f"{words[0]} {job}").press(words[1])


def test_the_teams_numbers_are_shown_as_they_would_be_posted(office: Office) -> None:
    office.say("hana", "/log 12 no-answer")
    shown = preview(office, "numbers")
    assert "this would go to <#C0TEAM> now. Only you see this preview." in shown.text
    assert "12コール" in shown.text, "in the channel's language, not the reader's"
    assert "The picture follows in your DM" in shown.text
    [picture] = [one for one in office.outgoing() if one.key.startswith("preview ")]
    assert (picture.to, bool(picture.body["picture"])) == ("U0ANN", True)
    assert not [one for one in office.outgoing() if one.to == TEAM_CHANNEL], "nothing goes out"


def test_a_personal_post_is_shown_for_the_first_three_with_their_names(office: Office) -> None:
    for who in ("hana", "tom", "yui", "ken"):
        office.say(who, "/log 3 no-answer")
    shown = preview(office, "brief")
    assert "4 people would get it now. Only you see this preview; below are the first 3." in shown.text
    assert shown.text.count("\nTo <@") >= 3
    assert not [one for one in rows(office, Outgoing) if one.to in ("U0HANA", "U0TOM", "U0YUI", "U0KEN")]


def test_ones_own_is_shown_where_there_is_one(office: Office) -> None:
    people = office.say("ann", "/onpace members").press("People and roles")
    people.fill(reps=["U0HANA", "U0TOM", "U0YUI", "U0KEN", "U0ANN"])
    shown = preview(office, "brief")
    assert "below is your own" in shown.text
    assert "To <@U0ANN>" in shown.text
    assert "To <@U0TOM>" not in shown.text


def test_its_buttons_are_named_and_do_nothing(office: Office) -> None:
    shown = preview(office, "brief")
    assert "Buttons: " in shown.text
    assert shown.buttons == {}


@pytest.mark.parametrize(
    ("who", "said"),
    [("ann", "nobody has anything to hear right now"), ("mio", "今お伝えすることのある人はいないため、何も投稿されません")],
)
def test_nobody_has_anything_to_hear(office: Office, who: str, said: str) -> None:
    assert said in preview(office, {"ann": "warning", "mio": "ペース"}[who], who).text


def test_what_keeps_it_from_going_out_is_told(office: Office) -> None:
    office.at("2026-11-21 21:30")
    office.say("ann", "/onpace posts brief off")
    said = preview(office, "brief").text
    assert "It is off" in said
    assert "a day off for the team" in said
    assert "quiet hours until Sun, Nov 22, 08:00, and by then it would be of no use any more: it would not go out" in said


@pytest.mark.parametrize(
    ("quiet", "at", "job", "said"),
    [
        (
            "9:00-18:00",
            "2026-11-24 10:00",
            "brief",
            "until Tue, Nov 24, 18:00, and by then it would be of no use any more: it would not go out",
        ),
        ("9:00-17:00", "2026-11-24 10:00", "brief", "to people it would go at Tue, Nov 24, 17:00"),
        ("20:00-8:00", "2026-11-24 06:00", "brief", "to people it would go at Tue, Nov 24, 08:00"),
    ],
)
def test_the_quiet_hours_of_a_preview_are_those_of_the_list(office: Office, quiet: str, at: str, job: str, said: str) -> None:
    office.say("ann", f"/onpace posts quiet {quiet}")
    office.at(at)
    assert said in preview(office, job).text


def test_without_a_channel_there_is_nothing_to_show(office: Office) -> None:
    Month(office).team(channel_id="")
    assert "the team has no channel yet" in preview(office, "numbers").text


@pytest.mark.parametrize(
    ("who", "job", "said"),
    [
        ("ann", "drop", ("no source fell, its figures are made up. Only you see it", "*Example* – to <@U0ANN>", "*webinar* fell by more")),
        ("mio", "流入経路の急減", ("実際に下がったものはありません(数字は架空です)", "*例* – <@U0MIO> あて", "*セミナー* の数字が")),
        ("ann", "close", ("*example* with the figures of November 2026. Only you", "*Example* – to <@U0ANN>", "*November 2026 is closed*")),
        ("mio", "締め", ("2026年11月の数字を使った例です", "*例* – <@U0MIO> あて", "*2026年11月を締めました*")),
    ],
)
def test_where_nothing_would_go_out_an_example_is_shown(office: Office, who: str, job: str, said: tuple[str, ...]) -> None:
    shown = preview(office, job, who).text
    assert [one for one in said if one not in shown] == []
    assert (office.outgoing(), rows(office, PostPlan), rows(office, ClosedMonth)) == ([], [], [])


def test_an_example_has_the_figures_there_are(office: Office) -> None:
    Month(office).calls("hana", "2026-10-06", "referral", no_answer=150, contact=50)
    Month(office).meeting("hana", "2026-10-07 15:00", "held", "qualified")
    fell, closed = preview(office, "drop").text, preview(office, "close").text
    assert "*referral* fell by more than chance brings: call → contact is 6 of 100 = 6%" in fell
    assert "and was 25% in the three months before" in fell
    assert "with the figures of October 2026" in closed
    assert ("to <@U0MIO>" in fell, "*Example* – to <@U0HANA>" in closed) == (False, True), "of a month a rep's, too"
    assert not office.outgoing()


def test_every_post_can_be_previewed(office: Office) -> None:
    office.say("hana", "/log appointment Acme 11/24 11:00 @sora")
    office.at("2026-11-25 10:00")
    for job in Job:
        said = preview(office, job.value).text
        assert any(words in said for words in ("would go", "would get it now", "nobody has anything", "not planned yet", "*example*")), said
