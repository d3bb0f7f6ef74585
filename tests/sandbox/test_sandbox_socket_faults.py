"""Socket Mode's rules and mishaps: tickets, room for ten, reasons to disconnect, lines that die; by slack_bolt and raw sockets."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as dial

from sandbox.server import Server, serve
from tests.doors import door
from tests.patience import until
from tests.sandboxes import HANA, SALES, TARO, Connect, bolt, workspace

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "submit": {"type": "plain_text", "text": "S"}, "blocks": []}
BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Log"}, "action_id": "log"}
TROUBLE = "We had some trouble connecting. Try again?"
Dial = Callable[..., ClientConnection]


def address(server: Server) -> str:
    """A new connection's."""
    url: str = WebClient("xapp-sandbox", base_url=f"{server.url}/api/", retry_handlers=[]).apps_connections_open(app_token="xapp-sandbox")[
        "url"
    ]
    return url


def heard(socket: ClientConnection, seconds: float = 10) -> dict[str, Any]:
    """Its next frame."""
    frame: dict[str, Any] = json.loads(socket.recv(seconds))
    return frame


def ended(socket: ClientConnection) -> bool:
    """Waits for its end."""
    try:
        while True:
            socket.recv(10)
    except ConnectionClosed:
        return True


@pytest.fixture
def dialed(sandbox: Server) -> Iterator[Dial]:
    """Open raw connections that have been greeted."""
    with ExitStack() as all_of_them:

        def one(more: str = "") -> ClientConnection:
            socket = all_of_them.enter_context(dial(address(sandbox) + more, close_timeout=0.1))
            assert heard(socket)["type"] == "hello"
            return socket

        yield one


def states(sandbox: Server) -> list[str]:
    return [one["state"] for one in sandbox.workspace.sockets.about()]


def test_hello_counts_the_connections(sandbox: Server) -> None:
    with dial(address(sandbox)) as first, dial(address(sandbox)) as second:
        assert [heard(socket)["num_connections"] for socket in (first, second)] == [1, 2]


def test_the_eleventh_connection_is_told_there_are_too_many(sandbox: Server, dialed: Dial) -> None:
    first, *_others = [dialed() for _ in range(10)]
    with dial(address(sandbox)) as socket:
        assert heard(socket).items() >= {"type": "disconnect", "reason": "too_many_websockets"}.items()
        assert ended(socket)
    assert len(states(sandbox)) == 10
    first.close()
    until(lambda: len(states(sandbox)) == 9)
    assert dialed()


def test_a_ticket_does_not_last(sandbox: Server) -> None:
    old = address(sandbox)
    sandbox.workspace.sockets.tickets = {ticket: at - 61 for ticket, at in sandbox.workspace.sockets.tickets.items()}
    with pytest.raises(InvalidStatus), dial(old):
        pass


def test_tickets_nobody_used_are_not_kept(sandbox: Server) -> None:
    address(sandbox)
    sandbox.workspace.sockets.tickets = {ticket: at - 61 for ticket, at in sandbox.workspace.sockets.tickets.items()}
    address(sandbox)
    assert len(sandbox.workspace.sockets.tickets) == 1


def test_a_refresh_is_warned_of_and_then_the_connection_ends(sandbox: Server, dialed: Dial) -> None:
    sandbox.workspace.sockets.warning_seconds = 0.1
    socket = dialed()
    assert sandbox.workspace.sockets.refresh() == 1
    assert [heard(socket)["reason"], heard(socket)["reason"]] == ["warning", "refresh_requested"]
    assert ended(socket)


@pytest.mark.parametrize(("more", "told"), [("&debug_reconnects=true", 360), ("", 18_060)])
def test_hello_tells_how_long_a_connection_lasts(sandbox: Server, more: str, told: int) -> None:
    with dial(address(sandbox) + more) as socket:
        assert heard(socket)["debug_info"]["approximate_connection_time"] == told


