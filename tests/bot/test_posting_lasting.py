"""What outlasts trouble: messages while nobody answers, boards whose channel or message goes, boards that are kept no longer."""

from datetime import timedelta
from typing import Any

import pytest

from bot.posting.pacing import OTHERS
from sandbox import upheavals
from storage import boards, outbox
from storage.engine import writing
from tests.mishaps import CUT, rate_limited, refusal
from tests.posts import ICS, Desk
from tests.sandboxes import BACK, HANA, SALES

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the SQL: tests/storage
BOARD = "board 1 C0SALES"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A board in its channel."""
    _say(desk, "one", pin=True, new=True)
    desk.work()
    desk.now += timedelta(seconds=1)
    return desk


def _say(desk: Desk, text: str, *, new: bool = False, **more: bool) -> bool:
    """Have the board say this."""
    about: dict[str, Any] = {"workspace_id": desk.workspace_id, "key": BOARD, "body": {"text": text, "blocks": [], **more}}
    with writing(desk.engine) as session:
        if new:
            return outbox.put(session, **about, to=SALES, due_at=desk.now)
        boards.try_again(session, workspace_id=desk.workspace_id, key=BOARD, now=desk.now)
        return outbox.rewrite(session, **about, now=desk.now)


def _pinned(desk: Desk) -> list[str]:
    return [message["text"] for message in desk.said() if message.get("pinned_to")]


def test_while_nobody_answers_nothing_is_given_up(desk: Desk) -> None:
    """An edit, a file, a file in somebody's first DM: the calls of which Slack shows nothing."""
    for method in ("chat.update", "files.getUploadURLExternal", "conversations.open"):
        desk.line.mishaps[method] = [CUT] * 100
    _say(desk, "two", pin=True)
    desk.put("numbers noon", to=BACK, text="noon", file=ICS)
    desk.put("brief 9", to=HANA, text="brief 9", file=ICS)
    for _ in range(9):
        desk.work(minutes=1)
    assert set(desk.states().values()) == {"waiting"}
    assert {row.attempts for row in desk.rows().values()} == {0}, "no tries in vain"
    desk.line.reset()
    desk.work(minutes=1)
    assert (desk.texts(), desk.texts(BACK), desk.texts("D0HANA")) == (["two"], ["noon"], ["brief 9"])
    assert set(desk.states().values()) == {"posted"}


def test_after_a_day_without_an_answer_it_has_failed_and_other_words_are_tried_anew(desk: Desk) -> None:
    desk.line.mishaps["chat.update"] = [CUT] * 3
    _say(desk, "two", pin=True)
    desk.work()
    desk.work(hours=23)
    assert desk.states() == {BOARD: "waiting"}
    desk.work(hours=1)
    assert (desk.states(), desk.rows()[BOARD].trouble.startswith(outbox.UNANSWERED)) == ({BOARD: "failed"}, True)
    assert _say(desk, "three", pin=True)
    desk.work(minutes=1)
    assert (desk.texts(), desk.states()) == (["three"], {BOARD: "posted"})


def test_an_edit_that_a_broken_token_held_up_comes_however_late_and_says_what_holds_now(desk: Desk) -> None:
    desk.line.mishaps |= {"chat.update": [refusal("invalid_auth")], "auth.test": [refusal("invalid_auth")]}
    about: dict[str, Any] = {"workspace_id": desk.workspace_id, "key": BOARD, "now": desk.now}
    with writing(desk.engine) as session:
        outbox.rewrite(session, **about, body={"text": "two", "blocks": []})
    desk.work()
    desk.put("old", to=BACK)
    desk.work(minutes=2)
    assert set(desk.states().values()) == {"parked"}
    with writing(desk.engine) as session:
        outbox.rewrite(session, **about, body={"text": "three", "blocks": []})
    desk.work(hours=1)
    desk.run(2)
    assert (desk.texts(), desk.states()) == (["three"], {BOARD: "posted", "old": "parked"})


def test_an_edit_may_say_more_than_slack_takes_as_its_text(desk: Desk) -> None:
    """What is posted may say ten times as much; its blocks say all of it."""
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": part * 2990}} for part in "ab"]
    for at, text in enumerate(("&amp;" * 1000, "<@U0HANA>" * 1000)):
        with writing(desk.engine) as session:
            outbox.rewrite(
                session, workspace_id=desk.workspace_id, key=BOARD, body={"text": text, "blocks": blocks[: at + 1]}, now=desk.now
            )
        desk.run(2)
        (message,) = desk.said()
        assert (desk.states()[BOARD], len(message["blocks"])) == ("posted", at + 1)
        assert (len(message["text"]) <= 4000, message["text"][-2:]) == (True, (";…", ">…")[at])


