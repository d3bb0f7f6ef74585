"""How an answer reaches the person: as acknowledgement, by response_url, in the DM, on App Home. Real Bolt, real HTTP."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_bolt import BoltResponse
from slack_sdk import WebClient
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot import commands
from bot.app import MOST_IN_ACK, build_app
from bot.blocks import section
from bot.clients import Always
from bot.replies import LONGEST_WAIT, Replies
from bot.talk import Ask, Block, Modal, Reply
from sandbox.passes import TRIGGER_SECONDS
from sandbox.server import Server, serve
from tests.fronts import Front, client, texts
from tests.office import WORKSPACE, Office
from tests.patience import until
from tests.sandboxes import HANA, SALES, TARO, workspace

Json = dict[str, Any]


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture
def replies(place: Server) -> Iterator[Replies]:
    place.workspace.said.by_channel.clear()
    place.workspace.views.homes.clear()
    replies = Replies(Always(client(place)), f"{place.url}/api/")
    yield replies
    replies.close()


def home(place: Server) -> str:
    """The first words of Hana's App Home; "" before it is published."""
    view = place.workspace.home_of(HANA)
    return str(view.data["blocks"][0]["text"]["text"]) if view else ""


# Background answers


def test_a_response_url_answers_where_it_happened_for_this_person_alone(place: Server, replies: Replies) -> None:
    replies.respond(place.workspace.response_url(HANA, SALES), {"text": "12 recorded", "response_type": "ephemeral"}, HANA)
    until(lambda: texts(place) == ["12 recorded"])
    assert texts(place, TARO) == []


@pytest.mark.parametrize("url", ["http://evil.example/response/1", "https://hooks.slack.com.evil.example/1", "file:///etc/hosts", ""])
def test_other_hosts_are_never_answered_to(replies: Replies, url: str) -> None:
    with capture_logs() as logged:
        replies.respond(url, {"text": "secret"}, HANA)
        replies.close()
    assert [(line["event"], "secret" in str(line)) for line in logged] == [("an answer was to go elsewhere than Slack", False)]


def test_what_concerns_one_person_comes_in_order(place: Server, replies: Replies) -> None:
    """Also over different response_urls, the DM and App Home."""
    gate = threading.Event()

    def slow_home() -> list[Block]:
        gate.wait(5)
        return [section("home")]

    replies.publish(WORKSPACE, HANA, slow_home)
    for n in range(6):
        replies.respond(place.workspace.response_url(HANA, SALES), {"text": f"answer {n}"}, HANA)
    replies.tell(WORKSPACE, HANA, {"text": "in the DM"})
    replies.respond(place.workspace.response_url(TARO, SALES), {"text": "for Taro"}, TARO)
    until(lambda: texts(place, TARO) == ["for Taro"])
    assert texts(place) == [], "Hana's wait for her Home; Taro waited for nobody"
    gate.set()
    replies.close()
    assert (texts(place), texts(place, HANA, "D0HANA")) == ([f"answer {n}" for n in range(6)], ["in the DM"])
    assert home(place) == "home"


def test_an_answer_that_is_not_taken_or_breaks_does_not_stop_the_next(place: Server, replies: Replies) -> None:
    def breaks() -> list[Block]:
        raise ZeroDivisionError

    with capture_logs() as logged:
        replies.respond(f"{place.url}/response/unknown", {"text": "lost"}, HANA)
        replies.publish(WORKSPACE, HANA, breaks)
        replies.tell(WORKSPACE, "U0NOBODY", {"text": "lost"})
        replies.respond(place.workspace.response_url(HANA, SALES), {"text": "told"}, HANA)
        replies.close()
    assert texts(place) == ["told"]
    assert sorted(line["event"] for line in logged) == ["an answer broke", "an answer was not taken", "an answer was not taken"]


def test_an_answer_slack_asks_to_wait_with_comes_after_the_wait(place: Server, replies: Replies) -> None:
    place.workspace.faults.on("rate_limited", method="chat.postMessage", times=2, seconds=1)
    with capture_logs() as logged:
        replies.tell(WORKSPACE, HANA, {"text": "first"})
        replies.tell(WORKSPACE, HANA, {"text": "second"})
        until(lambda: texts(place, HANA, "D0HANA") == ["first", "second"])
    assert [line["again_in"] for line in logged] == [1, 1]


def test_an_answer_that_would_wait_too_long_is_left(place: Server, replies: Replies) -> None:
    place.workspace.faults.on("rate_limited", method="chat.postMessage", times=1, seconds=LONGEST_WAIT + 1)
    replies.tell(WORKSPACE, HANA, {"text": "late"})
    replies.tell(WORKSPACE, HANA, {"text": "next"})
    until(lambda: texts(place, HANA, "D0HANA") == ["next"])


