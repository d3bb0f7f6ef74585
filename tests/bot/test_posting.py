"""Each message once: through lost answers, refusals, rate limits, crashes and a second worker. Real database, real HTTP."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from slack_sdk import WebClient
from structlog.testing import capture_logs

from bot.posting import GIVE_UP_AFTER, Poster, file_name
from bot.talk import File
from sandbox.server import Server
from storage import members, outbox
from storage.engine import writing
from tests.mishaps import BAD_GATEWAY, CUT, LOST, Mishap, rate_limited, refusal
from tests.patience import until
from tests.posts import CHART, START, Desk
from tests.sandboxes import BACK, HANA, SALES


def test_a_message_is_posted_with_its_key_and_confirmed(desk: Desk) -> None:
    desk.put("noon 1")
    desk.work()
    (message,) = desk.said()
    assert (message["text"], message["metadata"]) == ("noon 1", {"event_type": "onpace", "event_payload": {"key": "noon 1"}})
    row = desk.rows()["noon 1"]
    assert (row.state, row.ts, row.posted_at) == ("posted", message["ts"], START)


def test_messages_to_one_place_come_in_order_and_each_once(desk: Desk) -> None:
    desk.put("a", "b", "c", "b", "a")
    desk.run(3)
    desk.work(minutes=10)
    assert desk.texts() == ["a", "b", "c"]


def test_a_person_is_told_in_their_dm(desk: Desk) -> None:
    desk.put("a", "b", to=HANA)
    desk.run(2)
    assert desk.texts("D0HANA") == ["a", "b"]
    assert "conversations.open" not in desk.line.asked, "few calls of it are allowed, and none is needed"


def test_a_picture_is_a_file_with_alt_text_that_carries_the_key(desk: Desk) -> None:
    desk.put("picture 7", to=HANA, text="November", picture=CHART)
    desk.work()
    (message,) = desk.said("D0HANA")
    (file,) = message["files"]
    told = (message["text"], file["title"], file["alt_txt"], file["mimetype"], file["name"])
    assert told == ("November", "Web leads", "Web: 3 meetings held", "image/png", file_name("picture 7"))
    assert desk.place.workspace.file(file["id"])[1].startswith(b"\x89PNG")
    assert desk.states() == {"picture 7": "posted"}


@pytest.mark.parametrize("mishap", [LOST, BAD_GATEWAY], ids=["dropped", "bad gateway"])
def test_a_lost_answer_is_looked_for_and_not_doubled(desk: Desk, mishap: Mishap) -> None:
    desk.line.mishaps["chat.postMessage"] = [mishap]
    desk.put("a")
    desk.work()
    assert desk.states() == {"a": "claimed"}
    desk.work(seconds=5)
    assert "conversations.history" not in desk.line.asked, "Slack may still be at work on it"
    desk.work(seconds=6)
    assert (desk.states(), desk.texts()) == ({"a": "posted"}, ["a"])
    assert desk.rows()["a"].ts == desk.said()[0]["ts"]


def test_a_picture_whose_answer_was_lost_is_found_by_its_name(desk: Desk) -> None:
    desk.line.mishaps["files.completeUploadExternal"] = [LOST]
    desk.put("picture 8", picture=CHART)
    desk.work()
    desk.work(seconds=29)
    assert "conversations.history" not in desk.line.asked, "a file is shown only when Slack has processed it"
    desk.work(seconds=2)
    assert (desk.states(), len(desk.said())) == ({"picture 8": "posted"}, 1)


@pytest.mark.parametrize("mishap", [CUT, refusal("internal_error"), refusal("service_unavailable")], ids=["cut", "error", "away"])
def test_what_never_arrived_is_posted_again(desk: Desk, mishap: Mishap) -> None:
    desk.line.mishaps["chat.postMessage"] = [mishap]
    desk.put("a")
    desk.work()
    assert desk.texts() == []
    desk.work(seconds=11)
    desk.work(seconds=2)
    assert (desk.states(), desk.texts()) == ({"a": "posted"}, ["a"])


def test_a_lost_message_is_found_behind_many_others(desk: Desk) -> None:
    desk.line.mishaps["chat.postMessage"] = [LOST]
    desk.put("a")
    desk.work()
    for n in range(450):
        desk.place.workspace.said.add(SALES, {"user": HANA, "text": f"chat {n}"})
    desk.work(seconds=11)
    assert (desk.states(), desk.texts().count("a")) == ({"a": "posted"}, 1)


@pytest.mark.parametrize("error", ["missing_scope", "not_in_channel"])
def test_where_history_may_not_be_read_a_doubtful_message_is_held(desk: Desk, error: str) -> None:
    desk.line.mishaps |= {"chat.postMessage": [LOST], "conversations.history": [refusal(error)]}
    desk.put("a", "b")
    desk.work()
    desk.work(seconds=11)
    desk.work(hours=1)
    assert (desk.states(), desk.texts()) == ({"a": "held", "b": "posted"}, ["a", "b"])
    assert desk.rows()["a"].trouble == error


@pytest.mark.parametrize("mishap", [CUT, rate_limited(30), BAD_GATEWAY], ids=["cut", "429", "502"])
def test_a_history_that_cannot_be_read_for_a_moment_is_read_later(desk: Desk, mishap: Mishap) -> None:
    """A network that is away must not set messages aside for good."""
    desk.line.mishaps |= {"chat.postMessage": [LOST], "conversations.history": [mishap, mishap]}
    desk.put("a")
    desk.work()
    for _ in range(3):
        desk.work(seconds=31)
    assert (desk.states(), desk.texts()) == ({"a": "posted"}, ["a"])


def test_a_rate_limit_is_waited_out_in_order(desk: Desk) -> None:
    desk.line.mishaps["chat.postMessage"] = [rate_limited(7)]
    desk.put("a", "b")
    desk.put("elsewhere", to=BACK)
    desk.work()
    assert (desk.texts(), desk.texts(BACK)) == ([], ["elsewhere"])
    desk.work(seconds=6)
    assert desk.texts() == []
    desk.run(2)
    assert desk.texts() == ["a", "b"]


def test_no_rate_limit_is_ever_too_many(desk: Desk) -> None:
    desk.line.mishaps["chat.postMessage"] = [rate_limited(1)] * 2 * GIVE_UP_AFTER
    desk.put("a")
    for _ in range(2 * GIVE_UP_AFTER + 1):
        desk.work(seconds=1)
    assert desk.states() == {"a": "posted"}


def test_a_token_that_is_no_longer_good_loses_no_message(desk: Desk) -> None:
    """All that is due is parked, nothing more is asked of Slack but once a minute, and then it goes out in order."""
    desk.line.mishaps |= {"chat.postMessage": [refusal("token_revoked")], "auth.test": [refusal("token_revoked")] * 5}
    desk.put("a", "b")
    desk.put("c", to=BACK)
    desk.run(20)
    assert set(desk.states().values()) == {"parked"}
    desk.put("d")
    desk.run(5 * 60)
    assert (set(desk.states().values()), desk.texts()) == ({"parked"}, [])
    assert (desk.line.asked.count("chat.postMessage"), desk.line.asked.count("auth.test")) == (1, 5)
    desk.run(60)
    assert (set(desk.states().values()), desk.texts(), desk.texts(BACK)) == ({"posted"}, ["a", "b", "d"], ["c"])


def test_what_a_broken_token_held_up_for_long_waits_for_a_word(desk: Desk) -> None:
    desk.line.mishaps |= {"chat.postMessage": [refusal("invalid_auth")], "auth.test": [refusal("invalid_auth")]}
    desk.put("old")
    desk.work()
    desk.work(minutes=61)
    desk.put("young")
    desk.work(minutes=1)
    desk.run(2)
    assert desk.states() == {"old": "parked", "young": "posted"}


def test_a_worker_that_starts_with_a_broken_token_asks_before_it_posts(desk: Desk) -> None:
    desk.line.mishaps |= {"chat.postMessage": [refusal("account_inactive")], "auth.test": [refusal("account_inactive")]}
    desk.put("a")
    desk.work()
    desk.poster = desk.another("after the start")
    desk.put("b")
    desk.run(61)
    assert (desk.line.asked.count("chat.postMessage"), desk.states()) == (2, {"a": "posted", "b": "waiting"})


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_too_long", "metadata_too_large"])
def test_what_slack_refuses_for_good_has_failed_and_the_rest_goes_on(desk: Desk, error: str) -> None:
    desk.line.mishaps["chat.postMessage"] = [refusal(error)]
    desk.put("a", "b")
    desk.work()
    assert (desk.states(), desk.texts()) == ({"a": "failed", "b": "posted"}, ["b"])
    assert desk.rows()["a"].trouble == error


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "not_in_channel", "restricted_action", "missing_scope"])
def test_what_its_place_does_not_take_is_parked_and_other_places_go_on(desk: Desk, error: str) -> None:
    desk.line.mishaps["chat.postMessage"] = [refusal(error)]
    desk.put("a")
    desk.put("elsewhere", to=BACK)
    desk.run(3)
    assert (desk.states(), desk.texts(BACK)) == ({"a": "parked", "elsewhere": "posted"}, ["elsewhere"])
    assert desk.rows()["a"].trouble == error


def test_a_person_who_cannot_be_written_to_is_parked(desk: Desk) -> None:
    desk.line.mishaps["chat.postMessage"] = [refusal("channel_not_found")]
    desk.line.mishaps["conversations.open"] = [refusal("user_not_found")]
    desk.put("a", to=HANA)
    desk.work()
    assert (desk.states(), desk.rows()["a"].trouble) == ({"a": "parked"}, "user_not_found")


def test_a_person_whom_slack_does_not_know_yet_is_written_to_in_an_opened_dm(desk: Desk) -> None:
    desk.line.mishaps["chat.postMessage"] = [refusal("channel_not_found")]
    desk.put("a", to=HANA)
    desk.work()
    assert (desk.states(), desk.texts("D0HANA"), desk.line.asked.count("conversations.open")) == ({"a": "posted"}, ["a"], 1)


def test_what_cannot_be_drawn_has_failed_and_the_rest_goes_on(desk: Desk) -> None:
    with writing(desk.engine) as session:
        body = {"text": "", "blocks": [], "picture": {"chart": {"kind": "Pie"}, "title": "", "alt": ""}}
        outbox.put(session, workspace_id=desk.workspace_id, key="a", to=SALES, body=body, due_at=START)
    desk.put("b")
    desk.work()
    assert desk.states() == {"a": "failed", "b": "posted"}


def test_trouble_that_stays_is_given_up_after_a_while(desk: Desk) -> None:
    desk.line.mishaps["chat.postMessage"] = [refusal("service_unavailable")] * 20
    desk.put("a")
    for _ in range(20):
        desk.work(minutes=10)
    assert (desk.states(), desk.rows()["a"].attempts) == ({"a": "failed"}, GIVE_UP_AFTER)


@pytest.mark.parametrize("posted", [True, False])
def test_a_crash_between_claim_and_confirm_is_settled_by_another_worker(desk: Desk, slack_of: WebClient, posted: bool) -> None:
    desk.put("a")
    with writing(desk.engine) as session:
        assert outbox.claim(session, now=desk.now, worker="dead")
    if posted:
        slack_of.chat_postMessage(channel=SALES, text="a", metadata={"event_type": "onpace", "event_payload": {"key": "a"}})
    desk.work(seconds=89)
    assert desk.states() == {"a": "claimed"}, "the other one may still be at work"
    desk.work(seconds=2)
    desk.work(seconds=2)
    assert (desk.states(), desk.texts()) == ({"a": "posted"}, ["a"])


@pytest.fixture
def slack_of(place: Server) -> WebClient:
    return WebClient(place.workspace.cast.bot_token, base_url=f"{place.url}/api/", retry_handlers=[])


def test_two_workers_post_everything_once(desk: Desk) -> None:
    keys = [f"m{n}" for n in range(12)]
    for n, key in enumerate(keys):
        desk.put(key, to=(SALES, BACK, HANA)[n % 3])
    with writing(desk.engine) as session:
        assert len(outbox.claim(session, now=desk.now, worker="dead")) == 3
    desk.now += timedelta(seconds=91)

    posters = (desk.poster, desk.another("two"))
    with ThreadPoolExecutor(2) as both:
        for _ in range(8):
            list(both.map(Poster.work, posters))
            desk.now += timedelta(seconds=1)
    assert set(desk.states().values()) == {"posted"}
    assert sorted(text for channel in (SALES, BACK, "D0HANA") for text in desk.texts(channel)) == sorted(keys)


def test_the_poster_goes_on_after_anything_at_all(desk: Desk) -> None:
    """Also its own clock breaking: nothing ends the thread, and what is under way at the end is finished."""
    times = iter([RuntimeError("no clock"), RuntimeError("still none")])

    def clock() -> datetime:
        if trouble := next(times, None):
            raise trouble
        return desk.now

    poster = desk.another("shaken")
    poster._clock = clock
    with capture_logs() as lines, poster.working():
        desk.put("a")

        def posted() -> bool:
            poster.wake()
            return desk.texts() == ["a"]

        until(posted)
    assert desk.states() == {"a": "posted"}
    said = [line["event"] for line in lines if line["event"].startswith("posting")]
    assert said == ["posting broke; it is tried again, less and less often", "posting works again"]  # twice the same is told once


ICS = File("ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "Practice 16:30")


def test_a_file_is_sent_with_its_words_and_carries_the_key(desk: Desk) -> None:
    desk.put("practice 7", to=HANA, text="For your calendar", file=ICS)
    desk.work()
    (message,) = desk.said("D0HANA")
    (file,) = message["files"]
    told = (message["text"], file["title"], file["mimetype"], file["name"])
    assert told == ("For your calendar", "Practice 16:30", "text/calendar", file_name("practice 7", "ics"))
    assert desk.place.workspace.file(file["id"])[1] == ICS.content.encode()
    assert desk.states() == {"practice 7": "posted"}


def test_a_file_whose_answer_was_lost_is_found_by_its_name(desk: Desk) -> None:
    desk.line.mishaps["files.completeUploadExternal"] = [LOST]
    desk.put("practice 8", file=ICS)
    desk.work()
    desk.work(seconds=29)
    assert "conversations.history" not in desk.line.asked
    desk.work(seconds=2)
    assert (desk.states(), len(desk.said())) == ({"practice 8": "posted"}, 1)


def test_what_waited_is_not_sent_to_who_left_meanwhile(desk: Desk) -> None:
    desk.line.mishaps["chat.postMessage"] = [rate_limited(60)]
    desk.put("brief 1 2026-11-24", "practice 1 1", to=HANA)
    desk.work()
    with writing(desk.engine) as session:
        members.ensure(session, workspace_id=desk.workspace_id, slack_id=HANA, now=START).active = False
    desk.work(seconds=61)
    desk.run(2)
    assert (desk.states(), desk.texts("D0HANA")) == ({"practice 1 1": "posted"}, ["practice 1 1"])


def test_what_comes_too_late_to_be_of_use_is_not_sent(desk: Desk) -> None:
    desk.line.mishaps["chat.postMessage"] = [rate_limited(60)]
    desk.put("too late", until=START + timedelta(minutes=1))
    desk.put("in time", until=START + timedelta(minutes=2))
    desk.work()
    desk.work(seconds=61)
    desk.run(2)
    assert (desk.states(), desk.texts()) == ({"too late": "discarded", "in time": "posted"}, ["in time"])
