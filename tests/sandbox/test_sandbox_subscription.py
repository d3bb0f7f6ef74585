"""Events go only to an address that proved itself, not too many, not to one that fails, and with Delayed Events for a day."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest
from slack_bolt import App, BoltRequest

from sandbox.deliveries import SignedHttp
from sandbox.server import serve
from sandbox.subscription import HOUR, LEAST_EVENTS, MOST_EVENTS, Subscription
from sandbox.workspace import Workspace
from tests.doors import Door, door
from tests.patience import until
from tests.sandboxes import HANA, SALES, workspace

Echo = Callable[[str], tuple[int, str, str]]

FORMS: dict[str, Echo] = {
    "plain text": lambda challenge: (200, "text/plain", challenge),
    "a form": lambda challenge: (200, "application/x-www-form-urlencoded", f"challenge={challenge}"),
    "JSON": lambda challenge: (200, "application/json; charset=utf-8", json.dumps({"challenge": challenge})),
}
WRONG: dict[str, tuple[Echo, str]] = {
    "another word": (lambda _: (200, "text/plain", "hello"), "another answer than the challenge"),
    "nothing": (lambda _: (200, "text/plain", ""), "another answer than the challenge"),
    "another form": (lambda c: (200, "application/x-www-form-urlencoded", f"answer={c}"), "another answer than the challenge"),
    "JSON without it": (lambda c: (200, "application/json", json.dumps([c])), "another answer than the challenge"),
    "broken JSON": (lambda _: (200, "application/json", "{"), "another answer than the challenge"),
    "not found": (lambda c: (404, "text/plain", c), "HTTP 404"),
    "created": (lambda c: (201, "text/plain", c), "HTTP 201"),
}


@pytest.fixture
def way() -> Iterator[Door]:
    with door() as way:
        yield way


@pytest.fixture
def place(way: Door) -> Iterator[Workspace]:
    """A workspace whose events go there; it is not served itself."""
    place = workspace(deliver_to=way.url)
    yield place
    place.stop()


def newest(place: Workspace) -> dict[str, Any]:
    return place.registration.courier.deliveries()[0]


def outcomes(place: Workspace) -> list[str]:
    return [attempt["outcome"] for attempt in newest(place)["attempts"]]


def attempted(place: Workspace, times: int) -> None:
    """Waits until the newest delivery was tried so often."""
    until(lambda: len(outcomes(place)) == times)


@pytest.mark.parametrize("form", FORMS)
def test_an_address_proves_itself_once_before_its_first_event(place: Workspace, way: Door, form: str) -> None:
    way.echo = FORMS[form]
    for locale in ("en-GB", "ja-JP"):
        place.speak(HANA, locale)
    assert [knock.json()["event"]["user"]["locale"] for knock in way.heard] == ["en-GB", "ja-JP"]
    (knock,) = way.challenges
    assert knock.json().keys() == {"token", "challenge", "type"}
    bolt = App(token="xoxb-x", signing_secret=place.cast.signing_secret, token_verification_enabled=False)
    answer = bolt.dispatch(BoltRequest(body=knock.body.decode(), headers=dict(knock.headers)))
    assert (answer.status, json.loads(answer.body)["challenge"]) == (200, knock.json()["challenge"])


@pytest.mark.parametrize("wrong", WRONG)
def test_an_address_that_does_not_prove_itself_gets_no_event(
    place: Workspace, way: Door, wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    way.echo, why = WRONG[wrong]
    with caplog.at_level(logging.WARNING):
        place.speak(HANA, "en-GB")
    assert (way.heard, newest(place)["state"], outcomes(place)) == ([], "failed", ["unverified"])
    assert why in caplog.text
    assert place.registration.courier.later.waiting() == 0
    way.echo = FORMS["JSON"]
    place.speak(HANA, "ja-JP")
    assert [knock.json()["event"]["user"]["locale"] for knock in way.heard] == ["ja-JP"]


def test_what_a_person_waits_for_needs_no_challenge(place: Workspace, way: Door) -> None:
    assert place.write(HANA, SALES, "/say x") == ""
    assert (len(way.heard), way.challenges) == (1, [])


def test_an_address_where_nobody_listens_is_not_verified_and_a_new_one_proves_itself_anew(place: Workspace, way: Door) -> None:
    place.delivery = SignedHttp("http://127.0.0.1:9/", place.cast.signing_secret, place.clock)
    assert place.delivery.disproved() == "connection_failed"
    place.speak(HANA, "en-GB")
    assert outcomes(place) == ["unverified"]
    place.delivery = SignedHttp(way.url, place.cast.signing_secret, place.clock)
    place.speak(HANA, "ja-JP")
    assert (len(way.challenges), outcomes(place)) == (1, ["acked"])


@pytest.mark.parametrize(
    ("events", "failed", "left"),
    [
        (LEAST_EVENTS - 1, LEAST_EVENTS - 1, True),  # low traffic is exempt
        (LEAST_EVENTS, LEAST_EVENTS, False),
        (LEAST_EVENTS, 950, True),  # 95 %: not more than that
        (LEAST_EVENTS, 951, False),
        (20_000, 19_000, True),
        (20_000, 19_001, False),
    ],
)
def test_more_than_95_percent_of_failures_within_an_hour_end_it_unless_there_are_few_events(events: int, failed: int, left: bool) -> None:
    subscription = Subscription(lambda: 0.0)
    for number in range(events):  # what succeeds comes first: its share only rises
        subscription.attempted(failed=number >= events - failed, first=True)
    assert subscription.enabled is left
    subscription.enable()
    assert subscription.about() == {"enabled": True, "delayed": False, "events": 0, "attempts": 0, "failed": 0}


def test_retries_are_attempts_but_no_events_and_an_hour_later_nothing_counts() -> None:
    clock = [0.0]
    subscription = Subscription(lambda: clock[0])
    for number in range(4 * (LEAST_EVENTS - 1)):
        assert not subscription.attempted(failed=True, first=number % 4 == 0)
    assert subscription.about().items() >= {"events": 999, "attempts": 3_996, "failed": 3_996}.items()
    clock[0] += HOUR
    assert not subscription.attempted(failed=True, first=True)
    assert subscription.about()["events"] == 1


def test_a_failing_address_is_left_alone_until_somebody_enables_events_again(caplog: pytest.LogCaptureFixture) -> None:
    with door(*[500] * 200) as way, serve(workspace(deliver_to=way.url)) as server:
        place = server.workspace
        place.registration.courier.subscription.least_events = 20
        for _ in range(20):
            place.speak(HANA, "en-GB")
        assert not place.registration.courier.subscription.enabled
        until(lambda: [knock for knock in way.heard if knock.json()["type"] == "app_rate_limited"])
        place.speak(HANA, "ja-JP")
        assert outcomes(place) == ["disabled"]
        told = httpx.get(f"{server.url}/control/subscription").json()
        assert told.items() >= {"address": way.url, "verified": True, "enabled": False, "events": 20}.items()
        assert "failed within 60 minutes" in caplog.text
        way.statuses.clear()
        httpx.post(f"{server.url}/control/enable-events").raise_for_status()
        place.speak(HANA, "en-GB")
        assert outcomes(place) == ["acked"]


def test_a_workspace_may_have_30_000_events_in_60_minutes() -> None:
    clock = [0.0]
    subscription = Subscription(lambda: clock[0])
    assert MOST_EVENTS == 30_000
    assert all(subscription.allowed("T1") for _ in range(MOST_EVENTS))
    assert (subscription.allowed("T1"), subscription.allowed("T2")) == (False, True)
    clock[0] = 59 * 60.0
    assert not subscription.allowed("T1")
    clock[0] = 60 * 60.0
    assert subscription.allowed("T1")


def test_the_app_is_told_of_each_minute_that_had_too_many() -> None:
    clock = [1_518_467_861.0]
    subscription = Subscription(lambda: clock[0])
    assert [subscription.limited("T1"), subscription.limited("T1"), subscription.limited("T2")] == [1_518_467_820, 0, 1_518_467_820]
    clock[0] += 30
    assert subscription.limited("T1") == 1_518_467_880


def test_delayed_events_come_hourly_for_a_day() -> None:
    with door(*[500] * 28) as way:
        place = workspace(deliver_to=way.url)
        place.registration.courier.subscription.delay(True)
        place.open_home(HANA)
        for tried, seconds in ((2, 61), (3, 301), *((tried, HOUR + 1) for tried in range(4, 28))):
            attempted(place, tried)
            place.clock.move(timedelta(seconds=seconds))
        until(lambda: newest(place)["state"] == "failed")
        assert [int(knock.headers.get("x-slack-retry-num", 0)) for knock in way.heard] == list(range(28))
        at = [datetime.fromisoformat(attempt["at"]) for attempt in newest(place)["attempts"]]
        assert all(later - before >= timedelta(hours=1) for before, later in pairwise(at[3:]))
        assert not place.registration.courier.later.waiting()
        place.stop()


def test_an_app_that_asks_for_no_retry_gets_no_delayed_one_either() -> None:
    with door(500, X_Slack_No_Retry="1") as way:
        place = workspace(deliver_to=way.url)
        place.registration.courier.subscription.delay(True)
        place.open_home(HANA)
        assert (outcomes(place), place.registration.courier.later.waiting()) == (["refused"], 0)
        place.stop()


def test_the_address_and_its_certificate_are_checked_on_request(way: Door) -> None:
    with serve(workspace(deliver_to=way.url)) as server:
        control = f"{server.url}/control"
        assert httpx.get(f"{control}/subscription").json().items() >= {"verified": False, "why": ""}.items()
        assert httpx.post(f"{control}/verify-address").json() == {"why": ""}
        way.echo = WRONG["not found"][0]
        assert httpx.post(f"{control}/verify-address").json() == {"why": "HTTP 404"}
        assert httpx.get(f"{control}/subscription").json().items() >= {"verified": False, "why": "HTTP 404"}.items()
        assert httpx.post(f"{control}/check-ssl").json() == {"status": 200}
        assert (way.heard[0].body, "x-slack-signature" in way.heard[0].headers) == (b"ssl_check=1&token=sandbox-verification", False)
        httpx.post(f"{control}/delay-events", json={"enabled": True}).raise_for_status()
        assert httpx.get(f"{control}/subscription").json()["delayed"] is True


def test_over_socket_mode_there_is_no_address_to_check_and_failures_end_nothing() -> None:
    with serve(workspace()) as server:
        server.workspace.registration.courier.subscription.least_events = 1
        server.workspace.speak(HANA, "en-GB")
        told = httpx.get(f"{server.url}/control/subscription").json()
        assert told == {"enabled": True, "delayed": False, "events": 0, "attempts": 0, "failed": 0}
        for deed in ("verify-address", "check-ssl"):
            assert "Socket Mode" in httpx.post(f"{server.url}/control/{deed}").json()["error"]
