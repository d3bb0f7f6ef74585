"""Below Slack's limits of its own accord, and as long as Slack asks when it asks: one channel, one method, one workspace at a time."""

from datetime import timedelta

import pytest

from bot.posting import Refused
from bot.posting.answers import seconds
from bot.posting.pacing import MOST, POST, Pacing
from storage import members
from storage.engine import writing
from tests.mishaps import CUT, LOST, Mishap, rate_limited
from tests.posts import CHART, ICS, START, Desk
from tests.sandboxes import BACK, HANA, SALES, TARO

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("method", "mishap"), [("files.getUploadURLExternal", LOST), ("files.getUploadURLExternal", CUT), ("upload", LOST)]
)
def test_a_picture_lost_before_it_is_shown_is_sent_anew_at_once(desk: Desk, method: str, mishap: Mishap) -> None:
    if method == "upload":
        desk.place.workspace.faults.on("lost_answer", method="upload", times=1)
    else:
        desk.line.mishaps[method] = [mishap]
    desk.put("picture", picture=CHART)
    desk.run(3)
    assert (desk.states(), len(desk.said())) == ({"picture": "posted"}, 1)
    assert "conversations.history" not in desk.line.asked


def test_a_channel_gets_one_message_a_second(desk: Desk) -> None:
    desk.put(*"abcde")
    desk.put("elsewhere", to=BACK)
    for n in range(5):
        desk.work(seconds=1)
        assert len(desk.texts()) == n + 1
        desk.work()
        assert len(desk.texts()) == n + 1


def test_two_workers_together_keep_the_second_too(desk: Desk) -> None:
    desk.put("a", "b")
    other = desk.another("two")
    desk.work()
    other.work()
    assert desk.texts() == ["a"]
    desk.now += SECOND
    other.work()
    desk.poster.work()
    assert desk.texts() == ["a", "b"]


def test_two_channels_refused_at_once_hold_the_workspace(desk: Desk) -> None:
    desk.line.mishaps[POST] = [rate_limited(5), rate_limited(9)]
    for key, to in (("a", SALES), ("b", BACK), ("c", HANA), ("d", TARO)):
        desk.put(key, to=to)
    desk.run(9)
    assert desk.line.asked.count(POST) == 2, "no try before the time Slack asked for"
    desk.put("e", to=SALES)
    desk.run(3)
    assert set(desk.states().values()) == {"posted"}
    assert desk.texts() == ["a", "e"]


def test_a_method_that_must_wait_holds_only_what_needs_it(desk: Desk) -> None:
    desk.line.mishaps["conversations.open"] = [rate_limited(30)]
    desk.put("a", to=HANA, file=ICS)
    desk.put("b", to=TARO, file=ICS)
    desk.put("c")
    desk.run(29)
    assert (desk.states(), desk.line.asked.count("conversations.open")) == ({"a": "waiting", "b": "waiting", "c": "posted"}, 1)
    desk.run(3)
    assert set(desk.states().values()) == {"posted"}


def test_where_a_dm_is_is_kept_over_a_start(desk: Desk) -> None:
    with writing(desk.engine) as session:
        members.ensure(session, workspace_id=desk.workspace_id, slack_id=HANA, now=START)
    desk.put("a", to=HANA)
    desk.work()
    desk.poster = desk.another("after the start")
    desk.put("b", to=HANA, text="b", file=ICS)
    desk.run(2)
    assert (desk.texts("D0HANA"), desk.line.asked.count("conversations.open")) == (["a", "b"], 0)


@pytest.mark.parametrize("method", MOST)
def test_no_method_is_called_more_often_than_its_share_of_a_minute(method: str) -> None:
    pacing, now = Pacing(), START
    for _ in range(MOST[method]):
        assert pacing.free_at(1, method, now) is None
        pacing.called(1, method, now)
        now += SECOND / 10
    assert pacing.free_at(1, method, now) == START + timedelta(minutes=1)
    assert pacing.free_at(2, method, now) is None, "another workspace has its own"
    assert pacing.free_at(1, method, START + timedelta(minutes=1)) is None


@pytest.mark.parametrize(("told", "wait"), [("7", 7), ("0", 1), ("1.2", 2), ("", 0), ("soon", 0), ("nan", 0), ("inf", 0)])
def test_the_time_slack_asks_for_is_rounded_up(told: str, wait: int) -> None:
    assert seconds(told) == wait
    assert Refused(POST, "ratelimited", 429, wait).pause == (wait or 30)