def test_an_answer_whose_address_is_used_up_comes_in_the_dm(place: Server, replies: Replies) -> None:
    replies.respond(f"{place.url}/response/unknown", {"text": "Recorded.", "response_type": "ephemeral"}, HANA, workspace=WORKSPACE)
    until(lambda: texts(place, HANA, "D0HANA") == ["Recorded."])


# Through Bolt


@pytest.fixture
def front(place: Server, office: Office, replies: Replies) -> Front:
    return Front(place, office, replies)


@pytest.fixture
def saying(monkeypatch: pytest.MonkeyPatch) -> Json:
    """What /say and the tap on say reply; a test fills in "reply"."""
    told: Json = {"reply": Reply()}

    def say(_: Ask) -> Reply:
        reply: Reply = told["reply"]
        return reply

    monkeypatch.setitem(commands.COMMANDS, "/say", say)
    monkeypatch.setitem(commands.ACTIONS, "say", say)
    monkeypatch.setitem(commands.FORMS, "say", say)
    return told


FORM = Modal("say", "A form", (section("words"),))


def test_a_commands_answer_is_its_acknowledgement(front: Front) -> None:
    answer = front.command("/log 不在 12")
    body = json.loads(answer.body)
    assert (answer.status, body["response_type"], "12件" in body["text"]) == (200, "ephemeral", True)


def test_an_answer_too_large_for_socket_mode_goes_by_response_url(front: Front, saying: Json) -> None:
    blocks = tuple(section("あ" * 250) for _ in range(20))
    saying["reply"] = Reply("large", blocks)
    assert len(json.dumps(blocks)) > MOST_IN_ACK
    assert front.command("/say").body == ""
    until(lambda: texts(front.place) == ["large"])
    assert len(front.place.workspace.messages(SALES, HANA)[0].data["blocks"]) == 20


def test_an_answer_just_small_enough_is_the_acknowledgement(front: Front, saying: Json) -> None:
    saying["reply"] = Reply("small", tuple(section("x" * 1700) for _ in range(10)))
    assert 17_000 < len(front.command("/say").body) < MOST_IN_ACK + 100


def test_a_tap_replaces_the_message_it_was_in_when_the_reply_says_so(front: Front, saying: Json) -> None:
    workspace = front.place.workspace
    pad = workspace.bot_says(SALES, {"text": "31 calls"}, HANA)
    saying["reply"] = Reply("32 calls", replace=True)
    assert front.tap("say", response_url=workspace.response_url(HANA, SALES, pad)).body == ""
    until(lambda: texts(front.place) == ["32 calls"])
    saying["reply"] = Reply("and another")
    front.tap("say", response_url=workspace.response_url(HANA, SALES, pad))
    until(lambda: texts(front.place) == ["32 calls", "and another"])


def test_a_tap_on_app_home_shows_it_anew_with_what_was_done(front: Front, saying: Json) -> None:
    saying["reply"] = Reply("Done.")
    view = {"id": "V0", "type": "home", "hash": "h", "state": {"values": {}}, "private_metadata": "", "callback_id": ""}
    front.tap("say", view=view, response_url=None, channel=None)
    assert until(lambda: home(front.place)) == "Done."


def test_a_form_is_opened_with_the_trigger_of_the_command(front: Front, saying: Json) -> None:
    saying["reply"] = Reply(modal=FORM)
    assert front.command("/say").body == ""
    (shown,) = front.place.workspace.modals_of(HANA)
    assert (shown.data["callback_id"], json.loads(shown.data["private_metadata"])["channel"]) == ("say", SALES)
    front.place.workspace.views.stacks.clear()


@pytest.mark.parametrize("by", ["command", "tap"])
def test_a_form_that_opens_too_late_is_told(front: Front, saying: Json, by: str) -> None:
    """Nothing hangs: the trigger is as old as if the person had waited long."""
    saying["reply"] = Reply(modal=FORM)
    trigger = front.place.workspace.passes.trigger(HANA)
    front.place.workspace.passes.triggers[trigger].at -= TRIGGER_SECONDS + 1
    with capture_logs() as logged:
        answer = front.command("/say", trigger_id=trigger) if by == "command" else front.tap("say", trigger_id=trigger)
    assert (answer.status, answer.body) == (200, "")
    (said,) = until(lambda: texts(front.place))
    assert said.startswith("入力画面が時間内に開きませんでした")
    assert "expired_trigger_id" in logged[0]["trouble"]


class Locked(Always):
    """Nobody's token can be looked up."""

    def of(self, workspace: str, *, timeout: int = 30) -> WebClient:  # noqa: ARG002 - a Clients'
        """Not just now."""
        raise OperationalError("SELECT", {}, Exception("the database is away"))


