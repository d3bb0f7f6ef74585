"""A practice as two people agree on it: yes, another time, not today, cancelled, taken back; each hears of the other's word."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coaching.agreement import Deed, State
from storage import members, practices, scenarios, teams, workspaces
from storage.engine import writing
from storage.tables import Practice, PracticeEvent, id_of
from tests.office import TOKYO, WORKSPACE, Office, Shown
from tests.people import CAST
from tests.rows import rows

FIELDS: dict[str, Any] = {"minutes": 30, "need": "new"}
RATE = {"step": "contact", "k": 5, "n": 74, "low": 0.04, "high": 0.11, "threshold": 0.15, "expected": 0.15, "standing": "below"}


def planned(office: Office, at: str = "2026-11-24 16:30", rep: str = "yui", mentor: str = "ken", by: str = "") -> int:
    """A practice as the morning plans it; its id."""
    starts = datetime.fromisoformat(at).replace(tzinfo=TOKYO)
    with writing(office.engine) as session:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        assert workspace
        team = teams.every(session, workspace_id=id_of(workspace))[0]
        people = {one: members.by_slack_id(session, workspace_id=id_of(workspace), slack_id=CAST[one].slack_id) for one in CAST}
        ids = {one: id_of(member) for one, member in people.items() if member}
        version = scenarios.ready(session, team=team, now=office.now)["gatekeeper"]
        where: dict[str, Any] = {"workspace_id": id_of(workspace), "team_id": id_of(team), "key": f"{ids[rep]} {starts.date()} {at[-5:]}"}
        who: dict[str, Any] = {"rep_id": ids[rep], "mentor_id": ids[mentor], "version_id": id_of(version), "step": "contact"}
        told: dict[str, Any] = {"starts_at": starts, "day": starts.date(), "now": office.now, "evidence": {"rates": [RATE]}}
        row = practices.propose(session, **where, **who, **told, **FIELDS, actor_id=ids.get(by))
        assert row
        return id_of(row)


def press(office: Office, who: str, deed: str, practice: int | str, **more: Any) -> Shown:
    """Use the button in the message the person has of it."""
    return office.tap(who, {"action_id": f"practice-{deed}", "type": "button", "value": str(practice), "action_ts": office.stamp()}, **more)


def practice(office: Office) -> Practice:
    """The first one."""
    return rows(office, Practice)[0]


def kinds(office: Office) -> list[str]:
    return [event.kind for event in rows(office, PracticeEvent)]


def told(office: Office, who: str) -> list[str]:
    """What this person was told by DM."""
    return [str(row.body) for row in office.outgoing() if row.to == CAST[who].slack_id]


def test_both_say_yes_and_each_hears_of_it(office: Office) -> None:
    one = planned(office)
    first = press(office, "yui", "accept", one)
    assert "今日 16:30を了解しました。" in first.text
    assert first.reply.replace
    assert (list(first.buttons), practice(office).state) == (["取り消す", "別の時間", "今日は難しい…"], State.PROPOSED)
    assert "さんがロープレを了解しました" in told(office, "ken")[0]
    second = press(office, "ken", "accept", one)
    assert "今日 16:30で確定しました" in second.text
    assert practice(office).state == State.ACCEPTED
    assert "確定" in told(office, "yui")[0]
    assert len(office.outgoing()) == 2


def test_said_twice_it_stands_once_and_reads_the_same(office: Office) -> None:
    one = planned(office)
    texts = {press(office, "ken", "accept", one).text for _ in range(2)}
    assert (len(texts), kinds(office), len(told(office, "yui"))) == (1, ["proposed", "accepted"], 1)


def test_another_time_offers_what_both_have(office: Office) -> None:
    one = planned(office)
    planned(office, "2026-11-25 17:00", rep="tom")
    form = press(office, "yui", "other-time", one)
    assert form.modal
    times = [o["text"]["text"] for o in form.modal.blocks[-1]["element"]["options"]]
    assert "11月24日(火) 16:30" not in times, "it is there already"
    assert "11月25日(水) 17:00" not in times, "the mentor practises with somebody else then"
    assert times[:4] == ["11月24日(火) 16:00", "11月24日(火) 17:00", "11月24日(火) 17:30", "11月25日(水) 16:00"]
    assert times[-1] == "11月30日(月) 17:30"
    done = form.fill(slot=form.modal.blocks[-1]["element"]["options"][3]["value"])
    assert "今日 16:30から明日 16:00に変更しました" in done.text
    assert "今日 16:30から明日 16:00に変更しました" in told(office, "ken")[0]
    row = next(row for row in rows(office, Practice) if row.id == one)
    assert (row.starts_at.astimezone(TOKYO).isoformat()[:16], row.state) == ("2026-11-25T16:00", State.PROPOSED)
    assert "確定" in press(office, "ken", "accept", f"{one} {row.starts_at.isoformat()}").text


def test_a_time_taken_meanwhile_shows_what_is_left(office: Office) -> None:
    one = planned(office)
    form = press(office, "yui", "other-time", one)
    assert form.modal
    slot = form.modal.blocks[-1]["element"]["options"][0]["value"]
    planned(office, "2026-11-24 16:00", rep="tom")
    again = form.fill(slot=slot)
    assert again.modal
    assert "先に埋まりました" in again.text
    assert slot not in [o["value"] for o in again.modal.blocks[-1]["element"]["options"]]


def test_where_nothing_is_free_it_says_what_to_do(office: Office) -> None:
    one = planned(office, "2026-11-24 17:30")
    office.say("ken", "/onpace leave 11/25 12/4")
    office.at("2026-11-24 17:05")
    shown = press(office, "yui", "other-time", one)
    assert "5営業日先まで空きがない" in shown.text
    assert shown.modal is None


def test_not_today_needs_a_reason_and_the_other_reads_it(office: Office) -> None:
    one = planned(office)
    form = press(office, "yui", "skip", one)
    assert "理由を一言" in form.fill(reason="  ").errors["reason"]
    done = form.fill(reason="<!channel> 客先 *訪問*")
    assert "取りやめとして記録しました" in done.text
    assert practice(office).state == State.SKIPPED
    (said,) = told(office, "ken")
    assert "客先 ∗訪問∗" in said
    assert "<!channel>" not in said


@pytest.mark.parametrize(("who", "both"), [("ken", ["yui"]), ("ann", ["yui", "ken"])])
def test_who_coaches_cancels_and_the_others_are_told(office: Office, who: str, both: list[str]) -> None:
    one = planned(office)
    assert {"ken": "ロープレをキャンセルしました", "ann": "Cancelled: the practice of"}[who] in press(office, who, "cancel", one).text
    assert practice(office).state == State.CANCELLED
    assert [len(told(office, other)) for other in both] == [1] * len(both)
    assert told(office, who) == []


def test_a_manager_says_yes_for_nobody(office: Office) -> None:
    shown = press(office, "ann", "accept", planned(office))
    assert "say yes themselves" in shown.text
    assert list(shown.buttons) == ["Another time", "Cancel it"]
    assert kinds(office) == ["proposed"]


@pytest.mark.parametrize("deed", ["accept", "other-time", "skip", "cancel"])
@pytest.mark.parametrize("ended", ["over", "skipped", "cancelled", "done"])
def test_what_has_ended_is_said_and_nothing_is_written(office: Office, deed: str, ended: str) -> None:
    one = planned(office)
    if ended == "over":
        office.at("2026-11-24 17:00")
    else:
        with writing(office.engine) as session:
            row = practices.find(session, workspace_id=1, practice_id=one)
            assert row
            practices.say(session, practice=row, kind=Deed("scored" if ended == "done" else ended), actor_id=None, now=office.now)
    before = kinds(office)
    shown = press(office, "ken", deed, one)
    if (deed, ended) == ("skip", "over"):
        assert shown.modal, "that it did not take place can be said afterwards"
        return
    said = {"over": "過ぎています", "skipped": "取りやめになって", "cancelled": "キャンセルされて", "done": "採点済み"}[ended]
    assert said in shown.text
    assert "何も変更していません" in shown.text
    sent = [row.key for row in office.outgoing() if "file" not in row.body]  # the real bot's ticker sends those
    assert (kinds(office), sent) == (before, [])


def test_a_form_sent_too_late_is_told_so(office: Office) -> None:
    one = planned(office)
    form = press(office, "yui", "other-time", one)
    assert form.modal
    slot = form.modal.blocks[-1]["element"]["options"][0]["value"]
    skip = press(office, "yui", "skip", one)
    press(office, "ken", "cancel", one)
    assert "キャンセルされています" in form.fill(slot=slot).text
    assert "キャンセルされています" in skip.fill(reason="客先").text
    assert kinds(office) == ["proposed", "cancelled"]


def test_it_did_not_take_place_is_said_by_who_coaches(office: Office) -> None:
    one = planned(office)
    office.at("2026-11-24 18:00")
    assert "過ぎています" in press(office, "yui", "skip", one).text
    press(office, "ken", "skip", one).fill(reason="欠席")
    assert practice(office).state == State.SKIPPED


@pytest.mark.parametrize("deed", ["accept", "cancel"])
def test_taken_back_it_is_as_before_and_the_other_hears_of_it(office: Office, deed: str) -> None:
    one = planned(office)
    done = press(office, "ken", deed, one)
    back = done.press("取り消す")
    assert "を取り消しました" in back.text
    assert "了解" in back.buttons
    assert (kinds(office), practice(office).state) == (["proposed"], State.PROPOSED)
    assert "直前の返事を取り消しました" in told(office, "yui")[-1]


def test_a_new_time_taken_back_is_the_old_one_again(office: Office) -> None:
    one = planned(office)
    form = press(office, "yui", "other-time", one)
    form.fill(slot=form.modal.blocks[-1]["element"]["options"][3]["value"]).press("取り消す")  # type: ignore[union-attr]
    assert practice(office).starts_at.astimezone(TOKYO).isoformat()[:16] == "2026-11-24T16:30"
    assert "今日 16:30" in told(office, "ken")[-1]


def test_the_evidence_stays_and_a_changed_threshold_is_said(office: Office) -> None:
    office.say("ken", "/coach 基準値 接触率 15%")
    one = planned(office)
    assert "74件中5件 7% (4–11)、基準15%: 基準未満" in press(office, "ken", "accept", one).text
    office.say("ken", "/coach 基準値 接触率 20%")
    shown = press(office, "yui", "accept", one)
    assert "74件中5件" in shown.text
    assert "基準未満" not in shown.text, "a rep reads their own figures without a verdict"
    assert "基準値は20%に変わりました" in shown.text
    office.say("ken", "/coach 基準値 接触率 なし")
    assert (
        "この率の基準値はなくなりました"
        in office.tap("yui", {"action_id": "practice", "type": "button", "value": str(one), "action_ts": "1.1"}).text
    )


def test_a_mentors_message_of_several_keeps_the_others(office: Office) -> None:
    one, two = planned(office), planned(office, "2026-11-24 17:00", rep="tom")
    shown = press(office, "ken", "accept", one)
    assert [b["elements"][-1]["value"] for b in shown.blocks if b["type"] == "actions"][1:] == [str(one), str(two)]
    assert "了解" in shown.buttons, "Tom's still waits for Ken"


def test_a_week_later_the_same_button_says_what_became_of_it(office: Office) -> None:
    one = planned(office)
    office.now += timedelta(days=7)
    assert "過ぎています" in press(office, "yui", "accept", one).text


def moved_since(office: Office, to: str = "2026-11-25 16:00") -> tuple[Shown, int]:
    """Ken reads of 16:30; then Yui moves it."""
    one = planned(office)
    old = office.tap("ken", {"action_id": "practice", "type": "button", "value": str(one), "action_ts": office.stamp()})
    press(office, "yui", "other-time", one).fill(slot=datetime.fromisoformat(to).replace(tzinfo=TOKYO).astimezone(UTC).isoformat())
    return old, one


@pytest.mark.parametrize("label", ["了解", "キャンセルする"])
def test_a_button_of_before_says_nothing_to_a_time_that_was_not_read(office: Office, label: str) -> None:
    old, _ = moved_since(office)
    shown = old.press(label)
    assert "その後明日 16:00に変更されています。何も変更していません。" in shown.text
    assert kinds(office) == ["proposed", "moved"]
    assert not [text for text in told(office, "yui") if "BEGIN:VCALENDAR" not in text]  # the real bot's ticker sends those
    assert "明日 16:00で確定しました" in shown.press("了解").text


@pytest.mark.parametrize(("deed", "given"), [("skip", {"reason": "客先"}), ("other-time", {"slot": "2026-11-25T08:00:00+00:00"})])
def test_a_form_of_before_changes_nothing_that_was_not_read(office: Office, deed: str, given: dict[str, str]) -> None:
    one = planned(office)
    form = press(office, "ken", deed, one)
    press(office, "yui", "other-time", one).fill(slot="2026-11-25T07:00:00+00:00")
    assert "その後明日 16:00に変更されています。" in form.fill(**given).text
    assert kinds(office) == ["proposed", "moved"]


def test_a_form_sent_twice_says_that_it_stands(office: Office) -> None:
    form = press(office, "ken", "other-time", planned(office))
    for _ in range(2):
        done = form.fill(slot="2026-11-25T07:00:00+00:00")
    assert "明日 16:00のままです" in done.text
    assert kinds(office) == ["proposed", "moved"]


def test_a_button_without_a_time_agrees_to_what_was_never_moved_by_another(office: Office) -> None:
    _, one = moved_since(office)
    assert "変更されています" in press(office, "ken", "accept", one).text
    assert "明日 16:00を了解" in press(office, "yui", "accept", one).text, "who moved it has said yes to it"


def test_a_move_taken_back_leaves_the_former_button_good(office: Office) -> None:
    one = planned(office)
    old = office.tap("ken", {"action_id": "practice", "type": "button", "value": str(one), "action_ts": office.stamp()})
    press(office, "yui", "other-time", one).fill(slot="2026-11-25T07:00:00+00:00").press("取り消す")
    assert "今日 16:30を了解しました" in old.press("了解").text


def test_who_slack_does_not_reach_is_not_said_to_have_been_told(office: Office) -> None:
    one, other = planned(office), planned(office, "2026-11-25 16:30")
    with writing(office.engine) as session:
        yui = members.by_slack_id(session, workspace_id=1, slack_id=CAST["yui"].slack_id)
        assert yui
        yui.slack_id = None
        session.add(yui)
    moved = press(office, "ann", "other-time", one)
    assert moved.modal
    done = moved.fill(slot=moved.modal.blocks[-1]["element"]["options"][2]["value"])
    assert "<@U0KEN> has been told. Yui Mori cannot be reached in Slack: please tell them." in done.text
    off = press(office, "ken", "cancel", other).text
    assert "Yui MoriさんにはSlackで届きませんので、直接お伝えください。" in off
    assert "お知らせしました" not in off


@pytest.mark.parametrize(
    ("who", "said"), [("ken", "15% (このリードなら13.5%)"), ("yui", "15% (このリードなら13.5%)"), ("ann", "15% (13.5% on these leads)")]
)
def test_the_reason_names_the_threshold_the_mentor_set(office: Office, who: str, said: str) -> None:
    about = RATE | {"threshold": 0.135}
    one = planned(office)
    with writing(office.engine) as session:
        row = session.get_one(Practice, one)
        row.evidence = {"rates": [about]}
        session.add(row)
    opened = office.tap(who, {"action_id": "practice", "type": "button", "value": str(one), "action_ts": office.stamp()})
    assert said in opened.text or said in str(opened.reply.blocks)
