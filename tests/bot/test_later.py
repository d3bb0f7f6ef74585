"""What only looks is acknowledged at once and answered afterwards: once, in its place and in its turn."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot import commands, replies
from bot.clients import Always
from bot.replies import Replies
from bot.talk import Ask, Reply
from sandbox.server import Server, serve
from tests.fronts import Front, client, texts
from tests.office import Office
from tests.patience import until
from tests.sandboxes import HANA, SALES, TARO, workspace

Json = dict[str, Any]


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture
def front(place: Server, office: Office) -> Iterator[Front]:
    place.workspace.said.by_channel.clear()
    answers = Replies(Always(client(place)), f"{place.url}/api/")
    yield Front(place, office, answers)
    answers.close()


@pytest.fixture
def begun() -> list[str]:
    """What /kpi was asked and began to answer."""
    return []


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, begun: list[str]) -> Iterator[threading.Event]:
    """/kpi says its words, once the gate is open."""
    gate = threading.Event()

    def slow(ask: Ask) -> Reply:
        begun.append(ask.text)
        gate.wait(10)
        return Reply(f"figures of {ask.text}")

    monkeypatch.setitem(commands.COMMANDS, "/kpi", slow)
    yield gate
    gate.set()


def held(front: Front) -> None:
    """Everything that was to be said is."""
    front.replies.close()


def test_figures_are_acknowledged_before_they_are_made(front: Front, gate: threading.Event) -> None:
    answer = front.command("/kpi me")
    assert (answer.status, answer.body, texts(front.place)) == (200, "", [])
    gate.set()
    until(lambda: texts(front.place) == ["figures of me"])
    assert texts(front.place, TARO) == [], "for her alone"


@pytest.mark.parametrize("text", ["/kpi", "/onpace kpi me", "/onpace help", "/coach", "/goal", "/onpace goal"])
def test_whatever_only_looks_is_answered_afterwards(front: Front, text: str) -> None:
    assert front.command(text).body == ""
    assert until(lambda: texts(front.place))


@pytest.mark.parametrize("text", ["/log 不在 12", "/log", "/goal 商談 300", "/onpace language en", "/coach threshold contact 12%"])
def test_what_may_change_something_is_answered_in_its_acknowledgement(front: Front, text: str) -> None:
    assert json.loads(front.command(text).body)["text"]
    held(front)
    assert texts(front.place) == []


def test_a_tap_that_looks_is_answered_in_its_message(front: Front) -> None:
    shown = front.place.workspace.bot_says(SALES, {"text": "Really?"}, HANA)
    assert front.tap("dismiss", response_url=front.place.workspace.response_url(HANA, SALES, shown)).body == ""
    held(front)
    assert len(texts(front.place)) == 1
    assert texts(front.place) != ["Really?"]


def test_what_looks_and_opens_a_form_opens_it_at_once(front: Front) -> None:
    """Its trigger is good for three seconds."""
    front.office.say("hana", "/log アポ 山田商事 11/25 14:00")
    front.tap("log-correct", actions=[{"type": "button", "action_id": "log-correct", "value": "1", "action_ts": "1.1"}])
    (opened,) = front.place.workspace.modals_of(HANA)
    assert opened.data["callback_id"] == "log-details"
    front.place.workspace.views.stacks.clear()


def test_what_is_delivered_twice_is_answered_once(front: Front, gate: threading.Event) -> None:
    body = {"command": "/kpi", "text": "me", "user_id": HANA, "team_id": "T0ONPACE", "channel_id": SALES, "token": ""}
    body |= front.passes(HANA)
    for _ in range(4):
        assert front.app.dispatch(BoltRequest(mode="socket_mode", body=body)).body == ""
    gate.set()
    until(lambda: texts(front.place))
    assert front.app.dispatch(BoltRequest(mode="socket_mode", body=body)).body == ""
    held(front)
    assert texts(front.place) == ["figures of me"]


def test_nobody_is_put_off_further_when_many_wait(
    front: Front, gate: threading.Event, begun: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks then is answered in the acknowledgement, as if there were no later."""
    monkeypatch.setattr(replies, "MOST_LATER", 1)
    front.command("/kpi me")
    asked: list[Json] = []
    other = threading.Thread(target=lambda: asked.append(json.loads(front.command("/kpi team", TARO).body)))
    other.start()
    until(lambda: "team" in begun)  # while the first still waits
    gate.set()
    other.join(10)
    assert asked[0]["text"] == "figures of team"
    until(lambda: texts(front.place) == ["figures of me"])
    assert json.loads(front.command("/kpi me", response_url="").body)["text"] == "figures of me", "nor where there is no later"


def test_a_look_that_breaks_says_so_and_the_next_is_answered(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(ask: Ask) -> Reply:
        raise ZeroDivisionError(ask.text)

    monkeypatch.setitem(commands.COMMANDS, "/kpi", breaks)
    assert front.command("/kpi me").body == ""
    front.command("/onpace help")
    held(front)
    broke, helped = texts(front.place)
    assert broke.startswith("こちらで不具合が起きました")
    assert "/log" in helped


def test_an_end_waits_for_what_was_acknowledged(front: Front, gate: threading.Event) -> None:
    for n in range(5):
        front.command(f"/kpi {n}")
    threading.Timer(0.2, gate.set).start()
    held(front)
    assert texts(front.place) == [f"figures of {n}" for n in range(5)], "in the order they were asked"