@pytest.mark.parametrize("by", ["command", "tap"])
def test_what_was_saved_is_told_whatever_keeps_the_next_form_from_opening(front: Front, saying: Json, by: str) -> None:
    saying["reply"] = Reply("Saved.", modal=FORM)
    locked = Locked(client(front.place))
    front.app = build_app(clients=locked, signing_secret="s", answering=front.office.answering, replies=front.replies)
    answer = front.command("/say") if by == "command" else front.tap("say")
    assert answer.status == 200
    sentences = ("Saved.", "入力画面が時間内に開きませんでした")
    until(lambda: all(sentence in f"{answer.body} {texts(front.place)}" for sentence in sentences))


def submitted(front: Front, **more: Any) -> BoltResponse:
    """The form, sent."""
    where = {"meta": "", "channel": SALES, "response_url": front.place.workspace.response_url(HANA, SALES), "from_home": ""}
    view = {"id": front.office.stamp(), "type": "modal", "callback_id": "say", "hash": "h", "state": {"values": {}}}
    body = {"type": "view_submission", "user": {"id": HANA}, "team": {"id": WORKSPACE}, "trigger_id": front.passes(HANA)["trigger_id"]}
    return front.dispatch(body | {"view": view | {"private_metadata": json.dumps(where | more)}})


def test_a_forms_errors_keep_it_open(front: Front, saying: Json) -> None:
    saying["reply"] = Reply(errors={"lead": "Whom?"})
    assert json.loads(submitted(front).body) == {"response_action": "errors", "errors": {"lead": "Whom?"}}


def test_a_sent_form_closes_and_is_answered_where_it_was_opened(front: Front, saying: Json) -> None:
    saying["reply"] = Reply("Saved.")
    assert submitted(front).body == ""
    until(lambda: texts(front.place) == ["Saved."])


def test_a_form_opened_nowhere_is_answered_in_the_dm(front: Front, saying: Json) -> None:
    saying["reply"] = Reply("Saved.")
    submitted(front, response_url="", channel="")
    until(lambda: texts(front.place, HANA, "D0HANA") == ["Saved."])


def test_a_next_form_takes_the_place_of_the_one_sent(front: Front, saying: Json) -> None:
    saying["reply"] = Reply(modal=Modal("say", "Next", (section("two"),), how="update"))
    body = json.loads(submitted(front).body)
    assert (body["response_action"], body["view"]["title"]["text"]) == ("update", "Next")


def test_what_nobody_can_read_is_acknowledged_and_logged(front: Front) -> None:
    with capture_logs() as logged:
        answer = front.dispatch({"type": "block_actions", "user": {"id": HANA}, "team": {"id": WORKSPACE}, "actions": [{"action_id": "x"}]})
    assert (answer.status, answer.body, logged[0]["event"]) == (200, "", "a delivery broke")


def test_an_acknowledgement_is_quick(front: Front) -> None:
    """Bolt's default way polls every 10 ms; ours answers on the caller's thread."""
    front.command("/log")
    begun = time.monotonic()
    for n in range(1, 21):
        front.command(f"/log 不在 {n}")
    assert time.monotonic() - begun < 20 * 0.25


def test_a_person_changed_in_slack_is_learnt(front: Front) -> None:
    user = {"id": HANA, "locale": "en-US", "real_name": "Hana Abe"}
    event = {"type": "user_change", "user": user, "event_ts": "1.1"}
    front.dispatch({"type": "event_callback", "team_id": WORKSPACE, "event_id": "Ev1", "event": event})
    assert front.office.directory.known(WORKSPACE)[HANA].language == "en"


def test_app_home_is_made_at_each_opening(front: Front) -> None:
    event = {"type": "app_home_opened", "user": HANA, "channel": "D0HANA", "tab": "home", "event_ts": "1.1"}
    front.dispatch({"type": "event_callback", "team_id": WORKSPACE, "event_id": "Ev2", "event": event})
    assert "11月24日" in until(lambda: home(front.place))
    assert httpx.get(f"{front.place.url}/control/unknown").json() == {"methods": {}}


def test_bolt_takes_nothing_from_the_environment(
    place: Server, office: Office, replies: Replies, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """SLACK_CLIENT_ID and SLACK_CLIENT_SECRET alone would switch its own OAuth on, with tokens in plain files under the home folder."""
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "of the environment")
    monkeypatch.setenv("HOME", str(tmp_path))
    app = build_app(clients=Always(client(place)), signing_secret="s", answering=office.answering, replies=replies)
    assert (app.oauth_flow, app.installation_store, app._token, app._signing_secret) == (None, None, None, "s")
    assert list(tmp_path.iterdir()) == []
