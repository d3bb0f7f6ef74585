"""/coach score: a practice is scored in a minute, the rep has it at once and answers, a second view is compared."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from coaching.agreement import Deed
from coaching.funnel import Step
from storage import members, practices, scenarios, teams
from storage.engine import reading, writing
from storage.tables import Mark, Practice, id_of
from tests.office import TOKYO, Office, Shown
from tests.people import CAST
from tests.rows import rows

Say = Callable[..., Shown]
GOOD = {"item_why": "4", "item_asking": "5", "item_agenda": "3", "item_repeat": "4"}
LINES = {"well": "Offered two dates at once", "next": "Say why before asking"}


def practice(office: Office, at: str = "2026-11-24 09:00", *, rep: str = "yui", mentor: str = "ken", state: Deed | None = None) -> int:
    """A practice as the morning's plan makes it; its id."""
    with writing(office.engine) as session:
        team = teams.by_name(session, workspace_id=1, name="Tokyo")
        assert team
        who = {one: members.ensure(session, workspace_id=1, slack_id=CAST[one].slack_id, now=office.now) for one in (rep, mentor)}
        starts = datetime.fromisoformat(at).replace(tzinfo=TOKYO)
        about: dict[str, Any] = {"workspace_id": 1, "team_id": id_of(team), "key": f"{rep} {at}", "minutes": 30, "now": office.now}
        version = scenarios.for_step(session, team=team, step=Step.APPOINTMENT, now=office.now)
        about |= {"rep_id": id_of(who[rep]), "mentor_id": id_of(who[mentor]), "version_id": id_of(version)}
        about |= {"step": "appointment", "day": starts.date(), "starts_at": starts, "need": "new", "evidence": {}}
        made = practices.propose(session, **about)
        assert made
        if state:
            practices.say(session, practice=made, kind=state, actor_id=id_of(who[mentor]), now=office.now)
        return id_of(made)


def told(office: Office, who: str) -> list[str]:
    """What waits to be sent to somebody."""
    return [post.body["text"] for post in office.outgoing() if post.to == CAST[who].slack_id]


def states(office: Office) -> list[str]:
    return [row.state for row in rows(office, Practice)]


def test_a_practice_is_scored_and_the_rep_has_it_at_once(office: Office, say: Say) -> None:
    practice(office)
    form = say("ken", "/coach 採点 @yui")
    assert "日程を決める聞き方" in form.text
    assert "4 · 候補日時を二つ示して選んでもらう" in form.text
    done = form.fill(**GOOD, **LINES)
    assert "記録しました: <@U0YUI>さん、100点中80点、合格(合格点70)。" in done.text
    assert "<@U0YUI>さんにDMで届けました" in done.text
    [message] = told(office, "yui")
    assert message.startswith(
        "*<@U0KEN>さんがロープレを採点しました* 11月24日(火) 09:00 「日程を決める聞き方」\n*100点中80点* 合格(合格点70)\n"
    )
    assert "●●●●● *日時の聞き方:* 合わなければ、別の週の候補をもう二つ示す" in message
    assert "*よかった点:* Offered two dates at once\n*次に試すこと:* Say why before asking" in message
    assert states(office) == ["done"]
    assert {post.to for post in office.outgoing()} == {"U0YUI"}  # no channel, nobody else


def test_what_is_not_filled_in_is_said_and_nothing_kept(office: Office, say: Say) -> None:
    practice(office)
    form = say("ann", "/coach score @yui")
    wrong = form.fill(item_why="4", item_asking="5", well="Clear")
    assert wrong.errors.keys() == {"item-agenda", "item-repeat", "next"}
    assert all(wrong.errors.values())
    assert (rows(office, Mark), states(office), told(office, "yui")) == ([], ["proposed"], [])


def test_a_blocker_means_not_yet_at_any_mark(office: Office, say: Say) -> None:
    practice(office)
    best = dict.fromkeys(GOOD, "5")
    done = say("ann", "/coach score @yui").fill(**best, **LINES, blocked=["after_no"])
    assert "100 of 100, not yet (pass mark 70)" in done.text
    [message] = told(office, "yui")
    assert "今回合格とならなかった理由: はっきり断られたあとも日程を求める" in message