def test_a_connection_is_refreshed_by_itself_when_its_time_is_up(sandbox: Server, dialed: Dial) -> None:
    sandbox.workspace.sockets.debug_lifetime, sandbox.workspace.sockets.warning_seconds = 0.3, 0.1
    socket = dialed("&debug_reconnects=true")
    assert [heard(socket)["reason"], heard(socket)["reason"]] == ["warning", "refresh_requested"]


def test_a_disabled_link_ends_all_connections_and_opens_none_until_enabled(sandbox: Server, dialed: Dial) -> None:
    sockets, unused = [dialed(), dialed()], address(sandbox)
    assert sandbox.workspace.sockets.disconnect("link_disabled") == 2
    assert [heard(socket)["reason"] for socket in sockets] == ["link_disabled"] * 2
    assert all(ended(socket) for socket in sockets)
    with pytest.raises(SlackApiError):
        address(sandbox)
    with pytest.raises(InvalidStatus), dial(unused):
        pass
    sandbox.workspace.sockets.enable()
    assert dialed()


def test_an_unheard_of_reason_is_refused(sandbox: Server) -> None:
    with pytest.raises(ValueError, match="link_disabled"):
        sandbox.workspace.sockets.disconnect("boredom")


def test_the_server_pings() -> None:
    place = workspace()
    place.sockets.ping_seconds = 0.1
    with serve(place) as server, dial(address(server)) as socket:
        pings: list[Any] = []
        receive = socket.protocol.receive_data

        def listening(data: bytes | bytearray) -> None:
            pings.extend([data] if data[:1] == b"\x89" else [])
            receive(data)

        socket.protocol.receive_data = listening  # type: ignore[method-assign]
        until(lambda: len(pings) >= 2)  # the second comes only when the first was answered


def test_an_aborted_connection_ends_without_a_word(sandbox: Server, dialed: Dial) -> None:
    socket = dialed()
    sandbox.workspace.faults.on("close", times=1)
    with pytest.raises(ConnectionClosed) as end:
        socket.recv(10)
    assert end.value.rcvd is None
    assert sandbox.workspace.faults.listed() == []


def test_a_half_open_connection_answers_nothing_until_it_is_given_up(sandbox: Server, dialed: Dial) -> None:
    socket = dialed()
    assert socket.ping().wait(10)
    sandbox.workspace.faults.on("half_open", times=1, seconds=1.5)
    until(lambda: states(sandbox) == ["half_open"])
    assert sandbox.workspace.sockets.sent({"envelope_id": "x"}, 1)
    unanswered = socket.ping()
    assert ended(socket)
    assert not unanswered.is_set() or socket.close_code == 1006
    until(lambda: states(sandbox) == [])


def test_a_half_open_connection_is_forgotten_when_the_app_lets_go(sandbox: Server, dialed: Dial) -> None:
    socket = dialed()
    sandbox.workspace.faults.on("half_open", times=1)
    until(lambda: states(sandbox) == ["half_open"])
    socket.socket.close()
    until(lambda: states(sandbox) == [])


def test_a_silent_connection_answers_pings_and_brings_no_envelope(sandbox: Server, dialed: Dial) -> None:
    sandbox.workspace.faults.on("silent")
    socket = dialed()
    until(lambda: states(sandbox) == ["silent"])
    assert sandbox.workspace.sockets.sent({"envelope_id": "never"}, 1)
    assert socket.ping().wait(10)
    sandbox.workspace.faults.off("silent")
    assert sandbox.workspace.sockets.sent({"envelope_id": "now"}, 1)
    assert heard(socket) == {"envelope_id": "now"}


def test_silence_after_a_reconnect_strikes_the_new_connection(sandbox: Server, dialed: Dial) -> None:
    dialed()
    sandbox.workspace.sockets.disconnect()
    sandbox.workspace.faults.on("silent", times=1)
    dialed()
    dialed()
    until(lambda: sorted(states(sandbox)) == ["open", "silent"])


