"""Events nobody acknowledged come again: at once, after a minute, after five, on the workspace's clock; nothing else does."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from slack_bolt import App, BoltRequest

from sandbox.api.conversations import begun
from sandbox.deliveries import EVENT, SLASH, SignedHttp
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from tests.doors import Door, door
from tests.patience import until
from tests.sandboxes import BACK, HANA, SALES, TARO, Connect, bolt, cast, noting, workspace

REASONS = [
    (500, "http_error"),
    (404, "http_error"),
    (302, "too_many_redirects"),
    (0, "unknown_error"),
]


@pytest.fixture
def failing() -> Iterator[Door]:
    with door(500, 500, 500, 500, 500) as way:
        yield way


def office(way: Door) -> Workspace:
    """A workspace whose events go there; it is not served itself."""
    return workspace(deliver_to=way.url)


def delivered(place: Workspace) -> dict[str, Any]:
    """The newest delivery."""
    return place.registration.courier.deliveries()[0]


def tried(place: Workspace, times: int) -> list[dict[str, Any]]:
    """Its attempts, once there are so many."""
    until(lambda: len(delivered(place)["attempts"]) >= times)
    return list(delivered(place)["attempts"])


def test_an_event_comes_at_once_then_after_one_and_five_minutes_and_no_more(failing: Door) -> None:
    place = office(failing)
    place.open_home(HANA)
    for known, later in ((2, 61), (3, 301)):
        assert len(tried(place, known)) == known
        place.clock.move(timedelta(seconds=later))
    attempts = tried(place, 4)
    until(lambda: delivered(place)["state"] == "failed")
    at = [datetime.fromisoformat(one["at"]) for one in attempts]
    assert at[2] - at[1] >= timedelta(minutes=1)
    assert at[3] - at[2] >= timedelta(minutes=5)
    told = [(knock.headers.get("x-slack-retry-num"), knock.headers.get("x-slack-retry-reason")) for knock in failing.heard]
    assert told == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({knock.json()["event_id"] for knock in failing.heard}) == 1
    assert not place.registration.courier.later.waiting()
    place.stop()


def test_each_attempt_is_signed_anew_in_real_time(failing: Door) -> None:
    place = office(failing)
    place.clock.move(timedelta(days=3))
    place.open_home(HANA)
    tried(place, 2)
    signed = [int(knock.headers["x-slack-request-timestamp"]) for knock in failing.heard]
    assert all(abs(at - place.clock.real().timestamp()) < 60 for at in signed)
    place.stop()


@pytest.mark.parametrize(("status", "reason"), REASONS)
def test_a_retry_says_why(status: int, reason: str) -> None:
    with door(*[status] * (3 if status == 302 else 1)) as way:  # two redirects are followed
        place = office(way)
        place.open_home(HANA)
        tried(place, 2)
        assert way.heard[-1].headers["x-slack-retry-reason"] == reason
        until(lambda: delivered(place)["acked"])
        place.stop()


@pytest.mark.parametrize(("address", "reason"), [("http://127.0.0.1:9/", "connection_failed"), ("https", "ssl_error")])
def test_a_retry_says_why_it_did_not_get_through(address: str, reason: str) -> None:
    with door() as way:
        place = workspace()
        gone = way.url.replace("http", "https", 1) if address == "https" else address
        place.delivery = SignedHttp(gone, place.cast.signing_secret, place.clock, verified=True)
        place.open_home(HANA)
        assert tried(place, 2)[1]["reason"] == reason
        place.delivery = SignedHttp(way.url, place.cast.signing_secret, place.clock)
        place.clock.move(timedelta(seconds=61))
        tried(place, 3)
        assert way.heard[0].headers["x-slack-retry-num"] == "2"
        place.stop()


def test_the_app_can_ask_for_no_retry() -> None:
    with door(500, X_Slack_No_Retry="1") as way:
        place = office(way)
        place.open_home(HANA)
        assert (delivered(place)["state"], len(delivered(place)["attempts"])) == ("failed", 1)
        assert not place.registration.courier.later.waiting()
        place.stop()


def test_an_acknowledged_retry_is_the_last() -> None:
    with door(500) as way:
        place = office(way)
        place.open_home(HANA)
        until(lambda: delivered(place)["acked"])
        assert not place.registration.courier.later.waiting()
        assert len(way.heard) == 2
        place.stop()


def test_on_a_faster_clock_it_is_all_over_in_a_moment(failing: Door) -> None:
    place = office(failing)
    place.clock.run(2_000)
    place.open_home(HANA)
    assert len(tried(place, 4)) == 4
    place.stop()


@pytest.mark.parametrize("deed", ["command", "action", "form"])
def test_what_a_person_waits_for_is_never_sent_again(failing: Door, deed: str) -> None:
    place = office(failing)
    button = {"type": "button", "text": {"type": "plain_text", "text": "Log"}, "action_id": "log"}
    pad = place.bot_says(SALES, {"text": "x", "blocks": [{"type": "actions", "block_id": "b", "elements": [button]}]})
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "submit": {"type": "plain_text", "text": "S"}, "blocks": []}
    opened = place.views.open(HANA, view)
    deeds = {
        "command": lambda: place.write(HANA, SALES, "/say x"),
        "action": lambda: place.act(
            HANA, container="message", container_id=f"{SALES}:{pad.ts}", block_id="b", action={"action_id": "log", "type": "button"}
        ),
        "form": lambda: place.submit(HANA, opened.id, {})[""],
    }
    assert deeds[deed]() in ('/say failed with the error "dispatch_failed"', "We had some trouble connecting. Try again?")
    assert delivered(place)["state"] == "failed"
    assert not place.registration.courier.later.waiting()
    place.stop()


def test_over_socket_mode_an_event_waits_for_a_connection(sandbox: Server, connect: Connect) -> None:
    heard: list[dict[str, Any]] = []
    app: App = bolt(sandbox)
    app.event("user_change")(noting(heard, "event"))
    sandbox.workspace.speak(HANA, "en-GB")
    assert len(tried(sandbox.workspace, 2)) == 2
    connect(app)
    sandbox.workspace.clock.move(timedelta(seconds=61))
    assert until(lambda: heard)[0]["user"]["locale"] == "en-GB"
    assert tried(sandbox.workspace, 3)[2].items() >= {"attempt": 2, "reason": "timeout", "outcome": "acked"}.items()


def test_a_duplicate_is_the_same_delivery_again() -> None:
    with door() as way:
        place = office(way)
        place.faults.on("duplicate", method=SLASH, times=1, copies=4)
        assert place.write(HANA, SALES, "/say x") == ""
        until(lambda: len(way.heard) == 4)
        assert len({knock.body for knock in way.heard}) == 1
        place.write(HANA, SALES, "/say y")
        assert len(way.heard) == 5
        place.stop()


def test_an_event_out_of_order_comes_after_the_next() -> None:
    with door() as way:
        place = office(way)
        place.faults.on("out_of_order", method=EVENT, seconds=30)
        place.speak(HANA, "en-GB")
        assert delivered(place)["state"] == "held"
        place.speak(TARO, "ja-JP")
        until(lambda: len(way.heard) == 2)
        assert [knock.json()["event"]["user"]["locale"] for knock in way.heard] == ["ja-JP", "en-GB"]
        place.stop()


def test_an_event_that_is_alone_is_only_late() -> None:
    with door() as way:
        place = office(way)
        place.faults.on("out_of_order", method="user_change", times=1, seconds=0.1)
        place.speak(HANA, "en-GB")
        until(lambda: len(way.heard) == 1)
        place.stop()


def test_what_is_written_in_a_group_dm_is_an_event_of_its_own() -> None:
    with door() as way:
        place = Workspace(cast(), {"settings": {"event_subscriptions": {"bot_events": ["message.mpim"]}}}, deliver_to=way.url)
        group = begun(place, [place.by_id[HANA], place.by_id[TARO]])
        place.write(HANA, group.id, "hi")
        place.write(HANA, BACK, "not subscribed")
        assert [knock.json()["event"]["channel_type"] for knock in way.heard] == ["mpim"]
        place.stop()


@pytest.mark.parametrize("seconds", [-301, 331])  # Bolt's limit is 300; what comes of the future is nearer by the time it is read
def test_a_signature_can_be_old_or_of_the_future(seconds: int) -> None:
    with door() as way:
        place = office(way)
        place.faults.on("skewed", times=1, seconds=seconds)
        place.write(HANA, SALES, "/say x")
        knock = way.heard[0].headers
        assert abs(int(knock["x-slack-request-timestamp"]) - place.clock.real().timestamp() - seconds) < 30
        app = App(token="xoxb-x", signing_secret=place.cast.signing_secret, token_verification_enabled=False)
        refused = app.dispatch(BoltRequest(body=way.heard[0].body.decode(), headers=dict(knock)))
        assert refused.status == 401
        place.stop()


def test_more_than_so_many_events_an_hour_are_not_sent_but_told_once_a_minute() -> None:
    with door() as way:
        place = office(way)
        place.registration.courier.subscription.most_events = 2
        for _ in range(4):
            place.speak(HANA, "en-GB")
        kinds = [knock.json()["type"] for knock in way.heard]
        assert kinds == ["event_callback", "event_callback", "app_rate_limited"]
        assert way.heard[2].json()["minute_rate_limited"] % 60 == 0
        place.clock.move(timedelta(hours=1, seconds=1))
        place.speak(HANA, "ja-JP")
        assert way.heard[3].json()["event"]["user"]["locale"] == "ja-JP"
        place.stop()


def test_deliveries_and_a_faster_clock_are_seen_and_asked_for_over_http() -> None:
    with door(500) as way, serve(office(way)) as server:
        asked = httpx.post(f"{server.url}/clock", json={"speed": 60})
        assert asked.json()["speed"] == 60
        assert httpx.post(f"{server.url}/clock", json={"speed": 0}).status_code == 400
        server.workspace.open_home(HANA)
        until(lambda: delivered(server.workspace)["acked"])
        seen = httpx.get(f"{server.url}/control/deliveries").json()["deliveries"][0]
        assert seen.items() >= {"kind": "events_api", "what": "app_home_opened", "acked": True, "state": "acked"}.items()
        assert [attempt["outcome"] for attempt in seen["attempts"]] == ["refused", "acked"]
        assert all(attempt["ms"] >= 0 for attempt in seen["attempts"])