def test_the_rep_answers_and_the_scorer_reads_it(office: Office, say: Say) -> None:
    practice(office)
    say("ann", "/coach score @yui").fill(**GOOD, **LINES)
    form = answer_form(office)
    assert form.fill(answer=" ").errors == {"answer": "一言ご記入ください。"}
    sent = form.fill(answer="次は候補を二つ出します")
    assert "<@U0ANN>さんに届けました" in sent.text
    assert told(office, "ann") == ["<@U0YUI> answered to your score of Tue, Nov 24, 09:00 (“Asking for the date”):\n次は候補を二つ出します"]
    assert "変更はありません" in answer_form(office).fill().text
    sent.press("取り消す")
    assert [mark.answer for mark in rows(office, Mark)] == [""]


def test_who_scored_hears_that_an_answer_was_taken_back(office: Office, say: Say) -> None:
    practice(office)
    say("ann", "/coach score @yui").fill(**GOOD, **LINES)
    first = answer_form(office).fill(answer="次は候補を二つ出します")
    answer_form(office).fill(answer="*もう一度*お願いします").press("取り消す")
    first.press("取り消す")
    again, back = told(office, "ann")[2:]
    assert again == (
        "<@U0YUI> took back their latest answer to your score of Tue, Nov 24, 09:00. This one stands again:\n次は候補を二つ出します"
    )
    assert back == "<@U0YUI> took back their answer to your score of Tue, Nov 24, 09:00."


def answer_form(office: Office, who: str = "yui") -> Shown:
    """[Answer] under the message the rep got."""
    [post] = [post for post in office.outgoing() if post.to == "U0YUI"]
    [button] = post.body["blocks"][-1]["elements"]
    return office.tap(who, {"action_id": button["action_id"], "type": "button", "value": button["value"], "action_ts": office.stamp()})


def test_a_second_view_tells_both_how_far_apart_they_are(office: Office, say: Say) -> None:
    practice(office)
    say("ken", "/coach 採点 @yui").fill(**GOOD, **LINES)
    which = say("ann", "/coach score @yui")
    assert "Every practice with <@U0YUI> in the last two weeks is scored." in which.text
    done = which.press("Score").fill(item_why="2", item_asking="2", item_agenda="3", item_repeat="3", **LINES)
    assert (
        "<@U0KEN> gave 80, you gave 50: 30 of 100 apart. "
        "Furthest apart: Reason to meet (you 2, they 4), Asking for the time (you 2, they 5). One of you says passed, the other not yet"
        in done.text
    )
    assert told(office, "ken") == [
        "<@U0ANN>さんも、<@U0YUI>さんの11月24日(火) 09:00のロープレを採点しました。\n"
        "<@U0ANN>さんは50点、あなたは80点で、30点の差があります。特に差が大きいのは「会う理由」(あなた4、相手2)、「日時の聞き方」(あなた5、相手2)です。"
        "合格かどうかの見方が分かれています。合格の目安を話し合っておくとよさそうです。\n"
        "数に入るのは採点者2名の平均です: *100点中65点*(全員が合格とはしていません、差は30点)。"
    ]
    together = "数に入るのは採点者2名の平均です: *100点中65点*(全員が合格とはしていません、差は30点)。"
    assert [together in text for text in told(office, "yui")] == [False, True]
    together = "What counts is the mean of the 2 scorers: *65 of 100*, not yet a pass for each of them; 30 of 100 apart."
    assert together in done.text
    assert together in say("ann", "/coach @yui").text


def test_two_who_agree_read_that_too(office: Office, say: Say) -> None:
    practice(office)
    say("ken", "/coach 採点 @yui").fill(**GOOD, **LINES)
    done = say("ann", "/coach score @yui").press("Score").fill(**GOOD, **LINES)
    assert "<@U0KEN> and you gave the same total, 80 of 100." in done.text
    assert "Furthest apart" not in done.text