def test_connections_can_be_refused_at_the_api_or_at_the_socket(sandbox: Server) -> None:
    sandbox.workspace.faults.on("refused", method="apps.connections.open", times=1)
    with pytest.raises(SlackApiError, match="internal_error"):
        address(sandbox)
    sandbox.workspace.faults.on("refused", method="link", times=1)
    with pytest.raises(InvalidStatus), dial(address(sandbox)):
        pass
    with dial(address(sandbox)) as socket:
        assert heard(socket)["type"] == "hello"


def test_a_handshake_can_be_slow_and_so_can_hello(sandbox: Server) -> None:
    sandbox.workspace.faults.on("slow_handshake", times=1, seconds=0.3)
    began = time.monotonic()
    with dial(address(sandbox)) as socket:
        assert time.monotonic() - began >= 0.3
        assert heard(socket)["type"] == "hello"
        assert time.monotonic() - began >= 0.6


def test_a_connection_that_is_not_greeted_yet_gets_nothing_another_could_take(sandbox: Server, dialed: Dial) -> None:
    first, _second = dialed(), dialed()
    sandbox.workspace.sockets.connections[1].state = "opening"
    assert all(sandbox.workspace.sockets.sent({"envelope_id": name}, 1) for name in "ab")
    assert [heard(first)["envelope_id"] for _ in "ab"] == ["a", "b"]


def test_bolt_comes_back_from_a_line_that_was_cut_and_one_that_died(sandbox: Server, connect: Connect) -> None:
    for _ in range(2):
        connect(bolt(sandbox)).command("/say")(lambda ack: ack("here"))
    until(lambda: states(sandbox) == ["open"] * 2)
    sandbox.workspace.faults.on("close", times=1)
    sandbox.workspace.faults.on("half_open", times=1, seconds=0.5)
    until(lambda: sandbox.workspace.sockets.greeted >= 4 and states(sandbox) == ["open"] * 2, 60)
    until(lambda: sandbox.workspace.write(HANA, SALES, "/say x") == "", 30)


def test_two_connections_take_turns(sandbox: Server, dialed: Dial) -> None:
    sockets = [dialed(), dialed()]
    assert all(sandbox.workspace.sockets.sent({"envelope_id": name}, 1) for name in "abcd")
    assert {frozenset(heard(socket)["envelope_id"] for _ in range(2)) for socket in sockets} == {frozenset("ac"), frozenset("bd")}


def test_connections_are_numbered_as_a_person_counts_those_that_are_there(sandbox: Server, dialed: Dial) -> None:
    first, second, _third = dialed(), dialed(), dialed()
    for gone, left in ((second, [1, 3]), (first, [3])):
        gone.close()
        until(lambda left=left: [one["number"] for one in sandbox.workspace.sockets.about()] == left)  # type: ignore[misc]
    for _ in range(30):
        dialed().close()
        until(lambda: len(states(sandbox)) == 1)
    dialed()
    assert [one["number"] for one in sandbox.workspace.sockets.about()] == [1, 3]


def test_who_no_longer_answers_pings_is_not_listed() -> None:
    place = workspace()
    place.sockets.ping_seconds = place.sockets.pong_seconds = 0.2
    with serve(place) as server, dial(address(server), close_timeout=0.1) as socket:
        assert heard(socket)["type"] == "hello"
        socket.protocol.receive_data = lambda _: None  # type: ignore[method-assign,assignment]  # takes pings and answers none
        until(lambda: place.sockets.about() == [])


def test_a_duplicate_goes_to_another_connection_under_the_same_id(sandbox: Server, dialed: Dial) -> None:
    sockets = [dialed(), dialed()]
    sandbox.workspace.faults.on("duplicate", times=1)
    with ThreadPoolExecutor(1) as person:
        told = person.submit(sandbox.workspace.write, HANA, SALES, "/say x")
        ids = [heard(socket)["envelope_id"] for socket in sockets]
        for number, socket in enumerate(sockets):
            socket.send(json.dumps({"envelope_id": ids[0], "payload": {"text": f"answer {number}"}}))
        assert told.result(10) == ""
    assert len(set(ids)) == 1
    assert len(sandbox.workspace.messages(SALES, HANA)) == 1


