"""Faults of the workspace, by the unmodified slack_sdk: what the app sees, and whether the work was done."""

import threading
import time
from http.client import RemoteDisconnected

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from sandbox.faults import KINDS, Faults
from sandbox.server import Server
from tests.sandboxes import HANA, SALES


def said(sandbox: Server) -> list[str]:
    return [message.data["text"] for message in sandbox.workspace.messages(SALES, HANA)]


def test_a_rate_limit_is_429_with_retry_after_and_does_nothing(sandbox: Server, slack: WebClient) -> None:
    sandbox.workspace.faults.on("rate_limited", method="chat.postMessage", times=1, seconds=2.2)
    with pytest.raises(SlackApiError) as refused:
        slack.chat_postMessage(channel=SALES, text="no")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "3"
    assert refused.value.response["error"] == "ratelimited"
    assert slack.chat_postMessage(channel=SALES, text="yes")["ok"]
    assert said(sandbox) == ["yes"]


def test_the_sdk_waits_out_a_rate_limit(sandbox: Server) -> None:
    patient = WebClient("xoxb-sandbox", base_url=f"{sandbox.url}/api/", retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=1)])
    sandbox.workspace.faults.on("rate_limited", times=1)
    assert patient.chat_postMessage(channel=SALES, text="once")["ok"]
    assert said(sandbox) == ["once"]


def test_a_server_error_is_500_before_the_work(sandbox: Server, slack: WebClient) -> None:
    sandbox.workspace.faults.on("server_error")
    with pytest.raises(SlackApiError) as refused:
        slack.chat_postMessage(channel=SALES, text="no")
    assert refused.value.response.status_code == 500
    assert said(sandbox) == []


@pytest.mark.parametrize(("kind", "left"), [("lost_answer", ["x"]), ("cut", [])])
def test_a_dropped_line_tells_nothing_of_whether_it_was_done(sandbox: Server, slack: WebClient, kind: str, left: list[str]) -> None:
    sandbox.workspace.faults.on(kind, times=1)
    with pytest.raises((RemoteDisconnected, ConnectionError)):
        slack.chat_postMessage(channel=SALES, text="x")
    assert said(sandbox) == left
    assert slack.auth_test()["ok"]


def test_a_slow_answer_is_of_work_done_at_once(sandbox: Server, slack: WebClient) -> None:
    sandbox.workspace.faults.on("slow", method="chat.postMessage", times=1, seconds=0.4)
    began = time.monotonic()
    slow = threading.Thread(target=lambda: slack.chat_postMessage(channel=SALES, text="slow"))
    slow.start()
    quick = WebClient("xoxb-sandbox", base_url=f"{sandbox.url}/api/")
    assert quick.auth_test()["ok"]
    slow.join()
    assert time.monotonic() - began >= 0.4
    assert said(sandbox) == ["slow"]


@pytest.mark.parametrize(("path", "method"), [("/response/x", "response"), ("/upload/v1/x", "upload")])
def test_response_urls_and_uploads_fail_too(sandbox: Server, path: str, method: str) -> None:
    sandbox.workspace.faults.on("server_error", method=method, times=1)
    assert [httpx.post(sandbox.url + path, json={}).status_code for _ in range(2)] == [500, 404]
    sandbox.workspace.faults.on("cut", method=method, times=1)
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.post(sandbox.url + path, json={})


def test_another_method_is_spared(sandbox: Server, slack: WebClient) -> None:
    sandbox.workspace.faults.on("server_error", method="chat.postMessage")
    assert slack.auth_test()["ok"]


def test_a_fault_is_over_after_its_times_or_when_switched_off() -> None:
    faults = Faults()
    faults.on("slow", times=2, seconds=1)
    assert [bool(faults.struck("slow", "any")) for _ in range(3)] == [True, True, False]
    assert faults.listed() == []
    faults.on("slow")
    faults.on("cut", method="auth.test")
    faults.off("slow")
    assert [one["kind"] for one in faults.listed()] == ["cut"]
    faults.off()
    assert faults.listed() == []


def test_a_share_strikes_about_so_many_and_the_same_each_time() -> None:
    struck = []
    for faults in (Faults(seed=1), Faults(seed=1)):
        faults.on("cut", share=0.25)
        struck.append([bool(faults.struck("cut")) for _ in range(1000)])
    assert struck[0] == struck[1]
    assert 180 < sum(struck[0]) < 320


def test_one_time_strikes_one_of_many_threads() -> None:
    faults = Faults()
    faults.on("cut", times=1)
    struck: list[bool] = []
    crowd = [threading.Thread(target=lambda: struck.append(bool(faults.struck("cut")))) for _ in range(16)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert sum(struck) == 1


@pytest.mark.parametrize("wrong", [{"share": 0}, {"share": 1.1}, {"times": 0}, {"seconds": -1}, {"copies": 1}])
def test_numbers_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="share is above 0"):
        Faults().on("slow", **wrong)  # type: ignore[arg-type]


def test_an_unknown_kind_is_refused_with_the_known() -> None:
    with pytest.raises(ValueError, match=", ".join(KINDS)):
        Faults().on("gremlins")