def test_marks_are_changed_by_who_gave_them_and_undo_brings_them_back(office: Office, say: Say) -> None:
    practice(office)
    say("ann", "/coach score @yui").fill(**GOOD, **LINES)
    form = say("ann", "/coach score @yui").press("Change")
    done = form.fill(item_why="1", item_asking="1")  # the rest starts as it was
    assert "45 of 100, not yet" in done.text
    assert "Your earlier marks (80 of 100) gave way." in done.text
    assert told(office, "yui")[1].startswith("*<@U0ANN>さんがロープレの採点を直しました*")
    done.press("Undo")
    assert [(int(mark.total), mark.passed) for mark in rows(office, Mark)] == [(80, True)]
    assert states(office) == ["done"]
    assert told(office, "yui")[2].endswith("採点の変更を取り消しました。前の80点に戻りました。")


def test_undo_takes_a_mark_back_and_the_rep_hears_it(office: Office, say: Say) -> None:
    practice(office)
    done = say("ann", "/coach score @yui").fill(**GOOD, **LINES)
    assert "Taken back: the score of Yui Mori" in done.press("Undo").text
    assert (rows(office, Mark), states(office)) == ([], ["proposed"])
    assert told(office, "yui")[1:] == ["<@U0ANN>さんが、11月24日(火) 09:00のロープレの採点を取り消しました。この点数は数に入りません。"]


def test_a_second_view_taken_back_leaves_the_first_and_both_read_what_counts(office: Office, say: Say) -> None:
    practice(office)
    say("ken", "/coach スコア @yui").fill(**GOOD, **LINES)
    say("ann", "/coach score @yui").press("Score").fill(item_why="2", item_asking="2", item_agenda="3", item_repeat="3", **LINES)
    again = say("ann", "/coach score @yui").press("Change").fill(item_why="1", item_asking="1", item_agenda="1", item_repeat="1")
    again.press("Undo")
    assert told(office, "yui")[-1].endswith("採点の変更を取り消しました。<@U0KEN>さんの採点と合わせて、今の点数は65点です。")
    assert told(office, "ken")[-1].endswith("採点の変更を取り消しました。全員の採点を合わせて、今の点数は65点です。")


def test_a_second_view_gone_is_told_to_the_first_scorer(office: Office, say: Say) -> None:
    practice(office)
    say("ken", "/coach 採点 @yui").fill(**GOOD, **LINES)
    say("ann", "/coach score @yui").press("Score").fill(**dict.fromkeys(GOOD, "2"), **LINES).press("Undo")
    when = "11月24日(火) 09:00のロープレの自分の採点を取り消しました。"
    assert told(office, "yui")[-1] == f"<@U0ANN>さんが、{when}<@U0KEN>さんの採点はそのままで、今の点数は80点です。"
    assert told(office, "ken")[-1] == f"<@U0ANN>さんが、<@U0YUI>さんの{when}今の点数は80点です。"


def test_an_early_score_is_taken_back_after_the_time_too(office: Office, say: Say) -> None:
    practice(office, "2026-11-24 16:30")
    done = say("ann", "/coach score @yui").press("It took place already").fill(**GOOD, **LINES)
    office.at("2026-11-24 16:50")
    assert "Taken back: the score of Yui Mori" in done.press("Undo").text
    assert (rows(office, Mark), states(office)) == ([], ["proposed"])


def test_before_its_time_it_is_not_scored_unless_it_took_place_already(office: Office, say: Say) -> None:
    practice(office, "2026-11-24 16:30")
    early = say("ann", "/coach score @yui")
    assert "The practice of Yui Mori is on Tue, Nov 24, 16:30 and can be scored from then on." in early.text
    done = early.press("It took place already").fill(**GOOD, **LINES)
    assert "80 of 100, passed" in done.text
    changed = say("ann", "/coach score @yui").press("Change").fill(item_why="1")
    assert "(80 of 100) gave way" in changed.text, "and corrected before its time"


def test_a_practice_of_another_day_waits_for_its_day(office: Office, say: Say) -> None:
    number = practice(office, "2026-11-25 16:30")
    shown = say("ann", "/coach score @yui")
    assert "can be scored from then on" in shown.text
    assert shown.buttons == {}
    again = office.tap("ann", {"action_id": "coach-score", "type": "button", "value": f"{number}:early", "action_ts": office.stamp()})
    assert "can be scored from then on" in again.text


