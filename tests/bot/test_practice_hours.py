"""A mentor says when they practise and when they are not free; a manager can for them; what is planned follows it."""

import pytest

from storage.tables import Commitment, Mentoring
from tests.bot.test_practice_deeds import planned, press, told
from tests.office import Office
from tests.rows import rows


def slots(office: Office, practice: int) -> list[str]:
    form = press(office, "yui", "other-time", practice)
    return [o["text"]["text"] for o in form.modal.blocks[-1]["element"]["options"]] if form.modal else []


def test_who_never_said_any_has_the_teams_last_two_hours(office: Office) -> None:
    shown = office.say("ken", "/coach hours")
    assert "チームの終業前2時間" in shown.text
    assert "1回30分、1日4回・週12回まで" in shown.text


@pytest.mark.parametrize("words", ["hours mon-thu 15:00-16:00 20 min 2 a day", "稼働 月〜木 15時-16時 20分 1日2回"])
def test_hours_by_words_are_what_is_offered_from_then_on(office: Office, words: str) -> None:
    one = planned(office)
    kept = office.say("ken", f"/coach {words}")
    assert "月〜木 15:00–16:00" in kept.text
    assert "1回20分、1日2回・週12回まで" in kept.text
    assert slots(office, one)[:3] == ["11月24日(火) 15:00", "11月24日(火) 15:20", "11月25日(水) 15:00"]
    assert "11月27日" not in str(slots(office, one)), "no hours on Friday"
    assert "ロープレの時間を取り消しました" in kept.press("取り消す").text
    assert slots(office, one)[0] == "11月24日(火) 16:00"


@pytest.mark.parametrize(
    ("hours", "posts", "first"),
    [
        ("mon-fri 8:00-9:00", "", "9:15"),
        ("mon-thu 16:00-18:00, fri 9:00-10:00", "", "9:15"),
        ("mon-fri 9:30-10:00", "", ""),
        ("mon-fri 9:30-10:00", "mentor 9:00", "9:30"),
    ],
)
def test_hours_the_plan_comes_too_late_for_are_used_by_hand_and_that_is_said(office: Office, hours: str, posts: str, first: str) -> None:
    """The plan of 8:45 gives nothing sooner than half an hour later: 9:15 itself is over by the time it is made."""
    if posts:
        office.say("ann", f"/onpace posts {posts}")
    for said in (office.say("ken", f"/coach hours {hours}").text, office.say("ken", "/coach hours").text):
        assert ("自動では使われず" in said) is bool(first)
        assert f"{first:0>5}までの時間" in said or not first


def test_one_day_off_leaves_the_others(office: Office) -> None:
    assert "月〜木 16:00–18:00" in office.say("ken", "/coach 稼働 金 なし").text
    assert "火、水、木 16:00–18:00" in office.say("ken", "/coach 稼働 月 なし").text.replace("火〜木", "火、水、木")
    assert "終業前2時間" in office.say("ken", "/coach 稼働 標準").text


def test_hours_by_form(office: Office) -> None:
    form = office.say("ken", "/coach hours").press("時間を変更")
    same = form.fill()
    assert "終業前2時間" in same.text
    assert rows(office, Mentoring) == []
    assert "例: 16:00-18:00" in form.fill(day_0="lots").errors["day-0"]
    assert "終わりが始まりより前" in form.fill(day_0="18:00-16:00").errors["day-0"]
    assert "1回分の時間が取れません" in form.fill(day_0="16:00-16:20").errors["minutes"]
    assert "少なくとも1日" in form.fill(**{f"day_{n}": "" for n in range(5)}).errors["day-0"]
    kept = form.fill(day_0="10:00-11:00", day_4="", minutes="20", a_day="2", a_week="6")
    assert "月 10:00–11:00" in kept.text
    assert "火〜木 16:00–18:00" in kept.text
    assert "1回20分、1日2回・週6回まで" in kept.text


def test_a_manager_changes_them_for_a_mentor_who_hears_of_it(office: Office) -> None:
    office.say("ann", "/coach hours @ken mon 10:00-12:00")
    assert "あなたのロープレの時間を変更しました" in told(office, "ken")[0]
    assert "Change hours" in office.say("ann", "/coach hours").buttons


@pytest.mark.parametrize(("who", "words"), [("hana", ""), ("hana", "@ken mon 10:00-12:00"), ("ken", "@hana mon 10:00-12:00"), ("sora", "")])
def test_nobody_else_changes_hours(office: Office, who: str, words: str) -> None:
    for line in (f"/coach hours {words}", f"/coach busy {words.replace('mon', 'tomorrow')}"):
        assert "<@U0" in office.say(who, line).text, "says who could"
    assert (rows(office, Mentoring), rows(office, Commitment)) == ([], [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hours mon 18:00-16:00", "終わりが始まりより前"),
        ("hours 300 min", "範囲"),
        ("hours 100 a day", "範囲"),
        ("稼働 1日0回", "1件も入らなく"),
    ],
)
def test_hours_that_cannot_be_are_refused(office: Office, line: str, said: str) -> None:
    shown = office.say("ken", f"/coach {line}").text
    assert "何も変更していません" in shown
    assert rows(office, Mentoring) == []


def test_hours_changed_again_are_not_put_back_over(office: Office) -> None:
    first = office.say("ken", "/coach hours mon 10:00-12:00")
    office.say("ken", "/coach hours tue 10:00-12:00")
    assert "元に戻していません" in first.press("取り消す").text
    assert [row.hours for row in rows(office, Mentoring)] == [{"1": ["10:00", "12:00"]}]


@pytest.mark.parametrize("words", ["busy tomorrow 16:00-17:00 customer *visit*", "予定 明日16時-17時 customer *visit*"])
def test_a_time_not_free_is_offered_no_more(office: Office, words: str) -> None:
    one = planned(office)
    kept = office.say("ken", f"/coach {words}")
    assert "11月25日(水) 16:00–17:00 · customer ∗visit∗" in kept.text
    assert "11月25日(水) 16:30" not in slots(office, one)
    listed = office.say("ken", "/coach busy")
    removed = listed.press("削除")
    assert "予定を外しました" in removed.text
    assert "11月25日(水) 16:30" in slots(office, one)
    removed.press("取り消す")
    assert "11月25日(水) 16:30" not in slots(office, one)
    office.say("ken", "/coach busy tomorrow 17:00-18:00").press("取り消す")
    assert "11月25日(水) 17:00" in slots(office, one)


def test_a_practice_at_that_time_stays_and_is_shown(office: Office) -> None:
    planned(office)
    shown = office.say("ken", "/coach 予定 今日 16時-17時 商談")
    assert "ロープレが1件入っています" in shown.text
    assert {"別の時間", "キャンセルする"} <= shown.buttons.keys()


def test_a_time_not_free_by_form(office: Office) -> None:
    form = office.say("ken", "/coach 予定").press("予定を入れる…")
    assert "終わりが始まりより前" in form.fill(to="15:00").errors["to"]
    assert "過ぎているか" in form.fill(day="2026-11-20").errors["day"]
    assert "16:00–17:00 · 面接" in form.fill(day="2026-11-26", note="面接").text
    assert len(rows(office, Commitment)) == 1
    form.fill(day="2026-11-26", note="面接")
    assert len(rows(office, Commitment)) == 1, "noted once"


def test_a_manager_sees_and_removes_a_mentors(office: Office) -> None:
    office.say("ken", "/coach 予定 明日16時-17時")
    listed = office.say("ann", "/coach busy @ken")
    assert "is not free" in listed.text
    assert "Free again" in listed.press("Remove").text
    assert rows(office, Commitment) == []