def test_a_file_that_cannot_be_handed_in_lets_others_go_first(desk: Desk) -> None:
    desk.line.mishaps["files.getUploadURLExternal"] = [CUT] * 30
    desk.put("file", to=BACK, file=ICS)
    desk.work()
    desk.put("after it", to=BACK)
    desk.work(seconds=1)
    assert desk.texts(BACK) == []
    for _ in range(8):
        desk.work(minutes=1)
    assert (desk.texts(BACK), desk.states()["file"]) == (["after it"], "waiting")


def test_a_board_lives_on_when_its_channel_is_back(desk: Desk) -> None:
    workspace = desk.place.workspace
    upheavals.archive(workspace, SALES)
    _say(desk, "two", pin=True)
    desk.work()
    assert (desk.rows()[BOARD].state, desk.rows()[BOARD].trouble) == ("parked", "is_inactive")
    upheavals.archive(workspace, SALES, archived=False)
    assert _say(desk, "three", pin=True)
    desk.work(minutes=59)
    assert desk.states() == {BOARD: "parked"}, "a manager was told, and can send it at once"
    desk.work(minutes=2)
    _say(desk, "four", pin=True)
    desk.work()
    assert desk.texts() == ["four"]


def test_a_board_a_manager_discarded_is_left_alone_for_a_day(desk: Desk) -> None:
    desk.line.mishaps["chat.update"] = [refusal("restricted_action")]
    _say(desk, "two", pin=True)
    desk.work()
    with writing(desk.engine) as session:
        assert outbox.discard(session, workspace_id=desk.workspace_id, ids=[desk.rows()[BOARD].id or 0]) == 1
    desk.now += timedelta(hours=23)
    assert not _say(desk, "three", pin=True)
    desk.now += timedelta(hours=2)
    assert _say(desk, "four", pin=True)


@pytest.mark.parametrize(("error", "wait"), [("message_not_found", {"minutes": 5}), ("edit_window_closed", {"days": 1})])
def test_a_board_that_can_be_edited_no_more_is_posted_anew_and_pinned(desk: Desk, error: str, wait: dict[str, float]) -> None:
    if error == "message_not_found":
        workspace = desk.place.workspace
        workspace.said.remove(workspace.said.lasting(SALES)[0])
    else:
        desk.line.mishaps["chat.update"] = [refusal(error)] * 2
    _say(desk, "two", pin=True)
    desk.work()
    desk.work(seconds=30)
    assert "two" not in desk.texts(), "not at once: something may take it away each time"
    desk.work(**wait)
    desk.work(seconds=1)
    assert (desk.texts()[-1], _pinned(desk)[-1]) == ("two", "two")


def test_what_is_no_board_and_was_deleted_is_not_posted_again(desk: Desk) -> None:
    workspace = desk.place.workspace
    workspace.said.remove(workspace.said.lasting(SALES)[0])
    _say(desk, "two")
    desk.work()
    desk.work(days=2)
    assert (desk.texts(), desk.states()) == ([], {BOARD: "failed"})


def test_last_words_take_the_pin_away(desk: Desk) -> None:
    assert _pinned(desk) == ["one"]
    desk.line.mishaps["pins.remove"] = [rate_limited(5), CUT]
    _say(desk, "over", unpin=True)
    desk.work()
    assert desk.states() == {BOARD: "waiting"}
    desk.run(10)
    assert (desk.texts(), _pinned(desk), desk.states()) == (["over"], [], {BOARD: "posted"})
    _say(desk, "back", pin=True)
    desk.work()
    assert _pinned(desk) == ["back"]
    assert desk.line.asked.count("pins.remove") == 3


@pytest.mark.parametrize("error", ["no_pin", "missing_scope"])
def test_a_pin_that_cannot_be_taken_away_keeps_no_words_back(desk: Desk, error: str) -> None:
    desk.line.mishaps["pins.remove"] = [refusal(error)]
    _say(desk, "over", unpin=True)
    desk.work()
    assert (desk.texts(), desk.states()) == (["over"], {BOARD: "posted"})


def test_many_edits_at_once_leave_room_for_the_boards(desk: Desk) -> None:
    desk.put("requests 1", to=BACK)
    desk.work(seconds=1)
    for _ in range(20):
        desk.poster._pacing.called(desk.workspace_id, OTHERS, desk.now)
    with writing(desk.engine) as session:
        about = {"workspace_id": desk.workspace_id, "key": "requests 1", "now": desk.now}
        assert outbox.rewrite(session, **about, body={"text": "asked", "blocks": []})  # type: ignore[arg-type]
    _say(desk, "two", pin=True)
    desk.work(seconds=1)
    assert (desk.texts(), desk.texts(BACK)) == (["two"], ["requests 1"])
    desk.work(minutes=1)
    assert desk.texts(BACK) == ["asked"]