def test_of_several_that_wait_one_is_chosen(office: Office, say: Say) -> None:
    practice(office, "2026-11-20 16:30")
    practice(office)
    which = say("ann", "/coach score @yui")
    assert which.text.index("Tue, Nov 24, 09:00") < which.text.index("Fri, Nov 20, 16:30")
    assert say("ann", "/coach score").text.startswith("*2 practices wait for a score*")
    assert "採点待ちのロープレが2件あります" in say("ken", "/coach 採点").text


@pytest.mark.parametrize("state", [None, Deed.SKIPPED])
def test_a_skipped_practice_that_took_place_after_all_is_scored(office: Office, say: Say, state: Deed | None) -> None:
    number = practice(office, state=state)
    button = {"action_id": "coach-score", "type": "button", "value": str(number), "action_ts": office.stamp()}
    assert "80 of 100" in office.tap("ann", button).fill(**GOOD, **LINES).text


def test_what_was_cancelled_or_never_was_is_said(office: Office, say: Say) -> None:
    assert "There is no practice of Yui Mori in the last two weeks" in say("ann", "/coach score @yui").text
    number = practice(office, state=Deed.CANCELLED)
    button = {"action_id": "coach-score", "type": "button", "value": str(number), "action_ts": office.stamp()}
    assert "was cancelled, so there is nothing to score" in office.tap("ann", button).text
    assert "No practice waits for a score" in say("ann", "/coach score").text


@pytest.mark.parametrize("who", ["hana", "yui", "sora", "tom"])
def test_only_mentors_and_managers_score(office: Office, say: Say, who: str) -> None:
    number = practice(office)
    for shown in (
        say(who, "/coach score @yui"),
        office.tap(who, {"action_id": "coach-score", "type": "button", "value": str(number), "action_ts": office.stamp()}),
    ):
        assert "<@U0MIO>" in shown.text
        assert shown.modal is None


def test_nobody_scores_themselves_and_a_mentor_only_whom_they_practised_with(office: Office, say: Say) -> None:
    practice(office, rep="ken", mentor="mio")
    practice(office, "2026-11-24 08:00", rep="hana", mentor="mio")
    assert "<@U0MIO>" in say("ken", "/coach 採点 @ken").text
    assert "<@U0MIO>" in say("ken", "/coach 採点 @hana").text
    practice(office, "2026-11-23 09:00", rep="tom", mentor="ken")  # in another mentor's place
    assert say("ken", "/coach 採点 @tom").modal


def test_only_the_rep_answers(office: Office, say: Say) -> None:
    practice(office)
    say("ann", "/coach score @yui").fill(**GOOD, **LINES)
    for who in ("hana", "ken", "mio"):
        shown = answer_form(office, who)
        assert shown.modal is None
        assert "次に" not in shown.text


def test_a_version_changed_since_does_not_change_what_is_scored(office: Office, say: Say) -> None:
    practice(office)
    with writing(office.engine) as session:
        team = teams.by_name(session, workspace_id=1, name="Tokyo")
        assert team
        scenario, version = next(p for p in scenarios.every(session, team=team) if p[0].key == "date")
        texts = {"en": version.texts["en"] | {"title": "New words", "items": version.texts["en"]["items"][:1]}}
        scenarios.append(session, scenario=scenario, texts=texts, pass_mark=90, made_by=None, now=office.now)
    form = say("ann", "/coach score @yui")
    assert "Asking for the date" in form.text
    assert "80 of 100, passed (pass mark 70)" in form.fill(**GOOD, **LINES).text


def test_a_second_press_of_save_scores_once(office: Office, say: Say) -> None:
    practice(office)
    form = say("ann", "/coach score @yui")
    first = form.fill(**GOOD, **LINES, key="V7")
    assert form.fill(**GOOD, **LINES, key="V7").text == first.text
    assert len(told(office, "yui")) == 1
    with reading(office.engine) as session:
        assert [one.kind for one in practices.history(session, practice_id=1)] == ["proposed", "scored"]


def test_who_left_is_not_written_to(office: Office, say: Say) -> None:
    practice(office)
    say("mio", "/onpace left @yui")
    office.now += timedelta(minutes=1)
    number = rows(office, Practice)[0].id
    shown = office.tap("ann", {"action_id": "coach-score", "type": "button", "value": str(number), "action_ts": office.stamp()})
    done = shown.fill(**GOOD, **LINES)
    assert "cannot be reached in Slack" in done.text
    assert told(office, "yui") == []