def test_three_real_seconds_without_an_acknowledgement(sandbox: Server, dialed: Dial) -> None:
    """Everything that waits, side by side: over Socket Mode and over HTTP, on a clock that was moved and runs fast."""
    place, socket = sandbox.workspace, dialed()
    pad = place.bot_says(SALES, {"text": "x", "blocks": [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]})
    form = place.views.open(TARO, MODAL)
    with door() as way, ThreadPoolExecutor(8) as crowd:
        by_http = workspace(deliver_to=way.url)
        way.open.clear()
        by_http.clock.run(10)
        began = time.monotonic()
        what: list[tuple[Callable[[], Any], Any]] = [
            (lambda: place.write(HANA, SALES, "/say x"), '/say failed with the error "operation_timeout"'),
            (lambda: by_http.write(HANA, SALES, "/say x"), '/say failed with the error "operation_timeout"'),
            (lambda: act(place, pad), TROUBLE),
            (lambda: place.submit(TARO, form.id, {}), {"": TROUBLE}),
            (lambda: place.speak(HANA, "en-GB"), None),
            (lambda: by_http.speak(HANA, "en-GB"), None),
        ]
        waiting = [(crowd.submit(deed), told) for deed, told in what]
        envelopes = [heard(socket) for _ in range(4)]
        assert [future.result(20) for future, _ in waiting] == [told for _, told in waiting]
        assert time.monotonic() - began >= 2.9
        retried = heard(socket)
        assert retried.items() >= {"type": "events_api", "retry_attempt": 1, "retry_reason": "timeout"}.items()
        first = next(one for one in envelopes if one["type"] == "events_api")
        assert retried["payload"]["event_id"] == first["payload"]["event_id"]
        assert "retry_attempt" not in next(one for one in envelopes if one["type"] == "slash_commands")
        for late in envelopes:
            socket.send(json.dumps({"envelope_id": late["envelope_id"], "payload": {"text": "late"}}))
        socket.send(json.dumps({"envelope_id": retried["envelope_id"]}))
        until(lambda: [one for one in place.registration.courier.deliveries() if one["acked"]])
        way.open.set()
        until(lambda: [knock for knock in way.heard if knock.headers.get("x-slack-retry-reason") == "http_timeout"])
        by_http.stop()
    assert place.messages(SALES, HANA) == [pad]
    assert place.modals_of(TARO) == [form]


def act(place: Any, pad: Any) -> str:
    """Tap the button of the message."""
    where = {"container": "message", "container_id": f"{SALES}:{pad.ts}", "block_id": "b"}
    told: str = place.act(HANA, **where, action={"action_id": "log", "type": "button"})
    return told


def test_faults_and_connections_are_seen_and_switched_over_http(sandbox: Server, dialed: Dial) -> None:
    dialed()
    control = f"{sandbox.url}/control/faults"
    told = httpx.post(control, json={"on": "slow", "method": "chat.postMessage", "times": 3, "seconds": 1.5}).json()
    assert told["faults"][0].items() >= {"kind": "slow", "method": "chat.postMessage", "left": 3, "seconds": 1.5}.items()
    assert [one["state"] for one in told["connections"]] == ["open"]
    assert httpx.post(control, json={"off": ""}).json()["faults"] == []
    assert httpx.get(control).json()["socket_mode"] is True


@pytest.mark.parametrize("asked", [{"on": "gremlins"}, {"on": "slow", "share": "half"}, {"on": "slow", "nap": 3}, {}, []])
def test_a_wrong_switch_is_refused_by_name(sandbox: Server, asked: Any) -> None:
    answer = httpx.post(f"{sandbox.url}/control/faults", json=asked)
    assert answer.status_code == 400
    assert "Error" in answer.json()["error"]
